"""The file of a backup: a zip of a manifest and what it lists. Nothing of a stranger's is taken before it is checked.

First in it is `manifest.json`: which files follow, how large, with which SHA-256.
"""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Annotated

import msgspec
from msgspec import Meta, Struct

from searcher.archive import FILE, version_of_whole
from searcher.errors import ArchiveError, BadBackup
from searcher.storage import Storage

SCHEMA = "council-minutes-backup/1"
STAGE = ".restoring"  # the folder in an index folder in which a backup is unpacked
_MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 1_000_000  # bytes
_AT_ONCE = 1 << 20  # bytes
_REGULAR = 0o100600 << 16  # a regular file, its owner's alone, as zip says it
_LINK_OR_ELSE = 0o170000 << 16
_ENCRYPTED = 1
_PART = re.compile(r"[^.\x00-\x1f\\/:*?\"<>|][^\x00-\x1f\\/:*?\"<>|]*")
# What zipfile and zlib raise for what is no zip, or a damaged or odd one.
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)


class Member(Struct, frozen=True, forbid_unknown_fields=True):
    """A file in a backup, by its path in the index folder; its size in bytes."""

    name: str
    size: Annotated[int, Meta(ge=0)]
    sha256: str


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup is: when and by which version of the program it was made, the archive's schema, its files."""

    schema: str
    made_at: str
    program: str
    archive_version: int
    members: tuple[Member, ...]

    @property
    def size(self) -> int:
        """The size of all files, in bytes, as they are when they are unpacked."""
        return sum(member.size for member in self.members)


def may_be_member(name: str) -> bool:
    """Whether a path in the index folder may be in a backup: it leads nowhere else, and to nothing derived."""
    parts = name.split("/")
    lower = name.casefold()
    is_plain = all(_PART.fullmatch(part) and part[-1] not in " ." for part in parts)
    return is_plain and parts[0].casefold() != "segments" and (name == FILE or not lower.startswith(FILE))


def member_of(name: str, path: Path, storage: Storage) -> Member:
    """A file as it is listed."""
    size, digest = 0, hashlib.sha256()
    with storage.open(path) as file:
        for part in _parts(file):
            size += len(part)
            digest.update(part)
    return Member(name, size, digest.hexdigest())


def pack(place: Path, manifest: Manifest, paths: Mapping[str, Path], storage: Storage) -> None:
    """Write a backup, made to last. `paths` is where each listed file is. Raises OSError when it cannot be written."""
    with storage.create(place) as file:
        storage.narrow(place, paths[FILE])
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            with packed.open(_entry(_MANIFEST, manifest), "w") as into:
                into.write(msgspec.json.format(msgspec.json.encode(manifest), indent=1))
            for member in manifest.members:
                with (
                    storage.open(paths[member.name]) as source,
                    packed.open(_entry(member.name, manifest), "w", force_zip64=True) as into,
                ):
                    for part in _parts(source):
                        into.write(part)
        storage.sync(file)


def manifest_of(path: Path, storage: Storage) -> Manifest:
    """What a backup says of itself. Raises BadBackup for a file that is none, OSError when it cannot be read."""
    with storage.open(path) as file:
        return _manifest(path, _opened(path, file))


def unpack(path: Path, folder: Path, storage: Storage) -> Manifest:
    """Unpack a backup into an empty folder, where it is checked wholly: names, sizes, SHA-256, the archive itself.

    Raises BadBackup with what is wrong; OSError when it cannot be read, or the folder not be written to.
    """
    with storage.open(path) as file:
        packed = _opened(path, file)
        manifest = _manifest(path, packed)
        if manifest.size > storage.free(folder):
            raise BadBackup(path, f"it unpacks to {manifest.size:,} bytes, and there is no room for that at {folder}")
        for member in manifest.members:
            _unpack_one(path, packed, member, folder / member.name, storage)
    _check_archive(path, manifest, folder, storage)
    return manifest


