"""Damaged pages are read as far as they go or refused by name; nothing else happens, and it happens the same again."""

import random

import pytest
from fuzzing import generated, mutated, wrong_with
from saved_pages import cleaned, content_of, page_names, portal_page, row

from searcher.cleaner.pieces import Place

MUTATIONS = 25


@pytest.mark.parametrize("name", page_names())
def test_cleaning_twice_gives_the_same(name: str) -> None:
    assert cleaned(content_of(name)) == cleaned(content_of(name))


@pytest.mark.parametrize("name", page_names())
def test_a_damaged_page_is_cleaned_whole_or_refused(name: str) -> None:
    chance = random.Random(name)

    for _ in range(MUTATIONS):
        assert list(wrong_with(mutated(content_of(name), chance))) == []


def test_damaged_pages_of_a_portal_are_cleaned_whole_or_refused() -> None:
    chance = random.Random(1)

    for content in generated(seed=3):
        assert list(wrong_with(content)) == []
        assert list(wrong_with(mutated(content, chance))) == []


def test_an_id_of_the_web_service_that_is_no_number_is_none() -> None:
    answer = "<meeting><meetingid>x y</meetingid><agendaitems><agendaitem><agendaitemid>7 b</agendaitemid>"
    answer += "<agendaitemtitle>Drains</agendaitemtitle></agendaitem></agendaitems></meeting>"

    assert [item.id for item in cleaned(answer).meeting.items] == ["imported:0123456789ab:1"]


def test_what_stands_in_a_head_that_was_not_closed_is_of_the_page() -> None:
    page = portal_page(row("1", "Drains")).replace("<body>", "<head><title>Unseen</title><main>").replace("</body>", "")
    found = cleaned(page.replace("<main>", "<main><p>Skip to content</p>"))

    assert [item.title for item in found.meeting.items] == ["Drains"]
    assert [piece.text for piece in found.pieces if piece.place is Place.THEME] == ["Skip to content"]


def test_words_in_a_tag_of_ruby_are_of_the_item() -> None:
    found = cleaned(portal_page(row("1", "Drains", "<rp>The drains are old.</rp>")))

    assert found.meeting.items[0].agenda == "The drains are old."


def test_a_title_that_is_a_link_without_words_links_an_untitled_document() -> None:
    found = cleaned(portal_page(row("1", '<a href="documents/s7/x.pdf"></a>')))

    assert [one.title for one in found.meeting.items[0].documents] == ["(untitled)"]


def test_a_document_without_words_is_untitled() -> None:
    documents = (
        '<p class="mgSubItemTitleTxt">Additional documents:</p><ul><li><a href="documents/s7/x.pdf"></a></li></ul>'
    )

    assert [one.title for one in cleaned(portal_page(row("1", "Drains", documents))).meeting.items[0].documents] == [
        "(untitled)"
    ]
