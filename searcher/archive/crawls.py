"""What is known of portals: what they list, which of their pages are due, and what came of fetching them."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from searcher.archive.rows import day_of
from searcher.listing import GIVEN_UP_AFTER, ListedCommittee, ListedMeeting, PageOf, PortalPage
from searcher.storage import Database, Row

_UNDATED = "0000-00-00"  # comes after every day

_COUNTS = """
SELECT l.committee_id, coalesce(nullif(max(l.name), ''), max(h.committee)) AS committee,
  count(l.id) FILTER (WHERE l.unlisted_at IS NULL) AS listed,
  coalesce(sum(h.id IS NOT NULL OR EXISTS (
    SELECT 1 FROM portal_pages p WHERE p.council = ? AND p.id = l.id AND p.fetched_at IS NOT NULL
      AND p.failure IS NULL AND p.kind IN ('meeting', 'service meeting', 'older meeting')
  )) FILTER (WHERE l.unlisted_at IS NULL), 0) AS fetched,
  coalesce(sum(h.with_minutes) FILTER (WHERE l.unlisted_at IS NULL), 0) AS with_minutes,
  coalesce(sum(h.truncated_items) FILTER (WHERE l.unlisted_at IS NULL), 0) AS truncated_items,
  coalesce(sum(f.failed) FILTER (WHERE l.unlisted_at IS NULL), 0) AS failed,
  coalesce(sum(f.missing) FILTER (WHERE l.unlisted_at IS NULL), 0) AS missing,
  count(l.unlisted_at) AS unlisted
