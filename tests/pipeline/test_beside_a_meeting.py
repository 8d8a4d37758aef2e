"""What pages beside a meeting's own tell of it: councillors' ids, decisions. In whatever order they come."""

import json
from itertools import permutations
from pathlib import Path

import pytest
from invented_pages import (
    DECIDED,
    FLOOD,
    GATE,
    SITE,
    attendance,
    exported,
    held,
    imported,
    meeting_page,
    record,
    row,
    saved,
    told,
    workshop_in,
)

from searcher import Archive
from searcher.model import Item
from searcher.pipeline import check
from searcher.storage import Storage

SPOKEN = f"{GATE} Councillor Wren asked about noise, Councillor B. Lisk about cost. Councillor Orme spoke too."
NAMED = {"Wren": "31", "B. Lisk": "42", "Orme": None}


PEOPLE = (("31", "Councillor Ada Wren"), ("42", "Councillor Bo Lisk"), ("43", "Councillor Cy Lisk"))
PAGES = {
    "ieListDocuments.aspx?MId=7420": meeting_page(row("AI5", "Bus Gate", SPOKEN), row("AI6", "Flood Wall", FLOOD)),
    "mgMeetingAttendance.aspx?ID=7420": attendance(*PEOPLE),
    "ieDecisionDetails.aspx?AIId=5": record(),
}


def ids(item: Item) -> dict[str, str | None]:
    return {one.name: one.id for one in item.councillors}


@pytest.mark.parametrize("order", list(permutations(PAGES)), ids=lambda order: "-".join(one[:6] for one in order))
def test_the_order_in_which_pages_come_makes_no_difference(tmp_path: Path, order: tuple[str, ...]) -> None:
    with workshop_in(tmp_path) as workshop:
        for name in order:
            told(workshop, name, PAGES[name])
        gate = held(workshop)["oakham:7420:AI5"]

        assert ids(gate) == NAMED
        assert (gate.decision, gate.resolutions) == (f"RESOLVED: {DECIDED}", (DECIDED,))
        assert gate.decision_source is not None
        assert gate.decision_source.url == f"{SITE}ieDecisionDetails.aspx?AIId=5"
        assert gate.source is not None
        assert gate.source.url == f"{SITE}ieListDocuments.aspx?MId=7420"
        assert (gate.versions, workshop.store.item_versions(gate.id)) == (1, [])
        assert not held(workshop)["oakham:7420:AI6"].decision


