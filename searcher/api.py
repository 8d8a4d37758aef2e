"""The Python face: an archive with its index, open for reading. Prints nothing, never exits, keeps no global state."""

import contextlib
import itertools
import threading
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from searcher.archive.glance import Glance
from searcher.engine.answering import answered
from searcher.engine.reader import Index
from searcher.errors import ArchiveBusy, ArchiveError, BadQuery, IndexNotReady, IndexUnusable
from searcher.folders import index_folder
from searcher.model import AREAS, AcronymUse, Area, Connections, Item, OpenLetters, Sense
from searcher.query import FACETS, Filters, Query, Sort, filter_from, parse
from searcher.results import MOST_SNIPPETS, FacetValue, Results
from searcher.settings import corrections_digest, load_vocabulary
from searcher.storage import Storage

if TYPE_CHECKING:
    from searcher.archive import Store
    from searcher.history import Bound, Changed
    from searcher.topics import TopicEvidence
    from searcher.vocabulary import Vocabulary

Value = str | int | date
Values = Value | Iterable[Value] | None


class Archive:
    """An archive open for reading. Safe to share between threads; sees the index as it was when opened.

    with Archive.open("index") as archive:
        for hit in archive.search("elective home education", officer="Helen Sweaton", since="2020"):
            print(hit.date, hit.committee, hit.number, hit.title, hit.url)
    """

    def __init__(self, folder: Path) -> None:
        """Nothing is opened yet: use `Archive.open`."""
        self.folder = folder
        self._lock = threading.Lock()
        self._glance: Glance | None = None
        self._store: Store | None = None
        self._index: Index | None = None
        self._corrections = ""

    @classmethod
    def open(cls, path: Path | str | None = None) -> "Archive":
        """The archive in a folder; without one, where `$SEARCHER_INDEX` or the working folder tells.

        Raises NoArchive or IndexUnusable when there is nothing to search, IndexNotReady when there soon may be,
        BadSetting for a broken line in officers.toml.
        """
        archive = cls(index_folder(path))
        archive._glance = Glance.open(archive.folder, Storage())
        try:
            if archive._glance.is_older():
                archive._opened()
            with index_awaited(archive.folder):
                archive._index = Index(archive.folder)
            archive._corrections = corrections_digest(archive.folder)
        except BaseException:
            archive.close()
            raise
        return archive

    def close(self) -> None:
        """Close the files; the archive answers no more."""
        with self._lock:
            for part in (self._index, self._glance, self._store):
                if part is not None:
                    part.close()
            self._index = self._glance = self._store = None

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def search(
        self,
        words: str = "",
        *,
        committee: Values = None,
        meeting: Values = None,
        officer: Values = None,
        councillor: Values = None,
        topic: Values = None,
        council: Values = None,
        year: Values = None,
        number: Values = None,
        status: Values = None,
        kind: Values = None,
        restricted: bool | None = None,
        since: Values = None,
        until: Values = None,
        within: Area | Iterable[Area] = (),
        sort: Sort | None = None,
        limit: int | None = None,
        page: int | None = None,
        exact: bool = False,
        holders: bool = False,
        facets: Iterable[str] = FACETS,
        facet_limit: int | None = None,
        snippets: int = 1,
    ) -> Results:
        """The items that match, one page of them, with facets over all matches.

        `words` may hold the query language. A filter may be one value or several, which are alternatives; a day may
        be a date. `within` names the areas to search (the `--in` of the command line). `exact` looks only for
        the very words; with `holders`, where words name a post, items that name who held it then are found too. There
        are 10 items a page unless told; `snippets` is how many passages are shown of an item at most. Raises BadQuery
        when the question cannot be taken, or asks for too much.
        """
        given = {
            "committee": committee, "meeting": meeting, "officer": officer, "councillor": councillor, "topic": topic,
            "council": council, "year": year, "number": number, "status": status, "kind": kind, "since": since,
            "until": until, "restricted": restricted,
        }  # fmt: skip
        query = parse(
            words,
            filters=filters_from(given),
            scope=_areas(within),
            sort=sort,
            limit=limit,
            page=page,
            exact=exact,
            holders=holders,
        )
        return self.run(query, facets=facets, facet_limit=facet_limit, snippets=snippets)

    @property
    def vocabulary(self) -> "Vocabulary":
        """The present vocabulary of topics. Searches widen words by the one the index was written with."""
        return load_vocabulary(self.folder)

    def run(
        self,
        query: Query,
        *,
        facets: Iterable[str] = FACETS,
        facet_limit: int | None = None,
        snippets: int = 1,
        correct: bool = True,
    ) -> Results:
        """The answer to a parsed query; unless told otherwise, to what was perhaps meant where it finds nothing.

        Raises BadQuery for what is no facet, or no number of snippets, and when it asks for too much of the index.
        """
        index = self._index
        if index is None:
            raise ValueError("the archive is closed")
        facets = tuple(facets)
        _check_facets(facets)
        if not 1 <= snippets <= MOST_SNIPPETS:
            raise BadQuery(str(snippets), 0, f"snippets must be from 1 to {MOST_SNIPPETS}")
        results = answered(index, query, facets=facets, facet_limit=facet_limit, snippets=snippets, correct=correct)
        return replace(results, stale=self._is_stale(index.manifest.archive_generation))

    def item(self, item_id: str) -> Item:
        """One item whole, with its meeting. Raises UnknownItem."""
        return self._opened().item(item_id)

    def items(self) -> Iterator[Item]:
        """Every item, by council, meeting and position."""
        return self._opened().items()

    def versions(self, item_id: str) -> list[Item]:
        """The older versions of an item, the oldest first."""
        return self._opened().item_versions(item_id)

    def connections(self, item_id: str) -> Connections:
        """What an item refers to, what refers to it, and what approved its minutes. Raises UnknownItem."""
        store = self._opened()
        return store.connections(store.item(item_id))

    def topic_evidence(self, item_id: str) -> "tuple[TopicEvidence, ...]":
        """Why an item is about each of its topics, by the present vocabulary. Raises UnknownItem."""
        from searcher.topics import topic_evidence  # noqa: PLC0415 - searching needs none of it

        return topic_evidence(self._opened().item(item_id), self.vocabulary)

    def acronyms(self, item_id: str) -> tuple[AcronymUse, ...]:
        """The letters in an item with what they mean there, where that is defined, or what it may be.

        Letters that the council defines nowhere are left out. Raises UnknownItem.
        """
        store = self._opened()
        return store.acronyms.of(store.item(item_id))

    def senses(self, letters: str | None = None, *, council: str | None = None) -> tuple[Sense, ...]:
        """Every sense that letters have, or that all letters have, with the ids of the items in which it holds."""
        return self._opened().acronyms.senses(letters, council)

    def letters_for(self, meaning: str, *, council: str | None = None) -> tuple[Sense, ...]:
        """The senses that a meaning is, in whatever form it is written; each tells its letters."""
        return self._opened().acronyms.letters_for(meaning, council)

    def open_letters(self, letters: str | None = None, *, council: str | None = None) -> tuple[OpenLetters, ...]:
        """Letters whose meaning is open in some items: what it may be, and the ids of these."""
        return self._opened().acronyms.open(letters, council)

    def values(self, facet: str, beginning: str = "", *, limit: int | None = None) -> list[FacetValue]:
        """The values of a facet with a word in their name that begins so, most items first, with how many have each.

        Raises BadQuery for what is no facet.
        """
        _check_facets((facet,))
        if self._index is None:
            raise ValueError("the archive is closed")
        return self._index.values(facet, beginning, limit=limit)

    def changes(
        self,
        *,
        since: "Bound" = None,
        until: "Bound" = None,
        council: str | None = None,
        committee: str | None = None,
        limit: int | None = None,
    ) -> "Iterator[Changed]":
        """What became of items, the newest run first, as the archive saw it; `limit` is how many are told at most.

        `since` and `until`, both included, are days on which the archive saw it, whenever the meetings were, or numbers
        of generations; a text is taken as `searcher changes --since` takes it. `committee` is an id, or words of a
        name. Raises BadQuery.
        """
        from searcher.history import seen  # noqa: PLC0415 - searching needs none of it

        store, when = self._opened(), seen(since, until)
        named = council is not None or committee is not None
        among = store.history.committees(council, committee) if named else None
        told = (store.history.told(run, store.history.moves(run, among)) for run in store.history.runs(when))
        return itertools.islice(itertools.chain.from_iterable(told), limit)

    def _is_stale(self, indexed: int) -> bool | None:
        """Whether the archive has changed since a generation was indexed; None when it cannot be asked."""
        try:
            return None if self._glance is None else self._glance.differs(indexed, self._corrections)
        except ArchiveError:
            return None

    def _opened(self) -> "Store":
        from searcher.archive.store import Store  # noqa: PLC0415 - searching needs none of it

        with self._lock:
            if self._glance is None:
                raise ValueError("the archive is closed")
            if self._store is None:
                self._store = Store.open(self.folder, Storage())
            return self._store


