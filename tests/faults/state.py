"""What an archive answers: by its index to who searches, by its store to who reads; but for the times of its runs."""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from following import lines_in

from faults.operations import BACKUP, FEED, LINES
from searcher import exchange
from searcher.api import Archive
from searcher.archive import Store
from searcher.errors import IndexUnusable, NoArchive
from searcher.pipeline.backup_file import unpack
from searcher.query import MOST_HITS, parse
from searcher.storage import Storage

_QUERIES = (
    "flood OR works",
    "flood",
    "the",
    "committee",
    "towpath OR lamps",
    "topic:locks",
    "gate",
    "in June",
    "council OR minutes",
)
_ATOM = "{http://www.w3.org/2005/Atom}"
_NOTHING = ("there is nothing to search yet",)
_WHEN = ("first_seen", "changed", "versions", "source", "decision_source")


@dataclass(frozen=True)
class State:
    """What is found by some searches, what is held, what the backup beside it holds, and what followers were told.

    Items by id, each in one text without its times. A notice in `told` is a file, what became of an item, the item; it
    is there as often as it was told.
    """

    found: tuple[Any, ...]
    held: dict[str, str]
    kept: dict[str, str]
    told: tuple[str, ...]


def state_of(folder: Path) -> State:
    """What an index folder answers. Raises what a reader would be told when store or backup cannot be read."""
    return State(_found(folder), held_in(folder), _kept(folder.parent / BACKUP), tuple(sorted(_told(folder.parent))))


def _found(folder: Path) -> tuple[Any, ...]:
    """The hits of each query; where the index cannot be searched, the error, which names what mends it."""
    try:
        with Archive.open(folder) as archive:
            return tuple(_answer(archive, query) for query in _QUERIES)
    except NoArchive:
        return _NOTHING
    except IndexUnusable as error:
        return (
            _NOTHING
            if "there is no index" in str(error)
            else (re.sub(r" (at|--index) \S+", "", str(error)).replace(str(folder), ""),)
        )


def _answer(archive: Archive, query: str) -> Any:
    results = archive.run(parse(query, limit=MOST_HITS))
    hits = sorted(results.hits, key=attrgetter("id"))
    facets = {name: sorted(values) for name, values in sorted(results.facets.items())}
    return results.total, tuple((one.id, one.title, repr(one.snippets)) for one in hits), repr(facets)


def held_in(folder: Path) -> dict[str, str]:
    """The items of a store by id, each in one text without its times."""
    try:
        store = Store.open(folder, Storage())
    except NoArchive:
        return {}
    try:
        return {item.id: _text(exchange.to_object(item)) for item in store.items()}
    finally:
        store.close()


def _kept(backup: Path) -> dict[str, str]:
    """The items of a backup, which must be whole; of none none."""
    if not backup.exists():
        return {}
    with tempfile.TemporaryDirectory() as folder:
        unpack(backup, Path(folder), Storage())
        return held_in(Path(folder))


def _told(beside: Path) -> Iterator[str]:
    """The notices in the files of a follow."""
    feed = beside / FEED
    for notice in lines_in(beside / LINES):
        yield f"{LINES} {notice['change']} {notice['title']} {notice['url']}"
    for entry in ElementTree.fromstring(feed.read_bytes()).iterfind(f"{_ATOM}entry") if feed.exists() else []:
        title, link = entry.find(f"{_ATOM}title"), entry.find(f"{_ATOM}link")
        assert title is not None
        yield f"{FEED} {title.text} {'' if link is None else link.get('href')}"


def _text(told: dict[str, Any]) -> str:
    return repr(sorted((key, value) for key, value in told.items() if key not in _WHEN))
