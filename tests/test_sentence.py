"""A query told back in English: each construct has its words, and brackets stand where they are needed."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_query import PIECES, TOPICS

from searcher.errors import BadQuery
from searcher.query import expanded, parse
from searcher.query.sentence import sentence, told

A, B, C, HOME = (f'the word "{word}" in any form' for word in ("a", "b", "c", "home"))
SENTENCES = {
    "home": f"items with {HOME}",
    "home a": 'items with the words "home" and "a" in any form',
    "a b c": 'items with the words "a", "b" and "c" in any form',
    "a OR b": f"items with {A} or with {B}",
    "home (a OR b)": f"items with {HOME} and (with {A} or with {B})",
    "a b OR c": f'items with the words "a" and "b" in any form or with {C}',
    '"x" a OR c': f'items (with the very word "x" and with {A}) or with {C}',
    "home -a": f"items with {HOME} and without {A}",
    "-(a b)": 'items not (with the words "a" and "b" in any form); newest first',
    "-(a OR b)": f"items not (with {A} or with {B}); newest first",
    '"home education"': 'items with the phrase "home education"',
    '"school"': 'items with the very word "school"',
    "home school exact:yes": 'items with the very words "home" and "school"',
    "2016/17": 'items with the phrase "2016 17" in any form',
    "un-accompanied": 'items with the word "un-accompanied" in any form, joined or not',
    "-un-accompanied": 'items without the word "un-accompanied" in any form, joined or not; newest first',
    "safe*": 'items with a word that begins with "safe"',
    "wrod~ home": f'items with a word spelled like "wrod" and with {HOME}',
    "CIL": 'items with the letters "CIL"',
    "a NEAR/5 b": f"items with {A} within 5 words of {B}",
    'a NEAR/1 "b c" NEAR/2 da*': f'items with {A} within 1 word of the phrase "b c", that in turn within 2 words of a '
    'word that begins with "da"',
    "home education": 'items with the words "home" and "education" in any form (or what means the same)',
    "EHE": 'items with the letters "EHE" (or what means the same)',
    "HOME education": 'items with (the letters "HOME" and the word "education" in any form, or what means the same)',
    "home-schooling": 'items with the word "home-schooling" in any form, joined or not (or what means the same)',
    "committee:cab": "items of the committee Cabinet; newest first",
    "committee:panel": "items of one of the committees (Audit; Bins; Care; 2 more); newest first",
    "committee:nowhere": 'items of the committee "nowhere"; newest first',
    "year:2020 year:2021 number:7 status:draft kind:business": "items of one of the years (2020; 2021), with the "
    "minute number 7, with the status draft, of the kind business; newest first",
    "restricted:yes": "items closed to the public; newest first",
    "home restricted:no since:2020 until:2021": f"items with {HOME}, open to the public, since 2020, until the end of "
    "2021",
    "since:2020-02 until:2021-02-03": "items since 1 February 2020, until 3 February 2021; newest first",
    "a OR b year:2020": f"items with {A} or (with {B} and of the year 2020)",
    "(a OR b) year:2020": f"items (with {A} or with {B}), of the year 2020",
    "officer:x OR -topic:y": 'items naming the officer "x" or not (on the topic "y"); newest first',
    "(year:2020 status:draft) OR a": f"items (of the year 2020 and with the status draft) or with {A}",
    "home in:title in:minutes": f"items with {HOME}; words are looked for only in: title, minutes",
    "home sort:oldest": f"items with {HOME}; oldest first",
    'committee:"ca\nb"': 'items of the committee "ca b"; newest first',
}


def labels(_: str, typed: str) -> Sequence[str]:
    """What a few names are taken for."""
    return {"cab": ("Cabinet",), "panel": ("Audit", "Bins", "Care", "Drains", "Audit", "Elections")}.get(typed, ())


@pytest.mark.parametrize(("text", "told"), SENTENCES.items())
def test_a_query_is_told_back(text: str, told: str) -> None:
    assert sentence(expanded(parse(text), TOPICS.synonyms), labels) == told


def test_one_condition_is_told_alone() -> None:
    tree = parse("home -(a OR b)").tree

    assert tree is not None
    assert told(tree) == (
        '(with the word "home" in any form and not (with the word "a" in any form or with the word "b" in any form))'
    )


@given(st.text() | st.lists(PIECES).map("".join))
def test_any_query_is_told_on_one_line(text: str) -> None:
    try:
        query = expanded(parse(text), TOPICS.synonyms)
    except BadQuery:
        return
    given = sentence(query)

    assert given.startswith("items ")
    assert len(given.splitlines()) == 1
    assert given.count("(") - query.text.count("(") <= given.count(")")
