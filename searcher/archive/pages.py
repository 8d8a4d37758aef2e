"""Pages as they were fetched, in every version."""

import hashlib
import zlib
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from searcher.archive.generations import Generations
from searcher.errors import UnrecognisedPage
from searcher.model import FetchedPage
from searcher.storage import Database, Row

EXCHANGE = "exchange"  # the kind of a page that is a line of the exchange format
ITEM_PAGE = "item page"
MEETING_PAGE = "meeting page"
WEB_SERVICE = "web service answer"
ATTENDANCE_PAGE = "attendance page"
DECISION_PAGE = "decision page"
OLDER_PAGE = "older page"  # of the archive that a portal took over
_PAGE = (
    "SELECT p.id, p.council, p.key, p.kind, p.portal_item, p.portal_meeting, v.id AS version_id, v.sha256, v.content,"
    " v.url, v.path, v.fetched_at, v.redacted FROM pages p JOIN page_versions v ON v.page_id = p.id"
)


class Attribution(Struct, frozen=True):
    """Whose a page is: of which council, at which address, fetched from which URL as far as was told."""

    page_id: int
    council: str
    address: str
    key: str
    url: str | None
    portal_item: str | None


class HeldPage(Struct, frozen=True):
    """A version of a page. `lines`: its content is exchange lines. `version` is the version's own id.

    `portal_item` is the portal's id of the item that an item page is of; `portal_meeting` that of the meeting, of a
    page that tells more of it beside its own.
    """

    id: int
    version: int
    kind: str
    portal_item: str | None
    portal_meeting: str | None
    page: FetchedPage
    lines: bool

    @property
    def standing(self) -> tuple[int, int]:
        """Which page to believe about a meeting: one of the whole meeting before lines and items, then the newer."""
        return _standing(self.kind, self.version)


