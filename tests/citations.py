"""References and approvals held against the truth of invented councils: which are found, which item each means.

Run as a script it prints the figures: `python tests/citations.py 1 2 3`.
"""

import datetime
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sample_portal.generator import generate
from sample_portal.model import Scheduled, Truth, state_on
from sample_portal.truth_lines import truth_of

from searcher.pipeline import Workshop

# What is left to be read from the text, or is worked out from the evidence.
_LEFT_OUT = ("references", "resolutions", "topics", "kind")
_PUBLISHED = {"draft": "minutes", "approved": "minutes"}  # a page does not tell whether its minutes were approved


@dataclass
class Score:
    """How many answers were right, how many wrong, how many there should have been; and which were not right."""

    right: int = 0
    wrong: int = 0
    wanted: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of the answers that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what is wanted that was answered."""
        return self.right / max(1, self.wanted)


def lines_of(truth: Truth, day: datetime.date) -> list[dict[str, Any]]:
    """The items of a day as lines to be imported, without what is to be found out."""
    return [_line(told) for told in truth_of(truth, day)]


def _line(told: dict[str, Any]) -> dict[str, Any]:
    meeting = told["meeting"] | {"status": _PUBLISHED.get(told["meeting"]["status"], told["meeting"]["status"])}
    return {key: value for key, value in told.items() if key not in _LEFT_OUT} | {"meeting": meeting}


def imported(workshop: Workshop, lines: Sequence[dict[str, Any]], folder: Path) -> None:
    """Put lines into an archive."""
    path = folder / f"{len(list(folder.iterdir()))}.jsonl"
    path.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")
    assert all(outcome.refused is None for outcome in workshop.import_paths([path]))


def references_scored(workshop: Workshop, truth: Truth, day: datetime.date) -> Score:
    """What the archive says that references mean, against the truth."""
    score = Score()
    held = {item.id for item in workshop.store.items()}
    for told in truth_of(truth, day):
        if told["id"] not in held:
            continue
        meant = Counter(one["item"] for one in told["references"])
        found = workshop.store.connections(workshop.store.item(told["id"])).cites
        score.wanted += meant.total()
        answers = Counter(one.item for one in found if one.item)
        score.right += (answers & meant).total()
        score.wrong += (answers - meant).total()
        score.faults += [f"{told['id']}: {one}" for one in _faults(told, found)]
    return score


def _faults(told: dict[str, Any], found: Sequence[Any]) -> Iterator[str]:
    meant = {one["item"] for one in told["references"]}
    yield from (f"wrong {one}" for one in found if one.item and one.item not in meant)
    answered = {one.item for one in found}
    reasons = [(one.as_written, one.reason) for one in found if not one.item]
    yield from (f"not {one['as_written']!r}: {reasons}" for one in told["references"] if one["item"] not in answered)


def approvals_scored(workshop: Workshop, truth: Truth, day: datetime.date) -> Score:
    """Which minutes the archive says were approved, against the state that the portal had them in."""
    score = Score()
    states = {str(meeting.id): state_on(meeting, day) for meeting in truth.calendar}
    held = {item.meeting.id: item.meeting.status for item in workshop.store.items() if item.meeting}
    proved = _proved(truth, day)
    score.wanted = len(proved & set(held))
    for meeting, status in held.items():
        if status == "approved":
            right = states[meeting] == "approved"
            score.right, score.wrong = score.right + right, score.wrong + (not right)
            score.faults += [] if right else [f"{meeting} is {states[meeting]}"]
        elif meeting in proved:
            score.faults.append(f"{meeting} is approved, held {status}")
    return score


def _proved(truth: Truth, day: datetime.date) -> set[str]:
    """The meetings whose minutes were approved by their committee's next meeting, as the minutes of that say."""
    found: set[str] = set()
    before: dict[int, Scheduled] = {}
    for meeting in truth.meetings:
        approves = any(item.matter == "minutes" for item in meeting.items)
        previous = before.get(meeting.committee_id)
        is_out = state_on(meeting, day) in ("draft", "approved")
        if previous and approves and is_out and state_on(previous, day) in ("draft", "approved"):
            found.add(str(previous.id))
        before[meeting.committee_id] = meeting
    return found


def scores(seed: int, items: int, folder: Path) -> tuple[Score, Score]:
    """References and approvals of one invented council, all of it imported at once."""
    truth = generate(seed, items)
    (folder / "in").mkdir()
    with Workshop(folder / "index") as workshop:
        imported(workshop, lines_of(truth, truth.today), folder / "in")
        return references_scored(workshop, truth, truth.today), approvals_scored(workshop, truth, truth.today)


def main(seeds: Sequence[str]) -> None:
    """Print the figures, and what is not right."""
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            for what, score in zip(("references", "approvals"), scores(int(seed), 2000, Path(folder)), strict=True):
                told = f"precision {score.precision:.4f}, recall {score.recall:.4f}, of {score.wanted}"
                sys.stdout.write(f"seed {seed} {what}: {told}\n")
                sys.stdout.write("".join(f"  {fault}\n" for fault in score.faults))


if __name__ == "__main__":
    main(sys.argv[1:])
