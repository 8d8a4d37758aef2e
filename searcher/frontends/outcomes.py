"""What is told of files and pages while they are worked on, and in the end."""

import sys
from collections.abc import Iterable, Iterator, Sequence

from searcher.frontends.terminal import Progress
from searcher.pipeline import Outcome, Workshop
from searcher.render.style import counted

_FEW = 20  # files that a terminal shows one by one


def reported(verb: str, outcomes: Iterable[Outcome], progress: Progress) -> Iterator[Outcome]:
    """Outcomes as they come, each with its line. After some on a terminal, the bar tells of what went well."""
    for number, outcome in enumerate(outcomes, 1):
        progress(number)
        if outcome.refused:
            progress.say(f"refused {outcome.path}: {outcome.refused}")
        elif number <= _FEW or not sys.stderr.isatty():
            progress.say(f"{verb} {outcome.path}: {_change(outcome)}")
        for text in outcome.unplaced:
            progress.say(f"not placed, of {outcome.path}: {text[:100]}")
        yield outcome


def _change(outcome: Outcome) -> str:
    of = f" of {outcome.items:,}" if outcome.items else ""
    done = f"{counted(outcome.changed, 'item')} new or changed{of}" if outcome.changed else "nothing new"
    return done + _left_out(outcome.taken_down)


def _left_out(number: int) -> str:
    return f"; {counted(number, 'item')} left out: taken down" if number else ""


def summary(outcomes: Sequence[Outcome], noun: str, verb: str) -> str:
    """What came of files or pages in all."""
    refused = sum(1 for outcome in outcomes if outcome.refused)
    changed = sum(outcome.changed for outcome in outcomes)
    done = f"{counted(len(outcomes) - refused, noun)} {verb}, {counted(changed, 'item')} new or changed"
    return f"{done}, {refused:,} refused" + _left_out(sum(outcome.taken_down for outcome in outcomes))


def index_all(workshop: Workshop, *, whole: bool = False) -> int:
    """Bring the index up to the archive, with a bar; the number of items it holds."""
    with Progress("Indexing", workshop.store.count_items()) as progress:
        return workshop.index(whole=whole, progress=progress)