def test_cleaning_again_changes_nothing(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        for name, content in PAGES.items():
            told(workshop, name, content)
        workshop.index()
        before, generation = exported(workshop), workshop.store.generation
        list(workshop.clean())
        workshop.index()

        assert (exported(workshop), workshop.store.generation) == (before, generation)
    assert list(check(tmp_path / "index", Storage())) == []


def test_an_export_is_read_back_to_the_same(tmp_path: Path) -> None:
    with workshop_in(tmp_path / "a") as workshop:
        for name, content in PAGES.items():
            told(workshop, name, content)
        lines = exported(workshop)
    with workshop_in(tmp_path / "b") as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", lines))

        assert exported(workshop) == lines
        assert ids(held(workshop)["oakham:7420:AI5"]) == NAMED


def test_a_councillor_is_one_value_of_the_facet_and_found_by_name_and_id(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        for name, content in PAGES.items():
            told(workshop, name, content)
        told(
            workshop,
            "ieListDocuments.aspx?MId=7421",
            meeting_page(row("AI8", "Wall", f"{FLOOD} Councillor A. Wren asked again."), meeting="7421"),
        )
        told(workshop, "mgMeetingAttendance.aspx?ID=7421", attendance(*PEOPLE), meeting="7421")
        workshop.index()

    with Archive.open(tmp_path / "index") as archive:
        values = {
            one.value: (one.label, one.count) for one in archive.search("flood wall OR gate").facets["councillor"]
        }
        assert values == {"oakham:31": ("Ada Wren", 2), "oakham:42": ("Bo Lisk", 1), "oakham:orme": ("Orme", 1)}
        for typed in ("31", "oakham:31", "A. Wren", "Councillor Wren", "ada wren"):
            assert archive.search(councillor=typed).total == 2
        assert archive.search(councillor="orme").total == 1


def test_ids_go_when_the_portal_lists_another_of_that_name(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        for name, content in PAGES.items():
            told(workshop, name, content)
        told(workshop, "mgMeetingAttendance.aspx?ID=7420", attendance(*PEOPLE, ("44", "Councillor Di Wren")))

        assert ids(held(workshop)["oakham:7420:AI5"])["Wren"] is None


def test_links_of_names_on_the_meetings_own_page_tell_ids(tmp_path: Path) -> None:
    spoken = SPOKEN.replace("Councillor Orme", '<a href="mgUserInfo.aspx?UID=77">Councillor Orme</a>')
    with workshop_in(tmp_path) as workshop:
        told(workshop, "ieListDocuments.aspx?MId=7420", meeting_page(row("AI5", "Bus Gate", spoken)))

        assert ids(held(workshop)["oakham:7420:AI5"]) == {"Wren": None, "B. Lisk": None, "Orme": "77"}


def test_pages_of_unknown_councils_tell_no_ids(tmp_path: Path) -> None:
    spoken = SPOKEN.replace("Councillor Orme", '<a href="mgUserInfo.aspx?UID=77">Councillor Orme</a>')
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.html", meeting_page(row("AI5", "Bus Gate", spoken))))

        assert set(ids(held(workshop)["imported:7420:AI5"]).values()) == {None}


@pytest.mark.parametrize("page", [record(day="12/03/2025"), "<html><body>Runtime Error</body></html>"])
def test_a_record_of_another_day_or_of_nothing_decides_nothing(tmp_path: Path, page: str) -> None:
    with workshop_in(tmp_path) as workshop:
        told(workshop, "ieListDocuments.aspx?MId=7420", PAGES["ieListDocuments.aspx?MId=7420"])
        told(workshop, "ieDecisionDetails.aspx?AIId=5", page)
        gate = held(workshop)["oakham:7420:AI5"]

        assert (gate.decision, gate.decision_source) == ("", None)
        assert workshop.store.connections(gate).decision_record == f"{SITE}ieDecisionDetails.aspx?AIId=5"


def test_what_the_meetings_page_decides_stays(tmp_path: Path) -> None:
    own = row("AI5", "Bus Gate", SPOKEN).replace(
        '<p class="mgSubItemTitleTxt">Minutes:',
        '<p class="mgSubItemTitleTxt">Decision:</p><div class="mgWordPara"><p>That the gate be shut.</p></div>'
        '<p class="mgSubItemTitleTxt">Minutes:',
    )
    with workshop_in(tmp_path) as workshop:
        told(workshop, "ieListDocuments.aspx?MId=7420", meeting_page(own))
        told(workshop, "ieDecisionDetails.aspx?AIId=5", record())
        gate = held(workshop)["oakham:7420:AI5"]

        assert (gate.decision, gate.decision_source) == ("That the gate be shut.", None)


def test_a_record_makes_an_agenda_one_with_decisions(tmp_path: Path) -> None:
    agenda = row("AI5", "Bus Gate", "To consider the gate.").replace("Minutes:", "Agenda:")
    page = meeting_page(agenda.replace('<p class="mgSubItemTitleTxt">Agenda:</p>', "")).replace(
        "Agenda and minutes", "Agenda"
    )
    with workshop_in(tmp_path) as workshop:
        told(workshop, "ieListDocuments.aspx?MId=7420", page)
        before = held(workshop)["oakham:7420:AI5"].meeting
        told(workshop, "ieDecisionDetails.aspx?AIId=5", record())
        after = held(workshop)["oakham:7420:AI5"].meeting

        assert (before and before.status, after and after.status) == ("agenda", "decisions")


def test_what_is_taken_down_takes_its_record_along(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        for name, content in PAGES.items():
            told(workshop, name, content)
        workshop.index()
        workshop.forget("oakham:7420:AI5", "asked for")

        assert workshop.store.pages.decision_record("oakham", "AI5") is None
        assert DECIDED not in exported(workshop)


def test_flags_go_from_the_page_to_results(tmp_path: Path) -> None:
    page = meeting_page(
        row("AI5", "Bus Gate - WITHDRAWN", "Nothing was said."), row("AI6", "Flood Wall", FLOOD)
    ).replace('<div class="mgContent">', '<p>This meeting was to be held on 4 March 2025.</p><div class="mgContent">')
    with workshop_in(tmp_path) as workshop:
        told(workshop, "ieListDocuments.aspx?MId=7420", page)
        workshop.index()
        line = json.loads(exported(workshop).splitlines()[0])

    assert (line["flags"], line["meeting"]["flags"], line["meeting"]["moved_to"]) == (["withdrawn"], ["moved"], None)
    with Archive.open(tmp_path / "index") as archive:
        assert {hit.title: hit.flags for hit in archive.search(meeting="7420")} == {
            "Bus Gate - WITHDRAWN": ("withdrawn", "moved"),
            "Flood Wall": ("moved",),
        }


def test_later_minutes_that_correct_a_meetings_flag_its_items(tmp_path: Path) -> None:
    approving = row(
        "AI9",
        "Minutes of the previous meeting",
        "Resolved:- That the minutes of the meeting held on 11 March 2025 be approved as a correct record, subject to"
        " the inclusion of Councillor Orme among those present.",
    )
    later = meeting_page(approving, meeting="7430", day="Tuesday 8 April 2025")
    with workshop_in(tmp_path) as workshop:
        told(workshop, "ieListDocuments.aspx?MId=7430", later)
        told(workshop, "ieListDocuments.aspx?MId=7420", PAGES["ieListDocuments.aspx?MId=7420"])
        found = held(workshop)

        assert found["oakham:7420:AI5"].all_flags == ("corrected",)
        assert found["oakham:7430:AI9"].all_flags == ()


def test_items_of_a_supplementary_agenda_are_the_meetings_with_their_documents(tmp_path: Path) -> None:
    late = row("AI7", "Lamps", "The lamps were seen to.").replace(
        '<p class="mgSubItemTitleTxt">Minutes:',
        '<p class="mgSubItemTitleTxt">Additional documents:</p><ul class="mgBulletList"><li>'
        '<a href="documents/s77/Late%20lamps.pdf">Late lamps</a></li></ul><p class="mgSubItemTitleTxt">Minutes:',
    )
    page = PAGES["ieListDocuments.aspx?MId=7420"].replace(
        "</table>", f'</table><h2>Supplementary agenda</h2><table class="mgItemTable">{late}</table>'
    )
    with workshop_in(tmp_path) as workshop:
        told(workshop, "ieListDocuments.aspx?MId=7420", page)
        found = held(workshop)

        assert [item.position for item in found.values()] == [1, 2, 3]
        assert [one.id for one in found["oakham:7420:AI7"].documents] == ["s77"]
        assert not found["oakham:7420:AI6"].documents
