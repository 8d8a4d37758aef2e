"""Which words are spelled like another: exactly those that counting slips gives, and few are looked at for it."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import slips

from searcher.engine.columns import Columns, ColumnWriter, Strings
from searcher.engine.likeness import alike, within
from searcher.storage import Storage

WORDS = st.text("abcø", max_size=9)


def dictionary(folder: Path, words: list[str]) -> Strings:
    """Words in order of their bytes, as a segment has them."""
    with ColumnWriter(folder / "words.columns", Storage()) as columns:
        columns.put_strings("words", sorted({word.encode() for word in words}))
    return Columns(folder / "words.columns").strings("words")


@given(WORDS, WORDS, st.integers(0, 2))
def test_two_words_are_within_so_many_slips_or_not(one: str, other: str, most: int) -> None:
    assert within(one, other, most) == (slips(one, other) <= most)


@pytest.mark.parametrize(("one", "other"), [("wrod", "word"), ("ab", "ba"), ("xab", "xba")])
def test_neighbours_that_changed_places_are_one_slip(one: str, other: str) -> None:
    assert within(one, other, 1)


@pytest.mark.parametrize("letters", ("ab", "abcdeø", "aåb"))
def test_all_words_alike_are_found(tmp_path: Path, letters: str) -> None:
    chance = random.Random(letters)
    made = ["".join(chance.choices(letters, k=chance.randint(1, 9))) for _ in range(3000)]
    words = dictionary(tmp_path, made)
    known = [word.decode() for word in words.all()]
    for wanted in chance.sample(known, 40):
        most = 1 if len(wanted) < 6 else 2
        if len(wanted) < 3:
            continue

        found = {words.text(number) for number in alike(words, wanted, most)}

        assert found == {word for word in known if slips(wanted, word) <= most}


class Counted(Strings):
    """Words that count how many of them are looked at."""

    looked_at = 0

    def text(self, i: int) -> str:
        self.looked_at += 1
        return super().text(i)


def test_few_words_of_a_large_dictionary_are_looked_at(tmp_path: Path) -> None:
    chance = random.Random(2)
    letters = "abcdefghijklmnopqrstuvwxyz"
    dictionary(tmp_path, ["".join(chance.choices(letters, k=chance.randint(2, 14))) for _ in range(50_000)])
    words = Counted(Columns(tmp_path / "words.columns"), "words")

    for wanted in ("wrod", "school", "safegarding"):
        alike(words, wanted, 1 if len(wanted) < 6 else 2)

    assert 0 < words.looked_at < 1_000
