"""What an archive knows of what portals list no longer."""

import datetime
from pathlib import Path

import pytest
from invented_pages import GATE, held, meeting_page, row, told, workshop_in

from searcher.listing import ListedCommittee, ListedMeeting, PageOf, PortalPage

NOW = datetime.datetime(2026, 5, 3, 9, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
PAGE = "ieListDocuments.aspx?MId=7420"


def test_what_no_list_showed_since_is_listed_no_longer_until_one_does(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        crawls, unlisted = workshop.store.crawls, workshop.store.unlisted
        crawls.put_committee("oakham", ListedCommittee("7", "Cabinet"), NOW)
        for number, at in (("1", NOW), ("2", NOW + HOUR), ("3", None)):
            crawls.put_meeting("oakham", ListedMeeting(number, "7", None, ""), at)
        unlisted.note_meetings("oakham", "8", NOW + HOUR, NOW + 2 * HOUR)
        assert crawls.counts("oakham")[0]["unlisted"] == 0
        unlisted.note_meetings("oakham", "7", NOW + HOUR, NOW + 2 * HOUR)

        assert [crawls.counts("oakham")[0][name] for name in ("listed", "unlisted")] == [2, 1]
        assert [unlisted.is_listed_since("oakham", number, NOW + HOUR) for number in "1239"] == [
            False,
            True,
            True,
            False,
        ]
        assert unlisted.is_listed_since("oakham", "1", NOW)
        assert unlisted.lists_any_since("oakham", NOW)
        assert not unlisted.lists_any_since("oakham", NOW + HOUR)
        crawls.put_meeting("oakham", ListedMeeting("1", "7", None, ""), NOW + 3 * HOUR)
        assert [crawls.counts("oakham")[0][name] for name in ("listed", "unlisted")] == [3, 0]


def test_a_committee_that_pages_name_was_never_listed(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        crawls, unlisted = workshop.store.crawls, workshop.store.unlisted
        crawls.put_committee("oakham", ListedCommittee("7", "Cabinet"), NOW)
        crawls.put_committee("oakham", ListedCommittee("8", "", expired=True))
        unlisted.note_committees("oakham", NOW + HOUR, NOW + HOUR)

        assert unlisted.committees("oakham") == {"7"}
        crawls.put_committee("oakham", ListedCommittee("7", "Cabinet"), NOW + 2 * HOUR)
        assert unlisted.committees("oakham") == set()


@pytest.mark.parametrize("between", ["answered", "not understood", "failed"])
def test_missing_is_counted_anew_after_any_other_answer(tmp_path: Path, between: str) -> None:
    with workshop_in(tmp_path) as workshop:
        crawls, page = workshop.store.crawls, PortalPage(PageOf.MEETING, "1", "x", due="new")
        crawls.put_page("oakham", page)
        crawls.fetched("oakham", page, NOW, missing="no such page")
        if between == "answered":
            crawls.fetched("oakham", page, NOW + HOUR)
        elif between == "not understood":
            crawls.not_understood("oakham", page, NOW + HOUR, "it is a riddle", listed=None)
        else:
            crawls.failed("oakham", page, NOW + HOUR, "the server failed (500)")
        crawls.fetched("oakham", page, NOW + 2 * HOUR, missing="no such page")
        found = crawls.page("oakham", PageOf.MEETING, "1")

        assert found is not None
        assert found.missing_since == (NOW if between == "failed" else NOW + 2 * HOUR)
        assert crawls.missing("oakham", (PageOf.MEETING,)) == [found]
        assert crawls.missing("oakham", (PageOf.LIST,)) == []


def test_a_page_that_is_gone_keeps_what_it_tells_until_a_newer_one_comes(tmp_path: Path) -> None:
    page = meeting_page(row("AI1", "Bus Gate", GATE))
    with workshop_in(tmp_path) as workshop:
        told(workshop, PAGE, page)
        store, page_id = workshop.store, workshop.store.page_of("oakham:7420:AI1")
        assert page_id is not None
        with store.writing():
            assert store.withdraw_page(page_id) == 1
        list(workshop.clean())

        assert held(workshop) == {}
        assert store.item("oakham:7420:AI1").minutes == GATE
        assert store.withdrawn_at("oakham:7420:AI1")
        told(workshop, PAGE, page.replace("<body>", "<body><!-- anew -->"))
        assert list(held(workshop)) == ["oakham:7420:AI1"]
        with store.writing():
            assert not store.is_back(page_id)
