"""The exchange format: what a line says, what it may leave out, what is refused."""

import datetime
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_pages import exchange_line

from searcher import exchange
from searcher.exchange import NotAnItem, from_line, to_line
from searcher.model import (
    KINDS,
    STATUSES,
    Acronym,
    Contact,
    Councillor,
    Document,
    Item,
    Meeting,
    Officer,
    PageStart,
    Reference,
    Side,
    Source,
    Vote,
)

TEXT = st.text(max_size=20)  # without half characters, which Hypothesis leaves out by itself
SOME = TEXT.filter(str.strip)
MAYBE = st.none() | TEXT
LINK = st.none() | TEXT.map("https://minutes.example/{}".format)
DIGEST = st.just("") | st.text("0123456789abcdef", min_size=64, max_size=64)
MOMENT = st.none() | st.datetimes().map(datetime.datetime.isoformat)
NAME = st.text("abcdefg-0123456789", min_size=1, max_size=8)
NUMBER = st.integers(0, 2**53)


def tuples(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=3).map(tuple)


SIDE = st.builds(Side, st.none() | NUMBER, tuples(TEXT))
VOTE = st.builds(Vote, MAYBE, st.sampled_from([None, *exchange.RESULTS]), SIDE, SIDE, SIDE)
PAGE_START = st.builds(
    PageStart, st.sampled_from(["agenda", "decision", "minutes"]), NUMBER, st.none() | st.integers(1, 2**53)
)


@st.composite
def items(draw: st.DrawFn) -> Item:
    """Any item that an archive may hold."""
    meeting = Meeting(
        id=draw(NAME), council=draw(NAME), committee=draw(MAYBE), committee_id=draw(MAYBE),
        date=draw(st.none() | st.dates()), date_inferred=draw(st.booleans()), time=draw(MAYBE), venue=draw(MAYBE),
        status=draw(st.sampled_from(STATUSES)), url=draw(LINK),
        contact=draw(st.none() | st.builds(Contact, SOME, MAYBE)), present=draw(tuples(TEXT)),
        apologies=draw(tuples(TEXT)),
    )  # fmt: skip
    first_seen = draw(st.integers(0, 1000))
    return Item(
        id=f"{meeting.key}:{draw(NAME)}", council=meeting.council, position=draw(NUMBER), title=draw(SOME),
        number=draw(MAYBE), title_inferred=draw(st.booleans()), kind=draw(st.sampled_from(KINDS)), agenda=draw(TEXT),
        decision=draw(TEXT), minutes=draw(TEXT), resolutions=draw(tuples(TEXT)),
        votes=draw(tuples(VOTE)), truncated=draw(st.booleans()),
        full_text_id=draw(MAYBE), restricted=draw(st.booleans()), restriction=draw(MAYBE),
        officers=draw(tuples(st.builds(Officer, SOME, MAYBE, st.sampled_from([None, *exchange.PARTS]), TEXT, MAYBE))),
        posts=draw(tuples(TEXT)), councillors=draw(tuples(st.builds(Councillor, SOME, MAYBE, TEXT, MAYBE))),
        topics=draw(tuples(TEXT)),
        acronyms=tuple(Acronym(*pair) for pair in draw(st.dictionaries(TEXT, TEXT, max_size=3)).items()),
        references=draw(tuples(st.builds(Reference, SOME, MAYBE))),
        documents=draw(tuples(st.builds(Document, SOME, LINK, MAYBE, st.none() | NUMBER))),
        pages=draw(tuples(PAGE_START)), url=draw(LINK),
        source=draw(st.none() | st.builds(Source, LINK, MAYBE, DIGEST, MOMENT)), first_seen=first_seen,
        changed=first_seen + draw(st.integers(0, 1000)), versions=draw(st.integers(1, 1000)), meeting=meeting,
    )  # fmt: skip


@given(items())
def test_a_line_says_all_of_an_item(item: Item) -> None:
    left_out = {name for name in exchange.ONLY_WHEN_THERE if not getattr(item, name)}

    assert from_line(to_line(item)) == (item, frozenset(exchange.KEYS) - left_out)


@given(items())
def test_an_item_is_one_line(item: Item) -> None:
    line = to_line(item)

    assert "\n" not in line
    assert to_line(from_line(line)[0]) == line
    line.encode()


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists))
def test_other_json_is_refused(value: object) -> None:
    with pytest.raises(NotAnItem):
        from_line(json.dumps(value))


@given(st.sampled_from(exchange.KEYS), st.sampled_from([7, -1, "x", True, ["x"], [7], {"x": 1}, [{}], 1.5, ""]))
def test_a_wrong_value_is_refused_or_taken_but_never_breaks(key: str, value: object) -> None:
    try:
        item, _ = from_line(json.dumps({**json.loads(exchange_line()), key: value}))
    except NotAnItem as error:
        assert str(error)
    else:
        assert from_line(to_line(item))[0] == item


