"""Lines that are appended once each, whatever happened before."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import pytest
from faults.disk import Failing
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from noticed import CHANGED, NOW, ONE, WITHDRAWN, context, many, notices

from searcher.errors import OutletFailed
from searcher.notices import Notice
from searcher.outlets import Lines, deliver
from searcher.outlets.data import notice_line
from searcher.storage import Storage

LATER = "2026-04-12T04:00:00+00:00"


def told(folder: Path, notices: Sequence[Notice], storage: Storage | None = None) -> None:
    deliver(Lines("told.jsonl"), "allotments", notices, context(folder, storage=storage or Storage()))


def ids(folder: Path) -> list[str]:
    return [json.loads(line)["id"] for line in (folder / "told.jsonl").read_bytes().splitlines()]


def test_a_line_tells_the_whole_notice(tmp_path: Path) -> None:
    told(tmp_path, [CHANGED])

    assert json.loads((tmp_path / "told.jsonl").read_text()) == {
        "schema": "council-minutes-notice/1",
        "written_at": NOW,
        "id": "allotments:oakham:71:AI9:2",
        "follow": "allotments",
        "change": "changed",
        "item": "oakham:71:AI9",
        "title": "Review of allotment rents",
        "number": "14",
        "council": "oakham",
        "committee": "Cabinet",
        "meeting": "71",
        "date": "2026-03-05",
        "status": "approved",
        "url": ONE.url,
        "sentence": "The allotment rents had not risen since 2019, and no plot was free.",
        "snippet": "The <mark>allotment</mark> rents had not risen since 2019, and no plot was free.",
        "resolutions": [],
        "differences": [
            {"part": "status", "passages": [[["gone", "draft"], ["come", "approved"]]]},
            {
                "part": "minutes",
                "passages": [
                    [["same", "… rents be raised by"], ["gone", "three"], ["come", "four"], ["same", "per cent"]]
                ],
            },
        ],
        "generation": 8,
        "noticed_at": "2026-04-09T04:00:00+00:00",
    }


def test_what_is_in_the_file_already_is_not_written_again(tmp_path: Path) -> None:
    told(tmp_path, [ONE, CHANGED])
    told(tmp_path, [ONE, CHANGED, WITHDRAWN, WITHDRAWN])

    assert ids(tmp_path) == [ONE.id, CHANGED.id, WITHDRAWN.id]


def test_a_clock_that_was_put_back_hides_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        told(tmp_path, [replace(one, noticed_at="2026-04-10T09:00:00+00:00") for one in (ONE, CHANGED)])

    assert ids(tmp_path) == [ONE.id, CHANGED.id]


def test_what_a_killed_process_wrote_is_made_to_last(tmp_path: Path) -> None:
    told(tmp_path, [ONE])
    disk = Failing(0)
    told(tmp_path, [ONE], disk)

    assert "sync" in disk.told


@pytest.mark.parametrize("length", [10, 65_000, 65_535, 65_536, 65_537, 200_000])
def test_long_lines_are_known_too(tmp_path: Path, length: int) -> None:
    long = [replace(one, title="x" * length) for one in many(3)]
    told(tmp_path, long)
    told(tmp_path, [*long, CHANGED])

    assert ids(tmp_path) == ["n0", "n1", "n2", CHANGED.id]


def test_half_a_line_is_taken_away_and_written_whole_wherever_it_broke_off(tmp_path: Path) -> None:
    first, second = notice_line(ONE, NOW), notice_line(CHANGED, NOW)
    for at in range(len(second) + 1):
        (tmp_path / "told.jsonl").write_bytes(first + second[:at])
        told(tmp_path, [ONE, CHANGED])
        assert (tmp_path / "told.jsonl").read_bytes() == first + second


def test_half_a_first_line_is_known_too(tmp_path: Path) -> None:
    for at in (0, 5, 60):
        (tmp_path / "told.jsonl").write_bytes(notice_line(ONE, NOW)[:at])
        told(tmp_path, [ONE])
        assert (tmp_path / "told.jsonl").read_bytes() == notice_line(ONE, NOW)


def test_lines_of_zeros_that_a_power_cut_left_are_taken_away(tmp_path: Path) -> None:
    (tmp_path / "told.jsonl").write_bytes(notice_line(ONE, NOW) + bytes(5000))
    told(tmp_path, [CHANGED])

    assert ids(tmp_path) == [ONE.id, CHANGED.id]


def test_others_lines_in_between_hide_nothing(tmp_path: Path) -> None:
    other = [replace(one, id=f"other:{one.id}") for one in many(3000)]
    told(tmp_path, [ONE])
    told(tmp_path, other)
    told(tmp_path, [ONE, CHANGED])

    assert len(ids(tmp_path)) == 3002


@pytest.mark.parametrize("held", [b"SQLite format 3\0", b'{"id": 3}\n', b"my letters"])
def test_a_file_of_something_else_is_left_alone(tmp_path: Path, held: bytes) -> None:
    (tmp_path / "told.jsonl").write_bytes(held)

    with pytest.raises(OutletFailed, match="is there already and holds no notices") as failed:
        told(tmp_path, [ONE])
    assert not failed.value.again
    assert (tmp_path / "told.jsonl").read_bytes() == held


class Counting(Storage):
    """Counts the bytes that are read."""

    count = 0

    def open(self, path: Path) -> BinaryIO:
        return _Counted(super().open(path), self)  # type: ignore[return-value] # it stands for one


class _Counted:
    def __init__(self, file: BinaryIO, storage: Counting) -> None:
        self._file, self._storage = file, storage
        self.seek = file.seek

    def read(self, most: int) -> bytes:
        self._storage.count += most
        return self._file.read(most)

    def __enter__(self) -> "_Counted":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def test_of_a_large_file_only_the_end_is_read(tmp_path: Path) -> None:
    """What was written days before the notice was found cannot be it."""
    old = b"".join(notice_line(one, "2026-03-10T04:00:00+00:00") for one in many(20))
    new = replace(ONE, noticed_at=LATER)
    with (tmp_path / "told.jsonl").open("wb") as file:
        file.write(old)
        file.truncate(1_000_000_000)  # a hole: such a file takes no room
        file.seek(0, 2)
        file.write(b"\n" + old * 20)
    storage = Counting()
    told(tmp_path, [new], storage)

    assert storage.count < 200_000
    assert (tmp_path / "told.jsonl").stat().st_size == 1_000_000_001 + len(old) * 20 + len(notice_line(new, NOW))


@given(st.lists(notices, min_size=1, max_size=4, unique_by=lambda notice: notice.id))
def test_any_text_is_one_sound_line(told: list[Notice]) -> None:
    lines = b"".join(notice_line(one, NOW) for one in told)

    assert len(lines.splitlines()) == len(lines.decode().splitlines()) == len(told)
    for line, one in zip(lines.splitlines(), told, strict=True):
        assert json.loads(line)["title"] == one.title.encode("utf-8", "replace").decode()
