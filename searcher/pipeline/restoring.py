"""A backup put back: checked wholly first; what was there is kept aside; the archive is changed by one rename, last.

So whatever fails, the archive is the old one or the new one, and doing it again completes it.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from searcher.archive import FILE, Takedowns, now, takedowns_in
from searcher.engine import current_generation, restamp
from searcher.errors import ArchiveError, BadBackup, IndexUnusable, SearcherError, UnknownItem
from searcher.pipeline.backing_up import OWN_FILES
from searcher.pipeline.backup_file import STAGE, Manifest, manifest_of, unpack
from searcher.pipeline.workshop import Workshop
from searcher.storage import Storage, cannot_write

_LOGS = (f"{FILE}-wal", f"{FILE}-shm", f"{FILE}-journal")
_ASIDE = "before-restore-"


class Restored(Struct, frozen=True):
    """What was put back. `kept` is the folder with what was there before, where there was anything.

    `forgotten` are ids that the archive before had taken down, and the backup still had. `notes` tell what else
    people should know, a line each.
    """

    manifest: Manifest
    kept: Path | None
    forgotten: tuple[str, ...]
    notes: tuple[str, ...]


def restore(file: Path, folder: Path, storage: Storage, *, replace: bool = False) -> Restored:
    """Put a backup back into an index folder, which is made if need be; its index is then to be brought up to date.

    Raises BadBackup when the file is not whole, ArchiveBusy while another command writes, SearcherError where there is
    an archive and `replace` does not allow for that, or where the folder cannot be written to. Nothing changes then.
    """
    try:
        manifest_of(file, storage)
        _refuse_unasked(folder, replace=replace)
        storage.make_folder(folder)
        with storage.lock(folder), _stage(folder, storage) as stage:
            _refuse_unasked(folder, replace=replace)
            manifest = unpack(file, stage, storage)
            _refuse_odd_places(manifest, folder, file)
            before, notes = _taken_down(folder, storage)
            forgotten = _taken_down_again(before, stage, storage)
            kept = _keep_aside(folder, manifest, storage)
            _put_in_place(manifest, stage, folder, storage)
    except OSError as error:
        place = error.filename or folder
        raise SearcherError(f"{place}: {(error.strerror or str(error)).lower()}; the archive is as it was") from error
    return Restored(manifest, kept, forgotten, notes)


def _refuse_unasked(folder: Path, *, replace: bool) -> None:
    if not replace and (folder / FILE).exists():
        raise SearcherError(
            f"there is an archive at {folder}. To put the backup in its place, and keep it aside, add --replace"
        )


@contextlib.contextmanager
def _stage(folder: Path, storage: Storage) -> Iterator[Path]:
    """An empty folder in which the backup is unpacked and checked. What a killed run left there is removed."""
    stage = folder / STAGE
    if stage.is_symlink():
        raise SearcherError(f"{stage} is in the way of the backup")
    storage.remove_folder(stage)
    storage.make_folder(stage)
    try:
        yield stage
    finally:
        storage.remove_folder(stage)


def _refuse_odd_places(manifest: Manifest, folder: Path, file: Path) -> None:
    """That nothing is written through a link that leads out of the folder, or over a folder."""
    inside = folder.resolve()
    for member in manifest.members:
        try:
            place = (folder / member.name).parent.resolve()
        except RuntimeError as error:  # links in a circle
            raise BadBackup(file, f"{member.name!r} would be written where links lead in a circle") from error
        if place != inside and inside not in place.parents:
            raise BadBackup(file, f"{member.name!r} would be written to {place}, where a link leads")
        if (folder / member.name).is_dir():
            raise BadBackup(file, f"{member.name!r} would be written over a folder")


def _taken_down(folder: Path, storage: Storage) -> tuple[Takedowns, tuple[str, ...]]:
    """What the archive that is there knows of all that was taken down; a line where it cannot be asked."""
    if not (folder / FILE).exists():
        return Takedowns(), ()
    try:
        return takedowns_in(folder, storage), ()
    except ArchiveError as error:
        lost = "what was forgotten after the backup was made must be forgotten again"
        return Takedowns(), (f"the archive that was there cannot be read ({error}): {lost}",)


def _taken_down_again(known: Takedowns, stage: Path, storage: Storage) -> tuple[str, ...]:
    """Take down in the backup what was taken down since: the ids of all that it still had."""
    if not known.tombstones:
        return ()
    gone: list[str] = []
    with Workshop(stage, storage) as workshop:
        held = {row[0] for row in workshop.store.takedown.told().tombstones}
        if all(row[0] in held for row in known.tombstones):
            return ()
        with workshop.store.writing():
            workshop.store.takedown.take_over(known)
        reasons = {item_id: reason for item_id, reason, _ in known.tombstones if item_id not in held}
        forgotten = workshop.store.takedown.forgotten
        for item in workshop.store.items():
            if forgotten.has(item):
                reasons.setdefault(item.id, "a copy of what was taken down")
        for item_id, reason in reasons.items():
            with contextlib.suppress(UnknownItem):
                gone += workshop.forget(item_id, reason)
    return tuple(dict.fromkeys(gone))


def _keep_aside(folder: Path, manifest: Manifest, storage: Storage) -> Path | None:
    """Keep what is to be replaced in a folder of its own; None where there is nothing."""
    own = [*OWN_FILES, *(member.name for member in manifest.members if member.name not in (FILE, *OWN_FILES))]
    there = [name for name in own if (folder / name).is_file()]
    if (folder / FILE).exists():
        _write_log_back(folder, storage)
        there += [FILE, *(name for name in _LOGS if (folder / name).exists())]
    if not there:
        return None
    kept = _free_name(folder)
    try:
        for name in there:
            storage.make_folder((kept / name).parent)
            storage.link((folder / name).resolve(), kept / name)
        storage.sync_folder(kept)
    except OSError:
        storage.remove_folder(kept)  # a second name of an archive that goes on being written to is no copy of it
        raise
    return kept


def _write_log_back(folder: Path, storage: Storage) -> None:
    """Bring all that was written into the archive's own file. Of a damaged archive the log is kept as it is."""
    try:
        with contextlib.closing(storage.connect(folder / FILE)) as database:
            busy = database.execute("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
    except ArchiveError as error:
        if cannot_write(error):  # then its log must stay where it is
            raise
        return
    if busy:
        raise ArchiveError(f"{folder / FILE} is open in another program; close that and try again")


def kept_aside(folder: Path) -> list[Path]:
    """What restores kept aside in an index folder, the oldest first: whole archives of before."""
    return sorted(path for path in folder.glob(f"{_ASIDE}*") if path.is_dir())


def _free_name(folder: Path) -> Path:
    name = f"{_ASIDE}{now()[:19].replace(':', '')}"
    kept, number = folder / name, 1
    while kept.exists():
        number += 1
        kept = folder / f"{name}-{number}"
    return kept


def _put_in_place(manifest: Manifest, stage: Path, folder: Path, storage: Storage) -> None:
    """What people wrote first, the archive last: by that the backup counts as restored."""
    names = [member.name for member in manifest.members if member.name != FILE]
    if any((stage / name).exists() and (stage / name).stat().st_size for name in _LOGS):
        raise ArchiveError(f"{stage / FILE} is open in another program; close that and try again")
    _narrow_like_before(manifest, stage, folder, storage)
    for name in names:
        storage.make_folder((folder / name).parent)
        storage.rename(stage / name, folder / name)
    for name in OWN_FILES:
        if name not in names:
            storage.remove(folder / name)
    _note_other_archive(folder, storage)
    _drop_logs(folder, storage)
    storage.sync_folder(folder)
    storage.rename(stage / FILE, folder / FILE)
    with contextlib.suppress(OSError):  # it is in place: an error would say that it is not
        _drop_logs(folder, storage)  # who opened the old archive just before has them made again
        storage.sync_folder(folder)


def _narrow_like_before(manifest: Manifest, stage: Path, folder: Path, storage: Storage) -> None:
    for member in manifest.members:
        storage.narrow(stage / member.name, folder / member.name)


def _note_other_archive(folder: Path, storage: Storage) -> None:
    """Have the index be one of no archive: what numbers of generations and marks tell, they tell of the old one."""
    with contextlib.suppress(IndexUnusable):
        restamp(current_generation(folder), storage, archive_generation=0, vocabulary="", mark="")


def _drop_logs(folder: Path, storage: Storage) -> None:
    """Remove the old archive's log: all in it was written back, or is kept aside."""
    for name in _LOGS:
        storage.remove(folder / name)
