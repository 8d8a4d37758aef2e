"""How much one question may ask of an index. Work is counted, not timed: what is refused is the same everywhere."""

from msgspec import Struct

from searcher.engine.steps import Ranges
from searcher.errors import BadQuery
from searcher.query import Match, Term


class Most(Struct, frozen=True):
    """The bounds of an answer.

    `met` are words of a dictionary that one word of the query may stand for; `postings` those read for words and
    phrases; `places` those compared for NEAR, with the pairs that are found. On one processor the most of each takes
    a few seconds.
    """

    met: int = 20_000
    postings: int = 50_000_000
    places: int = 20_000_000


class Effort:
    """What is left of the bounds for one answer, over all segments. `text` is what was typed.

    Its methods raise BadQuery, which says what to do, when there is too little left.
    """

    def __init__(self, text: str, most: Most) -> None:
        self._text = text
        self._most = most
        self._postings = most.postings
        self.places = most.places

    def meets(self, term: Term, words: Ranges) -> None:
        """A word of the query stands for words of a segment's dictionary."""
        count = sum(last - first for first, last in words)
        if count > self._most.met:
            what = f"{term.word}*" if term.match is Match.PREFIX else f"{term.word}~"
            raise self._refused(term.word, f"{what} stands for {count:,} words: give more letters of it")

    def reads(self, word: str, postings: int) -> None:
        """Postings are read, for a word or for a phrase that begins with it."""
        self._postings -= postings
        if self._postings < 0:
            raise self._refused(word, "this asks for too much of so large an index: give fewer words, or rarer ones")

    def compares(self, places: int) -> None:
        """Places are compared, or pairs of places found."""
        self.places -= places
        if self.places < 0:
            raise self.too_near()

    def too_near(self) -> BadQuery:
        """That words stand near one another in too many places."""
        return self._refused("NEAR", "NEAR finds too many pairs of these words: give rarer ones, or a smaller number")

    def _refused(self, word: str, reason: str) -> BadQuery:
        return BadQuery(self._text, max(0, self._text.casefold().find(word.casefold())), reason)
