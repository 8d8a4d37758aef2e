"""The register in an archive: officers put together over meetings, ids that last, and what people put right."""

import contextlib
from pathlib import Path
from typing import Any

import pytest
from invented_pages import exchange_line, imported, saved, workshop_in

from searcher import Archive
from searcher.archive import FILE, Store
from searcher.archive.schema import MIGRATIONS
from searcher.pipeline import Workshop, check, is_stale
from searcher.storage import Storage

ROADS, DEBT = "Head of Roads and Bridges", "Debt Recovery Manager"


def line(number: int, name: str, post: str | None = ROADS, year: int = 2010, **told: Any) -> str:
    """A line of one item in a meeting of its own, which names one officer."""
    day = f"{year}-05-{number:02}"
    meeting = {"id": str(number), "committee": "Works", "date": day, "status": "minutes"}
    officer = {"name": name, "post": post, **told}
    return exchange_line(f"oakham:{number}:AI{number}", meeting=meeting, officers=[officer], title=f"Item {number}")


def keep(folder: Path, *lines: str, name: str = "a.jsonl") -> None:
    """Import lines and bring the index up to date."""
    with workshop_in(folder) as workshop:
        imported(workshop, saved(folder, name, "\n".join(lines)))
        workshop.index()


def clean(folder: Path, corrections: str | None = None) -> None:
    """Clean and index anew, by other corrections."""
    if corrections is not None:
        (folder / "index" / "officers.toml").write_text(corrections)
    with workshop_in(folder) as workshop:
        list(workshop.clean())
        workshop.index()


def ids(folder: Path) -> list[str | None]:
    """Who the officers of all items are, as the archive has it."""
    with contextlib.closing(Store.open(folder / "index", Storage())) as store:
        return [officer.id for item in store.items() for officer in item.officers]


def faceted(folder: Path) -> list[tuple[str, str, int]]:
    """The officers by whom the index counts: id, name, number of items."""
    with Archive.open(folder / "index") as archive:
        found = archive.search("item")
        assert not found.stale
        return [(one.value, one.label, one.count) for one in found.facets["officer"]]


TWO_NAMES = (line(1, "Karen Marsh"), line(2, "Ms. K. Marsh"))


def test_two_names_of_one_officer_are_one_value_of_the_facet(tmp_path: Path) -> None:
    keep(tmp_path, *TWO_NAMES)

    assert faceted(tmp_path) == [("karen-marsh", "Karen Marsh", 2)]


def test_a_later_page_joins_what_was_apart_and_the_older_id_stays(tmp_path: Path) -> None:
    keep(tmp_path, line(1, "K. Marsh", year=2004), line(2, "Karen Marsh", year=2010))
    before = ids(tmp_path)
    keep(tmp_path, line(3, "K. Marsh", year=2007), name="b.jsonl")

    assert before == ["k-marsh", "karen-marsh"]
    assert faceted(tmp_path) == [("k-marsh", "Karen Marsh", 3)]


def test_a_former_id_still_finds_the_officer(tmp_path: Path) -> None:
    keep(tmp_path, line(1, "K. Marsh", year=2004), line(2, "Karen Marsh", year=2010))
    keep(tmp_path, line(3, "K. Marsh", year=2007), name="b.jsonl")

    with Archive.open(tmp_path / "index") as archive:
        assert archive.search(officer="karen-marsh").total == 3


def test_a_mention_that_fits_two_has_no_officer_and_says_who_it_may_be(tmp_path: Path) -> None:
    keep(tmp_path, line(1, "Karen Marsh"), line(2, "K. Marsh"), line(3, "Keith Marsh"))

    with contextlib.closing(Store.open(tmp_path / "index", Storage())) as store:
        still_open = store.officer_lists()["open"]
    assert ids(tmp_path) == ["karen-marsh", None, "keith-marsh"]
    assert [one["id"] for one in still_open[0]["may_be"]] == ["karen-marsh", "keith-marsh"]


