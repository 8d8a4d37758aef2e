"""Posts as they are compared: the same post written in different ways."""

import re
from functools import lru_cache

from searcher.words import forms, stem

_SECTION = re.compile(r"\bs(?:ec(?:t(?:ion)?)?)?\.?\s?(\d{2,3})\b", re.IGNORECASE)  # "s151", "S.151", "Sec. 151"
_SMALL = frozenset(("a", "and", "at", "for", "in", "of", "on", "the", "to", "with"))


@lru_cache(maxsize=50_000)
def post_key(post: str | None) -> str:
    """A post without what may be written one way or another; "" for none."""
    written = _SECTION.sub(r"section \1", post or "")
    return " ".join(stem(word) for word in forms(written) if word not in _SMALL)
