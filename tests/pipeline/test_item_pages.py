"""The portal cuts long items on a meeting's page; an item's own page has the whole text."""

from itertools import permutations
from pathlib import Path

import pytest
from invented_pages import (
    FLOOD,
    GATE,
    WHOLE,
    exchange_line,
    held,
    imported,
    item_page,
    meeting_page,
    row,
    saved,
    workshop_in,
)

CUT = meeting_page(row("AI5", "Bus Gate", GATE, cut=True), row("AI6", "Flood Wall", FLOOD))
PAGES = {
    "meeting.html": CUT,
    "item.html": item_page("AI5", "Bus Gate", WHOLE),
    "other.html": item_page("AI6", "Flood Wall", FLOOD),
}


@pytest.mark.parametrize("order", list(permutations(PAGES)), ids="-".join)
def test_the_whole_text_replaces_the_cut_one_whatever_comes_first(tmp_path: Path, order: tuple[str, ...]) -> None:
    with workshop_in(tmp_path) as workshop:
        for name in order:
            imported(workshop, saved(tmp_path, name, PAGES[name]))
        items = held(workshop)

        assert {item_id: item.minutes for item_id, item in items.items()} == {
            "imported:7420:AI5": WHOLE,
            "imported:7420:AI6": FLOOD,
        }
        assert not items["imported:7420:AI5"].truncated


@pytest.mark.parametrize("order", list(permutations(PAGES)), ids="-".join)
def test_cleaning_again_is_stable_whatever_came_first(tmp_path: Path, order: tuple[str, ...]) -> None:
    with workshop_in(tmp_path) as workshop:
        for name in order:
            imported(workshop, saved(tmp_path, name, PAGES[name]))
        before = held(workshop), workshop.store.generation
        list(workshop.clean())
        list(workshop.clean())

        assert (held(workshop), workshop.store.generation) == before


@pytest.mark.parametrize("order", list(permutations(["meeting.html", "item.html"])), ids="-".join)
def test_an_item_page_that_does_not_tell_its_meeting_is_no_second_item(tmp_path: Path, order: tuple[str, ...]) -> None:
    pages = {**PAGES, "item.html": item_page("AI5", "Bus Gate", WHOLE, meeting=None)}
    with workshop_in(tmp_path) as workshop:
        for name in order:
            imported(workshop, saved(tmp_path, name, pages[name]))

        assert {item_id: item.minutes for item_id, item in held(workshop).items()} == {
            "imported:7420:AI5": WHOLE,
            "imported:7420:AI6": FLOOD,
        }


def test_an_item_page_alone_is_an_item(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "item.html", PAGES["item.html"]))

        assert held(workshop)["imported:7420:AI5"].minutes == WHOLE


def test_a_whole_text_that_does_not_go_on_from_the_cut_one_is_not_used(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "meeting.html", CUT))
        imported(workshop, saved(tmp_path, "item.html", item_page("AI5", "Bus Gate", f"In fact {WHOLE}")))
        item = held(workshop)["imported:7420:AI5"]

        assert item.truncated
        assert item.minutes.startswith(GATE[:-1])


def test_a_newer_item_page_brings_its_newer_text(tmp_path: Path) -> None:
    later = WHOLE.replace("by half", "by a third")
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "meeting.html", CUT))
        imported(workshop, saved(tmp_path, "item.html", PAGES["item.html"]))
        imported(workshop, saved(tmp_path, "item.html", item_page("AI5", "Bus Gate", later)))

        assert held(workshop)["imported:7420:AI5"].minutes == later


def test_an_item_page_does_not_take_facts_from_the_meeting(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "meeting.html", meeting_page(row("AI6", "Flood Wall", FLOOD))))
        imported(workshop, saved(tmp_path, "item.html", PAGES["item.html"]))
        told = {item.meeting.time for item in workshop.store.items() if item.meeting}

        assert told == {"18:30"}


def test_a_cut_exchange_line_is_made_whole_too(tmp_path: Path) -> None:
    line = exchange_line("oakham:7420:AI5", minutes=GATE, truncated=True)
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", line))
        imported(workshop, saved(tmp_path, "item.html", PAGES["item.html"]), council="oakham")

        assert held(workshop)["oakham:7420:AI5"].minutes == WHOLE
