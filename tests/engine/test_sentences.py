"""Where sentences end in minutes, and how much of them a passage shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.engine.sentences import AROUND, opening, passage_around

FILLER = "The panel heard how the work had gone on since the spring and what it had cost so far in all wards. "


def around(text: str, word: str) -> str:
    """The passage that shows a word, with "…" where it was cut."""
    first = text.index(word)
    passage = passage_around(text, first, first + len(word))
    shown = text[passage.start : passage.end]
    return f"{'… ' if passage.cut_before else ''}{shown}{' …' if passage.cut_after else ''}"


def test_sentences_are_shown_whole_with_those_beside_them_that_fit() -> None:
    text = FILLER * 3 + "The drains were cleaned. " + FILLER * 3

    assert around(text, "drains") == "The drains were cleaned. " + FILLER.strip()


def test_the_last_sentence_is_shown_with_one_before_it() -> None:
    text = FILLER * 3 + "The drains were cleaned."

    assert around(text, "drains") == FILLER + "The drains were cleaned."


def test_a_sentence_that_is_too_long_is_cut_between_words() -> None:
    text = "Members were told that " + "the gullies and the sewers and " * 30 + "the streams were full."

    begun = around(text, "Members")
    assert begun.startswith("Members were told")
    assert begun.endswith(" …")
    middle = around(text[:400] + "drains " + text[400:], "drains")
    assert middle.startswith("… ")
    assert middle.endswith(" …")
    assert around(text, "streams").endswith("the streams were full.")
    assert all(len(one) < AROUND * 1.3 for one in (begun, middle))


@pytest.mark.parametrize(
    "shortened",
    [
        "Minute No. 7 on drains",
        "Nos. C97 and C98 on drains",
        "what Mr. Ash and Mrs. Birch said of drains",
        "what Cllr. J. R. Ash and Cllrs. Elm and Fir said of drains",
        "sewers, e.g. Mill Lane, and drains",
        "sewers, i.e. those in St. Mary's Ward, and drains",
        "paras. 4 to 7 and para. 9 on drains",
        "at 10.30 a.m. Members saw drains",
        "on 12 Sept. 2019 drains",
        "£1,250.50 and £3.5m. for drains",
        "the U.K. Government and drains",
        "on the advice of Dr. Oak and Prof. Yew (see vol. 3) about drains",
    ],
)
def test_an_abbreviation_ends_no_sentence(shortened: str) -> None:
    sentence = f"The panel noted {shortened} in the report."
    text = FILLER + sentence + " " + FILLER * 2

    passage = around(text, "drains")

    assert sentence in passage
    assert not passage.startswith("…")
    first = text.index("drains")
    begun = passage_around(text, first, first + 6, low=len(FILLER))
    assert begun.start == len(FILLER)


def test_the_number_of_a_point_ends_no_sentence() -> None:
    text = f"{FILLER}{FILLER}\n1. That the drains be cleaned.\n2. That {'lamps ' * 40}"

    assert around(text, "drains").endswith("1. That the drains be cleaned.")


def test_a_year_may_end_a_sentence() -> None:
    text = f"{FILLER}{FILLER[:-2]} and what it will cost from now until 2019. The drains were full. {FILLER}{FILLER}"

    assert around(text, "drains").startswith("The drains were full.")


def test_points_of_a_list_are_sentences() -> None:
    text = f"{FILLER}{FILLER}\n\nIt was agreed:\n• {'roads ' * 40}\n• drains\n• {'lamps ' * 40}"

    assert around(text, "drains") == "drains"


def test_a_passage_keeps_to_its_paragraph() -> None:
    text = "The roads were gritted.\n\nThe drains were cleaned.\n\nThe lamps were lit."

    assert around(text, "drains") == "The drains were cleaned."


def test_a_paragraph_that_leads_on_is_shown_with_the_next() -> None:
    text = "The lamps were lit.\n\nIt was agreed:-\n\n• The drains be cleaned.\n\nThe roads were gritted."

    assert around(text, "drains") == "It was agreed:-\n\n• The drains be cleaned."
    assert around(text, "agreed") == "It was agreed:-\n\n• The drains be cleaned."


def test_a_stretch_over_two_paragraphs_is_shown_whole() -> None:
    text = "The roads were gritted.\n\nThe drains were cleaned."

    passage = passage_around(text, text.index("roads"), text.index("cleaned"))

    assert text[passage.start : passage.end] == text


def test_a_text_begins_with_its_first_sentences() -> None:
    shown = opening(f"• {FILLER}{FILLER}{FILLER}")

    assert (shown.start, shown.cut_before, shown.cut_after) == (2, False, False)
    assert shown.end == 2 + len((FILLER * 2).strip())


WORDS = st.sampled_from(
    ["drains", "Roads", "Mr.", "No.", "7", "a.m.", "J.", "cleaned.", "noted?", "(which", "x" * 90, "…", "it.”", "• on",
     "\n", "\n\n", "\n• ", "£5."]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=120).map(" ".join), st.data())
def test_no_word_is_broken_and_bounds_hold(text: str, data: st.DataObject) -> None:
    spans = [(at, at + len(word)) for at, word in _words(text)]
    first, last = data.draw(st.sampled_from(spans or [(0, 0)]))
    low = data.draw(st.sampled_from([0, *(end for _, end in spans if end <= first)]))
    high = data.draw(st.sampled_from([len(text), *(start for start, _ in spans if start >= last)]))

    passage = passage_around(text, first, last, low, high)

    assert low <= passage.start <= first <= last <= passage.end <= high
    for start, end in spans:
        if end - start <= 60:
            assert not (start < passage.start < end or start < passage.end < end)
    assert len(" ".join(text[passage.start : passage.end].split())) <= max(300, last - first + AROUND)


def _words(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        found.append((at, word))
        at += len(word)
    return found