FROM (
  SELECT m.committee_id, m.id, c.name, m.unlisted_at FROM listed_meetings m
    LEFT JOIN listed_committees c ON c.council = ? AND c.id = m.committee_id WHERE m.council = ?
  UNION ALL
  SELECT c.id, NULL, c.name, NULL FROM listed_committees c WHERE c.council = ? AND NOT c.expired
    AND c.unlisted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM listed_meetings m WHERE m.council = ? AND m.committee_id = c.id)
) l
LEFT JOIN held_meetings h ON h.id = ? || ':' || l.id
LEFT JOIN (
  SELECT coalesce(meeting_id, id) AS meeting, sum(failure IS NOT NULL AND NOT missing) AS failed,
    sum(missing) AS missing FROM portal_pages
  WHERE council = ? AND (meeting_id IS NOT NULL OR kind IN ('meeting', 'older meeting'))
  GROUP BY coalesce(meeting_id, id)
) f ON f.meeting = l.id
GROUP BY l.committee_id ORDER BY committee, l.committee_id
"""


class PortalState(Struct, frozen=True):
    """A portal as the last crawl found it.

    `web_service` is None when it was never asked. `refuses_pages`: programs may read the web service only. A crawl
    without `finished_at` is gone on with.
    """

    url: str
    web_service: bool | None = None
    refuses_pages: bool = False
    started_at: datetime.datetime | None = None
    finished_at: datetime.datetime | None = None
    succeeded_at: datetime.datetime | None = None
    stopped: str | None = None
    not_before: datetime.datetime | None = None


class Crawls:
    """The portals of an archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Portals

    def state(self, council: str) -> PortalState | None:
        """What the last crawl found; None when there was none."""
        rows = self._database.execute("SELECT * FROM portals WHERE council = ?", (council,))
        return _state(rows[0]) if rows else None

    def note(self, council: str, **told: str | bool | datetime.datetime | None) -> None:
        """Remember facts of a portal: those of PortalState, by name."""
        self._database.execute("INSERT OR IGNORE INTO portals (council, url) VALUES (?, '')", (council,))
        for name, value in told.items():
            written = _written(value) if isinstance(value, datetime.datetime) else value
            self._database.execute(f"UPDATE portals SET {name} = ? WHERE council = ?", (written, council))  # noqa: S608 - our own names

    def count_requests(self, council: str, day: datetime.date, requests: int) -> None:
        """Add requests to those of a day."""
        self._database.execute(
            "INSERT INTO portal_requests (council, day, requests) VALUES (?, ?, ?)"
            " ON CONFLICT (council, day) DO UPDATE SET requests = requests + excluded.requests",
            (council, day.isoformat(), requests),
        )

    def requests_on(self, council: str, day: datetime.date) -> int:
        """How many requests were made on a day."""
        rows = self._database.execute(
            "SELECT requests FROM portal_requests WHERE council = ? AND day = ?", (council, day.isoformat())
        )
        return int(rows[0][0]) if rows else 0

    # What is listed

    def committees(self, council: str) -> list[ListedCommittee]:
        """The committees that a portal was ever seen to list, and those that its pages name."""
        rows = self._database.execute("SELECT * FROM listed_committees WHERE council = ? ORDER BY id", (council,))
        return [ListedCommittee(row["id"], row["name"], row["category"], bool(row["expired"])) for row in rows]

    def put_committee(self, council: str, committee: ListedCommittee, at: datetime.datetime | None = None) -> None:
        """Keep what a list said of a committee at a moment; without one, what is known of it otherwise."""
        self._database.execute(
            "INSERT INTO listed_committees (council, id, name, category, expired, listed_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (council, id) DO UPDATE SET name = excluded.name, category = excluded.category,"
            " expired = excluded.expired, listed_at = coalesce(excluded.listed_at, listed_at),"
            " unlisted_at = CASE WHEN excluded.listed_at IS NULL THEN unlisted_at END",
            (council, committee.id, committee.name, committee.category, committee.expired, at and _written(at)),
        )

    def meeting(self, council: str, meeting_id: str) -> ListedMeeting | None:
        """A meeting as it is listed."""
        rows = self._database.execute(
            "SELECT * FROM listed_meetings WHERE council = ? AND id = ?", (council, meeting_id)
        )
        return _meeting(rows[0]) if rows else None

    def meetings(
        self, council: str, kind: PageOf = PageOf.MEETING
    ) -> Iterator[tuple[ListedMeeting, PortalPage | None]]:
        """Every listed meeting, and what is known of the page that tells it."""
        pages = {page.id: page for page in self.pages(council, kind)}
        for row in self._database.execute("SELECT * FROM listed_meetings WHERE council = ? ORDER BY id", (council,)):
            yield _meeting(row), pages.get(row["id"])

    def put_meeting(self, council: str, meeting: ListedMeeting, at: datetime.datetime | None = None) -> None:
        """Keep what a list said of a meeting at a moment."""
        day = meeting.date.isoformat() if meeting.date else None
        self._database.execute(
            "INSERT INTO listed_meetings (council, id, committee_id, date, published, listed_at)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (council, id) DO UPDATE SET committee_id = excluded.committee_id,"
            " date = excluded.date, published = excluded.published,"
            " listed_at = coalesce(excluded.listed_at, listed_at),"
            " unlisted_at = CASE WHEN excluded.listed_at IS NULL THEN unlisted_at END",
            (council, meeting.id, meeting.committee_id, day, meeting.published, at and _written(at)),
        )

    # Pages

    def page(self, council: str, kind: PageOf, page_id: str) -> PortalPage | None:
        """What is known of a page."""
        rows = self._database.execute(
            "SELECT * FROM portal_pages WHERE council = ? AND kind = ? AND id = ?", (council, kind, page_id)
        )
        return _page(rows[0]) if rows else None

    def pages(self, council: str, kind: PageOf) -> Iterator[PortalPage]:
        """What is known of all pages of a kind."""
        rows = self._database.execute("SELECT * FROM portal_pages WHERE council = ? AND kind = ?", (council, kind))
        return map(_page, rows)

    def put_page(self, council: str, page: PortalPage, day: datetime.date | None = None) -> None:
        """Make a page known, or due if it is known. `due` of a page that is due already stays."""
        self._database.execute(
            "INSERT INTO portal_pages (council, kind, id, address, meeting_id, due, rank, day)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (council, kind, id) DO UPDATE SET"
            " due = coalesce(due, excluded.due), address = excluded.address, day = excluded.day",
            (council, page.kind, page.id, page.address, page.meeting_id, page.due, page.kind.rank,
             day.isoformat() if day else _UNDATED),
        )  # fmt: skip

    def due(self, council: str, before: datetime.datetime) -> PortalPage | None:
        """The page to fetch next, among those not tried since a moment; None when nothing is due.

        What failed before comes last: it must not stand in the way of what never did.
        """
        for which in (
            "(failures = 0 OR missing)",
            "failures > 0",
        ):  # not as an order: that would sort them all each time
            rows = self._database.execute(
                f"SELECT * FROM portal_pages WHERE council = ? AND due IS NOT NULL AND {which}"  # noqa: S608 - our own words
                " AND (tried_at IS NULL OR tried_at < ?) ORDER BY rank, day DESC, id LIMIT 1",
                (council, _written(before)),
            )
            if rows:
                return _page(rows[0])
        return None

    def count_due(self, council: str, before: datetime.datetime) -> dict[PageOf, int]:
        """How many pages of each kind are due that were not tried since a moment."""
        rows = self._database.execute(
            "SELECT kind, count(*) FROM portal_pages WHERE council = ? AND due IS NOT NULL"
            " AND (tried_at IS NULL OR tried_at < ?) GROUP BY kind",
            (council, _written(before)),
        )
        return {PageOf(row[0]): int(row[1]) for row in rows}

    def fetched(
        self,
        council: str,
        page: PortalPage,
        at: datetime.datetime,
        *,
        missing: str | None = None,
        listed: str | None = None,
    ) -> None:
        """The portal answered for a page, if only why it is missing: it is due no more.

        `listed` is what the list says of it now. A missing page keeps what was said when it was there: while the list
        says more than that, the page is due.
        """
        self._database.execute(
            "UPDATE portal_pages SET due = NULL, fetched_at = ?, tried_at = ?, missing = ?,"
            " listed = CASE WHEN ? THEN coalesce(listed, ?) ELSE ? END,"
            " failures = CASE WHEN ? THEN failures + 1 ELSE 0 END, failure = ?,"
            " missing_since = CASE WHEN ? THEN coalesce(missing_since, ?) END"
            " WHERE council = ? AND kind = ? AND id = ?",
            (_written(at), _written(at), missing is not None, missing is not None, listed, listed,
             missing is not None, missing, missing is not None, _written(at), council, page.kind, page.id),
        )  # fmt: skip

    def given_up(self, council: str) -> list[PortalPage]:
        """What is due no more though nothing came of it: pages that are missing, and those never understood."""
        rows = self._database.execute(
            "SELECT * FROM portal_pages WHERE council = ? AND due IS NULL AND (missing OR failures > 0)", (council,)
        )
        return [_page(row) for row in rows]

    def missing(self, council: str, kinds: Sequence[PageOf]) -> list[PortalPage]:
        """The pages of some kinds of which the portal says that it does not have them."""
        rows = self._database.execute(
            f"SELECT * FROM portal_pages WHERE council = ? AND missing AND kind IN ({', '.join('?' * len(kinds))})"  # noqa: S608 - marks
            " ORDER BY rank, day DESC, id",
            (council, *kinds),
        )
        return [_page(row) for row in rows]

    def clear_missing(self, council: str, kind: PageOf, page_id: str) -> None:
        """Of what may be read in several places one was read: that others have it not is no loss."""
        self._database.execute(
            "UPDATE portal_pages SET failure = NULL, failures = 0 WHERE council = ? AND kind = ? AND missing"
            " AND (id = ? OR (id > ? AND id < ?))",
            (council, kind, page_id, f"{page_id} ", f"{page_id}!"),  # "7 address"; a range, so that the key finds it
        )

    def drop_due(self, council: str, kind: PageOf) -> None:
        """Of a kind of page nothing is due any more."""
        self._database.execute(
            "UPDATE portal_pages SET due = NULL, failure = NULL WHERE council = ? AND kind = ?", (council, kind)
        )

    def make_due(self, council: str, page: PortalPage, why: str) -> None:
        """Make a known page due."""
        self._database.execute(
            "UPDATE portal_pages SET due = ? WHERE council = ? AND kind = ? AND id = ?",
            (why, council, page.kind, page.id),
        )

    def failed(self, council: str, page: PortalPage, at: datetime.datetime, reason: str) -> None:
        """The portal did not answer for a page: it stays due."""
        self._database.execute(
            "UPDATE portal_pages SET tried_at = ?, failures = failures + 1, failure = ?"
            " WHERE council = ? AND kind = ? AND id = ?",
            (_written(at), reason, council, page.kind, page.id),
        )

    def not_understood(
        self, council: str, page: PortalPage, at: datetime.datetime, reason: str, *, listed: str | None
    ) -> None:
        """The portal answered for a page, with what it is not. After some times it is due no more."""
        self._database.execute(
            "UPDATE portal_pages SET fetched_at = ?, tried_at = ?, missing = 0, missing_since = NULL, listed = ?,"
            " failures = failures + 1, failure = ?, due = CASE WHEN failures + 1 < ? THEN due END"
            " WHERE council = ? AND kind = ? AND id = ?",
            (_written(at), _written(at), listed, reason, GIVEN_UP_AFTER, council, page.kind, page.id),
        )

    def not_read(self, council: str, page: PortalPage, reason: str) -> None:
        """A page was fetched and kept, but not understood: asking for it again would not help."""
        self._database.execute(
            "UPDATE portal_pages SET failure = ? WHERE council = ? AND kind = ? AND id = ?",
            (reason, council, page.kind, page.id),
        )

    # Documents

    def put_document(self, council: str, document_id: str, pages: Iterable[str]) -> None:
        """Keep the text of a report, page by page."""
        self._database.execute(
            "DELETE FROM document_pages WHERE council = ? AND document_id = ?", (council, document_id)
        )
        self._database.execute_many(
            "INSERT INTO document_pages (council, document_id, page, text) VALUES (?, ?, ?, ?)",
            [(council, document_id, number, text) for number, text in enumerate(pages, 1)],
        )

    def documents(self, council: str) -> dict[str, list[str]]:
        """The texts of the pages of each report."""
        found: dict[str, list[str]] = {}
        for row in self._database.execute(
            "SELECT document_id, text FROM document_pages WHERE council = ? ORDER BY document_id, page", (council,)
        ):
            found.setdefault(row[0], []).append(row[1])
        return found

    def drop_documents(self, council: str, document_ids: Iterable[str]) -> None:
        """Remove the texts of reports."""
        self._database.execute_many(
            "DELETE FROM document_pages WHERE council = ? AND document_id = ?", [(council, one) for one in document_ids]
        )

    # For `searcher status`

    def counts(self, council: str) -> list[dict[str, Any]]:
        """Per committee: meetings listed, fetched and with minutes, items still cut, pages not fetched.

        `unlisted` are those that were listed once and are no longer; the other numbers leave them out. Expired
        committees that have no meetings, and those no longer listed, are left out.
        """
        return [dict(row) for row in self._database.execute(_COUNTS, (council,) * _COUNTS.count("?"))]

    def failures(self, council: str) -> list[PortalPage]:
        """The pages that could not be fetched, those that the portal does not have among them."""
        rows = self._database.execute(
            "SELECT * FROM portal_pages WHERE council = ? AND failure IS NOT NULL"
            " AND NOT (missing AND kind IN (?, ?, ?, ?))"
            " ORDER BY missing, rank, day DESC, id",
            (council, PageOf.SERVICE_COMMITTEES, PageOf.SERVICE_MEETINGS, PageOf.NEWS, PageOf.FEED),
        )
        return [_page(row) for row in rows]

    def councils(self) -> list[str]:
        """Whose portals were crawled."""
        return [str(row[0]) for row in self._database.execute("SELECT council FROM portals ORDER BY council")]


def _state(row: Row) -> PortalState:
    return PortalState(
        url=row["url"],
        web_service=None if row["web_service"] is None else bool(row["web_service"]),
        refuses_pages=bool(row["refuses_pages"]),
        started_at=_moment(row["started_at"]),
        finished_at=_moment(row["finished_at"]),
        succeeded_at=_moment(row["succeeded_at"]),
        stopped=row["stopped"],
        not_before=_moment(row["not_before"]),
    )


def _meeting(row: Row) -> ListedMeeting:
    return ListedMeeting(row["id"], row["committee_id"], day_of(row["date"]), row["published"])


def _page(row: Row) -> PortalPage:
    return PortalPage(
        kind=PageOf(row["kind"]),
        id=row["id"],
        address=row["address"],
        meeting_id=row["meeting_id"],
        due=row["due"],
        fetched_at=_moment(row["fetched_at"]),
        missing=bool(row["missing"]),
        missing_since=_moment(row["missing_since"]),
        listed=row["listed"],
        tried_at=_moment(row["tried_at"]),
        failures=row["failures"],
        failure=row["failure"],
    )


def _moment(text: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text else None


def _written(moment: datetime.datetime) -> str:
    return moment.isoformat(timespec="microseconds")
