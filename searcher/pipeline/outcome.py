"""What is told of each file, page or line, and of all pages of a crawl."""

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


class Tally(Struct):
    """What the pages of a crawl came to: how many were fetched, items changed, pages that failed or are missing."""

    pages: int = 0
    changed: int = 0
    failed: int = 0
    missing: int = 0

    def count(self, outcome: Outcome) -> None:
        """One more page."""
        self.changed += outcome.changed
        self.failed += outcome.refused is not None
        self.missing += outcome.missing is not None
        self.pages += outcome.refused is None and outcome.missing is None
