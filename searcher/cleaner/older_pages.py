"""Pages of a portal's older archive (`ceListDocuments`): a meeting's document as one text, without items of its own.

Their HTML is not known to us beyond that; so they are read as any text of minutes is, and refused where that fails.
"""

from collections.abc import Callable

from bs4 import BeautifulSoup

from searcher.cleaner.markup import blocks
from searcher.cleaner.pieces import Draft
from searcher.cleaner.text_pages import read_text
from searcher.cleaner.theme import place_theme, portal_part

_LEAST = 2  # items: one heading stands on any page


def read_older_page(soup: BeautifulSoup, is_procedural: Callable[[str], bool]) -> Draft | None:
    """The draft of a page of the older archive; None when no layout of agenda items is recognised in it."""
    portal = portal_part(soup)
    found = list(blocks(portal))
    draft = read_text("\n\n".join(f"{block.mark}{block.paragraph.line}" for block in found), is_procedural)
    if draft is None or len(draft.items) < _LEAST:
        return None
    place_theme(soup, portal, draft, before=True)
    place_theme(soup, portal, draft, before=False)
    return draft
