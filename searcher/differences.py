"""What changed from one text of an item to the next, word by word. Pure."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from searcher.model import Item

_AROUND = 8  # words told before and after a change
Mark = Literal["same", "gone", "come"]
Passage = tuple[tuple[Mark, str], ...]
"""Runs of words, each the same in both texts, gone or come. "…" stands for what is left out."""


class Difference(Struct, frozen=True):
    """How one part of an item changed: `part` as the item's fields are named, or "status"; each changed place."""

    part: str
    passages: tuple[Passage, ...]


def differences(older: Item, newer: Item) -> tuple[Difference, ...]:
    """What differs between two texts of an item, in the order of its parts; none where the words are the same."""
    told = zip(_parts(older), _parts(newer), strict=True)
    found = (Difference(part, changed_passages(was, now)) for (part, was), (_, now) in told if was != now)
    return tuple(one for one in found if one.passages)


def _parts(item: Item) -> Iterator[tuple[str, str]]:
    yield "status", item.meeting.status if item.meeting else ""
    yield "number", item.number or ""
    for part in ("title", "agenda", "decision", "minutes"):
        yield part, getattr(item, part)


def changed_passages(was: str, now: str) -> tuple[Passage, ...]:
    """The places in which two texts differ, each with the words around it."""
    old, new = re.findall(r"\S+", was), re.findall(r"\S+", now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(tuple(_runs(group, old, new)) for group in matcher.get_grouped_opcodes(_AROUND))


def _runs(
    group: Sequence[tuple[str, int, int, int, int]], old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[Mark, str]]:
    if group[0][1] > 0:
        yield "same", "…"
    for tag, start, end, new_start, new_end in group:
        if tag == "equal":
            yield "same", " ".join(old[start:end])
            continue
        if end > start:
            yield "gone", " ".join(old[start:end])
        if new_end > new_start:
            yield "come", " ".join(new[new_start:new_end])
    if group[-1][2] < len(old):
        yield "same", "…"


def marked(passage: Passage) -> str:
    """A passage as plain text: "the [-32-] {+81+} schools"."""
    forms = {"same": "{}", "gone": "[-{}-]", "come": "{{+{}+}}"}
    return " ".join(forms[mark].format(text) for mark, text in passage)
