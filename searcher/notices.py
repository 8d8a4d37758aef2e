"""What a follower is told of an item: that it is new, changed or withdrawn, with the sentence. Plain data."""

from typing import Literal

from msgspec import Struct

from searcher.differences import Difference

Change = Literal["new", "changed", "withdrawn"]
CHANGES: tuple[Change, ...] = ("new", "changed", "withdrawn")


class Notice(Struct, frozen=True):
    """One item told to one follow, once. `id` is the same whenever it is told again, in whatever outlet.

    `passage` is the sentence that matched, as runs of text, each marked or not. `date` is of the meeting, YYYY-MM-DD;
    `noticed_at` is when it was found, ISO 8601 in UTC; `generation` the archive's then.
    """

    id: str
    follow: str
    change: Change
    item: str
    title: str
    number: str | None
    council: str
    committee: str | None
    meeting: str
    date: str | None
    status: str
    url: str | None
    passage: tuple[tuple[str, bool], ...]
    resolutions: tuple[str, ...]
    differences: tuple[Difference, ...]
    generation: int
    noticed_at: str

    @property
    def sentence(self) -> str:
        """The passage without marks."""
        return "".join(text for text, _ in self.passage)
