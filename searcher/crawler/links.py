"""Reads the links of a portal's pages. Gives only what a person sees: hidden links are traps for crawlers.

Only the portal's own part of a page counts, `div#modgov`; around it is the council's theme, with its menus.
lxml reads the pages by itself, for most of a crawl is lists, and a tree of BeautifulSoup's costs several times as much.
"""

import datetime
import email.utils
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urlsplit

from lxml import etree

from searcher.crawler.addresses import attachment_of, number_in, page_name, resolved
from searcher.dates import date_in
from searcher.decoding import decoded
from searcher.listing import ListedCommittee, ListedMeeting, MeetingLinks, MeetingList
from searcher.xml_text import root_of

T = TypeVar("T")

# fmt: off
_UNSEEN = frozenset((
    "script", "style", "template", "noscript", "head", "iframe", "object", "select", "textarea", "datalist",
))
_HIDING = frozenset((  # classes of the portal, of Bootstrap and of Bulma
    "mghide", "mghidden", "mghiddenfield", "hidden", "hide", "is-hidden", "is-invisible", "is-sr-only", "sr-only",
    "sr-only-focusable", "visually-hidden", "visuallyhidden", "invisible", "d-none",
))
# fmt: on
_HIDDEN_STYLE = re.compile(
    r"(?:^|;)(?:display:none|(?:content-)?visibility:(?:hidden|collapse)|opacity:0*\.?0*(?:%|;|!|$)"
    r"|font-size:0*\.?0*(?:[a-z]|%|;|!|$)|(?:max-)?(?:width|height):0*\.?0*(?:px|em|rem|%|;|!|$)"
    r"|(?:margin-|text-)?(?:left|right|top|bottom|indent):-(?:\d{4}|\d{3,}r?em)|clip:rect\(0|transform:scale\(0)"
)  # Word indents a hanging number by some hundred points
_MARKS = {  # of what a page is
    "list": "descendant::*[@id='FormYearSelect' or @name='hCommitteeId' or contains(@class, 'mgMeetingTableLnk')]",
    "meeting": "descendant::*[@id='mgItemTable' or contains(@class, 'mgItemNumberCell')]",
    "labels": "descendant::span[contains(@class, 'mgLabel')]",  # "Party: ", "Support officer: ": a page about one thing
    "news": "descendant::form[contains(translate(@action, 'MGWATSNE', 'mgwatsne'), 'mgwhatsnew')]",
}
_ERROR_MARK = "boolean(descendant::*[contains(@class, 'mgErrorTxt')])"
_SUBTITLES = "descendant::*[self::h2 or contains(@class, 'mgSubTitleTxt')]"
_HIDEABLE = etree.XPath("descendant::*[@class or @style[.!=''] or @id or @hidden or @inert or @aria-hidden]")
_TOLD = etree.XPath("descendant::*[self::a[@href] or contains(@class, 'mgSectionTitle')]")
_MEETING_NAMES = ("mid", "meetingid")
_PLAIN = re.compile(
    r"[a-z0-9]{1,60}\.aspx(?:[?#][!-\[\]-~]{0,500})?", re.IGNORECASE
)  # how a portal links its own pages
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_MOST_PIECES = 200  # of the text of one link; what has more is a link nobody closed
_NEWS = re.compile(r"\bwhat\W{0,3}s new\b|\bbeth sy\W{0,3}n newydd\b", re.IGNORECASE)
_MEETING_ADDRESS = re.compile(r"ieListDocuments\.aspx\?[^\s\"'<>]{1,500}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Link:
    """A link that a person sees: where it leads, its text, the heading of its section, and its element."""

    href: str
    page: str
    text: str
    section: str | None
    element: Any

    @property
    def classes(self) -> list[str]:
        return str(self.element.get("class") or "").split()


def committees(content: bytes, base: str | None = None) -> tuple[ListedCommittee, ...] | None:
    """The committees of the portal's list of them (`mgListCommittees`), each once; None for any other page.

    In this and the other functions links to other sites are passed over; an absolute link counts when it is known
    to lead into the portal, whose address is `base`.
    """
    page = _Page.of(content, base)
    if page is None or page.marks & {"list", "meeting", "labels"}:
        return None
    listed = [link for link in page.links() if _is_point(link.element)]
    found = [(number, link) for link in listed if (number := _committee_of(link))]
    # A councillor's page lists committees too, among other things.
    if not found or 2 * len(found) < len(listed):
        return None
    return tuple(ListedCommittee(number, link.text, link.section) for number, link in _first(found).items())


def meeting_list(content: bytes, committee_id: str | None = None, base: str | None = None) -> MeetingList | None:
    """The meetings of a committee's list (`ieListMeetings`), each once; None for any other page.

    `committee_id` is that of the committee asked for; a link may name its own.
    """
    page = _Page.of(content, base)
    if page is None or "list" not in page.marks:
        return None
    links = list(page.links())
    listed = _first((_meeting_of(link), link) for link in links if "mgMeetingTableLnk" in link.classes)
    meetings = [_listed(number, link, _after(link.element), committee_id) for number, link in listed.items()]
    return MeetingList(tuple(meetings), next(filter(None, map(_earlier, links)), None))


def meeting_links(content: bytes, base: str | None = None) -> MeetingLinks:
    """Where a meeting's page leads; nowhere, when it is no page of a portal."""
    page = _Page.of(content, base)
    if page is None:
        return MeetingLinks()
    links, anchors = list(page.links()), page.anchors()
    return MeetingLinks(
        committees=_each(_committee_of(link) for link in links),
        items=_each(_item_of(link, anchors) for link in links),
        decisions=_each(number_in(link.href, "aiid") for link in links if link.page == "iedecisiondetails.aspx"),
        attendance=any(link.page == "mgmeetingattendance.aspx" for link in links),
        minutes=next((link.href for link in links if _is_printed_minutes(link.href)), None),
        documents=tuple(_first((attachment_of(link.href), link.href) for link in links).values()),
    )


def is_bare_meeting(content: bytes, base: str | None = None) -> bool:
    """Whether a page is that of a meeting of which nothing is published yet: it names the meeting, and has no items."""
    page = _Page.of(content, base)
    if page is None or page.marks & {"list", "meeting"} or page.portal.xpath(_ERROR_MARK):
        return False
    return any(date_in(_text(heading)) for heading in page.portal.xpath(_SUBTITLES))


def news(content: bytes, base: str | None = None) -> dict[str, datetime.date | None] | None:
    """The meetings that the portal's page of news (`mgWhatsNew`) leads to, with the day of the newest; None elsewhere.

    Saved pages of news are not known to us: it is recognised by its title or its form, whatever else is on it. The day
    of a link is the last that is told before it.
    """
    page = _Page.of(content, base)
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


@dataclass(frozen=True, slots=True)
class _Page:
    """A page with what is hidden taken out of the portal's part; `marks` say what it is, also the hidden ones."""

    root: Any
    portal: Any
    marks: frozenset[str]
    base: str | None

    @classmethod
    def of(cls, content: bytes, base: str | None) -> "_Page | None":
        root = _tree(content)
        if root is None:
            return None
        names = frozenset(name for style in root.iter("style") for name in _hidden_names(style.text or ""))
        named = (element for element in root.xpath("//*[@id]") if element.get("id").strip().lower() == "modgov")
        portal = next((element for element in named if not _is_hidden(element, names)), None)
        if portal is None:
            return None
        marks = frozenset(mark for mark, path in _MARKS.items() if portal.xpath(f"boolean({path})"))
        _empty_hidden(portal, names)
        return cls(root, portal, marks, base)

    def titles(self) -> list[str]:
        """What the page says it is. The heading may be the theme's, outside the portal's part."""
        found = self.root.xpath("//*[self::title or self::h1 or self::meta[@name='DC.title']]")
        return [_text(element) or element.get("content") or "" for element in found]

    def anchors(self) -> frozenset[str]:
        """The ids of the items on the page: `<a name="AI51902">`."""
        return frozenset(str(name)[2:] for name in self.portal.xpath("descendant::a/@name") if name[:2].upper() == "AI")

    def links(self) -> Iterator[_Link]:
        """Every link of the portal's own that a person sees."""
        section = None
        for element in _TOLD(self.portal):
            href = element.get("href") if element.tag == "a" else None
            if href is None:
                section = _text(element) or None
            elif _is_own(href, self.base) and (text := _text(element)):
                yield _Link(str(href), page_name(href), text, section, element)

    def passages(self) -> Iterator[tuple[str, _Link | None]]:
        """The text that a person reads between the links, and each link after what stands before it."""
        links = {link.element: link for link in self.links()}
        for event, element in etree.iterwalk(self.portal, events=("start", "end")):
            if event == "end":
                yield element.tail or "", None
            elif element.tag != "a":
                yield element.text or "", None
            elif element in links:
                yield "", links[element]


def _tree(content: bytes) -> Any:
    """A page as a tree; None for what is no text, is empty, or nests deeper than any page does."""
    text = decoded(content)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode(), parser) if text and text.strip() else None
    except etree.XMLSyntaxError:
        return None
    # What nests deeper is cut off, and a list cut off would pass for the whole.
    return None if any("Excessive depth" in error.message for error in parser.error_log) else root


