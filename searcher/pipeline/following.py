"""What is new to each follow: worked out from the items that were touched since all follows last saw the archive.

An item that a follow does not know, and that came or changed since then, is new to it; one that it knows is told when
its text or its status is another, or the council's page has it no more. So each is told once, whenever its meeting was.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from searcher.archive import Store
from searcher.archive.follows import WITHDRAWN, Known
from searcher.differences import Difference, differences
from searcher.engine.reader import Index
from searcher.follows import Follow
from searcher.model import Item
from searcher.notices import Change, Notice
from searcher.query import Query
from searcher.results import Hit


class Seen(Struct, frozen=True):
    """The archive at the moment at which follows see it, and its index.

    `touched`: the items that may be others than when follows last saw it; None where that is not known. `since`: the
    generation of that time. `mark`: by which it is asked for what is touched from now on. `at`: now, in UTC.
    """

    index: Index
    store: Store
    touched: Sequence[str] | None
    since: int
    mark: str
    at: str


def see(follows: Iterable[Follow], outlets: Mapping[str, Sequence[str]], seen: Seen) -> dict[str, list[Notice]]:
    """Keep the notices that there now are for each follow, to be delivered; these by its name.

    `outlets` are the names of each follow's. Goes within `store.writing()`. Raises BadQuery where words ask too much.
    """
    kept = seen.store.follows
    definitions = kept.definitions()
    found = {}
    for follow in follows:
        is_known = definitions.pop(follow.name, None) == follow.definition
        notices = list(_again(follow, seen) if is_known else _first(follow, seen))
        kept.begin_outlets(follow.name, outlets[follow.name])
        kept.note(notices)
        found[follow.name] = notices
    for name in definitions:
        kept.drop(name)
    kept.seen(seen.store.generation, seen.mark)
    return found


def _first(follow: Follow, seen: Seen) -> Iterator[Notice]:
    """What a follow is told that begins, or that asks otherwise than before: what came since it was added."""
    kept, generations = seen.store.follows, seen.store.generations
    since = generations.newest if follow.added is None else generations.at(follow.added)
    since = max(since, seen.since) if follow.name in kept.definitions() else since
    kept.define(follow.name, follow.definition)
    query = seen.index.widened(follow.query)
    now = seen.index.statuses(query)
    standings = seen.store.standings(list(now))
    kept.know(follow.name, {one: Known(standings[one].versions, now[one]) for one in now if one in standings})
    new = [one for one in now if one in standings and standings[one].is_newer(since)]
    yield from _told(follow, query, dict.fromkeys(new, None), seen)


def _again(follow: Follow, seen: Seen) -> Iterator[Notice]:
    """What a follow is told that has seen the archive before."""
    kept, store = seen.store.follows, seen.store
    query = seen.index.widened(follow.query)
    ids = seen.touched
    if ids is None:
        ids = sorted({*seen.index.statuses(query), *kept.ids(follow.name)})
    was = kept.known(follow.name, ids)
    matching = seen.index.among(query, ids)
    now = {item.id: _known(item, store) for item in store.items(sorted({*was, *matching}))}
    standings = store.standings(list(now))
    kept.know(follow.name, {one: known for one, known in now.items() if was.get(one) != known})
    new = {one for one in matching if one in now and one not in was and standings[one].is_newer(seen.since)}
    changed = {one for one in was if one in now and was[one] != now[one]}
    yield from _told(follow, query, {one: was.get(one) for one in sorted(new | changed)}, seen)


def _known(item: Item, store: Store) -> Known:
    status = item.meeting.status if item.meeting else ""
    return Known(item.versions, WITHDRAWN if store.withdrawn_at(item.id) else status)


def _told(follow: Follow, query: Query, told: Mapping[str, Known | None], seen: Seen) -> Iterator[Notice]:
    """The notices of some items, each with what the follow knew of it."""
    if not told:
        return
    hits = seen.index.among(query, told)
    for item in seen.store.items(sorted(told)):
        yield _notice(follow, item, told[item.id], hits.get(item.id), seen)


def _notice(follow: Follow, item: Item, was: Known | None, hit: Hit | None, seen: Seen) -> Notice:
    now = _known(item, seen.store)
    meeting = item.meeting
    date = meeting.date if meeting else None
    return Notice(
        id=_id(follow.name, item.id, str(seen.store.generation), repr(was), repr(now)),
        follow=follow.name,
        change=_change(was, now),
        item=item.id,
        title=item.title,
        number=item.number,
        council=item.council,
        committee=meeting.committee if meeting else None,
        meeting=meeting.id if meeting else "",
        date=date.isoformat() if date else None,
        status=now.status,
        url=item.url,
        passage=hit.snippet.parts if hit else (),
        resolutions=item.resolutions,
        differences=_differences(item, was, now, seen.store) if was else (),
        generation=seen.store.generation,
        noticed_at=seen.at,
    )


def _change(was: Known | None, now: Known) -> Change:
    if was is None:
        return "new"
    return "withdrawn" if now.status == WITHDRAWN else "changed"


def _differences(item: Item, was: Known, now: Known, store: Store) -> tuple[Difference, ...]:
    """What differs from what a follow knew of an item: its texts, where there is another version, and its status."""
    versions = (one for one in store.item_versions(item.id) if one.versions == was.versions)
    older = next(versions, item) if was.versions != now.versions else item
    return differences(_with_status(older, was.status), _with_status(item, now.status))


def _with_status(item: Item, status: str) -> Item:
    return replace(item, meeting=replace(item.meeting, status=status)) if item.meeting else item


def _id(*words: str) -> str:
    return hashlib.sha256("\x00".join(words).encode()).hexdigest()[:32]
