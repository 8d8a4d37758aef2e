"""The portal's page of a meeting's attendance: who was there, who sent apologies.

Nobody has published the page's HTML; what is known is how scrapers read it: rows with a name, a role and a status, in
which officers stand too. So any row or line that ends in a status counts, whatever it is made of.
"""

import re
from collections.abc import Iterator, Sequence

from bs4 import Tag
from msgspec import Struct

from searcher.cleaner.attendance import councillor_in
from searcher.cleaner.markup import href, inline_text
from searcher.cleaner.tree import holders, parse, tags, with_id
from searcher.decoding import decoded
from searcher.hrefs import number_in, page_name
from searcher.model import Councillor, FetchedPage

_STATUS = re.compile(
    r"(?P<present>Present(?:,? (?:virtual|as substitute|as substitute,? virtual))?)"
    r"|(?P<apologies>Apologies(?:\b.*)?)|(?P<other>In attendance(?:\b.*)?|Absent|Expected)",
    re.IGNORECASE,
)
_HEADING = ("h2", "h3", "h4", "h5", "caption", "th")
_ROW = ("tr", "li", "dl", "div", "p")


class Attendance(Struct, frozen=True):
    """The names of those present and of those who sent apologies, as written. Officers are no members.

    `councillors` are those on the page who have an id, whether they came or not.
    """

    present: tuple[str, ...]
    apologies: tuple[str, ...]
    councillors: tuple[Councillor, ...] = ()


def attendance_on(page: FetchedPage) -> Attendance | None:
    """Who was there by a page; None when it is no page of attendance. Who is "Expected" was not recorded yet."""
    soup = parse(decoded(page.content) or "")
    portal = with_id(soup, "modgov")
    rows = list(_rows(portal)) if portal else []
    if not rows:
        return None
    councillors = (listed_councillor(name, link) for name, _, link in rows)
    return Attendance(_with("present", rows), _with("apologies", rows), tuple(dict.fromkeys(filter(None, councillors))))


def listed_councillor(name: str, address: str) -> Councillor | None:
    """A councillor with the id that a link to their own page tells; None for whoever is called none, or has no id."""
    number = number_in(address, "uid") if page_name(address) == "mguserinfo.aspx" else None
    called = councillor_in(name) if number else None
    return Councillor(called, id=number) if called else None


def _with(status: str, rows: Sequence[tuple[str, str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name, told, _ in rows if told == status))


def _rows(portal: Tag) -> Iterator[tuple[str, str, str]]:
    """Names with their status, which stands at the end of a row or in the heading above it, and the name's link."""
    above: str | None = None
    holding = holders(tags(portal, *_ROW))
    for row in tags(portal, *_HEADING, *_ROW):
        if row.name in _HEADING:
            above = _status(inline_text(row))
        elif id(row) not in holding:
            parts = [text for text in _parts(row) if text]
            own = _status(parts[-1]) if len(parts) > 1 else None
            status = own or (above if parts and any(tags(row, "a")) else None)
            if status and not any(part.lower() in ("officer", "officers") for part in parts[1:]):
                yield parts[0], status, next(map(href, tags(row, "a")), "")


def _status(text: str) -> str | None:
    told = _STATUS.fullmatch(text.strip())
    return str(told.lastgroup) if told else None


def _parts(row: Tag) -> list[str]:
    """A row's cells; of a line, what is between its dashes, colons, commas and brackets."""
    cells = [node for node in row.contents if isinstance(node, Tag) and node.name in ("td", "dt", "dd", "span")]
    if len(cells) > 1:
        return [inline_text(cell) for cell in cells]
    return re.split(
        r"\s+[-–—]\s+|:\s+|\s*[()]\s*|\s{3,}|,\s+(?=(?:Present|Apologies|Absent|Expected|In att))",
        inline_text(row).strip(),
    )
