"""Reads a portal's page as a person sees it: its own part, and the links in it that are not hidden.

Only the portal's own part of a page counts, `div#modgov`; around it is the council's theme, with its menus. What is
hidden is a trap for crawlers. lxml reads the pages by itself, for most of a crawl is lists, and a tree of
BeautifulSoup's costs several times as much.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml import etree
from msgspec import Struct

from searcher.crawler.addresses import resolved
from searcher.decoding import decoded
from searcher.hrefs import page_name, parts_of

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
_PORTAL = etree.XPath("//*[@id][translate(normalize-space(@id), 'MODGV', 'modgv') = 'modgov']")
_MARKS = {  # of what a page is
    "list": etree.XPath(
        "boolean(descendant::form[@id='FormYearSelect'] or descendant::input[@name='hCommitteeId']"
        " or descendant::a[contains(@class, 'mgMeetingTableLnk')])"
    ),
    "meeting": etree.XPath(
        "boolean(descendant::table[@id='mgItemTable'] or descendant::td[contains(@class, 'mgItemNumberCell')])"
    ),
    # "Party: ", "Support officer: ": a page about one thing
    "labels": etree.XPath("boolean(descendant::span[contains(@class, 'mgLabel')])"),
    "news": etree.XPath(
        "boolean(descendant::form[contains(translate(@action, 'MGWATSNE', 'mgwatsne'), 'mgwhatsnew')])"
    ),
}
_YEARS = etree.XPath("descendant::select[@id='YearSelect' or @name='YearSelect' or @name='Year']/option/@value")
_YEAR = re.compile(r"(?:19|20)\d\d")
_HIDEABLE = etree.XPath("descendant::*[@class or @style[.!=''] or @id or @hidden or @inert or @aria-hidden]")
_TOLD = etree.XPath("descendant::*[self::a[@href] or contains(@class, 'mgSectionTitle')]")
_PLAIN = re.compile(
    r"[a-z0-9]{1,60}\.aspx(?:[?#][!-\[\]-~]{0,500})?", re.IGNORECASE
)  # how a portal links its own pages
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_MOST_PIECES = 200  # of the text of one link; what has more is a link nobody closed
_MOST_ATTRIBUTES = 200  # of one element


class Link(Struct, frozen=True):
    """A link that a person sees: where it leads, its text, the heading of its section, and its element."""

    href: str
    page: str
    text: str
    section: str | None
    element: Any

    @property
    def classes(self) -> list[str]:
        """The classes of its element."""
        return str(self.element.get("class") or "").split()

    @property
    def is_point(self) -> bool:
        """Whether it is a point of a list, other than the list of what can be done with the page."""
        above = list(islice(self.element.iterancestors(), 4))
        return any(element.tag == "li" for element in above) and not any(
            "mgActionList" in (element.get("class") or "") for element in above
        )

    @property
    def after(self) -> str:
        """What a person reads behind it, as far as the next link: " - Agenda, Minutes"."""
        told = [self.element.tail or ""]
        for sibling in islice(self.element.itersiblings(), _MOST_PIECES):
            if sibling.tag == "a":
                break
            told += [_text(sibling), sibling.tail or ""]
        return _BLANK.sub(" ", "".join(told)).strip()


class Page(Struct, frozen=True):
    """A page with what is hidden taken out of the portal's part; `marks` say what it is, also the hidden ones.

    `years` are those that a list of meetings offers to show.
    """

    root: Any
    portal: Any
    marks: frozenset[str]
    years: tuple[str, ...]
    base: str | None

    @classmethod
    def of(cls, content: bytes, base: str | None) -> "Page | None":
        """The page that a portal at `base` answered; None for what has no part of a portal's in it."""
        root = _tree(content)
        if root is None:
            return None
        names = frozenset(name for style in root.iter("style") for name in _hidden_names(style.text or ""))
        portal = next((element for element in _PORTAL(root) if not _is_hidden(element, names)), None)
        if portal is None:
            return None
        marks = frozenset(mark for mark, is_there in _MARKS.items() if is_there(portal))
        years = tuple(dict.fromkeys(filter(_YEAR.fullmatch, map(str, _YEARS(portal))))) if "list" in marks else ()
        _empty_hidden(portal, names)
        return cls(root, portal, marks, years, base)

    @property
    def is_error(self) -> bool:
        """Whether it tells of an error."""
        return bool(self.portal.xpath("boolean(descendant::*[contains(@class, 'mgErrorTxt')])"))

    def titles(self) -> list[str]:
        """What the page says it is. The heading may be the theme's, outside the portal's part."""
        found = self.root.xpath("//*[self::title or self::h1 or self::meta[@name='DC.title']]")
        return [_text(element) or element.get("content") or "" for element in found]

    def subtitles(self) -> list[str]:
        """The headings of the portal's own part."""
        found = self.portal.xpath("descendant::*[self::h2 or contains(@class, 'mgSubTitleTxt')]")
        return [_text(element) for element in found]

    def anchors(self) -> frozenset[str]:
        """The ids of the items on the page: `<a name="AI51902">`."""
        return frozenset(str(name)[2:] for name in self.portal.xpath("descendant::a/@name") if name[:2].upper() == "AI")

    def links(self) -> Iterator[Link]:
        """Every link of the portal's own that a person sees."""
        section = None
        for element in _TOLD(self.portal):
            href = element.get("href") if element.tag == "a" else None
            if href is None:
                section = _text(element) or None
            elif _is_own(href, self.base) and (text := _text(element)):
                yield Link(str(href), page_name(href), text, section, element)

    def foreign(self, name: str) -> Iterator[str]:
        """The links with a class that lead out of the portal, as written."""
        for element in _TOLD(self.portal):
            href = element.get("href") if element.tag == "a" and name in (element.get("class") or "") else None
            if href is not None and not _is_own(href, self.base):
                yield str(href)

    def passages(self) -> Iterator[tuple[str, Link | None]]:
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
    """A page as a tree; None for what is no text, is empty, or has deeper or longer tags than any page does."""
    text = decoded(content)
    if not text or not text.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        etree.fromstring(text.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True, target=_Measuring()))
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, _TooLongError):
        return None
    # What nests deeper is cut off, and a list cut off would pass for the whole.
    return None if any("Excessive depth" in error.message for error in parser.error_log) else root


class _TooLongError(Exception):
    """A tag has more attributes than any honest one."""


class _Measuring:
    """Looks at tags without making a tree, whose making takes time with the square of a tag's attributes."""

    def start(self, _name: str, attributes: Mapping[str, str]) -> None:
        if len(attributes) > _MOST_ATTRIBUTES:
            raise _TooLongError

    def close(self) -> None:
        """Nothing is made."""


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


@lru_cache(maxsize=1000)
def _hides(classes: str) -> bool:
    return not _HIDING.isdisjoint(classes.lower().split())


@lru_cache(maxsize=1000)
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


def _is_own(href: str, base: str | None) -> bool:
    if _PLAIN.fullmatch(href):
        return True
    if base is not None:
        return resolved(base, href) is not None
    parts = parts_of(href.strip())
    return parts is not None and not parts.scheme and not parts.netloc and "\\" not in href
