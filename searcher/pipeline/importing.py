"""Importing one file: whose page it is, by what it is known again, whether it is new, and keeping what it says."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from searcher import exchange
from searcher.archive import EXCHANGE, ITEM_PAGE, Attribution, Store, now
from searcher.cleaner.recognise import portal_address
from searcher.crawler.portal import council_from
from searcher.errors import UnrecognisedPage
from searcher.model import IMPORTED, FetchedPage, Item, Meeting
from searcher.pipeline.deriving import derive
from searcher.pipeline.files import content_of, is_lines, lines_of, written
from searcher.pipeline.keeping import keep
from searcher.pipeline.outcome import Outcome
from searcher.pipeline.readings import Vocabularies, cleaned, items_with_meeting, portal_id
from searcher.settings import Settings
from searcher.storage import Storage
from searcher.words import forms


class Import(Struct, frozen=True):
    """One run of importing. `council` and `url` are as told; `alone`: the URL may be the one file's own."""

    store: Store
    storage: Storage
    settings: Settings
    vocabularies: Vocabularies
    council: str | None
    url: str | None
    alone: bool

    def outcome_of(self, path: Path) -> Outcome:
        """Keep a file, if anything in it is new. Raises RefusedFile or UnrecognisedPage, and then changes nothing."""
        if is_lines(path):
            return self._lines(path)
        content = content_of(path, self.storage, self.settings)
        if is_lines(path, content):
            return self._lines(path)
        known = self.store.pages.of_file(hashlib.sha256(content).hexdigest(), written(path))
        page, address = self._page(content, written(path), known)
        if known is not None and (known.council, known.address, known.url) != (page.council, address, page.url):
            return replace(self._keep(page, address, instead_of=known), path=str(path))
        if self.store.pages.holds(page, address):
            with self.store.writing():
                self.store.pages.restore(page)
            return Outcome(str(path), taken_down=self._left_out(page))
        return replace(self._keep(page, address), path=str(path))

    def _page(self, content: bytes, path: str, known: Attribution | None) -> tuple[FetchedPage, str]:
        """A file as a page, and the address it is known by. What is not told stays as it is `known`."""
        url = self.url or (known.url if known else None)
        page = FetchedPage(content, IMPORTED, "", url=url, path=path, fetched_at=now())
        page = replace(page, council=self._council(page, known))
        address = known.address if known and not self.url else path
        if self.url and self.alone and _is_of_one_page(self.url):
            address = self.url
        return replace(page, key=self._key(page, address, known)), address

    def _council(self, page: FetchedPage, known: Attribution | None) -> str:
        """The council that was told, by its name or its address; else as it is known, else as the page tells."""
        if self.council or known:
            return self.council or council_from(self.url or "") or (known.council if known else IMPORTED)
        return council_from(self.url or portal_address(page) or "") or IMPORTED

    def _key(self, page: FetchedPage, address: str, known: Attribution | None) -> str:
        """A page's key, by which its items keep their ids while it is of the same council."""
        pages = self.store.pages
        if known and known.council == page.council and not pages.knows(page.council, address):
            return known.key
        return pages.key_for(page, address)

    def _keep(self, page: FetchedPage, address: str, instead_of: Attribution | None = None) -> Outcome:
        found = cleaned(page, self.vocabularies)
        self._check_same_meeting(found.meeting, page, address)
        items = found.meeting.items
        own = portal_id(items[0]) if items and str(found.kind) == ITEM_PAGE else None
        with self.store.writing():
            if instead_of is not None:
                self._move(instead_of, page, address)
            kept = keep(page, address, found, self.store, self.vocabularies, portal_item=own)
        return Outcome(address, len(items), kept.changed, kept.left_out, unplaced=found.unplaced)

    def _move(self, known: Attribution, page: FetchedPage, address: str) -> None:
        """Make a known page that of another council or address; what it told of other pages' items is untold."""
        name = known.portal_item
        listing = self.store.pages.listing(known.council, name) if name is not None else None
        self.store.move_page(known, page, address)
        if listing is not None:
            derive(self.store.pages.newest_of(listing), self.store, self.vocabularies)

    def _left_out(self, page: FetchedPage) -> int:
        """How many items of a page that is held are not, because they were taken down."""
        if not self.store.pages.is_redacted(page):
            return 0
        gone = self.store.takedown.forgotten
        return sum(map(gone.has, items_with_meeting(cleaned(page, self.vocabularies).meeting)))

    def _check_same_meeting(self, meeting: Meeting, page: FetchedPage, address: str) -> None:
        """Pages of unknown councils may share a portal's meeting id: they are not versions of one meeting."""
        held = self.store.meeting(meeting.key)
        if page.council != IMPORTED or held is None or self.store.pages.knows(page.council, address):
            return
        if (held.date and meeting.date and held.date != meeting.date) or _other_name(held.committee, meeting.committee):
            raise UnrecognisedPage(
                address,
                f"meeting {meeting.id} is held already as {held.label}; say which council's this is: --council NAME",
            )

    def _lines(self, path: Path) -> Outcome:
        """A file of the exchange format. Wholly taken or wholly refused: a bad line names its number."""
        latest = [max(item.first_seen, item.changed) for item, _ in self._items_in(path)]
        if not latest:
            raise UnrecognisedPage(str(path), "the file is empty")
        gone = self.store.takedown.forgotten
        left_out = sum(gone.has(item) for item, _ in self._items_in(path)) if gone.ids else 0
        self.store.generations.begin("import", after=max(latest))
        with self.store.writing():
            changed = sum([self._put_line(item, line) for item, line in self._items_in(path) if not gone.has(item)])
        return Outcome(str(path), len(latest), changed, left_out)

    def _items_in(self, path: Path) -> Iterator[tuple[Item, str]]:
        """The items of a file with their lines; a line that comes again counts once."""
        seen: dict[str, tuple[int, bytes]] = {}
        for number, line in lines_of(path, self.storage, self.settings):
            try:
                item = exchange.from_line(line)[0]
                self._check_council(item)
                is_new = _is_new(item.id, number, line, seen)
            except exchange.NotAnItem as error:
                raise UnrecognisedPage(str(path), f"line {number}: {error}") from error
            if is_new:
                yield item, line

    def _check_council(self, item: Item) -> None:
        """A line tells its own council. Raises NotAnItem when another was told."""
        if self.council not in (None, item.council):
            raise exchange.NotAnItem(f"{item.id} is of {item.council}, not of {self.council} as --council tells")

    def _put_line(self, item: Item, line: str) -> int:
        """Keep a line as a page of its own, unless it is what the archive itself would write."""
        address = f"item:{item.id}"
        page = FetchedPage(line.encode(), item.council, "", path=address)
        if self.store.pages.holds(page, address):
            self.store.pages.restore(page)
            return 0
        if any(exchange.to_line(held) == exchange.to_line(item) for held in self.store.items([item.id])):
            return 0
        page = replace(page, key=self.store.pages.key_for(page, address))
        return derive(self.store.pages.keep(page, address, EXCHANGE), self.store, self.vocabularies)


def _is_new(item_id: str, number: int, line: str, seen: dict[str, tuple[int, bytes]]) -> bool:
    """Whether a line's item was not `seen`, where it is then. Raises NotAnItem when it was, with another text."""
    digest = hashlib.sha256(line.encode()).digest()
    first, told = seen.setdefault(item_id, (number, digest))
    if told != digest:
        raise exchange.NotAnItem(f"{item_id} is on line {first} already, and says other things there")
    return first == number


def _is_of_one_page(url: str) -> bool:
    """Whether an address is a page's own, and not that of a whole portal."""
    try:
        path = urlsplit(url).path
    except ValueError:  # "http://[" is no address
        return False
    return path.strip("/") != "" and not path.endswith("/")


def _other_name(one: str | None, other: str | None) -> bool:
    return bool(one and other) and forms(one or "") != forms(other or "")
