"""No text and no markup makes cleaning take more than its length: four times as much takes about four times as long.

The times are the process's own and are compared within a test; what is over at once is not compared.
"""

import contextlib
import gc
import html
import time
from collections.abc import Callable

import pytest
from saved_pages import POSTS, TOPICS, cleaned, minutes, portal_page, row

from searcher.cleaner import completed
from searcher.errors import UnrecognisedPage
from searcher.model import Item

SIZE = 6_000  # letters
AT_ONCE = 0.15  # seconds: a pattern that blows up takes longer for four times the size
MOST = 9.0  # a fourfold size: 4 when time grows with the size, 16 when with its square
TRIES = 3
MOST_OF_MARKS = 2.5  # times as long as words; a pattern asked of too much took 3 to 13 times

WORDS = (
    "A", "A ", "Ab ", "Ab Cd, ", "A. B. ", "A-", "a-", "a'", "O' ", "de la ", "Mc", "Ash-", "Head/", "1", "1,000",
    "1.", "(1) ", "1. ", "(", "()", "((A) ", ". ", "? A", " ", " \t", "\xa0", "\t", "_", "·", " · ", "· a o b ", "and ",
    "and, ", "& ", "e\u0301", "\u200b", "İ",
    "\x1b", "\x1b[", "\x1b[1;", "\x1b]a", "&#",
)  # fmt: skip
PHRASES = (
    "Head of ", "Head of and ", "Director, and ", "Chair, ", "Mr ", "Mr Ash, Head of Roads, ", "Head of Roads (",
    "the Head of Audit (Ash Elm) at A", "Manager at Ab of ", "Councillor ", "Councillors A, ", "Councillor Ash and ",
    "Councillors Ash, Birch (Leader), ", "on behalf of the applicant ", "took a ", "Minute No. 6 (",
    "Minute No. 6 of the Ab and ", "paragraphs 1, 2 ", "RESOLVED:- (1) ", "resolved that ", "Vote For ", "(EHE) ",
    "e (EHE) ", "ELECTIVE HOME EDUCATION ", "elective home ", "un-", "NOT FOR PUBLICATION ", "(Exempt ",
    "(Exempt under Category 1, ", "Exempt - Category 1 & 2 to ",
    "Lord ", "Right Worshipful the ", "The Mayor (Councillor A (b) ", "The Mayor, Ann ",
)  # fmt: skip
LABELS = (
    "pdf icon ", "PDF 1,1", ", item 1", "[Item ", "... view the full ", "... view the full minutes text for item 1 ",
    "Minutes:", "Decision: Minutes: ", "present ", "Present: ", "Apologies ", "minutes of the meeting of the Ab, ",
    "Monday 1 January ", "Meeting of A, Monday ", "01/01/2020", "5.30 ", "** ", "**a", "[a](", "[a](b) ", "# a ",
    "| ", "|a|", "https://a/ ",
)  # fmt: skip
LINES = (
    "\n",
    "a\n",
    "A\n",
    "1.\n",
    "1. A\n",
    "• a\n",
    "Minutes:\n",
    "No. | Item\n",
    "\f1\n",
    "A\n\n\n",
    "1. | a\n",
    "|\n",
    "a-\n",
    "1.1 A\n",
    "I. A\n",
    "A. a:\n",
    "1. A: 1\n",
    "12.3.20 CABINET 1\n",
    "Page 1\nCabinet\n",
    "Monday 2 March 2020\n",
    "PART B\n1. A\n",
    "Minute | Action\n",
    "a | b | c\n",
    "a      b      c\n",
    "Councillors A,\n",
    "Against:\nAb\n",
    "Ab: Against\n",
    "Ab | Cd\n",
    "Ab | X | \n",
)
MARKUP = (
    "<p>", "<div>", "<b>", "<br>", "<tr>", "<td>", "<ul><li>", "<li>a<a href=b>c</a>", "<a href='mgAi.aspx?ID=1'>",
    "<th>", "<td class='mgItemNumberCell'>", "<tr><td class='mgItemNumberCell'>1</td><td>a</td></tr>",
    "<table><tr><td>", "<h1>", "<span class='mgHide'>a</span>", "<p class='mgAiTitleTxt'>",
    "<p class='mgSubItemTitleTxt'>Additional documents:</p>", "<div class='mgContent'>",
    "<div class='mgContent'>a</div>", "<div id='modgov'>", "<script>", "<!--", "<!-- a -->", "</p>",
    "<ol start=1><li>a", "<span class=mgLabel>Venue:</span>", "<x y=1>", "<i a1=1 a2=2>", "&nbsp;", "&amp;", "<",
)  # fmt: skip


