"""What counts as a word, and when two words are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.words import capitals, fold, forms, measure, numbers_of, singular, slug, stem, stems, tokens


def placed(text: str) -> list[tuple[str, int]]:
    return [(word.form, word.position) for word in tokens(text)]


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("Barnardo's", "barnardos"),
        ("Barnardo’s", "barnardos"),
        ("Barnardo´s", "barnardos"),
        ("Members'", "members"),
        ("Llŷn", "llyn"),
        ("Lly\u0302n", "llyn"),
        ("Tŷ", "ty"),
        ("Élan", "elan"),
        ("Straße", "strasse"),
        ("conﬁdential", "confidential"),
        ("educa\u00adtion", "education"),
        ("edu\ufeffcation", "education"),
        ("1,229k", "1229k"),
        ("£2,000,000", "2000000"),
        ("5.30", "5.30"),
        ("5.30pm", "5.30pm"),
        ("101.", "101"),
        ("&", "and"),
        ("m²", "m2"),
    ],
)
def test_a_word_is_compared_folded(typed: str, form: str) -> None:
    assert forms(typed) == (form,)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2016/17", ("2016", "17")),
        ("R&D", ("r", "and", "d")),
        ("A.B.", ("a", "b")),
        ("snake_case", ("snake", "case")),
        ("12345,678", ("12345", "678")),
        ("the ‘free’ offer", ("the", "free", "offer")),
        ("Pwyllgor Craffu – Addysg", ("pwyllgor", "craffu", "addysg")),
        ("… – !", ()),
        ("", ()),
    ],
)
def test_a_text_is_cut_into_words_at_everything_else(text: str, words: tuple[str, ...]) -> None:
    assert forms(text) == words


def test_a_hyphenated_word_is_its_parts_and_their_join_at_both_ends() -> None:
    assert placed("un-accompanied child") == [
        ("un", 0),
        ("accompanied", 1),
        ("unaccompanied", 0),
        ("unaccompanied", 1),
        ("child", 2),
    ]


def test_any_of_the_hyphens_joins_but_a_dash_does_not() -> None:
    assert placed("co\u2011opt") == placed("co-opt")
    assert placed("co–opt") == [("co", 0), ("opt", 1)]


def test_a_word_knows_where_it_stands_in_the_text() -> None:
    text = "Ms. O’Neill’s co-op"

    assert [text[word.start : word.end] for word in tokens(text)] == ["Ms", "O’Neill’s", "co", "op", "co-op", "co-op"]


def test_an_accent_apart_from_its_letter_stands_within_the_word() -> None:
    assert [(word.start, word.end) for word in tokens("a cafe\u0301 b")] == [(0, 1), (2, 7), (8, 9)]


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("EHE", "EHE"),
        ("EHCPs", "EHCP"),
        ("EHCP’s", "EHCP"),
        ("CiC", "CIC"),
        ("DfE", "DFE"),
        ("SE\u00adND", "SEND"),
        ("Education", None),
        ("send", None),
        ("A", None),
        ("2024", None),
        ("McDonald", None),
        ("CONSIDERATION", None),
    ],
)
def test_letters_standing_for_words_are_known_by_their_capitals(word: str, letters: str | None) -> None:
    assert capitals(word) == letters


def test_the_forms_of_a_word_share_a_stem() -> None:
    assert len({stem(form) for form in ("educated", "education", "educational", "educating")}) == 1


def test_a_name_without_its_last_s_shares_a_stem() -> None:
    assert stems("Barnardo’s") == stems("Barnardos") == stems("Barnardo")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Improving Lives Select Commission", "improving-lives-select-commission"),
        ("Children’s & Young People", "childrens-and-young-people"),
        ("Cyngor Môn", "cyngor-mon"),
        ("—", "unnamed"),
    ],
)
def test_a_slug_is_a_name_fit_for_an_address(name: str, made: str) -> None:
    assert slug(name) == made


def test_an_endless_word_is_known_by_its_head() -> None:
    assert forms("x" * 100_000) == ("x" * 200,)


@given(st.text())
def test_every_word_has_letters_and_lies_within_the_text(text: str) -> None:
    for word in tokens(text):
        assert word.form
        assert 0 <= word.start < word.end <= len(text)


@given(st.text())
def test_positions_count_the_words_without_the_joins(text: str) -> None:
    firsts = {word.position: word.form for word in reversed(list(tokens(text)))}

    assert tuple(firsts[position] for position in sorted(firsts)) == forms(text)
    assert sorted(firsts) == list(range(len(firsts)))


@given(st.text(alphabet="aàâéŵŷçñoöuüzAÀÂÉŴŶZ’'0123456789", max_size=20))
def test_case_and_folding_twice_make_no_difference(text: str) -> None:
    assert fold(fold(text)) == fold(text) == fold(text.upper())


def test_a_day_is_the_same_with_and_without_its_ending() -> None:
    assert forms("12th September 2023") == forms("12 September 2023")


def test_a_singular_has_no_plural() -> None:
    told = ("taxis", "loss", "bus", "tax", "libraries", "ties")

    assert [singular(word) for word in told] == ["taxi", "loss", "bus", "tax", "library", "tie"]


def test_a_word_stands_in_either_number() -> None:
    assert numbers_of("libraries") == ("libraries", "library", "librarys")
    assert numbers_of("taxi") == ("taxi", "taxis")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation", "organization"),
        ("prioritise", "prioritized"),
        ("licence", "licensing"),
        ("practice", "practised"),
        ("enquiry", "inquiries"),
        ("programme", "programs"),
        ("judgement", "judgment"),
        ("children", "child"),
        ("womens", "woman"),
        ("people", "person"),
    ],
)
def test_one_word_in_two_spellings_or_numbers_has_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_words_that_only_look_so_keep_their_stems() -> None:
    assert len({stem(word) for word in ("prize", "price", "size", "horizon", "horison")}) == 5


@pytest.mark.parametrize(("word", "parts"), [("20mph", ("20", "mph")), ("5m", ("5", "m")), ("4g", None), ("mph", None)])
def test_a_number_and_its_unit_are_told_apart(word: str, parts: tuple[str, str] | None) -> None:
    assert measure(word) == parts
