"""The generated truth: the same every time, whole, and true to itself."""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from sample_portal.business import matters
from sample_portal.generator import TODAY, generate
from sample_portal.model import Item, Meeting, Truth, plain, state_on
from sample_portal.prose import ALL
from sample_portal.staff import municipal_year

ITEMS = 600


@pytest.fixture(scope="module")
def truth() -> Truth:
    return generate(seed=7, items=ITEMS, years=12, styles=ALL)


def items_of(truth: Truth) -> Iterator[tuple[Meeting, Item]]:
    return ((meeting, item) for meeting in truth.meetings for item in meeting.items)


def minuted(truth: Truth) -> list[tuple[Meeting, Item]]:
    return [(meeting, item) for meeting, item in items_of(truth) if item.minutes]


def test_the_same_arguments_give_the_same_truth() -> None:
    one, other = generate(seed=3, items=120, years=5), generate(seed=3, items=120, years=5)

    assert one.committees == other.committees and one.officers == other.officers
    assert list(one.meetings) == list(other.meetings)


def test_another_seed_gives_another_truth() -> None:
    assert list(generate(seed=3, items=60).meetings) != list(generate(seed=4, items=60).meetings)


def test_a_meeting_does_not_depend_on_which_were_made_before(truth: Truth) -> None:
    anew = generate(seed=7, items=ITEMS, years=12, styles=ALL)

    assert anew.meetings[-1] == list(truth.meetings)[-1]


@pytest.mark.parametrize("size", [1, 40, 600])
def test_there_are_as_many_items_as_are_asked_for(size: int) -> None:
    assert sum(1 for _ in items_of(generate(items=size))) == size


@pytest.mark.parametrize("lines", [1, 16])
def test_there_are_as_many_lines_of_committees_as_are_asked_for(lines: int) -> None:
    truth = generate(items=ITEMS, committees=lines)

    assert sum(1 for committee in truth.committees if committee.predecessor is None) == lines


def test_meetings_stand_in_the_calendar_by_date(truth: Truth) -> None:
    days = [held.date for held in truth.calendar]

    assert days == sorted(days)
    assert [held.id for held in truth.calendar] == [meeting.id for meeting in truth.meetings]


def test_everything_is_found_by_its_id(truth: Truth) -> None:
    meeting, item = next((meeting, item) for meeting, item in items_of(truth) if item.documents)

    assert truth.meeting(meeting.id) == meeting
    assert truth.item(item.id) == item
    assert truth.meetings.of_agenda(meeting.agenda_id) == meeting
    assert truth.meetings.of_document(item.documents[0].id) == meeting


def test_an_unknown_id_is_a_key_error(truth: Truth) -> None:
    for ask in (truth.meeting, truth.item, truth.meetings.of_agenda, truth.meetings.of_document):
        with pytest.raises(KeyError):
            ask(1)


def test_ids_are_used_once(truth: Truth) -> None:
    items = Counter(item.id for _, item in items_of(truth))
    papers = Counter(paper.id for _, item in items_of(truth) for paper in item.documents)

    assert max(items.values()) == max(papers.values()) == 1
    assert all(meeting.id != meeting.agenda_id for meeting in truth.meetings)


def test_minute_numbers_run_on_through_the_municipal_year(truth: Truth) -> None:
    numbers = defaultdict(list)
    for meeting, item in minuted(truth):
        numbers[meeting.committee_id, municipal_year(meeting.date)].append(item.minute_number)

    for found in numbers.values():
        assert all(str(place) in re.split(r"\D", str(number)) for place, number in enumerate(found, 1))


def test_references_point_to_earlier_minutes(truth: Truth) -> None:
    found = [(meeting, one, item) for meeting, item in minuted(truth) for one in item.references]

    assert len(found) > 20
    for meeting, one, item in found:
        target = truth.item(one.item_id)
        assert truth.meetings.of_item(one.item_id).date < meeting.date
        assert target.matter == item.matter
        assert str(target.minute_number) in one.as_written
        assert one.as_written in plain(item.minutes)


