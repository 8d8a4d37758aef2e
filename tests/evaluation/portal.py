"""The sample portal crawled into an archive, and every item of it held against the truth."""

import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from crawled import clocked, crawl, workshop_at
from sample_portal import SamplePortal, Truth
from sample_portal.truth_lines import truth_of

from evaluation.items import folded, score_item
from evaluation.scores import Report, Score
from searcher import exchange
from searcher.pipeline.registering import settle


def score_portal(truth: Truth, **look: Any) -> Report:
    """The scores of a whole archive."""
    report = Report()
    report.scores["characters"] = Score()
    with tempfile.TemporaryDirectory() as folder, SamplePortal(truth, clock=clocked(truth), **look) as portal:
        with workshop_at(Path(folder)) as workshop:
            crawl(workshop, portal)
            with workshop.store.writing():
                settle(workshop.store, workshop.corrections)
            found = {item.id: exchange.to_object(item) for item in workshop.store.items()}
        wanted = {one["id"]: one for one in truth_of(truth, portal.clock.now().date())}
    report.count("ids", "portal", list(found), list(wanted))
    for name in sorted(set(found) & set(wanted)):
        score_item(report, name, found[name], wanted[name])
    _score_identities(report, [(found[name], wanted[name]) for name in sorted(set(found) & set(wanted))])
    return report


def _score_identities(report: Report, pairs: Iterable[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    """Which officers are one: names of one officer put together, and officers wrongly made one."""
    names: dict[str, set[str]] = defaultdict(set)
    ids: dict[str, set[str]] = defaultdict(set)
    people: dict[str, set[str]] = defaultdict(set)
    for found, wanted in pairs:
        true = {(folded(one["name"]), folded(one["post"])): one["id"] for one in wanted["officers"]}
        for one in found["officers"]:
            person = true.get((folded(one["name"]), folded(one["post"])))
            if person is not None and one["id"] is not None:
                names[person].add(folded(one["name"]))
                ids[person].add(one["id"])
                people[one["id"]].add(person)
    merged = Score()
    for person, variants in names.items():
        merged.wanted += len(variants) - 1
        merged.found += len(variants) - 1
        merged.right += max(0, len(variants) - len(ids[person]))
    report.scores["true merges of officers"] = merged
    wrong = {one: sorted(found) for one, found in people.items() if len(found) > 1}
    report.scores["officers that are one person"] = Score(len(people) - len(wrong), len(people), len(people))
    report.wrong["officers that are one person"] = [f"{one}: {found}" for one, found in wrong.items()]
