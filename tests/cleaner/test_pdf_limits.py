"""A PDF that would take for ever, or all the memory, or breaks its reader, is refused by name; the next one is read."""

import zlib
from collections.abc import Iterator

import pytest
from invented_pdfs import pdf_with, small_pdf
from saved_pages import content_of

from searcher.cleaner.pdf import pdf_pages
from searcher.cleaner.pdf_process import Limits, PdfProcess
from searcher.errors import UnrecognisedPage

GOOD = content_of("printed_minutes_pdf.pdf")


@pytest.fixture
def quick() -> Iterator[PdfProcess]:
    process = PdfProcess(Limits(seconds=4, memory=400_000_000, letters=20_000))
    yield process
    process.close()


def bomb(piece: bytes, times: int) -> bytes:
    return pdf_with(zlib.compress(piece * times), "/FlateDecode")


HOSTILE = {
    "endless work": (bomb(b"BT (a) Tj ET q 1 0 0 1 0 0 cm Q\n", 2_000_000), "more than 4 seconds|too much memory"),
    "endless zeros": (bomb(b"\0" * 1_000_000, 600), "too much memory|damaged"),
    "endless text": (small_pdf("a" * 30_000), "more than 20,000 letters"),
    "no pages": (b"%PDF-1.4\n%%EOF", "damaged"),
    "nested arrays": (pdf_with(b"[" * 200_000), "damaged|no text|broke off"),
}


@pytest.mark.parametrize(("content", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_it_is_refused_by_name_and_the_next_is_read(quick: PdfProcess, content: bytes, reason: str) -> None:
    with pytest.raises(UnrecognisedPage, match=reason):
        pdf_pages(content, "a.pdf", quick)

    assert pdf_pages(small_pdf("The weir is sound."), "b.pdf", quick) == ("The weir is sound.",)


def test_a_process_that_was_ended_from_outside_starts_anew(quick: PdfProcess) -> None:
    before = pdf_pages(small_pdf("The weir is sound."), "a.pdf", quick)
    quick.close()

    assert pdf_pages(small_pdf("The weir is sound."), "a.pdf", quick) == before


def test_an_ordinary_pdf_is_within_the_limits() -> None:
    assert len(pdf_pages(GOOD, "a.pdf")) == 3
