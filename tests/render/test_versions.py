"""What changed from one version of an item to the next."""

from msgspec.structs import replace

from searcher.model import Item, Meeting
from searcher.render.style import Style
from searcher.render.versions import versions_text

MEETING = Meeting("1", "oakham", status="draft")
DRAFT = Item("oakham:1:AI1", "oakham", 1, "Bins", minutes="There were 32 bins.", meeting=MEETING)


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
