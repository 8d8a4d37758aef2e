"""What is told of each file, page or line."""

from msgspec import Struct


class Outcome(Struct, frozen=True):
    """What became of one file or page: how many items it has, how many are new or changed, or why it was refused.

    `taken_down`: how many of its items are left out, because they were taken down. `missing`: the portal's reason why
    there is no such page. `why` a page was fetched.
    """

    path: str
    items: int = 0
    changed: int = 0
    taken_down: int = 0
    refused: str | None = None
    missing: str | None = None
    why: str | None = None
    unplaced: tuple[str, ...] = ()
