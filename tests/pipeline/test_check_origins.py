"""Checking holds items against the pages they were read from; what cannot be derived again is named, and stays."""

from pathlib import Path

import pytest
from invented_pages import (
    FLOOD,
    GATE,
    exported,
    harmed,
    held,
    imported,
    item_page,
    meeting_page,
    printed_minutes,
    row,
    saved,
    workshop_in,
)

from searcher.pipeline import check
from searcher.storage import Storage

PAGE = meeting_page(row("AI1", "Bus gate", GATE, cut=True), row("AI2", "Flood wall", FLOOD))
LATER = PAGE.replace("in May", "in June")
PRINTED = printed_minutes(
    ("Weir", "Mrs. E. Vaughan, Flood Risk Manager, told of the weir.\n\nResolved:- That the weir be mended."),
    ("Lock", "The lock was looked at."),
    committee="WEIR COMMITTEE",
)
WHOLE = item_page("AI1", "Bus gate", f"{GATE} Traffic fell by half.")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of a meeting page in two versions, of an item's own page, and of printed minutes."""
    with workshop_in(tmp_path) as workshop:
        for text in (PAGE, LATER):
            imported(workshop, saved(tmp_path, "a.html", text), council="oakham")
        imported(workshop, saved(tmp_path, "b.html", WHOLE), council="oakham")
        imported(workshop, saved(tmp_path, "c.txt", PRINTED), council="oakham")
        workshop.index()
    return tmp_path / "index"


def repaired(index: Path) -> list[str]:
    """What a repair says, a line each."""
    with workshop_in(index.parent) as workshop:
        return list(workshop.repair())


def all_rows(index: Path) -> dict[str, int]:
    """How many rows of what cannot be derived there are."""
    database = Storage().connect(index / "archive.db", read_only=True)
    tables = ("pages", "page_versions", "item_versions", "items", "tombstones")
    counts = {table: int(database.execute(f"SELECT count(*) FROM {table}")[0][0]) for table in tables}
    database.close()
    return counts


MENDED = {
    "a changed text": ("UPDATE items SET minutes = 'Quagga.' WHERE portal_item = 'AI2'", "is not what was read in"),
    "a changed title": ("UPDATE items SET title = 'Quagga' WHERE portal_item = 'AI1'", "is not what was read in"),
    "no mark of a cut": ("UPDATE items SET truncated = 1 - truncated", "is not what was read in its page"),
    "a changed resolution": ("UPDATE resolutions SET text = 'Quagga.'", "is not what was read in its page"),
    "a resolution gone": ("DELETE FROM resolutions", "is not what was read in its page"),
    "a changed name": ("UPDATE officer_mentions SET name = 'A. Quagga'", "is not what was read in its page"),
    "a changed post": ("UPDATE officer_mentions SET post = 'Quagga Officer'", "is not what was read in its page"),
    "a changed day": ("UPDATE meetings SET date = '2011-01-01'", "the facts of the meeting are not what was read"),
    "a day that is none": ("UPDATE meetings SET date = 'quagga'", "the facts of the meeting are not what was read"),
    "others present": ("UPDATE attendance SET name = 'A. Quagga'", "the facts of the meeting are not what was read"),
    "an unknown source": (f"UPDATE items SET source_sha256 = '{'0' * 64}'", "of a version of its page that is not"),
    "an unknown record": (f"UPDATE items SET decision_sha256 = '{'0' * 64}'", "a decision from a record that is not"),
}


@pytest.mark.parametrize(("statement", "line"), MENDED.values(), ids=MENDED)
def test_an_item_that_is_not_what_its_page_says_is_told_and_mended(index: Path, statement: str, line: str) -> None:
    with workshop_in(index.parent) as workshop:
        before = exported(workshop)
    rows = all_rows(index)
    harmed(index, statement)

    assert any(line in fault for fault in check(index, Storage()))
    assert all(told.startswith("mended: ") for told in repaired(index))
    assert check(index, Storage()) == []
    assert all_rows(index) == rows
    with workshop_in(index.parent) as workshop:
        assert exported(workshop) == before


GONE = "UPDATE items SET withdrawn = 1, position = 9, id = 'oakham:7420:AI9', portal_item = 'AI9', title = 'Quagga'"
LEFT = {
    "a page of no version": (
        "DELETE FROM page_versions WHERE page_id = (SELECT id FROM pages WHERE kind = 'meeting page')",
        "is not stored in any version; import or fetch it again",
    ),
    "an item page of no version": (
        "DELETE FROM page_versions WHERE page_id = (SELECT id FROM pages WHERE kind = 'item page')",
        "is not stored in any version; import or fetch it again",
    ),
    "a damaged page": (
        "UPDATE page_versions SET content = x'00' WHERE id = (SELECT max(id) FROM page_versions)",
        "its stored content is damaged",
    ),
    "a damaged older text": ("UPDATE item_versions SET record = '{'", "its older text, version 1, is damaged"),
    "a changed older text": (
        "UPDATE item_versions SET record = replace(record, 'May', 'June')",
        "its older text, version 1, is damaged",
    ),
    "a withdrawn item that was changed": (
        f"{GONE} WHERE portal_item = 'AI1'",
        "oakham:7420:AI9 is not what was read in its page",
    ),
}


@pytest.mark.parametrize(("statement", "line"), LEFT.values(), ids=LEFT)
def test_what_cannot_be_derived_again_stays_and_is_named(index: Path, statement: str, line: str) -> None:
    with workshop_in(index.parent) as workshop:
        ids = set(held(workshop))
    harmed(index, "PRAGMA foreign_keys = OFF", statement)
    rows = all_rows(index)

    told = repaired(index)

    left = check(index, Storage())
    assert any(line in fault for fault in left)
    assert [fault for fault in told if not fault.startswith("mended: ")][-len(left) :] == left
    assert all(after >= rows[table] for table, after in all_rows(index).items())
    with workshop_in(index.parent) as workshop:
        assert set(held(workshop)) >= ids - {"oakham:7420:AI9"}


def test_a_page_of_no_version_is_mended_by_importing_it_again(index: Path) -> None:
    harmed(index, "DELETE FROM page_versions WHERE page_id = (SELECT id FROM pages WHERE kind = 'meeting page')")
    with workshop_in(index.parent) as workshop:
        imported(workshop, saved(index.parent, "a.html", LATER), council="oakham")
        workshop.index()

    assert check(index, Storage()) == []


def test_items_from_another_archive_need_no_page_here(index: Path, tmp_path: Path) -> None:
    with workshop_in(index.parent) as workshop:
        lines = exported(workshop)
    other = tmp_path / "other"
    with workshop_in(other) as workshop:
        imported(workshop, saved(tmp_path, "items.jsonl", lines))
        workshop.index()

    assert check(other / "index", Storage()) == []


def test_pages_without_what_was_forgotten_are_no_fault(index: Path) -> None:
    with workshop_in(index.parent) as workshop:
        workshop.forget("oakham:7420:AI2", "asked for")

    assert check(index, Storage()) == []


def test_a_count_that_is_not_so_is_told_and_mended(index: Path) -> None:
    manifest = next((index / "segments").glob("*/manifest.json"))
    manifest.write_text(manifest.read_text().replace('"items": 4,', '"items": 5,', 1))

    assert [fault.split(";")[0] for fault in check(index, Storage())] == [
        "the index holds 4 items, and not 5 as it says"
    ]
    assert [told.startswith("mended: ") for told in repaired(index)] == [True]
    assert check(index, Storage()) == []
