"""Which letters a text uses, and when two meanings are one sense."""

import pytest

from searcher.acronyms import compared_letters, letters_in, sense_of, written_out


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("The CPP met; all EHCPs were read.", {"CPP", "EHCP"}),
        ("the DfT's grant, A&E and NO2", {"DFT", "A&E", "NO2"}),
        ("EHE/CME returns (ASB)", {"EHE", "CME", "ASB"}),
        ("CPP", {"CPP"}),
        ("APOLOGIES FOR ABSENCE were received", set()),
        ("REPORT OF THE CPP", set()),
        ("It was RESOLVED and was NOT deferred, see Part VI", set()),
        ("Ms PA Jones and Councillor CP Ash", set()),
        ("Mr McDonald of Fosse Road", set()),
    ],
)
def test_letters_are_words_in_capitals_that_are_no_headings_names_or_emphasis(text: str, letters: set[str]) -> None:
    assert letters_in([text]) == letters


def test_initials_of_people_who_are_named_are_no_letters() -> None:
    assert letters_in(["PA Jones spoke of the PSPO"], ["PA Jones"]) == {"PSPO"}


@pytest.mark.parametrize("text", ["Plan of the CPP\nREPORT OF THE ABC\nand the ASB", "the ASB and the CPP"])
def test_only_the_line_in_capitals_is_a_heading(text: str) -> None:
    assert letters_in([text]) == {"CPP", "ASB"}


@pytest.mark.parametrize(("word", "letters"), [("CiCs", "CIC"), ("ISA260", "ISA260"), ("Cic", None), ("Gate", None)])
def test_letters_are_compared_without_case_and_number(word: str, letters: str | None) -> None:
    assert compared_letters(word) == letters


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Education, Health and Care Plan", "education health & care plans"),
        ("anti-social behaviour", "Antisocial Behaviour"),
        ("anti social behaviour", "antisocial behaviour"),
        ("Children’s Centre", "Childrens Centres"),
        ("Rights of Way", "the rights-of-way"),
    ],
)
def test_meanings_that_differ_only_in_writing_are_one_sense(one: str, other: str) -> None:
    assert sense_of(one) == sense_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Corporate Parenting Panel", "Child Protection Plan"), ("Local Plan", "Local Plan Panel"), ("and the", "of")],
)
def test_other_meanings_are_other_senses(one: str, other: str) -> None:
    assert sense_of(one) != sense_of(other)


def test_a_meaning_stands_written_out_as_whole_words_in_one_text() -> None:
    senses = {sense_of(one) for one in ("Corporate Parenting Panel", "Child Protection Plan", "Tree Plan")}
    texts = ("The corporate parenting panels met. Subtree plans", "A child protection", "plan was read.")

    assert written_out(senses, texts) == {sense_of("Corporate Parenting Panel")}
