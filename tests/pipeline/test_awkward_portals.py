"""Portals that are built otherwise, or broken for good: nothing is left out in silence, and nothing stops the rest."""

import re
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from crawled import workshop_at
from invented_pages import GATE, held, meeting_page, row
from replay import Replay
from sample_portal import Clock
from scripted_server import FakeClock, ScriptedServer, answer, redirect

from searcher.errors import CannotCrawl, NoPortal, PortalUnreachable
from searcher.listing import Portal
from searcher.pipeline import Outcome, Wanted, Workshop

COMMITTEES = "mgListCommittees.aspx?bcr=1"
ALL_YEARS = "ieListMeetings.aspx?CId=3&Year=0"
Pages = dict[str, bytes | int]


def structure(*committees: str) -> bytes:
    """The list of committees, with ids from 3 on."""
    points = [f'<li><a href="mgCommitteeDetails.aspx?ID={i}">{name}</a></li>' for i, name in enumerate(committees, 3)]
    return f"""<html><body><div id="modgov"><h1>Committees</h1><ul class="mgBulletList">{"".join(points)}</ul></div>
</body></html>""".encode()


def listing(*points: str, more: str = "") -> bytes:
    """A list of meetings."""
    return f"""<html><body><div id="modgov"><form id="FormYearSelect">{more}</form><ul>{"".join(points)}</ul></div>
</body></html>""".encode()


def point(meeting: int, day: str, href: str = "") -> str:
    """A meeting in a list."""
    href = href or f"ieListDocuments.aspx?CId=3&amp;MId={meeting}&amp;Ver=4"
    return f'<li><a class="mgMeetingTableLnk" href="{href}">{day}</a> - Agenda, Minutes</li>'


def address(meeting: int) -> str:
    """Where a meeting's page is."""
    return f"ieListDocuments.aspx?CId=3&MId={meeting}&Ver=4"


def page(meeting: int, day: str) -> bytes:
    """A meeting's page, with one item."""
    return meeting_page(row(f"AI{meeting}0", "Bus Gate", GATE), meeting=str(meeting), day=day).encode()


def crawl(
    workshop: Workshop, replay: Replay, wanted: Wanted | None = None, clock: Clock | None = None
) -> list[Outcome]:
    """Crawl once, an hour after the last time by a clock that is given; what became of each page."""
    clock = clock or Clock()
    clock.advance(seconds=3600)
    portal = Portal("oakham", replay.url)
    with workshop.crawling(portal, "tests@example.org", wanted or Wanted(), clock) as crawling:
        return list(crawling.run())


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """An empty workshop."""
    with workshop_at(tmp_path) as opened:
        yield opened


def meetings(workshop: Workshop) -> set[str]:
    """The ids of the meetings that are held."""
    return {item.meeting.id for item in held(workshop).values() if item.meeting}


DAYS = {number: f"{number % 28 + 1} May {2025 - number}" for number in range(1, 9)}
ONE: Pages = {COMMITTEES: structure("Flood Committee"), **{address(i): page(i, DAYS[i]) for i in DAYS}}


def points(*numbers: int) -> list[str]:
    return [point(number, DAYS[number]) for number in numbers]


# Lists that show their meetings bit by bit


def test_earlier_and_later_meetings_are_followed(workshop: Workshop) -> None:
    def link(act: str, moment: str) -> str:
        return f'<a href="ieListMeetings.aspx?Act={act}&amp;CId=3&amp;D={moment}">{act.title()} meetings</a>'

    pages = {
        **ONE,
        ALL_YEARS: listing(*points(3, 4), more=link("later", "202205") + link("earlier", "202105")),
        "ieListMeetings.aspx?Act=later&CId=3&D=202205": listing(*points(1, 2), more=link("earlier", "202305")),
        "ieListMeetings.aspx?Act=earlier&CId=3&D=202105": listing(*points(5, 6), more=link("earlier", "201905")),
        "ieListMeetings.aspx?Act=earlier&CId=3&D=201905": listing(*points(7, 8), more=link("later", "201805")),
    }
    clock = Clock()
    with Replay(pages) as replay:
        crawl(workshop, replay, clock=clock)
        first = len(replay.asked)
        crawl(workshop, replay, clock=clock)

    assert meetings(workshop) == {str(number) for number in DAYS}
    lists = [asked for asked in replay.asked[first:] if "ieListMeetings" in asked]
    assert lists == [ALL_YEARS, "ieListMeetings.aspx?Act=later&CId=3&D=202205"]  # what is new stands in these