class Pages:
    """The pages of an archive."""

    def __init__(self, database: Database, generations: Generations) -> None:
        self._database = database
        self._generations = generations

    def keep(
        self,
        page: FetchedPage,
        address: str,
        kind: str,
        *,
        portal_item: str | None = None,
        portal_meeting: str | None = None,
        instead: Sequence[str] | None = None,
    ) -> HeldPage:
        """Keep a page, as a new version when its address is known. `instead`: exchange lines to keep in its place."""
        page_id = self._id(page, address, kind, (portal_item, portal_meeting))
        self._database.execute("DELETE FROM gone_pages WHERE page_id = ?", (page_id,))
        content = page.content if instead is None else _joined(instead)
        self._database.execute(
            "INSERT INTO page_versions (page_id, version, sha256, content, url, path, fetched_at, redacted, generation)"
            " VALUES (?, 1 + (SELECT count(*) FROM page_versions WHERE page_id = ?), ?, ?, ?, ?, ?, ?, ?)",
            (page_id, page_id, page.sha256, zlib.compress(content), page.url, page.path, page.fetched_at,
             None if instead is None else _sha256(content), self._generations.this()),
        )  # fmt: skip
        version = int(self._database.execute("SELECT max(id) FROM page_versions WHERE page_id = ?", (page_id,))[0][0])
        kept = page if instead is None else replace(page, content=content)
        return HeldPage(
            page_id, version, kind, portal_item, portal_meeting, kept, instead is not None or kind == EXCHANGE
        )

    def key_for(self, page: FetchedPage, address: str) -> str:
        """The key of the page at an address; of a new one, the 12 digits that no other page of the council has."""
        rows = self._database.execute(
            "SELECT key FROM pages WHERE council = ? AND address = ?", (page.council, address)
        )
        if rows:
            return str(rows[0][0])
        key = page.sha256[:12]
        taken = self._database.execute("SELECT 1 FROM pages WHERE council = ? AND key = ?", (page.council, key))
        return _sha256(f"{address}\0".encode() + page.content)[:12] if taken else key

    def knows(self, council: str, address: str) -> bool:
        """Whether there is a page at an address."""
        return self.at(council, address) is not None

    def at(self, council: str, address: str) -> int | None:
        """The id of the page at an address."""
        rows = self._database.execute("SELECT id FROM pages WHERE council = ? AND address = ?", (council, address))
        return int(rows[0][0]) if rows else None

    def of_file(self, sha256: str, path: str) -> Attribution | None:
        """Whose page a file is, when its content was what was last kept of that page, and from the same path."""
        rows = self._database.execute(
            "SELECT p.id, p.council, p.address, p.key, v.url, p.portal_item"
            " FROM page_versions v JOIN pages p ON p.id = v.page_id WHERE v.sha256 = ? AND v.path = ?"
            " AND v.version = (SELECT max(version) FROM page_versions WHERE page_id = v.page_id) ORDER BY v.id DESC",
            (sha256, path),
        )
        return Attribution(*rows[0]) if rows else None

    def move(self, page_id: int, page: FetchedPage, address: str) -> None:
        """Make a page that of another council or address. Of a page that is there already it becomes older versions."""
        rows = self._database.execute(
            "SELECT p.id, max(v.version) FROM pages p JOIN page_versions v ON v.page_id = p.id"
            " WHERE p.council = ? AND p.address = ? AND p.id != ? GROUP BY p.id",
            (page.council, address, page_id),
        )
        if not rows:
            self._database.execute(
                "UPDATE pages SET council = ?, address = ?, key = ? WHERE id = ?",
                (page.council, address, page.key, page_id),
            )
            return
        self._database.execute(
            "UPDATE page_versions SET page_id = ?, version = version + ? WHERE page_id = ?", (*rows[0], page_id)
        )
        self._database.execute("DELETE FROM pages WHERE id = ?", (page_id,))

    def holds(self, page: FetchedPage, address: str) -> bool:
        """Whether there is nothing new in a page.

        It is the newest version at its address or, when nothing was kept from there so far, at another of the council.
        """
        rows = self._database.execute(
            "SELECT p.address FROM page_versions v JOIN pages p ON p.id = v.page_id"
            " WHERE v.sha256 = ? AND p.council = ?"
            " AND v.version = (SELECT max(version) FROM page_versions WHERE page_id = v.page_id)",
            (page.sha256, page.council),
        )
        return any(row[0] == address for row in rows) or (bool(rows) and not self.knows(page.council, address))

    def is_redacted(self, page: FetchedPage) -> bool:
        """Whether a page of this content is kept without what was taken down."""
        return bool(
            self._database.execute(
                "SELECT 1 FROM page_versions v JOIN pages p ON p.id = v.page_id"
                " WHERE v.sha256 = ? AND p.council = ? AND v.redacted IS NOT NULL",
                (page.sha256, page.council),
            )
        )

    def restore(self, page: FetchedPage) -> None:
        """Put a page's content back where its stored content was damaged."""
        rows = self._database.execute(
            "SELECT id FROM page_versions WHERE sha256 = ? AND redacted IS NULL", (page.sha256,)
        )
        for (version,) in rows:
            try:
                self.version(version)
            except UnrecognisedPage:
                self._database.execute(
                    "UPDATE page_versions SET content = ? WHERE id = ?", (zlib.compress(page.content), version)
                )

    def newest(self) -> list[int]:
        """The newest version of every page, in the order in which the pages were first kept."""
        rows = self._database.execute("SELECT max(id) FROM page_versions GROUP BY page_id ORDER BY page_id")
        return [int(row[0]) for row in rows]

    def versions(self) -> list[int]:
        """Every version of every page."""
        return [int(row[0]) for row in self._database.execute("SELECT id FROM page_versions ORDER BY id")]

    def newest_of(self, page_id: int) -> HeldPage:
        """A page in its newest version. Raises UnrecognisedPage when that was damaged, or none of them is there."""
        rows = self._database.execute(
            "SELECT (SELECT max(id) FROM page_versions WHERE page_id = p.id), p.address FROM pages p WHERE p.id = ?",
            (page_id,),
        )
        if not rows or rows[0][0] is None:
            address = str(rows[0][1]) if rows else f"page {page_id}"
            raise UnrecognisedPage(address, "it is not stored in any version; import or fetch it again")
        return self.version(rows[0][0])

    def version(self, version: int) -> HeldPage:
        """One version of a page. Raises UnrecognisedPage when its content was damaged where it is stored."""
        return _held(self._database.execute(f"{_PAGE} WHERE v.id = ?", (version,))[0])

    def page_of(self, version: int) -> int | None:
        """The id of the page that a version is of."""
        rows = self._database.execute("SELECT page_id FROM page_versions WHERE id = ?", (version,))
        return int(rows[0][0]) if rows else None

    def address_of(self, version: int) -> str:
        """Where a version of a page came from, for people."""
        rows = self._database.execute(
            "SELECT p.address FROM pages p JOIN page_versions v ON v.page_id = p.id WHERE v.id = ?", (version,)
        )
        return str(rows[0][0]) if rows else f"page version {version}"

    def item_page(self, council: str, portal_item: str) -> HeldPage | None:
        """The item page of an item, when one is held."""
        rows = self._database.execute(
            "SELECT id FROM pages WHERE council = ? AND portal_item = ? ORDER BY id DESC", (council, portal_item)
        )
        return self.newest_of(rows[0][0]) if rows else None

    def listing(self, council: str, portal_item: str) -> int | None:
        """The id of the page, not an item's own, that an item of the portal was read from."""
        rows = self._database.execute(
            "SELECT i.page_id FROM items i JOIN pages p ON p.id = i.page_id WHERE i.portal_item = ?"
            " AND (i.withdrawn IS NULL OR p.id IN (SELECT page_id FROM gone_pages))"
            " AND p.council = ? AND p.portal_item IS NULL AND p.portal_meeting IS NULL"
            " ORDER BY i.id",
            (portal_item, council),
        )
        return int(rows[0][0]) if rows else None

    def beside(self, council: str, portal_meeting: str) -> list[HeldPage]:
        """The pages that tell more of a meeting beside its own, in the order in which they were first kept."""
        rows = self._database.execute(
            "SELECT id FROM pages WHERE council = ? AND portal_meeting = ? ORDER BY id", (council, portal_meeting)
        )
        return [self.newest_of(row[0]) for row in rows]

    def of_meeting(self, council: str, portal_meeting: str) -> int | None:
        """The id of the page that tells a meeting, other than those beside it."""
        rows = self._database.execute(
            "SELECT p.id FROM meetings m JOIN pages p ON p.id = m.page_id"
            " WHERE m.id = ? AND p.portal_meeting IS NULL AND p.portal_item IS NULL",
            (f"{council}:{portal_meeting}",),
        )
        return int(rows[0][0]) if rows else None

    def decision_record(self, council: str, portal_item: str) -> str | None:
        """The address of the record of a decision on an item, such as AI51902, when it is held."""
        rows = self._database.execute(
            "SELECT address FROM pages WHERE council = ? AND kind = ? AND address LIKE ? ORDER BY id DESC",
            _decision(council, portal_item),
        )
        return str(rows[0][0]) if rows else None

    def drop_decision(self, council: str, portal_item: str) -> None:
        """Remove what is held of the page of a decision on an item, such as AI51902."""
        found = _decision(council, portal_item)
        own = "(SELECT id FROM pages WHERE council = ? AND kind = ? AND address LIKE ?)"
        self._database.execute(f"DELETE FROM page_versions WHERE page_id IN {own}", found)  # noqa: S608 - our own text
        self._database.execute("DELETE FROM pages WHERE council = ? AND kind = ? AND address LIKE ?", found)

    def standing_of(self, page_id: int) -> tuple[int, int]:
        """The standing of a page by its newest version; the lowest when there is none."""
        rows = self._database.execute(
            "SELECT p.kind, max(v.id) FROM pages p JOIN page_versions v ON v.page_id = p.id WHERE p.id = ?", (page_id,)
        )
        return _standing(rows[0][0], rows[0][1] or 0)

    def put_instead(self, version: int, lines: Sequence[str]) -> None:
        """Put exchange lines in the place of a stored page."""
        content = _joined(lines)
        self._database.execute(
            "UPDATE page_versions SET content = ?, redacted = ? WHERE id = ?",
            (zlib.compress(content), _sha256(content), version),
        )

    def faults(self) -> Iterator[str]:
        """A line for each version whose content is not what was kept."""
        for version in self.versions():
            try:
                self.version(version)
            except (UnrecognisedPage, IndexError) as error:  # IndexError: of a page that there is not
                yield str(error) if isinstance(error, UnrecognisedPage) else f"page version {version} has no page"

    def _id(self, page: FetchedPage, address: str, kind: str, of: tuple[str | None, str | None]) -> int:
        self._database.execute(
            "INSERT INTO pages (council, address, key, kind, portal_item, portal_meeting) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (council, address) DO UPDATE SET kind = excluded.kind, portal_item = excluded.portal_item,"
            " portal_meeting = excluded.portal_meeting",
            (page.council, address, page.key, kind, *of),
        )
        rows = self._database.execute("SELECT id FROM pages WHERE council = ? AND address = ?", (page.council, address))
        return int(rows[0][0])


def _decision(council: str, portal_item: str) -> tuple[str, str, str]:
    return council, DECISION_PAGE, f"%?AIId={portal_item.removeprefix('AI')}"


def _held(row: Row) -> HeldPage:
    page = FetchedPage(
        content=_content(row),
        council=row["council"],
        key=row["key"],
        url=row["url"],
        path=row["path"],
        fetched_at=row["fetched_at"],
    )
    lines = row["redacted"] is not None or row["kind"] == EXCHANGE
    return HeldPage(row["id"], row["version_id"], row["kind"], row["portal_item"], row["portal_meeting"], page, lines)


def _content(row: Row) -> bytes:
    address = row["url"] or row["path"]
    try:
        content = zlib.decompress(row["content"])
    except (zlib.error, TypeError) as error:
        raise UnrecognisedPage(address, "its stored content is damaged; import or fetch it again") from error
    if _sha256(content) != (row["redacted"] or row["sha256"]):
        raise UnrecognisedPage(address, "its stored content is not what was kept; import or fetch it again")
    return content


def _standing(kind: str, version: int) -> tuple[int, int]:
    return {ITEM_PAGE: 0, DECISION_PAGE: 0, EXCHANGE: 1}.get(kind, 2), version


def _joined(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
