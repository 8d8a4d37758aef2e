"""The cleaner reaches its floors: on an invented portal, in open and reserved styles, and on annotated pages."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from evaluation.gold import score_gold
from evaluation.portal import score_portal
from evaluation.scores import Report, Score
from sample_portal import generate
from sample_portal.prose import ALL, OPEN
from saved_pages import FOLDER

FLOORS: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text())
STYLES = {"open": OPEN, "reserved": tuple(name for name in ALL if name not in OPEN)}


def short_of(report: Report, floors: dict[str, Any]) -> list[str]:
    """The measures that are below their floors."""
    told = []
    for measure, floor in floors.items():
        score = report.scores[measure]
        wanted = floor if isinstance(floor, dict) else {"f1": floor}
        told += [
            f"{measure}: {name} {getattr(score, name):.4f}" for name, at in wanted.items() if getattr(score, name) < at
        ]
    return told


@pytest.mark.parametrize("styles", STYLES)
def test_what_a_portal_says_is_found(styles: str) -> None:
    report = score_portal(generate(seed=23, items=420, years=4, styles=STYLES[styles]), markup=3)

    assert report.scores["officers"].wanted > 100
    assert report.scores["resolutions"].wanted > 100
    assert not short_of(report, FLOORS[styles])


def test_what_annotated_pages_say_is_found() -> None:
    report = score_gold(FOLDER, FOLDER)

    assert report.scores["items"].wanted > 100
    assert not short_of(report, FLOORS["pages"])


def test_a_score_tells_what_was_found_too_much_and_what_was_not() -> None:
    score = Score()
    score.count(["a", "a", "b"], ["a", "c", "d", "e"])

    assert (score.right, score.found, score.wanted) == (1, 3, 4)
    assert (score.precision, score.recall, score.f1) == (1 / 3, 1 / 4, 2 / 7)


def test_where_nothing_was_to_be_found_nothing_is_wrong() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (1.0, 1.0, 1.0)
