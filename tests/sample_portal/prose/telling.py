"""How tables of sentences are used: figures that rise or fall, and decisions, each in the words of a style."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from sample_portal.business import Figure
from sample_portal.model import Mark, Points
from sample_portal.prose.common import Draft
from sample_portal.prose.material import Case, Decision, Step

Phrases = Mapping[Step, Sequence[str]]


@dataclass(frozen=True)
class Frames:
    """Sentences about a figure; {subject}, {now}, {before} and {since} are filled."""

    rise: Sequence[str]
    fall: Sequence[str]
    same: Sequence[str]


def figure_clause(figure: Figure, frames: Frames, random: Random, dated: Callable[[date], str]) -> str:
    """A figure as a clause."""
    chosen = random.choice({1: frames.rise, -1: frames.fall, 0: frames.same}[figure.direction])
    since = dated(figure.since)
    return chosen.format(subject=figure.subject, now=figure.printed_now, before=figure.printed_before, since=since)


def decided(decision: Decision, phrases: Phrases, random: Random, draft: Draft) -> str:
    """What was decided, as a clause that follows "that" or stands alone, as the style has it."""
    post = draft.post(decision.post) if decision.post else ""
    return random.choice(phrases[decision.step]).format(what=decision.what, post=post)


def parts_below(case: Case, mark: Mark, ending: str = ";") -> list[tuple[int, Points]]:
    """The points below decisions that have any, by the decision's place."""
    found = [(place, decision.parts) for place, decision in enumerate(case.decisions) if decision.parts]
    return [(place, Points(punctuated(parts, ending), mark)) for place, parts in found]


def punctuated(points: Sequence[str], ending: str = ";", last: str = ".", before_last: str = " and") -> tuple[str, ...]:
    """Points that run on: "a;", "b; and", "c."."""
    if len(points) == 1:
        return (points[0] + last,)
    return (*(point + ending for point in points[:-2]), points[-2] + ending + before_last, points[-1] + last)
