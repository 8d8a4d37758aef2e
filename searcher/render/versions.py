"""What changed from one version of an item to the next, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from searcher.model import Item
from searcher.render.safe import line
from searcher.render.style import Style, counted

_AROUND = 8  # words shown before and after a change
_HEADINGS = ("Status", "Number", "Title", "Agenda", "Decision", "Minutes")


def versions_text(versions: Sequence[Item], style: Style) -> str:
    """The differences between versions, the oldest first: [-what went-] and {+what came+}, with some words around."""
    item = versions[-1]
    blocks = [[*map(style.bold, style.wrapped(line(item.title))), counted(len(versions), "version")]]
    for number, (older, newer) in enumerate(pairwise(versions), 1):
        changes = list(_changes(older, newer, style))
        heading = style.bold(f"From version {number} to {number + 1}")
        blocks.append([heading, *(changes or ["  The words are the same."])])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _changes(older: Item, newer: Item, style: Style) -> Iterator[str]:
    for heading, was, now in zip(_HEADINGS, _texts(older), _texts(newer), strict=True):
        for passage in changed_passages(was, now):
            yield from style.labelled(heading, line(passage), "  ", hang=2)


def _texts(item: Item) -> tuple[str, ...]:
    status = item.meeting.status if item.meeting else ""
    return status, item.number or "", item.title, item.agenda, item.decision, item.minutes


def changed_passages(was: str, now: str) -> list[str]:
    """The places in which two texts differ, each with the words around it: "… the [-32-] {+81+} schools …"."""
    old, new = re.findall(r"\S+", was), re.findall(r"\S+", now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [_passage(group, old, new) for group in matcher.get_grouped_opcodes(_AROUND)]


def _passage(group: Sequence[tuple[str, int, int, int, int]], old: Sequence[str], new: Sequence[str]) -> str:
    parts = ["…"] if group[0][1] > 0 else []
    for tag, start, end, new_start, new_end in group:
        if tag == "equal":
            parts += old[start:end]
            continue
        parts += [f"[-{' '.join(old[start:end])}-]"] if end > start else []
        parts += [f"{{+{' '.join(new[new_start:new_end])}+}}"] if new_end > new_start else []
    return " ".join([*parts, "…"] if group[-1][2] < len(old) else parts)
