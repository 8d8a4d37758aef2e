"""What an archive tells the index and its keeper."""

from pathlib import Path

import pytest
from invented_pages import FLOOD, GATE, exchange_line, imported, meeting_page, row, saved, workshop_in

from searcher import Archive

MEETING = {"id": "7", "committee": "Roads Panel", "committee_id": "12", "date": "2024-05-03", "status": "minutes"}


def test_names_have_their_labels_and_the_portals_ids(tmp_path: Path) -> None:
    line = exchange_line(meeting=MEETING, councillors=[{"name": "Ash"}], topics=["roads"])
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", line))
        names = workshop.store.names({"roads": "Roads and paths"})

    told = {facet: [(one.value, one.labels, one.others) for one in values] for facet, values in names.items()}
    assert told == {
        "committee": [("oakham:roads-panel", ("Roads Panel",), ("12",))],
        "meeting": [("oakham:7", ("Roads Panel, 3 May 2024",), ("7",))],
        "officer": [],
        "councillor": [("oakham:ash", ("Ash",), ())],
        "topic": [("roads", ("Roads and paths",), ())],
        "council": [("oakham", ("oakham",), ())],
    }


def test_a_committee_is_counted_with_its_meetings_minutes_and_dates(tmp_path: Path) -> None:
    lines = [
        exchange_line("oakham:7:AI1", meeting=MEETING, truncated=True),
        exchange_line("oakham:7:AI2", meeting=MEETING, restricted=True),
        exchange_line("oakham:8:AI3", meeting={**MEETING, "id": "8", "date": "2024-06-07", "status": "agenda"}),
    ]
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", "\n".join(lines)))

        assert workshop.store.counts() == [
            {
                "council": "oakham", "committee": "Roads Panel", "meetings": 2, "with_minutes": 1, "cancelled": 0,
                "items": 3, "truncated_items": 1, "restricted_items": 1, "since": "2024-05-03", "through": "2024-06-07",
            }
        ]  # fmt: skip


def test_a_cancelled_meeting_is_held_though_it_has_no_items(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, Path(__file__).parent.parent / "pages/meeting_cancelled.html")

        assert [row["cancelled"] for row in workshop.store.counts()] == [1]


def test_a_meeting_whose_items_all_left_their_page_is_not_held(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.html", meeting_page(row("AI5", "Gate", GATE), meeting="1")))
        imported(workshop, saved(tmp_path, "a.html", meeting_page(row("AI6", "Flood", FLOOD), meeting="2")))

        assert len(workshop.store.meetings_held()) == 1
        assert workshop.store.item("imported:1:AI5").minutes == GATE


@pytest.mark.parametrize(
    ("committees", "typed", "found"),
    [
        (("Council", "Youth Council"), "full council", {"oakham:council"}),
        (("Council", "Full Council"), "full council", {"oakham:full-council"}),
        (("Full Council", "Cabinet"), "council", {"oakham:full-council"}),
        (("Cyngor", "Cabinet"), "Cyngor Llawn", {"oakham:cyngor"}),
        (("Youth Council", "Cabinet"), "full council", set()),
    ],
)
def test_the_council_is_found_as_full_council_where_none_is_called_so(
    tmp_path: Path, committees: tuple[str, str], typed: str, found: set[str]
) -> None:
    lines = [
        exchange_line(f"oakham:{number}:AI1", meeting={**MEETING, "id": str(number), "committee": name})
        for number, name in enumerate(committees)
    ]
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", "\n".join(lines)))
        workshop.index()
    with Archive.open(tmp_path / "index") as archive:
        results = archive.search(committee=typed)

    assert {value for chosen in results.chosen for value, _ in chosen.values} == found
    assert results.total == len(found)
