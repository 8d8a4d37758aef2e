"""The Python face: what other tools may rely on."""

import datetime
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import searcher
from searcher import Archive, BadQuery, IndexNotReady, IndexUnusable, NoArchive, UnknownItem
from searcher.pipeline import Workshop

PAGES = Path(__file__).parent / "pages"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of all sample pages."""
    folder = tmp_path_factory.mktemp("face")
    pages = [path for path in sorted(PAGES.iterdir()) if path.suffix in (".txt", ".html", ".xml", ".pdf")]
    with Workshop(folder) as workshop:
        assert [outcome.path for outcome in workshop.import_paths(pages) if outcome.refused] == []
        workshop.index()
    return folder


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    """The archive of the sample pages, open."""
    with Archive.open(folder) as archive:
        yield archive


def test_every_public_name_can_be_imported() -> None:
    missing = [name for name in searcher.__all__ if not hasattr(searcher, name)]

    assert not missing


def test_a_search_gives_hits_in_order_with_exact_totals(archive: Archive) -> None:
    results = archive.search("elective home education", limit=2)

    assert len(results) == 2 < results.total
    assert [hit.id for hit in results] == [results[0].id, results[1].id]


def test_a_facet_is_a_list_of_labels_and_counts(archive: Archive) -> None:
    years = archive.search("home education").facets["year"]

    assert list(years) == years
    assert [(label, count) for label, count in years] == years
    assert all(one.value and not one.selected for one in years)


def test_facet_counts_are_those_of_the_items_found(archive: Archive) -> None:
    results = archive.search("council", limit=1000)

    kinds = [archive.item(hit.id).kind for hit in results]

    assert {one.value: one.count for one in results.facets["kind"]} == {kind: kinds.count(kind) for kind in set(kinds)}


def test_a_hit_leads_to_the_whole_item(archive: Archive) -> None:
    hit = archive.search('"home education"', within="minutes")[0]

    assert "home educ" in archive.item(hit.id).minutes.lower()


def test_an_officer_is_found_by_part_of_a_name_without_accents(archive: Archive) -> None:
    results = archive.search("", officer="szymanska")

    assert [officer.name for hit in results for officer in hit.officers if "Szyma" in officer.name]


def test_a_filter_that_stands_for_nothing_finds_nothing_and_suggests(archive: Archive) -> None:
    results = archive.search("", officer="Szymanskaa")

    assert results.total == 0
    assert results.chosen[0].suggestions


def test_facets_can_be_left_out(archive: Archive) -> None:
    assert archive.search("council", facets=()).facets == {}


def test_coverage_speaks_of_the_committee_asked_for(archive: Archive) -> None:
    everything = archive.search("council").coverage

    cabinet = archive.search("council", committee="cabinet").coverage

    assert 0 < cabinet.meetings < everything.meetings


def test_no_date_filter_lets_an_undated_item_through(archive: Archive) -> None:
    undated = {item.id for item in archive.items() if item.meeting and item.meeting.date is None}

    found = {hit.id for hit in archive.search("", since="1900", limit=1000)}

    assert undated
    assert not undated & found


@pytest.mark.parametrize("day", [datetime.date(2023, 7, 1), datetime.datetime(2023, 7, 1, 9, tzinfo=datetime.UTC)])
def test_a_day_may_be_a_date(archive: Archive, day: datetime.date) -> None:
    results = archive.search("the", since=day, until=["2020", day])

    assert results.query.filters == archive.search("the since:2023-07-01 until:2023-07-01").query.filters


@pytest.mark.parametrize(("name", "wider"), [("since", "2019"), ("until", "2023")])
def test_of_two_dates_the_one_that_lets_more_through_counts(archive: Archive, name: str, wider: str) -> None:
    either = archive.search("the", **{name: ["2019", "2023"]})  # type: ignore[arg-type] # a name of a filter

    alone = archive.search("the", **{name: wider})  # type: ignore[arg-type] # a name of a filter
    assert (either.query.filters, either.total) == (alone.query.filters, alone.total)


@pytest.mark.parametrize(
    "question",
    (
        {"since": "yesterday"},
        {"year": "20"},
        {"status": "lost"},
        {"limit": 0},
        {"page": 0},
        {"facets": ("colour",)},
        {"sort": "best"},
        {"since": 3.5},
        {"since": datetime.date(2020, 1, 1), "until": object()},
    ),
)
def test_a_question_that_cannot_be_taken_says_so(archive: Archive, question: dict[str, object]) -> None:
    with pytest.raises(BadQuery):
        archive.search("council", **question)  # type: ignore[arg-type] # wrong on purpose


def test_an_unknown_item_is_an_error(archive: Archive) -> None:
    with pytest.raises(UnknownItem, match="nowhere:1:2"):
        archive.item("nowhere:1:2")


def test_threads_may_share_an_archive(archive: Archive) -> None:
    words = ["council", "home education", "budget", "school*", '"the report"'] * 8
    alone = [[hit.id for hit in archive.search(text)] for text in words]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: [hit.id for hit in archive.search(text)], words))

    assert together == alone


def test_an_open_archive_sees_no_later_changes(tmp_path: Path) -> None:
    with Workshop(tmp_path) as workshop:
        list(workshop.import_paths([PAGES / "text_table.txt"]))
        workshop.index()
        with Archive.open(tmp_path) as archive:
            before = archive.search("kind:business").total
            list(workshop.import_paths([PAGES / "text_numbered.txt"]))
            workshop.index()

            assert archive.search("kind:business").total == before


def test_results_tell_whether_the_archive_has_changed_since(tmp_path: Path) -> None:
    with Workshop(tmp_path) as workshop:
        list(workshop.import_paths([PAGES / "text_table.txt"]))
        workshop.index()
        with Archive.open(tmp_path) as archive:
            before = archive.search("council").stale
            list(workshop.import_paths([PAGES / "text_numbered.txt"]))

            assert (before, archive.search("council").stale) == (False, True)


def test_an_archive_that_cannot_be_asked_leaves_open_whether_it_has_changed(tmp_path: Path) -> None:
    with Workshop(tmp_path) as workshop:
        list(workshop.import_paths([PAGES / "text_table.txt"]))
        workshop.index()
    with Archive.open(tmp_path) as archive:
        (tmp_path / "archive.db").write_bytes(b"")

        assert archive.search("kind:business").stale is None


def test_a_closed_archive_answers_no_more(folder: Path) -> None:
    archive = Archive.open(folder)
    archive.close()
    archive.close()

    with pytest.raises(ValueError, match="closed"):
        archive.search("council")


def test_an_index_that_is_still_being_written_is_awaited(tmp_path: Path) -> None:
    with Workshop(tmp_path), pytest.raises(IndexNotReady, match="nothing can be searched yet"):
        Archive.open(tmp_path)


def test_opening_nothing_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoArchive, match="searcher import"):
        Archive.open(tmp_path)


def test_an_archive_without_an_index_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with Workshop(tmp_path):
        pass

    with pytest.raises(IndexUnusable, match="searcher index"):
        Archive.open(tmp_path)