def test_a_list_without_end_is_left_when_it_brings_nothing_more(workshop: Workshop) -> None:
    def made(asked: str) -> bytes | None:
        moment = re.search(r"D=(\d+)", asked)
        if not asked.startswith("ieListMeetings.aspx?CId=3&Year=0") and not moment:
            return None
        earlier = int(moment[1]) - 1 if moment else 202405
        return listing(
            *points(1, 2), more=f'<a href="ieListMeetings.aspx?Act=earlier&amp;CId=3&amp;D={earlier}">Earlier</a>'
        )

    with Replay(ONE, made) as replay:
        crawl(workshop, replay)

    assert meetings(workshop) == {"1", "2"}
    assert sum("Act=earlier" in asked for asked in replay.asked) == 1


def test_years_that_a_list_offers_and_does_not_show_are_asked_for(workshop: Workshop) -> None:
    options = "".join(f'<option value="{year}">{year}</option>' for year in (0, 2024, 2023, 2022))
    select = f'<select id="YearSelect" name="YearSelect">{options}</select>'
    pages = {
        **ONE,
        ALL_YEARS: listing(*points(1), more=select),
        "ieListMeetings.aspx?CId=3&Year=2023": listing(*points(2), more=select),
        "ieListMeetings.aspx?CId=3&Year=2022": listing(*points(3), more=select),
    }
    with Replay(pages) as replay:
        crawl(workshop, replay)

    assert meetings(workshop) == {"1", "2", "3"}
    assert "ieListMeetings.aspx?CId=3&Year=2024" not in replay.asked


def test_years_that_are_offered_and_never_shown_are_told(workshop: Workshop) -> None:
    select = '<select id="YearSelect"><option value="2024">2024</option><option value="1999">1999</option></select>'
    shown = listing(*points(1), more=select)
    with Replay({**ONE, ALL_YEARS: shown, "ieListMeetings.aspx?CId=3&Year=1999": shown}) as replay:
        told = crawl(workshop, replay)

    assert [one.refused for one in told if one.refused] == [
        "it does not show the meetings of 1999, a year that it offers"
    ]


def test_meetings_at_another_address_are_told(workshop: Workshop) -> None:
    elsewhere = "https://oakham.moderngov.example/ieListDocuments.aspx?MId=9"
    with Replay({**ONE, ALL_YEARS: listing(*points(1), point(9, "1 May 2020", elsewhere))}) as replay:
        told = crawl(workshop, replay)

    assert meetings(workshop) == {"1"}
    assert [one.refused for one in told if one.refused] == [f"1 of its meetings are at another address: {elsewhere}"]
    assert elsewhere in str([one.failure for one in workshop.store.crawls.failures("oakham")])


# What fails for good


@pytest.mark.parametrize("poisoned", [(1, 2), (1, 2, 3)])
def test_pages_that_always_fail_do_not_stand_in_the_way_of_others(
    workshop: Workshop, poisoned: tuple[int, ...]
) -> None:
    pages = {**ONE, ALL_YEARS: listing(*points(*DAYS)), **{address(i): 500 for i in poisoned}}
    with Replay(pages) as replay:
        crawl(workshop, replay)

    assert meetings(workshop) == {str(number) for number in DAYS} - {str(number) for number in poisoned}


def test_a_portal_that_fails_is_left_and_the_next_crawl_begins_with_other_pages(workshop: Workshop) -> None:
    pages = {**ONE, ALL_YEARS: listing(*points(*DAYS)), **{address(i): 503 for i in (1, 2)}}
    clock = Clock()
    with Replay(pages) as replay:
        with pytest.raises(PortalUnreachable):
            crawl(workshop, replay, clock=clock)
        assert meetings(workshop) == set()
        assert len([page for page in workshop.store.crawls.failures("oakham") if not page.missing]) == 2
        with pytest.raises(PortalUnreachable):
            crawl(workshop, replay, clock=clock)

    assert meetings(workshop) == {str(number) for number in DAYS} - {"1", "2"}


def test_what_is_never_understood_is_asked_for_less_and_less_often(workshop: Workshop) -> None:
    empty = b'<html><body><div id="modgov"><h1>Agenda</h1><p>See the pack.</p></div></body></html>'
    clock = Clock()
    with Replay({**ONE, ALL_YEARS: listing(*points(1, 2)), address(2): empty}) as replay:
        asked = []
        for _ in range(12):
            crawl(workshop, replay, clock=clock)
            asked.append(replay.asked.count(address(2)))
            clock.advance(days=1)
        failure = workshop.store.crawls.failures("oakham")[0]

    assert asked[:3] == [1, 2, 3]
    assert 4 <= asked[-1] <= 7
    assert "without agenda items" in str(failure.failure)


