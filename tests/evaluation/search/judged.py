"""A judged query: what somebody types, and how much each item is an answer to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

APART = "topic, in everyday words"
"""A kind that is told apart: no part of what is said of all queries."""


@dataclass(frozen=True)
class JudgedQuery:
    """Words and filters with the grade of each item: 3 main subject, 2 a passage with information, 1 a mention.

    Dates of filters are YYYY-MM-DD. What is not listed is no answer. `must_not` may not be found at all; with `strict`
    nothing that is not listed may; with `nothing` the whole answer must be empty. `known` is the one item that must
    come first. `unlike` tells that an item of grade 3 has none of the query's words.
    """

    id: str
    kind: str
    words: str
    filters: Mapping[str, str] = field(default_factory=dict)
    relevance: Mapping[str, int] = field(default_factory=dict)
    must_not: frozenset[str] = frozenset()
    strict: bool = False
    nothing: bool = False
    known: str | None = None
    unlike: bool = False

    @property
    def typed(self) -> str:
        """The query as one line."""
        return " ".join((self.words, *(f"{name}:{value!r}" for name, value in self.filters.items()))).strip()
