"""The page of a meeting's attendance, whatever it is made of."""

import pytest

from searcher.cleaner.attendance_page import Attendance, attendance_on
from searcher.model import FetchedPage

PEOPLE = (
    ("Councillor Ada Wren", "Chair", "Present"),
    ("Councillor Bo Lisk", "Committee Member", "Apologies"),
    ("Councillor Cy Orme", "Committee Member", "Present as substitute"),
    ("Councillor Di Pell", "Committee Member", "Absent"),
    ("Councillor Ed Rook", "Committee Member", "Apologies, sent representative"),
    ("Councillor Fay Soar", "Observer", "In attendance virtual"),
    ("Gus Tarn", "Officer", "Present"),
)
TOLD = Attendance(("Councillor Ada Wren", "Councillor Cy Orme"), ("Councillor Bo Lisk", "Councillor Ed Rook"))


def page(inside: str) -> FetchedPage:
    html = f'<html><body><div id="modgov"><h1>Attendance</h1>{inside}</div></body></html>'
    return FetchedPage(html.encode(), "oakham", "1")


def as_table() -> str:
    rows = "".join(
        f'<tr><td><a href="mgUserInfo.aspx?UID=1">{name}</a></td><td>{role}</td><td>{status}</td></tr>'
        for name, role, status in PEOPLE
    )
    return f'<table summary="Table of meeting attendance"><thead><tr><th>Name</th></tr></thead>{rows}</table>'


def as_list() -> str:
    return "<ul>" + "".join(f"<li>{name} - {role} - {status}</li>" for name, role, status in PEOPLE) + "</ul>"


def as_spans() -> str:
    return "".join(
        f"<p><span>{name}</span><span>{role}</span><span>{status}</span></p>" for name, role, status in PEOPLE
    )


def under_headings() -> str:
    return "".join(
        f'<h2>{status}</h2><ul><li><a href="mgUserInfo.aspx?UID=1">{name}</a>&nbsp; ({role})</li></ul>'
        for name, role, status in PEOPLE
    )


@pytest.mark.parametrize("markup", [as_table, as_list, as_spans, under_headings])
def test_members_are_told_by_their_status(markup: object) -> None:
    assert callable(markup)
    assert attendance_on(page(markup())) == TOLD


def test_who_is_expected_was_not_recorded_yet() -> None:
    told = attendance_on(page("<ul><li>Councillor Ada Wren - Chair - Expected</li></ul>"))

    assert told == Attendance((), ())


@pytest.mark.parametrize("inside", ["", "<p>No attendance is held.</p>", "<p>Present</p>"])
def test_a_page_without_any_is_none(inside: str) -> None:
    assert attendance_on(page(inside)) is None


def test_another_site_is_none() -> None:
    assert attendance_on(FetchedPage(b"<html><p>Ann - Chair - Present</p></html>", "oakham", "1")) is None