def test_a_web_service_that_only_fails_is_none(workshop: Workshop) -> None:
    pages = {**ONE, ALL_YEARS: listing(*points(1)), "mgWebService.asmx/GetCommittees": 500}
    with Replay(pages) as replay:
        clock = Clock()
        told = crawl(workshop, replay, clock=clock)
        again = crawl(workshop, replay, clock=clock)

    assert not [one.refused for one in (*told, *again) if one.refused]
    assert replay.asked.count("mgWebService.asmx/GetCommittees") == 3


def test_a_page_of_another_meeting_is_not_taken_for_the_one_asked_for(workshop: Workshop) -> None:
    pages = {**ONE, ALL_YEARS: listing(*points(1, 2)), address(2): page(1, DAYS[1])}
    with Replay(pages) as replay:
        told = crawl(workshop, replay)

    assert meetings(workshop) == {"1"}
    assert [one.refused for one in told if one.refused] == ["it is the page of meeting 1, not 2"]


def test_a_page_of_another_committee_and_day_than_the_list_says_is_not_taken(workshop: Workshop) -> None:
    other = page(2, "Tuesday 11 March 2014").replace(
        b"Flood Committee - ", b'<a href="mgCommitteeDetails.aspx?ID=9">Lamps</a> - '
    )
    other = other.replace(b"mgMeetingAttendance.aspx?ID=2", b"#")
    with Replay({**ONE, ALL_YEARS: listing(*points(1, 2)), address(2): other}) as replay:
        told = crawl(workshop, replay)

    assert meetings(workshop) == {"1"}
    assert "another committee" in str([one.refused for one in told])


# What is asked for, and is not there


def test_an_address_without_a_portal_is_told(workshop: Workshop) -> None:
    with Replay({}) as replay, pytest.raises(NoPortal, match="Does the address lack a folder"):
        crawl(workshop, replay)

    assert "lists no committees" in str(workshop.store.crawls.state("oakham"))


@pytest.mark.parametrize("committee", ["4", "lamps panel"])
def test_a_committee_is_wanted_by_its_id_or_its_name(workshop: Workshop, committee: str) -> None:
    lamps = {
        "ieListMeetings.aspx?CId=4&Year=0": listing(point(7, DAYS[7], "ieListDocuments.aspx?CId=4&amp;MId=7&amp;Ver=4"))
    }
    pages = {
        **ONE,
        COMMITTEES: structure("Flood Committee", "Lamps Panel"),
        ALL_YEARS: listing(*points(1)),
        **lamps,
        "ieListDocuments.aspx?CId=4&MId=7&Ver=4": page(7, DAYS[7]),
    }
    with Replay(pages) as replay:
        crawl(workshop, replay, Wanted(committee=committee))

    assert meetings(workshop) == {"7"}


def test_a_committee_that_is_none_is_told(workshop: Workshop) -> None:
    with Replay({**ONE, ALL_YEARS: listing(*points(1))}) as replay, pytest.raises(CannotCrawl) as told:
        crawl(workshop, replay, Wanted(committee="Licensing"))

    assert "no committee 'Licensing'" in str(told.value)
    assert "Flood Committee (3)" in str(told.value)


def test_committees_without_meetings_are_counted_too(workshop: Workshop) -> None:
    pages = {**ONE, COMMITTEES: structure("Flood Committee", "Lamps Panel"), ALL_YEARS: listing(*points(1))}
    with Replay({**pages, "ieListMeetings.aspx?CId=4&Year=0": listing()}) as replay:
        crawl(workshop, replay)

    counts = workshop.store.crawls.counts("oakham")
    assert [(one["committee"], one["listed"], one["fetched"]) for one in counts] == [
        ("Flood Committee", 1, 1),
        ("Lamps Panel", 0, 0),
    ]


# A portal that moves


def test_absolute_links_are_followed_where_the_portal_moved_to(workshop: Workshop, tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    clock = FakeClock()
    with ScriptedServer(clock) as before, ScriptedServer(clock, context) as now:
        absolute = [point(i, DAYS[i], f"{now.url}{address(i)}".replace("&", "&amp;")) for i in (1, 2)]
        pages = {**ONE, ALL_YEARS: listing(*absolute)}
        for asked, content in pages.items():
            assert isinstance(content, bytes)
            before.scripts[f"/{asked}"] = redirect(f"{now.url}{asked}")
            now.scripts[f"/{asked}"] = answer(content)
        portal = Portal("oakham", before.url, tmp_path / "ca.pem")
        for _ in range(2):
            clock.advance(3600)
            with workshop.crawling(portal, "tests@example.org", Wanted(), clock) as crawling:
                list(crawling.run())

    assert meetings(workshop) == {"1", "2"}
