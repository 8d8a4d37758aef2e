"""The page of a meeting's attendance, whatever it is made of."""

from collections.abc import Callable

import pytest

from searcher.cleaner.attendance_page import Attendance, attendance_on, listed_councillor
from searcher.model import Councillor, FetchedPage

PEOPLE = (
    ("Councillor Ada Wren", "Chair", "Present"),
    ("Councillor Bo Lisk", "Committee Member", "Apologies"),
    ("Councillor Cy Orme", "Committee Member", "Present as substitute"),
    ("Councillor Di Pell", "Committee Member", "Absent"),
    ("Councillor Ed Rook", "Committee Member", "Apologies, sent representative"),
    ("Councillor Fay Soar", "Observer", "In attendance virtual"),
    ("Gus Tarn", "Officer", "Present"),
)
PRESENT, APOLOGIES = ("Councillor Ada Wren", "Councillor Cy Orme"), ("Councillor Bo Lisk", "Councillor Ed Rook")
TOLD = Attendance(PRESENT, APOLOGIES)
LINKED = Attendance(
    PRESENT,
    APOLOGIES,
    tuple(
        Councillor(name.removeprefix("Councillor "), id=str(at))
        for at, (name, *_) in enumerate(PEOPLE)
        if name[0] == "C"
    ),
)


def page(inside: str) -> FetchedPage:
    html = f'<html><body><div id="modgov"><h1>Attendance</h1>{inside}</div></body></html>'
    return FetchedPage(html.encode(), "oakham", "1")


def as_table() -> str:
    rows = "".join(
        f'<tr><td><a href="mgUserInfo.aspx?UID={at}">{name}</a></td><td>{role}</td><td>{status}</td></tr>'
        for at, (name, role, status) in enumerate(PEOPLE)
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
        f'<h2>{status}</h2><ul><li><a href="mgUserInfo.aspx?UID={at}">{name}</a>&nbsp; ({role})</li></ul>'
        for at, (name, role, status) in enumerate(PEOPLE)
    )


@pytest.mark.parametrize(
    ("markup", "told"), [(as_table, LINKED), (as_list, TOLD), (as_spans, TOLD), (under_headings, LINKED)]
)
def test_members_are_told_by_their_status(markup: Callable[[], str], told: Attendance) -> None:
    assert attendance_on(page(markup())) == told


def test_who_is_expected_was_not_recorded_yet_but_is_a_councillor() -> None:
    told = attendance_on(
        page('<ul><li><a href="mgUserInfo.aspx?UID=7">Councillor Ada Wren</a> - Chair - Expected</li></ul>')
    )

    assert told == Attendance((), (), (Councillor("Ada Wren", id="7"),))


@pytest.mark.parametrize(
    ("name", "address", "called"),
    [
        ("Councillor Ada Wren", "mgUserInfo.aspx?UID=7", "Ada Wren"),
        ("The Mayor, Councillor Ada Wren (Chair)", "https://oakham.gov.uk/mguserinfo.aspx?uid=7", "Ada Wren"),
        ("Cllr. Mrs A Wren MBE", "mgUserInfo.aspx?UID=7", "Mrs A Wren MBE"),
        ("Y Cynghorydd Ada Wren", "mgUserInfo.aspx?UID=7", "Ada Wren"),
        ("Ada Wren", "mgUserInfo.aspx?UID=7", None),  # who may be co-opted
        ("Councillor Ada Wren", "mgUserInfo.aspx", None),
        ("Councillor Ada Wren", "mgCommitteeDetails.aspx?UID=7", None),
        ("Councillor", "mgUserInfo.aspx?UID=7", None),
    ],
)
def test_a_councillor_is_told_by_the_word_and_the_link(name: str, address: str, called: str | None) -> None:
    assert listed_councillor(name, address) == (Councillor(called, id="7") if called else None)


@pytest.mark.parametrize("inside", ["", "<p>No attendance is held.</p>", "<p>Present</p>"])
def test_a_page_without_any_is_none(inside: str) -> None:
    assert attendance_on(page(inside)) is None


def test_another_site_is_none() -> None:
    assert attendance_on(FetchedPage(b"<html><p>Ann - Chair - Present</p></html>", "oakham", "1")) is None
