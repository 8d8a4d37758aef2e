"""Minutes printed in two languages."""

from saved_pages import cleaned

WELSH = (
    "PWYLLGOR TAI\n\nDydd Mercher, 3 Mai 2006\n\nYn bresennol: Y Cynghorydd A Lee\n\n"
    "1. COFNODION\n\nCytunwyd.\n\n2. RHENTI\n\nNodwyd.\n\n"
)
ENGLISH = (
    "HOUSING COMMITTEE\n\nWednesday 3 May 2006\n\nPresent: Councillor A Lee\n\n"
    "1. MINUTES\n\nAgreed.\n\n2. RENTS\n\nNoted.\n\n"
)


def items(text: str) -> list[tuple[str | None, str]]:
    return [(item.number, item.title) for item in cleaned(text).meeting.items]


def test_each_item_is_there_once_with_both_titles_and_texts() -> None:
    found = cleaned(WELSH + ENGLISH)

    assert items(WELSH + ENGLISH) == [("1", "COFNODION / MINUTES"), ("2", "RHENTI / RENTS")]
    assert found.meeting.items[1].minutes == "Nodwyd.\n\nNoted."
    assert found.unplaced == ()


def test_the_language_that_comes_first_names_the_committee_and_who_was_there() -> None:
    meeting = cleaned(ENGLISH + WELSH).meeting

    assert (meeting.committee, meeting.present) == ("Housing Committee", ("Councillor A Lee",))


def test_another_day_is_another_meeting() -> None:
    assert len(items(WELSH + ENGLISH.replace("3 May", "4 May"))) == len(items(WELSH))
    assert items(WELSH + ENGLISH.replace("3 May", "4 May"))[0] == ("1", "COFNODION")


def test_items_that_are_numbered_otherwise_are_not_the_same() -> None:
    assert items(WELSH + ENGLISH.replace("2. RENTS", "3. RENTS"))[0] == ("1", "COFNODION")
