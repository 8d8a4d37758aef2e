"""Writes generations: whole, or from the one before with what changed. Never touches a generation in use."""

import json
import shutil
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from searcher.engine.generations import Generation, current_generation, new_generation, seal, switch
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

    `progress` is called with the number of items done. Raises SearcherError when writing fails: the generation in
    use then still answers.
    """
    before = None if whole else _usable(index_folder)
    digests = _digests(before)
    wanted: dict[str, str] = {}
    changed: set[str] = set()
    for item in snapshot.items():
        wanted[item.id] = digest = record_of(item).digest
        if digests.get(item.id) != digest:
            changed.add(item.id)
    removed = set(digests) - set(wanted)
    side = _side_files(wanted, snapshot)
    if before is not None and not changed and not removed and _same_side(before, side):
        return before
    updating = before is not None and len(changed) + len(removed) <= _WORTH_UPDATING * len(digests)
    folder = new_generation(index_folder, storage)
    try:
        _write_whoosh(
            folder, before if updating else None, snapshot, changed if updating else None, removed, storage, progress
        )
        for name, content in side.items():
            storage.write(folder / name, content)
        generation = seal(
            folder, storage, archive_generation=snapshot.generation, items=len(wanted), vocabulary=snapshot.vocabulary
        )
        _verify(folder, wanted)
        switch(index_folder, generation, storage)
    except OSError as error:
        storage.remove_folder(folder)
        raise SearcherError(
            f"the index could not be written ({error.strerror or error}); the one before still answers"
        ) from error
    except BaseException:
        storage.remove_folder(folder)
        raise
    return generation


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
    changed: set[str] | None,
    removed: set[str],
    storage: Storage,
    progress: Progress,
) -> None:
    """Whoosh's own files: all items, or those of the generation before (linked) with the changed ones written again."""
    if before is not None:
        for path in sorted(before.folder.iterdir()):
            if path.name not in (*_OURS, "manifest.json"):
                storage.link(path, folder / path.name)
    index = whoosh_index.open_dir(folder) if before is not None else whoosh_index.create_in(folder, schema())
    writer = index.writer(limitmb=128)
    try:
        for item_id in sorted(removed | (changed or set())) if before is not None else ():
            writer.delete_by_term("id", item_id)
        done = 0
        for item in snapshot.items():
            if changed is None or item.id in changed:
                writer.add_document(**document(record_of(item)))
                done += 1
                progress(done)
        writer.commit()
    except BaseException:
        writer.cancel()
        raise
    finally:
        index.close()
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
