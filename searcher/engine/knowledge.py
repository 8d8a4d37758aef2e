"""What an index knows of words: what letters stand for, who is called how, who was seen in which post."""

from collections.abc import Callable, Sequence

from searcher.engine.meanings import Meanings
from searcher.engine.names import Names
from searcher.engine.tenures import Tenures
from searcher.model import Meaning, Tenure
from searcher.posts import post_key
from searcher.query import Match, Named, Term
from searcher.words import forms


class Knowledge:
    """Of one index. `held` tells in how many items a word stands."""

    def __init__(
        self,
        meanings: Meanings,
        names: Names,
        tenures: Tenures,
        stem: Callable[[str], str],
        held: Callable[[Term], int],
    ) -> None:
        self._meanings = meanings
        self._names = names
        self._tenures = tenures
        self._stem = stem
        self._held = held

    def of_letters(self, letters: str) -> Sequence[Meaning]:
        """What some letters stand for."""
        return self._meanings.of_letters(letters)

    def of_sense(self, sense: str) -> Sequence[Meaning]:
        """The letters that stand for one thing."""
        return self._meanings.of_sense(sense)

    def begins_sense(self, word: str) -> bool:
        """Whether a sense of several words begins with a word."""
        return self._meanings.begins_sense(word)

    def people(self, words: tuple[str, ...]) -> Sequence[Named]:
        """The officers and councillors who are called so somewhere."""
        return tuple(self._names.people(words))

    def seen_in(self, post: str) -> Sequence[Tenure]:
        """Who was seen in a post, however it is written. Of a long query few runs begin as any post does."""
        first = forms(post)[:1]
        begins = first and (self._tenures.begins(self._stem(first[0])) or first[0].startswith("s"))
        return self._tenures.of(post_key(post)) if begins else ()

    def capitals_share(self, word: str) -> float:
        """In what share of the items that have a word, folded, it stands in capitals; 1 where no item has it."""
        folded = self._held(Term(word, Match.EXACT))
        return self._held(Term(word.upper(), Match.CAPITALS)) / folded if folded else 1.0
