"""Which posts may be held by one person at once."""

from functools import lru_cache

from searcher.words import stem

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
def fields_of(key: str) -> frozenset[str]:
    """The fields of work that a post tells by its key; none when it tells a rank only, or is held beside another."""
    words = frozenset(key.split())
    return frozenset() if words & _BESIDE else words - _RANKS
