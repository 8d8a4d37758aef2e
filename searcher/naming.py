"""How people name a topic that a vocabulary names otherwise: "safety on the roads", "local buses", "kids in care"."""

from collections.abc import Iterator, Mapping, Sequence

_TURNED = frozenset(("of", "for", "to", "on", "at"))
_ARTICLES = frozenset(("a", "an", "the", "our", "my"))
# They narrow nothing in an archive of councils' minutes.
_GENERAL = frozenset(
    (
        "local", "council", "councils", "public", "service", "services", "issue", "issues", "problem", "problems",
    )
)  # fmt: skip
# Words of speech, and what minutes write for them.
SPOKEN: Mapping[str, str] = {
    "kid": "child", "kids": "children", "schoolkids": "pupils", "schoolchildren": "pupils", "teenagers": "youth",
    "teens": "youth", "juvenile": "youth", "juveniles": "youth", "pensioners": "elderly", "oaps": "elderly",
    "loo": "toilet", "loos": "toilets", "lavatories": "toilets", "cab": "taxi", "cabs": "taxis", "minicab": "taxi",
    "minicabs": "taxis", "lorry": "hgv", "lorries": "hgvs", "rubbish": "refuse", "trash": "refuse",
    "garbage": "refuse", "doctors": "gps", "pub": "premises", "pubs": "premises", "streetlights": "lighting",
    "staffing": "workforce", "jobs": "employment", "jobless": "unemployed", "truants": "attendance",
    "spending": "expenditure", "homeschool": "homeschooling", "bikes": "cycling", "bike": "cycle", "dump": "tip",
}  # fmt: skip


def readings(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The ways in which folded words may name a topic, the nearest to what was typed first."""
    seen: set[tuple[str, ...]] = set()
    spoken = tuple(SPOKEN.get(word, word) for word in words)
    for one in (tuple(words), spoken):
        for other in (one, turned(one), *_barer(one), *_barer(turned(one))):
            if other not in seen:
                seen.add(other)
                yield other


def turned(words: Sequence[str]) -> tuple[str, ...]:
    """What is named by what it is of, the other way round: "repairs to the council houses" is "council houses repairs".

    The words themselves where nothing in them says so.
    """
    at = next((at for at, word in enumerate(words) if word in _TURNED), None)
    if not at or at == len(words) - 1:
        return tuple(words)
    return tuple(word for word in (*words[at + 1 :], *words[:at]) if word not in _ARTICLES)


def _barer(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Words without one and more of the general ones before and after them, never without all."""
    while len(words) > 1 and words[0] in _GENERAL | _ARTICLES:
        words = words[1:]
        yield words
    while len(words) > 1 and words[-1] in _GENERAL:
        words = words[:-1]
        yield words
