"""Tells what a page is, and refuses by name what holds no agenda items."""

import json
import re
from enum import StrEnum

from bs4 import BeautifulSoup, Tag
from msgspec import Struct

from searcher.cleaner.decision_page import is_decision_page
from searcher.cleaner.headings import page_status
from searcher.cleaner.markup import UNSEEN, href, inline_text
from searcher.cleaner.portal_pages import is_cancelled
from searcher.cleaner.tree import depth_of, has_class, of_class, parse, tags, with_id
from searcher.decoding import decoded, glimpsed
from searcher.errors import UnrecognisedPage
from searcher.hrefs import is_portal_page, joined, page_name
from searcher.model import FetchedPage
from searcher.xml_text import Element, root_of


class PageKind(StrEnum):
    """The kinds of page that hold items."""

    MEETING = "meeting page"
    ITEM = "item page"
    OLDER = "older page"
    DECISION = "decision page"
    WEB_SERVICE = "web service answer"
    PDF = "pdf"
    TEXT = "text"


class Recognised(Struct, frozen=True):
    """A page's kind, with its content in the form that kind is read from."""

    kind: PageKind
    text: str = ""
    soup: BeautifulSoup | None = None
    root: Element | None = None


_ANSWERS = {
    "committees": "a list of committees, not a meeting",
    "getmeetings": "a list of meetings, not one with its items",
    "councillorsbyward": "a list of councillors, not a meeting",
}
_SIGNS = (
    "a search form, not a meeting",
    "an error or an empty search result, not a meeting",
    "a list of meetings, not one with its items",
)
_DEEPEST = 512  # where Chromium stops nesting (kMaximumHTMLParserDOMTreeDepth)
_CANONICAL = re.compile(r"""<link rel=["']canonical["'][^>]{0,200}?href=["'](https?://[^"']+)["']""", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
_BASE = re.compile(r"""<base[^>]{0,200}?href=["'](https?://[^"']+)["']""", re.IGNORECASE)
_ABSOLUTE = re.compile(r"""https?://[^\s"'<>]+""")
_BLOCKED = re.compile(
    r"Incapsula|_Incapsula_Resource|cf-browser-verification|challenge-platform|Just a moment\.\.\.|Barracuda", re.I
)


def recognise(page: FetchedPage) -> Recognised:
    """What a page is. Raises UnrecognisedPage with the reason when it is no page with items, or is broken."""
    content = page.content
    if not content.strip():
        raise UnrecognisedPage(page.address, "the file is empty")
    if content.startswith(b"%PDF-"):
        return Recognised(PageKind.PDF)
    text = decoded(content)
    if text is None:
        raise UnrecognisedPage(page.address, "a binary file, not a page or a PDF")
    start = text.lstrip("\ufeff \t\r\n")[:2000].lower()
    if start.startswith("<?xml") and "<html" not in start and "<!doctype html" not in start:
        return _xml(text, page.address)
    if (
        re.match(r"<(?:!--|(?:!doctype|html|head|body|div|table|script|meta|p|ul|section|main)\b)", start)
        or "<html" in start
    ):
        return _html(text, page.address, page.url or page_address(page))
    if start.startswith("<") and re.match(r"<[a-z]+>\s*<", start):
        return _xml(text, page.address)
    if start.startswith(("{", "[")) and _is_json(text):
        raise UnrecognisedPage(page.address, "a JSON file, but no lines of the exchange format")
    return Recognised(PageKind.TEXT, text=text)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def page_address(page: FetchedPage) -> str | None:
    """The address a saved page says is its own: the comment browsers save, or `rel="canonical"`."""
    text = glimpsed(page.content, 200_000)
    found: list[str] = [*_SAVED_FROM.findall(text), *_CANONICAL.findall(text)]
    return next(filter(is_portal_page, found), None)


def portal_address(page: FetchedPage) -> str | None:
    """The address of the portal a saved page came from, told by its own absolute links; None when it has none.

    A page may name it in `<base>`, `rel="canonical"`, the comment browsers save, or links to the portal's own pages.
    """
    text = glimpsed(page.content, 3_000_000)
    told = (address for pattern in (_BASE, _ABSOLUTE) for address in pattern.findall(text))
    address = page_address(page) or next(filter(is_portal_page, told), None)
    return joined(address, ".") if address else None


def _xml(text: str, address: str) -> Recognised:
    try:
        root = root_of(text)
    except ValueError as error:
        raise UnrecognisedPage(address, str(error)) from error
    if root.tag == "meeting" and root.find("agendaitems") is not None:
        return Recognised(PageKind.WEB_SERVICE, root=root)
    if root.tag in _ANSWERS and len(root.findall(".//committee")) + len(root.findall(".//councillor")):
        raise UnrecognisedPage(address, _ANSWERS[root.tag])
    raise UnrecognisedPage(address, f"an empty or unknown web service answer <{root.tag}>")


def _html(text: str, address: str, url: str | None) -> Recognised:
    if _is_cut(text):
        raise UnrecognisedPage(address, "the HTML is cut off: it ends before the page does")
    soup = parse(text)
    if depth_of(soup, UNSEEN) > _DEEPEST:
        raise UnrecognisedPage(address, "HTML nested deeper than browsers read it")
    portal = with_id(soup, "modgov")
    if portal is None:
        raise UnrecognisedPage(address, _why_foreign(soup, text))
    if any(of_class(portal, "mgItemNumberCell", "td")) or is_cancelled(portal):
        return Recognised(PageKind.MEETING, soup=soup)
    if url is not None and page_name(url) == "celistdocuments.aspx" and not any(of_class(portal, "mgErrorTxt")):
        return Recognised(PageKind.OLDER, soup=soup)
    if is_decision_page(portal):
        return Recognised(PageKind.DECISION, soup=soup)
    if reason := _why_no_items(portal):
        raise UnrecognisedPage(address, reason)
    if _is_item_page(portal, soup):
        return Recognised(PageKind.ITEM, soup=soup)
    heading = inline_text(next(tags(portal, "h1", "h2"), portal))[:60]
    raise UnrecognisedPage(address, f"a portal page without agenda items ({heading!r})")


def _is_cut(text: str) -> bool:
    lowered = text.lower()
    ended = "</html" in lowered or "</body" in lowered  # which HTML lets a page leave out
    inside_tag = lowered.rfind("<") > lowered.rfind(">")
    return inside_tag or (not ended and lowered.count("<div") > lowered.count("</div"))


def _why_foreign(soup: BeautifulSoup, text: str) -> str:
    if _BLOCKED.search(text):
        return "a bot-protection page, not the portal's"
    said = soup.get_text(strip=True)
    if not said or (any(tags(soup, "script")) and len(said) < 40):
        return "a script that redirects the browser, not a page"
    if re.search(r"\bcmis\b|ViewMeetingPublic", text, re.IGNORECASE):
        return "a CMIS page; only ModernGov portals are read"
    if any(of_class(soup, "mgTabTable", "table")):
        return "a list of decisions, not a meeting"
    return "not a ModernGov page: it has no part named modgov"


def _why_no_items(portal: Tag) -> str | None:
    signs = {sign for tag in tags(portal) if (sign := _sign_of_no_items(tag))}
    if signs:
        return next(sign for sign in _SIGNS if sign in signs)
    text = inline_text(portal)
    if re.match(r"Search results\b", text):
        return "a list of search results, not a meeting"
    if re.match(r"(?:Issue|Mater)\s*(?:-|–)?\s*(?:meetings|decisions|details|history)\b", text, re.IGNORECASE):
        return "the history of an issue; its items are on the pages of their meetings"
    if sum("mgcommitteedetails" in href(link).lower() for link in tags(portal, "a")) > 2:
        return "a list of committees, not a meeting"
    if re.match(r"Committee details\b", text):
        return "a committee's details, not a meeting"
    return None


def _sign_of_no_items(tag: Tag) -> str | None:
    if tag.name == "form" and "iesearchresults" in str(tag.attrs.get("action", "")).lower():
        return _SIGNS[0]
    if has_class(tag, "mgErrorTxt"):
        return _SIGNS[1]
    if (tag.name == "a" and has_class(tag, "mgMeetingTableLnk")) or tag.attrs.get("id") == "FormYearSelect":
        return _SIGNS[2]
    return None


def _is_item_page(portal: Tag, soup: BeautifulSoup) -> bool:
    headings = tags(soup, "h1")  # which some themes put before the portal's part
    if any(inline_text(heading).lower() in ("agenda item", "eitem agenda") for heading in headings):
        return True
    told = any(page_status(inline_text(node)) for node in tags(portal, "h1", "h2"))
    labels = any(of_class(portal, "mgSubItemTitleTxt"))
    back = any("ielistdocuments" in href(link).lower() for link in tags(portal, "a"))
    return labels and (back or not told)
