"""Queries of people who know which item they want: by number and day, by title, by what it says."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from random import Random

from evaluation.search.judged import JudgedQuery
from evaluation.search.told import Told, run_of
from evaluation.search.topic_queries import passes
from searcher.words import forms

_NUMBERS, _TITLES, _TITLES_IN, _PHRASES, _CITATIONS = 18, 18, 14, 10, 6
_LONGEST = 8


def known_items(items: Sequence[Told], random: Random) -> Iterator[JudgedQuery]:
    """About sixty, each of an item that the truth alone has so."""
    minuted = [item for item in items if item.business and re.fullmatch(r"[\w/.-]*\d[\w/.-]*", item.number)]
    titles = Counter(item.title.run for item in items)
    alone = [item for item in minuted if titles[item.title.run] == 1 and len(item.title.stems) > 2]
    yield from _made(_NUMBERS, _shuffled(minuted, random), lambda item: _numbered(item, items, random))
    yield from _made(_TITLES, _shuffled(alone, random), lambda item: _titled(item, {}, items))
    yield from _made(_TITLES_IN, _shuffled(minuted, random), lambda item: _titled(item, _where(item, random), items))
    yield from _made(_PHRASES, _shuffled(minuted, random), lambda item: _quoted(item, items))
    yield from _made(_CITATIONS, _shuffled(minuted, random), _cited)


def _shuffled(items: Sequence[Told], random: Random) -> list[Told]:
    return random.sample(items, len(items))


def _made(most: int, items: Sequence[Told], make: Callable[[Told], JudgedQuery | None]) -> Iterator[JudgedQuery]:
    for item in items:
        if most and (one := make(item)) is not None:
            most -= 1
            yield one


def _numbered(item: Told, items: Sequence[Told], random: Random) -> JudgedQuery | None:
    """The minute number with the day, and in half of them the committee."""
    filters = {"number": item.number, "since": item.date, "until": item.date}
    if random.random() < 0.5:
        filters["committee"] = item.committee
    if sum(passes(one, filters) for one in items) > 1:
        return None
    return _known("number and day", item, "", filters, strict=True)


def _titled(item: Told, filters: dict[str, str], items: Sequence[Told]) -> JudgedQuery | None:
    """The words of the title as people type them; no other item that the filters leave has just these."""
    if sum(one.title.run == item.title.run and passes(one, filters) for one in items) > 1:
        return None
    words = " ".join(forms(item.title.text))
    return _known("title and where" if filters else "title", item, words, filters)


def _where(item: Told, random: Random) -> dict[str, str]:
    year = {"since": f"{item.date[:4]}-01-01", "until": f"{item.date[:4]}-12-31"}
    return random.choice(({"committee": item.committee, **year}, {"since": item.date, "until": item.date}))


def _quoted(item: Told, items: Sequence[Told]) -> JudgedQuery | None:
    """A run of words in quotation marks that only this item has, whatever the forms of words."""
    for sentence in item.sentences:
        run = sentence.text.split()[2 : 2 + _LONGEST]
        plain = all(re.fullmatch(r"[A-Za-z]+", word) for word in run)
        stemmed = run_of(" ".join(run))
        if plain and len(run) == _LONGEST and sum(stemmed in one.run for one in items) == 1:
            return _known("phrase", item, f'"{" ".join(run)}"', {}, strict=True)
    return None


def _cited(item: Told) -> JudgedQuery:
    """A citation typed as words, as people paste it from other minutes."""
    return _known("citation as words", item, f"{item.committee} {item.date} minute {item.number}", {})


def _known(kind: str, item: Told, words: str, filters: dict[str, str], *, strict: bool = False) -> JudgedQuery:
    return JudgedQuery(
        f"{kind}: {item.id}", f"known by {kind}", words, filters, {item.id: 3}, strict=strict, known=item.id
    )
