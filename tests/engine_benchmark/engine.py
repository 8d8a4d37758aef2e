"""What each engine can be asked to do, whichever it is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from engine_benchmark.data import Data
from engine_benchmark.questions import Answer, Question
from searcher.model import Area

PREFERRED: tuple[Area, ...] = ("minutes", "decision", "resolutions", "agenda", "documents", "title")
"""In which order areas are looked at for a snippet, as ours does."""


class CannotDo(Exception):
    """An engine has no such thing; its text says what."""


class Engine(Protocol):
    """An engine, with its index in a folder."""

    folder: Path

    def build(self, data: Data, workers: int) -> None:
        """Index all items, with so many processes or threads. Raises CannotDo where there is one only."""

    def open(self) -> None:
        """Open the index as it now is."""

    def ask(self, question: Question) -> Answer:
        """Answer a question; all that it wants is brought into Python's hands."""

    def update(self, lines: Sequence[str], data: Data) -> None:
        """Put some items in, or in place of those with their ids, and bring it to the disk."""
