"""Results as people read them."""

import datetime
import re
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searcher.model import AREAS, Item, Meeting, Officer, Side, Source, Vote
from searcher.query import Filters, Query
from searcher.render.item import citation, item_text
from searcher.render.safe import shown
from searcher.render.style import Style
from searcher.render.text import notes, nothing_found, results_text
from searcher.results import Chosen, Coverage, FacetValue, Hit, Results, Snippet

HIT = Hit(
    id="example:7:AI1",
    score=1.5,
    title="Home education: annual report",
    number="14",
    council="example",
    committee="Schools Panel",
    meeting="7",
    date=datetime.date(2019, 3, 5),
    kind="business",
    status="minutes",
    truncated=False,
    restricted=False,
    url="https://example.org/mgAi.aspx?ID=1",
    source="https://example.org/page",
    snippet=Snippet("minutes", (("On ", False), ("home education", True), (" it was noted", False))),
    officers=(Officer("Ada Brook", id="ada-brook"), Officer("Cy Dunn", id="cy-dunn")),
    matched=("home education",),
)
HELD = Coverage(meetings=221, with_minutes=214, truncated_items=3, through=datetime.date(2025, 7, 22))


def results(*hits: Hit, **facts: Any) -> Results:
    return Results(**{"query": Query("home"), "hits": hits, "total": len(hits), "coverage": HELD, **facts})


def text_of(*hits: Hit, **facts: Any) -> str:
    return results_text(results(*hits, **facts), Style())


def years(**counts: int) -> dict[str, list[FacetValue]]:
    return {"year": [FacetValue(year[1:], count, year[1:]) for year, count in counts.items()]}


def test_a_hit_is_title_facts_passage_officers_and_link() -> None:
    assert text_of(HIT) == (
        "1 item\n"
        "\n"
        "1. Home education: annual report\n"
        "   Schools Panel · 5 March 2019 · minute 14\n"
        "   On *home education* it was noted\n"
        "   Officers: Ada Brook, Cy Dunn\n"
        "   https://example.org/mgAi.aspx?ID=1\n"
        "\n"
        "Searched 221 meetings, 214 with minutes through 22 July 2025; 3 items held only\n"
        "in part.\n"
    )


def test_what_matched_is_told_when_asked() -> None:
    told = results_text(results(HIT), Style(), explain=True)

    assert "   Matched: home education\n   Id: example:7:AI1\n" in told
    assert "Matched" not in text_of(HIT)


def test_an_item_without_date_or_committee_says_so() -> None:
    hit = msgspec.structs.replace(HIT, date=None, committee=None, number=None)

    assert "committee not stated · undated\n" in text_of(hit)


def test_an_item_without_a_link_shows_its_file() -> None:
    hit = msgspec.structs.replace(HIT, url=None, source="minutes/2019.txt")

    assert "   minutes/2019.txt\n" in text_of(hit)


def test_an_item_tells_what_a_reader_should_beware_of() -> None:
    hit = msgspec.structs.replace(HIT, status="draft", restricted=True, truncated=True)

    assert "minute 14 · draft · restricted held only in part" in " ".join(text_of(hit).split())


@pytest.mark.parametrize("title", ["word " * 20_000, "w" * 100_000])
def test_an_endless_title_is_cut(title: str) -> None:
    told = text_of(msgspec.structs.replace(HIT, title=title, committee=title))

    assert len(told) < 1500
    assert "…" in told


def test_a_title_that_is_only_long_is_whole() -> None:
    title = " ".join(["To consider the report of the Director"] * 7)

    assert title in " ".join(text_of(msgspec.structs.replace(HIT, title=title)).split())


def test_a_passage_that_is_the_title_is_not_repeated() -> None:
    hit = msgspec.structs.replace(HIT, snippet=Snippet("title", ((HIT.title, False),)))

    assert text_of(hit).count(HIT.title) == 1


