"""What is exported and imported elsewhere is the same, byte for byte on the next export."""

import json
from pathlib import Path

from invented_pages import FLOOD, GATE, exchange_line, exported, held, imported, printed_minutes, saved, workshop_in

from searcher.model import Side, Vote

TWO = printed_minutes(("Bus gate", GATE), ("Flood wall", FLOOD))
PAGES = Path(__file__).parent.parent / "pages"


def export_of_saved_pages(folder: Path) -> str:
    """The export of an archive with some history: every page of ours, and a file of two versions."""
    with workshop_in(folder) as workshop:
        imported(workshop, *(path for path in sorted(PAGES.iterdir()) if path.suffix in (".html", ".txt", ".xml")))
        imported(workshop, saved(folder, "a.txt", TWO))
        imported(workshop, saved(folder, "a.txt", TWO.replace("in May", "in June")))
        return exported(workshop)


def test_a_second_export_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    first = export_of_saved_pages(tmp_path / "one")
    with workshop_in(tmp_path / "two") as workshop:
        imported(workshop, saved(tmp_path, "all.jsonl", first))

        assert exported(workshop) == first


def test_a_second_export_is_the_same_after_cleaning(tmp_path: Path) -> None:
    first = export_of_saved_pages(tmp_path / "one")
    with workshop_in(tmp_path / "two") as workshop:
        imported(workshop, saved(tmp_path, "all.jsonl", first))
        list(workshop.clean())

        assert exported(workshop) == first


def test_the_history_of_items_comes_with_their_lines(tmp_path: Path) -> None:
    line = exchange_line(first_seen=3, changed=7, versions=2)
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", line))
        item = workshop.store.item("oakham:7:AI1")

        assert (item.first_seen, item.changed, item.versions) == (3, 7, 2)
        assert workshop.store.generation == 8


def test_the_archives_own_export_brings_nothing_new(tmp_path: Path) -> None:
    export_of_saved_pages(tmp_path)
    with workshop_in(tmp_path) as workshop:
        generation, pages = workshop.store.generation, workshop.store.pages.versions()
        imported(workshop, saved(tmp_path, "all.jsonl", exported(workshop)))

        assert (workshop.store.generation, workshop.store.pages.versions()) == (generation, pages)


def test_the_same_lines_again_change_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.jsonl", exchange_line() + "\n" + exchange_line("oakham:7:AI2"))
    with workshop_in(tmp_path) as workshop:
        imported(workshop, path)
        generation = workshop.store.generation

        assert imported(workshop, path)[0].changed == 0
        assert workshop.store.generation == generation


def test_lines_of_another_council_than_told_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.jsonl", f"{exchange_line('elmford:7:AI1')}\n{exchange_line()}")
    with workshop_in(tmp_path) as workshop:
        outcome = imported(workshop, path, council="elmford")[0]

        assert outcome.refused == "line 2: oakham:7:AI1 is of oakham, not of elmford as --council tells"
        assert held(workshop) == {}


