"""Why names are one officer's: what is told is true, and says what is not known."""

import datetime

import pytest

from searcher.register import Mention, resolved

ROADS = "Head of Roads and Bridges"


def seen(*told: tuple[str, str, str | None]) -> list[Mention]:
    """Mentions from name, post and day."""
    return [
        Mention((f"item {at}", 0), name, post, datetime.date.fromisoformat(day) if day else None)
        for at, (name, post, day) in enumerate(told)
    ]


def why(mentions: list[Mention]) -> list[str]:
    """Why the names of each officer are one, in sentences."""
    return [one for identity in resolved(mentions).identities for one in identity.evidence]


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("Karen Marsh", "“K. Marsh” and “Karen Marsh” agree"),
        ("K. Marsh", "“K. Marsh” is one, of whom no forename is told"),
    ],
)
def test_why_names_are_one_is_told(first: str, said: str) -> None:
    when = "Head of Roads and Bridges from 2011-03-01 to 2012-05-01 with nobody else in it between"

    assert why(seen((first, ROADS, "2011-03-01"), ("K. Marsh", ROADS, "2012-05-01"))) == [f"{said}, seen as {when}"]


def test_why_does_not_say_nobody_else_where_a_namesake_was() -> None:
    mentions = seen(
        ("Karen Marsh", ROADS, "2008-05-01"),
        ("Keith Marsh", ROADS, "2009-05-01"),
        ("Karen J Marsh", ROADS, "2010-05-01"),
    )

    assert why(mentions)[0].endswith("from 2008-05-01 to 2010-05-01 with nobody of another surname in it between")


def test_why_says_that_several_hold_a_post_at_once() -> None:
    names = ("K. Marsh", "Olu Bright", "Karen Marsh", "O. Bright", "K. Marsh")
    mentions = seen(*((name, "Scrutiny Adviser", f"2010-0{month}-01") for month, name in enumerate(names, 1)))

    assert all(one.endswith("a post that several hold at once, with no year between") for one in why(mentions))


def test_why_tells_no_days_where_none_are_known() -> None:
    assert why(seen(("Karen Marsh", ROADS, None), ("K. Marsh", ROADS, None))) == [
        "“K. Marsh” and “Karen Marsh” agree, seen as Head of Roads and Bridges"
    ]
