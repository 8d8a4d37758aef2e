"""A message with our headers and no others, that reads well in a terminal and in a browser."""

import email
from email.message import EmailMessage
from email.policy import default

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from noticed import CHANGED, HOSTILE, NOW, ONE, WITHDRAWN, many, notices, texts

from searcher.notices import Notice
from searcher.outlets.mail_message import message

HEADERS = [
    "From", "To", "Subject", "Date", "Message-ID", "List-Id", "Auto-Submitted", "Precedence", "MIME-Version",
    "Content-Type",
]  # fmt: skip


def read(follow: str, told: list[Notice], words: str = "allotment", sender: str = "bot@example.org") -> EmailMessage:
    """The message as its receiver's program reads it."""
    sent = message(sender, "a@example.org", follow, words, told, now=NOW, version="1.2.3").as_bytes()
    assert all(len(line) <= 998 for line in sent.split(b"\r\n"))
    assert sent.isascii()
    received = email.message_from_bytes(sent, policy=default)
    assert isinstance(received, EmailMessage)
    return received


def part(received: EmailMessage, kind: str) -> str:
    body = received.get_body((kind,))
    assert body is not None
    text = body.get_content()
    assert isinstance(text, str)
    return text.replace("\r\n", "\n")


def test_the_headers_tell_what_it_is() -> None:
    received = read("plots – Ynys", [ONE, CHANGED, WITHDRAWN], sender="Ŵil <bot@example.org>")

    assert received.keys() == HEADERS
    assert received["From"] == "Ŵil <bot@example.org>"
    assert received["Subject"] == "plots – Ynys: 1 new, 1 changed, 1 withdrawn"
    assert received["Date"] == "Fri, 10 Apr 2026 04:30:00 +0000"
    assert (received["Auto-Submitted"], received["Precedence"]) == ("auto-generated", "list")


def test_the_text_is_set_for_a_terminal() -> None:
    resolution = "That officers consult the tenants and report the costs and the likely effect on the waiting list."
    text = part(read("allotments", [replace(ONE, resolutions=(resolution,)), CHANGED, WITHDRAWN]), "plain")

    assert text == (
        "allotments: 1 new, 1 changed, 1 withdrawn\n"
        "Follows: allotment\n"
        "\n"
        "1. New: Review of allotment rents\n"
        "   oakham · Cabinet · 5 March 2026 · minute 14 · draft\n"
        "   The *allotment* rents had not risen since 2019, and no plot was free.\n"
        "   Resolved: That officers consult the tenants and report the costs and\n"
        "     the likely effect on the waiting list.\n"
        "   https://minutes.oakham.gov.uk/ieListDocuments.aspx?CId=3&MId=71#AI9\n"
        "\n"
        "2. Changed: Review of allotment rents\n"
        "   oakham · Cabinet · 5 March 2026 · minute 14\n"
        "   Changed in the status: [-draft-] {+approved+}\n"
        "   Changed in the minutes: … rents be raised by [-three-] {+four+} per\n"
        "     cent\n"
        "   The *allotment* rents had not risen since 2019, and no plot was free.\n"
        "   https://minutes.oakham.gov.uk/ieListDocuments.aspx?CId=3&MId=71#AI9\n"
        "\n"
        "3. Withdrawn: Sale of land at Mill Lane\n"
        "   oakham · Cabinet · undated · agenda\n"
        "   The *allotment* rents had not risen since 2019, and no plot was free.\n"
        "\n"
        "-- \n"
        "council-minutes-search 1.2.3 told you this because it follows\n"
        "“allotments” for you.\n"
    )


def test_the_html_tells_the_same_and_fetches_nothing() -> None:
    html = part(read("allotments", [CHANGED]), "html")

    assert f'<h2><a href="{str(ONE.url).replace("&", "&amp;")}">Changed: Review of allotment rents</a></h2>' in html
    assert "<p>Changed in the status: <del>draft</del> <ins>approved</ins></p>" in html
    assert "src=" not in html
    assert "@import" not in html


def test_more_than_fifty_are_counted() -> None:
    received = read("allotments", many(1_061))

    assert received["Subject"] == "allotments: 1,061 new"
    for kind in ("plain", "html"):
        text = " ".join(part(received, kind).split())
        assert ("Plot 49" in text, "Plot 50" in text) == (True, False)
        assert "And 1,011 more items, too many for one mail: search for the words of this follow" in text


def test_the_same_notices_have_the_same_id_and_others_another() -> None:
    ids = [read("allotments", told)["Message-ID"] for told in ([ONE], [ONE], [CHANGED], [ONE, CHANGED])]

    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_follows_have_lists_of_their_own() -> None:
    lists = [read(follow, [ONE])["List-Id"] for follow in ("plots", "plots é", "Plots!", "日本", "x" * 300)]

    assert len(set(lists)) == 5
    assert lists[0] == "<plots-8a43c4da.follows.localhost>"
    assert all(len(told) < 70 for told in lists)


def test_a_hostile_name_makes_no_header() -> None:
    received = read(HOSTILE, [replace(ONE, title=HOSTILE)])

    assert received.keys() == HEADERS
    assert received["To"] == "a@example.org"


@given(texts, texts, st.lists(notices, min_size=1, max_size=3))
def test_any_text_gives_a_message_with_our_headers(follow: str, words: str, told: list[Notice]) -> None:
    received = read(follow, told, words)

    assert received.keys() == HEADERS
    assert not received.defects
    assert [one.get_content_type() for one in received.iter_parts()] == ["text/plain", "text/html"]
    assert "\n" not in received["Subject"]
    for kind in ("plain", "html"):
        assert not {"\u202e", "\u200b", "\x1b", "\x85", "\r"} & set(part(received, kind))
    assert "<script" not in part(received, "html")
