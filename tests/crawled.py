"""Crawls of the sample portal on its own clock, and the archive held against the portal's truth."""

import contextlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sample_portal import Clock, SamplePortal, Truth
from sample_portal.truth_lines import truth_of

from searcher import exchange
from searcher.listing import Portal
from searcher.pipeline import Outcome, Wanted, Workshop
from searcher.words import forms

CONTACT = "tests@example.org"
COUNCIL = "marlmouth"
TEXTS = ("number", "title", "agenda", "decision", "minutes", "truncated", "restricted")
FACTS = ("committee", "committee_id", "date", "time", "venue")


@dataclass
class Crawled:
    """What a crawl came to: the outcome of each page, and how many requests it made."""

    outcomes: list[Outcome]
    requests: int

    @property
    def failed(self) -> list[str]:
        """Why pages could not be fetched."""
        return [outcome.refused for outcome in self.outcomes if outcome.refused]


def crawl(workshop: Workshop, portal: SamplePortal, wanted: Wanted | None = None, url: str | None = None) -> Crawled:
    """Crawl the sample portal once, waiting by its clock."""
    with workshop.crawling(Portal(COUNCIL, url or portal.url), CONTACT, wanted or Wanted(), portal.clock) as crawling:
        outcomes = list(crawling.run())
        return Crawled(outcomes, crawling.requests)


@contextlib.contextmanager
def workshop_at(folder: Path, settings: str = "") -> Iterator[Workshop]:
    """A workshop with settings of its own."""
    (folder / "index").mkdir(exist_ok=True)
    (folder / "index" / "settings.toml").write_text(settings)
    with Workshop(folder / "index") as workshop:
        yield workshop


def differences(workshop: Workshop, portal: SamplePortal, *, by_words: bool = False) -> list[str]:
    """How the archive differs from what the portal shows today: items lacking or too many, and texts that differ.

    `by_words` compares texts without their paragraphs.
    """
    wanted = {one["id"]: one for one in truth_of(portal.truth, portal.clock.now().date())}
    held = {item.id: exchange.to_object(item) for item in workshop.store.items()}
    lacking = [f"{one} is lacking" for one in sorted(set(wanted) - set(held))]
    surplus = [f"{one} is too many" for one in sorted(set(held) - set(wanted))]
    differing = [
        told for one in sorted(set(held) & set(wanted)) for told in _differing(one, wanted[one], held[one], by_words)
    ]
    return lacking + surplus + differing


def _differing(name: str, wanted: dict[str, Any], held: dict[str, Any], by_words: bool) -> Iterator[str]:
    for key in TEXTS:
        want, have = wanted.get(key, False), _without_vote(held[key])
        if by_words and isinstance(want, str) and isinstance(have, str):
            want, have = " ".join(forms(want)), " ".join(forms(have))
        if want != have:
            yield f"{key} of {name}: {_where(want, have)}"
    for key in FACTS:
        if wanted["meeting"][key] != held["meeting"][key]:
            yield f"{key} of the meeting of {name}: {wanted['meeting'][key]!r}, held {held['meeting'][key]!r}"


def _without_vote(text: Any) -> Any:
    """The truth keeps a recorded vote beside the text; the archive has it under the text."""
    return re.sub(r"\n\nRecorded Vote\n\n.*", "", text, flags=re.DOTALL) if isinstance(text, str) else text


def _where(want: Any, have: Any) -> str:
    if not (isinstance(want, str) and isinstance(have, str)):
        return f"{want!r}, held {have!r}"
    at = next(
        (i for i, (one, other) in enumerate(zip(want, have, strict=False)) if one != other), min(len(want), len(have))
    )
    return f"{want[max(0, at - 40) : at + 60]!r}, held {have[max(0, at - 40) : at + 60]!r}"


def kinds(portal: SamplePortal, since: int = 0) -> Counter[str]:
    """How often each page was asked for, by its name in lower case."""
    return Counter(one.path.rpartition("/")[2].lower() for one in portal.requests[since:])


def clocked(truth: Truth) -> Clock:
    """A clock at the portal's first day."""
    return Clock(truth.today)


def pass_time(portal: SamplePortal, *, days: float = 0, seconds: float = 0) -> None:
    """Move the portal's clock on."""
    assert isinstance(portal.clock, Clock)
    portal.clock.advance(days=days, seconds=seconds)
