"""What is taken down is gone: from items, stored pages, their versions, the index and free space; and stays away."""

import contextlib
import shutil
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from faults import Failing
from invented_pages import (
    FLOOD,
    GATE,
    WHOLE,
    exchange_line,
    exported,
    held,
    imported,
    item_page,
    meeting_page,
    printed_minutes,
    row,
    saved,
    workshop_in,
)

from searcher.api import Archive
from searcher.errors import ArchiveError, SearcherError, TakenDown, UnknownItem
from searcher.pipeline import Workshop, is_stale
from searcher.pipeline.checking import faults
from searcher.storage import Database, Row, Storage

RARE = "quibblethorn"
TWO = printed_minutes(("Bus gate", GATE), ("Flood wall", FLOOD))
BUSY_PAGE = meeting_page(row("AI5", "Bus Gate", GATE, cut=True), row("AI6", "Flood Wall", FLOOD))


def traces(folder: Path) -> list[str]:
    """Every file of an index folder that has the rare word, as it is or in compressed contents."""
    found = [path.name for path in sorted(folder.rglob("*")) if path.is_file() and RARE in read(path)]
    database = Storage().connect(folder / "archive.db", read_only=True)
    contents = [zlib.decompress(row["content"]) for row in database.execute("SELECT content FROM page_versions")]
    database.close()
    return [*found, *("page_versions" for content in contents if RARE in content.decode("utf-8", "replace").lower())]


def read(path: Path) -> str:
    """A file as text, whatever it is."""
    return path.read_bytes().decode("latin-1").lower()


def with_rare_item(workshop: Workshop, folder: Path) -> str:
    """The id of an item with the rare word, from a page of two versions, indexed in two generations."""
    imported(workshop, saved(folder, "a.txt", TWO))
    workshop.index()
    imported(workshop, saved(folder, "a.txt", TWO.replace("the autumn", "the spring")))
    workshop.index()
    return next(item_id for item_id, item in held(workshop).items() if RARE in item.minutes)