def test_cleaning_again_changes_nothing(tmp_path: Path) -> None:
    keep(tmp_path, *TWO_NAMES, line(3, "Keith Marsh", DEBT))
    with workshop_in(tmp_path) as workshop:
        before = workshop.store.generation
        list(workshop.clean())
        workshop.index()

        assert workshop.store.generation == before


@pytest.mark.parametrize("second", [1, 2])
def test_ids_and_officers_are_the_same_in_whatever_order_pages_come(tmp_path: Path, second: int) -> None:
    lines = [line(1, "Karen Marsh"), line(2, "Ms. K. Marsh"), line(3, "Olu Bright", DEBT)]
    keep(tmp_path, lines[second])
    keep(tmp_path, *lines, name="b.jsonl")

    assert len(set(ids(tmp_path))) == 2
    assert ids(tmp_path)[0] == ids(tmp_path)[1]


def test_officers_are_merged_by_hand(tmp_path: Path) -> None:
    keep(tmp_path, line(1, "Karen Marsh"), line(2, "Kate Marsh", DEBT))
    clean(tmp_path, '[karen-marsh]\nmerge = ["kate-marsh"]\n')

    assert faceted(tmp_path) == [("karen-marsh", "Karen Marsh", 2)]


def test_a_merge_by_hand_decides_what_was_open_between_the_two(tmp_path: Path) -> None:
    keep(tmp_path, line(1, "Karen Marsh"), line(2, "K. Marsh"), line(3, "Kate Marsh"))
    clean(tmp_path, '[karen-marsh]\nmerge = ["kate-marsh"]\n')

    assert ids(tmp_path) == ["karen-marsh"] * 3


@pytest.mark.parametrize("by", [f'posts = ["{DEBT}"]', "since = 2012-01-01", "until = 2012-12-31, since = 2012-05-01"])
def test_an_officer_is_split_by_hand(tmp_path: Path, by: str) -> None:
    keep(tmp_path, line(1, "Karen Marsh"), line(2, "Karen Marsh", DEBT, 2012))
    clean(tmp_path, f'[karen-marsh]\nsplit = [{{ id = "karen-marsh-debt", {by} }}]\n')

    assert ids(tmp_path) == ["karen-marsh", "karen-marsh-debt"]


def test_an_officer_is_renamed_by_hand(tmp_path: Path) -> None:
    keep(tmp_path, line(1, "K. Marsh"))
    clean(tmp_path, '[k-marsh]\nrename = "Karen Marsh"\n')

    assert faceted(tmp_path) == [("k-marsh", "Karen Marsh", 1)]


def test_what_is_no_officer_is_ignored_by_hand(tmp_path: Path) -> None:
    keep(tmp_path, line(1, "Karen Marsh"), line(2, "Olu Bright", DEBT))
    clean(tmp_path, "[olu-bright]\nignore = true\n")

    assert faceted(tmp_path) == [("karen-marsh", "Karen Marsh", 1)]


def test_corrections_hold_when_more_pages_come_and_all_is_cleaned_again(tmp_path: Path) -> None:
    keep(tmp_path, line(1, "Karen Marsh"), line(2, "Kate Marsh", DEBT))
    clean(tmp_path, '[karen-marsh]\nmerge = ["kate-marsh"]\n')
    keep(tmp_path, line(3, "Kate Marsh", DEBT, 2011), name="b.jsonl")
    clean(tmp_path)

    assert ids(tmp_path) == ["karen-marsh"] * 3


def test_a_correction_that_is_taken_back_leaves_no_trace(tmp_path: Path) -> None:
    keep(tmp_path, line(1, "Karen Marsh"), line(2, "Karen Marsh", DEBT, 2012))
    clean(tmp_path, f'[karen-marsh]\nrename = "K"\nsplit = [{{ id = "other", posts = ["{DEBT}"] }}]\n')
    clean(tmp_path, "")

    assert faceted(tmp_path) == [("karen-marsh", "Karen Marsh", 2)]


