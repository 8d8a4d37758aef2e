"""A file of exported lines: whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from faults import Failing

from searcher.errors import ArchiveError, SearcherError
from searcher.frontends.output_file import write_lines
from searcher.storage import Storage


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A file that is there already."""
    (tmp_path / "items").write_text("older")
    return tmp_path / "items"


def held(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def broken() -> Iterator[str]:
    """Lines that end before their time."""
    yield "a line\n"
    raise ArchiveError("the archive cannot be read")


def test_lines_replace_the_older_file(older: Path) -> None:
    write_lines(older, ["one\n", "two\n"], Storage())

    assert held(older.parent) == {"items": "one\ntwo\n"}


def test_lines_that_break_off_leave_the_older_file(older: Path) -> None:
    with pytest.raises(ArchiveError):
        write_lines(older, broken(), Storage())

    assert held(older.parent) == {"items": "older"}


@pytest.mark.parametrize("at", (1, 2, 3))
def test_a_disk_that_fails_leaves_the_older_file(older: Path, at: int) -> None:
    with pytest.raises(SearcherError, match=r"items cannot be written \(input/output error\)"):
        write_lines(older, ["newer\n"], Failing(at))

    assert held(older.parent) == {"items": "older"}
