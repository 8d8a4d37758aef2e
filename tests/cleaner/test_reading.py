"""What an item's sentences say: acronyms, restriction, kind."""

import pytest
from saved_pages import TOPICS

from searcher.cleaner.reading import acronyms_in, exclusions_in, kind_of, restriction_in


@pytest.mark.parametrize(
    ("text", "letters", "meaning"),
    [
        ("an Education, Health and Care Plan (EHCP) was", "EHCP", "Education, Health and Care Plan"),
        ("antisocial behaviour (ASB) had", "ASB", "antisocial behaviour"),
        ("children in care (CiC) were", "CiC", "children in care"),
        ("the Department for Transport (DfT) paid", "DfT", "Department for Transport"),
    ],
)
def test_an_acronym_means_the_words_before_it(text: str, letters: str, meaning: str) -> None:
    assert [(acronym.letters, acronym.meaning) for acronym in acronyms_in(text)] == [(letters, meaning)]


@pytest.mark.parametrize("text", ["The auditors (KPMG) agreed.", "the report (Appendix) was", "on Monday (AM)"])
def test_letters_that_the_words_do_not_spell_mean_nothing(text: str) -> None:
    assert acronyms_in(text) == ()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Depot lease (exempt)", ""),
        ("Depot lease", "The decision is restricted due to exempt information."),
        ("Depot lease - EXEMPT", ""),
        ("Exempt Report: Depot", ""),
        ("Depot lease", "This item is exempt under paragraph 3 of Part 1 of Schedule 12A."),
        ("Depot lease", "NOT FOR PUBLICATION"),
        ("Depot lease", "By virtue of paragraph 3 of Part 1 of Schedule 12A. Not for publication."),
        ("Depot lease", "Not for publication by virtue of paragraph 3 of Schedule 12A"),
    ],
)
def test_an_item_withheld_is_restricted(title: str, text: str) -> None:
    assert restriction_in(title, text)[0]


def test_the_paragraph_of_schedule_12a_is_the_restriction() -> None:
    text = "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A of the Act."

    assert restriction_in("Lease", text) == (True, "paragraph 3 of Part 1 of Schedule 12A")


@pytest.mark.parametrize(
    ("title", "text", "paragraph"),
    [
        (
            "Lease",
            "NOT FOR PUBLICATION by virtue of Paragraph(s) 3 of Part 1 of Schedule 12A",
            "Paragraph(s) 3 of Part 1",
        ),
        ("Lease (Exempt by virtue of paragraphs 1 & 2 of Part 1 of Schedule 12A)", "", "paragraphs 1 & 2 of Part 1"),
        ("Lease (Exempt under paragraphs 1 and 2 of Part 1 of Schedule 12A)", "", "paragraphs 1 and 2 of Part 1"),
        (
            "Lease",
            "By virtue of paragraph 3 of Part 1 of Schedule 12A to the Act. Not for publication.",
            "paragraph 3 of Part 1",
        ),
    ],
)
def test_the_paragraph_is_told_however_it_is_written(title: str, text: str, paragraph: str) -> None:
    assert restriction_in(title, text) == (True, f"{paragraph} of Schedule 12A")


@pytest.mark.parametrize(
    ("title", "grounds"),
    [
        ("Depot lease (Exempt under Category 3)", "Category 3"),
        ("Depot lease (Exempt – Category 1, 2)", "Category 1, 2"),
        ("Depot lease (EXEMPT INFORMATION - Categories 1 and 7A)", "Categories 1 and 7A"),
        ("Depot lease (Exempt under Paragraph 3)", "Paragraph 3"),
        ("Depot lease - Exempt Category 3", "Category 3"),
        ("Exempt - Category 3: Depot lease", "Category 3"),
        ("Exempt – Category 1, 2", "Category 1, 2"),
        ("Depot lease (Confidential by virtue of paragraph 2)", "paragraph 2"),
        ("Depot lease (Exempt)", None),
    ],
)
def test_a_title_may_name_the_grounds_as_its_council_does(title: str, grounds: str | None) -> None:
    assert restriction_in(title, "") == (True, grounds)


