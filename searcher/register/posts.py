"""Posts as they are compared: the same post written differently, and posts that may be held by one person at once."""

import re
from functools import lru_cache

from searcher.words import forms, stem

_SECTION = re.compile(r"\bs(?:ec(?:t(?:ion)?)?)?\.?\s?(\d{2,3})\b", re.IGNORECASE)  # "s151", "S.151", "Sec. 151"
_SMALL = frozenset(("a", "and", "at", "for", "in", "of", "on", "the", "to", "with"))
# They tell a rank, not a field of work.
_RANKS = frozenset(
    map(
        stem,
        (
            "adviser", "advisor", "area", "assistant", "associate", "chief", "clerk", "coordinator", "corporate",
            "deputy", "director", "executive", "group", "head", "joint", "lead", "leader", "manager", "managing",
            "officer", "principal", "senior", "service", "services", "strategic", "team", "unit",
        ),
    )
)  # fmt: skip
# Held beside a post of one's own: by statute, or for a while.
_BESIDE = frozenset(
    map(
        stem,
        ("acting", "interim", "temporary", "seconded", "monitoring", "returning", "registration", "section",
         "paid", "proper", "guardian"),
    )
)  # fmt: skip


@lru_cache(maxsize=50_000)
def post_key(post: str | None) -> str:
    """A post without what may be written one way or another; "" for none."""
    written = _SECTION.sub(r"section \1", post or "")
    return " ".join(stem(word) for word in forms(written) if word not in _SMALL)


@lru_cache(maxsize=50_000)
def fields_of(key: str) -> frozenset[str]:
    """The fields of work that a post tells by its key; none when it tells a rank only, or is held beside another."""
    words = frozenset(key.split())
    return frozenset() if words & _BESIDE else words - _RANKS
