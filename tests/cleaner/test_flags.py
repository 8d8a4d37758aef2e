"""Withdrawn items and moved meetings, as pages say so, and what only looks like it."""

import datetime

import pytest

from searcher.cleaner.flags import Move, is_withdrawn, move_in
from searcher.cleaner.headings import meeting_heading

OWN, OTHER = datetime.date(2025, 3, 11), datetime.date(2025, 4, 8)


@pytest.mark.parametrize(
    "title",
    [
        "WITHDRAWN - Lamps in Foundry Street",
        "ITEM WITHDRAWN: Lamps in Foundry Street",
        "Item withdrawn by the applicant: Lamps in Foundry Street",
        "WITHDRAWN BY OFFICERS - Lamps in Foundry Street",
        "Lamps in Foundry Street - WITHDRAWN",
        "Lamps in Foundry Street – item withdrawn",
        "Lamps in Foundry Street (Withdrawn)",
        "Lamps in Foundry Street [this item has been withdrawn]",
        "Lamps in Foundry Street (withdrawn from the agenda)",
        "Lamps in Foundry Street: withdrawn by officers",
        "Lamps in Foundry Street WITHDRAWN",
        "Item withdrawn",
        "Lampau Stryd y Ffowndri (Tynnwyd yn ôl)",
    ],
)
def test_a_title_says_that_the_item_was_withdrawn(title: str) -> None:
    assert is_withdrawn(title)


@pytest.mark.parametrize(
    "title",
    [
        "Withdrawal of the night bus",
        "Withdrawn planning applications",
        "Applications withdrawn and determined",
        "Withdrawn Schemes - Annual Report",
        "WITHDRAWN BUS SERVICES",
        "Withdrawn by the applicant in March and sent in again",
        "Lamps in Foundry Street - DEFERRED",
        "Lamps in Foundry Street (funding withdrawn in 2023 and restored)",
        "",
    ],
)
def test_other_titles_do_not(title: str) -> None:
    assert not is_withdrawn(title)


@pytest.mark.parametrize(
    "text",
    [
        "This item was withdrawn from the agenda.",
        "The report had been withdrawn.",
        "Please note that this item has now been withdrawn.",
        "The Chair reported that the item had been withdrawn at the request of the applicant.",
        "Item withdrawn.",
        "Tynnwyd yr eitem hon yn ôl.",
    ],
)
def test_a_text_says_so_where_it_begins(text: str) -> None:
    assert is_withdrawn("Lamps in Foundry Street", "", text)


@pytest.mark.parametrize(
    "text",
    [
        "This item was deferred to the next meeting.",
        "Members asked why the item was withdrawn in March.",
        "The motion was withdrawn by its mover.",
        "The offer was withdrawn.",
        "The item had not been withdrawn.",
        "",
    ],
)
def test_other_texts_do_not(text: str) -> None:
    assert not is_withdrawn("Lamps in Foundry Street", text)


@pytest.mark.parametrize(
    ("notice", "move"),
    [
        ("This meeting has been moved to Tuesday 8 April 2025.", Move(OTHER)),
        ("Please note: this meeting has been rescheduled for 08.04.2025 at 6 pm.", Move(OTHER)),
        ("The meeting of the Flood Committee has been postponed until 8 April 2025.", Move(OTHER)),
        ("This meeting was moved from 8 April 2025 to 11 March 2025.", Move()),
        ("This meeting was to be held on 08/04/2025.", Move()),
        ("The meeting was originally scheduled for 8 April 2025.", Move()),
    ],
)
def test_words_above_the_items_say_that_a_meeting_was_moved(notice: str, move: Move) -> None:
    assert move_in(["Papers are below.", notice], OWN) == move


@pytest.mark.parametrize(
    "notice",
    [
        "This meeting has been moved to the Council Chamber.",
        "If the meeting is rescheduled, you will be told.",
        "This meeting was to be held on 11 March 2025 and is open to the public.",
        "The deadline has been moved to 8 April 2025.",
        "The meeting has been cancelled. The next one is on 8 April 2025.",
        "",
    ],
)
def test_other_words_do_not(notice: str) -> None:
    assert move_in([notice], OWN) is None


@pytest.mark.parametrize(
    ("heading", "moved", "withdrawn", "to"),
    [
        ("MOVED - Flood Committee - Tuesday 11 March 2025 6.30 pm", True, False, None),
        ("Flood Committee - Tuesday 11 March 2025 6.30 pm, RESCHEDULED", True, False, None),
        ("Flood Committee - Tuesday 11 March 2025 6.30 pm, MOVED TO 8 April 2025", True, False, OTHER),
        ("WITHDRAWN - Flood Committee - Tuesday 11 March 2025 6.30 pm", False, True, None),
        ("POSTPONED - Flood Committee - Tuesday 11 March 2025 6.30 pm", False, False, None),
        ("Flood Committee - Tuesday 11 March 2025 6.30 pm", False, False, None),
    ],
)
def test_a_heading_says_so(heading: str, *, moved: bool, withdrawn: bool, to: datetime.date | None) -> None:
    told = meeting_heading(heading)

    assert told is not None
    assert (told.committee, told.date) == ("Flood Committee", OWN)
    assert (told.moved, told.withdrawn, told.moved_to) == (moved, withdrawn, to)
