"""Bad input gets one clear line, and leaves archive and index as they were."""

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from invented_pages import (
    FLOOD,
    GATE,
    exchange_line,
    exported,
    held,
    imported,
    meeting_page,
    printed_minutes,
    row,
    saved,
    workshop_in,
)

from searcher.cleaner import Cleaned, clean
from searcher.errors import ArchiveError, BadSetting
from searcher.model import FetchedPage
from searcher.pipeline import Workshop, readings
from searcher.storage import Storage

TWO = printed_minutes(("Bus gate", GATE), ("Flood wall", FLOOD))
BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.html", b"", "the file is empty"),
    "blank": ("a.txt", b" \n\n", "the file is empty"),
    "binary": ("a.html", bytes(range(256)) * 20, "a binary file, not a page or a PDF"),
    "cut": ("a.html", meeting_page(row("AI5", "Gate", GATE)).encode()[:700], "the HTML is cut off"),
    "too large": ("a.txt", TWO.encode() + b" " * 1_000_000, "it is larger than largest_file_mb = 1"),
    "empty lines": ("a.jsonl", b"\n", "the file is empty"),
    "bad line": ("a.jsonl", f"{exchange_line()}\n{{}}\n".encode(), "line 2: "),
    "cut line": ("a.jsonl", f"{exchange_line()}\n{exchange_line()[:-5]}".encode(), "line 2: no JSON"),
    "unknown key": ("a.jsonl", exchange_line(colour="red").encode(), "line 1: object contains unknown field `colour`"),
    "not UTF-8": ("a.jsonl", exchange_line(agenda="é").encode("cp1252"), "line 1 is not UTF-8 text"),
    "deep": ("a.jsonl", b"[" * 200_000, "line 1: expected `object`, got `array`"),
    "long line": ("a.jsonl", b"[" * 1_000_001, "line 1 is larger than largest_file_mb = 1"),
    "long number": ("a.jsonl", b"1" * 5000, "line 1: number out of range"),
    "one id twice": (
        "a.jsonl",
        f"{exchange_line(minutes='One.')}\n{exchange_line('oakham:7:AI2')}\n\n{exchange_line(minutes='Two.')}".encode(),
        "line 4: oakham:7:AI1 is on line 1 already, and says other things there",
    ),
    "half a character": (
        "a.jsonl",
        exchange_line(agenda="@").replace("@", "\\ud800").encode(),
        "line 1: it holds half",
    ),
}


@pytest.fixture
def workshop_with_items(tmp_path: Path) -> Path:
    """A folder whose index holds two items, and takes files of one megabyte at most."""
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "good.txt", TWO))
        workshop.index()
    (tmp_path / "index/settings.toml").write_text("largest_file_mb = 1\n")
    return tmp_path


def state(workshop: Workshop) -> tuple[str, int, bytes]:
    """Everything that a refusal must leave as it is."""
    return exported(workshop), workshop.store.generation, (workshop.folder / "segments/current").read_bytes()


@pytest.mark.parametrize(("name", "content", "reason"), BAD.values(), ids=BAD)
def test_bad_input_is_refused_and_changes_nothing(
    workshop_with_items: Path, name: str, content: bytes, reason: str
) -> None:
    path = saved(workshop_with_items, name, content)
    with workshop_in(workshop_with_items) as workshop:
        before = state(workshop)
        outcome = imported(workshop, path)[0]
        workshop.index()

        assert outcome.path == str(path)
        assert (outcome.refused or "").startswith(reason)
        assert "\n" not in (outcome.refused or "")
        assert state(workshop) == before


def test_a_page_on_which_the_program_fails_keeps_no_other_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(page: FetchedPage, *vocabularies: Any) -> Cleaned:
        if GATE.encode() in page.content:
            raise IndexError("no such letter")
        return clean(page, *vocabularies)

    monkeypatch.setattr(readings, "clean", failing)
    bad = saved(tmp_path, "a.txt", TWO)
    good = saved(tmp_path, "b.txt", printed_minutes(("Weir", FLOOD), ("Lock", FLOOD)))
    with workshop_in(tmp_path) as workshop:
        one, other = imported(workshop, bad, good)

        fault = (
            r"a fault in the program, please report it: IndexError\('no such letter'\) at .*test_refusals.py, line \d+"
        )
        assert re.fullmatch(fault, one.refused or "")
        assert (other.refused, len(held(workshop))) == (None, 2)


def test_a_file_that_is_gone_is_refused(workshop_with_items: Path) -> None:
    with workshop_in(workshop_with_items) as workshop:
        outcome = imported(workshop, workshop_with_items / "gone.html")[0]

    assert outcome.refused == "no such file or directory"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with workshop_in(tmp_path) as workshop:
        (outcome,) = workshop.import_paths([tmp_path / "pipe"])

    assert outcome.refused == "it is no regular file"


def test_an_index_folder_that_is_named_is_refused(workshop_with_items: Path) -> None:
    with workshop_in(workshop_with_items) as workshop:
        before = state(workshop)
        (outcome,) = imported(workshop, workshop_with_items / "index")

        assert outcome.refused == "it is an index folder; what it holds is given by: searcher export"
        assert state(workshop) == before


def test_an_index_folder_that_is_removed_meanwhile_is_told_and_not_made_again(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", TWO))
        shutil.rmtree(tmp_path / "index")

        with pytest.raises(ArchiveError, match="was removed while it was written to"):
            workshop.index()
    assert not (tmp_path / "index").exists()


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with workshop_in(tmp_path) as workshop:
        outcome = imported(workshop, tmp_path / "none")[0]

    assert outcome.refused == "there are no files in this folder"


class Forbidding(Storage):
    """A disk where one folder may not be listed."""

    def entries(self, folder: Path) -> list[Path]:
        if folder.name == "secret":
            raise PermissionError(13, "Permission denied")
        return super().entries(folder)


def test_a_folder_that_may_not_be_read_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    saved(tmp_path, "a.txt", TWO)
    saved(tmp_path, "secret/b.txt", TWO)
    with workshop_in(tmp_path, Forbidding()) as workshop:
        outcomes = imported(workshop, tmp_path / "saved")

    assert [(Path(outcome.path).name, outcome.refused) for outcome in outcomes] == [
        ("a.txt", None),
        ("secret", "permission denied"),
    ]


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.html").symlink_to(tmp_path / "loop.html")
    with workshop_in(tmp_path) as workshop:
        outcome = imported(workshop, tmp_path / "loop.html")[0]

    assert outcome.refused is not None


def test_a_name_that_is_no_text_is_kept_readable(tmp_path: Path) -> None:
    path = tmp_path / "caf\udce9.txt"
    path.write_text(TWO)
    with workshop_in(tmp_path) as workshop:
        imported(workshop, path)
        source = next(workshop.store.items()).source

        assert source is not None
        assert str(source.path).endswith("caf\\xe9.txt")


def test_a_file_in_place_of_the_index_folder_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("")

    with pytest.raises(ArchiveError, match="cannot be made"), workshop_in(tmp_path):
        pass


def test_a_folder_in_place_of_the_archive_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "index/archive.db").mkdir(parents=True)

    with pytest.raises(ArchiveError, match=r"archive\.db"), workshop_in(tmp_path):
        pass


@pytest.mark.parametrize("name", ["settings.toml", "topics.toml"])
def test_a_broken_setting_stops_before_anything_is_made(tmp_path: Path, name: str) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / name).write_text("\nnonsense\n")

    with pytest.raises(BadSetting, match=f"{name}, line 2"), workshop_in(tmp_path):
        pass
    assert [path.name for path in (tmp_path / "index").iterdir()] == [name]
