"""Pages that people annotated: those beside the tests' pages, and those with anchors for their texts."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from saved_pages import cleaned

from evaluation.items import clause, folded, score_item, without_vote
from evaluation.scores import Report, Score
from searcher import exchange
from searcher.errors import UnrecognisedPage
from searcher.pipeline.readings import items_with_meeting


def score_gold(pages: Path, gold: Path) -> Report:
    """The scores of all pages of a folder that have an annotation in another."""
    report = Report()
    report.scores["characters"] = Score()
    for annotation, page in _annotated(pages, gold):
        told = json.loads(annotation.read_text(encoding="utf-8"))
        found = _found(page)
        wanted = [_wanted(one) for one in told["items"]]
        report.count("item count", page.name, range(len(found)), range(len(wanted)))
        for one, have in zip(wanted, found, strict=False):
            one["title"] = one["title"] or have["title"]  # what the page does not tell
            report.count("titles", page.name, [_name(have)], [_name(one)])
            _score(report, f"{page.name} {one['number']} {one['title']}", have, one)
    return report


def _annotated(pages: Path, gold: Path) -> Iterator[tuple[Path, Path]]:
    for annotation in sorted(gold.glob("*.json")):
        told = json.loads(annotation.read_text(encoding="utf-8"))
        if not (isinstance(told, dict) and isinstance(told.get("items"), list)):
            continue
        named = told.get("source") or f"{annotation.name.removesuffix('.expected.json')}.*"
        page = next((one for one in sorted(pages.glob(named)) if not one.name.endswith(".expected.json")), None)
        if page is not None:
            yield annotation, page


def _found(page: Path) -> list[dict[str, Any]]:
    try:
        meeting = cleaned(page.read_bytes(), path=page.name).meeting
    except UnrecognisedPage:
        return []
    return [exchange.to_object(item) for item in items_with_meeting(meeting)]


def _name(item: dict[str, Any]) -> tuple[str | None, str]:
    return item["number"], folded(item["title"])


def _wanted(told: dict[str, Any]) -> dict[str, Any]:
    """An annotation in the words of the exchange format, as far as it goes."""
    number = (told["number"] or "").rstrip(".") or None
    if "people" not in told:
        councillors = [{"name": name} for name in told["councillors"]]
        officers = [{**one, "part": None} for one in told["officers"]]
        return {**told, "number": told["number"], "councillors": councillors, "officers": officers}
    people = told["people"]
    return {
        "number": number,
        "title": told["title"],
        "anchors": (folded(told["minutes_starts_with"]), folded(told["minutes_ends_with"]), told["minutes_chars"]),
        "officers": [
            {"name": one["name"], "post": one["role"], "part": None}
            for one in people
            if one["kind"] == "officer" and one["role"]
        ],
        "councillors": [
            {"name": one["name"].removeprefix("Councillor ")} for one in people if one["kind"] == "councillor"
        ],
        "posts": told["role_only"],
        "resolutions": told["resolutions"],
        "restricted": told["exempt"],
    }


def _score(report: Report, place: str, found: dict[str, Any], wanted: dict[str, Any]) -> None:
    if "anchors" not in wanted:
        score_item(report, place, found, wanted)
        return
    start, end, length = wanted.pop("anchors")
    text = folded(without_vote(found["minutes"]))
    right = text.startswith(start[:40]) and text.endswith(end[-40:])
    report.count("texts", place, [right], [True])
    starts = [clause(one) for one in wanted["resolutions"]]
    most = len(starts[0]) if starts else 40
    report.count("resolutions", place, (clause(one)[:most] for one in found["resolutions"]), starts)
    for measure in ("officers", "councillors"):
        report.count(measure, place, _names(found[measure]), _names(wanted[measure]))
    report.count("characters of texts", place, range(len(text)), range(length))


def _names(people: list[dict[str, Any]]) -> list[str]:
    return [folded(one["name"]) for one in people]
