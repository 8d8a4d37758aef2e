"""What minutes say of one another, for people and for programs."""

import datetime
import json

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from searcher.model import Approval, Citation, Connections
from searcher.render.connections import connections_lines, connections_object, status_text
from searcher.render.safe import shown
from searcher.render.style import Style

DAY = datetime.date(2020, 5, 6)
KNOWN = Citation("Minute 12", "12", "oakham:1:AI12", "School Places", "Cabinet", DAY)
UNKNOWN = Citation("Minute Nos. 12 to 14", "13", reason="no minute 13 is held there")
APPROVAL = Approval("oakham:2:AI13", DAY, "oakham:1", "Cabinet, 3 March 2020", DAY, True, "subject to: for 3 read 4")
TEXT = st.text(st.one_of(st.characters(), st.sampled_from("\x1b[]0;m\x07\x9b\u202e\n\r")), max_size=30)


def lines(connections: Connections) -> list[str]:
    """The lines that people see."""
    return list(connections_lines(connections, Style(width=110)))


def test_an_item_that_is_cited_is_told_with_title_committee_and_day() -> None:
    assert lines(Connections(cites=(KNOWN,))) == [
        "Cites",
        "  Minute 12: oakham:1:AI12, School Places (Cabinet, 6 May 2020)",
    ]


def test_what_is_not_known_has_its_number_and_the_reason() -> None:
    assert lines(Connections(cites=(UNKNOWN,)))[1:] == [
        "  Minute Nos. 12 to 14, 13: not known: no minute 13 is held there"
    ]


def test_an_approval_is_told_at_both_ends() -> None:
    assert lines(Connections(approves=(APPROVAL,))) == [
        "Approves: the minutes of Cabinet, 3 March 2020 (oakham:1), with a correction: subject to: for 3 read",
        "  4",
    ]
    assert status_text("approved", Connections(approved_by=(APPROVAL,), page_status="draft")) == (
        "approved by oakham:2:AI13 on 6 May 2020, with a correction: subject to: for 3 read 4;"
        " the meeting's own page says draft"
    )
    assert status_text("minutes", Connections(page_status="minutes")) == "minutes"


def test_a_correction_that_ends_with_a_full_stop_has_no_second_mark_behind_it() -> None:
    approval = replace(APPROVAL, correction="save that Councillor Ash abstained.")

    told = status_text("approved", Connections(approved_by=(approval, approval), page_status="draft"))

    assert told.count("Ash abstained; ") == 2
    assert status_text("approved", Connections(approved_by=(approval,))).endswith("Ash abstained.")


def test_programs_are_told_the_same() -> None:
    told = json.loads(json.dumps(connections_object(Connections((KNOWN,), (UNKNOWN,), (APPROVAL,), (), "draft"))))

    assert told["cites"][0]["date"] == "2020-05-06"
    assert told["cited_by"][0]["reason"] == "no minute 13 is held there"
    assert (told["approves"][0]["corrected"], told["approved_by"], told["page_status"]) == (True, [], "draft")


@given(TEXT, TEXT, TEXT)
def test_nothing_from_a_page_steers_a_terminal(one: str, two: str, three: str) -> None:
    citation = Citation(one, two, three, one, two, None, three)

    for line in lines(Connections((citation,), (citation,), (Approval(one, None, None, two, None, True, three),))):
        assert shown(line) == line
