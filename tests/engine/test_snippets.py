"""Snippets: the passage that shows why an item matched, with the words marked."""

from collections.abc import Callable, Iterable

from hypothesis import given
from hypothesis import strategies as st

from searcher.engine.explaining import matched
from searcher.engine.snippets import Snippets
from searcher.model import AREAS, Area
from searcher.query import AnyOf, Match, Phrase, Query, Term, expanded, leaves, parse
from searcher.results import Snippet
from searcher.vocabulary import Topic, Vocabulary
from searcher.words import numbers_of, stem, tokens

VOCABULARY = Vocabulary({"ehe": Topic("ehe", "EHE", names=("elective home education", "home education", "EHE"))})


def query(words: str) -> Query:
    return expanded(parse(words), VOCABULARY.synonyms)


def made(words: str, *, scope: tuple[Area, ...] = AREAS, **texts: str) -> Snippet:
    held = {area: (texts[area],) for area in AREAS if area in texts}
    return Snippets(query(words).tree, scope, lambda term: forms_of(term, texts.values())).of(held).best


def forms_of(term: Term, texts: Iterable[str]) -> set[str]:
    """The words of some texts that a word of a query meets, as an index would tell."""
    words = {word for text in texts for token in tokens(text) for word in (token.form, token.capitals) if word}
    meets: dict[Match, Callable[[str], bool]] = {
        Match.FORMS: lambda word: stem(word) == stem(term.word) and word == word.lower(),
        Match.NAME: lambda word: word in numbers_of(term.word),
        Match.ACRONYM: lambda word: word in (term.word, f"{term.word}s"),
        Match.PREFIX: lambda word: word.startswith(term.word),
    }
    return set(filter(meets.get(term.match, lambda word: word == term.word), words))


def test_a_phrase_is_marked_as_one() -> None:
    assert made("elective home education", minutes="The elective home education team.").html == (
        "The <mark>elective home education</mark> team."
    )


def test_word_forms_are_marked_as_they_stand() -> None:
    assert (
        "<mark>electively home educated</mark>"
        in made("elective home education", minutes="435 children were electively home educated.").html
    )


def test_a_word_of_an_equivalent_alone_is_not_marked() -> None:
    assert "<mark>" not in made("EHE", minutes="The care home was full.", title="EHE").html


def test_every_word_of_a_chain_of_nears_is_marked() -> None:
    told = made("home NEAR/3 care NEAR/3 team", minutes="The home care of the team.")

    assert told.html == "The <mark>home care</mark> of the <mark>team</mark>."


def test_markup_in_a_page_is_text_in_a_snippet() -> None:
    assert (
        made("drains", minutes="<b>drains</b> & gutters").html == "&lt;b&gt;<mark>drains</mark>&lt;/b&gt; &amp; gutters"
    )


def test_the_passage_with_most_different_words_is_shown() -> None:
    text = "Roads were gritted. " * 30 + "Drains by the roads were cleaned. " + "Roads again. " * 30

    assert "Drains" in made("roads drains", minutes=text).text


def test_a_long_text_is_cut_at_words_with_an_ellipsis() -> None:
    text = "word " * 200 + "drains " + "word " * 200
    shown = made("drains", minutes=text).text

    assert shown.startswith("… word ")
    assert shown.endswith(" word …")
    assert len(shown) < 400


def test_without_words_an_item_shows_how_it_begins() -> None:
    assert made("kind:business", resolutions="That it be noted.", minutes="A report.").text == "That it be noted."


def test_a_match_in_the_title_alone_shows_how_the_item_begins() -> None:
    assert made("drains", title="Drains", minutes="A report was received.").text == "A report was received."


def test_a_report_called_as_the_item_is_no_passage() -> None:
    told = made("drains", title="Drains", minutes="The drains were mended.", documents="DRAINS")

    assert told.html == "The <mark>drains</mark> were mended."
    assert made("drains", title="Drains", minutes="All was well.", documents="DRAINS").html == "All was well."


def test_only_the_areas_searched_are_shown() -> None:
    assert made("drains", scope=("agenda",), agenda="On drains.", minutes="Drains drains drains.").area == "agenda"


def test_an_item_without_text_has_an_empty_snippet() -> None:
    assert made("drains").parts == ()


def test_what_matched_is_told_in_words() -> None:
    tree = query("EHE drains").tree
    has = {leaf for leaf in leaves(tree) if "education" in str(leaf) or "drains" in str(leaf)}

    assert matched(tree, lambda node: node in has) == (
        "elective home education = EHE",
        "home education = EHE",
        "drains",
    )


def test_every_match_in_the_passage_is_marked() -> None:
    shown = made("drains", minutes="Drains were full. " + "A word or two. " * 3 + "More drains. " + "Roads. " * 40).html

    assert shown.count("<mark>") == 2


def test_small_words_are_marked_only_within_longer_marks() -> None:
    shown = made("children in care", minutes="The children in care in the borough.").html

    assert shown == "The <mark>children in care</mark> in the borough."


def test_an_abbreviation_ends_no_sentence() -> None:
    assert made("drains", minutes="See Minute No. 7 on drains.").text == "See Minute No. 7 on drains."


