"""The command that tells what changed."""

import datetime
import json
from pathlib import Path

import pytest
from commands import Command, command
from invented_pages import FLOOD, GATE, exchange_line, imported, meeting_page, row, saved, told, workshop_in

from searcher.frontends import searcher_command

PAGE = "ieListDocuments.aspx?MId=7420"


@pytest.fixture
def searcher(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command over an archive of three runs: 150 items; a page with two; one of these corrected, one gone."""
    lines = [exchange_line(f"oakham:9:AI{number}", position=number) for number in range(1, 151)]
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "many.jsonl", "\n".join(lines)))
        told(workshop, PAGE, meeting_page(row("AI1", "Bus Gate", GATE), row("AI2", "Flood Wall", FLOOD)))
        told(workshop, PAGE, meeting_page(row("AI1", "Bus Gate", GATE.replace("autumn", "winter"))))
    return command(searcher_command.main, capsys, "--index", tmp_path / "index", after=1)


def test_the_newest_run_comes_first_and_many_items_are_only_counted(searcher: Command) -> None:
    answer = searcher("changes")
    headings = [line for line in answer.out.splitlines() if line.startswith("Generation")]

    assert (answer.status, answer.err) == (0, "")
    assert [one.split(",")[0] for one in headings] == ["Generation 3", "Generation 2", "Generation 1"]
    assert "[-autumn.-] {+winter.+}" in answer.out
    assert "oakham:7420:AI2" in answer.out
    assert "oakham:9:AI" not in answer.out
    assert "  committee not stated (oakham): 150 new\n" in answer.out
    assert answer.out.endswith(
        "\n\n154 changes in 3 runs: 152 new, 1 changed, 1 withdrawn; 150 only counted: --all\n"
        "tells each, --limit more, a later --since fewer.\n"
    )


@pytest.mark.parametrize("more", [("--all",), ("--limit", 154)])
def test_every_item_is_told_on_request(searcher: Command, more: tuple[str, ...]) -> None:
    answer = searcher("changes", *more)

    assert answer.out.count("    oakham:9:AI") == 150
    assert "only counted" not in answer.out


def test_one_run_alone(searcher: Command) -> None:
    answer = searcher("changes", "--since", 2, "--until", 2)

    assert answer.out.endswith("\n2 changes in 1 run: 2 new.\n")


@pytest.mark.parametrize("since", ["4", "2999", "2999-01"])
def test_nothing_changed_is_no_fault(searcher: Command, since: str) -> None:
    answer = searcher("changes", "--since", since)

    assert (answer.status, answer.out, answer.err) == (0, "Nothing changed.\n", "")


def test_json_is_one_object_with_every_change(searcher: Command) -> None:
    found = json.loads(searcher("changes", "--json").out)
    last = found["changes"][0]

    assert (found["schema"], found["generation"], found["total"]) == ("council-minutes-changes/1", 3, 154)
    assert [(run["generation"], run["new"], run["withdrawn"]) for run in found["runs"]] == [
        (3, 0, 1),
        (2, 2, 0),
        (1, 150, 0),
    ]
    assert len(found["changes"]) == 154
    assert {key: last[key] for key in ("change", "item", "version", "committee", "date", "status")} == {
        "change": "changed", "item": "oakham:7420:AI1", "version": 2, "committee": "Flood Committee",
        "date": "2025-03-11", "status": "minutes",
    }  # fmt: skip
    assert last["differences"][0]["part"] == "minutes"


def test_json_lines_are_the_same_changes(searcher: Command) -> None:
    found = json.loads(searcher("changes", "--json").out)["changes"]
    lines = [json.loads(line) for line in searcher("changes", "--jsonl").out.splitlines()]

    assert {line.pop("schema") for line in lines} == {"council-minutes-changes/1"}
    assert lines == found
    assert [json.loads(line)["item"] for line in searcher("changes", "--jsonl", "--limit", 3).out.splitlines()] == [
        one["item"] for one in found[:3]
    ]
    assert len(json.loads(searcher("changes", "--json", "--limit", 3).out)["changes"]) == 3


def test_a_committee_that_is_not_held_is_named(searcher: Command) -> None:
    answer = searcher("changes", "--committee", "Cabinet")

    assert (answer.status, answer.out, answer.err) == (1, "", "searcher: no committee 'Cabinet' is held\n")
    assert searcher("changes", "--council", "elsewhere").status == 1
    assert searcher("changes", "--committee", "flood").out.endswith(
        "4 changes in 2 runs: 2 new, 1 changed, 1 withdrawn.\n"
    )


def test_what_was_withdrawn_is_shown_with_the_day_and_exported_no_more(searcher: Command) -> None:
    told_of = json.loads(searcher("changes", "--since", 3, "--jsonl").out.splitlines()[1])
    answer, found = searcher("show", "oakham:7420:AI2"), json.loads(searcher("show", "oakham:7420:AI2", "--json").out)
    when = datetime.date.fromisoformat(told_of["at"][:10])

    assert told_of["change"] == "withdrawn"
    day = f"{when.day} {when:%B %Y}"
    assert f"Status: minutes, withdrawn by the council, as seen on {day}" in " ".join(answer.out.split())
    assert (found["withdrawn"], found["withdrawn_at"]) == (True, told_of["at"])
    assert "oakham:7420:AI2" not in searcher("export").out
    assert json.loads(searcher("show", "oakham:7420:AI1", "--json").out)["withdrawn_at"] is None


def test_status_counts_what_was_withdrawn(searcher: Command) -> None:
    answer, found = searcher("status"), json.loads(searcher("status", "--json").out)

    assert "151 items (and 1 kept that were withdrawn) in" in " ".join(answer.out.split())
    assert (found["items"], found["withdrawn_items"]) == (151, 1)