def _check_archive(path: Path, manifest: Manifest, folder: Path, storage: Storage) -> None:
    try:
        version = version_of_whole(folder / FILE, storage)
    except ArchiveError as error:
        raise BadBackup(path, str(error).replace(str(folder / FILE), FILE)) from error
    if version != manifest.archive_version:
        raise BadBackup(path, f"its archive is of version {version}, and not {manifest.archive_version} as it says")


def _entry(name: str, manifest: Manifest) -> zipfile.ZipInfo:
    year, *rest = map(int, re.findall(r"\d+", manifest.made_at)[:6])
    entry = zipfile.ZipInfo(
        name, (max(1980, year), rest[0], rest[1], rest[2], rest[3], rest[4])
    )  # zip knows no earlier
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = _REGULAR
    return entry


def _opened(path: Path, file: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except _DAMAGED as error:
        raise BadBackup(path, "it is no zip file, or a cut one") from error


def _manifest(path: Path, packed: zipfile.ZipFile) -> Manifest:
    """What a backup says of itself, after it was compared with what there is in it."""
    for reason in _odd_entries(packed.infolist()):
        raise BadBackup(path, reason)
    try:
        with packed.open(_MANIFEST) as file:
            written = file.read(_LARGEST_MANIFEST + 1)
        manifest = msgspec.json.decode(written, type=Manifest)
    except KeyError as error:
        raise BadBackup(path, f"it has no {_MANIFEST}") from error
    except (*_DAMAGED, msgspec.DecodeError) as error:
        raise BadBackup(path, f"its {_MANIFEST} is damaged, or of another make") from error
    if manifest.schema != SCHEMA:
        raise BadBackup(path, f"it is of another make ({manifest.schema[:60]})")
    for reason in _odd_listing(manifest, {entry.filename: entry.file_size for entry in packed.infolist()}):
        raise BadBackup(path, reason)
    return manifest


def _odd_entries(entries: Sequence[zipfile.ZipInfo]) -> Iterator[str]:
    """What no backup has in it, whatever its manifest says."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename.casefold()  # for file systems to which case makes no difference
        if name in seen:
            yield f"it holds {entry.filename!r} twice"
        if entry.header_offset < 0:  # as a damaged directory has it; to look there is an error of the disk
            yield f"{entry.filename!r} lies before its beginning"
        if name.endswith("/") or not name or entry.external_attr & _LINK_OR_ELSE not in (0, _REGULAR & _LINK_OR_ELSE):
            yield f"{entry.filename!r} is no regular file"
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield f"{entry.filename!r} is not packed as files in a backup are"
        seen.add(name)


def _odd_listing(manifest: Manifest, sizes: Mapping[str, int]) -> Iterator[str]:
    """What keeps a backup from being unpacked; `sizes` is what the zip says of the files in it."""
    listed = {member.name: member.size for member in manifest.members}
    yield from (f"{name!r} is no path that a backup may have" for name in listed if not may_be_member(name))
    if FILE not in listed:
        yield f"it lists no {FILE}"
    if len(listed) < len(manifest.members) or sizes.keys() != {_MANIFEST, *listed}:
        yield f"what it holds is not what its {_MANIFEST} lists"
    for name, size in listed.items():
        if sizes[name] != size:
            yield f"{name!r} is not as large as its {_MANIFEST} says"


def _unpack_one(path: Path, packed: zipfile.ZipFile, member: Member, to: Path, storage: Storage) -> None:
    storage.make_folder(to.parent)
    left, digest = member.size, hashlib.sha256()
    with storage.create(to) as into:
        storage.narrow(to, path)
        for part in _content(path, packed, member):
            left -= len(part)
            if left < 0:  # the size that a zip tells need not be that of what it holds
                break
            digest.update(part)
            into.write(part)
        storage.sync(into)
    if left or digest.hexdigest() != member.sha256:
        raise BadBackup(path, f"{member.name!r} is damaged: it is not what was put in")


def _content(path: Path, packed: zipfile.ZipFile, member: Member) -> Iterator[bytes]:
    try:
        with packed.open(member.name) as file:
            yield from _parts(file)
    except _DAMAGED as error:
        raise BadBackup(path, f"{member.name!r} is damaged ({error})") from error


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: file.read(_AT_ONCE), b"")
