"""From bytes to text."""

import pytest

from searcher.decoding import decoded


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbfBudget \xe2\x80\x93 2025", "Budget – 2025"),
        ("Budget – 2025".encode("cp1252"), "Budget – 2025"),
        ("Budget – 2025".encode("utf-16"), "Budget – 2025"),
        (b"Foundry\x0bStreet", "Foundry Street"),
    ],
)
def test_a_page_is_read_in_the_encodings_that_councils_use(content: bytes, text: str) -> None:
    assert decoded(content) == text


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"PK\x03\x04" + b"\x01" * 40])
def test_what_is_no_text_gives_none(content: bytes) -> None:
    assert decoded(content) is None
