"""What differs between a generation and an archive: of all items, or of those that were touched since."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from searcher.engine.columns import Columns
from searcher.engine.generations import LABELS, Generation
from searcher.engine.labels import Labels
from searcher.engine.records import record_of
from searcher.engine.segment import Segment
from searcher.engine.snapshots import Snapshot

_WORTH_UPDATING = 0.3  # above this share of changed items a new index is written quicker than the old one is changed


class Change(Struct, frozen=True):
    """How an archive differs from a generation: ids to be indexed, and for each segment the items that go.

    `items` is how many there are to compare with: those of the archive, or about as many.
    """

    changed: Sequence[str]
    gone: Mapping[str, frozenset[int]]
    items: int

    def __bool__(self) -> bool:
        return bool(self.changed or any(self.gone.values()))

    @property
    def is_small(self) -> bool:
        """Whether changing the old index is quicker than writing a new one."""
        return len(self.changed) + sum(map(len, self.gone.values())) <= _WORTH_UPDATING * self.items


def change_since(before: Generation, snapshot: Snapshot) -> Change:
    """How the archive differs from a generation. Reads what was touched since, where that is known, else all items."""
    touched = _touched(before, snapshot)
    places = dict(_held(before, touched))
    changed: list[str] = []
    gone: dict[str, set[int]] = {part.name: set() for part in before.manifest.segments}
    count = 0
    for item in snapshot.items(touched):
        count += 1
        held = places.pop(item.id, None)
        if held is None:
            changed.append(item.id)
        elif held[2] != record_of(item, snapshot.synonyms).digest:
            changed.append(item.id)
            gone[held[0]].add(held[1])
    for name, doc, _ in places.values():
        gone[name].add(doc)
    items = count if touched is None else before.manifest.items
    return Change(changed, {name: frozenset(docs) for name, docs in gone.items()}, items)


def _touched(before: Generation, snapshot: Snapshot) -> Sequence[str] | None:
    """The items that were touched since a generation was written; None where all are to be compared."""
    manifest = before.manifest
    if not manifest.mark or manifest.vocabulary != snapshot.vocabulary:
        return None
    return snapshot.touched(manifest.mark)


def _held(generation: Generation, ids: Sequence[str] | None) -> Iterator[tuple[str, tuple[str, int, str]]]:
    """Each item of a generation, or those of some ids, with its segment, its number there and its digest."""
    labels = Labels(Columns(generation.folder / LABELS))
    for part in generation.manifest.segments:
        segment = Segment(generation.folder / part.file)
        dead = frozenset(labels.dead(part.name))
        yield from ((item_id, (part.name, doc, segment.digest(doc))) for item_id, doc in segment.docs(dead, ids))
