"""Outlets as tables tell them, and the names under which their state is kept."""

import msgspec
import pytest

from searcher.outlets import Command, Feed, Lines, Mail, Outlet, Webhook, name_of, outlet_from

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ALL: list[Outlet] = [
    Feed("feeds/allotments.xml"),
    Lines("notices.jsonl"),
    Mail("a@example.org"),
    Webhook("https://hooks.example.org/in?key=1", SECRET),
    Webhook("http://127.0.0.1:8000"),
    Command(("notify-send", "New minutes")),
]


@pytest.mark.parametrize("outlet", ALL, ids=name_of)
def test_an_outlet_is_told_by_a_table(outlet: Outlet) -> None:
    table = msgspec.to_builtins(outlet)

    assert table["kind"] == type(outlet).__name__.lower()
    assert outlet_from(table) == outlet


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ({}, "kind is one of feed, lines, mail, webhook, command"),
        ({"kind": "fax"}, "kind is one of feed, lines, mail, webhook, command"),
        ({"kind": ["mail"]}, "kind is one of feed, lines, mail, webhook, command"),
        ({"kind": "mail"}, "mail lacks to"),
        ({"kind": "mail", "to": 3}, "to takes a text"),
        ({"kind": "mail", "to": "a@example.org", "cc": "b@example.org"}, "cc is unknown; mail takes to"),
        *(
            ({"kind": "mail", "to": to}, "to takes one e-mail address, such as a@example.org")
            for to in (
                "",
                "a",
                "a@b, c@d",
                "A <a@b>",
                "a@b\nBcc: c@d",
                "ä@example.org",
                "a@",
                ".a@b",
                f"{'a' * 260}@b.c",
            )
        ),
        *(
            ({"kind": "feed", "path": path}, "path takes the name of a file")
            for path in ("", " ", "a/", "a\nb", "a\0b")
        ),
        ({"kind": "webhook", "url": "ftp://x/"}, "url takes a web address that begins with https:// or http://"),
        ({"kind": "webhook", "url": "https://[::1"}, "url takes a web address that begins with https:// or http://"),
        (
            {"kind": "webhook", "url": "https://x:99999/"},
            "url takes a web address that begins with https:// or http://",
        ),
        ({"kind": "webhook", "url": "https://x/a b"}, "url takes a web address in plain letters, without spaces"),
        ({"kind": "webhook", "url": "https://x/\r\nA: b"}, "url takes a web address in plain letters, without spaces"),
        (
            {"kind": "webhook", "url": "https://u:p@x/"},
            "url takes a web address without a user, a password or a #fragment",
        ),
        (
            {"kind": "webhook", "url": "https://x/", "secret": "short"},
            "secret takes at least 16 letters, which should be random",
        ),
        ({"kind": "webhook", "url": "https://x/", "secret": "whsec_???"}, "secret takes base64 after whsec_"),
        ({"kind": "command", "arguments": "rm -r"}, "arguments takes a list of texts"),
        ({"kind": "command", "arguments": ["a", 1]}, "arguments takes a text"),
        ({"kind": "command", "arguments": []}, "arguments take the name of a program, and what follows it"),
        (
            {"kind": "command", "arguments": ["./notify"]},
            "arguments take the name of a program, or its whole path from the root",
        ),
    ],
)
def test_a_table_that_is_no_outlet_is_refused_with_the_reason(table: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError) as refused:
        outlet_from(table)

    assert str(refused.value) == reason


def test_names_are_unique_and_tell_no_secret() -> None:
    names = [name_of(outlet) for outlet in ALL]

    assert names == [
        "feed feeds/allotments.xml",
        "lines notices.jsonl",
        "mail a@example.org",
        "webhook https://hooks.example.org 72e351b044c4",
        "webhook http://127.0.0.1:8000 63767aa5615d",
        "command notify-send 'New minutes'",
    ]
    assert SECRET not in repr(ALL)
    assert "key=1" not in repr(ALL)


def test_a_new_secret_makes_no_new_outlet() -> None:
    assert name_of(Webhook("https://x/", SECRET)) == name_of(Webhook("https://x/"))
