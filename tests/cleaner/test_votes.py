"""How members voted, as minutes tell it: who, how many, with which result, on what."""

import pytest
from bs4 import BeautifulSoup
from saved_pages import POSTS

from searcher.cleaner.markup import blocks
from searcher.cleaner.people import people_in
from searcher.cleaner.pieces import Paragraph
from searcher.cleaner.votes import votes_in
from searcher.model import Side, Vote


def votes(*lines: str) -> tuple[Vote, ...]:
    """The votes that some minutes tell; a line that begins with "• " is a point."""
    return votes_in((), [Paragraph(line.removeprefix("• "), "• " if line.startswith("• ") else "") for line in lines])


def vote(*lines: str) -> Vote:
    """The one vote that some minutes tell."""
    (one,) = votes(*lines)
    return one


def votes_on(markup: str) -> tuple[Vote, ...]:
    """The votes that a piece of a page tells."""
    return votes_in((), [one.paragraph for one in blocks(BeautifulSoup(markup, "lxml"))])


NAMED = Vote(None, None, Side(2, ("Ash", "Birch")), Side(1, ("Elm",)), Side(0))
UNCOUNTED = Vote(None, None, Side(None, ("Ash", "Birch")), Side(None, ("Elm",)))


@pytest.mark.parametrize(
    "lines",
    [
        ["A recorded vote: FOR: Councillors Ash and Birch (2) AGAINST: Councillor Elm (1) ABSTAINED: None"],
        ["For (2): Councillors Ash and Birch; Against (1): Councillor Elm; Abstained (0)"],
        ["Those voting for the motion – 2: Cllrs. Ash, Birch", "Voting against – 1: Cllr Elm", "Abstentions: Nil"],
        ["FOR: 2 - Ash, Birch. AGAINST: 1 - Elm. ABSTAINED: 0"],
        ["Upon a recorded vote:", "In favour (2)", "• Councillor Ash", "• Councillor Birch", "Against (1)",
         "• Councillor Elm", "Abstaining (0)"],
        ["For (2): Councillor Ash,", "Councillor Birch", "Against (1): Councillor Elm", "Abstain: nobody"],
        ["O blaid (2): Y Cynghorwyr Ash a Birch", "Yn erbyn (1): Y Cynghorydd Elm", "Ymatal: Neb"],
        ["For (2) | Against (1) | Abstained", "Councillor Ash | Councillor Elm | None", "Councillor Birch | |"],
        ["Councillor | For | Against | Abstain", "Ash | X | |", "Birch | X | |", "Elm | | X |", "Total | 2 | 1 | 0"],
        ["| Name | For | Against | Abstained |", "| Ash | X |  |  |", "| Birch | X | | |", "| Elm | | X | |",
         "| Total | 2 | 1 | 0 |"],
    ],
)  # fmt: skip
def test_a_recorded_vote_is_read_however_it_is_written(lines: list[str]) -> None:
    assert vote(*lines) == NAMED


@pytest.mark.parametrize(
    "lines",
    [
        ["Councillors Ash and Birch voted for the motion; Councillor Elm voted against it."],
        ["Councillor Ash: For", "Councillor Birch: For", "Councillor Elm: Against"],
        ["Ash | For", "Birch | For", "Elm | Against"],
        ["For: Councillors Ash and Birch", "Against: Councillor Elm"],
    ],
)
def test_what_is_not_counted_has_no_count(lines: list[str]) -> None:
    assert vote(*lines) == UNCOUNTED


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("The motion was put and CARRIED by 12 votes to 5 with 2 abstentions.", (12, 5, 2)),
        ("The motion was carried (For 12, Against 5, Abstentions 2).", (12, 5, 2)),
        ("On being put to the vote, with twelve voting in favour, five against and no abstentions, it was", (12, 5, 0)),
        ("Voting: 12 for, 5 against", (12, 5, None)),
        ("The vote was tied: 7 for, 7 against, 1 abstaining.", (7, 7, 1)),
    ],
)
def test_counts_may_stand_alone(line: str, counts: tuple[int | None, ...]) -> None:
    told = vote(line)

    assert (told.in_favour.count, told.against.count, told.abstained.count) == counts
    assert not (told.in_favour.names or told.against.names or told.abstained.names)


