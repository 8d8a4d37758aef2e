"""Which item a reference means, and which meeting's minutes were approved; nothing is guessed."""

import datetime

import pytest
from msgspec.structs import replace

from searcher.references import said_by
from searcher.references.approvals import Approving
from searcher.references.resolving import Answer, Held, Numbered, approved, cited, earliest

CABINET = Held("oakham:1", "oakham", "Cabinet", "10", datetime.date(2019, 6, 3), "minutes")
LATER = replace(CABINET, key="oakham:2", date=datetime.date(2019, 7, 1))
PANEL = replace(CABINET, key="oakham:3", committee="Roads Panel", committee_id="11")
FIRST = (
    Numbered("oakham:1:AI11", CABINET, "11", "Flood Wall"),
    Numbered("oakham:1:AI12", CABINET, "12", "School Places"),
)
CITING = Numbered("oakham:2:AI13", LATER, "13", "School Places in the Autumn")
OWN = (CITING, Numbered("oakham:2:AI14", LATER, "14", "Budget"))
ROADS = Numbered("oakham:3:AI12", PANEL, "12", "Potholes")


def meant(written: str, *known: Numbered, citing: Numbered = CITING, whole: bool = False) -> Answer:
    """What a reference means, among known items."""
    said = said_by(written)
    assert said is not None
    return cited(said.numbers[0], said, citing, known, whole=whole)


@pytest.mark.parametrize(
    "written",
    [
        "Minute 12 of 3 June 2019",
        "Minute No. C12 of the Cabinet meeting held on 3rd June, 2019",
        "Minute 12/19 of 3 June 2019",
        "Minute 12 (School Places)",
        "Minute 12",
    ],
)
def test_number_committee_and_day_or_a_run_of_numbers_tell_the_item(written: str) -> None:
    assert meant(written, *FIRST, *OWN, ROADS) == Answer("oakham:1:AI12")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("Minute 12 of 4 June 2019", "no meeting on 4 June 2019 is held"),
        ("Minute 15 of 3 June 2019", "no minute 15 is held there"),
        ("Minute 12 of the Audit Board, 3 June 2019", "no meeting of Audit Board on 3 June 2019 is held"),
        ("Minute 12 (Libraries) of the Cabinet held on 3 June 2019", "minute 12 has another title"),
        ("Minute 12 of 3 June", "the year of its day is not told"),
        ("Minute 12 of the Cabinet", "no day is named"),
        ("Minute 99", "no minute 99 is held there"),
    ],
)
def test_what_is_not_known_has_a_reason(written: str, reason: str) -> None:
    assert meant(written, *FIRST, *OWN) == Answer(None, reason)


def test_an_item_of_the_same_meeting_is_meant_where_numbers_run_on() -> None:
    assert meant("Minute 14", *FIRST, *OWN) == Answer("oakham:2:AI14")


def test_where_each_meeting_numbers_from_one_a_number_alone_tells_nothing() -> None:
    from_one = [replace(one, number=str(number)) for number, one in enumerate(FIRST, 1)]
    own = [replace(one, number=str(number)) for number, one in enumerate(OWN, 1)]

    assert meant("Minute 2", *from_one, own[0], citing=own[0]).found is None
    assert meant("Minute 2 (School Places)", *from_one, own[0], citing=own[0]).found == "oakham:1:AI12"


def test_two_items_that_may_be_meant_are_neither() -> None:
    copy = replace(FIRST[1], id="oakham:9:AI12", meeting=replace(CABINET, key="oakham:9"))

    assert meant("Minute 12 of 3 June 2019", *FIRST, copy).reason == "it may be any of oakham:1:AI12, oakham:9:AI12"


def test_before_there_are_minutes_a_number_is_that_of_the_agenda() -> None:
    agenda = [replace(one, meeting=replace(CABINET, status="agenda")) for one in FIRST]

    assert meant("Minute 12 of 3 June 2019", *agenda).reason == "the minutes of that meeting are not held"
    assert meant("item 12 of the meeting of 3 June 2019", *agenda).found == "oakham:1:AI12"


