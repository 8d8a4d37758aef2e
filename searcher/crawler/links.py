"""Reads what a portal's pages lead to: committees, meetings, items, reports; its lists, its news, its feed."""

import datetime
import email.utils
import html
import re
from collections.abc import Iterable
from typing import TypeVar

from searcher.crawler.visible import Link, Page
from searcher.dates import date_in
from searcher.decoding import decoded
from searcher.hrefs import attachment_of, number_in
from searcher.listing import OLDER, ListedCommittee, ListedMeeting, MeetingLinks, MeetingList
from searcher.xml_text import root_of

T = TypeVar("T")

_MEETING_NAMES = ("mid", "meetingid")
_NEWS = re.compile(r"\bwhat\W{0,3}s new\b|\bbeth sy\W{0,3}n newydd\b", re.IGNORECASE)
_MEETING_ADDRESS = re.compile(r"ieListDocuments\.aspx\?[^\s\"'<>]{1,500}", re.IGNORECASE)


def committees(content: bytes, base: str | None = None) -> tuple[ListedCommittee, ...] | None:
    """The committees of the portal's list of them (`mgListCommittees`), each once; None for any other page.

    In this and the other functions links to other sites are passed over; an absolute link counts when it is known
    to lead into the portal, whose address is `base`.
    """
    page = Page.of(content, base)
    if page is None or page.marks & {"list", "meeting", "labels"}:
        return None
    listed = [link for link in page.links() if link.is_point]
    found = [(number, link) for link in listed if (number := _committee_of(link))]
    # A councillor's page lists committees too, among other things.
    if not found or 2 * len(found) < len(listed):
        return None
    return tuple(ListedCommittee(number, link.text, link.section) for number, link in _first(found).items())


def meeting_list(content: bytes, committee_id: str | None = None, base: str | None = None) -> MeetingList | None:
    """The meetings of a committee's list (`ieListMeetings`), each once; None for any other page.

    `committee_id` is that of the committee asked for; a link may name its own.
    """
    page = Page.of(content, base)
    if page is None or "list" not in page.marks:
        return None
    links = list(page.links())
    told = (link for link in links if "mgMeetingTableLnk" in link.classes or _older_of(link))
    listed = _first((_meeting_of(link) or _older_of(link), link) for link in told)
    meetings = [_listed(number, link, link.after, committee_id) for number, link in listed.items()]
    older = {meeting.id: listed[meeting.id].href for meeting in meetings if meeting.older}
    return MeetingList(
        tuple(meetings),
        earlier=next((link.href for link in links if _leads_to("earlier", link)), None),
        later=next((link.href for link in links if _leads_to("later", link)), None),
        years=page.years,
        links=older,
        foreign=tuple(page.foreign("mgMeetingTableLnk")),
    )


def meeting_links(content: bytes, base: str | None = None) -> MeetingLinks:
    """Where a meeting's page leads; nowhere, when it is no page of a portal."""
    page = Page.of(content, base)
    if page is None:
        return MeetingLinks()
    links, anchors = list(page.links()), page.anchors()
    return MeetingLinks(
        committees=_each(_committee_of(link) for link in links),
        items=_each(_item_of(link, anchors) for link in links),
        decisions=_each(number_in(link.href, "aiid") for link in links if link.page == "iedecisiondetails.aspx"),
        attendance=next(
            (number_in(link.href, "id") for link in links if link.page == "mgmeetingattendance.aspx"), None
        ),
        minutes=next((link.href for link in links if _is_printed_minutes(link.href)), None),
        documents=tuple(_first((attachment_of(link.href), link.href) for link in links if _is_pdf(link)).values()),
    )


def is_bare_meeting(content: bytes, base: str | None = None) -> bool:
    """Whether a page is that of a meeting of which nothing is published yet: it names the meeting, and has no items."""
    page = Page.of(content, base)
    if page is None or page.marks & {"list", "meeting"} or page.is_error:
        return False
    return any(map(date_in, page.subtitles()))


