"""PDFs: that a reader of PDFs gets the words back."""

import io
import re

import pytest
from pypdf import PdfReader
from sample_portal.generator import TODAY, generate
from sample_portal.model import Meeting, Truth, plain
from sample_portal.pdf import minutes_pdf, printable, report_pdf


@pytest.fixture(scope="module")
def truth() -> Truth:
    return generate(seed=5, items=200, years=6)


@pytest.fixture(scope="module")
def meeting(truth: Truth) -> Meeting:
    return next(one for one in truth.meetings if one.draft_on and one.draft_on < TODAY and len(one.items) > 8)


def words_of(pages: bytes) -> str:
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pages)).pages)
    return " ".join(text.split())


def test_minutes_begin_with_the_committee_in_capitals_and_those_present(truth: Truth, meeting: Meeting) -> None:
    text = words_of(minutes_pdf(truth.at(meeting, TODAY), truth.council))

    assert printable(meeting.committee_name.upper()) in text
    assert "Present:- Councillor" in text and "Apologies for absence:-" in text


def test_every_item_stands_in_the_printed_minutes(truth: Truth, meeting: Meeting) -> None:
    text = without_furniture(words_of(minutes_pdf(truth.at(meeting, TODAY), truth.council)), meeting)

    for item in meeting.items:
        if item.minute_number:
            assert f"{item.minute_number}. {printable(item.title.upper())}" in text
            assert " ".join(printable(plain(item.minutes)).split()) in text


def without_furniture(text: str, meeting: Meeting) -> str:
    running = printable(f"{meeting.committee_name} - {meeting.date:%d.%m.%y}")
    return " ".join(re.sub(r"Page \d+ of \d+", "", text).replace(running, "").split())


def test_minutes_run_over_several_pages_with_numbers(truth: Truth, meeting: Meeting) -> None:
    pages = PdfReader(io.BytesIO(minutes_pdf(truth.at(meeting, TODAY), truth.council))).pages

    assert len(pages) > 1
    assert f"Page 2 of {len(pages)}" in pages[1].extract_text()


def test_a_report_has_a_page_for_each_of_its_own(truth: Truth, meeting: Meeting) -> None:
    paper = next(paper for item in meeting.items for paper in item.documents)
    pages = PdfReader(io.BytesIO(report_pdf(paper, truth.council))).pages

    assert len(pages) == len(paper.pages)
    for page, text in zip(pages, paper.pages, strict=True):
        assert " ".join(printable(text).split()) in " ".join(page.extract_text().split())


def test_the_same_meeting_gives_the_same_bytes(truth: Truth, meeting: Meeting) -> None:
    published = truth.at(meeting, TODAY)

    assert minutes_pdf(published, truth.council) == minutes_pdf(published, truth.council)


def test_letters_that_the_fonts_lack_are_written_with_their_base() -> None:
    assert printable("Llŷr Szymański – Zoë") == "Llyr Szymanski – Zoë"
