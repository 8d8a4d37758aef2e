"""Markdown's marks are taken out of a text; what is no Markdown stays as it is."""

from searcher.cleaner.markdown import unmarked


def test_headings_bold_and_links_lose_their_marks() -> None:
    plain = unmarked("# Agenda\n\n**Venue:** [Town Hall](https://example.org/hall)\n")

    assert plain.text == "Agenda\n\nVenue: Town Hall\n"
    assert plain.addresses == ("https://example.org/hall",)


def test_the_link_to_an_items_whole_text_stays() -> None:
    text = "# Agenda\n**Minutes:** cut ... [view the full minutes text for item 4.](mgAi.aspx?ID=7712)"

    assert "(mgAi.aspx?ID=7712)" in unmarked(text).text


def test_a_bold_title_in_a_cell_gets_its_own_line() -> None:
    assert unmarked("# A\n| 1. | **Apologies** None. |\n").text == "A\n1. | Apologies\nNone. |\n"


def test_a_text_with_asterisks_for_bullets_stays_as_it_is() -> None:
    text = "Resolved:\n* that the report be noted\n* that thanks be given\n"

    assert unmarked(text).text == text


def test_escaped_marks_are_plain_characters() -> None:
    assert unmarked("# A\n**B**\n1\\. Apologies").text.endswith("1. Apologies")
