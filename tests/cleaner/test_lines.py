"""Lines of minutes: bullets, labels, markers."""

import pytest

from searcher.cleaner.lines import MARKER, ends_sentence, marked, section, squeeze, unrun, without_file_labels
from searcher.cleaner.pieces import Place


@pytest.mark.parametrize("raw", ["· a point", "•\ta point", "- a point", "\uf0b7 a point", "o\xa0\xa0\xa0a point"])
def test_a_drawn_bullet_becomes_the_paragraphs_lead(raw: str) -> None:
    found = marked(raw)

    assert (found.paragraph.lead, found.paragraph.text) == ("• ", "a point")


@pytest.mark.parametrize("raw", ["-5 degrees", "once more", "voted for", "o Brien spoke"])
def test_a_word_or_number_is_no_bullet(raw: str) -> None:
    assert marked(raw).mark == ""


def test_bullets_run_together_become_a_paragraph_each() -> None:
    texts = [found.paragraph.line for found in unrun("It was noted:- · the first; · the second. o a detail")]

    assert texts == ["It was noted:-", "• the first;", "• the second.", "• a detail"]


def test_an_indented_point_is_within_the_point_before() -> None:
    assert marked("    ◦ a detail").paragraph.level == 1


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Budget PDF 63 KB", "Budget"),
        ("Budget pdf icon PDF 1.2 MB", "Budget"),
        ("Annex 1, item 59. PDF 12 KB", "Annex 1"),
        ("The PDF of 2019", "The PDF of 2019"),
    ],
)
def test_a_title_is_freed_of_the_portals_labels(title: str, bare: str) -> None:
    assert without_file_labels(title)[0] == bare


@pytest.mark.parametrize(
    ("label", "place"),
    [
        ("Minutes:", Place.MINUTES),
        ("Cofnodion:", Place.MINUTES),
        ("Penderfyniad:", Place.DECISION),
        ("Additional documents:", Place.DOCUMENT),
        ("Background", None),
    ],
)
def test_a_label_opens_its_section(label: str, place: Place | None) -> None:
    assert section(label) is place


def test_the_marker_of_a_cut_text_tells_the_items_number() -> None:
    marker = MARKER.search("It also ... view the full minutes text for item 73.")

    assert marker is not None
    assert marker["number"] == "73"


def test_a_sentence_about_minutes_is_no_marker() -> None:
    assert MARKER.search("Members may view the full minutes text for item 73 in the library.") is None


@pytest.mark.parametrize(("text", "ends"), [("Agreed.", True), ("He said “yes.”", True), ("and the", False)])
def test_a_sentence_ends_with_a_stop(text: str, *, ends: bool) -> None:
    assert ends_sentence(text) is ends


def test_no_break_spaces_are_spaces() -> None:
    assert squeeze(" a\xa0 \tb\n") == "a b"
