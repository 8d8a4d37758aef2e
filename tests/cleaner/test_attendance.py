"""Who was there."""

import pytest
from saved_pages import cleaned

from searcher.cleaner.attendance import names_in

ITEMS = "\n\n1. APOLOGIES\n\nNone.\n\n2. BUDGET\n\nNoted.\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Councillor Lee (in the Chair); Councillors Ray and Z. Poe.", ["Lee", "Ray", "Z. Poe"]),
        ("Cllr Ann Lee, Cllr Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("Councillors Mrs A. Lee, B. Ray OBE, and C. de Souza", ["Mrs A. Lee", "B. Ray OBE", "C. de Souza"]),
        ("Councillors Lee (Chair)     Ray (Vice-Chair)     Poe", ["Lee", "Ray", "Poe"]),
        ("Jane Doe, Head of Housing", []),
    ],
)
def test_a_list_names_its_members(text: str, names: list[str]) -> None:
    assert [name.removeprefix("Councillor ").removeprefix("Cllr ") for name in names_in(text)] == names


def test_those_present_and_those_who_apologised_are_apart() -> None:
    meeting = cleaned(
        f"CABINET\nMonday, 2nd March, 2020\n\nPresent:- Councillors Lee and Ray.\n\nApologies:- Councillor Poe.{ITEMS}"
    ).meeting

    assert meeting.present == ("Councillor Lee", "Councillor Ray")
    assert meeting.apologies == ("Councillor Poe",)


def test_names_may_stand_below_their_label() -> None:
    meeting = cleaned(f"CABINET\n\nPresent:\n\nCouncillor Ann Lee (Chair)\n\nCouncillor Bob Ray{ITEMS}").meeting

    assert meeting.present == ("Councillor Ann Lee", "Councillor Bob Ray")


def test_officers_in_attendance_are_not_members_present() -> None:
    meeting = cleaned(f"CABINET\n\nPresent: Councillor Lee\n\nIn attendance: Jane Doe, Head of Housing{ITEMS}").meeting

    assert meeting.present == ("Councillor Lee",)


def test_apologies_minuted_as_an_item_are_the_meetings() -> None:
    items = ITEMS.replace("None.", "Apologies were received from Councillor Poe.")

    assert cleaned(f"CABINET\n\nPresent: Councillor Lee{items}").meeting.apologies == ("Councillor Poe",)


@pytest.mark.parametrize(
    ("sent", "names"),
    [
        (
            "Councillor Mrs J. Ash, Councillor Dr. P. Birch and Cllr. Ms. A. Elm",
            ["Mrs J. Ash", "Dr. P. Birch", "Ms. A. Elm"],
        ),
        ("Councillor Mrs. J. O’Dale-Fir and Cllr P Birch MBE", ["Mrs. J. O’Dale-Fir", "P Birch"]),
        ("Councillor J. Ash. Councillor Birch took the Chair", ["J. Ash"]),
        ("Councillor J. Ash (substitute Cllr R. Fox)", ["J. Ash"]),
    ],
)
def test_the_full_stop_of_an_initial_ends_no_apologies(sent: str, names: list[str]) -> None:
    items = ITEMS.replace("None.", f"Apologies were received from {sent}.")
    told = cleaned(f"CABINET\n\nPresent: Councillor Lee{items}").meeting.apologies

    assert [one.removeprefix("Councillor ") for one in told] == names


def test_one_councillors_title_does_not_pass_to_who_follows() -> None:
    assert names_in("Councillor A. Bell, Jane Doe, Head of Service") == ["Councillor A. Bell"]


def test_co_opted_people_in_a_list_are_no_councillors() -> None:
    assert names_in("Councillors Ash, Birch and Mr. G. Holt") == ["Councillor Ash", "Councillor Birch"]


def test_a_label_before_the_names_may_end_in_a_colon() -> None:
    assert names_in("Councillors: R. Adams and S. Bell") == ["Councillor R. Adams", "Councillor S. Bell"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Councillor Lee (in the Chair)     Councillor Ray (substitute for Councillor Poe)", ["Lee", "Ray"]),
        ("Councillor Lee | Councillor Ray", ["Lee", "Ray"]),
        ("Councillors Lee and Ray; Jo King, Head of Planning and Housing", ["Lee", "Ray"]),
        ("Councillors Lee, Ray, Jo King (Head of Housing)", ["Lee", "Ray"]),
        ("Councillors Lee, A. Clerk and Poe", ["Lee", "A. Clerk", "Poe"]),
        ("Councillor Lee (Executive Member for Housing), Councillor Ray (Leader)", ["Lee", "Ray"]),
        ("Cynghorydd / Councillor Lee (Cadeirydd / Chair)", ["Lee"]),
    ],
)
def test_a_list_may_stand_in_columns_and_name_posts(text: str, names: list[str]) -> None:
    assert [name.removeprefix("Councillor ") for name in names_in(text)] == names


def test_a_list_may_be_in_welsh() -> None:
    found = names_in("Y Cynghorydd A Lee (Cadeirydd), y Cynghorwyr B Rhys, C Pugh a D Ffowc a'r Cynghorydd E Hughes")

    assert found == [f"Cynghorydd {name}" for name in ("A Lee", "B Rhys", "C Pugh", "D Ffowc", "E Hughes")]


@pytest.mark.parametrize(
    ("head", "present", "apologies"),
    [
        ("MEMBERS PRESENT:\nA Lee (Chair), B Ray", ("A Lee", "B Ray"), ()),
        ("Councillors present: A Lee and B Ray", ("Councillor A Lee", "Councillor B Ray"), ()),
        ("Present: A Lee, B Ray", (), ()),
        ("PRESENT     OFFICERS\nCouncillor Lee     J King\nCouncillor Ray", ("Councillor Lee", "Councillor Ray"), ()),
        ("Present: Councillor Lee\nALSO PRESENT: Councillor Ray", ("Councillor Lee",), ()),
        ("Present: Councillor Lee\nOfficers present:\nMr J King - Head of Housing", ("Councillor Lee",), ()),
        ("Present | Councillor Lee\nApologies | Councillor Ray", ("Councillor Lee",), ("Councillor Ray",)),
        ("Yn bresennol: Y Cynghorydd Lee\nYmddiheuriadau: Y Cynghorydd Ray", ("Cynghorydd Lee",), ("Cynghorydd Ray",)),
    ],
)
def test_labels_tell_who_was_there(head: str, present: tuple[str, ...], apologies: tuple[str, ...]) -> None:
    found = cleaned(f"CABINET\nMonday, 2nd March, 2020\n\n{head}{ITEMS}")

    assert (found.meeting.present, found.meeting.apologies) == (present, apologies)
    assert found.unplaced == ()
