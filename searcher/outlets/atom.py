"""The newest notices of a follow as an Atom feed (RFC 4287). Pure: the same notices give the same bytes."""

from collections.abc import Sequence
from urllib.parse import quote

from searcher.notices import Notice
from searcher.outlets.markup import paragraphs_html
from searcher.outlets.moments import moment_of
from searcher.outlets.telling import told
from searcher.render.safe import brief
from searcher.xml_text import Element, child, written

MOST = 100  # entries
_SPACE = "http://www.w3.org/2005/Atom"
_PROGRAM = "council-minutes-search"
# A tag (RFC 4151) names who gave it by a domain. No domain is ours, and one in .invalid (RFC 2606) is nobody else's.
_TAG = f"tag:{_PROGRAM}.invalid,2026:"
_NEVER = "1970-01-01T00:00:00Z"


def atom(follow: str, words: str, kept: Sequence[Notice]) -> bytes:
    """The feed of a follow: its notices, the newest first, each once, as many as 100."""
    shown = list({notice.id: notice for notice in reversed(kept)}.values())[::-1][:MOST]
    feed = Element("feed", {"xmlns": _SPACE})
    child(feed, "id", _TAG + f"follow/{quote(follow, safe='', errors='replace')}")
    child(feed, "title", brief(follow) or "(no name)")
    if words:
        child(feed, "subtitle", brief(words))
    child(feed, "updated", max((_moment(one.noticed_at) for one in shown), default=_NEVER))
    child(child(feed, "author"), "name", _PROGRAM)
    child(feed, "generator", _PROGRAM)
    for notice in shown:
        _entry(feed, notice)
    return written(feed)


def _entry(feed: Element, notice: Notice) -> None:
    facts = told(notice)
    entry = child(feed, "entry")
    child(entry, "id", _TAG + f"notice/{quote(notice.id, safe='', errors='replace')}")
    child(entry, "title", f"{facts.change}: {facts.title}")
    child(entry, "updated", _moment(notice.noticed_at))
    child(entry, "published", _moment(notice.noticed_at))
    child(entry, "category", attributes={"term": notice.change})
    if facts.url:
        child(entry, "link", attributes={"rel": "alternate", "href": facts.url})
    child(entry, "content", "".join(paragraphs_html(facts)), {"type": "html"})


def _moment(told_at: str) -> str:
    """A moment as RFC 3339 writes it, in whole seconds."""
    return moment_of(told_at).isoformat(timespec="seconds").replace("+00:00", "Z")
