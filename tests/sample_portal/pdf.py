"""Minimal PDFs with a real text layer: printed minutes of a meeting, and reports. Written by hand, object by object."""

import textwrap
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sample_portal.model import Document, Paragraph, Points, PublishedItem, PublishedMeeting, lines_of

# A4 in points, with lines of text from top to bottom.
WIDTH, HEIGHT, MARGIN, LEADING, SIZE = 595, 842, 62, 14, 10.5
LINES_A_PAGE = (HEIGHT - 2 * MARGIN - 30) // LEADING
# Helvetica at this size: about so many letters fit.
LETTERS_A_LINE = 88
MARKS_WIDTH = "    "
# What WinAnsi lacks is written with the letter it is built on.
FALLBACK = str.maketrans(
    {"ŷ": "y", "ŵ": "w", "ń": "n", "ł": "l", "Ł": "L", "ż": "z", "ę": "e", "ą": "a", "ś": "s", "ć": "c"}
)


@dataclass(frozen=True)
class Line:
    """A printed line; an empty one parts paragraphs."""

    text: str = ""
    bold: bool = False


def minutes_pdf(published: PublishedMeeting, council: str) -> bytes:
    """The printed minutes, or before there are any the printed agenda, of a meeting as it stands."""
    meeting = published.meeting
    lines = [*_heading(published, council), *_attendance(published)]
    for item in published.items:
        lines += _item(item)
    running = f"{meeting.committee_name} - {meeting.date:%d.%m.%y}"
    return _pdf(_paged(lines), running, f"Printed minutes {meeting.date.isoformat()}")


def report_pdf(document: Document, council: str) -> bytes:
    """A report, each of its pages on a page of its own or more."""
    pages: list[list[Line]] = []
    for text in document.pages:
        pages += _paged([line for part in text.split("\n\n") for line in (*_wrapped(part), Line())])
    return _pdf(pages, council, document.title)


def _heading(published: PublishedMeeting, council: str) -> list[Line]:
    meeting = published.meeting
    day = f"{meeting.date:%A} {meeting.date.day} {meeting.date:%B %Y}"
    # The committee in capitals, and below it the day: so begin the minutes of many councils.
    heads = [council, meeting.committee_name.upper(), f"{day} at {meeting.time}", meeting.venue]
    return [line for text in heads for line in _wrapped(text, bold=True)] + [Line()]


def _attendance(published: PublishedMeeting) -> list[Line]:
    meeting = published.meeting
    if published.state not in {"draft", "approved"} or not meeting.present:
        return []
    names = [one.name.removeprefix("Councillor ") for one in meeting.present]
    told = f"Present:- Councillor {names[0]} (in the Chair); Councillors {', '.join(names[1:])}."
    absent = ", ".join(one.name for one in meeting.apologies) or "None"
    return [*_wrapped(told), Line(), *_wrapped(f"Apologies for absence:- {absent}."), Line()]


def _item(item: PublishedItem) -> list[Line]:
    title = _wrapped(f"{item.number}. {item.title.upper()}", bold=True)
    blocks = item.minutes or item.agenda
    return [*title, Line(), *(line for block in blocks for line in (*_block(block), Line()))]


def _block(block: object) -> list[Line]:
    match block:
        case Paragraph():
            return _wrapped(block.text, bold=block.emphasis == "bold")
        case Points():
            return [line for point in lines_of(block) for line in _wrapped(point, hanging=MARKS_WIDTH)]
    return []


def _wrapped(text: str, *, bold: bool = False, hanging: str = "") -> list[Line]:
    """The lines of a paragraph; no word is broken."""
    wrapped = textwrap.wrap(
        text, LETTERS_A_LINE, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
    )
    return [Line(line, bold) for line in wrapped]


def _paged(lines: Sequence[Line]) -> list[list[Line]]:
    return [list(lines[at : at + LINES_A_PAGE]) for at in range(0, len(lines), LINES_A_PAGE)] or [[Line()]]


def _pdf(pages: Sequence[Sequence[Line]], running: str, title: str) -> bytes:
    """A whole file: catalogue, pages, two fonts, and for each page its contents."""
    fonts = [_font("Helvetica"), _font("Helvetica-Bold")]
    places = [5 + 2 * number for number in range(len(pages))]
    kids = " ".join(f"{place} 0 R" for place in places)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()]
    objects += fonts
    for number, (place, lines) in enumerate(zip(places, pages, strict=True), 1):
        objects += [_page(place + 1), _contents(lines, number, len(pages), running)]
    objects.append(b"<< /Title " + _string(title) + b" /Producer (Sample portal) >>")
    return _file(objects)


def _font(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()


def _page(contents: int) -> bytes:
    fonts = "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
    box = f"/MediaBox [0 0 {WIDTH} {HEIGHT}]"
    return f"<< /Type /Page /Parent 2 0 R {box} {fonts} /Contents {contents} 0 R >>".encode()


def _contents(lines: Iterable[Line], number: int, count: int, running: str) -> bytes:
    """The running header from the second page on, the lines, and the page number at the foot."""
    shown = [_text(MARGIN, HEIGHT - 40, Line(running), 8)] if number > 1 else []
    for place, line in enumerate(lines):
        shown += [_text(MARGIN, HEIGHT - MARGIN - LEADING * place, line, SIZE)] if line.text else []
    shown.append(_text(WIDTH // 2 - 20, 34, Line(f"Page {number} of {count}"), 8))
    stream = zlib.compress(b"\n".join(shown))
    return f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode() + stream + b"\nendstream"


def _text(x: int, y: int, line: Line, size: float) -> bytes:
    font = "F2" if line.bold else "F1"
    return f"BT /{font} {size} Tf {x} {y} Td ".encode() + _string(line.text) + b" Tj ET"


def _string(text: str) -> bytes:
    """A PDF string in WinAnsi."""
    encoded = printable(text).encode("cp1252")
    for mark in (b"\\", b"(", b")"):
        encoded = encoded.replace(mark, b"\\" + mark)
    return b"(" + encoded + b")"


def printable(text: str) -> str:
    """A text in letters that the standard fonts have."""
    return text.translate(FALLBACK).encode("cp1252", "replace").decode("cp1252")


def _file(objects: Sequence[bytes]) -> bytes:
    """The objects one after another, and the table of where each begins."""
    body, begins = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, written in enumerate(objects, 1):
        begins.append(len(body))
        body += f"{number} 0 obj\n".encode() + written + b"\nendobj\n"
    table = "".join(f"{begin:010} 00000 n \n" for begin in begins)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    xref = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{len(body)}\n%%EOF\n"
    )
    return body + xref.encode()