@pytest.mark.parametrize(
    "line",
    [
        "For: 1,234; Against: 5678; Abstained: 1200.",
        f"For: {'7' * 5000}; Against: {'8' * 5000}.",
        "For 1,234, against 5,678.",
        "The vote was 1 234 votes for and 5 678 against.",
        "The motion was carried by 1,234 votes to 5,678.",
        "The motion was put to the vote: thirty-two votes to twenty-five.",
        "There were one hundred and two votes for, two hundred against.",
    ],
)
def test_no_part_of_a_number_is_a_count(line: str) -> None:
    told = [side.count for one in votes(line) for side in (one.in_favour, one.against, one.abstained)]

    assert set(told) <= {None}


def test_the_end_of_a_time_is_no_count() -> None:
    assert vote("For (1): Councillor Ash", "Against: Councillor Elm, who left at 8.30").against.count is None


def test_a_count_that_the_names_do_not_bear_out_stays_as_told() -> None:
    assert vote("For (3): Councillors Ash and Birch", "Against: None").in_favour == Side(3, ("Ash", "Birch"))


def test_initials_titles_offices_and_asides_are_read_as_what_they_are() -> None:
    line = (
        "FOR: The Mayor (Councillor Lee), Councillors J. Ash, Mrs. A. Elm (Chair), O’Neill and St. John. AGAINST: None."
    )

    assert vote(line).in_favour.names == ("Lee", "J. Ash", "Mrs. A. Elm", "O’Neill", "St. John")


def test_honours_are_no_names() -> None:
    line = (
        "For: Cllr Ash (Leader of the Council), Cllr Mrs J. Birch MBE, Cllr Oak, CBE, JP and the Mayor (Cllr P. Elm)."
    )

    assert vote(f"{line} Against: none.").in_favour.names == ("Ash", "Mrs J. Birch", "Oak", "P. Elm")


@pytest.mark.parametrize(
    "names",
    [
        "Cllr Ash, Cllr Birch of the 3rd ward and Cllr Oak",
        "Councillors Ash, Birch and two others",
        "Councillors Ash; Birch, ward member, standing in; Oak",
        "Cllr Ash. Cllr Birch",
        "Cllr Ash, the member whose name was not heard, Cllr Oak",
    ],
)
def test_some_names_of_a_side_are_never_told_as_all(names: str) -> None:
    told = votes(f"For (3): {names}. Against (1): Councillor Elm")

    assert [one.in_favour for one in told] == [Side(3)]
    assert [one.against for one in told] == [Side(1, ("Elm",))]


def test_a_list_that_breaks_off_gives_no_names() -> None:
    told = vote(
        "Against (1): Councillor Elm", "For (3): Councillors Ash,", "Birch and", "one whose name is not legible."
    )

    assert told == Vote(None, None, Side(3), Side(1, ("Elm",)))


def test_endless_names_are_read() -> None:
    assert vote("For: " + "Cllr Ash. " * 5000 + "Against (2): none").in_favour == Side()


@pytest.mark.parametrize(
    "behind",
    [", and the motion was lost.", " 1", " (1)", ". The motion was lost.", ". Councillor Oak then left.", "; Total: 1"],
)
def test_what_stands_behind_names_is_none_of_them(behind: str) -> None:
    assert vote("For: Councillor Ash", f"Against: Councillor Elm{behind}").against.names == ("Elm",)


def test_surnames_may_come_first() -> None:
    assert vote("FOR: Ash, J; Birch, K (2) AGAINST: Elm, T (1)").in_favour == Side(2, ("Ash, J", "Birch, K"))


def test_who_took_no_part_is_on_no_side() -> None:
    told = vote("For (1): Councillor Ash", "Against: None", "Did not vote (1): Councillor Birch", "Councillor Oak")

    assert told == Vote(None, None, Side(1, ("Ash",)), Side(0))


@pytest.mark.parametrize(
    ("line", "side"),
    [
        ("Councillor Ash asked that his vote against the motion be recorded.", "against"),
        ("Councillor Ash wished it to be recorded that she had abstained.", "abstained"),
        ("Councillor Ash requested that her vote in favour be recorded.", "in_favour"),
    ],
)
def test_a_member_may_ask_to_be_named(line: str, side: str) -> None:
    assert getattr(vote(line), side) == Side(None, ("Ash",))


@pytest.mark.parametrize(
    "line",
    [
        "Councillor Ash moved the recommendation, Councillors Birch and Elm voted against",
        "Councillor Ash moved it, seconded by Councillor Yew, Councillors Birch and Elm voted against.",
        "Councillor Birch and Councillor Elm voted against the recommendation and wished it recorded.",
        "Councillors Birch and Elm voted against and asked that this be recorded.",
        "It was agreed, with Councillors Birch and Elm voting against.",
        "The recommendation was put, Councillors Birch and Elm dissenting.",
        "At the request of Councillor Ash, Councillors Birch and Elm asked for their dissent to be recorded.",
    ],
)
def test_members_named_in_a_sentence_are_told_and_never_counted(line: str) -> None:
    assert vote(line) == Vote(against=Side(None, ("Birch", "Elm")))


