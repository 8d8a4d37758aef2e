"""What printing did to minutes is undone."""

from searcher.cleaner.page_breaks import furniture, goes_on
from searcher.cleaner.printed import is_wrapped, lines_of, unwrapped


def joined(text: str) -> list[str]:
    return [line.text for line in unwrapped(lines_of(text))]


def furniture_of(text: str) -> list[str]:
    lines = lines_of(text)
    return [lines[i].text.strip() for i in sorted(furniture(lines, printed=True))]


def test_lines_of_a_paragraph_are_joined() -> None:
    assert joined("The Committee considered the\nreport of the Director and\nnoted it.\n\nA new paragraph.") == [
        "The Committee considered the report of the Director and noted it.",
        "A new paragraph.",
    ]


def test_a_point_begins_its_own_line() -> None:
    assert joined("The Committee considered the\n(a) first and the longer\n(b) second.")[1:] == [
        "(a) first and the longer",
        "(b) second.",
    ]


def test_a_hyphen_at_a_lines_end_stays() -> None:
    assert joined("The members took a long-\nterm view of the matter.") == [
        "The members took a long-term view of the matter."
    ]


def test_a_hyphen_goes_when_the_text_has_the_whole_word() -> None:
    text = "The members of the commit-\ntee were glad to see it.\n\nThe committee agreed."

    assert joined(text)[0] == "The members of the committee were glad to see it."


def test_blank_lines_before_a_line_are_counted() -> None:
    assert [line.gap for line in lines_of("one\ntwo\n\n\nthree")] == [0, 0, 2]


def test_text_that_ends_its_lines_on_purpose_is_not_wrapped() -> None:
    assert not is_wrapped(lines_of("One.\nTwo.\nThree.\nFour.\nFive.\nSix.\nSeven."))


def test_page_numbers_and_repeated_headers_are_furniture() -> None:
    header = "Cabinet – 2 March 2020"
    text = f"First page.\n\nPage 1\n\f{header}\nSecond page.\n\nPage 2\n\f{header}\nThird.\n"

    assert furniture_of(text) == ["Page 1", "Page 2", header]


def test_a_number_within_the_text_is_no_page_number() -> None:
    assert furniture_of("The answer was\n42\nand nobody objected.") == []


def test_a_sentence_cut_by_a_page_break_goes_on() -> None:
    assert goes_on("The Committee asked for", "a report in May.")


def test_a_new_sentence_does_not_go_on() -> None:
    assert not goes_on("The Committee agreed.", "The Chair closed the meeting.")
