"""Archives of a few invented lines, made to be searched."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from citations import imported

from searcher.api import Archive
from searcher.pipeline import Workshop
from searcher.results import Results


@contextmanager
def archive_of(folder: Path, lines: Sequence[dict[str, Any]]) -> Iterator[Archive]:
    """An archive of some lines, indexed and open."""
    (folder / "in").mkdir()
    with Workshop(folder / "index") as workshop:
        imported(workshop, lines, folder / "in")
        workshop.index()
    with Archive.open(folder / "index") as opened:
        yield opened


def numbers(results: Results) -> list[int]:
    """The numbers of the items found, in order: 12 of "oakham:3:AI12"."""
    return [int(hit.id.rpartition("AI")[2]) for hit in results]
