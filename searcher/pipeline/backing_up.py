"""A backup of a live archive: what cannot be derived again, in one file that was read back."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from searcher import __version__
from searcher.archive import FILE, copy_archive, now, version_of_whole
from searcher.errors import ArchiveError, BadBackup, BadSetting, SearcherError
from searcher.follows import FOLLOWS
from searcher.pipeline.backup_file import SCHEMA, Manifest, manifest_of, may_be_member, member_of, pack, unpack
from searcher.settings import CORRECTIONS, SETTINGS, TOPICS, load_settings
from searcher.storage import Storage

OWN_FILES = (SETTINGS, TOPICS, CORRECTIONS, FOLLOWS)


class BackedUp(Struct, frozen=True):
    """A backup that was made. `left_out` has a line for each file that settings name and that is not in it."""

    manifest: Manifest
    left_out: tuple[str, ...]


def back_up(folder: Path, file: Path, storage: Storage) -> BackedUp:
    """Make a backup of an index folder, whoever writes there meanwhile; in place is a whole one or what was there.

    Raises NoArchive; ArchiveError when the archive is damaged; SearcherError when the file cannot be written, or is
    there already and no backup.
    """
    try:
        _refuse_other(file, storage)
        with _work_folder(file, storage) as work:
            done = _made(folder, work, storage)
            storage.rename(work / "backup.zip", file)
    except OSError as error:
        raise SearcherError(f"{file} cannot be written ({(error.strerror or str(error)).lower()})") from error
    with contextlib.suppress(OSError):  # the file is in place: an error would say that it is not
        storage.sync_folder(file.parent)
    return done


def _refuse_other(file: Path, storage: Storage) -> None:
    """That nothing but an older backup is written over."""
    if not file.exists():
        return
    if not file.is_file():
        raise SearcherError(f"{file} is no regular file. Give the backup another name")
    try:
        manifest_of(file, storage)
    except BadBackup as error:
        raise SearcherError(f"{file} is there already, and no whole backup. Give the backup another name") from error


@contextlib.contextmanager
def _work_folder(file: Path, storage: Storage) -> Iterator[Path]:
    """An empty folder beside the file, for one backup at a time. What a killed one left there is removed."""
    work = file.with_name(f".{file.name}.new")
    if work.is_symlink():
        raise SearcherError(f"{work} is in the way of the backup")
    file.parent.stat()  # it must be there: no folder is made for a backup but this one
    storage.make_folder(work)
    with storage.lock(work):
        storage.remove_folder(work / "files")
        storage.remove_folder(work / "read")
        storage.make_folder(work / "files")
        storage.make_folder(work / "read")
        try:
            yield work
        finally:
            storage.remove_folder(work)


def _made(folder: Path, work: Path, storage: Storage) -> BackedUp:
    """A backup in the work folder, read back."""
    copy = work / "files" / FILE
    with storage.create(copy):
        storage.narrow(copy, folder / FILE)
    copy_archive(folder, copy, storage)
    certificates, left_out = _certificates(folder)
    paths = {FILE: copy, **dict(_copied(folder, (*OWN_FILES, *certificates), work / "files", storage))}
    manifest = Manifest(
        schema=SCHEMA,
        made_at=now(),
        program=__version__,
        archive_version=version_of_whole(copy, storage),
        members=tuple(member_of(name, path, storage) for name, path in paths.items()),
    )
    pack(work / "backup.zip", manifest, paths, storage)
    storage.remove(copy)
    try:
        unpack(work / "backup.zip", work / "read", storage)
    except BadBackup as error:
        raise ArchiveError(f"the backup was not as it should be when it was read back: {error.reason}") from error
    return BackedUp(manifest, tuple(left_out))


def _certificates(folder: Path) -> tuple[list[str], list[str]]:
    """The certificates that settings name, by their paths in the folder; a line for each that cannot be put in."""
    try:
        portals = load_settings(folder).portals
    except BadSetting as error:
        return [], [f"certificates that {SETTINGS} may name are not in the backup, for it cannot be read: {error}"]
    found, left_out = [], []
    for path in sorted({portal.ca for portal in portals.values() if portal.ca}):
        name = _name_in(folder, path)
        if not path.is_file():
            left_out.append(f"{path}, which {SETTINGS} names, is not there")
        elif name is None:
            left_out.append(
                f"{path} is not in the backup, for it is not in {folder}: move it there, or keep it yourself"
            )
        else:
            found.append(name)
    return found, left_out


def _name_in(folder: Path, path: Path) -> str | None:
    """A path in the folder as a backup may have it; None where it may not."""
    try:
        name = path.relative_to(folder).as_posix()
    except ValueError:
        return None
    return name if may_be_member(name) and name not in (FILE, *OWN_FILES) else None


def _copied(folder: Path, names: Sequence[str], to: Path, storage: Storage) -> Iterator[tuple[str, Path]]:
    """Copies of those files that there are: one that is edited meanwhile is in the backup as it was at one moment."""
    for name in names:
        if (folder / name).is_file():
            storage.make_folder((to / name).parent)
            storage.write(to / name, storage.read(folder / name))
            yield name, to / name