def in_minutes(text: str) -> str:
    return portal_page(row("1", "Budget", minutes(html.escape(text))))


def in_a_list_of_voters(text: str) -> str:
    return portal_page(row("1", "Budget", minutes("Against:", *text.splitlines())))


def in_titles(text: str) -> str:
    return portal_page(row("1", html.escape(text), minutes("a")), heading=html.escape(text))


def in_print(text: str) -> str:
    head = f"CABINET\nMonday 2 March 2020\n{text}\nPresent:- Councillor Ash."
    return f"{head}\n\n1. APOLOGIES\n\nNone.\n\n2. BUDGET\n\n{text}"


def in_markdown(text: str) -> str:
    return f"# Cabinet\n\n**Present:** [Councillor Ash](a)\n\n{in_print(text)}"


def in_a_table(text: str) -> str:
    return f"Agenda and minutes\n\nNo. | Item |\n---|---|\n1. |\nBudget\n\nMinutes:\n\n{text} |"


def in_columns(text: str) -> str:
    return (
        f"CABINET\n\nPresent: Councillor Ash\n\nMinute          Action\n\n1. APOLOGIES\n\n{text}\n\n2. BUDGET\n\n{text}"
    )


def in_a_page(markup: str) -> str:
    return portal_page(row("1", "Budget", minutes(markup)) + row("2", "Parks") + markup)


def in_an_items_page(markup: str) -> str:
    return f'<html><body>{markup}<div id="modgov"><h1>Agenda item</h1><h2>Budget</h2>{markup}</div></body></html>'


@pytest.mark.parametrize("unit", [*WORDS, *PHRASES, *LABELS])
@pytest.mark.parametrize("page", [in_minutes, in_titles, in_print, in_markdown, in_a_table, in_columns])
def test_no_text_blows_up(page: Callable[[str], str], unit: str) -> None:
    assert_grows_with_size(page, unit)


@pytest.mark.parametrize("unit", ["(", "[", "-", "'", ", ", "| ", "(1) "])
@pytest.mark.parametrize("page", [in_minutes, in_print])
def test_marks_take_no_longer_than_words(page: Callable[[str], str], unit: str) -> None:
    marks, words = (page(one * (10 * SIZE // len(one))) for one in (unit, "Ab "))

    assert min(seconds(marks, a_page) / seconds(words, a_page) for _ in range(TRIES)) < MOST_OF_MARKS


@pytest.mark.parametrize("unit", LINES)
@pytest.mark.parametrize("page", [str, in_print, in_a_table, in_columns, in_a_list_of_voters])
def test_no_lines_blow_up(page: Callable[[str], str], unit: str) -> None:
    assert_grows_with_size(page, unit)


@pytest.mark.parametrize("unit", MARKUP)
@pytest.mark.parametrize("page", [in_a_page, in_an_items_page])
def test_no_markup_blows_up(page: Callable[[str], str], unit: str) -> None:
    assert_grows_with_size(page, unit)


@pytest.mark.parametrize("gap", [" ", "\t", "\n", "\xa0"])
def test_no_gaps_in_lines_of_the_exchange_format_blow_up(gap: str) -> None:
    def minutes_of(gap: str) -> str:
        words = (
            "Minute No. 5 of the Cabinet held on 3 May 2019. RESOLVED: (1) that Councillor Wren, Head of Roads (CPP )"
        )
        return words.replace(" ", gap)

    assert_grows_with_size(minutes_of, gap, read=in_a_line)


def in_a_line(minutes: str) -> None:
    completed(Item("oakham:1:AI1", "oakham", 1, minutes, minutes=minutes), frozenset(), TOPICS, POSTS)


def a_page(text: str) -> None:
    with contextlib.suppress(UnrecognisedPage):
        cleaned(text)


def assert_grows_with_size(page: Callable[[str], str], unit: str, read: Callable[[str], object] = a_page) -> None:
    """Cleaning four times as much is over at once, or takes no more than about four times as long."""
    small, large = (page(unit * (size // len(unit))) for size in (SIZE, 4 * SIZE))
    ratios: list[float] = []
    for _ in range(TRIES):
        spent = seconds(large, read)
        if spent < AT_ONCE:
            return
        ratios.append(spent / seconds(small, read))
        if ratios[-1] < MOST:
            return
    raise AssertionError(f"{unit!r} takes {min(ratios):.1f} times as long, four times as much")


def seconds(page: str, read: Callable[[str], object]) -> float:
    """How long cleaning takes; without the garbage collector, whose work grows with all that other tests left."""
    gc.disable()
    try:
        began = time.process_time()
        read(page)
        return time.process_time() - began
    finally:
        gc.enable()