@contextlib.contextmanager
def index_awaited(folder: Path) -> Iterator[None]:
    """Makes an index that cannot be used, while another command may be writing it, an IndexNotReady."""
    try:
        yield
    except IndexUnusable as error:
        if is_being_written(folder):
            raise IndexNotReady(folder) from error
        raise


def is_being_written(folder: Path) -> bool:
    """Whether another command has the right to write to an index folder; as far as can be told."""
    try:
        with Storage().lock(folder):
            return False
    except ArchiveBusy:
        return True
    except ArchiveError:  # whoever may not write here cannot ask
        return False


def _check_facets(facets: Iterable[str]) -> None:
    if unknown := sorted(set(facets) - set(FACETS)):
        raise BadQuery(unknown[0], 0, f"no facet {unknown[0]!r}; the facets are {', '.join(FACETS)}")


def filters_from(given: Mapping[str, Values]) -> Filters:
    """The filters that values by name make together. Raises BadQuery for a value that a filter does not take."""
    found = Filters()
    for name, values in given.items():
        for value in _each(values):
            try:
                found = found.joined(filter_from(name, _typed(value)))
            except ValueError as error:
                raise BadQuery(str(value), 0, str(error)) from error
    return found


def _each(values: Values) -> Iterable[Value]:
    """The values of a filter, of which there may be one or several."""
    if values is None:
        return ()
    return (values,) if isinstance(values, str) or not isinstance(values, Iterable) else values


def _typed(value: Value) -> str:
    """A value as people type it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat()[: len("2020-12-31")] if isinstance(value, date) else str(value)


def _areas(within: Area | Iterable[Area]) -> tuple[Area, ...]:
    areas = (within,) if isinstance(within, str) else tuple(within)
    for area in areas:
        if area not in AREAS:
            raise BadQuery(area, 0, f"within is one of {', '.join(AREAS)}")
    return areas
