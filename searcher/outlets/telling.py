"""What people are told of a notice, part by part: clean of what pages may hold, not yet set in any form. Pure."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal
from urllib.parse import quote

from msgspec import Struct

from searcher.differences import Passage
from searcher.hrefs import parts_of
from searcher.notices import CHANGES, Notice
from searcher.render.safe import brief, line, shown
from searcher.render.style import day

_LONGEST = 800  # letters of one passage
_MOST = 12  # passages, or resolutions, of one notice
_UNTOLD = "imported"  # stands for a council that neither the page nor anybody told

Look = Literal["same", "found", "gone", "come"]
Runs = tuple[tuple[Look, str], ...]
"""A text as runs: as it was, found by the words of the follow, gone, or come."""


class Told(Struct, frozen=True):
    """What people are told of a notice. Each of `paragraphs` has a label, which may be "", and a text."""

    change: str
    title: str
    facts: tuple[str, ...]
    paragraphs: tuple[tuple[str, Runs], ...]
    url: str | None


def told(notice: Notice) -> Told:
    """What people are told of a notice."""
    return Told(
        change=notice.change.capitalize(),
        title=brief(notice.title) or "(untitled)",
        facts=tuple(filter(None, _facts(notice))),
        paragraphs=tuple(_paragraphs(notice)),
        url=web_link(notice.url),
    )


def summary(notices: Sequence[Notice]) -> str:
    """How many notices of each change: "2 new, 1 withdrawn"."""
    counts = Counter(notice.change for notice in notices)
    return ", ".join(f"{counts[change]:,} {change}" for change in CHANGES if counts[change])


def web_link(url: str | None) -> str | None:
    """An address that a reader may follow, in ASCII; None for what leads nowhere on the web, such as a script."""
    told = line(url or "")
    parts = parts_of(told)
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(told, safe="!#$%&'()*+,/:;=?@[]~")


def _facts(notice: Notice) -> Iterator[str]:
    if notice.council != _UNTOLD:
        yield brief(notice.council)
    yield brief(notice.committee or "") or "committee not stated"
    yield _day(notice.date) or "undated"
    if notice.number:
        yield f"minute {brief(notice.number)}"
    if notice.status not in ("minutes", "approved"):
        yield brief(notice.status)


def _day(date: str | None) -> str | None:
    return day(datetime.date.fromisoformat(date)) if date else None


def _paragraphs(notice: Notice) -> Iterator[tuple[str, Runs]]:
    """What changed, which is news, before what was found and what was resolved."""
    changes = [(one.part, passage) for one in notice.differences for passage in one.passages]
    for part, changed in changes[:_MOST]:
        yield f"Changed in the {part}", _clean(_spaced(changed))
    passage = _clean(("found" if marked else "same", text) for text, marked in notice.passage)
    if passage:
        yield "", passage
    for resolution in notice.resolutions[:_MOST]:
        yield "Resolved", _clean([("same", resolution)])
    left_out = max(0, len(notice.resolutions) - _MOST) + max(0, len(changes) - _MOST)
    if left_out:
        yield "", (("same", f"… and {left_out:,} more"),)


def _spaced(passage: Passage) -> Iterator[tuple[Look, str]]:
    """The runs of words of a difference, with the spaces between them."""
    for number, (mark, text) in enumerate(passage):
        if number:
            yield "same", " "
        yield mark, text


def _clean(runs: Iterable[tuple[Look, str]]) -> Runs:
    """Runs on one line without what a page may hide in them, cut where they are too long."""
    kept: list[tuple[Look, str]] = []
    room = _LONGEST
    for look, text in runs:
        clean = re.sub(r"\s+", " ", shown(text))
        if len(clean) > room:
            return (*kept, (look, clean[:room]), ("same", " …"))
        room -= len(clean)
        if clean:
            kept.append((look, clean))
    return tuple(kept) if any(text.strip() for _, text in kept) else ()
