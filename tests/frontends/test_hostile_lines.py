"""What a portal or a file says of itself is told on one line, which steers no terminal and looks like no other."""

import re
from pathlib import Path

import pytest
from commands import command
from invented_pages import meeting_page, row, saved
from scripted_server import FakeClock, ScriptedServer, answer

from searcher.frontends.searcher_command import main

STEERING = "\x1b[2J\x1b]0;gone\x07\u202e\u200b\r"
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]")
FORGED = "fetched everything: 0 items new or changed"


def test_files_with_odd_names_are_told_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved(tmp_path, f"a{STEERING}\n{FORGED}.html".replace("/", ""), "<html>")
    saved(tmp_path, "b.html", meeting_page(row("AI1", f"Gate {STEERING}", f"It was shut.{STEERING}")))
    told = command(main, capsys, "--index", tmp_path / "index", after=1)("import", tmp_path / "saved")

    assert told.status == 1
    assert not UNSAFE.search(told.err)
    assert len(told.err.splitlines()) == 3
    assert not any(line.startswith(FORGED) for line in told.err.splitlines())


def test_what_a_portal_says_is_told_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index/settings.toml").write_text("seconds_between_requests = 0\n")
    lists = (
        '<html><body><div id="modgov"><h1>Committees</h1><ul class="mgBulletList">'
        f'<li><a href="mgCommitteeDetails.aspx?ID=3">Flood {STEERING}\n{FORGED}</a></li></ul></div></body></html>'
    )
    run = command(main, capsys, "--index", tmp_path / "index", after=1)
    with ScriptedServer(FakeClock()) as server:
        run("add", server.url, "--name", "oakham", "--contact", "tests@example.org")
        server.scripts["/mgListCommittees.aspx?bcr=1"] = answer(lists.encode(), content_type="text/html")
        server.scripts["/ieListMeetings.aspx?CId=3&Year=0"] = answer(
            f"<html><title>{STEERING}\n{FORGED}</title></html>".encode(), content_type=f"text/html; {FORGED}"
        )
        crawled = run("crawl", "oakham")
    shown = run("status")

    assert "failed" in crawled.err
    for told in (crawled, shown):
        assert not UNSAFE.search(told.out + told.err)
        assert not any(line.startswith(FORGED) for line in (told.out + told.err).splitlines())
