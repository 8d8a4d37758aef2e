"""What changed from one version of an item to the next."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from searcher.model import Item, Meeting
from searcher.render.style import Style
from searcher.render.versions import changed_passages, versions_text

MEETING = Meeting("1", "oakham", status="draft")
DRAFT = Item("oakham:1:AI1", "oakham", 1, "Bins", minutes="There were 32 bins.", meeting=MEETING)
WORDS = st.lists(st.sampled_from(("ash", "bin", "car", "den")), max_size=40)


def test_a_changed_word_is_shown_among_its_neighbours() -> None:
    final = replace(DRAFT, minutes="There were 81 bins.", meeting=replace(MEETING, status="minutes"))

    assert versions_text([DRAFT, final], Style()).splitlines() == [
        "Bins",
        "2 versions",
        "",
        "From version 1 to 2",
        "  Status: [-draft-] {+minutes+}",
        "  Minutes: There were [-32-] {+81+} bins.",
    ]


def test_versions_of_the_same_words_say_so() -> None:
    assert "  The words are the same.\n" in versions_text([DRAFT, replace(DRAFT, truncated=True)], Style())


def test_what_did_not_change_is_left_out() -> None:
    text = " ".join(f"word{number}" for number in range(60))

    before, after = (" ".join(f"word{one}" for one in places) for places in (range(22, 30), range(31, 39)))

    assert changed_passages(text, text.replace("word30", "new")) == [f"… {before} [-word30-] {{+new+}} {after} …"]


@given(WORDS, WORDS)
def test_a_passage_is_shown_exactly_where_texts_differ(was: list[str], now: list[str]) -> None:
    told = changed_passages(" ".join(was), " ".join(now))

    assert bool(told) == (was != now)
    assert all("[-" in passage or "{+" in passage for passage in told)
