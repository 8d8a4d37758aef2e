"""Writes generations: whole, or from the one before with what changed. Never touches a generation in use."""

import json
import shutil
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from searcher.engine.generations import MANIFEST, Generation, current_generation, new_generation, restamp, seal, switch
from searcher.engine.records import RECORD_VERSION, record_of
from searcher.engine.schema import document, schema
from searcher.errors import IndexUnusable, SearcherError
from searcher.model import Item, MeetingHeld, NamedValue
from searcher.storage import Storage

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh 2.7.4 has invalid escapes that newer Pythons warn of
    from whoosh import index as whoosh_index

DIGESTS = "digests.tsv"
NAMES = "names.json"
MEETINGS = "meetings.json"
_OURS = (DIGESTS, NAMES, MEETINGS)
_WORTH_UPDATING = 0.3  # above this share of changed items a new index is written quicker than the old one is changed


Progress = Callable[[int], None]
"""Is told how many items are done."""


def no_progress(done: int) -> None:
    """For callers who do not want to know."""
    del done


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an archive holds at one generation. `vocabulary` is a digest of the vocabularies it was cleaned with."""

    items: Callable[[], Iterable[Item]]
    names: Mapping[str, tuple[NamedValue, ...]]
    meetings: tuple[MeetingHeld, ...]
    generation: int
    vocabulary: str


def write_generation(
    index_folder: Path,
    snapshot: Snapshot,
    storage: Storage,
    *,
    whole: bool = False,
    progress: Progress = no_progress,
) -> Generation:
    """Write the next generation of an index and switch to it; the one in use when nothing differs.

    `progress` is called with the number of items done. Raises SearcherError when writing fails: a generation in use
    then still answers.
    """
    before = None if whole else _usable(index_folder)
    change = _change(before, snapshot)
    side = _side_files(change.digests, snapshot)
    if before is not None and not change and _same_side(before, side):
        return restamp(before, storage, archive_generation=snapshot.generation, vocabulary=snapshot.vocabulary)
    folder = new_generation(index_folder, storage)
    try:
        _write_whoosh(folder, before if change.is_small else None, snapshot, change, storage, progress)
        generation = _sealed(folder, side, change, snapshot, storage)
    except OSError as error:
        storage.remove_folder(folder)
        left = "there is none yet" if _usable(index_folder) is None else "the one before still answers"
        raise SearcherError(f"the index could not be written ({error.strerror or error}); {left}") from error
    except BaseException:
        storage.remove_folder(folder)
        raise
    switch(index_folder, generation, storage)
    return generation


@dataclass(frozen=True, slots=True)
class _Change:
    """How the archive differs from a generation. `digests` are those of all records, by item id, in order."""

    digests: Mapping[str, str]
    changed: frozenset[str]
    removed: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.changed or self.removed)

    @property
    def is_small(self) -> bool:
        """Whether changing the old index is quicker than writing a new one."""
        return len(self.changed) + len(self.removed) <= _WORTH_UPDATING * len(self.digests)


def _change(before: Generation | None, snapshot: Snapshot) -> _Change:
    held = _digests(before)
    digests = {item.id: record_of(item).digest for item in snapshot.items()}
    changed = frozenset(item_id for item_id, digest in digests.items() if held.get(item_id) != digest)
    return _Change(digests, changed, frozenset(set(held) - set(digests)))


def _sealed(
    folder: Path, side: Mapping[str, bytes], change: _Change, snapshot: Snapshot, storage: Storage
) -> Generation:
    """A generation's own files beside Whoosh's, all of them synced, and counted against the archive."""
    for name, content in side.items():
        storage.write(folder / name, content)
    _verify(folder, change.digests)
    return seal(
        folder,
        storage,
        archive_generation=snapshot.generation,
        items=len(change.digests),
        vocabulary=snapshot.vocabulary,
    )


def _usable(index_folder: Path) -> Generation | None:
    """The generation in use, when it can be built upon."""
    try:
        return current_generation(index_folder)
    except IndexUnusable:
        return None


def _digests(generation: Generation | None) -> dict[str, str]:
    if generation is None:
        return {}
    text = (generation.folder / DIGESTS).read_text(encoding="utf-8")
    version, *lines = text.splitlines()
    if version != f"records\t{RECORD_VERSION}":
        return {}
    return dict(line.split("\t", 1)[::-1] for line in lines)


def _side_files(digests: Mapping[str, str], snapshot: Snapshot) -> dict[str, bytes]:
    lines = [f"records\t{RECORD_VERSION}", *(f"{digest}\t{item_id}" for item_id, digest in digests.items())]
    names = {facet: [[v.value, v.labels, v.others] for v in values] for facet, values in snapshot.names.items()}
    meetings = [
        [
            held.council,
            held.committee,
            held.date.isoformat() if held.date else None,
            held.with_minutes,
            held.truncated_items,
        ]
        for held in snapshot.meetings
    ]
    return {
        DIGESTS: "".join(f"{line}\n" for line in lines).encode(),
        NAMES: json.dumps(names, ensure_ascii=False).encode(),
        MEETINGS: json.dumps(meetings, ensure_ascii=False).encode(),
    }


def _same_side(generation: Generation, side: Mapping[str, bytes]) -> bool:
    return all((generation.folder / name).read_bytes() == content for name, content in side.items())


def _write_whoosh(
    folder: Path,
    before: Generation | None,
    snapshot: Snapshot,
    change: _Change,
    storage: Storage,
    progress: Progress,
) -> None:
    """Whoosh's own files: all items, or those of the generation before (linked) with the changed ones written again."""
    if before is not None:
        for path in sorted(before.folder.iterdir()):
            if path.name not in (*_OURS, MANIFEST):
                storage.link(path, folder / path.name)
    index = whoosh_index.open_dir(folder) if before is not None else whoosh_index.create_in(folder, schema())
    writer = index.writer(limitmb=128)
    try:
        for item_id in sorted(change.removed | change.changed) if before is not None else ():
            writer.delete_by_term("id", item_id)
        items = (item for item in snapshot.items() if before is None or item.id in change.changed)
        for done, item in enumerate(items, 1):
            writer.add_document(**document(record_of(item)))
            progress(done)
        writer.commit()
    except BaseException:
        writer.cancel()
        raise
    finally:
        index.close()
    _tidy(folder)


def _tidy(folder: Path) -> None:
    """Remove what Whoosh leaves beside its files: its lock, its folder for passing files."""
    for leftover in folder.glob("*WRITELOCK"):
        leftover.unlink()
    for leftover in folder.glob("*.tmp"):
        shutil.rmtree(leftover, ignore_errors=True)


def _verify(folder: Path, wanted: Mapping[str, str]) -> None:
    """That Whoosh holds as many items as the archive gave it."""
    index = whoosh_index.open_dir(folder)
    try:
        if index.doc_count() != len(wanted):
            raise SearcherError(f"the new index holds {index.doc_count()} items where the archive has {len(wanted)}")
    finally:
        index.close()
