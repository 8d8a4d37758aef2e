"""A feed that any reader takes, whatever stood on the page."""

from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from noticed import CHANGED, HOSTILE, ONE, WITHDRAWN, context, many, notices, texts

from searcher.errors import OutletFailed
from searcher.notices import Notice
from searcher.outlets import Feed, deliver
from searcher.outlets.atom import atom

SPACE = "{http://www.w3.org/2005/Atom}"


def entries(feed: bytes) -> list[dict[str, str]]:
    """The texts of the entries, by name; of a link its address, of a category its term."""
    found = ElementTree.fromstring(feed).iterfind(f"{SPACE}entry")
    return [
        {one.tag.removeprefix(SPACE): one.text or one.get("href") or one.get("term") or "" for one in entry}
        for entry in found
    ]


class Tags(HTMLParser):
    """The tags of a piece of HTML, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, int]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, len(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_an_entry_tells_what_a_reader_needs() -> None:
    entry, *_ = entries(atom("allotments", "allotment", [ONE]))

    assert entry == {
        "id": "tag:council-minutes-search.invalid,2026:notice/allotments%3Aoakham%3A71%3AAI9%3A1",
        "title": "New: Review of allotment rents",
        "updated": "2026-03-06T04:00:00Z",
        "published": "2026-03-06T04:00:00Z",
        "category": "new",
        "link": ONE.url,
        "content": (
            "<p>oakham · Cabinet · 5 March 2026 · minute 14 · draft</p>"
            "<p>The <mark>allotment</mark> rents had not risen since 2019, and no plot was free.</p>"
            "<p>Resolved: That the rents be raised by three per cent from April.</p>"
            "<p>Resolved: That the waiting list be published.</p>"
        ),
    }


def test_what_changed_stands_first() -> None:
    content = entries(atom("allotments", "allotment", [CHANGED]))[0]["content"]

    assert content.split("</p>")[1] == "<p>Changed in the status: <del>draft</del> <ins>approved</ins>"


def test_the_feed_is_as_new_as_its_newest_entry_and_tells_its_follow() -> None:
    feed = ElementTree.fromstring(atom("plots é", "plot*", [WITHDRAWN, ONE]))

    assert [feed.findtext(SPACE + name) for name in ("id", "title", "subtitle", "updated")] == [
        "tag:council-minutes-search.invalid,2026:follow/plots%20%C3%A9", "plots é", "plot*", "2026-04-09T04:00:00Z",
    ]  # fmt: skip
    assert feed.findtext(f"{SPACE}author/{SPACE}name") == "council-minutes-search"


def test_a_feed_without_entries_is_one() -> None:
    feed = ElementTree.fromstring(atom("allotments", "", []))

    assert feed.findtext(f"{SPACE}updated") == "1970-01-01T00:00:00Z"


def test_entries_are_the_first_hundred_once_each() -> None:
    told = many(150)
    found = entries(atom("allotments", "", [*told[:3], *told]))

    assert [entry["title"] for entry in found] == [f"New: Plot {number}" for number in range(100)]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("javascript:alert(1)", None),
        ("mgConvert2PDF.aspx?ID=1", None),
        ("//evil.example/", None),
        ("javascript://a.example/%0aalert(1)", None),
        ("https:///x", None),
        ('https://a.example/b c?d="e"&f=\u202eg', "https://a.example/b%20c?d=%22e%22&f=g"),
        ("http://a.example/é%20f", "http://a.example/%C3%A9%20f"),
    ],
)
def test_only_what_leads_to_the_web_is_a_link(url: str, link: str | None) -> None:
    assert entries(atom("allotments", "", [replace(ONE, url=url)]))[0].get("link") == link


def test_a_hostile_text_is_text() -> None:
    notice = replace(ONE, title=HOSTILE, committee=HOSTILE, passage=((HOSTILE, True),), resolutions=(HOSTILE,))
    entry, *_ = entries(atom("allotments", "", [notice]))

    assert "</content><script>x</script></mark><p> Bcc:" in entry["title"]
    assert {tag for tag, _ in Tags(entry["content"]).tags} == {"p", "mark"}


@given(texts, texts, st.lists(notices, max_size=4))
def test_any_text_gives_a_sound_feed_of_harmless_html(follow: str, words: str, kept: list[Notice]) -> None:
    feed = atom(follow, words, kept)

    assert len(entries(feed)) == len({notice.id for notice in kept})
    for entry in entries(feed):
        html = Tags(entry["content"])
        assert set(html.tags) <= {("p", 0), ("mark", 0), ("ins", 0), ("del", 0)}
        assert not {"\u202e", "\u200b", "\x1b", "\x85"} & set(html.text + entry["title"])
        assert entry["id"].isascii()
    assert atom(follow, words, kept) == feed


def test_the_file_holds_what_is_kept_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    feed = Feed("allotments.xml")
    for _ in range(2):
        deliver(feed, "allotments", [WITHDRAWN], context(tmp_path, kept=[WITHDRAWN, ONE]))

    assert [path.name for path in tmp_path.iterdir()] == ["allotments.xml"]
    assert (tmp_path / "allotments.xml").read_bytes() == atom("allotments", "allotment", [WITHDRAWN, ONE])


@pytest.mark.parametrize("held", [b"my letters\n", atom("other", "", []), b"<?xml version='1.0' encoding='utf-8'?>"])
def test_a_file_of_something_else_is_left_alone(tmp_path: Path, held: bytes) -> None:
    (tmp_path / "a.xml").write_bytes(held)

    with pytest.raises(OutletFailed, match="is there already and is not this feed") as failed:
        deliver(Feed("a.xml"), "allotments", [ONE], context(tmp_path, kept=[ONE]))
    assert not failed.value.again
    assert (tmp_path / "a.xml").read_bytes() == held


def test_a_link_to_a_file_stays_one(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "a.xml").symlink_to("public/b.xml")
    deliver(Feed("a.xml"), "allotments", [ONE], context(tmp_path, kept=[ONE]))

    assert (tmp_path / "a.xml").is_symlink()
    assert entries((tmp_path / "public" / "b.xml").read_bytes())


@pytest.mark.parametrize(
    ("path", "reason", "again"),
    [("folder", "is no file", False), ("circle", "leads in a circle", False), ("none/a.xml", "no such file", True)],
)
def test_what_cannot_be_written_is_told(tmp_path: Path, path: str, reason: str, *, again: bool) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "circle").symlink_to("circle")

    with pytest.raises(OutletFailed, match=reason) as failed:
        deliver(Feed(path), "allotments", [ONE], context(tmp_path))
    assert failed.value.again is again
