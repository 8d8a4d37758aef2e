"""What `searcher follow` and `searcher update` do as people use them: added, told, listed, failing, removed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Command, command
from invented_pages import FLOOD, GATE, meeting_page, row, saved, workshop_in
from sample_portal import SamplePortal, generate

from searcher.follows import load_follows
from searcher.frontends import searcher_command

CONTACT = ("--contact", "tests@example.org")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    (tmp_path / "index").mkdir()
    (tmp_path / "index/settings.toml").write_text("seconds_between_requests = 0\n")
    return tmp_path / "index"


@pytest.fixture
def searcher(index: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.delenv("SEARCHER_CONTACT", raising=False)
    return command(searcher_command.main, capsys, "--index", index, after=1)


@pytest.fixture
def follow(index: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return command(searcher_command.main, capsys, "--index", index, after=2)


@pytest.fixture
def portal() -> Iterator[SamplePortal]:
    with SamplePortal(generate(seed=3, items=60, years=1, committees=1)) as running:
        yield running


def imported(index: Path, *rows: str) -> None:
    """Have the archive hold a meeting's page with these items, as `searcher import` does."""
    with workshop_in(index.parent) as workshop:
        path = saved(index.parent, "a.html", meeting_page(*rows))
        list(workshop.import_paths([path], council="oakham"))
        workshop.index()


def lines(path: Path) -> list[tuple[str, str]]:
    """What a file of lines tells: of each notice its change and its item's title."""
    told = map(json.loads, path.read_text().splitlines()) if path.exists() else ()
    return [(one["change"], one["title"]) for one in told]


def test_what_is_new_is_told_once_with_its_sentence(searcher: Command, follow: Command, index: Path) -> None:
    imported(index, row("AI1", "Bus gate", GATE))
    assert follow("follow", "add", "works", "gate OR wall", "--lines", "told.jsonl").status == 0
    told = index / "told.jsonl"

    assert searcher("update").status == 0
    assert lines(told) == []
    imported(index, row("AI1", "Bus gate", GATE), row("AI2", "Flood wall", FLOOD))
    for _ in range(2):
        assert searcher("update").status == 0
        assert lines(told) == [("new", "Flood wall")]
    assert json.loads(told.read_text())["sentence"] == FLOOD

    imported(index, row("AI1", "Bus gate", GATE.replace("autumn", "spring")))
    assert "2 notices for 1 follow" in searcher("update").err
    assert sorted(lines(told)[1:]) == [("changed", "Bus gate"), ("withdrawn", "Flood wall")]
    changed = next(json.loads(line) for line in told.read_text().splitlines() if '"changed"' in line)
    assert ["gone", "autumn."] in changed["differences"][0]["passages"][0]


def test_filters_are_followed_as_search_takes_them(follow: Command, index: Path) -> None:
    added = follow(
        "follow", "add", "a1", "wall", "-gate", "--committee", "Flood Committee", "--since=2020", "--in", "minutes",
        "--no-restricted", "--exact",
    )  # fmt: skip

    assert added.status == 0
    words = load_follows(index)["a1"].words
    assert words == 'wall -gate committee:"Flood Committee" since:2020 in:minutes restricted:no exact:yes'


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("add", "a b", "gate"), "'a b' is no name of a follow"),
        (("add", "works"), "nothing to search for"),
        (("add", "works", "(gate"), "bracket"),
        (("add", "works", "gate", "--limit", "3"), "--limit is nothing to follow"),
        (("add", "works", "gate", "--comittee", "x"), "written as for search"),
        (("add", "works", "gate", "--mail", "nobody"), "mail: to takes one e-mail address"),
        (("add", "works", "gate", "--webhook", "ftp://a/"), "webhook: url takes a web address"),
        (("remove", "works"), "works is not followed"),
    ],
)
def test_what_cannot_be_followed_is_told_and_changes_nothing(
    follow: Command, index: Path, arguments: tuple[str, ...], line: str
) -> None:
    told = follow("follow", *arguments)

    assert told.status == 2
    assert line in told.err
    assert not (index / "follows.toml").exists()


