"""Who holds an office of members is one of those there, those who voted and those an item names."""

import pytest
from saved_pages import POSTS, cleaned

from searcher.cleaner.attendance import councillor_in
from searcher.cleaner.attendance import names_in as present_in
from searcher.cleaner.offices import mayors_in
from searcher.cleaner.people import people_in
from searcher.cleaner.voters import names_in as voters_in
from searcher.model import Item

OTHERS = "Councillors B. Ash and Elm"


def item(minutes: str) -> Item:
    """The one item of a meeting that minutes this."""
    head = "COUNCIL\nMonday, 2nd March, 2020\n\nPresent: Councillor Ash"
    (first, *_) = cleaned(f"{head}\n\n1. BUDGET\n\n{minutes}\n\n2. BOATS\n\nNoted.\n").meeting.items
    return first


@pytest.mark.parametrize(
    ("told", "voter", "present"),
    [
        ("The Mayor (Councillor A Wren)", "A Wren", "Councillor A Wren"),
        ("The Deputy Mayor (Cllr A. Wren (in the Chair))", "A. Wren", "Cllr A. Wren"),
        ("The Mayor, Councillor Ann Wren", "Ann Wren", "Councillor Ann Wren"),
        ("The Lord Mayor Councillor Ann Wren", "Ann Wren", "Councillor Ann Wren"),
        ("The Mayor (Ann Wren)", "Ann Wren", "Mayor Ann Wren"),
        ("The Deputy Mayor, Ann Wren", "Ann Wren", "Deputy Mayor Ann Wren"),
        ("The Mayor Ann Wren", "Ann Wren", "Mayor Ann Wren"),
        ("Mayor A. Wren", "A. Wren", "Mayor A. Wren"),
        ("THE RIGHT WORSHIPFUL THE MAYOR (COUNCILLOR A WREN)", "A WREN", "Councillor A WREN"),
    ],
)
@pytest.mark.parametrize("form", ["{}, {}", "{}; {}"])
def test_who_holds_an_office_is_there_and_votes(told: str, voter: str, present: str, form: str) -> None:
    text = form.format(told, OTHERS)

    assert voters_in(text) == (voter, "B. Ash", "Elm")
    assert present_in(text) == [present, "Councillor B. Ash", "Councillor Elm"]


def test_an_office_within_a_list_ends_no_list() -> None:
    text = "Councillors Ash, the Mayor (Councillor Ann Wren), Elm, the Mayor and Oak"

    assert voters_in(text) == ("Ash", "Ann Wren", "Elm", "Oak")
    assert [name.removeprefix("Councillor ") for name in present_in(text)] == ["Ash", "Ann Wren", "Elm", "Oak"]


@pytest.mark.parametrize(
    "text",
    [
        "The Mayor and the Deputy Mayor",
        "The Mayor (in the Chair)",
        "The Mayor (Casting Vote)",
        "The Leader (Liberal Democrat)",
        "The Mayor, Deputy Mayor",
        "The Mayor, Lord Lieutenant",
        "The Mayor, Town Clerk",
        "The Mayor of Oakham, Ann Wren",
        "J. Mayor, Ann Wren",
    ],
)
def test_no_name_is_taken_for_an_offices_holder_that_may_be_none(text: str) -> None:
    assert mayors_in(text) == frozenset()


def test_an_officer_behind_a_mayor_is_no_member() -> None:
    assert present_in("The Mayor, Jane Doe, Head of Housing; Councillor Ash") == ["Councillor Ash"]
    assert present_in("The Mayor, Jane Doe (Head of Housing); Councillor Ash") == ["Councillor Ash"]


@pytest.mark.parametrize(
    "side",
    [
        "The Mayor, Ann Wren",
        "The Mayor (Ann Wren)",
        "The Mayor (Councillor Ann Wren)",
        "The Mayor, Ann Wren, and Councillor Elm",
        "Councillor Elm and The Mayor, Ann Wren",
    ],
)
def test_a_mayor_who_voted_is_a_councillor_of_the_item(side: str) -> None:
    found = item(f"For (1): Councillor Ash. Against: {side}")
    voters = {name for vote in found.votes for each in (vote.in_favour, vote.against) for name in each.names}

    assert "Ann Wren" in voters
    assert {one.name for one in found.councillors} == voters


def test_a_chair_without_a_title_may_be_no_councillor() -> None:
    found = item("For (1): The Chair, Ann Wren. Against (0): None.")

    assert found.votes[0].in_favour.names == ("Ann Wren",)
    assert found.councillors == ()


def test_a_mayor_in_a_list_of_members_has_the_name_and_no_neighbour_the_post() -> None:
    people = people_in("Councillors Ash and Elm, the Mayor (Councillor Ann Wren), spoke.", POSTS)
    alone = people_in("Councillors Ash, Elm and The Mayor, Ann Wren, spoke.", POSTS)

    assert [(one.name, one.post) for one in people.councillors] == [("Ash", None), ("Elm", None), ("Ann Wren", "Mayor")]
    assert [one.name for one in alone.councillors] == ["Ash", "Elm"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Mayor (Councillor A Wren)", "A Wren"),
        ("The Mayor, Ann Wren", "Ann Wren"),
        ("The Chair, Ann Wren", None),
        ("Mrs Ann Wren", None),
    ],
)
def test_the_portal_may_list_a_mayor(text: str, name: str | None) -> None:
    assert councillor_in(text) == name
