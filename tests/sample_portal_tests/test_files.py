"""The PDFs behind the portal's links, and which of them are out."""

from io import BytesIO
from urllib.parse import quote

import pytest
from pypdf import PdfReader
from sample_portal.clock import Clock
from sample_portal.server import SamplePortal
from sample_portal_tests.tiny import FULL, tiny, visit

PRINT = "documents/g1001/Printed minutes Thursday 15-Jan-2026 17.30 People Places Commission.pdf"


def text(body: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)


def test_a_report_is_found_by_its_number_alone(portal: SamplePortal) -> None:
    for path in ("documents/s7001/Ash%20Lane%20survey.pdf", "Documents/S7001/other.pdf", "mgConvert2PDF.aspx?ID=7001"):
        seen = visit(portal, path)

        assert seen.headers["Content-Type"] == "application/pdf"
        assert "A page." in text(seen.body)


@pytest.mark.parametrize("path", ["documents/s7003/x.pdf", "documents/s1/x.pdf", "mgConvert2PDF.aspx?ID=7003"])
def test_what_is_kept_back_or_unknown_is_not_given(portal: SamplePortal, path: str) -> None:
    assert visit(portal, path).headers["Location"] == "/mgError.aspx"


def test_printed_minutes_are_the_agendas_with_all_words(portal: SamplePortal) -> None:
    seen = visit(portal, f"{quote(PRINT)}?T=1")

    assert seen.body.startswith(b"%PDF-")
    assert "word6x99" in text(seen.body)


def test_a_print_needs_its_kind(portal: SamplePortal) -> None:
    assert visit(portal, quote(PRINT)).status == 302


def test_the_meetings_own_id_is_not_the_files(portal: SamplePortal) -> None:
    assert visit(portal, f"documents/g{FULL.id}/x.pdf?T=1").status == 302


def test_the_front_sheet_has_no_minutes_and_the_decisions_only_decisions(portal: SamplePortal) -> None:
    sheet, decisions = (text(visit(portal, f"documents/g1001/x.pdf?T={kind}").body) for kind in (0, 2))

    assert "word0x0" not in sheet + decisions
    assert "To consider the survey" in sheet
    assert "the scheme be built;" in decisions


def test_a_print_is_out_when_its_page_says_so() -> None:
    clock = Clock(FULL.agenda_on)
    with SamplePortal(tiny(), clock=clock) as portal:
        before = [visit(portal, f"documents/g1001/x.pdf?T={kind}").status for kind in (0, 10, 2, 1)]
        clock.advance(days=60)
        after = [visit(portal, f"documents/g1001/x.pdf?T={kind}").status for kind in (0, 10, 2, 1)]

    assert (before, after) == ([200, 200, 302, 302], [200] * 4)


def test_raw_line_ends_in_an_address_do_no_harm(portal: SamplePortal) -> None:
    assert visit(portal, "documents/s7002/Annex%0D%0AA.pdf").status == 200
