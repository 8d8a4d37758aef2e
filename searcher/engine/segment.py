"""A segment: some items in one file of columns, never changed. Knows what each column means; not how to count.

Words of all areas share one dictionary; the places of word `w` in area `a` are those of the *key* `w * 6 + a`:

    words.text, .at                       the words in order of their bytes: folded, and acronyms in capitals
    stems.text, .at, .forms_at, .forms    the stems in order; the words that have each
    words.docs                            in how many items each stands
    words.stem                            the stem of each word; as many as there are for an acronym's capitals
    postings.at                           for each key, where its postings begin
    postings.docs, .often                 items in order; how often the word stands there
    places.at, places                     for each key, where its places begin; places in order
    cells.at                              for each area and item (its *cell*), the place of its first word
    lengths                               for each cell, how many words
    <facet>.values.text, .at              a facet's values in order
    <facet>.docs_at, .docs                the items that have each
    <facet>.codes [, .codes_at]           the values each item has; without .codes_at one and its number + 1, or 0
    ids.text, .at, .order                 the items' ids; their order
    days, rank.newest, rank.oldest        20240603 or 0; how items come by day and agenda
    order.text, .at                       what sorts items of one day
    digests                               16 bytes for each item: tells two records apart
    shown.text, .at                       JSON: what a list of results shows
    texts.text, .at                       the texts by area: JSON, compressed
"""

import zlib
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from searcher.engine.columns import Columns, Strings
from searcher.engine.records import Shown, shown_in, texts_in
from searcher.engine.steps import Ranges
from searcher.model import AREAS
from searcher.query import Match, Term, most_slips
from searcher.words import numbers_of

N_AREAS = len(AREAS)
_MOST_KEPT = 1000  # fuzzy words of which it is kept what they meet


def of_one_word(words: Ranges) -> bool:
    """Whether runs of words are a single word."""
    return len(words) == 1 and words[0][1] - words[0][0] == 1


class Segment:
    """An open segment. Raises DamagedColumns or OSError when it cannot be used."""

    def __init__(self, path: Path) -> None:
        self.columns = Columns(path)
        self.size = len(self.columns.view("days"))
        self._words = self.columns.strings("words")
        self._stems = self.columns.strings("stems")
        self._like: dict[str, Ranges] = {}

    @property
    def ids(self) -> Strings:
        """The items' ids."""
        return self.columns.strings("ids")

    def doc(self, item_id: str) -> int | None:
        """The number of an item; None when it is not here."""
        wanted, order = item_id.encode(), self.columns.view("ids.order")
        at = bisect_left(order, wanted, key=self.ids.__getitem__)
        return order[at] if at < self.size and self.ids[order[at]] == wanted else None

    def docs(self, dead: Collection[int], ids: Iterable[str] | None = None) -> Iterator[tuple[str, int]]:
        """All items, or those there are of some ids, with their numbers; without those that are dead."""
        if ids is None:
            found: Iterable[tuple[str, int | None]] = ((one.decode(), doc) for doc, one in enumerate(self.ids.all()))
        else:
            found = ((item_id, self.doc(item_id)) for item_id in ids)
        yield from ((item_id, doc) for item_id, doc in found if doc is not None and doc not in dead)

    def stem(self, word: str) -> str | None:
        """The stem of a word that stands in the dictionary; None for another."""
        number = self._words.find(word.encode())
        if number is None:
            return None
        stem = self.columns.view("words.stem")[number]
        return self._stems.text(stem) if stem < self._stems.count else None

    def words(self, term: Term, stem: Callable[[str], str]) -> Ranges:
        """The words of the dictionary that a query's word meets. `stem` tells the stem of a word."""
        match term.match:
            case Match.FORMS:
                return self._with_stem(stem(term.word).encode())
            case Match.PREFIX:
                return self._beginning(term.word.encode())
            case Match.FUZZY:
                return self._spelled_like(term.word)
            case Match.ACRONYM:
                return self._numbered([self._words.find(word.encode()) for word in (term.word, f"{term.word}s")])
            case Match.NAME:
                return self._numbered([self._words.find(word.encode()) for word in numbers_of(term.word)])
            case _:
                return self._numbered([self._words.find(term.word.encode())])

    def like(self, word: str, most: int) -> list[int]:
        """The words of the dictionary, but for the capitals of acronyms, that are at most so many slips away."""
        from searcher.engine.likeness import alike  # noqa: PLC0415 - most searches need none of it

        stem_of, stems = self.columns.view("words.stem"), self._stems.count
        return [number for number in alike(self._words, word, most) if stem_of[number] < stems]

    def occurs(self, words: Ranges) -> int:
        """How many postings some words have."""
        at = self.columns.view("postings.at")
        return sum(at[last * N_AREAS] - at[first * N_AREAS] for first, last in words)

    def spelled(self, words: Ranges) -> list[str]:
        """Some words of the dictionary."""
        return [self._words.text(number) for first, last in words for number in range(first, last)]

    def values(self, facet: str) -> Strings:
        """The values of a facet, in order."""
        return self.columns.strings(f"{facet}.values")

    def code(self, facet: str, value: str) -> int:
        """By what items of a facet with one value at most are known to have a value; -1 for none that any has."""
        number = self.values(facet).find(value.encode())
        return -1 if number is None else number + 1

    def slices(self, facet: str, values: Sequence[str]) -> Ranges:
        """Where the items are that have any of some values, in the facet's column `docs`."""
        at = self.columns.view(f"{facet}.docs_at")
        found = (self.values(facet).find(value.encode()) for value in values)
        return [(at[number], at[number + 1]) for number in found if number is not None]

    def order(self, doc: int) -> tuple[int, bytes]:
        """An item's day, 0 without one, and what sorts items of one day."""
        return self.columns.view("days")[doc], self.columns.strings("order")[doc]

    def shown(self, doc: int) -> Shown:
        """What a list of results shows of an item."""
        return shown_in(self.columns.strings("shown")[doc])

    def texts(self, doc: int) -> tuple[tuple[str, ...], ...]:
        """An item's texts, by area."""
        return texts_in(zlib.decompress(self.columns.strings("texts")[doc]))

    def digest(self, doc: int) -> str:
        """The digest of an item's record."""
        return self.columns.view("digests")[doc * 16 : doc * 16 + 16].hex()

    def _with_stem(self, stem: bytes) -> Ranges:
        number = self._stems.find(stem)
        if number is None:
            return ()
        at, forms = self.columns.view("stems.forms_at"), self.columns.view("stems.forms")
        return self._numbered(forms[at[number] : at[number + 1]].tolist())

    def _beginning(self, prefix: bytes) -> Ranges:
        """The words that begin so, but for the capitals of acronyms, which stand there as words too."""
        first, last = self._words.beginning(prefix)
        folded = [number for number in range(first, last) if (word := self._words.text(number)) == word.lower()]
        return [(first, last)] if len(folded) == last - first else self._numbered(folded)

    def _spelled_like(self, word: str) -> Ranges:
        """The words that a fuzzy one meets, kept: an answer asks for them several times."""
        if len(self._like) > _MOST_KEPT:
            self._like.clear()
        if word not in self._like:
            self._like[word] = self._numbered(self.like(word, most_slips(word)))
        return self._like[word]

    def _numbered(self, numbers: Sequence[int | None]) -> Ranges:
        """Words as runs; those side by side as one."""
        runs: list[tuple[int, int]] = []
        for number in numbers:
            if number is None:
                continue
            if runs and runs[-1][1] == number:
                runs[-1] = (runs[-1][0], number + 1)
            else:
                runs.append((number, number + 1))
        return runs