def news(content: bytes, base: str | None = None) -> dict[str, datetime.date | None] | None:
    """The meetings that the portal's page of news (`mgWhatsNew`) leads to, with the day of the newest; None elsewhere.

    Saved pages of news are not known to us: it is recognised by its title or its form, whatever else is on it. The day
    of a link is the last that is told before it.
    """
    page = Page.of(content, base)
    if page is None or not ("news" in page.marks or any(map(_NEWS.search, page.titles()))):
        return None
    found: dict[str, datetime.date | None] = {}
    day = None
    for text, link in page.passages():
        day = date_in(text) or day
        if link is not None and (meeting := _meeting_of(link)):
            found[meeting] = max(filter(None, (day, found.get(meeting))), default=None)
    return found


def feed(content: bytes) -> dict[str, datetime.date | None] | None:
    """The meetings that a feed (`mgRss`) names, with the day of the newest entry.

    None for what is no feed, such as HTML in its place.
    """
    text = decoded(content)
    try:
        root = root_of(text) if text is not None and "<rss" in text[:2000].lower() else None
    except ValueError:
        return None
    if root is None or root.tag.lower() != "rss":
        return None
    found: dict[str, datetime.date | None] = {}
    for entry in root.iter("item"):
        day = _day_of(entry.findtext("pubDate"))
        for address in _MEETING_ADDRESS.findall(html.unescape(" ".join(entry.itertext()))):
            if meeting := number_in(address, *_MEETING_NAMES):
                found[meeting] = max(filter(None, (day, found.get(meeting))), default=None)
    return found


def _day_of(text: str | None) -> datetime.date | None:
    """The day of a feed's date, as in "Thu, 15 Jan 2026 10:00:00 GMT"."""
    try:
        return email.utils.parsedate_to_datetime(text or "").date()
    except ValueError:
        return None


def _committee_of(link: Link) -> str | None:
    if link.page == "mgcommitteedetails.aspx":
        return number_in(link.href, "id")
    return number_in(link.href, "cid", "committeeid") if link.page == "ielistmeetings.aspx" else None


def _meeting_of(link: Link) -> str | None:
    return number_in(link.href, *_MEETING_NAMES) if link.page == "ielistdocuments.aspx" else None


def _older_of(link: Link) -> str | None:
    """The id of a meeting in the archive that the portal took over: its number there, marked."""
    number = number_in(link.href, *_MEETING_NAMES) if link.page == "celistdocuments.aspx" else None
    return f"{OLDER}{number}" if number else None


def _listed(number: str, link: Link, after: str, committee_id: str | None) -> ListedMeeting:
    committee = number_in(link.href, "cid", "committeeid") or committee_id
    return ListedMeeting(number, committee, date_in(link.text), after.lstrip(" -–—").rstrip())


def _leads_to(more: str, link: Link) -> bool:
    """Whether a link leads to the earlier or the later meetings of a list."""
    told = re.search(rf"[?&]act={more}\b", link.href, re.IGNORECASE)
    return link.page == "ielistmeetings.aspx" and told is not None


def _item_of(link: Link, anchors: frozenset[str]) -> str | None:
    """The item whose whole text a link leads to: "view the full minutes text for item 59.".

    Minutes may link to other items; such a link says nothing of a full text, and that item is not on the page.
    """
    number = number_in(link.href, "id") if link.page == "mgai.aspx" else None
    told = f"{link.text} {link.element.get('title') or ''}"
    return number if number in anchors or re.search(r"\bfull\b.{0,20}\btext\b", told, re.IGNORECASE) else None


def _is_pdf(link: Link) -> bool:
    """Whether a report is a PDF, or made one by the portal: not a spreadsheet or a picture."""
    return not re.search(r"\.(?!pdf\b|aspx\b)[a-z]{3,4}$", link.page)


def _is_printed_minutes(href: str) -> bool:
    """Whether a link leads to the printed minutes: "documents/g10230/Printed minutes ….pdf?T=1"."""
    match = re.search(r"(?:^|/)documents/g\d+/(.*)", re.sub(r"[\r\n\t]+", "", href), re.IGNORECASE)
    return match is not None and (
        number_in(href, "t") == "1" or re.match(r"printed (?:draft )?minutes", match[1], re.IGNORECASE) is not None
    )


def _each(found: Iterable[str | None]) -> tuple[str, ...]:
    """Each id once, in page order."""
    return tuple(_first((number, None) for number in found))


def _first(found: Iterable[tuple[str | None, T]]) -> dict[str, T]:
    """What is found first under each id, in page order."""
    first: dict[str, T] = {}
    for number, one in found:
        if number:
            first.setdefault(number, one)
    return first
