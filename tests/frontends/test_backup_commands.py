"""The commands backup and restore: exit statuses, what they tell, what they refuse."""

import re
from pathlib import Path

import pytest
from commands import Command, command, move_on

from searcher.api import Archive
from searcher.frontends import searcher_command


@pytest.fixture
def anywhere(capsys: pytest.CaptureFixture[str]) -> Command:
    """The command without an index named."""
    return command(searcher_command.main, capsys)


@pytest.fixture
def changing(index: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command over a copy of the index, for what changes it."""
    return command(searcher_command.main, capsys, "--index", index, after=1)


def test_a_backup_tells_that_it_was_read_back(searcher: Command, tmp_path: Path) -> None:
    told = searcher("backup", tmp_path / "kept.zip")

    assert (told.status, told.out) == (0, "")
    assert re.fullmatch(r"\S+kept\.zip is written and was read back: 1 file, \d+\.\d MB unpacked\n", told.err)


def test_a_restored_archive_can_be_searched_at_once(searcher: Command, anywhere: Command, tmp_path: Path) -> None:
    searcher("backup", tmp_path / "kept.zip")

    told = anywhere("restore", tmp_path / "kept.zip", "--index", tmp_path / "again")

    assert (told.status, told.out) == (0, "")
    assert re.fullmatch(r"restored the archive of \S+ to \S+again\n\d+ items can be searched\n", told.err)
    assert anywhere("check", "--index", tmp_path / "again").err == "no faults found\n"
    assert anywhere("export", "--index", tmp_path / "again").out == searcher("export").out


def test_an_archive_in_the_way_is_kept_aside_when_asked(changing: Command, index: Path, tmp_path: Path) -> None:
    changing("backup", tmp_path / "kept.zip")
    move_on(index)

    unasked, told = changing("restore", tmp_path / "kept.zip"), changing("restore", tmp_path / "kept.zip", "--replace")

    assert (unasked.status, told.status) == (2, 0)
    assert re.fullmatch(r"searcher: there is an archive at [^\n]+ add --replace\n", unasked.err)
    (kept,) = index.glob("before-restore-*")
    assert f"what was there before is kept at {kept};" in told.err
    assert changing("check").err == "no faults found\n"


def test_a_file_that_is_no_backup_is_one_line(changing: Command, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("no backup")

    odd, missing = changing("restore", tmp_path / "x.zip"), changing("restore", tmp_path / "none.zip")

    assert (odd.status, missing.status) == (2, 2)
    assert re.fullmatch(r"searcher: \S+x\.zip cannot be restored from: it is no zip file, or a cut one\n", odd.err)
    assert re.fullmatch(r"searcher: \S+none\.zip: no such file or directory; the archive is as it was\n", missing.err)


@pytest.mark.parametrize("place", ["index/kept.zip", "index/archive.db", "linked/kept.zip"])
def test_no_backup_goes_into_the_index(changing: Command, index: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "linked").symlink_to(index, target_is_directory=True)

    told = changing("backup", tmp_path / place)

    assert told.status == 2
    assert re.fullmatch(r"searcher: [^\n]+ is part of the index at [^\n]+ Give the backup another place\n", told.err)


def test_a_backup_that_cannot_be_written_is_one_line(searcher: Command, tmp_path: Path) -> None:
    told = searcher("backup", tmp_path / "none/kept.zip")

    assert told.status == 2
    assert re.fullmatch(r"searcher: \S+kept\.zip cannot be written \(no such file or directory\)\n", told.err)


def test_what_is_left_out_is_named_and_status_1(changing: Command, index: Path, tmp_path: Path) -> None:
    (index / "settings.toml").write_text('[portals.oakham]\nurl = "https://oakham.gov.uk/"\nca = "none.pem"\n')

    told = changing("backup", tmp_path / "kept.zip")

    assert (told.status, told.err.splitlines()[0]) == (
        1,
        f"{index / 'none.pem'}, which settings.toml names, is not there",
    )


def test_an_index_that_cannot_be_written_does_not_undo_what_was_restored(
    changing: Command, index: Path, tmp_path: Path
) -> None:
    (index / "topics.toml").write_text("x = 1")
    changing("backup", tmp_path / "kept.zip")
    (index / "archive.db").unlink()

    told = changing("restore", tmp_path / "kept.zip")

    assert told.status == 1
    assert told.err.splitlines()[-1].endswith(f" with: searcher index --index {index}")
    assert changing("status").status == 1


def test_who_forgets_is_told_of_an_archive_that_was_kept_aside(changing: Command, index: Path, tmp_path: Path) -> None:
    changing("backup", tmp_path / "kept.zip")
    changing("restore", tmp_path / "kept.zip", "--replace")
    with Archive.open(index) as archive:
        item = archive.search("council")[0].id

    told = changing("forget", item, "--reason", "asked for")

    assert told.status == 1
    assert re.search(r"before-restore-\S+ is an archive of before a restore and may still have it", told.err)
    assert changing("forget", item, "--reason", "asked for").status == 1
