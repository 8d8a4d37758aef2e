"""Files to import: which they are, and how much of them is read. What cannot be read is refused with the reason."""

from collections.abc import Iterator
from pathlib import Path

from searcher.archive import holds_archive
from searcher.errors import RefusedFile, UnrecognisedPage
from searcher.settings import Settings
from searcher.storage import Storage

_LINES = (".jsonl", ".ndjson")


def files_in(path: Path, storage: Storage, *, but: Path) -> Iterator[Path | RefusedFile]:
    """A file as it is; of a folder its files in order, and those of its folders, but no hidden ones.

    Index folders are passed over, `but` before all. A folder that cannot be read, or has no files, or is itself an
    index folder, is given as refused.
    """
    try:
        if not path.is_dir():
            # A pipe or a device may never end.
            odd = path.exists() and not path.is_file()
            yield RefusedFile(str(path), "it is no regular file") if odd else path
            return
        if _is_index(path, storage, but):
            yield RefusedFile(str(path), "it is an index folder; what it holds is given by: searcher export")
            return
        entries = [entry for entry in storage.entries(path) if _is_wanted(entry, storage, but)]
        if not entries:
            yield RefusedFile(str(path), "there are no files in this folder")
    except OSError as error:
        yield RefusedFile(str(path), _why(error))
        return
    for entry in entries:
        yield from files_in(entry, storage, but=but)


def is_folder(path: Path) -> bool:
    """Whether a path is a folder, as far as one may look."""
    try:
        return path.is_dir()
    except OSError:
        return False


def content_of(path: Path, storage: Storage, settings: Settings) -> bytes:
    """The content of a file. Raises RefusedFile when it cannot be read or is too large."""
    try:
        content = storage.read(path, settings.largest_file + 1)
    except OSError as error:
        raise RefusedFile(str(path), _why(error)) from error
    if len(content) > settings.largest_file:
        limit = settings.largest_file_mb
        raise RefusedFile(str(path), f"it is larger than largest_file_mb = {limit} in settings.toml allows")
    return content


def is_lines(path: Path, content: bytes = b"") -> bool:
    """Whether a file is in the exchange format, by its name or by how it begins."""
    start = content[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    return path.suffix.lower() in _LINES or (start.startswith(b"{") and b"council-minutes-item/" in start)


def lines_of(path: Path, storage: Storage, settings: Settings) -> Iterator[tuple[int, str]]:
    """The lines of a file that are not blank, numbered from 1.

    Raises RefusedFile when it cannot be read or a line is too long, UnrecognisedPage when it is not UTF-8.
    """
    number = 0
    try:
        with storage.open(path) as file:
            for number, raw in enumerate(iter(lambda: file.readline(settings.largest_file + 1), b""), 1):
                if len(raw) > settings.largest_file:
                    limit = settings.largest_file_mb
                    raise RefusedFile(str(path), f"line {number} is larger than largest_file_mb = {limit} allows")
                if line := raw.decode("utf-8-sig" if number == 1 else "utf-8").strip():
                    yield number, line
    except OSError as error:
        raise RefusedFile(str(path), _why(error)) from error
    except UnicodeDecodeError as error:
        raise UnrecognisedPage(str(path), f"line {number} is not UTF-8 text") from error


def written(path: Path) -> str:
    """A path as the archive keeps it: whole, and as text even where its bytes are none."""
    return str(path.resolve()).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _is_wanted(path: Path, storage: Storage, but: Path) -> bool:
    if path.name.startswith("."):
        return False
    return path.is_file() or (path.is_dir() and not path.is_symlink() and not _is_index(path, storage, but))


def _is_index(folder: Path, storage: Storage, but: Path) -> bool:
    # While an archive is being made, its file may not tell yet whose it is.
    return folder.resolve() == but.resolve() or holds_archive(folder, storage)


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
