"""Every option of the question has its field in the words, and every field its option."""

import inspect

import pytest

from searcher.api import Archive
from searcher.frontends.search_options import OPTIONS
from searcher.query import FIELDS, parse

OF_OUTPUT = {"facets", "facet-limit", "explain", "json", "jsonl", "csv", "index", "snippets"}
"""Options that say nothing of what is looked for, but how it is given, or from where."""
VALUES = {
    "since": "2019", "until": "2021", "year": "2020", "status": "draft", "kind": "business", "restricted": "no",
    "in": "title", "sort": "oldest", "exact": "yes", "holders": "yes", "limit": "5", "page": "2",
}  # fmt: skip


def test_options_and_fields_are_the_same() -> None:
    options = {option.name for option in OPTIONS}

    assert options >= OF_OUTPUT
    assert options - OF_OUTPUT == set(FIELDS)


def test_python_takes_the_same() -> None:
    taken = set(inspect.signature(Archive.search).parameters) - {"self", "words", "facets", "facet_limit", "snippets"}

    assert {"in" if name == "within" else name for name in taken} == set(FIELDS)


@pytest.mark.parametrize("name", FIELDS)
def test_each_field_says_what_its_option_does(name: str) -> None:
    plain, told = parse("school"), parse(f"school {name}:{VALUES.get(name, 'x')}")

    assert told.tree is not None
    assert told.text != plain.text
    assert [getattr(told, part) for part in PARTS] != [getattr(plain, part) for part in PARTS]


PARTS = ("filters", "scope", "sort", "exact", "holders", "limit", "page")