def test_a_passage_tells_where_it_stands_but_for_the_minutes() -> None:
    told = {
        area: text_of(msgspec.structs.replace(HIT, snippet=Snippet(area, (("Drains", True), (".", False)))))
        for area in AREAS
    }

    assert "\n   Resolved: *Drains*.\n" in told["resolutions"]
    assert "\n   Decision: *Drains*.\n" in told["decision"]
    assert "\n   Agenda: *Drains*.\n" in told["agenda"]
    assert "\n   Document: *Drains*.\n" in told["documents"]
    assert "\n   *Drains*.\n" in told["minutes"]


def test_a_passage_tells_the_page_of_its_pdf() -> None:
    minutes = msgspec.structs.replace(HIT, snippet=Snippet("minutes", (("Drains.", False),), 4))
    resolved = msgspec.structs.replace(HIT, snippet=Snippet("resolutions", (("Drains.", False),), 12))

    assert "\n   Page 4: Drains.\n" in text_of(minutes)
    assert "\n   Resolved, page 12: Drains.\n" in text_of(resolved)


def test_each_of_several_passages_begins_with_a_dash() -> None:
    clause = Snippet("resolutions", ((f"That {'the report ' * 8}be noted.", False),))
    hit = msgspec.structs.replace(HIT, snippets=(HIT.snippet, clause))

    assert (
        "   – On *home education* it was noted\n"
        "   – Resolved: That the report the report the report the report the report the\n"
        "     report the report the report be noted.\n"
    ) in text_of(hit)


def test_the_council_is_told_when_there_are_several() -> None:
    councils = {"council": [FacetValue("example", 1, "example"), FacetValue("other", 1, "other")]}

    assert "example · Schools Panel" in text_of(HIT, facets=councils)
    assert "example · Schools Panel" not in text_of(HIT)


def test_the_heading_tells_of_more_pages() -> None:
    query = Query("home", limit=2, page=2)

    assert text_of(HIT, HIT, query=query, total=5).startswith("5 items, 3–4 shown; more with --page 3\n")


def test_a_page_beyond_the_last_tells_which_is_the_last() -> None:
    assert text_of(query=Query("home", page=9), total=23).startswith("23 items, but no page 9: the last is --page 3\n")


def test_numbers_of_hits_are_flush() -> None:
    told = text_of(*[HIT] * 3, query=Query("home", limit=8, page=2), total=12)

    assert "\n 9. Home" in told
    assert "\n10. Home" in told
    assert "\n9. Home" in text_of(*[HIT] * 9)


def test_a_facet_has_a_line_with_counts() -> None:
    officers = [FacetValue("Ada Brook", 1204, "ada-brook"), FacetValue("Cy Dunn", 1, "cy-dunn")]

    assert "\nOfficer     Ada Brook (1,204) · Cy Dunn (1)\n" in text_of(HIT, facets={"officer": officers})


def test_a_chosen_value_is_marked_and_always_shown() -> None:
    topics = [FacetValue(f"T{number}", 20 - number, f"t{number}", selected=number == 15) for number in range(16)]

    told = text_of(HIT, facets={"topic": topics})

    assert "T9 (11) · ✓ T15 (5) · and 5 more" in " ".join(told.split())


def test_at_most_so_many_values_are_shown_as_asked() -> None:
    topics = [FacetValue(f"T{number}", 20 - number, f"t{number}") for number in range(16)]

    assert "T1 (19) · and 14 more" in results_text(results(HIT, facets={"topic": topics}), Style(), most=2)
    assert "Topic" not in results_text(results(HIT, facets={"topic": topics}), Style(), most=0)


