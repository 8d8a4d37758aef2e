"""The web service's XML, quirks and all."""

from datetime import date
from html import unescape
from xml.etree import ElementTree

import pytest
from sample_portal.clock import Clock
from sample_portal.server import SamplePortal
from sample_portal_tests.tiny import tiny, visit

ALL = "mgWebService.asmx/GetMeetings?lCommitteeId=0&sFromDate=0&sToDate=0"
FULL = "mgWebService.asmx/GetMeeting?lMeetingId=101"


def xml(portal: SamplePortal, path: str) -> ElementTree.Element:
    """A body of the portal's own making, so it may be trusted."""
    return ElementTree.fromstring(visit(portal, path).text)


def test_committees_that_are_no_more_are_named_too(portal: SamplePortal) -> None:
    found = {
        one.findtext("committeeid"): one.findtext("committeeexpired")
        for one in xml(portal, "mgwebservice.asmx/GetCommittees")
    }

    assert {key: value for key, value in found.items() if key} == {"11": "True", "12": "False", "13": "False"}


def test_titles_are_escaped_twice(portal: SamplePortal) -> None:
    text = visit(portal, "mgWebService.asmx/GetCommittees").text

    assert "Children&amp;#39;s Panel" in text
    assert unescape(unescape("Children&amp;#39;s Panel")) == "Children's Panel"


def test_counts_begin_with_a_blank(portal: SamplePortal) -> None:
    assert "<committeescount> 3</committeescount>" in visit(portal, "mgWebService.asmx/GetCommittees").text


def test_noughts_ask_for_all_meetings(portal: SamplePortal) -> None:
    assert len(xml(portal, ALL).findall("committee/committeemeetings/meeting")) == 46


def test_meetings_of_a_committee_between_two_days(portal: SamplePortal) -> None:
    found = xml(portal, "mgWebService.asmx/GetMeetings?lCommitteeId=12&sFromDate=01/12/2025&sToDate=31/01/2026")

    facts = [(one.findtext("meetingid"), one.findtext("meetingstatus")) for one in found.iter("meeting")]
    assert facts == [("104", "Cancelled"), ("101", "Confirmed")]


@pytest.mark.parametrize("path", ["GetMeeting", "GetMeetings?lCommitteeId=12&sFromDate=0"])
def test_optional_parameters_are_required(portal: SamplePortal, path: str) -> None:
    seen = visit(portal, f"mgWebService.asmx/{path}")

    assert seen.status == 500
    assert seen.text.startswith("Missing parameter: ")


def test_an_operation_that_is_none(portal: SamplePortal) -> None:
    assert visit(portal, "mgWebService.asmx/GetAttendance").status == 500


def test_parameters_may_be_posted(portal: SamplePortal) -> None:
    seen = visit(portal, "mgWebService.asmx/GetMeeting", "POST", "lMeetingId=101")

    assert "<meetingid>101</meetingid>" in seen.text


def test_a_meeting_has_both_ids_and_its_items_have_days_of_their_own(portal: SamplePortal) -> None:
    found = xml(portal, FULL)

    assert (found.findtext("meetingid"), found.findtext("agendaid")) == ("101", "1001")
    assert len(list(found.iter("meetingdate"))) > 1


def test_bodies_are_whole(portal: SamplePortal) -> None:
    first = xml(portal, FULL).find("agendaitems/agendaitem")

    assert first is not None
    assert "word6x99" in (first.findtext("minutesnonemptyhtmlbody") or "")
    assert "view the full" not in (first.findtext("minutesnonemptyhtmlbody") or "")


def test_items_have_two_numbers(portal: SamplePortal) -> None:
    names = ("agendaitemid", "agendaitemnumber", "minutesitemnumber", "fulldisplaynumberformat")
    first = xml(portal, FULL).find("agendaitems/agendaitem")

    assert first is not None
    assert [first.findtext(name) for name in names] == ["9001", "1", "54", "54."]


def test_empty_elements_hold_blanks(portal: SamplePortal) -> None:
    assert (xml(portal, FULL).findtext("meetingroom") or "").isspace()


def test_what_is_restricted_is_marked(portal: SamplePortal) -> None:
    found = xml(portal, FULL)
    items = {one.findtext("agendaitemid"): one.findtext("isrestricted") for one in found.iter("agendaitem")}
    files = {one.findtext("attachmentid"): one.findtext("isrestricted") for one in found.iter("linkeddoc")}

    assert items == {"9001": "False", "9002": "False", "9003": "True"}
    assert files == {"7001": "False", "7002": "False", "7003": "True"}


def test_attendees_have_ward_and_party(portal: SamplePortal) -> None:
    first, second = xml(portal, FULL).findall("attendees/attendee")

    assert (first.get("memberid"), first.get("ward"), first.get("politicalparty")) == ("501", "Mill", "Independent")
    assert (second.get("attendance") or "").startswith("Apologies")


def test_a_cancelled_meeting_still_lists_its_members(portal: SamplePortal) -> None:
    found = xml(portal, "mgWebService.asmx/GetMeeting?lMeetingId=104")

    assert found.findtext("meetingstatus") == "Cancelled"
    assert [one.get("attendance") for one in found.iter("attendee")] == ["Expected"]
    assert list(found.iter("agendaitem")) == []


def test_what_is_published_changes_with_the_day() -> None:
    clock = Clock(date(2026, 1, 8))
    with SamplePortal(tiny(), clock=clock) as portal:
        before = xml(portal, FULL).findtext("minutepublished")
        clock.advance(days=30)

        assert (before, xml(portal, FULL).findtext("minutepublished")) == ("False", "True")


def test_addresses_are_whole_and_lead_to_the_other_form(portal: SamplePortal) -> None:
    assert xml(portal, FULL).findtext(".//linkeddoc/url") == f"{portal.url}mgConvert2PDF.aspx?ID=7001"


def test_the_service_describes_itself(portal: SamplePortal) -> None:
    assert "GetMeetings" in visit(portal, "mgWebService.asmx?WSDL").text


def test_it_may_be_switched_off() -> None:
    with SamplePortal(tiny(), web_service=False) as portal:
        assert visit(portal, ALL).status == visit(portal, "mgWebService.asmx?WSDL").status == 404


def test_councillors_come_with_addresses_that_nobody_should_keep(portal: SamplePortal) -> None:
    assert visit(portal, "mgWebService.asmx/GetCouncillorsByWard").text.count("<homeaddress>") == 2
