"""`searcher officers`: who is who, at the width of a terminal and for programs."""

import json
from pathlib import Path
from typing import Any

import pytest
from commands import Command, command
from invented_pages import exchange_line, imported, saved, workshop_in

from searcher.frontends import search_command, searcher_command

ROADS = "Head of Roads and Bridges"


def line(number: int, name: str, post: str = ROADS) -> str:
    """A line of one item, in a meeting of its own, which names one officer."""
    meeting = {"id": str(number), "committee": "Works", "date": f"2010-05-{number:02}", "status": "minutes"}
    officers: list[dict[str, Any]] = [{"name": name, "post": post}]
    return exchange_line(f"oakham:{number}:AI{number}", meeting=meeting, officers=officers)


@pytest.fixture
def officers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command on an index with one officer of two names, two whom a third name fits, and one with a trap."""
    lines = [
        *(line(number, name) for number, name in enumerate(("Karen Marsh", "Ms. K. Marsh"), 1)),
        *(line(number, name, "Rent Lead") for number, name in enumerate(("Abel Ford", "A. Ford", "Anna Ford"), 11)),
        line(21, "Olu \x1b[31mBright", "Clerk"),
    ]
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", "\n".join(lines)))
        workshop.index()
    return command(searcher_command.main, capsys, "--index", tmp_path / "index", after=2)


def test_an_officer_is_shown_with_names_posts_and_why(officers: Command) -> None:
    told = officers("officers", "karen-marsh")

    assert told.status == 0
    assert told.out.startswith(
        "Karen Marsh\n"
        "  karen-marsh · oakham · 2 items · 1 May 2010 to 2 May 2010\n"
        "  As written: Karen Marsh (1); Ms. K. Marsh (1)\n"
        "  Head of Roads and Bridges, 1 May 2010 to 2 May 2010 (2)\n"
        "  Why: “Karen Marsh” and “Ms. K. Marsh” agree, seen as Head of Roads and Bridges\n"
    )


def test_open_mentions_are_shown_with_whom_they_may_be(officers: Command) -> None:
    told = " ".join(officers("officers", "ford").out.split())

    assert "Open: nothing decides who is meant A. Ford, Rent Lead, 12 May 2010 (1)" in told
    assert "may be: Abel Ford (abel-ford); Anna Ford (anna-ford)" in told
    assert told.endswith("2 officers, 1 open mention")


def test_an_item_and_a_hit_say_that_a_mention_is_open(
    officers: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    search = command(search_command.main, capsys, "--index", tmp_path / "index", after=0)

    shown = " ".join(officers("show", "oakham:12:AI12").out.split())
    assert "A. Ford, Rent Lead; not known who: abel-ford or anna-ford" in shown
    assert json.loads(officers("show", "oakham:12:AI12", "--json").out)["officers"][0]["may_be"] == [
        "abel-ford",
        "anna-ford",
    ]
    assert "Officers: A. Ford (not known who)" in search("number:12").out + search("--since", "2010-05-12").out
    assert "Officers: Abel Ford\n" in search("--since", "2010-05-11").out


def test_who_is_no_officer_is_shown_as_none(
    officers: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index" / "officers.toml").write_text("[karen-marsh]\nignore = true\n")
    assert officers("clean").status == officers("index").status == 0
    found = command(search_command.main, capsys, "--index", tmp_path / "index", after=0)("--until", "2010-05-02")

    assert "2 items" in found.out
    assert "Officers" not in found.out
    assert "Karen Marsh, Head of Roads and Bridges; no officer, as put right" in officers("show", "oakham:1:AI1").out


def test_for_programs_it_is_one_json_object(officers: Command) -> None:
    told = json.loads(officers("officers", "--json").out)

    assert told["schema"] == "council-minutes-officers/1"
    assert [one["id"] for one in told["officers"]] == ["abel-ford", "anna-ford", "karen-marsh", "olu-31mbright"]
    assert told["officers"][2]["posts"] == [
        {"post": ROADS, "mentions": 2, "since": "2010-05-01", "until": "2010-05-02"}
    ]
    assert [one["id"] for one in told["open"][0]["may_be"]] == ["abel-ford", "anna-ford"]


def test_nothing_from_a_page_steers_the_terminal(officers: Command) -> None:
    assert "\x1b" not in officers("officers", "olu").out
    assert "\x1b" not in officers("officers", "--json").out


def test_no_line_is_wider_than_the_terminal(officers: Command) -> None:
    assert max(map(len, officers("officers", "marsh").out.splitlines())) <= 80


def test_a_name_that_nobody_has_is_told(officers: Command) -> None:
    told = officers("officers", "Nobody")

    assert (told.status, told.err) == (1, "no officer 'Nobody' is held\n")


def test_corrections_that_are_not_in_effect_or_name_nobody_are_told(officers: Command, tmp_path: Path) -> None:
    (tmp_path / "index" / "officers.toml").write_text("[karen-mash]\nignore = true\n")
    told = officers("officers", "marsh").err

    assert "officers.toml names nobody in the register: karen-mash" in told
    assert "searcher clean && searcher index" in told


def test_who_is_ignored_is_told(officers: Command, tmp_path: Path) -> None:
    (tmp_path / "index" / "officers.toml").write_text("[karen-marsh]\nignore = true\n")
    officers("clean")
    officers("index")

    assert "Ignored by officers.toml: Karen Marsh" in officers("officers").out


def test_a_broken_line_of_corrections_stops_the_command(officers: Command, tmp_path: Path) -> None:
    (tmp_path / "index" / "officers.toml").write_text("[karen-marsh]\nignore = 1\n")
    told = officers("officers", "marsh")

    assert told.status == 2
    assert "officers.toml, line 2: ignore of karen-marsh takes true or false" in told.err
