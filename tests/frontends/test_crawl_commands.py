"""The commands that ask portals: add, crawl, update, and what status says of them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Command, command
from sample_portal import SamplePortal, generate
from sample_portal.fault_kinds import Fault

from searcher.frontends import search_command, searcher_command
from searcher.settings import load_settings
from searcher.storage import Storage

CONTACT = ("--contact", "tests@example.org")


@pytest.fixture(scope="module")
def portal() -> Iterator[SamplePortal]:
    """A portal of a small council."""
    with SamplePortal(generate(seed=5, items=60, years=1, committees=2)) as portal:
        yield portal


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index folder whose owner lets portals on this machine be asked without a pause."""
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "settings.toml").write_text("# mine\nseconds_between_requests = 0\n")
    return tmp_path / "index"


@pytest.fixture
def searcher(index: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command over that folder."""
    monkeypatch.delenv("SEARCHER_CONTACT", raising=False)
    return command(searcher_command.main, capsys, "--index", index, after=1)


def test_a_portal_is_added_updated_and_searched(
    searcher: Command, portal: SamplePortal, index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = searcher("add", f"{portal.url}mgListCommittees.aspx?bcr=1", "--name", "oakham", *CONTACT)
    assert (told.status, told.out) == (0, "")
    assert load_settings(index).portals["oakham"].url == portal.url
    assert "# mine\n" in (index / "settings.toml").read_text()

    told = searcher("update")
    assert told.status == 0
    assert "0 failed" in told.err
    assert "can be searched" in told.err

    found = command(search_command.main, capsys, "--index", index)("report", "--json")
    assert found.status == 0
    assert {hit["council"] for hit in json.loads(found.out)["hits"]} == {"oakham"}
    assert all(hit["url"].startswith(portal.url) for hit in json.loads(found.out)["hits"])


def test_status_tells_what_the_portal_lists_and_what_is_held(searcher: Command, portal: SamplePortal) -> None:
    searcher("add", portal.url, "--name", "oakham", *CONTACT)
    searcher("update")
    state = json.loads(searcher("status", "--json").out)["portals"][0]

    assert (state["council"], state["stopped"], state["failed"], state["missing"]) == ("oakham", None, [], [])
    assert state["succeeded_at"]
    assert sum(row["listed"] for row in state["committees"]) == sum(row["fetched"] for row in state["committees"])
    assert "On the portal" in searcher("status").out


def test_what_failed_is_told_and_is_status_1(searcher: Command, portal: SamplePortal) -> None:
    searcher("add", portal.url, "--name", "oakham", *CONTACT)
    portal.faults.add(Fault("sharepoint", "mgmeetingattendance", times=1))
    told = searcher("update")
    portal.faults.clear()
    status = searcher("status")

    assert told.status == 1
    assert "\nfailed " in told.err
    assert "1 failed" in told.err
    assert "Failed: mgMeetingAttendance.aspx" in status.out
    assert searcher("update").status == 0
    assert "Failed:" not in searcher("status").out


def test_when_a_list_that_is_missing_is_asked_for_again_is_told(searcher: Command, portal: SamplePortal) -> None:
    searcher("add", portal.url, "--name", "oakham", *CONTACT)
    portal.faults.add(Fault("404", "ielistmeetings"))
    searcher("update")
    portal.faults.clear()
    missing = json.loads(searcher("status", "--json").out)["portals"][0]["missing"]

    ended = {str(committee.id) for committee in portal.truth.committees if committee.until}
    told = {page["id"].partition(" ")[0]: page["next_attempt"] for page in missing if page["page"] == "list"}
    assert ended < told.keys()
    assert all(told[one].startswith("by an update from") for one in ended)
    assert {told[one] for one in told.keys() - ended} == {"by the next update"}


def test_a_portal_that_stops_us_is_told_and_what_was_got_is_indexed(searcher: Command, portal: SamplePortal) -> None:
    searcher("add", portal.url, "--name", "oakham", *CONTACT)
    portal.faults.add(Fault("incapsula", "mgmeetingattendance"))
    told = searcher("update")
    portal.faults.clear()

    assert told.status == 1
    assert "oakham: stopped: " in told.err
    assert "can be searched" in told.err
    assert "Stopped: " in searcher("status").out


def test_a_crawl_of_part_of_a_portal(searcher: Command, portal: SamplePortal) -> None:
    searcher("add", portal.url, "--name", "oakham", *CONTACT)
    told = searcher("crawl", "oakham", "--limit", "1", "--since", "2025")

    assert told.status == 0
    assert told.err.count("ieListDocuments") == 1
    assert "now run: searcher index" in told.err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("update",), "no portal is known yet. Add one with: searcher add URL"),
        (("crawl", "oakham"), "no portal is known yet"),
        (("crawl", "https://democracy.oakham.gov.uk/"), "say where councils can write to"),
        (("crawl", "ftp://oakham.gov.uk/"), "is no address of a portal"),
        (("crawl", "https://democracy.oakham.gov.uk/", "--since", "soon"), "--since takes YYYY"),
        (("crawl", "https://democracy.oakham.gov.uk/", "--limit", "0"), "--limit"),
        (("add", "oakham"), "is no address of a portal"),
        (("add", "https://user@oakham.gov.uk/"), "is no address of a portal"),
        (("add", "http://127.0.0.1:1/"), "--name takes a short name"),
        (("add", "https://oakham.gov.uk/", "--name", "Oak ham"), "--name takes a short name"),
        (("add", "https://oakham.gov.uk/", "--contact", "me"), "--contact takes an e-mail address"),
        (("add", "https://oakham.gov.uk/", "--ca", "nothing.pem"), "--ca takes a file of certificates"),
    ],
)
def test_what_cannot_be_done_is_status_2_and_changes_nothing(
    searcher: Command, index: Path, arguments: tuple[str, ...], reason: str
) -> None:
    told = searcher(*arguments)

    assert (told.status, told.out) == (2, "")
    assert reason in told.err
    assert told.err.count("\n") == 1
    assert [path.name for path in index.iterdir()] == ["settings.toml"]


def test_an_unknown_council_is_named_beside_the_known(searcher: Command, portal: SamplePortal) -> None:
    searcher("add", portal.url, "--name", "oakham", *CONTACT)

    assert "no portal of 'elmford' is known; known are oakham" in searcher("update", "--council", "elmford").err


def test_two_crawls_at_once_are_one_too_many(searcher: Command, portal: SamplePortal, index: Path) -> None:
    searcher("add", portal.url, "--name", "oakham", *CONTACT)
    with Storage().lock(index):
        told = searcher("update")

    assert told.status == 2
    assert "another command is writing" in told.err


def test_nobody_who_asks_for_one_portal_asks_another(searcher: Command, portal: SamplePortal) -> None:
    searcher("add", portal.url, "--name", "oakham", *CONTACT)
    searcher("add", "http://127.0.0.1:1/", "--name", "elmford", *CONTACT)
    told = searcher("update", "--council", "oakham")

    assert told.status == 0
    assert "elmford" not in told.err


def test_a_name_that_stands_for_another_portal_is_not_given_away(searcher: Command, index: Path) -> None:
    searcher("add", "https://democracy.oakham.gov.uk/north/", *CONTACT)
    told = searcher("add", "https://democracy.oakham.gov.uk/south/")

    assert told.status == 2
    assert "oakham is https://democracy.oakham.gov.uk/north/" in told.err
    assert "--name" in told.err
    assert searcher("crawl", "https://democracy.oakham.gov.uk/south/", *CONTACT).status == 2
    assert load_settings(index).portals["oakham"].url == "https://democracy.oakham.gov.uk/north/"


def test_a_portal_that_moved_is_changed_by_its_name_and_keeps_its_certificates(
    searcher: Command, index: Path, tmp_path: Path
) -> None:
    (tmp_path / "ca.pem").write_text("certificates")
    searcher("add", "https://democracy.oakham.gov.uk/", "--ca", str(tmp_path / "ca.pem"), *CONTACT)
    told = searcher("add", "https://oakham.moderngov.co.uk/", "--name", "oakham")

    assert (told.status, "no longer https://democracy.oakham.gov.uk/" in told.err) == (0, True)
    portal = load_settings(index).portals["oakham"]
    assert (portal.url, portal.ca) == ("https://oakham.moderngov.co.uk/", tmp_path / "ca.pem")


def test_status_tells_of_a_portal_that_was_only_added(searcher: Command) -> None:
    searcher("add", "https://democracy.oakham.gov.uk/", *CONTACT)

    told = json.loads(searcher("status", "--json").out)["portals"]
    assert [(one["council"], one["url"], one["succeeded_at"]) for one in told] == [
        ("oakham", "https://democracy.oakham.gov.uk/", None)
    ]
    assert "not crawled to the end yet" in searcher("status").out


def test_a_committee_that_is_none_is_status_2(searcher: Command, portal: SamplePortal) -> None:
    told = searcher("crawl", portal.url, *CONTACT, "--committee", "Nonesuch")

    assert told.status == 2
