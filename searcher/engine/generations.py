"""Generations of the index: `segments/<number>/`, and a pointer to the one in use. Never a half-written index.

A generation is written whole into a folder of its own, synced and verified; then the pointer is switched by one
rename. Readers keep what they opened. The generation before stays until the next switch. Opening never deletes.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from searcher.errors import IndexUnusable, SearcherError
from searcher.storage import Storage

FORMAT = "council-minutes-index/7"
_POINTER = "current"
MANIFEST = "manifest.json"
LABELS = "labels.columns"
SYNONYMS = "synonyms.json"


class Part(Struct, frozen=True):
    """A segment of a generation: its file of columns, how many items that has, how many of them are deleted."""

    name: str
    items: int
    dead: int

    @property
    def file(self) -> str:
        """The file's name, as Whoosh makes it."""
        return f"MAIN_{self.name}.columns"


class Contents(Struct, frozen=True):
    """What a generation holds. `lengths` are words by area, over all items; `records` the version of their making.

    `mark` names the state of the archive, where that can tell what was touched since; empty where it cannot.
    """

    archive_generation: int
    vocabulary: str
    items: int
    lengths: tuple[int, ...]
    segments: tuple[Part, ...]
    records: int
    mark: str


class _Made(Struct, frozen=True):
    """What a manifest of any make tells."""

    format: str


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """What a generation holds, and its files: names to size in bytes and SHA-256."""

    format: str
    number: int
    archive_generation: int
    vocabulary: str
    items: int
    lengths: tuple[int, ...]
    segments: tuple[Part, ...]
    records: int
    files: Mapping[str, tuple[int, str]]
    mark: str = ""


class Generation(Struct, frozen=True):
    """A generation on disk."""

    folder: Path
    manifest: Manifest


def segments_folder(index_folder: Path) -> Path:
    """Where the generations are."""
    return index_folder / "segments"


def current_generation(index_folder: Path) -> Generation:
    """The generation in use, its manifest read and the files' sizes compared.

    Raises IndexUnusable when there is none or it is not whole.
    """
    pointer = segments_folder(index_folder) / _POINTER
    try:
        name = pointer.read_text(encoding="ascii").strip()
    except FileNotFoundError as error:
        raise IndexUnusable(index_folder, "there is no index") from error
    except (OSError, UnicodeDecodeError) as error:
        raise IndexUnusable(index_folder, "the pointer to the index cannot be read") from error
    if not re.fullmatch(r"\d{6,}", name):
        raise IndexUnusable(index_folder, "the pointer to the index is damaged")
    return open_generation(index_folder, segments_folder(index_folder) / name)


def open_generation(index_folder: Path, folder: Path) -> Generation:
    """A generation by its folder. Raises IndexUnusable when it is not whole."""
    manifest = _read_manifest(index_folder, folder)
    for name, (size, _) in manifest.files.items():
        try:
            held = (folder / name).stat().st_size
        except OSError as error:
            raise IndexUnusable(index_folder, f"the index lacks its file {name}") from error
        if held != size:
            raise IndexUnusable(index_folder, f"the index's file {name} is cut or damaged")
    return Generation(folder, manifest)


def mark_of(index_folder: Path) -> str:
    """By which mark the generation in use knows the archive's state; empty where there is none."""
    try:
        return current_generation(index_folder).manifest.mark
    except IndexUnusable:
        return ""


def new_generation(index_folder: Path, storage: Storage) -> Path:
    """An empty folder for the next generation. What an interrupted run left under that number is removed."""
    segments = segments_folder(index_folder)
    storage.make_folder(segments)
    number = max((int(path.name) for path in segments.iterdir() if path.name.isdecimal()), default=0)
    try:
        number = max(number if _is_whole(segments / f"{number:06}") else number - 1, _pointed(segments))
    except IndexUnusable:
        number = max(number, 0)
    folder = segments / f"{number + 1:06}"
    if folder.exists():
        _remove(folder, storage)  # what stayed there would be taken for part of the new one
    storage.make_folder(folder)
    return folder


