"""What changed from one text of an item to the next."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from searcher.differences import Difference, changed_passages, differences, marked
from searcher.model import Item, Meeting

DRAFT = Item("oakham:1:AI1", "oakham", 1, "Bins", minutes="There were 32 bins.", meeting=Meeting("1", "oakham"))
WORDS = st.lists(st.sampled_from(("ash", "bin", "car", "den")), max_size=40)


def test_each_part_that_changed_is_told() -> None:
    final = replace(DRAFT, minutes="There were 81 bins.", number="4", meeting=Meeting("1", "oakham", status="draft"))

    assert differences(DRAFT, final) == (
        Difference("status", ((("gone", "agenda"), ("come", "draft")),)),
        Difference("number", ((("come", "4"),),)),
        Difference("minutes", ((("same", "There were"), ("gone", "32"), ("come", "81"), ("same", "bins.")),)),
    )


def test_space_alone_is_no_difference() -> None:
    assert differences(DRAFT, replace(DRAFT, minutes="There were\n\n32 bins.")) == ()


def test_what_did_not_change_is_left_out() -> None:
    text = " ".join(f"word{number}" for number in range(60))

    before, after = (" ".join(f"word{one}" for one in places) for places in (range(22, 30), range(31, 39)))

    told = changed_passages(text, text.replace("word30", "new"))

    assert [marked(passage) for passage in told] == [f"… {before} [-word30-] {{+new+}} {after} …"]


@given(WORDS, WORDS)
def test_a_passage_is_shown_exactly_where_texts_differ(was: list[str], now: list[str]) -> None:
    told = changed_passages(" ".join(was), " ".join(now))

    assert bool(told) == (was != now)
    assert all(any(mark != "same" for mark, _ in passage) for passage in told)
