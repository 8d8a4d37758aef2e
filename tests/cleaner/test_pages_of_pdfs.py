"""On which page of a PDF the texts of items stand."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from saved_pages import cleaned, content_of, page_names

from searcher.cleaner.paging import page_starts
from searcher.cleaner.pdf import pdf_pages
from searcher.cleaner.pieces import SECTIONS, DraftItem, plain_text
from searcher.cleaner.text_pages import read_text
from searcher.model import Item, PageStart

HEAD = """MARLBECK TOWN COUNCIL

ROADS PANEL

Minutes of the meeting held on 3 June 2024

Present: Councillor Ash

1.  APOLOGIES FOR ABSENCE

There were none.
"""


def runs(text: str, starts: list[PageStart]) -> Iterator[tuple[str, int | None]]:
    """The runs of a text that stand on one page each, with the page."""
    begun = [(0, None), *((one.at, one.page) for one in starts)]
    ends = [*(at for at, _ in begun[1:]), len(text)]
    yield from ((text[at:end], page) for (at, page), end in zip(begun, ends, strict=True) if at < end)


def on_pages(item: Item) -> Iterator[tuple[str, int | None]]:
    for area in ("agenda", "decision", "minutes"):
        yield from runs(getattr(item, area), [one for one in item.pages if one.area == area])


def bare(text: str) -> str:
    return re.sub(r"[\s•-]+", "", text)


@pytest.mark.parametrize("name", [name for name in page_names() if name.endswith(".pdf")])
def test_what_a_pdf_says_stands_on_the_page_that_is_told(name: str) -> None:
    pages = [bare(page) for page in pdf_pages(content_of(name), name)]
    items = cleaned(content_of(name)).meeting.items

    assert all(item.pages for item in items if item.minutes)
    for text, page in (one for item in items for one in on_pages(item)):
        assert page is None or all(bare(word) in pages[page - 1] for word in text.split())


def test_a_page_that_begins_in_a_sentence_is_told_there() -> None:
    items = cleaned(content_of("printed_minutes_pdf.pdf")).meeting.items
    item = next(item for item in items if item.title == "Exclusion of the public")

    assert [one.page for one in item.pages] == [2, 3]
    assert item.minutes[item.pages[1].at :].startswith("would be disclosed")


def test_what_is_no_pdf_has_no_pages() -> None:
    items = cleaned(content_of("printed_running_headers.txt")).meeting.items

    assert [item.pages for item in items] == [()] * len(items)


def is_procedural(title: str) -> bool:
    return "APOLOGIES" in title


def lines_of(draw: st.DrawFn) -> Iterator[str]:
    """Lines of printed minutes in which each word stands once, with points, breaks of pages and their numbers."""
    word = 0
    for number in range(2, draw(st.integers(2, 5)) + 1):
        yield f"\n{number}.  THE MATTER OF ROADS {'ABCDEF'[number]}\n"
        for _ in range(draw(st.integers(1, 12))):
            words = draw(st.integers(1, 9))
            mark = draw(st.sampled_from(["", "", "", "", "· ", "(a) ", "\n"]))
            stop = draw(st.sampled_from(["", "", "", ".", "-", ":"]))
            yield f"{mark}{' '.join(f'w{word + i}q' for i in range(words))}{stop}"
            word += words
            if draw(st.integers(0, 4)) == 0:
                yield draw(st.sampled_from(["\f", "\n\f", "\n7\n\f", "\f\n\f", "\fROADS PANEL 3 June 2024\n"]))


@st.composite
def minutes(draw: st.DrawFn) -> str:
    return HEAD + "\n".join(lines_of(draw))


def told_by(item: DraftItem) -> Iterator[tuple[str, int | None]]:
    for place in SECTIONS:
        text = plain_text(item.sections[place])
        yield from runs(text, [one for one in page_starts(item) if one.area == place.value])


@settings(max_examples=300)
@given(minutes())
def test_no_word_is_told_on_another_page_than_its_own(text: str) -> None:
    true = {word: page for page, told in enumerate(text.split("\f"), 1) for word in re.findall(r"w\d+q", told)}

    draft = read_text(text, is_procedural, paged=True)

    assert draft is not None
    told = (one for item in draft.items for one in told_by(item))
    said = [(word, page) for run, page in told for word in re.findall(r"w\d+q", run)]
    assert [(word, page) for word, page in said if page not in (None, true[word])] == []


def test_most_words_of_printed_minutes_are_told_on_their_page() -> None:
    words = [f"w{number}q" for number in range(400)]
    lines = [" ".join(words[at : at + 8]) for at in range(0, 400, 8)]
    body = "\n".join(f"{line}\n\f" if at % 7 == 6 else line for at, line in enumerate(lines))
    draft = read_text(f"{HEAD}\n2.  ROADS\n\n{body}.\n\n3.  LAMPS\n\nNone.\n", is_procedural, paged=True)

    assert draft is not None
    said = {word: page for run, page in told_by(draft.items[1]) for word in re.findall(r"w\d+q", run)}
    assert said == {word: 1 + number // 56 for number, word in enumerate(words)}
