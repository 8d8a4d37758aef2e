"""`searcher acronyms`, and what `searcher show` tells of letters and topics: for people and for programs."""

import json
from pathlib import Path

import pytest
from commands import Command, command
from invented_pages import exchange_line, imported, saved, workshop_in

from searcher.frontends import searcher_command

MEETING = {"id": "7", "committee": "Cabinet", "date": "2019-06-03", "status": "minutes"}
TEXTS = (
    "The Corporate Parenting Panel (CPP) met.",
    "Each Child Protection Plan (CPP) was read; every child protection plan.",
    "The CPP asked for a pothole count.",
    "The CPP is a child protection plan. A \x1b[31mTree\x1b[0m Officers Panel (TOP) met.",
)


@pytest.fixture
def searcher(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command on an index of one meeting whose items use the same letters for two things."""
    lines = [
        exchange_line(f"oakham:7:AI{number}", meeting=MEETING, minutes=text, topics=["highways"], position=number)
        for number, text in enumerate(TEXTS, 1)
    ]
    lines.append(exchange_line("elsford:1:AI1", minutes="A Civic Pride Prize (CPP) and potholes, potholes."))
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", "\n".join(lines)))
        workshop.index()
    return command(searcher_command.main, capsys, "--index", tmp_path / "index", after=1)


def test_letters_are_listed_with_senses_counts_and_what_is_open(searcher: Command) -> None:
    told = searcher("acronyms", "cpp")

    assert told.status == 0
    assert told.out == (
        "CPP elsford\n"
        "  Civic Pride Prize: defined in 1 item, used in 0 more\n"
        "\n"
        "CPP oakham\n"
        "  Child Protection Plan: defined in 1 item, used in 1 more\n"
        "  Corporate Parenting Panel: defined in 1 item, used in 0 more\n"
        "  Open in 1 item: may be Child Protection Plan or Corporate Parenting Panel\n"
        "\n"
        "2 acronyms, 1 with several senses, 1 open use\n"
    )


def test_for_programs_it_is_one_json_object(searcher: Command) -> None:
    told = json.loads(searcher("acronyms", "CPP", "--council", "oakham", "--json").out)

    assert told["schema"] == "council-minutes-acronyms/1"
    (letters,) = told["acronyms"]
    assert (letters["letters"], letters["council"]) == ("CPP", "oakham")
    assert letters["senses"][0] == {
        "meaning": "Child Protection Plan",
        "variants": ["Child Protection Plan"],
        "defined_in": ["oakham:7:AI2"],
        "used_in": ["oakham:7:AI4"],
    }
    assert letters["open"] == [
        {"candidates": ["Child Protection Plan", "Corporate Parenting Panel"], "items": ["oakham:7:AI3"]}
    ]


def test_letters_that_nobody_defines_are_status_1(searcher: Command) -> None:
    told = searcher("acronyms", "NHS", "--council", "oakham")

    assert told.status == 1
    assert told.err == "no items of oakham say what NHS mean\n"


def test_control_codes_of_a_page_reach_no_terminal(searcher: Command) -> None:
    assert "\x1b" not in searcher("acronyms").out
    assert "\x1b" not in searcher("show", "oakham:7:AI4").out


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("oakham:7:AI1", "Acronyms: CPP: Corporate Parenting Panel\n"),
        ("oakham:7:AI3", "CPP: open, may be Child Protection Plan or Corporate Parenting Panel (same meeting)"),
        ("oakham:7:AI4", "CPP: Child Protection Plan (same meeting)"),
        ("elsford:1:AI1", "Topics\n  highways: “potholes” (minutes 2)\n"),
        ("oakham:7:AI1", "Topics\n  highways: not found by the present vocabulary\n"),
        ("oakham:7:AI3", "highways: not found by the present vocabulary, which only has “potholes” (minutes 1)"),
    ],
)
def test_an_item_is_shown_with_its_letters_and_what_shows_its_topics(searcher: Command, item: str, told: str) -> None:
    shown = searcher("show", item).out

    assert " ".join(told.split()) in " ".join(shown.split())


def test_an_item_for_programs_has_both(searcher: Command) -> None:
    told = json.loads(searcher("show", "oakham:7:AI3", "--json").out)

    assert told["acronym_uses"] == [
        {
            "letters": "CPP",
            "meaning": None,
            "level": "meeting",
            "candidates": ["Child Protection Plan", "Corporate Parenting Panel"],
        }
    ]
    assert told["topic_evidence"] == [
        {"topic": "highways", "found": False, "evidence": [{"phrase": "potholes", "in": "minutes", "times": 1}]}
    ]
