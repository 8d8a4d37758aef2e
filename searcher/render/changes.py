"""What changed in an archive, for people and for programs: run by run, meeting by meeting, word by word."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from msgspec import to_builtins

from searcher.differences import Difference, Passage, marked
from searcher.history import CHANGES, Change, Changed, Run, Tally
from searcher.model import Meeting
from searcher.render.safe import brief, line
from searcher.render.style import Style, counted, day

_MOST_WORDS = 40  # of what came or went in one place
_MOST_PLACES = 3  # of one part of an item


def changed_object(changed: Changed) -> dict[str, Any]:
    """One change as programs read it."""
    told: dict[str, Any] = to_builtins(changed)
    return told


def run_text(run: Run, changes: Sequence[Changed], style: Style) -> str:
    """A run with everything that it changed, by meetings."""
    by_meeting = groupby(changes, key=lambda one: (one.council, one.meeting))
    blocks = [_heading(run, Counter(one.change for one in changes), style)]
    blocks += ["\n".join(_meeting(list(some), style)) for _, some in by_meeting]
    return "\n\n".join(blocks) + "\n"


def counts_text(run: Run, tallies: Sequence[Tally], style: Style) -> str:
    """A run with the numbers of items that it changed, by committees."""
    total: Counter[Change] = Counter()
    lines = []
    for (council, committee), some in groupby(tallies, key=lambda one: (one.council, one.committee)):
        counts = Counter({one.change: one.items for one in some})
        total += counts
        name = f"{line(committee or '') or 'committee not stated'} ({line(council)})"
        lines += style.wrapped(f"{name}: {_numbers(counts)}", "  ", hang=2)
    return "\n".join([_heading(run, total, style), *lines]) + "\n"


def summary_text(total: Mapping[Change, int], runs: int, style: Style, *, counted_only: int, reread: int) -> str:
    """The line at the end: how much changed, in how many runs; how many items were only counted, or read otherwise."""
    number = sum(total.values())
    told = f"{counted(number, 'change')} in {counted(runs, 'run')}: {_numbers(total)}" if number else "Nothing changed"
    if counted_only:
        told += f"; {counted_only:,} only counted: --all tells each, --limit more, a later --since fewer"
    if reread:
        told += f"; besides, {counted(reread, 'item')} read otherwise in the same pages"
    return "\n".join(style.wrapped(f"{told}.")) + "\n"


def _heading(run: Run, counts: Mapping[Change, int], style: Style) -> str:
    told = f"Generation {run.generation}, {_moment(run.at)}, {line(run.command)}: {_numbers(counts)}"
    first, *rest = style.wrapped(told, hang=2)
    return "\n".join([style.bold(first), *map(style.bold, rest)])


def _moment(at: str) -> str:
    when = datetime.datetime.fromisoformat(at)
    return f"{day(when.date())} {when:%H:%M} UTC"


def _numbers(counts: Mapping[Change, int]) -> str:
    return ", ".join(f"{counts[one]:,} {one}" for one in CHANGES if counts.get(one))


def _meeting(changes: Sequence[Changed], style: Style) -> Iterator[str]:
    """The changes of one meeting: a status that several items got is told once."""
    first = changes[0]
    label = Meeting(first.meeting, first.council, first.committee, date=first.date).label
    yield from style.wrapped(f"{line(label)} ({line(first.council)})")
    statuses = Counter(one for changed in changes for one in changed.differences if one.part == "status")
    for status, number in statuses.items():
        yield from style.labelled("Status", f"{_passages(status)[0]}, {counted(number, 'item')}", "  ", hang=2)
    for changed in changes:
        yield from _item(changed, style)


def _item(changed: Changed, style: Style) -> Iterator[str]:
    differences = [one for one in changed.differences if one.part != "status"]
    if changed.change == "changed" and changed.differences and not differences:
        return
    number = f"{line(changed.number)}. " if changed.number else ""
    yield from style.labelled(changed.change.capitalize(), f"{number}{brief(changed.title)}", "  ", hang=2)
    if changed.change == "changed" and not differences:
        yield "    The words are the same."
    for one in differences:
        for passage in _passages(one):
            yield from style.labelled(one.part.capitalize(), passage, "    ", hang=2)
    yield from map(style.dim, style.wrapped(line(changed.item), "    "))


def _passages(difference: Difference) -> list[str]:
    """The changed places of a part, as far as there is room."""
    told = [line(marked(_short(one))) for one in difference.passages[:_MOST_PLACES]]
    left = len(difference.passages) - len(told)
    return [*told, f"and {counted(left, 'more place')}"] if left else told


def _short(passage: Passage) -> Passage:
    return tuple((mark, " ".join(_shortened(text.split()))) for mark, text in passage)


def _shortened(words: Sequence[str]) -> Iterable[str]:
    if len(words) <= _MOST_WORDS:
        return words
    return (*words[:_MOST_WORDS], f"… ({len(words) - _MOST_WORDS:,} more words)")
