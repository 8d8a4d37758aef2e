"""Councillors as they are shown: whoever has an id once, whatever the names; who has none is told apart."""

from collections.abc import Iterable, Sequence

from searcher.model import Councillor
from searcher.render.safe import brief

OPEN = " (not known who)"


def each_once(councillors: Iterable[Councillor]) -> tuple[Councillor, ...]:
    """Councillors in their order, those of one id once: by the longest name, with the first post told."""
    found: dict[tuple[str | None, str], Councillor] = {}
    for one in councillors:
        key = (one.id, "" if one.id else one.name)
        held = found.setdefault(key, one)
        name = max(held.name, one.name, key=len)
        found[key] = Councillor(name, held.post or one.post, held.as_written, one.id)
    return tuple(found.values())


def labels_beside(facet: str, values: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """What values of a facet, each with its label, are called beside one another.

    A councillor without the portal's id says so where one with an id stands beside: they may be one person, or two.
    """
    unknown = [facet == "councillor" and not value.rpartition(":")[2].isdecimal() for value, _ in values]
    tails = [OPEN if one and not all(unknown) else "" for one in unknown]
    return tuple(brief(label) + tail for (_, label), tail in zip(values, tails, strict=True))
