"""References and approvals in an archive: kept up to date whatever comes, in whatever order, and goes."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from citations import Score, approvals_scored, imported, lines_of, references_scored
from crawled import clocked, crawl, workshop_at
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_pages import exchange_line, exported, meeting_page, row, saved, without_touches, workshop_in
from invented_pages import imported as imported_files
from sample_portal import SamplePortal, generate

from searcher.api import Archive
from searcher.archive import FILE
from searcher.archive.schema import MIGRATIONS
from searcher.pipeline import Workshop, check, is_stale
from searcher.storage import Storage

DAYS = ("2019-06-03", "2019-07-01", "2019-09-02", "2019-10-07")


def line(meeting: int, number: int, title: str, minutes: str) -> dict[str, Any]:
    """An item of a meeting of the Cabinet, as a line."""
    held = {"id": str(meeting), "committee": "Cabinet", "date": DAYS[meeting], "status": "minutes"}
    told = exchange_line(
        f"oakham:{meeting}:AI{number}", meeting=held, number=str(number), title=title, minutes=minutes, position=number
    )
    return dict(json.loads(told))


LINES = (
    [line(0, 11, "Flood Wall", "It was built."), line(0, 12, "School Places", "They were few.")],
    [
        line(1, 13, "Minutes", "The minutes of the meeting held on 3 June 2019 were approved as a correct record."),
        line(1, 14, "Flood Wall", "Further to Minute 11 of 3 June 2019, and Minute 12 (Bins), it was extended."),
    ],
    [
        line(2, 15, "Minutes", "The minutes were agreed as a correct record, subject to the following correction: a."),
        line(2, 16, "School Places", "Minute Nos. 12 and 99 were recalled, as was Minute 17 of 7 October 2019."),
    ],
    [line(3, 17, "Flood Wall", "See Minute 14 (Flood Wall) and Minute No. 8 of the Audit Board on 3 June 2019.")],
)


def settled(workshop: Workshop) -> dict[str, Any]:
    """All that is known of references, approvals and statuses, by item."""
    items = list(workshop.store.items())
    return {
        item.id: (workshop.store.connections(item), item.references, item.meeting and item.meeting.status)
        for item in items
    }


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is known when all lines were imported together."""
    folder = tmp_path_factory.mktemp("once")
    (folder / "in").mkdir()
    with Workshop(folder / "index") as workshop:
        imported(workshop, [one for lines in LINES for one in lines], folder / "in")
        return settled(workshop)


def test_references_are_told_both_ways(at_once: dict[str, Any]) -> None:
    cites = [(one.number, one.item, one.reason) for one in at_once["oakham:2:AI16"][0].cites]

    assert cites == [
        ("12", "oakham:0:AI12", None),
        ("99", None, "no minute 99 is held there"),
        ("17", "oakham:3:AI17", None),
    ]
    assert [one.item for one in at_once["oakham:0:AI12"][0].cited_by] == ["oakham:2:AI16"]
    assert [one.reason for one in at_once["oakham:1:AI14"][0].cites] == [None, "minute 12 has another title"]


def test_status_is_what_later_minutes_tell(at_once: dict[str, Any]) -> None:
    assert [at_once[f"oakham:{one}"][2] for one in ("0:AI11", "1:AI14", "2:AI16")] == [
        "approved",
        "approved",
        "minutes",
    ]
    (approval,) = at_once["oakham:1:AI14"][0].approved_by
    assert (approval.item, approval.corrected) == ("oakham:2:AI15", True)
    assert at_once["oakham:1:AI14"][0].page_status == "minutes"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations([*range(len(LINES)), *range(len(LINES))]))
def test_the_order_of_arrival_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, at_once: dict[str, Any], order: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("order")
    (folder / "in").mkdir()
    with Workshop(folder / "index") as workshop:
        for place in order:
            imported(workshop, LINES[place], folder / "in")

        assert settled(workshop) == at_once
        assert not [outcome for outcome in workshop.clean() if outcome.refused]
        assert settled(workshop) == at_once


def test_what_is_imported_again_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with Workshop(tmp_path / "index") as workshop:
        for lines in LINES:
            imported(workshop, lines, tmp_path / "in")
        workshop.index()
        generation = workshop.store.generation
        for lines in LINES:
            imported(workshop, lines, tmp_path / "in")
        list(workshop.clean())

        assert workshop.store.generation == generation
        assert not is_stale(workshop.folder, workshop.store)