@pytest.mark.parametrize(
    ("facets", "total", "trend"),
    [
        (years(y2019=4, y2021=12, y2022=1), 17, "2019 ▃·█▁ 2022, most 12 in 2021"),
        (years(y2019=4), 6, "2019 █ 4, 2 undated"),
        (years(y1900=1, y2000=2, y2001=2), 5, f"1951 {'·' * 49}██ 2001, most 2 in 2001, 1 earlier"),
        ({"year": [FacetValue("2019", 4, "2019", selected=True)]}, 9, "2019 █ 4, ✓ 2019"),
    ],
)
def test_the_trend_is_a_bar_a_year(facets: dict[str, list[FacetValue]], total: int, trend: str) -> None:
    assert f"\nBy year     {trend}\n" in text_of(HIT, facets=facets, total=total)


def test_one_unknown_name_is_why_nothing_was_found() -> None:
    chosen = (Chosen("officer", "Swetan", suggestions=("Helen Sweaton",)),)

    told = nothing_found(results(chosen=chosen, coverage=Coverage()))

    assert told == "nothing found: no officer 'Swetan' is held. Did you mean: Helen Sweaton?"


def test_an_empty_index_says_how_to_fill_it() -> None:
    assert "searcher import PATH" in nothing_found(results(coverage=Coverage()))


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, "nothing found. Searched 221 meetings"),
        ({"words": (("roads", 1), ("zebra", 0))}, "nothing found. No item has: zebra. Searched 221 meetings"),
        ({"words": (("roads", 1200), ("ash*", 3))}, "nothing found. No item has all of these: roads 1,200, ash* 3. S"),
        ({"words": (("roads", 3),)}, "nothing found. Searched 221 meetings"),
        (
            {"without": (("since", 12), ("topic", 1))},
            "nothing found. Without --since: 12 items; without --topic: 1 item. Searched 221",
        ),
    ],
)
def test_nothing_found_tells_what_was_searched_and_what_would_be_found(facts: dict[str, Any], told: str) -> None:
    assert nothing_found(results(**facts)).startswith(told)


def test_a_name_that_stands_for_many_is_told_in_short() -> None:
    values = tuple((f"v{number}", f"Officer {number:02}") for number in range(14))

    (told,) = notes(results(HIT, chosen=(Chosen("officer", "o", values),)))

    assert told.startswith("officer 'o' was taken for: Officer 00; Officer 01;")
    assert told.endswith("Officer 11; and 2 more")


def test_a_corrected_query_is_told() -> None:
    (told,) = notes(results(HIT, suggestion="home", corrected=True, query=Query("hoem")))

    assert told == "nothing found for 'hoem'; this is for 'home'"


def test_a_citation_leads_home() -> None:
    meeting = Meeting("7", "example", "Schools Panel", date=datetime.date(2019, 3, 5))
    source = Source(None, "minutes.txt", "0123456789abcdef", None)
    item = Item("example:7:1", "example", 1, "Home education", number="14", source=source, meeting=meeting)

    told = "example, Schools Panel, 5 March 2019, minute 14, “Home education”, minutes.txt, sha256 0123456789ab"
    assert citation(item) == told


@pytest.mark.parametrize("title", ["word " * 20_000, "w" * 100_000])
def test_an_endless_title_is_cut_where_the_item_is_shown(title: str) -> None:
    item = Item("example:7:1", "example", 1, title, meeting=Meeting("7", "example", title))

    told = item_text(item, [item], Style())

    assert len(told) < 3000
    assert "…" in told


def test_an_item_shows_its_older_versions() -> None:
    older = Item("example:7:1", "example", 1, "Draft title", minutes="one two", meeting=Meeting("7", "example"))
    item = Item("example:7:1", "example", 1, "Title", versions=2)

    assert "  1. Draft title (agenda, 2 words of minutes)\n" in item_text(item, [older], Style())


