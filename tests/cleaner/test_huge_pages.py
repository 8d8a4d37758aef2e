"""Huge attributes, tables and lines: a page is read as far as it goes or refused by name, and none of it is made up."""

import pytest
from saved_pages import cleaned, minutes, portal_page, row

from searcher.cleaner import Cleaned
from searcher.errors import UnrecognisedPage

WEIR = row("11", "Weir", minutes("The weir held."))
HUGE = {
    "an attribute": f'<p title="{"x" * 3_000_000}">',
    "attributes": f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>",
    "classes": f'<p class="{" ".join(f"c{n}" for n in range(100_000))}">',
    "rows": f"<table>{'<tr><td>quagga</td></tr>' * 20_000}</table>",
    "cells": f"<table><tr>{'<td>quagga</td>' * 20_000}</tr></table>",
    "spans": '<table><tr><td rowspan="1000000000" colspan="1000000000">quagga</td></tr></table>',
    "a number of a list": '<ol start="99999999999999999999"><li>quagga</li></ol>',
    "unclosed": "<b>" * 3_000,
    "entities": "&amp;" * 100_000,
    "a line": "q" * 2_000_000,
    "empty elements": "<br>" * 100_000,
    "comments": "<!-- quagga -->" * 50_000,
}


def read(page: str) -> Cleaned | None:
    try:
        return cleaned(page)
    except UnrecognisedPage:
        return None


@pytest.mark.parametrize("markup", HUGE.values(), ids=HUGE)
def test_what_is_huge_inside_an_item_leaves_the_others_as_they_are(markup: str) -> None:
    found = read(portal_page(WEIR + row("12", "Lock", minutes(f"The lock leaked. {markup}"))))

    if found is not None:
        (weir, lock) = found.meeting.items
        assert (weir.title, weir.minutes, lock.title) == ("Weir", "The weir held.", "Lock")
        assert lock.minutes.startswith("The lock leaked.")
        assert "<" not in lock.minutes


@pytest.mark.parametrize("markup", HUGE.values(), ids=HUGE)
def test_what_is_huge_around_the_items_is_read_or_refused(markup: str) -> None:
    found = read(portal_page(WEIR).replace('<div class="mgContent">', f'{markup}<div class="mgContent">'))

    assert found is None or [item.minutes for item in found.meeting.items] == ["The weir held."]


def test_most_of_it_is_read() -> None:
    told = [read(portal_page(WEIR + row("12", "Lock", minutes(f"The lock leaked. {one}")))) for one in HUGE.values()]

    assert sum(one is not None for one in told) >= len(HUGE) - 2
