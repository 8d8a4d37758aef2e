"""Whoever has an id is shown once; whoever has none is told apart."""

from searcher.model import Councillor, Item
from searcher.query import Query
from searcher.render.councillors import each_once, labels_beside
from searcher.render.data import items_csv
from searcher.render.item import item_text
from searcher.render.style import Style
from searcher.render.text import notes, results_text
from searcher.results import Chosen, Coverage, FacetValue, Results

MENTIONS = (Councillor("Wren", None, "Councillor Wren", "1"), Councillor("A Wren", "Mayor", "The Mayor", "1"))
NAMESAKE = Councillor("A Wren", None, "Councillor A Wren")


def test_one_id_is_one_councillor_by_the_longest_name() -> None:
    assert each_once(MENTIONS) == (Councillor("A Wren", "Mayor", "Councillor Wren", "1"),)


def test_no_id_is_nobodys() -> None:
    assert each_once((*MENTIONS, NAMESAKE, Councillor("Wren"))) == (
        *each_once(MENTIONS),
        NAMESAKE,
        Councillor("Wren"),
    )


def test_an_item_shows_a_councillor_once() -> None:
    item = Item("o:1:2", "o", 1, "Boats", councillors=MENTIONS)

    assert "Councillors: A Wren (Mayor)\n" in item_text(item, (), Style())
    assert ",A Wren," in items_csv([item])


def test_names_without_an_id_say_so_beside_one_with_it() -> None:
    values = (("oakham:1", "A Wren"), ("oakham:a-wren", "A Wren"), ("oakham:wren", "Wren"))

    assert labels_beside("councillor", values) == ("A Wren", "A Wren (not known who)", "Wren (not known who)")
    assert labels_beside("councillor", values[1:]) == ("A Wren", "Wren")
    assert labels_beside("committee", values) == ("A Wren", "A Wren", "Wren")


def test_the_note_and_the_panel_tell_namesakes_apart() -> None:
    values = [FacetValue("A Wren", 3, "o:1"), FacetValue("A Wren", 1, "o:a-wren"), FacetValue("Elm", 1, "o:elm")]
    chosen = Chosen("councillor", "wren", (("o:1", "A Wren"), ("o:a-wren", "A Wren")))
    results = Results(
        query=Query("wren"), total=4, hits=(), facets={"councillor": tuple(values)},
        coverage=Coverage(1, 1, 0, None), chosen=(chosen,),
    )  # fmt: skip

    assert list(notes(results)) == ["councillor 'wren' was taken for: A Wren; A Wren (not known who)"]
    assert "A Wren (3) · A Wren (not known who) (1) · Elm (1)" in results_text(results, Style()).replace("\xa0", " ")
