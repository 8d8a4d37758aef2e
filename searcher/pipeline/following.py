"""What is new to each follow: worked out from the items that were touched since all follows last saw the archive.

An item that a follow does not know, and that came or changed since then, is new to it; one that it knows is told when
its text or its status is another, or the council's page has it no more. So each is told once, whenever its meeting was.
"""

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from searcher.archive import Store
from searcher.archive.follows import WITHDRAWN, Known
from searcher.archive.items import Standing
from searcher.differences import Difference, differences
from searcher.engine.reader import Index
from searcher.follows import Follow
from searcher.history import Changed, seen
from searcher.model import Item
from searcher.notices import Change, Notice
from searcher.results import Hit


class Sight(Struct, frozen=True):
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


def see(follows: Iterable[Follow], outlets: Mapping[str, Sequence[str]], sight: Sight) -> dict[str, list[Notice]]:
    """Keep the notices that there now are for each follow, to be delivered; these by its name.

    `outlets` are the names of each follow's. Goes within `store.writing()`. Raises BadQuery where words ask too much.
    """
    kept = sight.store.follows
    definitions = kept.definitions()
    found = {}
    for follow in follows:
        is_known = definitions.pop(follow.name, None) == follow.definition
        notices = list(_again(follow, sight) if is_known else _first(follow, sight))
        kept.begin_outlets(follow.name, outlets[follow.name])
        kept.note(notices)
        found[follow.name] = notices
    for name in definitions:
        kept.drop(name)
    kept.seen(sight.store.generation, sight.mark)
    return found


class Rehearsal(Struct, frozen=True):
    """What a follow would have been told, the oldest first.

    `gone`: how many items were withdrawn in that time, and are: no search finds them, so that none of them is told.
    """

    notices: list[Notice]
    gone: int


def rehearsed(follow: Follow, index: Index, store: Store, since: datetime.date, at: str) -> Rehearsal:
    """What a follow would have been told since a day of what it finds today; `at` is now, in UTC."""
    query = index.widened(follow.query)
    matching, history = index.statuses(query), store.history
    told: list[Changed] = []
    withdrawn: set[str] = set()
    for run in history.runs(seen(since, None)):
        moves = history.moves(run)
        told += history.told(run, (move for move in moves if move.item in matching))
        withdrawn.update(move.item for move in moves if move.change == "withdrawn")
    hits = index.among(query, {one.item for one in told})
    items = {item.id: item for item in store.items(sorted(hits))}
    notices = [_rehearsed(follow, one, items[one.item], hits[one.item], at) for one in reversed(told)]
    return Rehearsal(notices, sum(one.is_withdrawn for one in store.standings(sorted(withdrawn)).values()))


def _rehearsed(follow: Follow, changed: Changed, item: Item, hit: Hit, at: str) -> Notice:
    return Notice(
        id=_id(follow.name, item.id, str(changed.generation), changed.change),
        follow=follow.name,
        change="changed" if changed.change == "returned" else changed.change,
        item=item.id,
        title=changed.title,
        number=changed.number,
        council=changed.council,
        committee=changed.committee,
        meeting=changed.meeting,
        date=changed.date.isoformat() if changed.date else None,
        status=changed.status,
        url=changed.url,
        passage=hit.snippet.parts,
        resolutions=item.resolutions,
        differences=changed.differences,
        generation=changed.generation,
        noticed_at=at,
    )


def _first(follow: Follow, sight: Sight) -> Iterator[Notice]:
    """What a follow is told that begins, or that asks otherwise than before: what came since it was added."""
    kept, newest = sight.store.follows, sight.store.generation
    since = newest if follow.generation is None else min(follow.generation, newest)
    since = max(since, sight.since) if follow.name in kept.definitions() else since
    kept.define(follow.name, follow.definition)
    query = sight.index.widened(follow.query)
    now = sight.index.statuses(query)
    standings = sight.store.standings(list(now))
    kept.know(follow.name, {one: Known(standings[one].versions, now[one]) for one in now if one in standings})
    new = [one for one in now if one in standings and standings[one].is_newer(since)]
    yield from _told(follow, dict.fromkeys(new, None), sight.index.among(query, new), sight)


def _again(follow: Follow, sight: Sight) -> Iterator[Notice]:
    """What a follow is told that has seen the archive before."""
    kept, store = sight.store.follows, sight.store
    query = sight.index.widened(follow.query)
    ids = sight.touched
    if ids is None:
        ids = sorted({*sight.index.statuses(query), *kept.ids(follow.name)})
    was = kept.known(follow.name, ids)
    matching = sight.index.among(query, ids)
    standings = store.standings(sorted({*was, *matching}))
    now = {item.id: _known(item, standings[item.id]) for item in store.items(list(standings))}
    kept.know(follow.name, {one: known for one, known in now.items() if was.get(one) != known})
    new = {one for one in matching if one in now and one not in was and standings[one].is_newer(sight.since)}
    changed = {one for one in was if one in now and was[one] != now[one]}
    yield from _told(follow, {one: was.get(one) for one in new | changed}, matching, sight)


def _known(item: Item, standing: Standing) -> Known:
    status = item.meeting.status if item.meeting else ""
    return Known(item.versions, WITHDRAWN if standing.is_withdrawn else status)


def _told(follow: Follow, told: Mapping[str, Known | None], hits: Mapping[str, Hit], sight: Sight) -> Iterator[Notice]:
    """The notices of some items, each with what the follow knew of it; `hits` are those of them that match."""
    standings = sight.store.standings(sorted(told))
    for item in sight.store.items(list(standings)):
        now = _known(item, standings[item.id])
        yield _notice(follow, item, told[item.id], now, hits.get(item.id), sight)


def _notice(follow: Follow, item: Item, was: Known | None, now: Known, hit: Hit | None, sight: Sight) -> Notice:
    meeting = item.meeting
    date = meeting.date if meeting else None
    return Notice(
        id=_id(follow.name, item.id, str(sight.store.generation), repr(was), repr(now)),
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
        differences=_differences(item, was, now, sight.store) if was else (),
        generation=sight.store.generation,
        noticed_at=sight.at,
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
