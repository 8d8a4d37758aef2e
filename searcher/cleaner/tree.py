"""A page as a tree of BeautifulSoup, built from lxml's events at a third of the cost; and ways through the tree.

BeautifulSoup's own builder spends most of its time on what a reader of minutes never asks of a tag: name spaces, line
numbers, lists of values. Here it makes one tag of each name; the others are copies of that one.
"""

import threading
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag, XMLParsedAsHTMLWarning
from bs4.builder._lxml import LXMLTreeBuilder  # which `bs4.builder` gives out, but its types do not
from bs4.element import NavigableString, PageElement
from lxml import etree


def parse(html: str) -> BeautifulSoup:
    """A page as a tree. Never raises: broken markup is mended as browsers do. Comments are left out.

    Attributes of several values ("class") are kept as one text.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(html, builder=_own.builder)


def depth_of(soup: BeautifulSoup, unseen: Collection[str]) -> int:
    """How many tags deep a page nests; what is inside of tags named `unseen` does not count."""
    depth = 0
    level: list[Tag] = [soup]
    while level:
        depth += 1
        level = [
            node for tag in level if tag.name not in unseen for node in tag.contents if isinstance(node, Tag)
        ]  # fmt: skip
    return depth


def tags(root: Tag, *names: str) -> Iterator[Tag]:
    """The tags inside a tag, in page order; those of some names only, where names are given."""
    ahead = root.contents[::-1]
    while ahead:
        node = ahead.pop()
        if isinstance(node, Tag):
            if not names or node.name in names:
                yield node
            ahead += node.contents[::-1]


def opened(root: Tag, opens: Callable[[Tag], bool]) -> Iterator[PageElement]:
    """The nodes inside a tag, in page order; those that `opens` accepts give way to the nodes inside them."""
    ahead = root.contents[::-1]
    while ahead:
        node = ahead.pop()
        if isinstance(node, Tag) and opens(node):
            ahead += node.contents[::-1]
        else:
            yield node


def outermost(root: Tag, accepts: Callable[[Tag], bool]) -> list[Tag]:
    """The tags inside a tag that are accepted, in page order, without those inside them."""
    return [node for node in opened(root, lambda tag: not accepts(tag)) if isinstance(node, Tag)]


def with_id(root: Tag, name: str) -> Tag | None:
    """The first tag inside a tag with an id, in lower case, however the page writes it."""
    return next((tag for tag in tags(root) if str(tag.attrs.get("id", "")).lower() == name), None)


def has_class(tag: Tag, name: str) -> bool:
    """Whether a tag is of a class."""
    value = tag.attrs.get("class")
    return value is not None and name in value and name in value.split()


def of_class(root: Tag, name: str, *names: str) -> Iterator[Tag]:
    """The tags of a class inside a tag, in page order; those of some names only, where names are given."""
    return (tag for tag in tags(root, *names) if has_class(tag, name))


def holders(found: Iterable[Tag]) -> set[int]:
    """The ids (of Python) of all tags that hold some tags."""
    holding: set[int] = set()
    for tag in found:
        for parent in tag.parents:
            if id(parent) in holding:
                break
            holding.add(id(parent))
    return holding


def take_out(taken: Iterable[Tag]) -> None:
    """Take tags out of the tags that they stand in, for everything that looks into those through this module."""
    gone: dict[int, Tag] = {id(tag): tag for tag in taken}
    within = {id(tag.parent): tag.parent for tag in gone.values() if tag.parent is not None}
    for parent in within.values():
        parent.contents = [node for node in parent.contents if id(node) not in gone]


class _Builder(LXMLTreeBuilder):
    """Makes the tree. lxml tells it of each tag, in pairs of start and end, and of the texts between."""

    def __init__(self) -> None:
        super().__init__(multi_valued_attributes=None)
        # To make a parser takes longer than to parse a paragraph.
        self.kept = etree.HTMLParser(target=self, recover=True)
        self.around: list[Tag] = []
        self.latest: PageElement | None = None
        self.running: list[str] = []

    def parser_for(self, encoding: str | None) -> Any:
        """The parser of lxml: the same for every page, but for one whose text lxml would only take encoded."""
        return self.kept if encoding is None else super().parser_for(encoding)  # type: ignore[no-untyped-call]

    def initialize_soup(self, soup: BeautifulSoup) -> None:
        super().initialize_soup(soup)
        self.around, self.latest = [soup], soup
        self.running.clear()

    def start(self, name: str, attrs: Mapping[str, str], _nsmap: object = None) -> None:
        if self.running:
            self.end_text()
        made = _LeanTag.__new__(_LeanTag)
        made.attrs, made.contents = dict(attrs), []
        vars(made).update(_told_by_name(name))
        self.add(made)
        self.around.append(made)

    def end(self, _name: str) -> None:
        if self.running:
            self.end_text()
        self.around.pop()

    def data(self, content: str) -> None:
        self.running.append(content)

    def end_text(self) -> None:
        if self.running:
            kind = self.string_containers.get(self.around[-1].name, NavigableString)
            text = str.__new__(kind, "".join(self.running))
            text.next_element = text.next_sibling = None
            self.add(text)
            self.running.clear()

    def comment(self, *_: object) -> None:
        self.end_text()

    def pi(self, *_: object) -> None:
        self.end_text()

    def doctype(self, *_: object) -> None:
        self.end_text()

    def close(self) -> None:
        self.end_text()
        super().close()
        self.around, self.latest = [], None  # or the page would stay in memory as long as its builder

    def add(self, node: PageElement) -> None:
        """Put a node behind the latest one."""
        parent, latest = self.around[-1], self.latest
        beside = parent.contents
        before = beside[-1] if beside else None
        node.parent, node.previous_element, node.previous_sibling = parent, latest, before
        if latest is not None:
            latest.next_element = node
        self.latest = node
        if before is not None:
            before.next_sibling = node
        beside.append(node)


class _Own(threading.local):
    """What each thread has of its own."""

    def __init__(self) -> None:
        self.builder = _Builder()


_own = _Own()

# What the library knows of most tags stands in the class: the tags themselves are made with less.
_MODEL = vars(Tag(builder=_Builder(), name="p"))
_LeanTag: type[Tag] = type("_LeanTag", (Tag,), _MODEL)


@lru_cache(maxsize=200)
def _told_by_name(name: str) -> dict[str, Any]:
    """What the library knows of a tag of a name that it does not know of most."""
    return {field: told for field, told in vars(Tag(builder=_Builder(), name=name)).items() if told != _MODEL[field]}