@pytest.mark.parametrize(
    "line",
    [
        "Councillors Birch and Elm voted against and abstained respectively.",
        "In the vote Councillor Birch, seconded by Councillor Elm, abstained.",
        "Councillors Birch, Elm and others voted against.",
        "Councillor Ash moved the recommendation and voted against the amendment.",
    ],
)
def test_who_voted_so_is_not_guessed(line: str) -> None:
    assert votes(line) == ()


def test_members_whose_votes_were_told_may_still_ask_to_be_named() -> None:
    lines = ["For: Councillors Ash and Birch. Against: Councillors Elm and Yew."]
    asked = "Councillor Elm voted against the recommendation and wished it recorded."

    assert votes(*lines, asked) == votes(*lines)


def test_whoever_asked_and_is_on_no_side_voted_in_another_vote() -> None:
    lines = ["For: Councillors Ash and Birch. Against: Councillors Elm and Yew."]
    asked = "Councillor Oak voted against the recommendation and wished it recorded."

    assert votes(*lines, asked) == (vote(*lines), Vote(against=Side(None, ("Oak",))))


@pytest.mark.parametrize("behind", ["The drains are old.", "Noted.", "Budget", "Officer Report", "The drains"])
@pytest.mark.parametrize(
    "lines",
    [
        ["For (2):", "Ash", "Birch"],
        ["For:", "Councillor Ash", "Councillor Birch"],
        ["For:", "Ash", "Birch"],
        ["For:", "Ash,", "Birch."],
        ["For:", "• Ash", "• Birch"],
        ["For: Councillors Ash,", "Birch"],
    ],
)
def test_a_list_of_names_does_not_run_on_into_prose(lines: list[str], behind: str) -> None:
    assert vote("Against: 0", *lines, behind, "They were dredged.").in_favour.names == ("Ash", "Birch")


@pytest.mark.parametrize("behind", ["High Street", "Foundry Street Depot", "Elm."])
@pytest.mark.parametrize(
    "lines",
    [
        ["For (2):", "Ash", "Birch"],
        ["For:", "Councillor Ash", "Councillor Birch"],
        ["For:", "Ash,", "Birch"],
        ["For:", "• Ash", "• Birch"],
    ],
)
def test_a_line_written_otherwise_is_not_of_the_list(lines: list[str], behind: str) -> None:
    assert vote("Against: 0", *lines, behind, "It is old.").in_favour.names == ("Ash", "Birch")


@pytest.mark.parametrize("behind", [["High Street", "It is old."], ["Foundry Street Depot"], ["Elm.", "It is old."]])
def test_of_a_list_that_may_end_before_its_last_line_no_names_are_told(behind: list[str]) -> None:
    assert vote("Against: 0", "For:", "Ash", "Birch", *behind).in_favour == Side()


def test_names_of_any_length_are_told_where_it_is_said_what_follows() -> None:
    found = vote("Against: 0", "For:", "Ash", "Birch", "Van Elm", "RESOLVED: That the drains be dredged.")

    assert found.in_favour == Side(None, ("Ash", "Birch", "Van Elm"))


def test_a_list_may_name_more_than_it_counts() -> None:
    assert vote("Against: 0", "For (1):", "Cllr Ash", "Cllr Birch").in_favour == Side(1, ("Ash", "Birch"))


def test_who_asked_to_be_named_voted_in_the_last_vote() -> None:
    told = vote(
        "The motion was carried (For 6, Against 2), and it was",
        "RESOLVED that permission be refused.",
        "Councillor Ash asked that his vote against the motion be recorded.",
    )

    assert told == Vote("that permission be refused.", "carried", Side(6), Side(2, ("Ash",)))


@pytest.mark.parametrize(
    ("line", "result"),
    [
        ("The motion was declared CARRIED.", "carried"),
        ("The amendment was put to the vote and was LOST.", "lost"),
        ("The motion was put and was not carried.", "lost"),
        ("The amendment was lost and the motion was carried.", None),
    ],
)
def test_how_a_vote_went(line: str, result: str | None) -> None:
    assert [one.result for one in votes("For (1): Councillor Ash", "Against (0)", line)] in ([result], [result, None])


