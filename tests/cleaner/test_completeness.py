"""Every word of a page is in exactly one piece, and items are made of nothing but pieces."""

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from saved_pages import cleaned, content_of, letters, minutes, page_names, portal_page, row, visible_letters

from searcher.cleaner import Cleaned
from searcher.cleaner.pdf import pdf_text
from searcher.cleaner.pieces import Place

SECTIONS = {"agenda": Place.AGENDA, "decision": Place.DECISION, "minutes": Place.MINUTES}


@pytest.mark.parametrize("name", page_names())
def test_the_pieces_are_the_whole_page_and_nothing_else(name: str) -> None:
    pieces = cleaned(content_of(name)).pieces

    assert Counter(letters("".join(piece.text for piece in pieces))) == Counter(shown_by(name))


@pytest.mark.parametrize("name", page_names())
def test_the_texts_of_items_are_made_of_their_pieces(name: str) -> None:
    assert_items_are_made_of_pieces(cleaned(content_of(name)))


@dataclass(frozen=True)
class Invented:
    """An invented item; its words mean nothing to the cleaner."""

    number: int
    title: str
    paragraphs: tuple[str, ...]

    @property
    def minutes(self) -> str:
        return "\n\n".join(self.paragraphs)


WORDS = ("amber", "barley", "cedar", "dune", "elm", "fern", "garnet", "heather", "ivory", "juniper", "kelp", "larch")
TITLES = st.lists(st.sampled_from(WORDS), min_size=2, max_size=5).map(lambda words: " ".join(words).title())
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=3, max_size=30).map(
    lambda words: f"{' '.join(words).capitalize()}."
)


@st.composite
def meetings(draw: st.DrawFn) -> list[Invented]:
    first = draw(st.integers(1, 200))
    titles = draw(st.lists(TITLES, min_size=3, max_size=8, unique=True))
    texts = [tuple(draw(st.lists(SENTENCES, min_size=1, max_size=4))) for _ in titles]
    return [Invented(first + i, title, text) for i, (title, text) in enumerate(zip(titles, texts, strict=True))]


@given(meetings())
@settings(deadline=None, max_examples=40)
def test_items_in_the_portals_markup_come_back(items: list[Invented]) -> None:
    page = portal_page("".join(row(str(item.number), item.title, minutes(*item.paragraphs)) for item in items))

    assert_come_back(items, page)


@given(meetings())
@settings(deadline=None, max_examples=40)
def test_items_under_numbers_alone_come_back(items: list[Invented]) -> None:
    parts = (f"{item.number}.\n\n{item.title}\n\nMinutes:\n\n{item.minutes}" for item in items)

    assert_come_back(items, "Agenda and minutes\n\nItems\nNo. Item\n\n" + "\n\n".join(parts))


@given(meetings())
@settings(deadline=None, max_examples=40)
def test_items_in_rows_of_a_table_come_back(items: list[Invented]) -> None:
    rows = (f"{item.number}. |\n{item.title}\n\nMinutes:\n\n{item.minutes} |" for item in items)

    assert_come_back(items, "Agenda and minutes\n\nNo. | Item |\n---|---|\n" + "\n".join(rows))


@given(meetings())
@settings(deadline=None, max_examples=40)
def test_items_of_printed_minutes_come_back(items: list[Invented]) -> None:
    printed = [Invented(item.number, item.title.upper(), item.paragraphs) for item in items]
    head = "CABINET\nMonday, 2nd March, 2020\n\nPresent:- Councillor Ann Lee (in the Chair).\n\n"

    assert_come_back(printed, head + "\n\n".join(f"{item.number}. {item.title}\n\n{item.minutes}" for item in printed))


@given(st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Co", "Cn"))), min_size=1, max_size=6))
@settings(deadline=None, max_examples=100)
def test_nothing_of_any_words_is_lost_or_doubled(paragraphs: list[str]) -> None:
    body = minutes(*map(html.escape, paragraphs))
    page = portal_page(row("1", "Budget", body) + row("2", "Parks", body))
    found = cleaned(page)

    assert_items_are_made_of_pieces(found)
    assert Counter(letters("".join(piece.text for piece in found.pieces))) == Counter(visible_letters(page))


SEQUENCES = st.sampled_from(("\x1b[31m", "\x1b[0m", "\x9b2J", "\x1b]0;amber\x07", "&#27;[1;5m"))


@given(st.lists(st.tuples(SENTENCES, SEQUENCES, st.integers(0, 40)), min_size=1, max_size=5))
@settings(deadline=None, max_examples=60)
def test_what_steers_a_terminal_is_in_no_text_and_in_one_piece(told: list[tuple[str, str, int]]) -> None:
    coloured = (sentence[:at] + sequence + sentence[at:] for sentence, sequence, at in told)
    found = cleaned(portal_page(row("1", "Budget", minutes(*coloured)) + row("2", "Parks")))

    assert found.meeting.items[0].minutes == "\n\n".join(sentence for sentence, _, _ in told)
    steering = [piece.text for piece in found.pieces if piece.place is Place.CONTROL]
    assert steering == [sequence.replace("\x1b", "").replace("\x07", "") for _, sequence, _ in told]


def shown_by(name: str) -> str:
    """The letters and digits of a page, found without the cleaner."""
    content = content_of(name)
    if name.endswith(".html"):
        return visible_letters(content.decode())
    if name.endswith(".pdf"):
        return letters(pdf_text(content, name))
    if name.endswith(".xml"):
        return letters("".join(map(unmarked, ElementTree.fromstring(content).itertext())))
    return letters(content.decode())


def unmarked(text: str) -> str:
    """A text of the web service without its markup; titles are escaped twice."""
    return BeautifulSoup(text, "lxml").get_text() if "<" in text else html.unescape(html.unescape(text))


def assert_items_are_made_of_pieces(found: Cleaned) -> None:
    for number, item in enumerate(found.meeting.items):
        for section, place in SECTIONS.items():
            rest = getattr(item, section)
            for piece in found.pieces:
                if piece.item == number and piece.place is place:
                    before, written, rest = rest.partition(piece.text)
                    assert written
                    assert re.fullmatch(r"\s*(?:• |\d+\. )?", before)
            assert rest == ""


def assert_come_back(items: Sequence[Invented], page: str) -> None:
    found = cleaned(page)

    assert [(item.number, item.title, item.minutes) for item in found.meeting.items] == [
        (str(item.number), item.title, item.minutes) for item in items
    ]
    assert found.unplaced == ()
