"""What is told of each file, page or line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file or page: how many items it has, how many are new or changed, or why it was refused."""

    path: str
    items: int = 0
    changed: int = 0
    refused: str | None = None
    unplaced: tuple[str, ...] = ()
