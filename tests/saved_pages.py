"""The pages of tests/pages beside what a person saw on them, and the cleaner ready for use."""

import json
import re
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from searcher.cleaner import Cleaned, clean
from searcher.model import FetchedPage
from searcher.settings import load_posts, load_vocabulary

FOLDER = Path(__file__).parent / "pages"
KEY = "0123456789ab"
TOPICS = load_vocabulary()
POSTS = load_posts()


def page_names() -> list[str]:
    """The names of all pages that have an expected result."""
    return sorted(
        path.name for path in FOLDER.iterdir() if expected_path(path.name).exists() and ".expected" not in path.name
    )


def expected_path(name: str) -> Path:
    """Where the expected result of a page is."""
    return FOLDER / f"{name.partition('.')[0]}.expected.json"


def expected_of(name: str) -> dict[str, Any]:
    """What a person saw on a page."""
    expected: dict[str, Any] = json.loads(expected_path(name).read_text(encoding="utf-8"))
    return expected


def content_of(name: str) -> bytes:
    """A page as it was saved."""
    return (FOLDER / name).read_bytes()


def cleaned(content: bytes | str, **facts: str) -> Cleaned:
    """What the cleaner makes of some content."""
    raw = content.encode() if isinstance(content, str) else content
    return clean(FetchedPage(raw, "imported", KEY, **facts), TOPICS, POSTS)


def portal_page(items: str, *, heading: str = "Cabinet - Monday 2 March 2020 5.30 p.m.") -> str:
    """A meeting's page with rows of items, in the portal's markup."""
    return (
        '<html><body><div id="modgov"><div class="mgHeader"><h1 class="mgMainTitleTxt">Agenda and minutes</h1></div>'
        f'<div class="mgSubTitle"><h2 class="mgSubTitleTxt">{heading}</h2></div>'
        f'<div class="mgContent"><table class="mgItemTable">{items}</table></div></div></body></html>'
    )


def row(number: str, title: str, body: str = "") -> str:
    """One item's row in the portal's markup."""
    return (
        f'<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt"><a name="AI{number}"></a>{number}.</p></td>'
        f'<td><p class="mgAiTitleTxt">{title}</p>{body}</td></tr>'
    )


def minutes(*paragraphs: str) -> str:
    """Minutes in the portal's markup."""
    written = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f'<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara">{written}</div>'


def letters(text: str) -> str:
    """A text's letters and digits alone."""
    return re.sub(r"[\W_]", "", text)


def visible_letters(html: str) -> str:
    """The letters and digits of what a page shows in a browser."""
    soup = BeautifulSoup(html, "lxml", string_containers={})  # by which the library leaves ruby's texts out
    for unseen in soup(["script", "style", "noscript", "template", "title"]):
        unseen.extract()
    return letters(soup.get_text())
