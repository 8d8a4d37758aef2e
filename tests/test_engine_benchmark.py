"""The benchmark's own parts: its items, its questions, its figures."""

import json
from pathlib import Path

import pytest
from engine_benchmark.data import plain_items, portal_lines, written
from engine_benchmark.measuring import Times
from engine_benchmark.questions import questions

from searcher.exchange import from_line


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return portal_lines(120)


def test_more_items_than_there_are_come_from_further_councils(lines: list[str], tmp_path: Path) -> None:
    count = 2 * len(lines) + 5
    data = written(lines, count, tmp_path)
    items = [from_line(line)[0] for line in data.items.read_text().splitlines()]

    assert len({item.id for item in items}) == count
    assert {item.council for item in items} == {"marlmouth", "marlmouth-2", "marlmouth-3"}
    assert [one["id"] for one in plain_items(data.plain)] == [item.id for item in items]


def test_their_vocabulary_grows(lines: list[str], tmp_path: Path) -> None:
    def words(count: int) -> int:
        plain = plain_items(written(lines, count, tmp_path).plain)
        return len({word for one in plain for text in one["texts"].values() for word in text.split()})

    assert words(2 * len(lines)) > 1.1 * words(len(lines))


def test_every_question_is_of_words_that_occur(lines: list[str], tmp_path: Path) -> None:
    known = {word for line in lines for word in json.dumps(json.loads(line), ensure_ascii=False).lower().split()}
    asked = [one for one in questions(lines) if one.kind == "phrase"]

    assert len({one.row for one in asked}) == 5
    assert all(any(word in there for there in known) for one in asked for word in one.words)


def test_a_row_has_the_mean_of_its_questions_medians() -> None:
    times = Times()
    times.add("ours", "a word", [1.0, 2.0, 9.0], ("road",))
    times.add("ours", "a word", [4.0], ("school",))

    assert times.p50("ours", "a word") == 3.0
    assert times.p95("ours", "a word") == 6.5
    assert times.p50("tantivy", "a word") is None
