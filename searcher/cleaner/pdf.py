"""The text of a PDF, page by page. The only place that knows pypdf."""

import io
import logging

from searcher.errors import UnrecognisedPage

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # it would print each fault that it mends
PAGE_BREAK = "\n\f"


def pdf_text(content: bytes, address: str) -> str:
    """The text of each page in reading order, laid out as printed, pages separated by form feeds.

    Raises UnrecognisedPage when the file is damaged, locked or holds pictures only.
    """
    return PAGE_BREAK.join(page.replace("\f", "\n") for page in pdf_pages(content, address))


def pdf_pages(content: bytes, address: str) -> tuple[str, ...]:
    """The text of each page in reading order, laid out as printed.

    Raises UnrecognisedPage when the file is no PDF, damaged, locked or holds pictures only.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - only PDFs need it
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - only PDFs need it

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise UnrecognisedPage(address, "the PDF is locked by a password")
        pages = [page.extract_text(extraction_mode="layout") for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError) as error:
        raise UnrecognisedPage(address, f"the PDF is damaged: {type(error).__name__}") from error
    if not any(page.strip() for page in pages):
        raise UnrecognisedPage(address, "the PDF holds no text, only pictures")
    return tuple(pages)
