"""Measures what cleaning a page costs beside one parse of it with BeautifulSoup and lxml, by kind and by size."""

import re
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.request import urlopen

from bs4 import BeautifulSoup, Tag
from sample_portal import SamplePortal, generate
from saved_pages import POSTS, TOPICS, portal_page
from timing import Stopwatch, instead

from searcher.cleaner import clean, cleaning, recognise, web_service
from searcher.model import FetchedPage

_MEETING = "ieListDocuments.aspx?MId={}"
_ANSWER = "mgWebService.asmx/GetMeeting?lMeetingId={}"
_ITEM = "mgAi.aspx?ID={}"
_ROUNDS = 3
_SMALLEST = 0.3125  # MB
_MB = 1_000_000


@dataclass(frozen=True)
class CleaningCosts:
    """Cleaning some pages of one kind, each share as a ratio to parsing them once."""

    kind: str
    pages: int
    kilobytes: float
    parsing: float  # seconds for all pages
    reading: float
    people_and_topics: float
    rest: float

    @property
    def whole(self) -> float:
        """All of cleaning."""
        return self.reading + self.people_and_topics + self.rest


def costs_by_kind(items: int) -> Iterator[CleaningCosts]:
    """What cleaning costs for each kind of page of a sample portal."""
    truth = generate(1, items, 3)
    with SamplePortal(truth) as portal:
        held = [meeting for meeting in truth.meetings if truth.at(meeting, truth.today).items]
        pages = [_page(portal.url + _MEETING.format(meeting.id)) for meeting in held]
        answers = [_page(portal.url + _ANSWER.format(meeting.id)) for meeting in held]
        numbers = [item.id for meeting in held for item in meeting.items[:2]]
        of_items = [_page(portal.url + _ITEM.format(number)) for number in numbers]
    yield _costs("meetings' pages", pages, pages)
    yield _costs("items' pages", of_items, of_items)
    yield _costs("answers of the web service", answers, answers)
    yield _costs("minutes as text, to the HTML of the same", [_printed(page) for page in pages], pages)


def _page(url: str) -> FetchedPage:
    with urlopen(url) as answer:
        return FetchedPage(answer.read(), "marlmouth", "0123456789ab", url=url)


def _printed(page: FetchedPage) -> FetchedPage:
    """A meeting's page as its minutes are printed."""
    items = clean(page, TOPICS, POSTS).meeting.items
    texts = [f"{item.position}. {item.title.upper()}\n\n{item.minutes or item.agenda}" for item in items]
    head = "CABINET\nMonday 2 March 2020\n\nPresent:- Councillor Ash.\n\n1. APOLOGIES\n\nNone.\n\n"
    return FetchedPage((head + "\n\n".join(texts)).encode(), "marlmouth", "0123456789ab", path="minutes.txt")


def _costs(kind: str, pages: Sequence[FetchedPage], beside: Sequence[FetchedPage]) -> CleaningCosts:
    """Of some rounds the least, so that what else the machine does counts little."""
    parsing = min(_seconds(lambda: _parse_all(beside)) for _ in range(_ROUNDS))
    whole = min(_seconds(lambda: _clean_all(pages)) for _ in range(_ROUNDS))
    reading, said = _shares(pages)
    size = sum(len(page.content) for page in pages) / len(pages) / 1000
    told = (reading / parsing, said / parsing, (whole - reading - said) / parsing)
    return CleaningCosts(kind, len(pages), size, parsing, *told)


def _shares(pages: Sequence[FetchedPage]) -> tuple[float, float]:
    """Seconds of cleaning pages that go to parsing them, and to people and topics."""
    parsing, said = Stopwatch(clock=time.process_time), Stopwatch(clock=time.process_time)
    with (
        instead(recognise, "parse", parsing.around),
        instead(web_service, "parse", parsing.around),
        instead(cleaning, "people_in", said.around),
        instead(cleaning, "topics_in", said.around),
    ):
        _clean_all(pages)
    return parsing.seconds, said.seconds


def _parse_all(pages: Sequence[FetchedPage]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of answers of the web service, which are XML
        for page in pages:
            BeautifulSoup(page.content, "lxml")


def _clean_all(pages: Sequence[FetchedPage]) -> None:
    for page in pages:
        clean(page, TOPICS, POSTS)


def _seconds(done: Callable[[], None]) -> float:
    began = time.process_time()
    done()
    return time.process_time() - began


def seconds_by_size(largest: float) -> Iterator[tuple[float, float, float]]:
    """Pages of a meeting, each twice the one before, up to a size in MB: with the seconds to parse and to clean it."""
    rows = list(_tables_of_items())
    size = _SMALLEST
    while size <= largest:
        page = _meeting_of(size, rows)
        yield len(page.content) / _MB, _seconds(partial(_parse_all, [page])), _seconds(partial(_clean_all, [page]))
        size *= 2


def _tables_of_items() -> Iterator[str]:
    """What the tables of items of a portal's meetings hold."""
    truth = generate(2, 60, 1)
    with SamplePortal(truth) as portal:
        for meeting in truth.meetings:
            soup = BeautifulSoup(_page(portal.url + _MEETING.format(meeting.id)).content, "lxml")
            if isinstance(table := soup.find("table", class_="mgItemTable"), Tag):
                yield table.decode_contents()


def _meeting_of(megabytes: float, tables: Sequence[str]) -> FetchedPage:
    """A meeting with the items of many, each with an id of its own."""
    rows: list[str] = []
    length = 0
    while length < megabytes * _MB:
        rows.append(re.sub(r"AI(?=[0-9])", f"AI{len(rows) + 1}0", tables[len(rows) % len(tables)]))
        length += len(rows[-1].encode())
    return FetchedPage(portal_page("".join(rows)).encode(), "marlmouth", "0123456789ab")


def cleaning_report(items: int, largest: float) -> str:
    """Both measures as tables in Markdown."""
    head = "| pages | number | kB | parsed by the cleaner | people and topics | the rest | cleaning, to one parse |"
    kinds = [
        f"| {cost.kind} | {cost.pages} | {cost.kilobytes:.0f} | {cost.reading:.2f} | {cost.people_and_topics:.2f}"
        f" | {cost.rest:.2f} | {cost.whole:.2f} |"
        for cost in costs_by_kind(items)
    ]
    sizes = ["| MB | parse, s | clean, s | to one parse | to half the page |", "|---|---|---|---|---|"]
    before = 0.0
    for size, parsing, spent in seconds_by_size(largest):
        grown = f"{spent / before:.2f}" if before else ""
        sizes.append(f"| {size:.1f} | {parsing:.2f} | {spent:.2f} | {spent / parsing:.2f} | {grown} |")
        before = spent
    return "\n".join((head, "|---|---|---|---|---|---|---|", *kinds, "", *sizes)) + "\n"