def _empty_hidden(portal: Any, names: frozenset[str]) -> None:
    """Take everything out of what is hidden: text, links, attributes. What stands behind it stays."""
    for element in [*portal.iter(*_UNSEEN), *_HIDEABLE(portal)]:
        if _is_hidden(element, names):
            element.clear(keep_tail=True)


def _is_hidden(element: Any, names: frozenset[str]) -> bool:
    attributes = element.attrib
    if element.tag in _UNSEEN or "hidden" in attributes or "inert" in attributes:
        return True
    classes = attributes.get("class", "")
    if _hides(classes) or _is_hiding(attributes.get("style", "")) or attributes.get("aria-hidden") == "true":
        return True
    marks = [*(f".{name}" for name in classes.split()), f"#{attributes.get('id')}"] if names else []
    return any(mark in names or f"{element.tag}{mark}" in names for mark in marks)


def _hides(classes: str) -> bool:
    return not _HIDING.isdisjoint(classes.lower().split())


def _is_hiding(style: str) -> bool:
    return bool(style) and _HIDDEN_STYLE.search(_bare(style)) is not None


def _hidden_names(css: str) -> Iterator[str]:
    """The classes and ids that a page's own style sheet hides, such as ".trap" or "a#trap"; not those for print."""
    depth, selector = 0, ""
    pieces = re.split(r"([{}])", _COMMENT.sub("", css))
    for text, brace in zip(pieces[0::2], pieces[1::2], strict=False):
        if brace == "{":
            depth, selector = depth + 1, text if depth == 0 else selector
        else:
            if depth == 1 and _is_hiding(text):
                yield from (
                    name for name in map(str.strip, selector.split(",")) if re.fullmatch(r"\w*[.#][\w-]+", name)
                )
            depth = max(0, depth - 1)


