"""What was resolved, clause by clause."""

import pytest

from searcher.cleaner.pieces import Paragraph
from searcher.cleaner.resolutions import resolutions_in


def resolved(*minutes: str) -> tuple[str, ...]:
    """The clauses of some minutes; a line that begins with "• " is a point."""
    return resolutions_in((), tuple(map(paragraph, minutes)))


def paragraph(line: str) -> Paragraph:
    return Paragraph(line.removeprefix("• "), "• " if line.startswith("• ") else "")


@pytest.mark.parametrize(
    "said",
    [
        "Resolved:- That the report be noted.",
        "RESOLVED: That the report be noted.",
        "Resolved - That the report be noted.",
        "RESOLVED unanimously: That the report be noted.",
        "Agreed: That the report be noted.",
        "It was resolved that the report be noted.",
        "The motion was put and it was RESOLVED: That the report be noted.",
    ],
)
def test_a_resolution_is_found_however_it_is_introduced(said: str) -> None:
    assert [clause.lower() for clause in resolved("Members asked questions.", said)] == ["that the report be noted."]


def test_numbered_points_are_clauses_without_their_numbers() -> None:
    clauses = resolved("Resolved:- (1) That A be noted.", "(2) That B be approved.", "Members thanked her.")

    assert clauses == ("That A be noted.", "That B be approved.")


def test_points_run_into_one_line_are_clauses() -> None:
    assert resolved("Resolved:- (1) That A be noted. (2) That B be approved.") == (
        "That A be noted.",
        "That B be approved.",
    )


def test_bullets_below_a_bare_lead_are_clauses() -> None:
    assert resolved("Resolved:- That:", "• A be noted.", "• B be approved.") == ("A be noted.", "B be approved.")


def test_points_within_a_point_stay_in_it() -> None:
    clauses = resolved("Resolved:-", "1. The Director provides:", "• a list;", "• a plan.", "2. The slides be sent.")

    assert clauses == ("The Director provides:\n• a list;\n• a plan.", "The slides be sent.")


def test_a_motion_that_was_only_moved_is_no_resolution() -> None:
    assert resolved("It was moved by Councillor Lee that the report be deferred.") == ()


def test_how_members_voted_is_no_clause() -> None:
    assert resolved("RESOLVED:", "1. That A be noted.", "Voting: unanimous", "2. That B be noted.") == (
        "That A be noted.",
        "That B be noted.",
    )


def test_a_decision_is_resolved_whatever_it_says() -> None:
    assert resolutions_in((Paragraph("The report was noted."),), ()) == ("The report was noted.",)


def test_a_restricted_decision_resolves_nothing_that_may_be_read() -> None:
    assert resolutions_in((Paragraph("This decision is restricted."),), (), restricted=True) == ()


def test_a_clause_in_both_decision_and_minutes_counts_once() -> None:
    clauses = resolutions_in((Paragraph("Resolved: That A be noted."),), (Paragraph("RESOLVED: That A be noted"),))

    assert clauses == ("That A be noted.",)


def test_a_clause_cut_off_gives_way_to_the_whole_one() -> None:
    clauses = resolutions_in(
        (Paragraph("Resolved: That A be noted and sent on."),), (Paragraph("Resolved: That A be noted and"),)
    )

    assert clauses == ("That A be noted and sent on.",)


def test_what_stands_before_the_second_point_is_the_first() -> None:
    assert resolved("Resolved:- That A be received.  (2) That B be done.") == ("That A be received.", "That B be done.")


def test_a_stroke_may_introduce_a_resolution() -> None:
    assert resolved("Resolved/-", "That A be noted.") == ("That A be noted.",)


def test_points_within_points_are_told_by_their_marks() -> None:
    points = ("(a) that it be built, viz.:", "(i) in May; and", "(ii) of brick;", "(b) that it be paid for.")

    assert resolved("RESOLVED –", *points) == (
        "that it be built, viz.:\n(i) in May; and\n(ii) of brick;",
        "that it be paid for.",
    )  # fmt: skip


def test_the_ninth_letter_is_no_roman_number_behind_the_eighth() -> None:
    points = [f"({mark}) that {mark} be done." for mark in "abcdefghi"]

    assert len(resolved("RESOLVED –", *points)) == 9


@pytest.mark.parametrize("mark", ["({})", "[{}]"])
def test_points_may_run_on_in_a_line(mark: str) -> None:
    line = f"IT WAS RESOLVED: {mark.format('a')} That A be done; and {mark.format('b')} That B be done."

    assert resolved(line) == ("That A be done; and", "That B be done.")


def test_welsh_resolutions_need_no_colon() -> None:
    assert resolved("PENDERFYNWYD derbyn yr adroddiad.") == ("derbyn yr adroddiad.",)


