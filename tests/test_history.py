"""What a run came to by all that it noted; when something was seen, as people tell it."""

import datetime

import pytest

from searcher.errors import BadQuery
from searcher.history import Change, Noted, Seen, net, seen, statuses_around


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ([("new", 1)], ("new", None, 1)),
        ([("new", 1), ("changed", 2)], ("new", None, 2)),
        ([("new", 1), ("withdrawn", 1)], None),
        ([("new", 1), ("withdrawn", 1), ("returned", 1), ("changed", 2)], ("new", None, 2)),
        ([("changed", 3)], ("changed", 2, 3)),
        ([("changed", 3), ("changed", 4)], ("changed", 2, 4)),
        ([("withdrawn", 3)], ("withdrawn", 3, 3)),
        ([("changed", 3), ("withdrawn", 3)], ("withdrawn", 2, 3)),
        ([("withdrawn", 3), ("returned", 3)], None),
        ([("withdrawn", 3), ("returned", 3), ("changed", 4)], ("changed", 3, 4)),
        ([("returned", 3)], ("returned", 3, 3)),
        ([("returned", 3), ("changed", 4)], ("returned", 3, 4)),
        ([("returned", 3), ("withdrawn", 3)], None),
    ],
)
def test_a_run_comes_to_one_change_of_an_item_or_none(
    noted: list[tuple[Change, int]], told: tuple[str, int | None, int] | None
) -> None:
    found = net("oakham:7:AI1", "oakham:7", 1, noted)

    assert (found and (found.change, found.was, found.version)) == told


@pytest.mark.parametrize(
    ("generation", "around"),
    [(2, (None, None)), (3, (None, None)), (4, ("minutes", "minutes")), (5, ("minutes", "draft")), (7, ("draft",) * 2)],
)
def test_what_stood_before_the_journal_is_told_of_no_run(generation: int, around: tuple[str | None, ...]) -> None:
    noted = [Noted(3, "minutes", base=True), Noted(5, "approved"), Noted(5, "draft")]

    assert statuses_around(noted, generation) == around


def test_a_new_meeting_had_no_status_before() -> None:
    assert statuses_around([Noted(3, "agenda"), Noted(3, "draft")], 3) == (None, "draft")


MAY = (datetime.date(2026, 5, 1), datetime.date(2026, 5, 31))


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2026-05", "2026-05", Seen(*MAY)),
        ("01/05/2026", datetime.date(2026, 5, 31), Seen(*MAY)),
        (datetime.datetime(2026, 5, 1, 12, tzinfo=datetime.UTC), None, Seen(MAY[0])),
        ("2026", None, Seen(datetime.date(2026, 1, 1))),
        ("12", 14, Seen(first_generation=12, last_generation=14)),
        ("G2026", "12345", Seen(first_generation=2026, last_generation=12345)),
        (2026, None, Seen(first_generation=2026)),
        (None, None, Seen()),
    ],
)
def test_a_time_is_told_as_days_or_generations(since: str, until: str, told: Seen) -> None:
    assert seen(since, until) == told


@pytest.mark.parametrize("text", ["", "soon", "2026-13", "g", "-3", "31/02/2026", "١٢", "9" * 10])
def test_what_is_neither_is_refused(text: str) -> None:
    with pytest.raises(BadQuery, match="since takes a day"):
        seen(text)