def test_the_least_that_a_line_must_say() -> None:
    item, given = from_line(exchange_line("oakham:7:AI1"))

    assert item.meeting is not None
    assert (item.id, item.council, item.meeting.id, item.title) == ("oakham:7:AI1", "oakham", "7", "Drains")
    assert given == {"schema", "id", "council", "meeting", "title"}


def test_a_line_of_an_item_without_votes_does_not_speak_of_them() -> None:
    item, _ = from_line(exchange_line())

    assert "votes" not in json.loads(to_line(item))


def test_a_date_is_read() -> None:
    item, _ = from_line(exchange_line(meeting={"id": "7", "date": "2024-06-13"}))

    assert item.meeting is not None
    assert item.meeting.date == datetime.date(2024, 6, 13)


@pytest.mark.parametrize("key", ["schema", "id", "council", "meeting", "title"])
def test_what_must_be_there_is_asked_for(key: str) -> None:
    table = json.loads(exchange_line())
    del table[key]

    with pytest.raises(NotAnItem, match=key):
        from_line(json.dumps(table))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"colour": "red"}, "object contains unknown field `colour`"),
        ({"meeting": {"id": "7", "mood": "calm"}}, "meeting: object contains unknown field `mood`"),
        ({"officers": [{"name": "Ada", "age": 7}]}, "officers[0]: object contains unknown field `age`"),
        (
            {"schema": "council-minutes-item/2"},
            "expected one of council-minutes-item/1, not 'council-minutes-item/2'",
        ),
        ({"council": "elmford"}, "is not council:meeting:item of its own meeting"),
        ({"meeting": {"id": "8"}}, "is not council:meeting:item of its own meeting"),
        ({"kind": "fun"}, "kind: expected one of business, procedural, not 'fun'"),
        ({"meeting": {"id": "7", "date": "13/06/2024"}}, "meeting.date: expected a date YYYY-MM-DD"),
        ({"meeting": {"id": "7", "date": "20240613"}}, "meeting.date: expected a date YYYY-MM-DD"),
        ({"meeting": {"id": "7", "date": "2024-W24-4"}}, "meeting.date: expected a date YYYY-MM-DD"),
        ({"truncated": "yes"}, "truncated: expected `bool`, got `str`"),
        ({"position": "3"}, "position: expected `int`, got `str`"),
        ({"versions": 0}, "versions: expected `int` >= 1"),
        ({"first_seen": 3, "changed": 2}, "it changed before it was first seen"),
        ({"resolutions": "That it be noted."}, "resolutions: expected `array | null`, got `str`"),
        ({"pages": [{"area": "minutes", "at": 0, "page": 0}]}, "pages[0].page: expected `int` >= 1"),
        (
            {"pages": [{"area": "title", "at": 0, "page": 1}]},
            "pages[0].area: expected one of agenda, decision, minutes, not 'title'",
        ),
        ({"pages": [{"area": "minutes", "at": -1}]}, "pages[0].at: expected `int` >= 0"),
        ({"votes": [{"result": "tied"}]}, "votes[0].result: expected one of carried, lost, not 'tied'"),
        ({"votes": [{"for": {"count": "7"}}]}, "votes[0].for.count: expected `int | null`, got `str`"),
        ({"votes": [{"against": ["Ash"]}]}, "votes[0].against: expected `object | null`, got `array`"),
        ({"officers": [{"name": " "}]}, "officers[0].name: expected a text that is not blank"),
        (
            {"officers": [{"name": "Ada", "part": "sang"}]},
            "officers[0].part: expected one of presented, introduced,",
        ),
        ({"url": "javascript:alert(1)"}, "url: expected an address that begins with https://"),
        (
            {"documents": [{"title": "Plan", "url": "file:///etc"}]},
            "documents[0].url: expected an address",
        ),
        ({"source": {"sha256": "A1"}}, "source.sha256: expected a SHA-256"),
        ({"source": {"fetched_at": "yesterday"}}, "source.fetched_at: expected a time"),
        ({"acronyms": ["EHE"]}, "acronyms: expected `object | null`, got `array`"),
    ],
)
def test_what_is_wrong_is_named(given: dict[str, Any], reason: str) -> None:
    with pytest.raises(NotAnItem) as refused:
        from_line(exchange_line(**given))

    assert reason in str(refused.value)


@pytest.mark.parametrize("item_id", ["oakham:7:", "oakham:7: ", "oakham:7:a:b", "oakham:7:a\nb"])
def test_an_id_is_three_names(item_id: str) -> None:
    line = json.dumps({**json.loads(exchange_line()), "id": item_id})

    with pytest.raises(NotAnItem, match="is not council:meeting:item"):
        from_line(line)


def test_an_item_that_was_first_seen_but_never_changed_changed_then() -> None:
    assert from_line(exchange_line(first_seen=4))[0].changed == 4