def test_another_committee_is_meant_only_where_something_tells() -> None:
    like = replace(ROADS, title="School Places and Roads")
    of_one_topic = replace(ROADS, topics=frozenset({"admissions"}))
    citing = replace(CITING, topics=frozenset({"admissions"}))

    assert meant("Minute 12 of 3 June 2019", ROADS).found is None
    assert meant("Minute 12 of 3 June 2019", ROADS, whole=True).found == ROADS.id
    assert meant("Minute 12 of 3 June 2019", like).found == ROADS.id
    assert meant("Minute 12 of 3 June 2019", of_one_topic, citing=citing).found == ROADS.id


def test_a_committee_of_the_same_id_is_the_same_under_another_name() -> None:
    renamed = replace(CITING, meeting=replace(LATER, committee="Executive"))

    assert meant("Minute 12 of 3 June 2019", *FIRST, citing=renamed).found == "oakham:1:AI12"


def test_pages_of_unknown_councils_need_a_title() -> None:
    unknown = [replace(one, meeting=replace(one.meeting, council="imported")) for one in FIRST]
    citing = replace(CITING, title="Fees", meeting=replace(LATER, council="imported"))

    assert meant("Minute 12 of 3 June 2019", *unknown, citing=citing).found is None
    assert meant("Minute 12 (School Places) of 3 June 2019", *unknown, citing=citing).found == "oakham:1:AI12"


@pytest.mark.parametrize(("day", "first"), [("2019-05-24", "2018-05-01"), ("2019-05-25", "2019-05-01")])
def test_a_municipal_year_begins_in_may(day: str, first: str) -> None:
    assert earliest(datetime.date.fromisoformat(day)).isoformat() == first


def test_the_minutes_of_the_day_named_are_approved() -> None:
    assert approved(Approving(CABINET.date), LATER, (CABINET, PANEL)) == Answer("oakham:1")


def test_minutes_of_another_committee_or_a_later_day_are_not() -> None:
    assert approved(Approving(PANEL.date), LATER, (PANEL,)).found is None
    assert approved(Approving(LATER.date), CABINET, (LATER,)).found is None
    assert approved(Approving(CABINET.date, "Roads Panel"), LATER, (CABINET,)).reason == "they are another committee's"


def test_minutes_of_the_own_committee_that_are_not_held_are_told_as_that() -> None:
    answer = approved(Approving(datetime.date(2019, 5, 7), "Cabinet"), LATER, (CABINET,))

    assert answer == Answer(None, "no meeting of the committee on 7 May 2019 is held")


def test_without_a_day_the_numbers_tell_which_meeting_was_the_one_before() -> None:
    assert approved(Approving(None), LATER, (CABINET,), (*FIRST, *OWN)).found == "oakham:1"
    assert approved(Approving(None), LATER, (CABINET,), (FIRST[0], *OWN)).found is None


COUNCIL = replace(CABINET, key="oakham:4", committee="Council", committee_id="12")
FULL = replace(COUNCIL, key="oakham:5", committee="Full Council")


@pytest.mark.parametrize("meeting", [COUNCIL, FULL])
@pytest.mark.parametrize("name", ["Full Council", "full Council", "the Council", "Council"])
def test_the_full_council_is_the_council(meeting: Held, name: str) -> None:
    school = Numbered(f"{meeting.key}:AI12", meeting, "12", "School Places")

    assert meant(f"Minute 12 of the meeting of {name} held on 3 June 2019", *FIRST, school) == Answer(school.id)


@pytest.mark.parametrize("name", ["Council Tax Panel", "Youth Council"])
def test_no_other_body_is_the_council(name: str) -> None:
    other = replace(COUNCIL, committee=name)
    school = Numbered("oakham:4:AI12", other, "12", "School Places")

    assert meant("Minute 12 of the meeting of Full Council held on 3 June 2019", school).found is None


def test_minutes_of_the_full_council_are_approved_by_the_council() -> None:
    later = replace(COUNCIL, key="oakham:6", date=LATER.date)

    assert approved(Approving(COUNCIL.date, "Full Council"), later, (CABINET, COUNCIL)) == Answer("oakham:4")
    assert approved(Approving(COUNCIL.date, "Full Council"), LATER, (CABINET,)).found is None


def test_a_number_that_counts_nothing_is_none() -> None:
    """A digit above the line is a digit to Python, and no number."""
    assert meant("Minute 12", replace(FIRST[0], number="²"), FIRST[1], *OWN).found == "oakham:1:AI12"