def _bare(style: str) -> str:
    """A style without its comments, spaces and capitals."""
    return re.sub(r"\s", "", _COMMENT.sub("", style)).lower()


def _text(element: Any) -> str:
    """What a person reads in an element."""
    return _BLANK.sub(" ", "".join(islice(element.itertext(), _MOST_PIECES))).strip()


def _after(link: Any) -> str:
    """What a person reads behind a link, as far as the next one: " - Agenda, Minutes"."""
    told = [link.tail or ""]
    for sibling in islice(link.itersiblings(), _MOST_PIECES):
        if sibling.tag == "a":
            break
        told += [_text(sibling), sibling.tail or ""]
    return _BLANK.sub(" ", "".join(told)).strip()


def _is_own(href: str, base: str | None) -> bool:
    if _PLAIN.fullmatch(href):
        return True
    if base is not None:
        return resolved(base, href) is not None
    try:
        parts = urlsplit(href.strip())
    except ValueError:  # "http://["
        return False
    return not parts.scheme and not parts.netloc and "\\" not in href


def _is_point(link: Any) -> bool:
    """Whether a link is a point of a list, other than the list of what can be done with the page."""
    above = list(islice(link.iterancestors(), 4))
    return any(element.tag == "li" for element in above) and not any(
        "mgActionList" in (element.get("class") or "") for element in above
    )


def _committee_of(link: _Link) -> str | None:
    if link.page == "mgcommitteedetails.aspx":
        return number_in(link.href, "id")
    return number_in(link.href, "cid", "committeeid") if link.page == "ielistmeetings.aspx" else None


def _meeting_of(link: _Link) -> str | None:
    """A meeting's id. `ceListDocuments` leads to an older archive, with ids of its own."""
    return number_in(link.href, *_MEETING_NAMES) if link.page == "ielistdocuments.aspx" else None


def _listed(number: str, link: _Link, after: str, committee_id: str | None) -> ListedMeeting:
    committee = number_in(link.href, "cid", "committeeid") or committee_id
    return ListedMeeting(number, committee, date_in(link.text), after.lstrip(" -–—").rstrip())


def _earlier(link: _Link) -> str | None:
    is_earlier = link.page == "ielistmeetings.aspx" and re.search(r"[?&]act=earlier\b", link.href, re.IGNORECASE)
    return link.href if is_earlier else None


def _item_of(link: _Link, anchors: frozenset[str]) -> str | None:
    """The item whose whole text a link leads to: "view the full minutes text for item 59.".

    Minutes may link to other items; such a link says nothing of a full text, and that item is not on the page.
    """
    number = number_in(link.href, "id") if link.page == "mgai.aspx" else None
    told = f"{link.text} {link.element.get('title') or ''}"
    return number if number in anchors or re.search(r"\bfull\b.{0,20}\btext\b", told, re.IGNORECASE) else None


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