TEXT = st.text(st.one_of(st.characters(), st.sampled_from("\x1b[]0;m\x07\x9b\u202e\u200b\n\r \ufeff")), max_size=40)
HITS = st.builds(
    Hit,
    id=TEXT,
    score=st.floats(0, 100),
    title=TEXT,
    number=st.none() | TEXT,
    council=TEXT,
    committee=st.none() | TEXT,
    meeting=TEXT,
    date=st.none() | st.dates(),
    kind=st.just("business"),
    status=st.just("draft"),
    truncated=st.booleans(),
    restricted=st.booleans(),
    url=st.none() | TEXT,
    source=st.none() | TEXT,
    snippet=st.builds(Snippet, st.just("minutes"), st.lists(st.tuples(TEXT, st.booleans()), max_size=4).map(tuple)),
    officers=st.lists(st.builds(Officer, TEXT), max_size=2).map(tuple),
    matched=st.lists(TEXT, max_size=2).map(tuple),
)
VALUES = st.lists(st.builds(FacetValue, TEXT, st.integers(1, 99), TEXT, selected=st.booleans()), max_size=3)
STYLES = st.builds(Style, st.integers(20, 200), st.booleans())


def harmless(text: str) -> bool:
    """Whether a text has no commands to a terminal but bold, dim and red, each put back."""
    return shown(re.sub(r"\x1b\[(?:1|2|22|1;31|22;39)m", "", text)) == re.sub(r"\x1b\[[0-9;]+m", "", text)


@settings(max_examples=200)
@given(st.lists(HITS, max_size=2), st.dictionaries(st.sampled_from(["officer", "meeting"]), VALUES), STYLES)
def test_results_never_steer_a_terminal(hits: list[Hit], facets: dict[str, list[FacetValue]], style: Style) -> None:
    assert harmless(results_text(results(*hits, facets=facets), style, explain=True))


@given(TEXT, TEXT)
def test_notes_never_steer_a_terminal(typed: str, label: str) -> None:
    chosen = (Chosen("officer", typed, (("a", label), ("b", label))), Chosen("topic", typed, suggestions=(label,)))
    told = [*notes(results(HIT, chosen=chosen, suggestion=label)), nothing_found(results(chosen=chosen[1:]))]

    assert all(harmless(one) and "\n" not in one for one in told)


def test_an_item_tells_who_voted_how() -> None:
    vote = Vote("That it be noted.", "carried", Side(3, ("Ash", "Birch")), Side(0), Side(None, ("Elm",)))
    item = Item("oakham:7:AI1", "oakham", 1, "Drains", votes=(vote, Vote(None, None, Side(4))))

    assert (
        "Votes\nThat it be noted: carried\n  for 3: Ash; Birch\n  against 0\n  abstained, number not stated: Elm\n"
        "motion not stated\n  for 4\n"
    ) in item_text(item, [], Style())


@settings(max_examples=200)
@given(TEXT, STYLES)
def test_an_item_never_steers_a_terminal(text: str, style: Style) -> None:
    meeting = Meeting(text, text, text, url=text)
    officer = Officer(text, text)
    item = Item(
        text, text, 1, text, number=text, minutes=text, resolutions=(text,),
        votes=(Vote(text, None, Side(1, (text,))),), restricted=True, restriction=text,
        officers=(officer,), posts=(text,), topics=(text,), url=text, source=Source(text, text, text, text),
        meeting=meeting,
    )  # fmt: skip

    assert harmless(item_text(item, [item], style, withdrawn_at="2026-05-03T09:00:00+00:00"))


@pytest.mark.parametrize("width", [50, 80, 120, 200])
def test_lines_keep_to_the_width(width: int) -> None:
    facets = {"officer": [FacetValue(f"Officer with Name {number}", 1, str(number)) for number in range(10)]}
    hit = msgspec.structs.replace(HIT, title="A long title " * 12, officers=HIT.officers * 8)

    told = results_text(results(hit, facets=facets), Style(width), explain=True)

    assert max(map(len, told.split("\n"))) <= width


def test_filters_alone_leave_an_index_that_is_empty_of_them() -> None:
    query = Query("", filters=Filters(year=("1999",)))

    assert nothing_found(results(query=query)).startswith("nothing found. Searched 221 meetings")
