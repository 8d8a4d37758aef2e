"""What changed, as people read it."""

import datetime
import json

import pytest
from msgspec.structs import replace

from searcher.differences import Difference, changed_passages
from searcher.history import Change, Changed, Run, Tally
from searcher.render.changes import changed_object, counts_text, run_text, summary_text
from searcher.render.style import Style

RUN = Run(7, "2026-05-03T09:00:12+00:00", "crawl")
APPROVED = Difference("status", ((("gone", "draft"), ("come", "approved")),))
ONE = Changed(
    generation=7, at=RUN.at, command="crawl", change="changed", item="oakham:7:AI1", title="Bus Gate", number="14",
    council="oakham", committee="Cabinet", meeting="7", date=datetime.date(2026, 3, 5), status="approved", url=None,
    differences=(), version=2,
)  # fmt: skip
MANY = "1,202 changes in 3 runs: 1,200 new, 2 changed; 1,200 only counted"


def minutes(was: str, now: str) -> Difference:
    """How the minutes changed."""
    return Difference("minutes", changed_passages(was, now))


def test_a_run_is_told_meeting_by_meeting() -> None:
    changes = [
        replace(ONE, differences=(APPROVED,)),
        replace(
            ONE, differences=(APPROVED, minutes("There were 32 bins.", "There were 81 bins.")), item="oakham:7:AI2"
        ),
        replace(ONE, change="withdrawn", item="oakham:7:AI3", title="Flood Wall", number=None),
        replace(ONE, change="new", item="oakham:8:AI4", meeting="8", committee=None, date=None),
        replace(ONE, item="oakham:8:AI5", meeting="8", committee=None, date=None),
    ]

    assert run_text(RUN, changes, Style()).splitlines() == [
        "Generation 7, 3 May 2026 09:00 UTC, crawl: 1 new, 3 changed, 1 withdrawn",
        "",
        "Cabinet, 5 March 2026 (oakham)",
        "  Status: [-draft-] {+approved+}, 2 items",
        "  Changed: 14. Bus Gate",
        "    Minutes: There were [-32-] {+81+} bins.",
        "    oakham:7:AI2",
        "  Withdrawn: Flood Wall",
        "    oakham:7:AI3",
        "",
        "Meeting 8, undated (oakham)",
        "  New: 14. Bus Gate",
        "    oakham:8:AI4",
        "  Changed: 14. Bus Gate",
        "    The words are the same.",
        "    oakham:8:AI5",
    ]


def test_long_passages_and_many_places_are_cut_and_it_says_so() -> None:
    long = " ".join(f"word{number}" for number in range(1200))
    places = long
    for number in range(0, 200, 40):
        places = places.replace(f"word{number} ", "other ", 1)
    text = run_text(RUN, [replace(ONE, differences=(minutes("", long), minutes(long, places)))], Style())

    assert "word39 … (1,160 more words)+}" in " ".join(text.split())
    assert "Minutes: and 2 more places" in text
    assert text.count("[-") == 3


def test_many_items_are_told_as_numbers_by_committee() -> None:
    tallies = [
        Tally("oakham", None, "new", 3),
        Tally("oakham", "Cabinet", "changed", 1),
        Tally("oakham", "Cabinet", "new", 1200),
    ]

    assert counts_text(RUN, tallies, Style()).splitlines() == [
        "Generation 7, 3 May 2026 09:00 UTC, crawl: 1,203 new, 1 changed",
        "  committee not stated (oakham): 3 new",
        "  Cabinet (oakham): 1,200 new, 1 changed",
    ]


@pytest.mark.parametrize(
    ("total", "runs", "counted_only", "reread", "told"),
    [
        ({}, 0, 0, 0, "Nothing changed."),
        ({}, 0, 0, 1, "Nothing changed; besides, 1 item read otherwise in the same pages."),
        ({"returned": 1}, 1, 0, 0, "1 change in 1 run: 1 returned."),
        (
            {"new": 1200, "changed": 2}, 3, 1200, 0,
            f"{MANY}: --all tells each, --limit more, a later --since fewer.",
        ),
    ],
)  # fmt: skip
def test_the_last_line_sums_up(total: dict[Change, int], runs: int, counted_only: int, reread: int, told: str) -> None:
    text = summary_text(total, runs, Style(), counted_only=counted_only, reread=reread)

    assert " ".join(text.split()) == told


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    long = " ".join(f"word{number}" for number in range(60))
    one = replace(ONE, title=long, committee=long, differences=(APPROVED, minutes("Bins were.", long)))
    text = run_text(RUN, [one], Style(width=width)) + counts_text(RUN, [Tally("oakham", long, "new", 3)], Style(width))

    assert max(map(len, text.splitlines())) <= width
    assert all(not line.endswith(" ") for line in text.splitlines())


def test_nothing_from_a_page_steers_the_terminal() -> None:
    hostile = "a\x1b[2Jb\u202ec"
    one = replace(ONE, title=hostile, committee=hostile, number=hostile, differences=(minutes(hostile, "x"),))
    text = run_text(RUN, [one], Style()) + counts_text(RUN, [Tally("oakham", hostile, "new", 3)], Style())

    assert "\x1b" not in text
    assert "\u202e" not in text


def test_programs_get_all_of_it() -> None:
    told = changed_object(replace(ONE, differences=(APPROVED,)))

    assert json.loads(json.dumps(told["differences"])) == [
        {"part": "status", "passages": [[["gone", "draft"], ["come", "approved"]]]}
    ]
    assert (told["generation"], told["change"], told["date"], told["item"]) == (
        7,
        "changed",
        "2026-03-05",
        "oakham:7:AI1",
    )
