"""The web service's lists."""

import datetime

import pytest

from searcher.crawler.service import committees, meetings
from searcher.listing import ListedCommittee, ListedMeeting

COMMITTEES = b"""<?xml version="1.0" encoding="utf-8"?>
<committees>
  <committeescount> 3</committeescount>
  <committee>
    <committeeid>318</committeeid><committeetitle>Flood &amp;amp; Drains Committee</committeetitle>
    <committeedeleted>False</committeedeleted><committeeexpired>True</committeeexpired>
    <committeecategory>Scrutiny</committeecategory>
  </committee>
  <committee>
    <committeeid> 319</committeeid><committeetitle>Lamps&amp;#39; Panel</committeetitle>
    <committeedeleted>False</committeedeleted><committeeexpired>False</committeeexpired>
    <committeecategory>
    </committeecategory>
  </committee>
  <committee><committeeid>320</committeeid><committeedeleted>True</committeedeleted></committee>
  <committee><committeeid>../x</committeeid></committee>
</committees>"""
MEETING = "<meeting><meetingid>{}</meetingid><meetingdate>{}</meetingdate><meetingstatus>{}</meetingstatus>{}</meeting>"
PUBLISHED = "<agendapublished>True</agendapublished><minutepublished>true</minutepublished>"


def meetings_answer(*rows: str) -> bytes:
    return (
        "<getmeetings><meetingscount> 2</meetingscount><committee><committeeid>318</committeeid>"
        f"<committeemeetings>{''.join(rows)}</committeemeetings></committee></getmeetings>"
    ).encode()


def test_committees_are_listed_with_those_expired_but_without_those_deleted() -> None:
    assert committees(COMMITTEES) == (
        ListedCommittee("318", "Flood & Drains Committee", "Scrutiny", expired=True),
        ListedCommittee("319", "Lamps' Panel"),
    )


def test_meetings_are_worded_as_in_the_portals_lists() -> None:
    answer = meetings_answer(
        MEETING.format("7", "13/01/2026", "Cancelled", ""),
        MEETING.format("8", "10/02/2026", "Confirmed", PUBLISHED),
        MEETING.format("9", "soon", "", "<decisionpublished>False</decisionpublished>"),
    )

    assert meetings(answer) == (
        ListedMeeting("7", "318", datetime.date(2026, 1, 13), "CANCELLED"),
        ListedMeeting("8", "318", datetime.date(2026, 2, 10), "Agenda, Minutes"),
        ListedMeeting("9", "318", None, ""),
    )


def test_an_empty_list_is_a_list() -> None:
    assert committees(b"<committees><committeescount> 0</committeescount></committees>") == ()
    assert meetings(b"<getmeetings/>") == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01",
        b"<wards/>",
        b"<meeting><meetingid>7</meetingid></meeting>",
        COMMITTEES[:-20],
        b'<!DOCTYPE a [<!ENTITY b "c">]><committees>&b;</committees>',
        b'<html><body><div id="modgov"></div></body></html>',
        b"<script>redirectToHttps();</script>",
    ],
)
def test_what_is_no_such_answer_gives_none(content: bytes) -> None:
    assert committees(content) is None
    assert meetings(content) is None