def test_an_approval_that_comes_later_is_in_the_index(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with Workshop(tmp_path / "index") as workshop:
        imported(workshop, LINES[0], tmp_path / "in")
        workshop.index()
        imported(workshop, LINES[1], tmp_path / "in")
        assert is_stale(workshop.folder, workshop.store)
        workshop.index()

    with Archive.open(tmp_path / "index") as archive:
        found = archive.search(status="approved")
        assert sorted(hit.id for hit in found) == ["oakham:0:AI11", "oakham:0:AI12"]
        assert archive.connections("oakham:0:AI11").approved_by[0].item == "oakham:1:AI13"
    assert check(tmp_path / "index", Storage()) == []


def test_what_is_taken_down_is_named_no_more(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with Workshop(tmp_path / "index") as workshop:
        imported(workshop, [one for lines in LINES for one in lines], tmp_path / "in")
        workshop.index()
        workshop.forget("oakham:0:AI11", "a request")
        workshop.forget("oakham:1:AI13", "a request")
        known = settled(workshop)

    assert [one.item for one in known["oakham:1:AI14"][0].cites] == [None, None]
    assert all("oakham:0:AI11" not in str(told) for told in known.values())
    assert known["oakham:0:AI12"][2] == "minutes"
    assert check(tmp_path / "index", Storage()) == []


def test_an_item_that_was_withdrawn_is_not_meant_and_says_nothing(tmp_path: Path) -> None:
    pages = [meeting_page(row("AI1", "Gates", "They shut."), row("AI2", "Walls", "See Minute 1 (Gates)."))]
    pages += [
        meeting_page(row("AI2", "Walls", "See Minute 1 (Gates).")),
        meeting_page(row("AI1", "Gates", "They shut.")),
    ]
    found = []
    with workshop_in(tmp_path) as workshop:
        for page in pages:
            imported_files(workshop, saved(tmp_path, "a.html", page), council="oakham")
            found.append({name: told[0].cites for name, told in settled(workshop).items()})

    assert [one.item for one in found[0]["oakham:7420:AI2"]] == ["oakham:7420:AI1"]
    assert [one.item for one in found[1]["oakham:7420:AI2"]] == [None]
    assert found[2] == {"oakham:7420:AI1": ()}


def test_an_export_holds_what_is_known_and_comes_back_the_same(tmp_path: Path) -> None:

    (tmp_path / "in").mkdir()
    with Workshop(tmp_path / "index") as workshop:
        imported(workshop, [one for lines in LINES for one in lines], tmp_path / "in")
        told = exported(workshop)
    with Workshop(tmp_path / "other") as workshop:
        imported(workshop, [json.loads(one) for one in told.splitlines()], tmp_path / "in")

        assert exported(workshop) == told
    assert '"item":"oakham:0:AI11"' in told


def test_an_archive_of_before_is_read_by_the_next_run_that_changes_something(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with Workshop(tmp_path / "index") as workshop:
        imported(workshop, [one for lines in LINES[:3] for one in lines], tmp_path / "in")
    database = Storage().connect(tmp_path / "index" / FILE)
    without_touches(database)
    for table in ("citations", "approvals", "unsettled", "acronym_definitions", "acronym_uses"):
        database.execute(f"DROP TABLE {table}")
    for index in ("meetings_by_date", "listed_meetings_by_date"):
        database.execute(f"DROP INDEX {index}")
    MIGRATIONS[2](database)
    database.execute("PRAGMA user_version = 6")
    database.close()

    with Workshop(tmp_path / "index") as workshop:
        imported(workshop, LINES[3], tmp_path / "in")

        assert len(settled(workshop)["oakham:0:AI12"][0].cited_by) == 1


def scored(folder: Path, seed: int, share: float = 1.0) -> tuple[Score, Score]:
    """The scores of an invented council of which a share of the meetings is imported."""
    truth = generate(seed, 700)
    chance = random.Random(seed)
    meetings = {str(meeting.id) for meeting in truth.meetings if chance.random() < share}
    (folder / "in").mkdir()
    with Workshop(folder / "index") as workshop:
        imported(
            workshop, [one for one in lines_of(truth, truth.today) if one["meeting"]["id"] in meetings], folder / "in"
        )
        return references_scored(workshop, truth, truth.today), approvals_scored(workshop, truth, truth.today)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_references_and_approvals_hold_their_floors(tmp_path: Path, seed: int) -> None:
    references, approvals = scored(tmp_path, seed)

    assert references.precision == 1, references.faults
    assert references.recall >= 0.88
    assert approvals.precision == 1, approvals.faults
    assert approvals.recall >= 0.95, approvals.faults


@pytest.mark.parametrize("seed", [4, 5])
def test_what_an_archive_lacks_makes_no_wrong_answer(tmp_path: Path, seed: int) -> None:
    references, approvals = scored(tmp_path, seed, share=0.5)

    assert references.precision == 1, references.faults
    assert approvals.precision == 1, approvals.faults


def test_a_crawled_archive_knows_nearly_all_references(tmp_path: Path) -> None:
    truth = generate(6, 300, 10)
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        crawl(workshop, portal)
        today = portal.clock.now().date()
        references, approvals = references_scored(workshop, truth, today), approvals_scored(workshop, truth, today)

    assert (references.precision, approvals.precision) == (1, 1)
    assert references.wanted > 20
    assert references.recall >= 0.95, references.faults
    assert approvals.recall >= 0.95, approvals.faults
