"""Where items begin in texts without markup."""

import pytest

from searcher.cleaner.lines import is_capitals, is_title_like
from searcher.cleaner.openings import Layout, layout_of
from searcher.cleaner.printed import lines_of

TABLE = "No. | Item |\n---|---|\n1. |\nApologies\n\nMinutes:\n\nNone. |\n2. |\nBudget |\n"
NUMBERED = "Agenda and minutes\n\n1.\n\nApologies\n\n2.\n\nBudget\n"
PRINTED = "CABINET\n\nPresent:- Councillor Lee\n\n1. APOLOGIES\n\nNone.\n\n2. BUDGET\n\nNoted.\n"
HEADED = "Agenda and minutes\n\nItems\n\nApologies\n\nMinutes:\n\nNone.\n\nBudget PDF 3 KB\n\nMinutes:\n\nNoted.\n"
SINGLE = "Agenda item\n\nBudget\n\nMinutes:\n\nThe report was noted.\n"


def layout(text: str) -> tuple[Layout, list[str]] | None:
    """A text's layout, and the first line of each item."""
    lines = lines_of(text)
    found = layout_of(lines, lambda title: title.lower().startswith("apologies"))
    return (found[0], [lines[opening.first].text.strip() for opening in found[1]]) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TABLE, (Layout.TABLE, ["1. |", "2. |"])),
        (NUMBERED, (Layout.NUMBERED, ["1.", "2."])),
        (PRINTED, (Layout.PRINTED, ["1. APOLOGIES", "2. BUDGET"])),
        (HEADED, (Layout.HEADED, ["Apologies", "Budget PDF 3 KB"])),
        (SINGLE, (Layout.SINGLE, ["Budget"])),
    ],
)
def test_each_layout_is_recognised(text: str, expected: tuple[Layout, list[str]]) -> None:
    assert layout(text) == expected


@pytest.mark.parametrize("text", ["A letter.\n\n1. Thanks\n\n2. Regards\n", "Shopping\n\n- eggs\n- milk\n", "word"])
def test_other_texts_have_no_layout(text: str) -> None:
    assert layout(text) is None


def test_a_list_inside_an_item_opens_no_items() -> None:
    text = "Present: A\n\n8. APOLOGIES\n\n1. first\n\n2. second\n\n9. BUDGET\n\n1. third\n\n10. PARKS\n\nNoted.\n"

    assert layout(text) == (Layout.PRINTED, ["8. APOLOGIES", "9. BUDGET", "10. PARKS"])


def test_a_number_may_be_missing() -> None:
    text = "Present: A\n\n8. APOLOGIES\n\nNone.\n\n10. BUDGET\n\nNoted.\n"

    assert layout(text) == (Layout.PRINTED, ["8. APOLOGIES", "10. BUDGET"])


@pytest.mark.parametrize(("text", "capitals"), [("MINUTES OF 4 MAY", True), ("Minutes of 4 May", False), ("4.", False)])
def test_a_line_is_in_capitals_when_its_letters_are(text: str, *, capitals: bool) -> None:
    assert is_capitals(text) is capitals


@pytest.mark.parametrize(
    ("text", "title"), [("Review of the Budget", True), ("The budget was reviewed.", False), ("review", False)]
)
def test_a_title_has_capitals_and_no_full_stop(text: str, *, title: bool) -> None:
    assert is_title_like(text) is title


@pytest.mark.parametrize(
    "numbers",
    [
        ("C.41", "C.42", "C.43"),
        ("CAB/7", "CAB/8", "CAB/9"),
        ("15/01", "15/02", "15/03"),
        ("77/21", "78/21", "79/21"),
    ],
)
def test_numbers_may_have_letters_before_them_or_years_on_either_side(numbers: tuple[str, ...]) -> None:
    first, second, third = numbers
    items = f"{first} APOLOGIES\n\nNone.\n\n{second} BUDGET\n\nNoted.\n\n{third} PARKS\n\nNoted.\n"
    text = f"4 March 2015\n\nPresent: A\n\n{items}"

    assert layout(text) == (Layout.PRINTED, [f"{first} APOLOGIES", f"{second} BUDGET", f"{third} PARKS"])


def test_a_road_is_no_number() -> None:
    text = "Present: A\n\n46. APOLOGIES\n\nNone.\n\nA47 RELIEF ROAD\n\nText.\n\n47. BUDGET\n\nNoted.\n"

    assert layout(text) == (Layout.PRINTED, ["46. APOLOGIES", "47. BUDGET"])


def test_rows_of_bars_alone_are_no_items() -> None:
    bars = TABLE.replace("2. |", "|\n|\n|\n2. |")

    assert layout(bars) == (Layout.TABLE, ["1. |", "2. |"])
