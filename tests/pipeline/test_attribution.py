"""Whose page a file is may be told later: the page then moves to that council or address, and is never held twice."""

from pathlib import Path

import pytest
from invented_pages import (
    FLOOD,
    GATE,
    WHOLE,
    held,
    imported,
    item_page,
    meeting_page,
    printed_minutes,
    row,
    saved,
    workshop_in,
)

from searcher.pipeline import Workshop
from searcher.pipeline.checking import faults

TWO = printed_minutes(("Bus gate", GATE), ("Flood wall", FLOOD))
PORTAL = meeting_page(row("AI5", "Bus Gate", GATE, cut=True), row("AI6", "Flood Wall", FLOOD))
URL = "https://democracy.oakham.gov.uk/ieListDocuments.aspx?MId=7420"
HOME = "https://democracy.oakham.gov.uk/"
TOLD: dict[str, dict[str, str]] = {
    "nothing": {},
    "a council": {"council": "oakham"},
    "another council": {"council": "elmford"},
    "the page's address": {"url": URL},
    "the portal's address": {"url": HOME},
    "both": {"council": "elmford", "url": URL},
}


def whole(workshop: Workshop) -> tuple[set[str], int]:
    """The ids of what is held, of an archive without faults, and of how many pages it is."""
    workshop.index()
    assert list(faults(workshop.folder, workshop.store)) == []
    return set(held(workshop)), len(workshop.store.pages.newest())


def council_of(told: dict[str, str]) -> str | None:
    """The council that was told, by its name or by its address."""
    return told.get("council") or ("oakham" if "url" in told else None)


@pytest.mark.parametrize("then", TOLD.values(), ids=TOLD)
@pytest.mark.parametrize("first", TOLD.values(), ids=TOLD)
@pytest.mark.parametrize("content", [TWO, PORTAL], ids=["text", "portal page"])
def test_a_file_is_held_once_and_as_was_told_last(
    tmp_path: Path, content: str, first: dict[str, str], then: dict[str, str]
) -> None:
    path = saved(tmp_path, "a.html", content)
    with workshop_in(tmp_path) as workshop:
        imported(workshop, path, **first)
        imported(workshop, path, **then)
        ids, pages = whole(workshop)

        assert (len(ids), pages) == (2, 1)
        assert {item.council for item in held(workshop).values()} == {
            council_of(then) or council_of(first) or "imported"
        }
        assert {item.source and item.source.url for item in held(workshop).values()} == {(first | then).get("url")}


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
def test_what_was_told_once_need_not_be_told_again(tmp_path: Path, told: dict[str, str]) -> None:
    path = saved(tmp_path, "a.html", PORTAL)
    with workshop_in(tmp_path) as workshop:
        imported(workshop, path, **told)
        before = held(workshop), workshop.store.generation
        outcomes = [imported(workshop, path, **again)[0] for again in ({}, told, {})]

        assert [outcome.changed for outcome in outcomes] == [0, 0, 0]
        assert (held(workshop), workshop.store.generation) == before


def test_ids_are_those_of_the_council_told_at_once(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.txt", TWO)
    with workshop_in(tmp_path / "one") as workshop:
        imported(workshop, path, council="oakham")
        wanted = set(held(workshop))
    with workshop_in(tmp_path / "two") as workshop:
        imported(workshop, path)
        imported(workshop, path, council="oakham")

        assert whole(workshop) == (wanted, 1)


def test_an_address_that_is_told_later_leaves_items_their_history(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        for content in (PORTAL, PORTAL.replace("in May", "in June")):
            path = saved(tmp_path, "a.html", content)
            imported(workshop, path, council="oakham")
        imported(workshop, path, council="oakham", url=URL)
        item = held(workshop)["oakham:7420:AI6"]

        assert (item.first_seen, item.versions) == (1, 2)
        assert item.url == "https://democracy.oakham.gov.uk/mgAi.aspx?ID=6"


def test_cleaning_again_changes_nothing_of_a_page_that_moved(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.html", PORTAL)
    with workshop_in(tmp_path) as workshop:
        imported(workshop, path)
        imported(workshop, path, council="oakham")
        before = held(workshop)
        list(workshop.clean())

        assert held(workshop) == before


def test_a_page_that_moves_to_an_address_that_is_known_becomes_its_newest_version(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        older = saved(tmp_path, "older.html", PORTAL.replace("in May", "in April"))
        imported(workshop, older, url=URL)
        newer = saved(tmp_path, "newer.html", PORTAL)
        imported(workshop, newer)
        imported(workshop, newer, url=URL)

        assert whole(workshop) == ({"oakham:7420:AI5", "oakham:7420:AI6"}, 1)
        assert held(workshop)["oakham:7420:AI6"].minutes == FLOOD
        assert [one.minutes for one in workshop.store.item_versions("oakham:7420:AI6")] == [
            FLOOD.replace("in May", "in April")
        ]


def test_what_was_taken_down_does_not_come_back_with_the_council(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.txt", TWO)
    with workshop_in(tmp_path) as workshop:
        imported(workshop, path)
        workshop.forget(next(item_id for item_id, item in held(workshop).items() if item.minutes == GATE), "asked for")
        outcome = imported(workshop, path, council="oakham")[0]

        assert outcome.taken_down == 1
        assert [item.minutes for item in held(workshop).values()] == [FLOOD]
        assert list(workshop.store.faults()) == []


def test_a_cancelled_meeting_moves_too(tmp_path: Path) -> None:
    path = Path(__file__).parent.parent / "pages/meeting_cancelled.html"
    with workshop_in(tmp_path) as workshop:
        imported(workshop, path)
        imported(workshop, path, council="oakham")

        assert [meeting.council for meeting in workshop.store.meetings_held()] == ["oakham"]


def test_a_meeting_stays_while_other_pages_tell_items_of_it(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.html", PORTAL)
    with workshop_in(tmp_path) as workshop:
        imported(workshop, path, saved(tmp_path, "b.html", item_page("AI7", "Bins", "Bins were discussed at length.")))
        imported(workshop, path, council="oakham")

        assert whole(workshop) == ({"imported:7420:AI7", "oakham:7420:AI5", "oakham:7420:AI6"}, 2)


def test_an_item_page_that_moves_takes_its_whole_text_along(tmp_path: Path) -> None:
    meeting, item = saved(tmp_path, "a.html", PORTAL), saved(tmp_path, "b.html", item_page("AI5", "Bus Gate", WHOLE))
    with workshop_in(tmp_path) as workshop:
        imported(workshop, meeting, item)
        imported(workshop, item, council="oakham")

        assert held(workshop)["oakham:7420:AI5"].minutes == WHOLE
        assert held(workshop)["imported:7420:AI5"].truncated
        imported(workshop, meeting, council="oakham")
        assert held(workshop)["oakham:7420:AI5"].minutes == WHOLE
        assert whole(workshop) == ({"oakham:7420:AI5", "oakham:7420:AI6"}, 2)
