"""Why an item is about its topics, for people and for programs."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from searcher.render.safe import line
from searcher.render.style import Style
from searcher.topics import Evidence, TopicEvidence


def topic_lines(topics: Sequence[TopicEvidence], style: Style) -> Iterator[str]:
    """Each topic on a line, with the phrases that show it, where they stand and how often."""
    if topics:
        yield style.bold("Topics")
    for one in topics:
        yield from style.wrapped(line(f"{one.topic}: {_told(one)}"), "  ", hang=2)


def topic_objects(topics: Sequence[TopicEvidence]) -> list[dict[str, Any]]:
    """The same as objects."""
    return [
        {
            "topic": one.topic,
            "found": one.found,
            "evidence": [{"phrase": each.phrase, "in": each.area, "times": each.times} for each in one.evidence],
        }
        for one in topics
    ]


def _told(topic: TopicEvidence) -> str:
    by_phrase = sorted(topic.evidence, key=lambda one: one.phrase)
    told = "; ".join(_phrase(phrase, list(found)) for phrase, found in groupby(by_phrase, lambda one: one.phrase))
    none = "" if topic.found else "not found by the present vocabulary"
    return ", which only has ".join(filter(None, (none, told)))


def _phrase(phrase: str, found: Sequence[Evidence]) -> str:
    """A phrase with its places: “home education” (title, minutes 3)."""
    places = (one.area if one.area == "title" and one.times == 1 else f"{one.area} {one.times}" for one in found)
    return f"“{phrase}” ({', '.join(places)})"
