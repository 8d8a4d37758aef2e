"""Headings: which meeting, when, and what is published."""

from datetime import date

import pytest

from searcher.cleaner.headings import in_title_case, is_date_line, meeting_heading, page_status, time_in


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("at 5.30 p.m.", "17:30"),
        ("7:30 pm", "19:30"),
        ("12 noon", "12:00"),
        ("12.15 am", "00:15"),
        ("10am", "10:00"),
        ("14:00", "14:00"),
        ("2.00 y.h.", "14:00"),
        ("on 5.12.2019", None),
        ("25.70 p.m.", None),
    ],
)
def test_a_time_of_day_is_read_as_hours_and_minutes(text: str, time: str | None) -> None:
    assert time_in(text) == time


def test_a_committees_name_may_hold_a_dash() -> None:
    heading = meeting_heading("Panel (Intervention - 1 May 2016 to 3 June 2018) - Monday 2 March 2020 5.30 pm")

    assert heading is not None
    assert heading.committee == "Panel (Intervention - 1 May 2016 to 3 June 2018)"
    assert heading.date == date(2020, 3, 2)


@pytest.mark.parametrize(
    "occasion", ["Extraordinary Meeting, ", "Annual Meeting - Business, ", "Special Council Meeting, ", ""]
)
def test_the_occasion_is_no_part_of_a_committees_name(occasion: str) -> None:
    heading = meeting_heading(f"{occasion}Flood, Roads and Lamps Panel - Monday 2 March 2020 5.30 pm")

    assert heading is not None
    assert heading.committee == "Flood, Roads and Lamps Panel"


def test_a_heading_may_say_that_the_meeting_was_cancelled() -> None:
    heading = meeting_heading("Cabinet - Monday 2 March 2020 5.30 pm, CANCELLED")

    assert heading is not None
    assert heading.cancelled


def test_an_items_page_names_its_meeting_and_number() -> None:
    heading = meeting_heading("Meeting of Cabinet, Monday 2 March 2020 5.30 pm (Item 12.)")

    assert heading is not None
    assert (heading.committee, heading.time, heading.number) == ("Cabinet", "17:30", "12")


def test_a_sentence_with_a_weekday_is_no_heading() -> None:
    assert meeting_heading("The panel will meet again on Monday.") is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Agenda, decisions and minutes", "minutes"),
        ("Agenda and draft minutes", "draft"),
        ("Agenda and decisions", "decisions"),
        ("Rhaglen a chofnodion", "minutes"),
        ("Agenda", "agenda"),
        ("Budget", None),
    ],
)
def test_a_pages_heading_says_what_is_published(text: str, status: str | None) -> None:
    assert page_status(text) == status


def test_a_line_with_a_date_and_a_time_is_a_date_line() -> None:
    assert is_date_line("Monday, 2nd March, 2020 at 5.30 p.m.")


def test_a_sentence_with_a_date_is_no_date_line() -> None:
    assert not is_date_line("The strategy was adopted on 2nd March, 2020.")


@pytest.mark.parametrize(
    ("name", "sentences", "written"),
    [
        ("HEALTH AND WELLBEING BOARD", "", "Health and Wellbeing Board"),
        ("SACRE", "", "SACRE"),
        ("SACRE SUB-COMMITTEE", "Members of SACRE met.", "SACRE Sub-Committee"),
        ("CABINET", "", "Cabinet"),
        ("NHS PARTNERSHIP", "", "NHS Partnership"),
        ("AUDIT PANEL (WEST)", "IT was discussed by the Audit Panel", "Audit Panel (West)"),
        ("LORD MAYOR’S FORUM", "", "Lord Mayor’s Forum"),
    ],
)
def test_a_name_in_capitals_is_written_as_titles_are(name: str, sentences: str, written: str) -> None:
    assert in_title_case(name, sentences) == written


@pytest.mark.parametrize(
    ("text", "committee", "cancelled"),
    [
        ("POSTPONED - Cabinet - Monday 2 March 2020", "Cabinet", False),
        ("NEW - Planning Board - Monday 2 March 2020 5.30 p.m.", "Planning Board", False),
        ("CANCELLED - Cabinet - Monday 2 March 2020", "Cabinet", True),
        ("Cabinet - MOVED - Monday 2 March 2020", "Cabinet", False),
        ("Cabinet - Monday 2 March 2020, CANCELLED", "Cabinet", True),
        ("New Homes Panel - Monday 2 March 2020", "New Homes Panel", False),
    ],
)
def test_what_became_of_a_meeting_is_no_part_of_its_committees_name(text: str, committee: str, cancelled: bool) -> None:
    heading = meeting_heading(text)

    assert heading is not None
    assert (heading.committee, heading.cancelled) == (committee, cancelled)
