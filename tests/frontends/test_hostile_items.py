"""Markup, formulas and sequences in an item's texts reach no terminal, table, snippet or line in live form."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from commands import Command, command
from invented_pages import exchange_line, imported, saved, workshop_in

from searcher.frontends import search_command, searcher_command
from searcher.render.safe import shown

LIVE = (
    "<script>steal()</script>",
    '<img src=x onerror="steal()">',
    '<a href="javascript:steal()">here</a>',
    "\x1b]0;owned\x07\x1b[2J\x9b31m",
    "\u202e\u2066dlrow\u200b\ufeff\U000e0041",
    "&lt;b onclick=steal()&gt;",
    "]]><!--",
    "\r\b\x7f",
)
STARTS = ("=1+1", "+1+1", "-1+1", "@A1", "\t=1+1", "\r=1+1", "\u200b=1+1", "＝1+1", " =1+1")
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


def lines() -> str:
    items = [
        exchange_line(
            f"oakham:7:AI{number}",
            title=f"{start} Weirs {text}",
            minutes=f"{start} The quaymaster {text} spoke of ../../weirs.",
            officers=[{"name": f"{start.strip()} Ada Brook", "post": f"Head of {text.strip() or 'Weirs'}"}],
        )
        for number, (start, text) in enumerate(((start, text) for start in STARTS for text in LIVE), 1)
    ]
    return "\n".join(items)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    with workshop_in(folder) as workshop:
        outcomes = imported(workshop, saved(folder, "a.jsonl", lines()))
        assert [outcome.refused for outcome in outcomes if outcome.refused] == []
        workshop.index()
    return folder / "index"


def asked(hostile: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return command(search_command.main, capsys, "--index", hostile)


@pytest.mark.parametrize("form", [(), ("--json",), ("--jsonl",), ("--csv",), ("--explain",)])
def test_what_is_shown_steers_no_terminal(
    hostile: Path, capsys: pytest.CaptureFixture[str], form: tuple[str, ...]
) -> None:
    told = asked(hostile, capsys)("quaymaster", *form, "--limit", "100")

    assert told.out
    assert shown(told.out) == told.out
    assert shown(told.err) == told.err


def test_no_cell_is_a_formula(hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(hostile, capsys)("quaymaster", "--csv", "--limit", "100")
    rows = list(csv.reader(io.StringIO(told.out)))

    assert len(rows) == len(STARTS) * len(LIVE) + 1
    assert [cell for row in rows for cell in row if FORMULA.match(cell)] == []


def test_no_snippet_has_markup_but_marks(hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(asked(hostile, capsys)("quaymaster", "--json", "--limit", "100").out)

    assert told["total"] == len(STARTS) * len(LIVE)
    for hit in told["hits"]:
        assert "quaymaster" in hit["snippet"]
        assert re.findall(r"<(?!/?mark>)", hit["snippet"]) == []


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_no_export_has_it_in_live_form(hostile: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    told = command(searcher_command.main, capsys, "--index", hostile, after=1)("export", "--format", form)

    assert told.out.count("quaymaster") >= len(STARTS)
    assert shown(told.out) == told.out
    if form == "csv":
        assert [c for row in csv.reader(io.StringIO(told.out)) for c in row if FORMULA.match(c)] == []


def test_no_file_is_named_by_an_item(hostile: Path) -> None:
    names = [path.name for path in hostile.rglob("*")]

    assert all(re.fullmatch(r"[\w.+-]+", name) for name in names)