def test_a_follow_is_listed_with_how_its_outlets_do_and_removed(
    searcher: Command, follow: Command, index: Path
) -> None:
    imported(index, row("AI1", "Bus gate", GATE))
    follow("follow", "add", "works", "wall", "--feed", "works.xml", "--webhook", "http://127.0.0.1:1/")
    assert follow("follow", "add", "works", "gate").status == 2
    searcher("update")
    imported(index, row("AI1", "Bus gate", GATE), row("AI2", "Flood wall", FLOOD))
    updated = searcher("update", "--json")

    report = json.loads(updated.out)
    assert (updated.status, report["status"], report["notices"]) == (1, 1, {"works": 1})
    assert [bool(one["failure"]) for one in report["outlets"]] == [False, True]
    listed = follow("follow", "list", "--json")
    (works,) = json.loads(listed.out)["follows"]
    assert listed.status == 1
    assert {one["outlet"].split()[0]: (one["waiting"], one["failures"]) for one in works["outlets"]} == {
        "feed": (0, 0),
        "webhook": (1, 1),
    }
    assert "failed 1 time, 1 notice wait" in follow("follow", "list").out
    assert "Flood wall" in (index / "works.xml").read_text()
    assert follow("follow", "remove", "works").status == 0
    assert follow("follow", "list").out.startswith("Nothing is followed")


def test_what_would_have_been_told_is_shown_and_not_sent(searcher: Command, follow: Command, index: Path) -> None:
    imported(index, row("AI1", "Bus gate", GATE))
    follow("follow", "add", "works", "gate", "--lines", "told.jsonl")
    imported(index, row("AI1", "Bus gate", GATE.replace("autumn", "spring")))
    told = json.loads(follow("follow", "test", "works", "--json").out)

    assert [(one["change"], one["title"]) for one in told["notices"]] == [("new", "Bus gate"), ("changed", "Bus gate")]
    assert "[-autumn.-] {+spring.+}" in follow("follow", "test", "works").out
    imported(index, row("AI2", "Flood wall", FLOOD))
    assert "1 item withdrawn since then could not be looked at" in follow("follow", "test", "works").err
    assert "withdrawn" not in follow("follow", "test", "works", "--since", "2100").err
    assert "told nothing since 2100-01-01" in follow("follow", "test", "works", "--since", "2100").err
    assert follow("follow", "test", "others").status == 2
    assert not (index / "told.jsonl").exists()


def test_an_update_within_bounds_goes_on_next_time(searcher: Command, portal: SamplePortal) -> None:
    searcher("add", portal.url, "--name", "oakham", *CONTACT)
    first = searcher("update", "--max-requests", "7")
    made = len(portal.requests)
    second = searcher("update", "--max-time", "1h", "--json")

    assert (first.status, made) == (0, 7)
    assert "are left for the next update" in first.err
    assert (second.status, json.loads(second.out)["portals"][0]["left"]) == (0, 0)
    state = json.loads(searcher("status", "--json").out)
    assert state["update"]["status"] == 0
    assert state["update"]["report"]["portals"][0]["council"] == "oakham"
    assert "all is well" in searcher("status").out


def test_another_vocabulary_is_noticed_and_read_by(searcher: Command, index: Path) -> None:
    imported(index, row("AI1", "Bus gate", GATE))
    (index / "follows.toml").write_text('[a]\nwords = "gate"\n')
    first, second = searcher("update"), searcher("update")
    (index / "topics.toml").write_text('[gates]\nlabel = "Gates"\nnames = ["bus gate"]\n')
    third, fourth = searcher("update"), searcher("update")
    assert '"gates"' in searcher("export").out
    (index / "topics.toml").unlink()
    searcher("clean")
    fifth = searcher("update")
    told = (first, second, third, fourth, fifth)

    assert ["read again" in one.err for one in told] == [True, False, True, False, False]
    assert '"gates"' not in searcher("export").out