def test_officers_hold_the_post_on_the_day(truth: Truth) -> None:
    officers = {one.id: one for one in truth.officers}
    found = [(meeting, one) for meeting, item in minuted(truth) for one in item.mentions]

    assert len(found) > 150
    for meeting, one in found:
        held = [tenure.post for tenure in officers[one.officer_id].posts if tenure.covers(meeting.date)]
        assert straight(one.post_as_written) in [straight(post) for post in held]


def straight(text: str) -> str:
    return text.replace("’", "'")


def test_a_post_is_held_by_one_officer_at_a_time(truth: Truth) -> None:
    held = sorted(
        (tenure.post, tenure.since, tenure.until or date.max) for who in truth.officers for tenure in who.posts
    )

    for (post, _, until), (following, since, _) in pairwise(held):
        assert post != following or until < since


def test_names_and_posts_stand_in_the_text_as_written(truth: Truth) -> None:
    for _, item in minuted(truth):
        text = plain(item.minutes)
        assert all(one.as_written in text and one.name_as_written in one.as_written for one in item.mentions)
        assert all(one.as_written in text and one.name_as_written in one.as_written for one in item.councillors)
        assert all(post in text for post in item.posts)
        assert all(f"{long} ({short})" in text for short, long in item.acronyms)


def test_councillors_sat_on_the_day(truth: Truth) -> None:
    sitting = {one.id: one for one in truth.councillors}
    for meeting, item in minuted(truth):
        for one in item.councillors:
            who = sitting[one.councillor_id]
            assert who.since <= meeting.date and (who.until is None or meeting.date <= who.until)


def test_resolutions_stand_in_the_minutes(truth: Truth) -> None:
    found = [(item, line) for _, item in minuted(truth) for text in item.resolutions for line in text.split("\n")]

    assert len(found) > 400
    assert all(line in plain(item.minutes) for item, line in found)


def test_members_of_the_public_are_neither_officers_nor_councillors(truth: Truth) -> None:
    known = {one.surname for one in truth.officers} | {one.surname for one in truth.councillors}

    assert not known & {"Applegarth", "Murgatroyd", "Tunnicliffe", "Openshaw"}


def test_two_officers_share_an_initial_and_surname_and_a_councillor_the_surname(truth: Truth) -> None:
    wrights = [one for one in truth.officers if one.surname == "Wright" and one.forename.startswith("J")]

    assert {one.forename for one in wrights} >= {"John", "Jane"}
    assert any(one.surname == "Wright" for one in truth.councillors)


def test_no_two_items_of_business_are_worded_alike(truth: Truth) -> None:
    texts = Counter(plain(item.minutes) for _, item in minuted(truth) if item.kind == "business")

    assert texts.most_common(1)[0][1] == 1


def test_some_minutes_are_longer_than_a_portal_shows(truth: Truth) -> None:
    lengths = [len(plain(item.minutes).split()) for _, item in minuted(truth) if item.kind == "business"]

    assert 0.05 <= sum(length > 500 for length in lengths) / len(lengths) <= 0.15


def test_plain_text_has_single_spaces_and_no_loose_ends(truth: Truth) -> None:
    for _, item in items_of(truth):
        for text in (item.title, item.agenda_title, plain(item.agenda), plain(item.decision), plain(item.minutes)):
            assert text == text.strip() and not re.search(r"  | \n|\n |\n{3}|[\t\xa0<>{}\ue000]", text)


def test_committees_are_renamed_and_replaced() -> None:
    truth = generate(items=ITEMS, years=25)

    assert any(committee.former_names for committee in truth.committees)
    assert any(committee.until and committee.successor for committee in truth.committees)
    names = {(meeting.committee_id, meeting.committee_name) for meeting in truth.calendar}
    assert len(names) > len({committee for committee, _ in names})


def test_nobody_meets_after_a_committee_is_abolished(truth: Truth) -> None:
    ends = {committee.id: committee.until for committee in truth.committees}

    assert all(meeting.date <= (ends[meeting.committee_id] or date.max) for meeting in truth.calendar)