def test_a_correction_by_a_former_id_counts(tmp_path: Path) -> None:
    keep(tmp_path, line(1, "K. Marsh", year=2004), line(2, "Karen Marsh", year=2010))
    keep(tmp_path, line(3, "K. Marsh", year=2007), name="b.jsonl")
    clean(tmp_path, '[karen-marsh]\nrename = "Kay Marsh"\n')

    assert faceted(tmp_path) == [("k-marsh", "Kay Marsh", 3)]


def test_the_index_is_out_of_date_when_officers_are_put_right(tmp_path: Path) -> None:
    keep(tmp_path, *TWO_NAMES)
    (tmp_path / "index" / "officers.toml").write_text('[karen-marsh]\nrename = "Kay Marsh"\n')

    with Archive.open(tmp_path / "index") as archive:
        assert archive.search("item").stale
    with contextlib.closing(Store.open(tmp_path / "index", Storage())) as store:
        assert is_stale(tmp_path / "index", store)


def test_forgetting_an_item_takes_the_names_that_only_it_had_out_of_the_register(tmp_path: Path) -> None:
    keep(tmp_path, *TWO_NAMES)
    with workshop_in(tmp_path) as workshop:
        workshop.forget("oakham:2:AI2", "asked for")
        rows = workshop.store._database.execute("SELECT name FROM officer_forms")

        assert [row["name"] for row in rows] == ["Karen Marsh"]
    assert check(tmp_path / "index", Storage()) == []


def test_a_damaged_register_is_mended_with_the_same_ids(tmp_path: Path) -> None:
    keep(tmp_path, *TWO_NAMES)
    with workshop_in(tmp_path) as workshop:
        workshop.store._database.execute("UPDATE officer_mentions SET officer_id = NULL")
        list(workshop.repair())
    assert ids(tmp_path) == ["karen-marsh", "karen-marsh"]


def version_2(folder: Path) -> None:
    """An archive as version 2 left it, with officers one by whole name only."""
    Store.open(folder, Storage(), create=True, migrations=MIGRATIONS[:1]).close()
    with contextlib.closing(Storage().connect(folder / FILE)) as database:
        database.script(
            """INSERT INTO generations (id, started_at, command, changes) VALUES (1, '2024-01-01', 'import', 2);
INSERT INTO pages VALUES (1, 'oakham', 'a.txt', 'abc', 'text', NULL, NULL);
INSERT INTO officers VALUES ('kaz', 'oakham', 'Karen Marsh', 'karen marsh');
INSERT INTO officers VALUES ('k-marsh', 'oakham', 'K. Marsh', 'k marsh');
INSERT INTO officers VALUES ('gone', 'oakham', 'Olu Bright', 'olu bright');
"""
        )
        for number, (officer, name) in enumerate((("kaz", "Karen Marsh"), ("k-marsh", "K. Marsh")), 1):
            day = f"2010-05-0{number}"
            database.execute(
                "INSERT INTO meetings (id, page_id, council, meeting, date, date_inferred, status)"
                f" VALUES ('oakham:{number}', 1, 'oakham', '{number}', '{day}', 0, 'minutes')"
            )
            database.execute(
                "INSERT INTO items (id, meeting_id, page_id, position, title, title_inferred, kind, agenda, decision,"
                " minutes, truncated, restricted, text_sha256, first_seen, changed, versions)"
                f" VALUES ('oakham:{number}:1', 'oakham:{number}', 1, 1, 'T', 0, 'business', '', '', '', 0, 0, '',"
                " 1, 1, 1)"
            )
            database.execute(
                "INSERT INTO officer_mentions VALUES (?, 0, ?, ?, ?, NULL, '')",
                (f"oakham:{number}:1", officer, name, ROADS),
            )


def test_an_archive_of_version_2_keeps_its_ids(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    version_2(tmp_path / "index")
    before = ids(tmp_path)
    with Workshop(tmp_path / "index") as workshop:
        workshop.index()
        keys = workshop.store._database.execute("PRAGMA foreign_key_check")
        forms = workshop.store.register.forms("oakham")

    assert before == ["kaz", "k-marsh"]
    assert ids(tmp_path) == ["kaz", "kaz"]
    assert keys == []
    assert [form.name for form in forms["gone"]] == ["Olu Bright"]