def test_a_text_may_name_the_grounds_in_a_bracket() -> None:
    assert restriction_in("Depot lease", "(Exempt under Category 3)") == (True, "Category 3")


@pytest.mark.parametrize(
    "title",
    [
        "Depot lease (Part exempt – Category 3)",
        "Depot lease - Part Exempt Category 3",
        "Part exempt - Category 3",
        "Non-exempt category 3 land",
        "Exempt Category 3 licences reviewed",
        "Category 3 roads",
    ],
)
def test_what_is_exempt_in_part_or_otherwise_is_not_withheld_on_grounds(title: str) -> None:
    assert restriction_in(title, "") == (False, None)


@pytest.mark.parametrize(
    "text", ["The report is part exempt.", "The appendix is not for publication.", "Not for publication dates."]
)
def test_what_is_exempt_in_part_is_not_withheld(text: str) -> None:
    assert restriction_in("Part exempt lease", text) == (False, None)


def test_excluding_the_public_does_not_withhold_the_item_that_does_it() -> None:
    text = "RESOLVED that the public be excluded under paragraph 3 of Part 1 of Schedule 12A."

    assert restriction_in("Exclusion of the Press and Public", text) == (False, None)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Apologies for Absence", "procedural"),
        ("Minutes of the previous meeting held on 4th July, 2017", "procedural"),
        ("DATE AND TIME OF THE NEXT MEETING", "procedural"),
        ("Declarations of Interest", "procedural"),
        ("Budget 2024/25", "business"),
        ("", "business"),
    ],
)
def test_a_formality_is_procedural(title: str, kind: str) -> None:
    assert kind_of(title, TOPICS) == kind


@pytest.mark.parametrize(
    ("text", "letters", "meaning"),
    [
        ("International Standard on Auditing 260 (ISA260)", "ISA260", "International Standard on Auditing 260"),
        ("nitrogen dioxide (NO2)", "NO2", "nitrogen dioxide"),
        ("the Asylum Accommodation and Support Contract (AASC)", "AASC", "Asylum Accommodation and Support Contract"),
        ("roofs with photovoltaic (PV) panels", "PV", "photovoltaic"),
    ],
)
def test_letters_with_numbers_and_small_words_are_read(text: str, letters: str, meaning: str) -> None:
    assert [(one.letters, one.meaning) for one in acronyms_in(text)] == [(letters, meaning)]


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("To receive any apologies", "", "procedural"),
        ("Ymddiheuriadau / Apologies", "", "procedural"),
        ("Communications from the Mayor", "", "procedural"),
        ("Communications Strategy", "", "business"),
        ("Absence Management", "", "business"),
        ("Opening", "Apologies for absence were received from Councillor Ash.", "procedural"),
        ("Opening", "There were no declarations of interest.", "procedural"),
        ("Bus Lane", "The minutes of the survey were discussed at length.", "business"),
    ],
)
def test_formalities_are_told_by_title_or_by_what_is_said(title: str, text: str, kind: str) -> None:
    assert kind_of(title, TOPICS, text) == kind


EXCLUDED = "paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972"


def test_the_paragraph_of_an_exclusion_is_that_behind_the_title() -> None:
    first = EXCLUDED.replace("3", "1")
    said = (
        f"That the public be excluded for Mill Lane Depot (Exempt) under {EXCLUDED} and for Sale of Land under {first}."
    )

    assert exclusions_in(said, ["Mill Lane Depot (Exempt)", "Sale of Land", "Library Hours"]) == {
        "Mill Lane Depot (Exempt)": EXCLUDED,
        "Sale of Land": first,
    }


def test_an_exclusion_that_names_no_title_is_of_all_that_was_exempt() -> None:
    assert exclusions_in(f"That the public be excluded under {EXCLUDED}.", ["Mill Lane Depot"]) == {"": EXCLUDED}


def test_the_public_is_excluded_from_no_item_without_a_name_of_its_own() -> None:
    said = "RESOLVED that the public be excluded from Depot lease under paragraph 3 of Part 1 of Schedule 12A."

    assert exclusions_in(said, ["Depot lease (Exempt)", "Exempt – Category 1, 2"]) == {
        "Depot lease (Exempt)": "paragraph 3 of Part 1 of Schedule 12A"
    }
