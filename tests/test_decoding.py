"""From bytes to text."""

import pytest

from searcher.decoding import control_sequences, decoded, glimpsed


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbfBudget \xe2\x80\x93 2025", "Budget – 2025"),
        ("Budget – 2025".encode("cp1252"), "Budget – 2025"),
        ("Budget – 2025".encode("utf-16"), "Budget – 2025"),
        ("Budget – 2025\nThe drains were dredged.".encode("utf-16-le"), "Budget – 2025\nThe drains were dredged."),
        ("Budget – 2025\nThe drains were dredged.".encode("utf-16-be"), "Budget – 2025\nThe drains were dredged."),
        (b"Foundry\x0bStreet", "Foundry Street"),
    ],
)
def test_a_page_is_read_in_the_encodings_that_councils_use(content: bytes, text: str) -> None:
    assert decoded(content) == text


@pytest.mark.parametrize(
    "content",
    [b"\x00\x01\x02", b"PK\x03\x04" + b"\x01" * 40, b"Budget\x00" * 9, bytes(40), b"\x01\x00\x02\x00" * 20],
)
def test_what_is_no_text_gives_none(content: bytes) -> None:
    assert decoded(content) is None


@pytest.mark.parametrize(
    ("written", "read", "left_out"),
    [
        ("Mr. \x1b[31mElm\x1b[0m", "Mr. Elm", ("[31m", "[0m")),
        ("Pla\x1b[1;38;5;9mce", "Place", ("[1;38;5;9m",)),
        ("\x9b2JRoads", "Roads", ("\x9b2J",)),
        ("Head of \x1b]0;drains\x07Roads", "Head of Roads", ("]0;drains",)),
        ("a &#27;[5mb &#x1B;[0mc", "a b c", ("&#27;[5m", "&#x1B;[0m")),
        ("[31mElm", "[31mElm", ()),
        ("a\x1bb", "a b", ()),
        ("\x1b[<p>Roads", " [<p>Roads", ()),
    ],
)
def test_what_steers_a_terminal_is_left_out_and_told(written: str, read: str, left_out: tuple[str, ...]) -> None:
    assert decoded(written.encode()) == read
    assert control_sequences(written.encode()) == left_out


def test_a_text_in_colours_is_a_text() -> None:
    assert decoded(b"\x1b[31mElm\x1b[0m " * 40) == "Elm " * 40


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_first_bytes_are_glimpsed_in_every_encoding(encoding: str) -> None:
    assert glimpsed("the drains".encode(encoding), 14).removeprefix("\ufeff").startswith("the d")