def test_a_vote_told_in_names_and_in_counts_is_one() -> None:
    told = vote(
        "FOR THE MOTION",
        "Councillors: Ash, Birch.",
        "AGAINST THE MOTION",
        "Councillors: Elm.",
        "ABSTENTIONS",
        "The Mayor, Councillor Oak",
        "The result was 2 votes for, 1 against and 1 abstention.",
        "RESOLVED (2 votes to 1): That the boats be sold.",
    )

    assert told == Vote(
        "That the boats be sold.", None, Side(2, ("Ash", "Birch")), Side(1, ("Elm",)), Side(1, ("Oak",))
    )


@pytest.mark.parametrize(
    "behind",
    [
        "The result was 3 votes for, 1 against.",
        "A further motion had 2 votes for, 1 against.",
        "The amendment had 2 votes for, 1 against.",
        "RESOLVED (1 vote to 2): That the boats be sold.",
    ],
)
def test_votes_that_are_not_the_same_stay_apart(behind: str) -> None:
    assert len(votes("For: Councillors Ash and Birch; Against: Councillor Elm", behind)) == 2


def test_like_counts_may_be_of_two_votes() -> None:
    assert len(votes("The motion was carried with 2 votes for, 1 against.", "The budget: 2 votes for, 1 against.")) == 2


AGREED = "Upon a vote being taken (12 for, 3 against) it was agreed that the baths be painted."
COUNTED = Vote(None, None, Side(12), Side(3))
LOST = Vote(None, "lost")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([AGREED, "A further motion to sell the boats was lost."], (COUNTED, LOST)),
        ([f"{AGREED} A further motion to sell the boats was lost."], (COUNTED, LOST)),
        ([AGREED, "An amendment to paint them blue was lost."], (COUNTED, LOST)),
        ([AGREED, "The amendment was lost."], (COUNTED, LOST)),
        ([f"{AGREED} The amendment was lost."], (COUNTED,)),
        (["A motion to sell the boats was lost.", AGREED], (LOST, COUNTED)),
        (["For: 12; Against: 3", "A second motion was lost."], (COUNTED, LOST)),
    ],
)
def test_how_another_motion_went_is_not_told_of_this_vote(lines: list[str], expected: tuple[Vote, ...]) -> None:
    assert votes(*lines) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["For: 3; Against: 12", "The motion was lost."],
        ["It was agreed that a recorded vote be taken. For: 3; Against: 12", "The motion was lost."],
        ["A further motion was put to the vote. For: 3; Against: 12.", "The motion was lost."],
        ["A further motion that the plan be approved was lost by 3 votes to 12."],
    ],
)
def test_how_a_vote_went_may_stand_behind_it(lines: list[str]) -> None:
    assert vote(*lines) == Vote(None, "lost", Side(3), Side(12))


def test_the_portals_own_table_tells_motions_and_results() -> None:
    assert votes_on(
        "<table><caption>Recorded Vote</caption><thead><th>Title</th><th>Type</th><th>Recorded Vote text</th>"
        "<th>Result</th></th><tr><td>Mill Lane: Amendment</td><td>Amendment</td><td> </td><td><img>Lost</td></tr>"
        "<tr><td>Mill Lane: Resolution 1 &#38; 2</td><td>Resolution</td><td></td><td><img>Carried</td></tr></table>"
    ) == (Vote("Mill Lane: Amendment", "lost"), Vote("Mill Lane: Resolution 1 & 2", "carried"))


def test_a_mark_is_below_its_side_where_cells_are_empty() -> None:
    (told,) = votes_on(
        "<table><tr><td></td><td><p>For</p></td><td>Against</td></tr><tr><td>Councillor Ash</td><td></td>"
        "<td>X</td></tr><tr><td>Councillor Elm</td><td>&#10003;</td><td>&nbsp;</td></tr></table>"
    )

    assert told == Vote(None, None, Side(None, ("Elm",)), Side(None, ("Ash",)))


def test_names_on_lines_of_a_cell_are_names_apart() -> None:
    (told,) = votes_on(
        "<table><tr><th>For</th><th>Against</th></tr>"
        "<tr><td><p>Ash</p><p>Birch</p></td><td>Elm<br>Oak</td></tr></table>"
    )

    assert told == Vote(None, None, Side(None, ("Ash", "Birch")), Side(None, ("Elm", "Oak")))