def test_no_file_has_a_word_of_what_was_forgotten(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        item_id = with_rare_item(workshop, tmp_path)
        assert traces(tmp_path / "index")
        workshop.forget(item_id, "asked for")

        assert traces(tmp_path / "index") == []
    assert traces(tmp_path / "index") == []


def test_the_other_items_keep_their_ids_and_texts(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        item_id = with_rare_item(workshop, tmp_path)
        others = {other: item for other, item in held(workshop).items() if other != item_id}
        workshop.forget(item_id, "asked for")
        list(workshop.clean())

        assert held(workshop) == others


def test_nothing_is_at_fault_afterwards(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        workshop.forget(with_rare_item(workshop, tmp_path), "asked for")

        assert list(faults(workshop.folder, workshop.store)) == []


@pytest.mark.parametrize("name", ["a.txt", "elsewhere.txt"])
@pytest.mark.parametrize("content", [TWO, TWO.replace("the autumn", "the spring"), TWO.replace("May", "July")])
def test_importing_the_page_again_does_not_bring_it_back(tmp_path: Path, name: str, content: str) -> None:
    with workshop_in(tmp_path) as workshop:
        workshop.forget(with_rare_item(workshop, tmp_path), "asked for")
        imported(workshop, saved(tmp_path, name, content))
        workshop.index()

        assert traces(tmp_path / "index") == []


def test_importing_the_export_does_not_bring_it_back(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        item_id = with_rare_item(workshop, tmp_path)
        lines = saved(tmp_path, "a.jsonl", exported(workshop))
        workshop.forget(item_id, "asked for")
        imported(workshop, lines)
        workshop.index()

        assert traces(tmp_path / "index") == []


LONG = f"{GATE} Traffic fell by half, and the two shops at the corner asked for the order to be lifted at night."


def of(minutes: str, *, meeting: str = "8000", item: str = "AI9", council: str = "oakham", **given: Any) -> str:
    """A line with a text, of a meeting whose committee and date may be given."""
    facts = {key: given.pop(key) for key in ("committee", "date") if key in given}
    told: dict[str, Any] = {"title": "Bus gate", "minutes": minutes, "meeting": {"id": meeting, **facts}}
    return exchange_line(f"{council}:{meeting}:{item}", **(told | given))


MARCH: dict[str, Any] = {"committee": "Flood Committee", "date": "2025-03-11"}
FIRST = of(LONG, meeting="7000", item="AI5", number="4", **MARCH)
OTHER_OCCASIONS = {
    "another day": of(LONG, **(MARCH | {"date": "2025-04-11"})),
    "another committee": of(LONG, **(MARCH | {"committee": "Cabinet"})),
    "another council": of(LONG, council="elmford", **MARCH),
    "no day": of(LONG, committee="Flood Committee"),
    "no committee": of(LONG, date="2025-03-11"),
    "another item of the meeting": of(LONG, title="Rail gate", number="5", meeting="7000", **MARCH),
}
SAME_OCCASION = {
    "another id": of(LONG, **MARCH),
    "an unknown council": of(LONG, council="imported", **MARCH),
    "another heading of the same number": of(LONG, title="Item four", number="4", **MARCH),
    "an agenda before it": of(LONG, agenda="To hear of the gate.", **MARCH),
    "the same meeting without its day": of(LONG, meeting="7000"),
    "words laid out otherwise": of(LONG.upper().replace(" ", "\n"), **MARCH),
}


@pytest.mark.parametrize("line", OTHER_OCCASIONS.values(), ids=OTHER_OCCASIONS)
def test_the_same_words_on_another_occasion_stay(tmp_path: Path, line: str) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", f"{FIRST}\n{line}"))

        assert workshop.forget("oakham:7000:AI5", "asked for") == ("oakham:7000:AI5",)
        assert len(held(workshop)) == 1


@pytest.mark.parametrize("line", OTHER_OCCASIONS.values(), ids=OTHER_OCCASIONS)
def test_the_same_words_on_another_occasion_can_be_imported_later(tmp_path: Path, line: str) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", FIRST))
        workshop.forget("oakham:7000:AI5", "asked for")

        (outcome,) = imported(workshop, saved(tmp_path, "b.jsonl", line))

        assert (len(held(workshop)), outcome.taken_down) == (1, 0)


@pytest.mark.parametrize("line", SAME_OCCASION.values(), ids=SAME_OCCASION)
def test_a_copy_of_the_same_occasion_goes_too(tmp_path: Path, line: str) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", f"{FIRST}\n{line}"))

        assert len(workshop.forget("oakham:7000:AI5", "asked for")) == 2
        assert traces(tmp_path / "index") == []


@pytest.mark.parametrize("line", SAME_OCCASION.values(), ids=SAME_OCCASION)
def test_a_copy_of_the_same_occasion_stays_away_and_that_is_told(tmp_path: Path, line: str) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", FIRST))
        workshop.forget("oakham:7000:AI5", "asked for")

        (outcome,) = imported(workshop, saved(tmp_path, "b.jsonl", line))

        assert (len(held(workshop)), outcome.taken_down) == (0, 1)
        assert traces(tmp_path / "index") == []


def test_what_an_unknown_council_had_taken_down_stays_away_from_every_council_of_that_occasion(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", of(LONG, council="imported", **MARCH)))
        workshop.forget("imported:8000:AI9", "asked for")
        for council in ("oakham", "elmford"):
            imported(workshop, saved(tmp_path, f"{council}.jsonl", of(LONG, council=council, **MARCH)))

        assert held(workshop) == {}


def test_a_copy_of_no_known_council_takes_nothing_from_other_councils(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", f"{FIRST}\n{of(LONG, council='imported', **MARCH)}"))
        workshop.forget("oakham:7000:AI5", "asked for")
        imported(workshop, saved(tmp_path, "b.jsonl", of(LONG, council="elmford", **MARCH)))

        assert set(held(workshop)) == {"elmford:8000:AI9"}


def test_an_undated_page_stays_away_under_the_name_of_its_council(tmp_path: Path) -> None:
    undated = item_page("AI5", "Bus gate", GATE, meeting=None, day="")
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.html", undated))
        first = next(iter(held(workshop).values()))
        assert first.meeting is not None
        assert first.meeting.date is None
        workshop.forget(first.id, "asked for")
        (outcome,) = imported(workshop, saved(tmp_path, "b.html", undated), council="oakham")

        assert outcome.taken_down == 1
        assert traces(tmp_path / "index") == []


def test_an_agenda_alone_is_no_copy_of_minutes(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        lines = [of("", meeting="7000", item="AI5", agenda="To hear of the gate.", **MARCH), of("", **MARCH)]
        imported(workshop, saved(tmp_path, "a.jsonl", "\n".join(lines)))
        workshop.forget("oakham:7000:AI5", "asked for")

        assert set(held(workshop)) == {"oakham:8000:AI9"}


@pytest.mark.parametrize("name", ["a.txt", "b.txt"])
def test_the_same_page_again_tells_what_is_left_out(tmp_path: Path, name: str) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", TWO))
        first = next(iter(held(workshop)))
        workshop.forget(first, "asked for")
        (outcome,) = imported(workshop, saved(tmp_path, name, TWO))

        assert (outcome.changed, outcome.taken_down) == (0, 1)


def test_a_copy_that_is_held_already_goes_too(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        item_id = with_rare_item(workshop, tmp_path)
        page = meeting_page(row("AI9", "Bus gate", GATE), row("AI8", "Bins", "Bins."))
        imported(workshop, saved(tmp_path, "b.html", page), council="oakham")

        assert set(workshop.forget(item_id, "asked for")) == {item_id, "oakham:7420:AI9"}
        assert traces(tmp_path / "index") == []


def test_a_short_text_that_many_meetings_have_stays_in_the_others(tmp_path: Path) -> None:
    lines = [
        exchange_line(f"oakham:{number}:AI{number}", title="Apologies", minutes="There were none.", kind="procedural")
        for number in (1, 2)
    ]
    with workshop_in(tmp_path) as workshop:
        dated = [
            line.replace('"meeting": {', f'"meeting": {{"date": "2024-01-0{i}", ') for i, line in enumerate(lines, 1)
        ]
        imported(workshop, saved(tmp_path, "a.jsonl", "\n".join(dated)))

        assert workshop.forget("oakham:1:AI1", "asked for") == ("oakham:1:AI1",)
        assert set(held(workshop)) == {"oakham:2:AI2"}


@pytest.mark.parametrize("first", [0, 1])
def test_a_cut_item_and_its_own_page_are_both_forgotten(tmp_path: Path, first: int) -> None:
    pages = [saved(tmp_path, "m.html", BUSY_PAGE), saved(tmp_path, "i.html", item_page("AI5", "Bus Gate", WHOLE))]
    with workshop_in(tmp_path) as workshop:
        imported(workshop, pages[first], pages[1 - first])
        workshop.forget("imported:7420:AI5", "asked for")
        for path in pages:
            imported(workshop, path, council="oakham")
        workshop.index()

        assert traces(tmp_path / "index") == []
        assert set(held(workshop)) == {"oakham:7420:AI6"}


def test_a_page_saved_under_two_names_is_redacted_in_both(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.html", BUSY_PAGE))
        imported(workshop, saved(tmp_path, "b.html", BUSY_PAGE.replace("in May", "in June")))
        workshop.forget("imported:7420:AI5", "asked for")

        assert traces(tmp_path / "index") == []


def test_an_item_from_a_pdf_is_forgotten(tmp_path: Path) -> None:
    pdf = Path(__file__).parent.parent / "pages/printed_minutes_pdf.pdf"
    with workshop_in(tmp_path) as workshop:
        imported(workshop, pdf)
        first, *others = held(workshop)
        workshop.forget(first, "asked for")
        imported(workshop, saved(tmp_path, "again.pdf", pdf.read_bytes()))

        assert list(held(workshop)) == others


def test_only_the_forgotten_items_officers_leave_the_register(tmp_path: Path) -> None:
    people = [[{"name": "Ada Brook"}], [{"name": "Ben Croft"}, {"name": "Ada Brook"}], [{"name": "Cy Dunn"}]]
    lines = [exchange_line(f"oakham:7:AI{n}", title=f"T{n}", officers=named) for n, named in enumerate(people)]
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", "\n".join(lines)))
        workshop.forget("oakham:7:AI1", "asked for")

        assert [name.value for name in workshop.store.names({})["officer"]] == ["ada-brook", "cy-dunn"]


def test_forgetting_twice_tells_when_and_why_it_was_taken_down(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        item_id = with_rare_item(workshop, tmp_path)
        workshop.forget(item_id, "asked for")

        with pytest.raises(TakenDown, match=rf"{item_id} was taken down on \d{{4}}-\d\d-\d\d: asked for$"):
            workshop.forget(item_id, "asked for again")


def test_forgetting_what_there_never_was_is_an_unknown_item(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop, pytest.raises(UnknownItem, match="oakham:1:1"):
        workshop.forget("oakham:1:1", "asked for")


def found(folder: Path) -> set[str]:
    """The ids of what a search for the rare word gives, which must be facets' counts too."""
    with Archive.open(folder / "index") as archive:
        results = archive.search(RARE, facets=("council",))
    assert results.total == sum(value.count for value in results.facets["council"])
    return {hit.id for hit in results}


def test_whatever_fails_no_search_gives_what_has_a_tombstone_and_forgetting_again_completes_it(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        item_id = with_rare_item(workshop, tmp_path)
    shutil.copytree(tmp_path / "index", tmp_path / "kept")
    never = Failing(at=0)
    with workshop_in(tmp_path, never) as workshop:
        workshop.forget(item_id, "asked for")
    for at in never.changing:
        shutil.rmtree(tmp_path / "index")
        shutil.copytree(tmp_path / "kept", tmp_path / "index")
        with contextlib.suppress(SearcherError, OSError), workshop_in(tmp_path, Failing(at)) as workshop:
            workshop.forget(item_id, "asked for")
        searched = found(tmp_path)
        with workshop_in(tmp_path) as workshop:
            assert workshop.store.takedown.forgotten.ids.isdisjoint(searched), at
            with contextlib.suppress(TakenDown):
                assert workshop.forget(item_id, "asked for") == (item_id,), at
            assert list(faults(workshop.folder, workshop.store)) == [], at
        assert traces(tmp_path / "index") == [], at


class FullForIndexes(Storage):
    """A disk that is full whenever the pointer of an index is written."""

    full = False

    def rename(self, path: Path, to: Path) -> None:
        if self.full and to.name == "current":
            raise OSError(28, "No space left on device")
        super().rename(path, to)


def test_without_room_for_an_index_nothing_is_taken_down(tmp_path: Path) -> None:
    storage = FullForIndexes()
    with workshop_in(tmp_path, storage) as workshop:
        item_id = with_rare_item(workshop, tmp_path)
        storage.full = True
        with pytest.raises(SearcherError, match="No space left"):
            workshop.forget(item_id, "asked for")

        assert item_id in held(workshop)
        assert found(tmp_path) == {item_id}
        assert list(faults(workshop.folder, workshop.store)) == []


def test_an_index_of_what_was_not_taken_down_in_the_end_is_known_to_be_out_of_date(tmp_path: Path) -> None:
    class FullForTheArchive(Storage):
        def database(self, path: Path, options: str) -> Database:
            return NotCommitting(path, options)

    class NotCommitting(Database):
        def execute(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
            if statement == "COMMIT" and self.execute("SELECT 1 FROM tombstones"):
                raise ArchiveError("No space left on device")
            return super().execute(statement, values)

    with workshop_in(tmp_path, FullForTheArchive()) as workshop:
        item_id = with_rare_item(workshop, tmp_path)
        with pytest.raises(ArchiveError, match="No space left"):
            workshop.forget(item_id, "asked for")

        assert item_id in held(workshop)
        assert is_stale(workshop.folder, workshop.store)


def test_a_reader_that_holds_the_log_open_is_told(tmp_path: Path) -> None:
    class Impatient(Storage):
        def database(self, path: Path, options: str) -> Database:
            database = super().database(path, options)
            database.execute("PRAGMA busy_timeout = 10")
            return database

    with workshop_in(tmp_path, Impatient()) as workshop:
        item_id = with_rare_item(workshop, tmp_path)
        reader = Storage().connect(tmp_path / "index/archive.db", read_only=True)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM items")
        with pytest.raises(ArchiveError, match="is open in another program"):
            workshop.forget(item_id, "asked for")
        assert any(f"{item_id} is forgotten, but traces" in fault for fault in faults(workshop.folder, workshop.store))
        reader.close()
        workshop.index()

        assert traces(tmp_path / "index") == []
