"""Results for programs: the promised keys, in their order."""

import csv
import datetime
import io
import json
from typing import Any

from searcher.model import Item, Meeting, Officer
from searcher.query import parse
from searcher.render.data import items_csv, results_csv, results_json, results_lines
from searcher.results import Coverage, FacetValue, Hit, Results, Snippet

PASSAGE = Snippet("minutes", (("<b>if</b> & ", False), ("home", True)), 4)
HIT = Hit(
    id="example:7:AI1",
    score=12.5,
    title="=HYPERLINK(1)",
    number="14",
    council="example",
    committee=None,
    meeting="7",
    date=datetime.date(2019, 3, 5),
    kind="business",
    status="minutes",
    truncated=False,
    restricted=True,
    url=None,
    source="minutes.txt",
    snippet=PASSAGE,
    snippets=(PASSAGE, Snippet("resolutions", (("That it be noted.", False),))),
    officers=(Officer("Ada Brook", id="ada-brook"), Officer("Cy Dunn", id="cy-dunn")),
    topics=("ehe", "send"),
    matched=("home",),
)
RESULTS = Results(
    query=parse("home officer:ada since:2019 in:minutes", page=1),
    hits=(HIT,),
    total=1,
    facets={
        "kind": [FacetValue("business", 1, "business")],
        "officer": [FacetValue("Ada Brook", 1, "ada-brook", selected=True)],
    },
    coverage=Coverage(2, 1, 0, None),
    took_ms=1.8,
)


def given() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(results_json(RESULTS))
    return told


def test_the_object_has_the_promised_keys_in_order() -> None:
    assert list(given()) == [
        "schema", "query", "total", "took_ms", "suggestion", "corrected", "hits", "facets", "coverage",
        "without", "words",
    ]  # fmt: skip


def test_a_hit_is_told_whole() -> None:
    assert list(given()["hits"][0].items()) == [
        ("id", "example:7:AI1"),
        ("score", 12.5),
        ("title", "=HYPERLINK(1)"),
        ("number", "14"),
        ("council", "example"),
        ("committee", None),
        ("meeting", "7"),
        ("date", "2019-03-05"),
        ("kind", "business"),
        ("status", "minutes"),
        ("truncated", False),
        ("restricted", True),
        ("url", None),
        ("source", "minutes.txt"),
        ("snippet", "&lt;b&gt;if&lt;/b&gt; &amp; <mark>home</mark>"),
        (
            "snippets",
            [
                {"area": "minutes", "html": "&lt;b&gt;if&lt;/b&gt; &amp; <mark>home</mark>", "page": 4},
                {"area": "resolutions", "html": "That it be noted.", "page": None},
            ],
        ),
        ("page", 4),
        ("officers", [{"id": "ada-brook", "name": "Ada Brook"}, {"id": "cy-dunn", "name": "Cy Dunn"}]),
        ("topics", ["ehe", "send"]),
        ("flags", []),
        ("matched", ["home"]),
    ]


def test_the_query_is_told_as_typed_with_its_filters() -> None:
    assert given()["query"] == {
        "words": "home officer:ada since:2019 in:minutes",
        "filters": {"officer": ["ada"], "since": "2019-01-01", "in": ["minutes"]},
        "sort": "relevance",
        "limit": 10,
        "page": 1,
        "sentence": 'items with the word "home" in any form, naming the officer "ada", since 2019; '
        "words are looked for only in: minutes",
    }


def test_facets_are_told_in_one_order_with_what_is_chosen() -> None:
    assert list(given()["facets"].items()) == [
        ("officer", [{"value": "ada-brook", "label": "Ada Brook", "count": 1, "selected": True}]),
        ("kind", [{"value": "business", "label": "business", "count": 1, "selected": False}]),
    ]


def test_an_unknown_last_day_is_null() -> None:
    assert given()["coverage"] == {"meetings": 2, "with_minutes": 1, "truncated_items": 0, "through": None}


def test_json_lines_are_the_hits() -> None:
    assert json.loads(results_lines(RESULTS)) == given()["hits"][0]


def test_csv_has_a_heading_and_no_formulas() -> None:
    (row,) = csv.DictReader(io.StringIO(results_csv(RESULTS)))

    assert row["title"] == "'=HYPERLINK(1)"
    assert (row["officers"], row["topics"]) == ("Ada Brook; Cy Dunn", "ehe; send")
    assert (row["snippet"], row["restricted"], row["committee"]) == ("<b>if</b> & home", "true", "")


def test_csv_without_hits_is_its_heading() -> None:
    assert results_csv(Results(query=RESULTS.query)).splitlines() == [results_csv(RESULTS).splitlines()[0]]


def test_an_item_in_csv_has_its_text_whole() -> None:
    item = Item(
        "example:7:1",
        "example",
        1,
        "Title",
        minutes="One.\n\n-Two.",
        resolutions=("-a", "b"),
        meeting=Meeting("7", "example"),
    )
    (row,) = csv.DictReader(io.StringIO(items_csv([item])))

    assert (row["minutes"], row["resolutions"], row["meeting"]) == ("One.\n\n-Two.", "'-a\nb", "7")