def test_that_another_command_writes_is_status_2(searcher: Command, index: Path, portal: SamplePortal) -> None:
    searcher("add", portal.url, "--name", "oakham", *CONTACT)
    with workshop_in(index.parent):
        assert searcher("update").status == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGTERM")
@pytest.mark.parametrize(("arguments", "status"), [((), 1), (("--every", "6h"), 0)])
def test_sigterm_ends_an_update_which_the_next_completes(
    searcher: Command, index: Path, portal: SamplePortal, arguments: tuple[str, ...], status: int
) -> None:
    searcher("add", portal.url, "--name", "oakham", *CONTACT)
    code = "from searcher.frontends.searcher_command import main; main()"
    running = subprocess.Popen(
        [sys.executable, "-c", code, "update", *arguments, "--index", str(index)],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    while len(portal.requests) < 4:
        assert running.poll() is None
        time.sleep(0.01)
    running.send_signal(signal.SIGTERM)
    _, err = running.communicate(timeout=60)

    assert (running.returncode, b"goes on from here" in err) == (status, True)
    assert searcher("update").status == 0
    assert searcher("check").status == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGTERM")
def test_updates_go_on_whatever_became_of_the_last_until_they_are_ended(
    searcher: Command,
    follow: Command,
    index: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    imported(index, row("AI1", "Bus gate", GATE))
    follow("follow", "add", "works", "gate OR wall", "--lines", "told.jsonl")
    pauses: list[float] = []
    said: list[str] = []

    def between(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 1:
            (index / "settings.toml").write_text("contact = [")
        elif len(pauses) == 2:
            (index / "settings.toml").unlink()
            imported(index, row("AI1", "Bus gate", GATE), row("AI2", "Flood wall", FLOOD))
        elif len(pauses) == 3:
            said.append(capsys.readouterr().err)
            follow("follow", "add", "gates", "gate", "--lines", "gates.jsonl")
            imported(index, row("AI1", "Bus gate", GATE.replace("autumn", "spring")))
        else:
            signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(time, "sleep", between)
    told = searcher("update", "--every", "15m")

    assert told.status == 0
    assert "settings.toml, line 1" in said[0]
    assert len(pauses) == 4
    assert all(14 * 60 < one <= 15 * 60 for one in pauses)
    assert [change for change, _ in lines(index / "told.jsonl")] == ["new", "changed", "withdrawn"]
    assert lines(index / "gates.jsonl") == [("new", "Bus gate")]


@pytest.mark.parametrize("every", ["14m", "0h", "sometimes"])
def test_councils_are_not_asked_all_the_time(searcher: Command, every: str) -> None:
    assert searcher("update", "--every", every).status == 2


def test_what_is_forgotten_leaves_the_files_that_follows_were_told_in(
    searcher: Command, follow: Command, index: Path
) -> None:
    imported(index, row("AI1", "Ferry", "The ferry ran."))
    follow("follow", "add", "works", "gate OR wall", "--lines", "told.jsonl", "--feed", "told.xml")
    imported(index, row("AI1", "Bus gate", GATE), row("AI2", "Flood wall", FLOOD))
    searcher("update")
    assert all(b"quibblethorn" in (index / name).read_bytes() for name in ("told.jsonl", "told.xml"))

    told = searcher("forget", "oakham:7420:AI1", "--reason", "asked for")

    assert told.status == 0, told.err
    assert [path.name for path in index.rglob("*") if path.is_file() and b"quibblethorn" in path.read_bytes()] == []
    assert [title for _, title in lines(index / "told.jsonl")] == ["Flood wall"]
    assert searcher("update").status == 0
    assert "Flood wall" in (index / "told.xml").read_text()
