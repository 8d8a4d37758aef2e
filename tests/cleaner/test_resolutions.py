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
