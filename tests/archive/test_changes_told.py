"""What an archive tells of what changed: by which run, from which text to which, and nothing that did not."""

import contextlib
from pathlib import Path
from typing import Any

import pytest
from invented_pages import (
    FLOOD,
    GATE,
    exchange_line,
    imported,
    meeting_page,
    printed_minutes,
    row,
    saved,
    told,
    without_touches,
    workshop_in,
)

from searcher.archive import FILE, Store
from searcher.archive.statements import AT_ONCE
from searcher.differences import marked
from searcher.history import Changed, seen
from searcher.storage import Storage

PAGE = "ieListDocuments.aspx?MId=7420"
GATE_ID, WALL_ID = "oakham:7420:AI1", "oakham:7420:AI2"


def all_told(store: Store, since: str | None = None) -> list[Changed]:
    """Everything that changed, the oldest first."""
    runs = reversed(list(store.history.runs(seen(since))))
    return [one for run in runs for one in store.history.told(run, store.history.moves(run))]


def briefly(changes: list[Changed]) -> list[tuple[int, str, str, int, str]]:
    """Changes without their texts."""
    return [(one.generation, one.change, one.item.rpartition(":")[2], one.version, one.status) for one in changes]


def words(changed: Changed) -> dict[str, list[str]]:
    """The differences of a change as plain text."""
    return {one.part: [marked(passage) for passage in one.passages] for one in changed.differences}


def lines(folder: Path, name: str, *items: dict[str, Any], **meeting: str) -> Path:
    """A file of a Cabinet meeting's items in the exchange format."""
    texts = []
    for item in items:
        at = {"id": meeting["id"], "committee": "Cabinet", **meeting}
        number = item["number"]
        texts.append(exchange_line(f"oakham:{at['id']}:AI{number}", meeting=at, position=int(number), **item))
    return saved(folder, name, "\n".join(texts))


