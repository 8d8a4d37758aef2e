"""Whether archive and index are whole and agree."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from searcher.archive import Store
from searcher.engine import current_generation, verify
from searcher.engine.reader import Index
from searcher.engine.records import record_of
from searcher.errors import ArchiveBusy, ArchiveError, IndexUnusable
from searcher.pipeline.backup_file import STAGE
from searcher.settings import load_corrections
from searcher.storage import Storage


def check(folder: Path, storage: Storage) -> list[str]:
    """A line for each fault of an index folder. Changes nothing, and needs no right to write there.

    Raises NoArchive when there is none, ArchiveBusy while another process writes: what differs then is no fault.
    """
    with contextlib.ExitStack() as stack:
        store = stack.enter_context(contextlib.closing(Store.open(folder, storage)))
        try:
            stack.enter_context(storage.lock(folder))
        except ArchiveBusy:
            raise
        except ArchiveError:  # no right to write, or no room
            pass
        return list(faults(folder, store))


def faults(folder: Path, store: Store) -> Iterator[str]:
    """A line for each fault of archive and index, and for each way they differ. Changes nothing."""
    try:
        yield from store.faults()
        for item_id in store.takedown.not_erased():
            yield f"{item_id} is forgotten, but traces of it are left; erase them with: searcher index"
        yield from index_faults(folder, store)
        if (folder / STAGE).exists():
            yield f"{folder / STAGE} is left of a restore that was stopped"
    except ArchiveError as error:
        yield str(error)


def index_faults(folder: Path, store: Store) -> Iterator[str]:
    """A line for each fault of the index in use; of one that is whole, for each way it differs from the archive."""
    damaged = list(verify(folder))
    yield from damaged or _disagreements(folder, store)


def touched_faults(folder: Path, store: Store, touched: Sequence[str] | None) -> Iterator[str]:
    """A line for each way in which index and archive differ in some items, or all; and where they count differently."""
    if touched is None:
        yield from index_faults(folder, store)
        return
    index = Index(folder)
    try:
        held, synonyms, counted = index.digests(touched), index.synonyms, index.manifest.items
    finally:
        index.close()
    wanted = {item.id: record_of(item, synonyms).digest for item in store.items(store.item_ids(touched))}
    yield from _differing(wanted, held)
    if counted != store.count_items():
        yield f"the index holds {counted:,} items, and not {store.count_items():,} as the archive does"


def is_stale(folder: Path, store: Store) -> bool:
    """Whether the archive has moved on since the index was written, or its officers are to be told apart otherwise."""
    if store.register.corrected_by != load_corrections(folder).digest:
        return True
    try:
        return store.generations.changed_since(current_generation(folder).manifest.archive_generation)
    except IndexUnusable:
        return True


def _disagreements(folder: Path, store: Store) -> Iterator[str]:
    index = Index(folder)
    try:
        held, synonyms, counted = index.digests(), index.synonyms, index.manifest.items
    finally:
        index.close()
    wanted = {item.id: record_of(item, synonyms).digest for item in store.items()}
    yield from _differing(wanted, held)
    if counted != len(held):
        yield f"the index holds {len(held):,} items, and not {counted:,} as it says; rebuild it with: searcher index"
    if wanted == held and is_stale(folder, store):
        yield "the index is older than the archive"


def _differing(wanted: Mapping[str, str], held: Mapping[str, str]) -> Iterator[str]:
    older = [item_id for item_id in sorted(wanted) if held.get(item_id, wanted[item_id]) != wanted[item_id]]
    yield from _fault("the index lacks", sorted(set(wanted) - set(held)))
    yield from _fault("the index still has", sorted(set(held) - set(wanted)))
    yield from _fault("the index has an older text of", older)


def _fault(what: str, ids: Sequence[str]) -> Iterator[str]:
    if ids:
        yield f"{what} {ids[0]}" + (f" and {len(ids) - 1} more" if len(ids) > 1 else "")
