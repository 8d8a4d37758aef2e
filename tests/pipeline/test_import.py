"""What importing files keeps, and what importing them again does not do."""

from pathlib import Path

import pytest
from invented_pages import FLOOD, GATE, held, imported, meeting_page, printed_minutes, row, saved, workshop_in

from searcher.pipeline import is_stale
from searcher.pipeline.checking import faults

PAGES = Path(__file__).parent.parent / "pages"
SAVED = sorted(path for path in PAGES.iterdir() if path.suffix in (".html", ".txt", ".pdf", ".xml"))
TWO = printed_minutes(("Bus gate", GATE), ("Flood wall", FLOOD))


@pytest.mark.parametrize("page", SAVED, ids=lambda page: page.name)
def test_every_kind_of_page_is_taken(tmp_path: Path, page: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        outcome = imported(workshop, page)[0]

        assert outcome.refused is None
        assert outcome.items == outcome.changed == len(held(workshop))


def test_a_folder_gives_its_files_in_order_but_no_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a/d.txt", ".git/x.txt", ".hidden.txt"):
        saved(tmp_path, name, TWO + name)
    with workshop_in(tmp_path) as workshop:
        outcomes = imported(workshop, tmp_path / "saved")

    assert [Path(outcome.path).name for outcome in outcomes] == ["d.txt", "b.txt"]


def test_the_index_folder_is_not_imported_into_itself(tmp_path: Path) -> None:
    saved(tmp_path, "a.txt", TWO)
    with workshop_in(tmp_path) as workshop:
        outcomes = imported(workshop, tmp_path)

    assert [Path(outcome.path).name for outcome in outcomes] == ["a.txt"]


def test_another_index_folder_is_not_imported(tmp_path: Path) -> None:
    with workshop_in(tmp_path / "other") as workshop:
        imported(workshop, saved(tmp_path / "other", "a.txt", TWO))
        workshop.index()
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/archive.db").write_text(TWO.replace("gate", "bridge"))
    with workshop_in(tmp_path) as workshop:
        outcomes = imported(workshop, tmp_path)

    assert [(Path(outcome.path).name, outcome.refused) for outcome in outcomes] == [
        ("a.txt", None),
        ("archive.db", None),
    ]


def test_what_is_refused_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    saved(tmp_path, "a.txt", "")
    saved(tmp_path, "b.txt", TWO)
    with workshop_in(tmp_path) as workshop:
        outcomes = imported(workshop, tmp_path / "saved")

    assert [outcome.refused for outcome in outcomes] == ["the file is empty", None]
    assert outcomes[1].items == 2


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.txt", TWO)
    with workshop_in(tmp_path) as workshop:
        imported(workshop, path)
        workshop.index()
        before = workshop.store.generation, (tmp_path / "index/segments/current").read_bytes()
        outcome = imported(workshop, path)[0]
        workshop.index()

        assert outcome.changed == 0
        assert (workshop.store.generation, (tmp_path / "index/segments/current").read_bytes()) == before


def test_the_same_content_at_another_path_changes_nothing(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", TWO))
        outcome = imported(workshop, saved(tmp_path, "b.txt", TWO))[0]

        assert outcome.changed == 0
        assert workshop.store.generation == 1


def test_files_of_one_run_are_one_generation(tmp_path: Path) -> None:
    saved(tmp_path, "a.txt", TWO)
    saved(tmp_path, "b.txt", TWO.replace("gate", "bridge"))
    with workshop_in(tmp_path) as workshop:
        imported(workshop, tmp_path / "saved")

        assert {item.first_seen for item in held(workshop).values()} == {1}


def test_items_of_a_changed_file_keep_their_ids(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", TWO))
        before = set(held(workshop))
        imported(workshop, saved(tmp_path, "a.txt", TWO.replace("in May", "in June")))

        assert set(held(workshop)) == before


def test_the_older_text_of_a_changed_item_becomes_a_version(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", TWO))
        imported(workshop, saved(tmp_path, "a.txt", TWO.replace("in May", "in June")))
        item = next(item for item in held(workshop).values() if "June" in item.minutes)

        assert (item.first_seen, item.changed, item.versions) == (1, 2, 2)
        assert [older.minutes for older in workshop.store.item_versions(item.id)] == [FLOOD]


def test_an_item_whose_text_is_the_same_in_a_changed_file_did_not_change(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", TWO))
        imported(workshop, saved(tmp_path, "a.txt", TWO.replace("in May", "in June")))
        item = next(item for item in held(workshop).values() if item.minutes == GATE)

        assert (item.first_seen, item.changed, item.versions) == (1, 1, 1)


def test_an_item_that_left_its_page_is_kept_but_not_searched(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(
            workshop, saved(tmp_path, "a.html", meeting_page(row("AI5", "Gate", GATE), row("AI6", "Flood", FLOOD)))
        )
        imported(workshop, saved(tmp_path, "a.html", meeting_page(row("AI6", "Flood", FLOOD))))

        assert set(held(workshop)) == {"imported:7420:AI6"}
        assert workshop.store.withdrawn_at("imported:7420:AI5")
        assert workshop.store.item("imported:7420:AI5").minutes == GATE


def test_an_item_that_comes_back_unchanged_is_no_new_version(tmp_path: Path) -> None:
    whole = meeting_page(row("AI5", "Gate", GATE), row("AI6", "Flood", FLOOD))
    with workshop_in(tmp_path) as workshop:
        for content in (whole, meeting_page(row("AI6", "Flood", FLOOD)), whole):
            imported(workshop, saved(tmp_path, "a.html", content))

        assert held(workshop)["imported:7420:AI5"].versions == 1


def test_a_page_that_goes_back_to_its_older_text_has_three_versions(tmp_path: Path) -> None:
    later = TWO.replace("in May", "in June")
    with workshop_in(tmp_path) as workshop:
        for content in (TWO, later, TWO):
            imported(workshop, saved(tmp_path, "a.txt", content))

        assert len(workshop.store.pages.versions()) == 3
        assert FLOOD in [item.minutes for item in held(workshop).values()]


def test_two_items_of_one_portal_id_are_both_kept(tmp_path: Path) -> None:
    page = meeting_page(row("AI5", "Gate", GATE), row("AI5", "Flood", FLOOD), row("AI6", "Bins", "Bins."))
    path = saved(tmp_path, "a.html", page)
    with workshop_in(tmp_path) as workshop:
        outcome = imported(workshop, path)[0]
        told = {item_id: item.minutes for item_id, item in held(workshop).items()}
        list(workshop.clean())

        assert told == {"imported:7420:AI5": GATE, "imported:7420:2": FLOOD, "imported:7420:AI6": "Bins."}
        assert (outcome.items, outcome.changed) == (3, 3)
        assert {item_id: item.minutes for item_id, item in held(workshop).items()} == told


def test_files_that_take_turns_at_a_path_do_not_share_ids(tmp_path: Path) -> None:
    later = TWO.replace("gate", "bridge").replace("wall", "bank")
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "latest.txt", TWO))
        imported(workshop, saved(tmp_path, "latest.txt", later))
        imported(workshop, saved(tmp_path, "older.txt", TWO))

        assert {item.minutes for item in workshop.store.items()} >= {GATE, FLOOD, GATE.replace("gate", "bridge")}


def test_the_council_is_the_one_told(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", TWO), council="oakham")

        assert {item.council for item in held(workshop).values()} == {"oakham"}


def test_the_council_is_known_from_the_portals_address_in_the_page(tmp_path: Path) -> None:
    link = '<a href="https://democracy.oakham.gov.uk/mgWhatsNew.aspx">New</a>'
    page = meeting_page(row("AI5", "Gate", GATE)).replace("<table", f"{link}<table")
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.html", page))

        assert set(held(workshop)) == {"oakham:7420:AI5"}


def test_the_council_is_known_from_the_address_told(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", TWO), url="https://democracy.oakham.gov.uk/minutes.txt")

        assert {item.council for item in held(workshop).values()} == {"oakham"}


def test_a_page_saved_twice_from_one_address_is_one_page(tmp_path: Path) -> None:
    url = "https://democracy.oakham.gov.uk/ieListDocuments.aspx?MId=7420"
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.html", meeting_page(row("AI5", "Gate", GATE))), url=url)
        imported(workshop, saved(tmp_path, "b.html", meeting_page(row("AI6", "Flood", FLOOD))), url=url)

        assert set(held(workshop)) == {"oakham:7420:AI6"}


def test_several_files_of_one_portal_are_several_pages(tmp_path: Path) -> None:
    paths = [saved(tmp_path, "a.txt", TWO), saved(tmp_path, "b.txt", TWO.replace("gate", "bridge"))]
    with workshop_in(tmp_path) as workshop:
        imported(workshop, *paths, url="https://democracy.oakham.gov.uk/")

        assert len(held(workshop)) == 4


def test_another_meeting_with_the_same_id_is_refused_with_a_hint(tmp_path: Path) -> None:
    page = meeting_page(row("AI5", "Gate", GATE))
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.html", page))
        refused = imported(workshop, saved(tmp_path, "b.html", page.replace("Flood Committee", "Cabinet")))[0].refused

        assert refused is not None
        assert "Flood Committee, 11 March 2025" in refused
        assert "--council NAME" in refused


def test_another_meeting_with_the_same_id_is_taken_for_a_council(tmp_path: Path) -> None:
    page = meeting_page(row("AI5", "Gate", GATE))
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.html", page))
        imported(workshop, saved(tmp_path, "b.html", page.replace("Flood Committee", "Cabinet")), council="oakham")

        assert set(held(workshop)) == {"imported:7420:AI5", "oakham:7420:AI5"}


def test_a_meeting_that_was_moved_is_a_new_version_of_its_page(tmp_path: Path) -> None:
    page = meeting_page(row("AI5", "Gate", GATE))
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.html", page))
        imported(workshop, saved(tmp_path, "a.html", page.replace("11 March", "18 March")))
        meeting = held(workshop)["imported:7420:AI5"].meeting

        assert meeting is not None
        assert meeting.label == "Flood Committee, 18 March 2025"


def test_cleaning_again_changes_nothing(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, *SAVED)
        before = list(workshop.store.items()), workshop.store.generation
        outcomes = list(workshop.clean())

        assert {outcome.changed for outcome in outcomes} == {0}
        assert (list(workshop.store.items()), workshop.store.generation) == before


def test_cleaning_by_other_topics_makes_the_index_stale_but_no_version(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", TWO))
        workshop.index()
    (tmp_path / "index/topics.toml").write_text('[quibbles]\nnames = ["bus gate"]\n')
    with workshop_in(tmp_path) as workshop:
        list(workshop.clean())
        item = next(item for item in held(workshop).values() if item.minutes == GATE)

        assert "quibbles" in item.topics
        assert item.versions == 1
        assert is_stale(workshop.folder, workshop.store)


def test_a_moved_index_folder_keeps_working(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", TWO))
        workshop.index()
    (tmp_path / "index").rename(tmp_path / "away")
    (tmp_path / "away").rename(tmp_path / "index")
    with workshop_in(tmp_path) as workshop:
        assert list(faults(workshop.folder, workshop.store)) == []


def test_a_new_version_that_says_the_same_does_not_make_the_index_stale(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", TWO))
        workshop.index()
        imported(workshop, saved(tmp_path, "a.txt", TWO + "\n\n"))

        assert workshop.store.generation == 2
        assert not is_stale(workshop.folder, workshop.store)