def test_each_run_tells_what_it_changed_word_by_word(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        told(workshop, PAGE, meeting_page(row("AI1", "Bus Gate", GATE), row("AI2", "Flood Wall", FLOOD)))
        told(workshop, PAGE, meeting_page(row("AI1", "Bus Gate", GATE.replace("autumn", "winter"))))
        told(workshop, PAGE, meeting_page(row("AI1", "Bus Gates", GATE.replace("autumn", "winter"))))
        told(workshop, PAGE, meeting_page(row("AI1", "Bus Gates", GATE), row("AI2", "Flood Wall", FLOOD)))
        changes = all_told(workshop.store)

    assert briefly(changes) == [
        (1, "new", "AI1", 1, "minutes"),
        (1, "new", "AI2", 1, "minutes"),
        (2, "changed", "AI1", 2, "minutes"),
        (2, "withdrawn", "AI2", 1, "minutes"),
        (3, "changed", "AI1", 3, "minutes"),
        (4, "changed", "AI1", 4, "minutes"),
        (4, "returned", "AI2", 1, "minutes"),
    ]
    assert words(changes[2]) == {"minutes": ["… Street had been opened to buses in the [-autumn.-] {+winter.+}"]}
    assert words(changes[4]) == {"title": ["Bus [-Gate-] {+Gates+}"]}
    assert words(changes[6]) == {}
    assert (changes[2].title, changes[4].title) == ("Bus Gate", "Bus Gates")
    assert changes[0].date is not None
    assert (changes[0].command, changes[0].council, changes[0].meeting) == ("crawl", "oakham", "7420")


def test_the_same_again_is_no_change(tmp_path: Path) -> None:
    page = meeting_page(row("AI1", "Bus Gate", GATE))
    with workshop_in(tmp_path) as workshop:
        told(workshop, PAGE, page)
        told(workshop, PAGE, page.replace("<body>", "<body><!-- made anew -->"))

        assert briefly(all_told(workshop.store)) == [(1, "new", "AI1", 1, "minutes")]


def test_minutes_that_others_approved_are_told_with_the_run_in_which_they_did(tmp_path: Path) -> None:
    approved = "The minutes of the meeting held on 3 June 2019 were approved as a correct record."
    first = {"number": "11", "title": "Bins", "minutes": GATE}
    with workshop_in(tmp_path) as workshop:
        imported(workshop, lines(tmp_path, "a.jsonl", first, id="1", date="2019-06-03", status="draft"))
        second = {"number": "12", "title": "Minutes", "minutes": approved}
        imported(workshop, lines(tmp_path, "b.jsonl", second, id="2", date="2019-07-01", status="draft"))
        imported(workshop, lines(tmp_path, "a.jsonl", first, id="1", date="2019-06-03", status="minutes"))
        changes = all_told(workshop.store)

    assert briefly(changes)[:3] == [
        (1, "new", "AI11", 1, "draft"),
        (2, "changed", "AI11", 1, "approved"),
        (2, "new", "AI12", 1, "draft"),
    ]
    assert words(changes[1]) == {"status": ["[-draft-] {+approved+}"]}
    # What the page says since makes a version, but its minutes were approved before and are.
    assert briefly(changes)[3:] == [(3, "changed", "AI11", 2, "approved")]
    assert words(changes[3]) == {}


def test_minutes_published_for_an_agenda_are_told_with_the_status(tmp_path: Path) -> None:
    item = {"number": "11", "title": "Bins"}
    with workshop_in(tmp_path) as workshop:
        imported(workshop, lines(tmp_path, "a.jsonl", item, id="1", date="2019-06-03", status="agenda"))
        item["minutes"] = "It was noted."
        imported(workshop, lines(tmp_path, "a.jsonl", item, id="1", date="2019-06-03", status="draft"))
        changes = all_told(workshop.store)

    assert words(changes[1]) == {"status": ["[-agenda-] {+draft+}"], "minutes": ["{+It was noted.+}"]}


def test_what_is_only_read_otherwise_is_counted_and_told_of_nobody(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        told(workshop, PAGE, meeting_page(row("AI1", "Bus Gate", GATE)))
    (tmp_path / "index" / "topics.toml").write_text('[gates]\nlabel = "Gates"\nnames = ["bus gate"]\n')
    with workshop_in(tmp_path) as workshop:
        list(workshop.clean())
        workshop.store._database.execute("UPDATE items SET text_sha256 = 'as an older program read it'")
        list(workshop.clean())
        changes, reread = all_told(workshop.store), workshop.store.history.reread(seen())

    assert briefly(changes) == [(1, "new", "AI1", 1, "minutes")]
    assert reread == 1


def test_what_was_taken_down_leaves_no_history(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        told(workshop, PAGE, meeting_page(row("AI1", "Bus Gate", GATE), row("AI2", "Flood Wall", FLOOD)))
        workshop.index()
        workshop.forget(GATE_ID, "asked for")

        assert [one.item for one in all_told(workshop.store)] == [WALL_ID]


def test_approval_that_was_taken_down_with_its_item_is_noted_so(tmp_path: Path) -> None:
    approved = "The minutes of the meeting held on 3 June 2019 were approved as a correct record."
    first, second = {"number": "11", "title": "Bins", "minutes": GATE}, {"number": "12", "title": "Minutes"}
    with workshop_in(tmp_path) as workshop:
        imported(workshop, lines(tmp_path, "a.jsonl", first, id="1", date="2019-06-03", status="draft"))
        second["minutes"] = approved
        imported(workshop, lines(tmp_path, "b.jsonl", second, id="2", date="2019-07-01", status="draft"))
        workshop.index()
        workshop.forget("oakham:2:AI12", "asked for")
        imported(workshop, lines(tmp_path, "b.jsonl", first, id="1", date="2019-06-03", status="minutes"))
        last = all_told(workshop.store)[-1]

    assert (last.status, words(last)) == ("minutes", {"status": ["[-draft-] {+minutes+}"]})


def test_what_came_with_history_of_another_archive_came_when_this_one_saw_it(tmp_path: Path) -> None:
    line = exchange_line("oakham:7:AI1", first_seen=3, changed=5, versions=2)
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", printed_minutes(("Gate", GATE), ("Bins", "Bins."))))
        imported(workshop, saved(tmp_path, "a.jsonl", line))
        changes = all_told(workshop.store)

    assert [(one.generation, one.change, one.version) for one in changes] == [(1, "new", 1)] * 2 + [(6, "new", 2)]


@pytest.mark.parametrize(
    ("council", "committee", "items"),
    [("oakham", None, 2), ("elsewhere", None, 0), (None, "flood", 1), (None, "FLOOD committee", 1), (None, "comm", 0)],
)
def test_changes_of_some_committees_alone(
    tmp_path: Path, council: str | None, committee: str | None, items: int
) -> None:
    with workshop_in(tmp_path) as workshop:
        told(workshop, PAGE, meeting_page(row("AI1", "Bus Gate", GATE)))
        imported(workshop, lines(tmp_path, "a.jsonl", {"number": "1"}, id="1"))
        history = workshop.store.history
        among = history.committees(council, committee)

        assert sum(len(history.moves(run, among)) for run in history.runs(seen())) == items


def test_more_than_one_statement_takes_is_told_in_order(tmp_path: Path) -> None:
    items = [{"number": str(number)} for number in range(1, 2 * AT_ONCE)]
    with workshop_in(tmp_path) as workshop:
        imported(workshop, lines(tmp_path, "a.jsonl", *items, id="1"))

        assert [one.item.rpartition("AI")[2] for one in all_told(workshop.store)] == [one["number"] for one in items]


def test_an_archive_of_before_tells_what_it_kept(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        told(workshop, PAGE, meeting_page(row("AI1", "Bus Gate", GATE), row("AI2", "Flood Wall", FLOOD)))
        told(workshop, PAGE, meeting_page(row("AI1", "Bus Gate", FLOOD)))
        told(workshop, PAGE, meeting_page(row("AI1", "Bus Gates", FLOOD)))
        imported(workshop, saved(tmp_path, "a.jsonl", exchange_line("oakham:8:AI1", first_seen=2, changed=2)))
        wanted = all_told(workshop.store)
    with contextlib.closing(Storage().connect(tmp_path / "index" / FILE)) as database:
        without_touches(database)
    with workshop_in(tmp_path) as workshop:
        assert all_told(workshop.store) == wanted
        told(workshop, PAGE, meeting_page(row("AI1", "Bus Gates", GATE)))

        assert briefly(all_told(workshop.store, "5")) == [(5, "changed", "AI1", 4, "minutes")]


def test_an_archive_of_before_invents_no_run_for_approvals(tmp_path: Path) -> None:
    approved = "The minutes of the meeting held on 3 June 2019 were approved as a correct record."
    first, second = {"number": "11", "minutes": GATE}, {"number": "12", "title": "Minutes", "minutes": approved}
    with workshop_in(tmp_path) as workshop:
        imported(workshop, lines(tmp_path, "a.jsonl", first, id="1", date="2019-06-03", status="draft"))
        imported(workshop, lines(tmp_path, "b.jsonl", second, id="2", date="2019-07-01", status="draft"))
    with contextlib.closing(Storage().connect(tmp_path / "index" / FILE)) as database:
        without_touches(database)
    with workshop_in(tmp_path) as workshop:
        assert [one.change for one in all_told(workshop.store)] == ["new", "new"]
        first["minutes"] = FLOOD
        imported(workshop, lines(tmp_path, "a.jsonl", first, id="1", date="2019-06-03", status="draft"))
        last = all_told(workshop.store)[-1]

    assert (last.status, list(words(last))) == ("approved", ["minutes"])


def test_the_face_for_python_gives_the_newest_first(tmp_path: Path) -> None:
    from searcher import Archive

    with workshop_in(tmp_path) as workshop:
        told(workshop, PAGE, meeting_page(row("AI1", "Bus Gate", GATE)))
        told(workshop, PAGE, meeting_page(row("AI1", "Bus Gate", FLOOD), row("AI2", "Flood Wall", FLOOD)))
        workshop.index()
    with Archive.open(tmp_path / "index") as archive:
        assert briefly(list(archive.changes()))[-1] == (1, "new", "AI1", 1, "minutes")
        assert [one.change for one in archive.changes(since=2)] == ["changed", "new"]
        assert [one.change for one in archive.changes(limit=1, committee="flood")] == ["changed"]
        assert list(archive.changes(council="elsewhere")) == []