def seal(
    folder: Path, storage: Storage, contents: Contents, linked: Mapping[str, tuple[int, str]] | None = None
) -> Generation:
    """Sync every file of a written generation and write its manifest, checksums included.

    `linked` are files of the generation before, with size and checksum: they last already.
    """
    files: dict[str, tuple[int, str]] = {}
    for path in sorted(folder.iterdir()):
        if linked and path.name in linked:
            files[path.name] = linked[path.name]
            continue
        storage.sync_path(path)
        files[path.name] = (path.stat().st_size, digest(path))
    manifest = Manifest(FORMAT, int(folder.name), files=files, **asdict(contents))
    with storage.create(folder / MANIFEST) as file:  # nobody reads here before the switch
        file.write(_written(manifest))
        storage.sync(file)
    storage.sync_folder(folder)
    return Generation(folder, manifest)


def restamp(
    generation: Generation, storage: Storage, *, archive_generation: int, vocabulary: str, mark: str
) -> Generation:
    """The same generation, known to be that of a later state of the archive which holds the same."""
    for path in filter(Path.is_file, _strangers(generation)):  # of a run that was killed while it did this
        storage.remove(path)
    manifest = replace(generation.manifest, archive_generation=archive_generation, vocabulary=vocabulary, mark=mark)
    if manifest != generation.manifest:
        storage.write(generation.folder / MANIFEST, _written(manifest))
    return Generation(generation.folder, manifest)


def switch(index_folder: Path, generation: Generation, storage: Storage) -> None:
    """Make a sealed generation the one in use, and remove those before the last."""
    segments = segments_folder(index_folder)
    before = _pointed(segments)
    storage.sync_folder(segments)
    storage.write(segments / _POINTER, generation.folder.name.encode("ascii"))
    keep = {generation.folder.name, f"{before:06}"}
    for path in sorted(segments.iterdir()):
        if path.is_dir() and path.name.isdecimal() and path.name not in keep:
            storage.remove_folder(path)


def drop_others(index_folder: Path, storage: Storage) -> None:
    """Remove every generation but the one in use: what was forgotten must not stay in an older one.

    Raises SearcherError when one cannot be removed.
    """
    segments = segments_folder(index_folder)
    current = current_generation(index_folder).folder.name
    for path in sorted(segments.iterdir()):
        if path.is_dir() and path.name != current:
            _remove(path, storage)


def verify(index_folder: Path) -> Iterator[str]:
    """Each fault of the generation in use, a line each: a checksum that differs, a file that is not its own."""
    try:
        generation = current_generation(index_folder)
    except IndexUnusable as error:
        yield str(error)
        return
    for name, (_, expected) in generation.manifest.files.items():
        if digest(generation.folder / name) != expected:
            yield f"the index's file {name} is damaged; rebuild it with: searcher index"
    for path in _strangers(generation):
        yield f"the index holds a file that is not its own: {path.name}"


def _strangers(generation: Generation) -> list[Path]:
    """What is in a generation's folder and not its own."""
    known = {*generation.manifest.files, MANIFEST}
    return [path for path in sorted(generation.folder.iterdir()) if path.name not in known]


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    import hashlib  # noqa: PLC0415 - readers need none of it

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remove(folder: Path, storage: Storage) -> None:
    storage.remove_folder(folder)
    if folder.exists():
        raise SearcherError(f"{folder} cannot be removed. Close what has it open, then run: searcher index")


def _written(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1)


def _pointed(segments: Path) -> int:
    try:
        return int((segments / _POINTER).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def _is_whole(folder: Path) -> bool:
    return (folder / MANIFEST).exists()


def _read_manifest(index_folder: Path, folder: Path) -> Manifest:
    try:
        written = (folder / MANIFEST).read_bytes()
        made = msgspec.json.decode(written, type=_Made).format
        if made != FORMAT:
            raise IndexUnusable(index_folder, f"the index is of another make ({made})")
        return msgspec.json.decode(written, type=Manifest)
    except FileNotFoundError as error:
        raise IndexUnusable(index_folder, "the index lacks its manifest") from error
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise IndexUnusable(index_folder, "the index's manifest is damaged") from error
