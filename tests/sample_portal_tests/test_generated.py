"""Portal and truth together: all that is published can be reached by links, and every word can be read back."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag
from sample_portal.clock import Clock
from sample_portal.generator import generate
from sample_portal.model import PublishedItem, PublishedMeeting, Truth, between, plain
from sample_portal.pages.site import MarkupKind
from sample_portal.server import SamplePortal
from sample_portal_tests.tiny import visit

# What a crawler of meetings follows.
FOLLOWED = re.compile(r"/(ielistmeetings|ielistdocuments|mgcommitteedetails)\.aspx\?", re.I)


@pytest.fixture(scope="module")
def truth() -> Truth:
    return generate(3, items=400, years=14)


def published(truth: Truth) -> Iterator[PublishedMeeting]:
    """Every meeting that shows items today."""
    shown = (truth.at(truth.meeting(one.id), truth.today) for one in truth.calendar)
    return (one for one in shown if one.items)


def crawled(portal: SamplePortal) -> dict[str, str]:
    """Every page that the list of committees leads to, by address."""
    pages, waiting = {}, ["/mgListCommittees.aspx"]
    while waiting:
        path = waiting.pop()
        seen = visit(portal, path)
        pages[path] = seen.text if seen.status == 200 else ""
        for link in BeautifulSoup(pages[path], "html.parser").select("#modgov a[href]"):
            address = urlsplit(urljoin(portal.url + path[1:], str(link["href"])))
            target = f"{address.path}?{address.query}"
            if FOLLOWED.search(target) and target not in pages and target not in waiting:
                waiting.append(target)
    return pages


def test_everything_published_is_reached_without_the_web_service(truth: Truth) -> None:
    with SamplePortal(truth, web_service=False) as portal:
        text = "".join(crawled(portal).values())

    anchors = set(map(int, re.findall(r'name="AI(\d+)"', text)))
    assert anchors == {item.item.id for meeting in published(truth) for item in meeting.items}


def test_every_committee_that_is_no_more_is_reached(truth: Truth) -> None:
    with SamplePortal(truth, web_service=False) as portal:
        pages = crawled(portal)

    gone = [one.id for one in truth.committees if one.until]
    assert gone
    assert all(any(f"CId={one}&" in path or path.endswith(f"Id={one}") for path in pages) for one in gone)


def read(box: Tag) -> str:
    """A text as a careful reader has it: a blank line between paragraphs, bullets on lines that follow one another."""
    parts: list[str] = []
    for piece in box.find_all(["p", "li"]):
        text = re.sub(r"\s+", " ", piece.get_text("").replace("\xa0", " ")).strip()
        if text:
            parts.append(f"• {text}" if piece.name == "li" else re.sub("^·", "•", text))
    return "".join(f"{between(*pair)}{pair[1]}" for pair in zip(("", *parts), parts, strict=False))


def texts(item: PublishedItem) -> list[str]:
    return [plain(blocks) for blocks in (item.agenda, item.decision, item.minutes) if blocks]


@pytest.mark.parametrize("markup", [1, 2, 3])
def test_every_word_is_on_the_items_own_page(truth: Truth, markup: MarkupKind) -> None:
    wrong = []
    with SamplePortal(truth, markup=markup) as portal:
        for item in (item for meeting in published(truth) for item in meeting.items):
            page = BeautifulSoup(visit(portal, f"mgAi.aspx?ID={item.item.id}").text, "html.parser")
            found = [read(box) for box in page.select("div.mgWordPara")]
            if found != texts(item):
                wrong.append(item.item.id)

    assert wrong == []


def test_every_word_is_in_the_web_service(truth: Truth) -> None:
    wrong = []
    with SamplePortal(truth) as portal:
        for meeting in published(truth):
            answer = visit(portal, f"mgWebService.asmx/GetMeeting?lMeetingId={meeting.meeting.id}").text
            told = ElementTree.fromstring(answer).findall("agendaitems/agendaitem")
            wrong += [item.item.id for one, item in zip(told, meeting.items, strict=True) if not tells(one, item)]

    assert wrong == []


def tells(one: ElementTree.Element, item: PublishedItem) -> bool:
    """Whether an item of the web service has the truth's title and words."""
    bodies = [
        (one.findtext(name) or "").strip()
        for name in ("agendatext", "decisionnonemptyhtmlbody", "minutesnonemptyhtmlbody")
    ]
    found = [read(BeautifulSoup(body, "html.parser")) for body in bodies if body]
    title = unescape(one.findtext("agendaitemtitle") or "")
    return title == item.title and found == texts(item)


def test_long_minutes_are_cut_and_short_ones_are_not(truth: Truth) -> None:
    with SamplePortal(truth) as portal:
        for meeting in published(truth):
            text = visit(portal, f"ieListDocuments.aspx?MId={meeting.meeting.id}").text
            cut = set(map(int, re.findall(r"mgAi\.aspx\?ID=(\d+)", text)))
            long = {one.item.id for one in meeting.items if words_of(one) > 500}

            assert long <= cut <= {one.item.id for one in meeting.items if words_of(one) >= 500}


def words_of(item: PublishedItem) -> int:
    """Words of the minutes without the marks of points."""
    return len(re.sub(r"(?m)^(•|\d+\.|\([a-z]+\)) ", "", plain(item.minutes)).split())


def test_pages_stay_the_same_and_ascii_on_every_day(truth: Truth) -> None:
    clock = Clock(truth.today)
    with SamplePortal(truth, clock=clock) as portal:
        for one in truth.calendar[-12:]:
            path = f"ieListDocuments.aspx?MId={one.id}"
            first, second = visit(portal, path).body, visit(portal, path).body
            clock.advance(days=20)

            assert first == second
            assert first.isascii()
            assert visit(portal, path).status == 200
