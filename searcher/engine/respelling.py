"""What somebody may have meant to type: words that no item has, by words of the archive that are spelled nearly so."""

from collections.abc import Callable, Iterable

from searcher.engine.likeness import within
from searcher.engine.segment import Segment
from searcher.query import Match, Query, Term, most_slips, plain_words
from searcher.words import forms

_SHORTEST = 4  # letters: of a shorter word too much else is near
_MOST_WORDS = 12  # a longer query is no slip of the fingers, and each word is a look through the dictionary
_RARE, _FREQUENT = 2, 50  # a word in so few items may be a slip where one beside it is in so many times as many


class Respelling:
    """The words of an index's segments, and in how many items each stands; deleted items count too."""

    def __init__(self, segments: Iterable[Segment], stem: Callable[[str], str]) -> None:
        self._segments = list(segments)
        self._stem = stem

    def of(self, query: Query, *, rare: bool = False) -> str | None:
        """A query's text with each word respelled that no item has; None where there is nothing to respell.

        With `rare` also words that few items have where a word next to them is in many more. What is quoted, excluded,
        a field, a prefix, a number or in capitals stays as it is.
        """
        text, at = "", 0
        words = plain_words(query.text)
        for start, end in words if len(words) <= _MOST_WORDS else ():
            if (other := self._other(query.text[start:end], rare=rare)) is not None:
                text, at = f"{text}{query.text[at:start]}{other}", end
        return f"{text}{query.text[at:]}" if at else None

    def _other(self, typed: str, *, rare: bool) -> str | None:
        """The word that was meant; None for a word that stays."""
        words = forms(typed)
        if len(words) != 1 or len(words[0]) < _SHORTEST or not words[0].isalpha() or typed.isupper():
            return None
        held = self._held(Term(words[0]))
        if held > (_RARE if rare else 0):
            return None
        near = self._near(words[0], 1 if held else most_slips(words[0]))
        # Few slip at the start of a word: "socal" is sooner social than local.
        found = [
            (away, word[0] != words[0][0], -count, word)
            for word, (away, count) in near.items()
            if count > _FREQUENT * held
        ]
        return min(found)[-1] if found else None

    def _held(self, term: Term) -> int:
        """About in how many items a word stands, in any form."""
        return sum(
            sum(one.columns.view("words.docs")[first:last])
            for one in self._segments
            for first, last in one.words(term, self._stem)
        )

    def _near(self, word: str, most: int) -> dict[str, tuple[int, int]]:
        """The words that are spelled nearly so: how many slips away, in how many items."""
        found: dict[str, tuple[int, int]] = {}
        for segment in self._segments:
            docs = segment.columns.view("words.docs")
            for number in segment.like(word, most):
                other = segment.spelled([(number, number + 1)])[0]
                away = 1 if within(word, other, 1) else 2
                if other != word and other.isalpha() and (away == 1 or other[0] == word[0]):  # few slip at the start
                    found[other] = away, docs[number] + found.get(other, (0, 0))[1]
        return found


def is_unknown(term: Term, segments: Iterable[Segment], stem: Callable[[str], str]) -> bool:
    """Whether no segment has a word, in any form."""
    return term.match in (Match.FORMS, Match.ACRONYM) and not any(one.words(term, stem) for one in segments)