@pytest.mark.parametrize(
    "lead",
    [
        "Resolved; -",
        "RESOLVED UNANIMOUSLY",
        "RESOLVED (unanimously):",
        "IT WAS RESOLVED:",
        "Agreed:-",
        "Agreed actions:",
        "Actions agreed:",
        "Recommended:-",
        "RECOMMENDED TO CABINET:",
        "Decision:",
        "DECISION",
        "Resolved (on the casting vote of the Chair):",
        "RESOLVED (4 votes to 2):",
        "RESOLVED by 4 votes to 2:",
        "Resolved, by a majority:",
        "RESOLVED (by 7 votes to 5):",
        "Resolved (7 for, 5 against) –",
        "Resolved nem. con.:",
        "PENDERFYNWYD yn unfrydol:",
        "Cytunwyd: -",
    ],
)
def test_a_lead_may_say_how_it_was_resolved(lead: str) -> None:
    assert resolved(lead, "1. That A be noted.", "2. That B be done.") == ("That A be noted.", "That B be done.")


@pytest.mark.parametrize(
    "said",
    [
        "RESOLVED UNANIMOUSLY that A be done.",
        "Resolved, on the casting vote of the Chair, that A be done.",
        "RESOLVED by 7 votes to 5 that A be done.",
        "RESOLVED (by 7 votes to 5) that A be done.",
        "RESOLVED, with 3 abstentions: that A be done.",
        "The Committee AGREED that A be done.",
        "It was moved, seconded and RESOLVED unanimously that A be done.",
        "RECOMMENDED TO COUNCIL that A be done.",
    ],
)
def test_how_it_was_resolved_is_no_part_of_the_clause(said: str) -> None:
    assert resolved(said) == ("that A be done.",)


def test_a_committee_may_resolve_to_do_something() -> None:
    assert resolved("The Committee RESOLVED to:", "1. note A", "2. approve B") == ("note A", "approve B")


@pytest.mark.parametrize("heading", ["Reasons for decision", "Reasons for decision:", "Reason for the decision: D."])
def test_reasons_and_what_follows_them_are_no_resolution(heading: str) -> None:
    lines = ("RESOLVED:", "(1) That A be done.", "RECOMMENDED TO CABINET:", "(1) That B be done.", heading, "(1) E.")

    assert resolved(*lines) == ("That A be done.", "That B be done.")


@pytest.mark.parametrize(
    "moved",
    [
        ["Mover: Councillor Ash  Seconder: Councillor Birch"],
        ["Moved by Councillor Ash and seconded by Councillor Birch"],
        ["Proposed: Cllr Ash", "Seconded: Cllr Birch"],
        ["(Cynigiwyd gan y Cynghorydd Ash)"],
    ],
)
def test_who_moved_it_is_no_clause(moved: list[str]) -> None:
    points = ("1. That A be done.", "2. That B be done.")

    assert resolved("RESOLVED:", *moved, *points) == ("That A be done.", "That B be done.")
    assert resolved("RESOLVED:", *points, *moved) == ("That A be done.", "That B be done.")
    assert resolved("RESOLVED:", *moved, "That A be done.") == ("That A be done.",)


def test_lists_of_those_who_voted_are_no_clauses() -> None:
    votes = ("For:", "• Councillor Ash", "• Councillor Birch", "Against (1):", "• Councillor Elm", "Abstained (0)")

    assert resolved("RESOLVED:", "1. That A be done.", *votes, "2. That B be done.", *votes) == (
        "That A be done.",
        "That B be done.",
    )


def test_a_point_may_begin_like_a_vote() -> None:
    points = ("For Members to note A.", "Against that background, B be done.", "Voting rights be given to C.")

    assert resolved("RESOLVED:", *(f"• {point}" for point in points)) == points


CORRECTED = "That the minutes of 4 March 2020 be approved, subject to the following corrections:-"


@pytest.mark.parametrize(
    "corrections",
    [
        ["• page 3, delete ‘north’", "• Minute 12, for 7 read 8"],
        ["(1) page 3, delete ‘north’", "(2) for 7 read 8"],
        ["a) page 3, delete ‘north’", "b) for 7 read 8"],
        ["Page 3 – Councillor Ash was present.", "On page 4, ‘seven’ should read ‘eight’."],
        ["Page | Correction", "3 | delete ‘north’", "4 | for 7 read 8"],
    ],
)
@pytest.mark.parametrize(
    "lead", [("Resolved:- ", ""), ("RESOLVED:", "\n"), ("Resolved:- (1) ", ""), ("RESOLVED:", "\n1. ")]
)
def test_corrections_stay_with_the_approval(lead: tuple[str, str], corrections: list[str]) -> None:
    lines = f"{lead[0]}{lead[1]}{CORRECTED}".split("\n")

    assert resolved(*lines, *corrections, "Members thanked the clerk.") == ("\n".join((CORRECTED, *corrections)),)


def test_corrections_run_on_in_a_line_stay_with_the_approval() -> None:
    line = f"{CORRECTED} (a) page 3, delete ‘north’; and (b) for 7 read 8."

    assert resolved(f"Resolved:- {line}") == (line,)


@pytest.mark.parametrize("mark", ["(1) ", "• ", "(a) "])
def test_the_point_after_corrections_is_a_clause(mark: str) -> None:
    lines = (f"(1) {CORRECTED}", f"{mark}page 3, delete ‘north’", "(2) That the minutes of 6 May 2020 be approved.")

    assert resolved("RESOLVED:", *lines) == (
        f"{CORRECTED}\n{mark}page 3, delete ‘north’",
        "That the minutes of 6 May 2020 be approved.",
    )