def test_marks_whose_empty_cells_were_lost_tell_nothing() -> None:
    assert votes("Councillor | For | Against", "Ash | X", "Birch | X") == ()


def test_what_was_resolved_beside_a_vote_was_voted_on() -> None:
    assert vote("RESOLVED: That A be done.", "Voting: 7 for, 2 against").motion == "That A be done."
    assert vote("It was carried by 7 votes to 2.", "RESOLVED: That A be done.").motion == "That A be done."


@pytest.mark.parametrize(
    "lines",
    [
        ["RESOLVED: That A be done.", "Voting: 7 for, 2 against", "RESOLVED: That B be done."],
        ["RESOLVED:", "1. That A be done.", "2. That B be done.", "Voting: 7 for, 2 against"],
        ["RESOLVED: That A be done.", "Members discussed it.", "Voting: 7 for, 2 against"],
        ["The amendment was lost by 2 votes to 7.", "RESOLVED: That A be done."],
    ],
)
def test_what_was_voted_on_is_not_guessed(lines: list[str]) -> None:
    assert [one.motion for one in votes(*lines)] == [None]


def test_a_motion_told_just_before_is_what_was_voted_on() -> None:
    moved = "It was moved by Councillor Ash and seconded by Councillor Elm, that the bridge be closed."

    assert vote(moved, "On being put to the vote:", "For: 7", "Against: 9", "The motion was LOST.") == Vote(
        "that the bridge be closed.", "lost", Side(7), Side(9)
    )


def test_each_vote_of_an_item_is_one() -> None:
    first, second = votes(
        "The amendment was put to the vote and LOST by 5 votes to 7.",
        "The substantive motion was put to the vote and CARRIED by 8 votes to 4.",
        "RESOLVED: That the plan be adopted.",
    )

    assert first == Vote(None, "lost", Side(5), Side(7))
    assert second == Vote("That the plan be adopted.", "carried", Side(8), Side(4))


def test_a_vote_in_decision_and_minutes_counts_once() -> None:
    line = [Paragraph("Voting: 7 for, 2 against")]

    assert len(votes_in(line, line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Traders had voted 29 to 3 for a market; the number of people carried each day fell from 594 to 571.",
        "The days lost were found to be 289, as against 281 in 2018; the gap was 7.6 per cent, as against 8.6.",
        "Traders had voted 29 to 27; there were 247,331 passengers, as against 249,116 in May.",
        "Recommendations were being carried out; the amendment to the lease was lost in the post.",
        "Derbyniwyd ymddiheuriadau gan y Cynghorydd Ash.",
        "Councillor Ash spoke against the target for 2024: it was too low.",
        "Turnout was 30 per cent, against 28 in 2019; 412 postal votes were rejected.",
        "The arguments for: cost, Ash Lane. The arguments against: time.",
        "For the avoidance of doubt the budget was for 12 months.",
        "Councillor Ash said that she had voted against the scheme in 2016.",
        "Those present moved a vote of thanks to the Mayor.",
    ],
)
def test_what_only_sounds_like_a_vote_is_none(line: str) -> None:
    assert votes(line) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "For: Cllrs Ash and Birch; Against: Cllrs Elm; Abstentions: Cllrs Oak. CARRIED.",
            ["Ash", "Birch", "Elm", "Oak"],
        ),
        ("FOR: Councillors Ash, Birch, AGAINST: Councillors Elm, ABSTAINED: None, LOST", ["Ash", "Birch", "Elm"]),
        ("O blaid: Cynghorwyr Ash a Birch; Yn erbyn: Neb; Ymatal: Neb", ["Ash", "Birch"]),
        ("For: Councillors Ash, Birch; In favour of nothing: none", ["Ash", "Birch"]),
        ("Councillors Elm, Against All Odds project.", ["Elm"]),
        ("Councillor Ada Elm Against", ["Ada Elm"]),
        ("Councillors Oliver Forth, Ina Carrick and Lostock", ["Oliver Forth", "Ina Carrick", "Lostock"]),
    ],
)
def test_no_side_of_a_vote_is_a_councillor(text: str, names: list[str]) -> None:
    assert [one.name for one in people_in(text, POSTS).councillors] == names


def test_voters_are_councillors_and_never_officers() -> None:
    said = "FOR: Councillors Ash, Jane Birch and T. Elm (3) AGAINST: Councillor Oak (1) ABSTAINED: None"
    people = people_in(said, POSTS)

    assert [one.name for one in people.councillors] == ["Ash", "Jane Birch", "T. Elm", "Oak"]
    assert people.officers == ()
