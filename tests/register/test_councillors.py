"""Which councillor a name means, by those the portal lists for meetings: one alone, or it is not known."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.register.councillors import Councillors, Seat, Sitting, member_name

DAYS = [datetime.date(2020, 1, 1) + datetime.timedelta(days=30 * number) for number in range(60)]
FLOODS = [Sitting(str(number), "floods", day) for number, day in enumerate(DAYS)]
LAMPS = [Sitting(f"l{number}", "lamps", day) for number, day in enumerate(DAYS)]


def meant(seats: list[Seat], name: str, sitting: Sitting = FLOODS[10], *, by_post: bool = False) -> str | None:
    return Councillors(seats).meant({name: by_post}, sitting).get(name)


@pytest.mark.parametrize(
    "name", ["Wren", "A. Wren", "Ada Wren", "Mrs. A. Wren", "Wren A", "Wren, A", "WREN", "Ada Wren MBE"]
)
def test_one_alone_at_the_meeting_is_meant_however_written(name: str) -> None:
    assert meant([Seat("3", "Ada Wren", FLOODS[10]), Seat("4", "Bo Lisk", FLOODS[10])], name) == "3"


@pytest.mark.parametrize("name", ["B. Wren", "Bob Wren", "Lisk", "Wrenn", "Ada"])
def test_another_name_means_nobody_of_them(name: str) -> None:
    assert meant([Seat("3", "Ada Wren", FLOODS[10])], name) is None


def test_of_two_of_one_surname_the_initial_decides_and_nothing_else() -> None:
    seats = [Seat("3", "Ada Wren", FLOODS[10]), Seat("4", "Bo Wren", FLOODS[10])]

    assert (meant(seats, "B. Wren"), meant(seats, "Ada Wren"), meant(seats, "Wren")) == ("4", "3", None)


def test_one_who_was_not_there_is_known_by_the_meetings_of_the_committee_before_and_after() -> None:
    seats = [Seat("3", "Ada Wren", FLOODS[5]), Seat("3", "Ada Wren", FLOODS[15])]

    assert meant(seats, "Wren") == "3"
    assert meant(seats, "Wren", FLOODS[4]) is None
    assert meant(seats, "Wren", FLOODS[16]) is None
    assert meant(seats, "Wren", LAMPS[10]) is None


def test_a_whole_name_needs_no_committee() -> None:
    seats = [Seat("3", "Ada Wren", FLOODS[5]), Seat("3", "Ada Wren", FLOODS[15])]

    assert meant(seats, "Ada Wren", LAMPS[10]) == "3"
    assert meant(seats, "Ada Wren", LAMPS[30]) is None


def test_one_who_was_not_there_is_not_known_where_another_councillor_fits() -> None:
    seats = [Seat("3", "Ada Wren", FLOODS[5]), Seat("3", "Ada Wren", FLOODS[15]), Seat("4", "Bo Wren", LAMPS[20])]

    assert meant(seats, "Wren") is None
    assert meant(seats, "A. Wren") == "3"


def test_one_of_many_years_later_does_not_count_against_it() -> None:
    seats = [Seat("3", "Ada Wren", FLOODS[5]), Seat("3", "Ada Wren", FLOODS[15]), Seat("4", "Bo Wren", LAMPS[50])]

    assert meant(seats, "Wren") == "3"


def test_who_is_named_with_a_post_need_not_have_been_there() -> None:
    seats = [Seat("3", "Ada Wren", FLOODS[10]), Seat("4", "Alf Wren", LAMPS[10])]

    assert meant(seats, "A. Wren") == "3"
    assert meant(seats, "A. Wren", by_post=True) is None
    assert meant(seats, "Ada Wren", by_post=True) == "3"
    assert meant([seats[0], Seat("4", "Alf Wren", LAMPS[50])], "Wren", by_post=True) is None


def test_a_name_with_a_post_is_not_taken_for_one_who_is_called_otherwise_without() -> None:
    councillors = Councillors([Seat("3", "Ada Wren", FLOODS[10])])

    assert councillors.meant({"A. Wren": True, "Mrs. A. Wren": False}, FLOODS[10]) == {"Mrs. A. Wren": "3"}


def test_two_names_that_cannot_be_one_persons_are_not_both_one() -> None:
    councillors = Councillors([Seat("3", "Wren", FLOODS[10])])

    assert councillors.meant({"A. Wren": False, "B. Wren": False}, FLOODS[10]) == {}
    assert councillors.meant({"A. Wren": False, "Ada Wren": False}, FLOODS[10]) == {"A. Wren": "3", "Ada Wren": "3"}


def test_one_whom_a_page_calls_two_people_is_nobody() -> None:
    assert meant([Seat("3", "Ada Wren", FLOODS[10]), Seat("3", "Bo Wren", FLOODS[10])], "Wren") == "3"
    assert meant([Seat("3", "Ada Wren", FLOODS[10]), Seat("3", "Bo Wren", FLOODS[10])], "A. Wren") is None


def test_a_councillor_is_called_by_the_whole_name_seen_last() -> None:
    seats = [Seat("3", "Ada Wren", FLOODS[1]), Seat("3", "Ada Wren-Hill", FLOODS[5]), Seat("3", "A. Wren", FLOODS[9])]

    assert Councillors(seats).names == {"3": "Ada Wren-Hill"}


@pytest.mark.parametrize(
    ("written", "surname", "given"),
    [
        ("Ash, J", "ash", ("j",)),
        ("Ash JK", "ash", ("j", "k")),
        ("J. Ash JP", "ash", ("j",)),
        ("de la Haye M.", "delahaye", ("m",)),
    ],
)
def test_initials_behind_a_surname_are_no_surname(written: str, surname: str, given: tuple[str, ...]) -> None:
    person = member_name(written)

    assert (person.surname, person.given) == (surname, given)


SEATS = st.lists(
    st.builds(
        Seat,
        st.sampled_from(("1", "2", "3")),
        st.sampled_from(("Ada Wren", "Bo Wren", "A. Wren", "Cy Lisk")),
        st.sampled_from((*FLOODS[:20:5], *LAMPS[:20:5])),
    ),
    max_size=12,
)
NAMES = st.dictionaries(st.sampled_from(("Wren", "A. Wren", "Bo Wren", "Lisk")), st.booleans())


@given(SEATS, NAMES, st.sampled_from(FLOODS[:20]), st.randoms())
def test_the_order_of_what_is_listed_makes_no_difference(
    seats: list[Seat], names: dict[str, bool], sitting: Sitting, chance: object
) -> None:
    before, called = Councillors(seats).meant(names, sitting), Councillors(seats).names
    chance.shuffle(seats)  # type: ignore[attr-defined] # a random.Random
    again = Councillors(seats)

    assert again.meant(names, sitting) == before
    assert again.names == called


@given(SEATS, NAMES, st.sampled_from(FLOODS[:20]))
def test_whoever_is_meant_is_listed_under_a_name_that_fits(
    seats: list[Seat], names: dict[str, bool], sitting: Sitting
) -> None:
    for name, one in Councillors(seats).meant(names, sitting).items():
        assert any(seat.id == one and member_name(seat.name).may_be(member_name(name)) for seat in seats)
