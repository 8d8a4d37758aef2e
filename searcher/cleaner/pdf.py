"""The text of a PDF, page by page, read in a process apart: a PDF made to last for ever, or to fill the memory, can."""

import threading

from searcher.cleaner.pdf_process import Limits, PdfProcess
from searcher.errors import UnrecognisedPage

PAGE_BREAK = "\n\f"
_process = PdfProcess(Limits())
_one_at_a_time = threading.Lock()


def pdf_text(content: bytes, address: str) -> str:
    """The text of each page in reading order, laid out as printed, pages separated by form feeds.

    Raises UnrecognisedPage when the file is damaged, locked or holds pictures only, or takes too much to read.
    """
    return PAGE_BREAK.join(page.replace("\f", "\n") for page in pdf_pages(content, address))


def pdf_pages(content: bytes, address: str, process: PdfProcess = _process) -> tuple[str, ...]:
    """The text of each page in reading order, laid out as printed.

    Raises UnrecognisedPage when the file is no PDF, damaged, locked, holds pictures only, or takes too much to read.
    """
    with _one_at_a_time:
        read = process.read(content)
    if read.refusal:
        raise UnrecognisedPage(address, read.refusal)
    if not any(page.strip() for page in read.pages):
        raise UnrecognisedPage(address, "the PDF holds no text, only pictures")
    return read.pages