# Letters, and every sign that may stand inside a word, be left out of it, or make two of it.
PIECES = st.lists(
    st.sampled_from(
        ["home", "Home", "HOMES", "care", "Ca", "re", "e\u0301lan", "\u00c9lan", "\u0130", "\ufb01", "&", "and", "12th",
         "1,000", "1000", "2.5", "'", "\u2019", "-", "\u2010", "\u00ad", "\u200b", "\u2013", "_", "/", ",", ".",
         "\u2022", "\u00a0", "\n", " ", " ", " ", " "]
    ),
    max_size=30,
)  # fmt: skip


@given(PIECES)
def test_words_and_phrases_are_seen_where_reading_every_word_finds_them(pieces: list[str]) -> None:
    text = "".join(pieces)
    at: dict[int, set[str]] = {}
    for token in tokens(text):
        at.setdefault(token.position, set()).update(word for word in (token.form, token.capitals) if word)
    terms = [
        Term(word, Match.EXACT)
        for word in ("home", "homes", "care", "elan", "fi", "an", "and", "12", "1000", "2.5", "i")
    ]
    phrases = [Phrase((one, other)) for one in terms for other in terms]
    said = {leaf for leaf in terms if any(leaf.word in words for words in at.values())} | {
        leaf for leaf in phrases if any(_stands(leaf, position, at) for position in at)
    }

    snippets = Snippets(AnyOf((*terms, *phrases)), AREAS, lambda term: [term.word])

    assert snippets.of({"minutes": (text,)}).seen == said


def _stands(phrase: Phrase, position: int, at: dict[int, set[str]]) -> bool:
    return all(term.word in at.get(position + step, ()) for step, term in enumerate(phrase.terms))


def several(words: str, most: int, **texts: str | tuple[str, ...]) -> list[tuple[Area, str]]:
    """The passages of an item, each with its area."""
    held: dict[Area, tuple[str, ...]] = {
        area: (told,) if isinstance(told, str) else told for area in AREAS if (told := texts.get(area))
    }
    said = [text for some in held.values() for text in some]
    found = Snippets(query(words).tree, AREAS, lambda term: forms_of(term, said), most).of(held)
    return [(one.area, one.text) for one in found.all]


LAMPS = "The lamps of the old town were looked at by two of the engineers who had put them up in the year before. " * 3


def test_several_passages_come_in_the_order_of_the_item() -> None:
    told = several(
        "drains roads",
        3,
        minutes=f"Drains were old. {LAMPS}Roads and drains were mended. {LAMPS}",
        agenda="On roads.",
        documents="Drains: a report",
    )

    assert [area for area, _ in told] == ["agenda", "minutes", "minutes"]
    assert told[0] == ("agenda", "On roads.")
    assert told[1][1].startswith("Drains were old.")
    assert told[2][1].startswith("Roads and drains were mended.")


def test_of_several_passages_none_shows_what_another_has_shown() -> None:
    text = " ".join(f"Drain {number} was looked at." for number in range(40))

    told = [passage for _, passage in several("drain", 10, minutes=text)]

    numbers = [number for passage in told for number in passage.split() if number.isdigit()]
    assert len(told) > 3
    assert len(numbers) == len(set(numbers))


def test_no_more_passages_are_shown_than_there_are() -> None:
    assert several("drains", 10, minutes="The drains were full.") == [("minutes", "The drains were full.")]


def test_what_was_resolved_is_shown_as_a_resolution_and_once() -> None:
    minutes = "The report was read.\n\nRESOLVED:- (1) That the drains be cleaned."

    assert several("drains", 3, minutes=minutes, resolutions="That the drains be cleaned.") == [
        ("resolutions", "That the drains be cleaned.")
    ]


def test_minutes_that_only_have_the_same_words_are_no_resolution() -> None:
    told = several("drains", 2, minutes="The drains were full.", resolutions="That the drains be cleaned.")

    assert told == [("minutes", "The drains were full."), ("resolutions", "That the drains be cleaned.")]


def test_a_phrase_counts_as_its_words_and_a_word_only_once() -> None:
    text = f"Home home home education home. {LAMPS}Home education officers. {LAMPS}"

    assert made('"home education" officers', minutes=text).text.startswith("Home education officers.")


def test_the_earliest_of_passages_as_good_is_shown() -> None:
    assert made("drains", minutes=f"Drains in May. {LAMPS}Drains in June.").text.startswith("Drains in May.")


def test_small_words_choose_no_passage_where_there_are_others() -> None:
    text = f"It was for the panel to say what was to be done in the end. {LAMPS}The children were well."

    assert "children" in made("the children in care", minutes=text).text


def test_words_are_marked_only_where_they_are_near() -> None:
    text = "Home was warm. The school taught care of a home. Care for pets."

    assert made("home NEAR/3 care", minutes=text).html == (
        "Home was warm. The school taught <mark>care</mark> of a <mark>home</mark>. <mark>Care</mark> for pets."
    )


def test_joined_words_are_marked_whole() -> None:
    shown = made("unaccompanied Barnardos", minutes="Barnardo’s met un-accompanied minors.").html

    assert shown == "<mark>Barnardo’s</mark> met <mark>un-accompanied</mark> minors."
