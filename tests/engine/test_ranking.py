"""Which of the items that are found comes first."""

from pathlib import Path

import pytest
from invented import items, snapshot
from msgspec.structs import replace

from searcher.engine import Index, write_generation
from searcher.model import Item
from searcher.query import parse
from searcher.storage import Storage

FILLING = "It was noted that nothing of the kind had been seen before, and the matter was left there. " * 5


def item(number: int, title: str, minutes: str = "", **given: object) -> Item:
    """An item of which nothing else is known."""
    made = items(1, seed=1)[0]
    bare = replace(
        made, id=f"{made.meeting.key if made.meeting else ''}:AI{number}", title=title, minutes=minutes, agenda="",
        decision="", resolutions=(), documents=(), officers=(), councillors=(), topics=(), acronyms=(), senses=(),
        kind="business", position=number,
    )  # fmt: skip
    return replace(bare, **given)


def order(folder: Path, words: str, *held: Item) -> list[int]:
    """The numbers of the items found, the first first."""
    write_generation(folder, snapshot(list(held)), Storage())
    index = Index(folder)
    found = index.search(index.widened(parse(words)))
    index.close()
    return [int(hit.id.rpartition("AI")[2]) for hit in found]


def test_a_title_that_is_the_very_words_comes_first(tmp_path: Path) -> None:
    longer = item(1, "Ferry fares and ferry fares again", "Ferry fares. Ferry fares. Ferry fares.")
    whole = item(2, "Ferry Fares", FILLING)

    assert order(tmp_path, "ferry fares", longer, whole) == [2, 1]


def test_another_name_in_the_title_comes_before_scattered_words(tmp_path: Path) -> None:
    scattered = item(1, "Bridges", f"The home was painted. {FILLING} Education of painters was asked for.")
    named = item(2, "Home Schooling", FILLING)
    together = item(3, "Bridges", f"{FILLING} Home education was named once.")

    assert order(tmp_path, "home education", scattered, named, together) == [3, 2, 1]


def test_what_is_about_the_topic_comes_before_what_names_it(tmp_path: Path) -> None:
    often = item(1, "Bridges", f"Home education, and home education again, and home education. {FILLING}")
    about = item(2, "Bridges", f"Home education. {FILLING}", topics=("home-education",))

    assert order(tmp_path, "home education", often, about) == [2, 1]


def test_a_topic_in_the_name_of_a_post_comes_last_and_its_other_names_are_not_met_there(tmp_path: Path) -> None:
    posts = ("Home Education Adviser",)
    post = item(1, "Bridges", "Home Education Adviser. Home Education Adviser.", posts=posts)
    other = item(2, "Bridges", f"{FILLING} Home schooling was named once.")
    both = item(3, "Bridges", f"The Home Education Adviser spoke. {FILLING} Of home schooling.", posts=posts)

    assert order(tmp_path, "home education", post, other, both) == [3, 2, 1]
    assert 1 not in order(tmp_path, "home schooling", post, other, both)


def test_parts_of_a_topic_are_met_in_items_about_it(tmp_path: Path) -> None:
    about = item(1, "Bridges", "Parking.", topics=("drainage",))
    passing = item(2, "Bridges", "Parking.")

    assert order(tmp_path, "drainage", about, passing) == [1]
    assert order(tmp_path, "road drainage", about, passing) == [1, 2]


def test_a_name_with_small_words_needs_its_words_near_one_another(tmp_path: Path) -> None:
    apart = item(1, "Bridges", f"Children were seen. {FILLING} It stood in the care of the county.")
    near = item(2, "Bridges", f"{FILLING} Care was taken of all those children.")

    assert order(tmp_path, "children in care", apart, near) == [2]


def test_procedure_comes_below_business(tmp_path: Path) -> None:
    text = f"Ferry fares were to be reported. {FILLING}"

    assert order(tmp_path, "ferry fares", item(1, "Programme", text, kind="procedural"), item(2, "Ferries", text)) == [
        2,
        1,
    ]


@pytest.mark.parametrize("words", ["ferry fares", "fares ferry"])
def test_words_side_by_side_come_before_words_apart(tmp_path: Path, words: str) -> None:
    apart = item(1, "Bridges", f"The ferry came. {FILLING} Its fares rose.")
    side = item(2, "Bridges", f"The {words} rose. {FILLING}")

    assert order(tmp_path, words, apart, side) == [2, 1]