def test_lines_of_the_council_told_are_taken(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        outcome = imported(workshop, saved(tmp_path, "a.jsonl", exchange_line()), council="oakham")[0]

    assert (outcome.refused, outcome.changed) == (None, 1)


def test_a_line_that_a_file_has_twice_counts_once(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.jsonl", f"{exchange_line()}\n{exchange_line('oakham:7:AI2')}\n{exchange_line()}\n")
    with workshop_in(tmp_path) as workshop:
        first, again = imported(workshop, path)[0], imported(workshop, path)[0]

        assert (first.refused, first.items, first.changed) == (None, 2, 2)
        assert (again.refused, again.items, again.changed) == (None, 2, 0)


def test_what_a_line_leaves_out_is_read_from_its_text(tmp_path: Path) -> None:
    line = exchange_line(minutes="Jane Doe, Head of Admissions, reported.\n\nResolved: That the report be noted.")
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", line))
        item = workshop.store.item("oakham:7:AI1")

        assert [(officer.id, officer.post) for officer in item.officers] == [("jane-doe", "Head of Admissions")]
        assert item.resolutions


VOTED = "RESOLVED: That it be noted.\n\nFor (2): Councillors Ash and Birch\n\nAgainst (1): Councillor Elm"


def test_votes_are_kept_and_come_back(tmp_path: Path) -> None:
    with workshop_in(tmp_path / "one") as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", exchange_line(minutes=VOTED)))
        item, first = workshop.store.item("oakham:7:AI1"), exported(workshop)
        list(workshop.clean())

        assert item.votes == (Vote("That it be noted.", None, Side(2, ("Ash", "Birch")), Side(1, ("Elm",))),)
        assert workshop.store.item("oakham:7:AI1") == item
    with workshop_in(tmp_path / "two") as workshop:
        imported(workshop, saved(tmp_path, "b.jsonl", first))

        assert exported(workshop) == first


def test_pages_of_a_pdf_are_kept_and_come_back(tmp_path: Path) -> None:
    pdf = Path(__file__).parent.parent / "pages" / "printed_minutes_pdf.pdf"
    with workshop_in(tmp_path / "one") as workshop:
        imported(workshop, pdf)
        items, first = list(workshop.store.items()), exported(workshop)
        list(workshop.clean())

        assert {start.page for item in items for start in item.pages} == {1, 2, 3}
        assert list(workshop.store.items()) == items
    with workshop_in(tmp_path / "two") as workshop:
        imported(workshop, saved(tmp_path, "b.jsonl", first))

        assert exported(workshop) == first


def test_a_whole_line_without_votes_has_none(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", exchange_line(minutes=VOTED)))
        line = json.loads(exported(workshop))
        del line["votes"]
        imported(workshop, saved(tmp_path, "a.jsonl", json.dumps(line, ensure_ascii=False)))

        assert workshop.store.item("oakham:7:AI1").votes == ()


def test_what_a_line_gives_as_nothing_is_not_read_from_its_text(tmp_path: Path) -> None:
    line = exchange_line(minutes="Jane Doe, Head of Admissions, reported.", officers=[])
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", line))

        assert workshop.store.item("oakham:7:AI1").officers == ()


def test_a_changed_line_is_a_new_version(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", exchange_line(minutes="Old.")))
        imported(workshop, saved(tmp_path, "b.jsonl", exchange_line(minutes="New.")))
        item = workshop.store.item("oakham:7:AI1")

        assert (item.minutes, item.versions, item.changed) == ("New.", 2, 2)


def test_an_item_told_by_a_page_and_by_a_line_is_as_the_newer_tells_it(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", TWO))
        item_id, item = next(iter(held(workshop).items()))
        assert item.meeting is not None
        line = exchange_line(item_id, minutes="Newer.", meeting={"id": item.meeting.id})
        imported(workshop, saved(tmp_path, "a.jsonl", line))
        list(workshop.clean())

        assert (held(workshop)[item_id].minutes, held(workshop)[item_id].versions) == ("Newer.", 2)


def test_a_bare_line_does_not_take_facts_from_a_meeting(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", TWO))
        item_id = next(iter(held(workshop)))
        imported(workshop, saved(tmp_path, "a.jsonl", exchange_line(item_id, minutes="Newer.")))
        meeting = held(workshop)[item_id].meeting

        assert meeting is not None
        assert meeting.label == "Flood Committee, 11 March 2025"


def test_line_ends_of_other_alphabets_survive(tmp_path: Path) -> None:
    text = "one\u2028two\u0085three\u001cfour"
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", exchange_line(minutes=text)))
        list(workshop.clean())

        assert workshop.store.item("oakham:7:AI1").minutes == text


def test_a_file_of_lines_is_known_by_its_content_too(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        outcome = imported(workshop, saved(tmp_path, "a.txt", f"\ufeff{exchange_line()}\n\n"))[0]

    assert (outcome.refused, outcome.items) == (None, 1)


def test_an_export_keeps_the_register(tmp_path: Path) -> None:
    lines = [
        exchange_line("elmford:1:1", officers=[{"id": "ada-brook-elmford", "name": "Ada Brook"}]),
        exchange_line("oakham:1:1", officers=[{"id": "ada-brook", "name": "Ada Brook"}]),
    ]
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", "\n".join(lines)))
        ids = [json.loads(line)["officers"][0]["id"] for line in exported(workshop).splitlines()]

    assert ids == ["ada-brook-elmford", "ada-brook"]
