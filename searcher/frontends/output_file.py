"""A file that lines are exported to: whole or not at all, and never one of the index."""

import os
from collections.abc import Iterable
from pathlib import Path

from searcher.errors import SearcherError
from searcher.storage import Storage


def write_lines(output: Path, lines: Iterable[str], storage: Storage) -> None:
    """Put a file in place whole or not at all; what is no file, such as a pipe, is written to as it is.

    Raises SearcherError when it cannot be written.
    """
    place = _place(output)
    try:
        if place.exists() and not place.is_file():
            _fill(place, lines, storage)
        else:
            _replace(place, lines, storage)
    except OSError as error:
        raise SearcherError(f"{output} cannot be written ({(error.strerror or str(error)).lower()})") from error


def refuse_part_of_index(output: Path, folder: Path) -> None:
    """Raises SearcherError when a file is, or would be, in the index folder, by whatever name it goes."""
    place_outside(output, folder, "Give --output another place")


def place_outside(output: Path, folder: Path, advice: str) -> Path:
    """Where a file really is: behind links. Raises SearcherError, with the advice, when that is in the index folder."""
    place = _place(output)
    inside = any(above.exists() and above.samefile(folder) for above in (place, *place.parents))
    if inside or _is_other_name(place, folder):
        raise SearcherError(f"{output} is part of the index at {folder}. {advice}")
    return place


def _place(output: Path) -> Path:
    """Where a file really is: behind links."""
    return Path(os.path.realpath(output))  # Path.resolve fails on links that go in a circle


def _is_other_name(place: Path, folder: Path) -> bool:
    """Whether a file is one of the folder's by a second name."""
    if not place.is_file() or place.stat().st_nlink == 1:
        return False
    return any(place.samefile(held) for held in folder.rglob("*") if held.is_file())


def _replace(place: Path, lines: Iterable[str], storage: Storage) -> None:
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        _fill(part, lines, storage)
        storage.rename(part, place)
    finally:
        storage.remove(part)


def _fill(place: Path, lines: Iterable[str], storage: Storage) -> None:
    with storage.create(place) as file:
        file.writelines(text.encode() for text in lines)
        if place.is_file():  # a pipe cannot be synced
            storage.sync(file)
