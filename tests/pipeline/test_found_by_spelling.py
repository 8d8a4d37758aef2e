"""Words that no item has are respelled by the archive's own; what finds nothing is told with what would."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from invented_pages import exchange_line
from searched import archive_of

from searcher.api import Archive
from searcher.results import Results

TEXTS = (
    "Elective home education was noted.",
    "Safeguarding of children was reviewed.",
    "Safeguarding training, and elections.",
    "The coast path was mended.",
    "The cost of paths.",
    "Eductaion was spelled wrongly once.",
    "Meths were found.",
    "Meths again.",
    *("Education was discussed.",) * 60,
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of these texts, some committees apart."""
    folder = tmp_path_factory.mktemp("spelling")
    lines = []
    for number, text in enumerate(TEXTS, 1):
        committee = "Cabinet" if number % 2 else "Coast Board"
        meeting = {"id": str(number), "committee": committee, "date": f"20{number + 10}-01-01", "status": "minutes"}
        item = exchange_line(f"oakham:{number}:AI{number}", meeting=meeting, minutes=text, number=f"{number}a")
        lines.append(json.loads(item))
    with archive_of(folder, lines) as opened:
        yield opened


def asked(archive: Archive, words: str, **given: Any) -> Results:
    return archive.search(words, **given)


@pytest.mark.parametrize(
    ("words", "suggestion"),
    [
        ("electiv home eduction", "elective home education"),
        ("safegarding", "safeguarding"),
        ("Safegaurding OF childern", "safeguarding OF children"),
        ("safegarding -trianing", "safeguarding -trianing"),
        ("kind:business safegarding", "kind:business safeguarding"),
        ("coats paht", "coast path"),
        ("peths", "paths"),  # though meths stands in more items: few slip at the start of a word
        ("eductaion discussed", "education discussed"),
    ],
)
def test_words_that_no_item_has_are_respelled_and_asked_again(archive: Archive, words: str, suggestion: str) -> None:
    results = asked(archive, words)

    assert (results.suggestion, results.corrected) == (suggestion, True)
    assert results.total
    assert results.query.text == words


@pytest.mark.parametrize(
    "words",
    [
        '"safegarding"',
        "safegarding*x",
        "SAFEGARDING",
        "zqxjkv",
        "blorptang education",
        "saf",
        "safegarding " * 13,
        "coaxt cabinet 20199",
    ],
)
def test_what_is_quoted_or_like_nothing_is_not_respelled(archive: Archive, words: str) -> None:
    results = asked(archive, words)

    assert (results.total, results.suggestion, results.corrected) == (0, None, False)


def test_exactly_what_is_typed_is_never_respelled(archive: Archive) -> None:
    assert asked(archive, "safegarding", exact=True).suggestion is None


def test_what_finds_something_is_only_suggested(archive: Archive) -> None:
    results = asked(archive, "safegarding OR coast")

    assert (results.total, results.suggestion, results.corrected) == (1, "safeguarding OR coast", False)


def test_a_search_that_finds_is_left_alone(archive: Archive) -> None:
    assert asked(archive, "safeguarding").suggestion is None


def test_filters_that_stand_in_the_way_are_told(archive: Archive) -> None:
    assert asked(archive, "noted", committee="coast board", since="2010").without == (("committee", 1),)
    assert asked(archive, "noted", since="2050").without == (("since", 1),)
    assert asked(archive, "noted", committee="coast board", since="2050").without == ()


def test_words_that_are_not_together_are_told(archive: Archive) -> None:
    assert asked(archive, "elections coast").words == (("elections", 2), ("coast", 1))
    assert asked(archive, "zqxjkv coast").words == (("zqxjkv", 0), ("coast", 1))


@pytest.mark.parametrize(
    ("words", "total"),
    [("saefguarding~", 2), ("coats~", 1), ("xsafeguardingx~", 2), ("xxsafeguardingx~", 0), ("educatoin~", 62)],
)
def test_a_fuzzy_word_is_spelled_nearly_so(archive: Archive, words: str, total: int) -> None:
    assert asked(archive, words).total == total


def test_a_citation_is_looked_up(archive: Archive) -> None:
    results = asked(archive, "Coast Board, 1 January 2014, minute 4a")

    assert [hit.id for hit in results] == ["oakham:4:AI4"]
    assert (results.corrected, results.query.text) == (True, "Coast Board, 1 January 2014, minute 4a")
    assert asked(archive, "Cabinet, 1 January 2014, minute 4a").total == 0
