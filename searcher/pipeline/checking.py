"""Whether the index is whole and agrees with the archive."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from searcher.archive import Store
from searcher.engine import current_generation, verify
from searcher.engine.reader import Index
from searcher.engine.records import record_of
from searcher.errors import IndexUnusable


def index_faults(folder: Path, store: Store) -> Iterator[str]:
    """A line for each fault of the index in use; of one that is whole, for each way it differs from the archive."""
    damaged = list(verify(folder))
    yield from damaged or _disagreements(folder, store)


def is_stale(folder: Path, store: Store) -> bool:
    """Whether the archive has moved on since the index was written."""
    try:
        return store.generations.changed_since(current_generation(folder).manifest.archive_generation)
    except IndexUnusable:
        return True


def _disagreements(folder: Path, store: Store) -> Iterator[str]:
    index = Index(folder)
    try:
        held, ids = index.digests(), index.ids()
    finally:
        index.close()
    wanted = {item.id: record_of(item).digest for item in store.items()}
    older = [item_id for item_id in sorted(wanted) if held.get(item_id, wanted[item_id]) != wanted[item_id]]
    yield from _fault("the index lacks", sorted(set(wanted) - set(held)))
    yield from _fault("the index still has", sorted(set(held) - set(wanted)))
    yield from _fault("the index has an older text of", older)
    if ids != set(held):
        yield "the index's own list of items is not what it holds"
    elif wanted == held and is_stale(folder, store):
        yield "the index is older than the archive"


def _fault(what: str, ids: Sequence[str]) -> Iterator[str]:
    if ids:
        yield f"{what} {ids[0]}" + (f" and {len(ids) - 1} more" if len(ids) > 1 else "")
