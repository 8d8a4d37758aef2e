"""Which passages of an item show best why it matched.

The best has most different words of the query, a phrase counting as its words; then most of all; then it is the
earliest, the minutes before other texts. But what was resolved is shown as a resolution. A further passage is the
best of what those before have left: it overlaps none of them, in no copy of the text either.
"""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from searcher.engine.sentences import AROUND, Passage, passage_around
from searcher.model import Area
from searcher.query import Phrase, Term

_Rank = tuple[int, int]
_COPIED = ("minutes", "decision", "resolutions")  # one may say again what another says


class Place(Struct, frozen=True):
    """Where a word or a phrase of the query stands: its characters, and the different words that count for it."""

    start: int
    end: int
    leaf: Term | Phrase
    words: tuple[str, ...]


class Told(Struct, frozen=True):
    """A text of an item, which of its area's, with the places in it in order."""

    area: Area
    number: int
    text: str
    places: Sequence[Place]


class _Rival(Struct):
    """A text with the places that no passage shows yet, the best window over these, and the passages shown."""

    told: Told
    left: Sequence[Place]
    rank: _Rank
    window: Sequence[Place]
    shown: list[Passage]


def best(texts: Sequence[Told], most: int) -> list[tuple[Told, Passage]]:
    """So many passages at most, the best first. Of texts that are as good the first is taken."""
    rivals = [_Rival(told, places, *_window(places), []) for told in texts if (places := _counting(told.places))]
    found: list[tuple[Told, Passage]] = []
    while rivals and len(found) < most:
        rival = max(rivals, key=lambda one: one.rank)
        rival = next((one for one in rivals if _resolves(one, rival)), rival)
        found.append((rival.told, _shown(rival)))
        if len(found) < most:
            rivals = [one for one in rivals if _left(one, *found[-1])]
    return found


def _counting(places: Sequence[Place]) -> list[Place]:
    return [place for place in places if place.words]


def _window(places: Sequence[Place]) -> tuple[_Rank, Sequence[Place]]:
    """The stretch that shows the match best: with most different words, then most of all; and how well."""
    best, at = (0, 0), (0, 0)
    held: Counter[str] = Counter()
    first = different = 0
    for last, place in enumerate(places):
        for word in place.words:
            different += not held[word]
            held[word] += 1
        while place.end - places[first].start > AROUND and first < last:
            for word in places[first].words:
                held[word] -= 1
                different -= not held[word]
            first += 1
        if (different, last + 1 - first) > best:
            best, at = (different, last + 1 - first), (first, last + 1)
    return best, places[slice(*at)]


def _resolves(one: _Rival, chosen: _Rival) -> bool:
    """Whether a rival is the resolution that minutes or a decision, which were chosen, repeat there."""
    return (
        one.told.area == "resolutions" != chosen.told.area
        and one.rank == chosen.rank
        and _is_copy(one.told, one.window[0], chosen.told, chosen.window[0])
    )


def _shown(rival: _Rival) -> Passage:
    """The passage over a rival's window, apart from those that are shown."""
    text, first, last = rival.told.text, rival.window[0].start, max(place.end for place in rival.window)
    low = max((one.end for one in rival.shown if one.end <= first), default=0)
    high = min((one.start for one in rival.shown if one.start >= last), default=len(text))
    return passage_around(text, first, last, low, high)


def _left(rival: _Rival, told: Told, passage: Passage) -> bool:
    """Take out of a rival what a passage shows; whether anything is left."""
    if told is rival.told:
        rival.shown.append(passage)
        rival.left = [one for one in rival.left if one.end <= passage.start or passage.end <= one.start]
    elif told.area in _COPIED and rival.told.area in _COPIED:
        shown = [one for one in told.places if passage.start <= one.start and one.end <= passage.end]
        rival.left = [one for one in rival.left if not any(_are_one(told, a, rival.told, one) for a in shown)]
    rival.rank, rival.window = _window(rival.left)
    return bool(rival.left)


def _are_one(one: Told, place: Place, other: Told, its: Place) -> bool:
    return place.leaf == its.leaf and (_is_copy(one, place, other, its) or _is_copy(other, its, one, place))


def _is_copy(one: Told, place: Place, other: Told, its: Place) -> bool:
    """Whether the line around a place, as far as a passage reaches, stands in another text around another place."""
    text = one.text
    start = max(text.rfind("\n", max(0, place.start - AROUND), place.start) + 1, place.start - AROUND)
    start += 2 if text.startswith("• ", start) else 0
    end = text.find("\n", place.start, place.start + AROUND)
    line = text[start : end if end >= 0 else place.start + AROUND]
    at = its.start - (place.start - start)
    return at >= 0 and other.text.startswith(line, at)
