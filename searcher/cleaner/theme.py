"""Tells the portal's own part of a page from the theme around it, which is each council's own."""

from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from searcher.cleaner import headings
from searcher.cleaner.lines import squeeze
from searcher.cleaner.markup import UNSEEN, inline_text
from searcher.cleaner.pieces import Draft, Place
from searcher.cleaner.tree import tags, with_id

_PORTAL = "modgov"


def portal_part(soup: BeautifulSoup) -> Tag:
    """The portal's own part of a page; all of it when it has none."""
    return with_id(soup, _PORTAL) or next(tags(soup, "body"), soup)


def place_theme(soup: BeautifulSoup, portal: Tag, draft: Draft, *, before: bool) -> None:
    """The theme before or after the portal's part, as one piece."""
    draft.place(Place.THEME, squeeze(" ".join(_strings(soup, portal, before=before))))
    if before and _is_portal(portal):
        for heading in tags(soup, "h1"):  # some themes put the page's heading before the portal's part
            if not any(map(_is_portal, heading.parents)):
                draft.status = draft.status or headings.page_status(inline_text(heading))


def _is_portal(tag: Tag) -> bool:
    return str(tag.attrs.get("id", "")).lower() == _PORTAL


def _strings(soup: BeautifulSoup, portal: Tag, *, before: bool) -> Iterator[str]:
    """The texts before or after the portal's part that a browser shows."""
    around = {id(tag) for tag in portal.parents}
    is_wanted = before
    ahead: list[PageElement] = [soup]
    while ahead:
        node = ahead.pop()
        if node is portal or (isinstance(node, Tag) and node.name in UNSEEN and id(node) in around):
            is_wanted = not before
        elif isinstance(node, Tag):
            ahead += node.contents[::-1] if node.name not in UNSEEN else ()
        elif is_wanted:
            yield str(node)
