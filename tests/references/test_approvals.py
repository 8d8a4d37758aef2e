"""What minutes say of earlier minutes: approved, of which day, with which correction."""

import datetime

import pytest

from searcher.model import Item
from searcher.references.approvals import Approving, approvals_in

DAY = datetime.date(2020, 3, 4)


def said(minutes: str, title: str = "Minutes of the Previous Meeting", agenda: str = "") -> tuple[Approving, ...]:
    """What an item says was approved."""
    return approvals_in(Item("oakham:1:AI1", "oakham", 1, title, agenda=agenda, minutes=minutes))


@pytest.mark.parametrize(
    "minutes",
    [
        "Resolved:- That the minutes of the meeting held on 4 March 2020, be approved as a correct record.",
        "RESOLVED – that the minutes of the meeting of 4th March, 2020, as circulated, be confirmed and signed.",
        "Agreed: minutes of 4.3.2020 a true record.",
        "PENDERFYNWYD cadarnhau cofnodion y cyfarfod a gynhaliwyd ar 4 Mawrth 2020.",
        "The minutes of the meeting of the Committee held on Wednesday 4 March 2020 were agreed as a correct record.",
    ],
)
def test_minutes_are_approved(minutes: str) -> None:
    assert said(minutes) == (Approving(DAY),)


@pytest.mark.parametrize(
    "minutes",
    [
        "The minutes of the meeting held on 4 March 2020 were noted.",
        "The minutes of the meeting held on 4 March 2020 were not approved.",
        "Approval of the minutes of 4 March 2020 was deferred; they would be signed when they were complete.",
        "The minutes of 4 March 2020 would be submitted to the next meeting to be approved.",
        "",
    ],
)
def test_minutes_that_were_not_approved_are_not(minutes: str) -> None:
    assert said(minutes) == ()


def test_an_item_that_is_not_about_minutes_approves_none() -> None:
    assert said("The budget in the minutes of 4 March 2020 was approved.", title="Budget") == ()


@pytest.mark.parametrize("words", ["subject to the following correction:-", "as amended:", "yn amodol ar:"])
def test_a_correction_is_told_as_written(words: str) -> None:
    minutes = f"Resolved:- That the minutes of the meeting held on 4 March 2020 be approved {words}\n\n(a) for 3 read 4"

    assert said(minutes) == (Approving(DAY, None, corrected=True, correction=f"{words}\n\n(a) for 3 read 4"),)


@pytest.mark.parametrize(
    "words",
    [
        "with the exception of Minute 2, where ‘Ana Elm’ should read ‘Anna Elm’.",
        "save that Councillor Ash was present.",
    ],
)
def test_an_exception_is_a_correction(words: str) -> None:
    told = said(f"Agreed: that the minutes of the meeting held on 4 March 2020 be approved, {words}")

    assert told == (Approving(DAY, None, corrected=True, correction=words),)


def test_a_day_in_a_correction_is_no_day_of_a_meeting() -> None:
    minutes = "The minutes of 4 March 2020 were approved subject to the date of the fair being 9 May 2020."

    assert [one.day for one in said(minutes)] == [DAY]


def test_where_the_words_have_no_day_the_title_or_the_agenda_has() -> None:
    assert said("Agreed as a correct record.", title="Minutes of the meeting held on 4 March 2020")[0].day == DAY
    assert said("Agreed as a correct record.", agenda="To confirm the minutes of 4 March 2020.")[0].day == DAY
    assert said("Agreed as a correct record.")[0].day is None


def test_minutes_of_two_meetings_are_two() -> None:
    minutes = "The minutes of the meetings held on 4 March 2020 and 6 May 2020 were confirmed."

    assert [one.day for one in said(minutes)] == [DAY, datetime.date(2020, 5, 6)]


def test_another_committee_is_named() -> None:
    assert said("The minutes of the Licensing Committee held on 4 March 2020 were approved.")[0].committee == (
        "Licensing Committee"
    )


def test_minutes_that_were_received_are_not_approved_with_those_beside_them() -> None:
    received = "The minutes of the meeting of Cabinet held on 6 May 2020 were received."

    assert said(received) == ()
    assert said(f"{received} Minutes of Council of 4 March 2020 were signed.") == (Approving(DAY, "Council"),)
    assert said("The minutes of 4 March 2020 were received and confirmed.") == (Approving(DAY),)


APPROVED = "That the minutes of the meeting held on 4 March 2020 be approved"
MAY = datetime.date(2020, 5, 6)


@pytest.mark.parametrize(
    "corrections",
    [
        "\n\n• page 3, delete ‘north’\n• page 4, ‘agreed’ should read ‘noted’",
        "\n\n(1) page 3, delete ‘north’\n\n(2) page 4, for 7 read 8",
        "\n\nPage 3 – add Councillor Ash to those present.\n\nMinute 12 – for ‘north’ read ‘south’.",
        "\n\nPage | Correction\n\n3 | delete ‘north’",
        " (a) page 3, delete ‘north’; (b) page 4, for 7 read 8.",
    ],
)
def test_a_correction_is_told_to_its_end_and_no_further(corrections: str) -> None:
    words = f"subject to the following corrections:-{corrections}"

    (approving,) = said(f"Resolved:- {APPROVED}, {words}\n\nIt was asked when the bins would be emptied.")

    assert approving.correction == words


def test_a_correction_may_stand_before_the_words_that_lead_back_to_it() -> None:
    pointed = "The Chair pointed out that on page 3 ‘north’ should read ‘south’."
    resolved = "Resolved:- That, subject to this correction, the minutes of the meeting of 4 March 2020 be approved."

    (approving,) = said(f"The clerk had circulated them.\n\n{pointed}\n\n{resolved}")

    assert (approving.day, approving.correction) == (DAY, f"{pointed}\n\n{resolved}")


@pytest.mark.parametrize(
    "minutes",
    [
        "Resolved:- (1) {first} be approved. (2) {second} be approved, subject to for 3 read 4.",
        "Resolved:-\n\n(1) {first} be approved.\n\n(2) {second} be approved, subject to one change:-\n\n• for 3 read 4",
        "Resolved:-\n\n(1) {second} be approved, subject to one change:-\n\n• for 3 read 4\n\n(2) {first} be approved.",
        "Resolved:- (1) {second} be approved, subject to for 3 read 4; and (2) {first} be approved.",
    ],
)
def test_a_correction_of_one_of_several_minutes_is_that_ones(minutes: str) -> None:
    told = said(
        minutes.format(
            first="That the minutes of the meeting held on 4 March 2020",
            second="That the minutes of the meeting held on 6 May 2020",
        )
    )

    assert {one.day: one.corrected for one in told} == {DAY: False, MAY: True}
    (correction,) = {one.correction for one in told if one.correction}
    assert correction.rstrip(".").endswith("for 3 read 4")


def test_a_correction_may_name_the_minutes_it_is_of() -> None:
    told = said(
        "The minutes of 4 March 2020 and 6 May 2020 were approved, subject to those of 6 May 2020 reading ‘ten’."
    )

    assert [(one.day, one.corrected) for one in told] == [(DAY, False), (MAY, True)]


def test_where_nothing_tells_of_which_minutes_a_correction_is_it_is_of_all() -> None:
    told = said("The minutes of 4 March 2020 and 6 May 2020 were approved subject to one change: for 3 read 4.")

    assert [one.corrected for one in told] == [True, True]
