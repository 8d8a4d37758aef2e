"""What a portal or a file says of itself is told on one line, which steers no terminal and looks like no other."""

import re
from pathlib import Path

import pytest
from commands import Told, command
from invented_pages import meeting_page, row, saved
from scripted_server import FakeClock, ScriptedServer, answer

from searcher.crawler import fetch
from searcher.frontends.searcher_command import main

STEERING = "\x1b[2J\x1b]0;gone\x07\u202e\u200b\r"
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]")
FORGED = "fetched everything: 0 items new or changed"


@pytest.fixture(autouse=True)
def no_time_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails is asked for again after a while, which is none here."""
    monkeypatch.setattr(fetch, "SystemClock", FakeClock)


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


HEAD = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n"
ANSWERS = {
    "location": f"{HEAD}Location: /elsewhere/{FORGED}\x1b[2J\u202e\r\n\r\n".encode(),
    "host": f"{HEAD}Location: http://{'q' * 3000}.example/%0d%0a{FORGED}\r\n\r\n".encode(),
    "packing": answer(b"q", content_encoding=f"\x1b[2J{FORGED} " * 400),
    "phrase": f"HTTP/1.1 500 {FORGED}\x1b[2J\r\nContent-Length: 0\r\n\r\n".encode("latin-1"),
    "broken header": f"HTTP/1.1 200 OK\r\n{FORGED}\x9b2J\r\n\r\n".encode("latin-1"),
    "file name": answer(b"%PDF-1.7", content_disposition=f'attachment; filename="../{FORGED}\x1b[2J"'),
    "XML": answer(f"<committees><{FORGED}\u202e".encode(), content_type="text/xml"),
}


@pytest.mark.parametrize("hostile", ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("page", ["/ieListMeetings.aspx?CId=3&Year=0", "/robots.txt", "/mgListCommittees.aspx?bcr=1"])
def test_what_an_answer_says_is_told_on_lines_of_their_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], page: str, hostile: bytes
) -> None:
    crawled, updated, shown, _ = crawled_with(tmp_path, capsys, "Flood", {page: hostile})

    for told in (crawled, updated, shown):
        assert not UNSAFE.search(told.out + told.err)
        assert not any(line.startswith((FORGED, "gone")) for line in (told.out + told.err).splitlines())
    assert max(map(len, (crawled.err + updated.err).splitlines())) < 1000


def test_a_line_has_an_end_and_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = f"Flood {'q' * 100_000}"
    _, _, shown, other = crawled_with(tmp_path, capsys, name, {})

    assert len(shown.out) < 5_000
    assert "oakham has no committee '77'" in other.err
    assert other.err.rstrip().endswith("(3)")
    assert max(map(len, other.err.splitlines())) < 3_000


def test_what_stopped_a_crawl_looks_like_no_other_line_of_the_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    padded = " ".join(["Failed:"] * 40)
    _, _, shown, _ = crawled_with(tmp_path, capsys, "Flood", {"/robots.txt": answer(b"q", content_encoding=padded)})

    assert "Stopped: " in shown.out
    assert not any(line.startswith("failed:") for line in shown.out.splitlines())


def crawled_with(
    folder: Path, capsys: pytest.CaptureFixture[str], committee: str, scripts: dict[str, bytes]
) -> tuple[Told, Told, Told, Told]:
    """What a crawl, an update, the status, and a crawl of a committee that there is not tell of a portal."""
    (folder / "index").mkdir()
    (folder / "index/settings.toml").write_text("seconds_between_requests = 0\n")
    point = f'<li><a href="mgCommitteeDetails.aspx?ID=3">{committee}</a></li>'
    lists = f'<html><body><div id="modgov"><ul class="mgBulletList">{point}</ul></div></body></html>'
    run = command(main, capsys, "--index", folder / "index", after=1)
    with ScriptedServer(FakeClock()) as server:
        run("add", server.url, "--name", "oakham", "--contact", "tests@example.org")
        server.scripts["/mgListCommittees.aspx?bcr=1"] = answer(lists.encode(), content_type="text/html")
        server.scripts.update(scripts)
        crawled, updated = run("crawl", "oakham"), run("update")
        shown = run("status")
        return crawled, updated, shown, run("crawl", "oakham", "--committee", "77")