def test_every_state_of_publication_is_to_be_seen() -> None:
    truth = generate(items=2_000)

    states = {state_on(meeting, TODAY) for meeting in truth.calendar}
    assert states >= {"nothing", "agenda", "draft", "approved", "cancelled"}
    decided = next(meeting for meeting in truth.calendar if meeting.decisions_on and meeting.draft_on)
    assert state_on(decided, decided.decisions_on or TODAY) == "decisions"


def test_numbers_and_titles_change_when_minutes_are_published(truth: Truth) -> None:
    meeting = next(one for one in truth.meetings if one.draft_on and one.items[0].minute_number not in {None, "1"})

    before, after = (truth.at(meeting, day) for day in (meeting.agenda_on, meeting.draft_on or TODAY))
    assert [item.number for item in before.items] == [str(n) for n in range(1, len(before.items) + 1)]
    assert before.items[0].number != after.items[0].number == meeting.items[0].minute_number
    assert not before.items[0].minutes and after.items[0].minutes == meeting.items[0].minutes


def test_a_correction_changes_the_text_on_its_day() -> None:
    truth = generate(items=2_000)
    meeting = next(one for one in truth.meetings if one.corrections and one.approved_on)
    correction = meeting.corrections[0]

    texts = {}
    for day in (meeting.draft_on, correction.on):
        shown = next(one for one in truth.at(meeting, day or TODAY).items if one.item.id == correction.item_id)
        texts[day] = plain(shown.minutes)
    assert correction.was in texts[meeting.draft_on] and correction.now not in texts[meeting.draft_on]
    assert texts[correction.on] == plain(truth.item(correction.item_id).minutes)


def test_a_withdrawn_item_goes_and_the_rest_is_numbered_anew() -> None:
    truth = generate(items=2_000)
    meeting = next(one for one in truth.meetings if one.withdrawn_items and not one.cancelled and one.draft_on)
    item_id, gone = meeting.withdrawn_items[0]

    assert item_id in {one.item.id for one in truth.at(meeting, meeting.agenda_on).items}
    assert item_id not in {one.item.id for one in truth.at(meeting, gone).items}


def test_exempt_items_say_only_what_was_decided() -> None:
    exempt = [item for _, item in minuted(generate(items=2_000)) if item.restricted]

    assert exempt
    assert all(len(item.minutes) <= 2 and item.resolutions and item.restriction_paragraph for item in exempt)


def test_there_are_recorded_votes_and_welsh_and_votes_name_those_present() -> None:
    found = minuted(generate(items=2_000))
    votes = [(meeting, item.vote) for meeting, item in found if item.vote]

    assert votes and any(item.welsh for _, item in found)
    for meeting, vote in votes:
        assert [name for name, _ in vote.rows] == [one.name for one in meeting.present]


def test_home_education_comes_back_over_the_years_with_changing_figures() -> None:
    found = [(m.date, plain(i.minutes)) for m, i in minuted(generate(items=2_000)) if i.matter == "home-education"]

    assert len(found) >= 10 and (found[-1][0] - found[0][0]).days > 5_000
    figures = {re.search(r"home.*?(\d\d+)", text, re.S) for _, text in found}
    assert len(figures) > 5


def test_there_are_many_matters() -> None:
    lasting = [matter for matter in matters() if not matter.once]

    assert len(lasting) >= 40
    assert all(matter.titles and matter.facts and matter.asked and matter.actions for matter in matters())


@pytest.mark.parametrize("name", ALL)
def test_each_style_writes_whole_meetings(name: str) -> None:
    found = minuted(generate(items=150, styles=(name,)))

    assert any(item.resolutions for _, item in found) and any(item.mentions for _, item in found)


def test_reserved_styles_are_used_only_when_asked_for() -> None:
    shown = {meeting.id: plain(meeting.items[1].minutes) for meeting in generate(items=300).meetings}
    judged = {meeting.id: plain(meeting.items[1].minutes) for meeting in generate(items=300, styles=ALL).meetings}

    assert shown.keys() == judged.keys() and shown != judged


def test_nothing_of_the_program_is_imported() -> None:
    for path in (Path(__file__).parent.parent / "sample_portal").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.split(".")[0] == "searcher"], path
