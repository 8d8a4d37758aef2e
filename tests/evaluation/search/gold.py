"""Judged queries of a file: `queries.json` beside annotated pages, items by page and number or title."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evaluation.items import folded
from evaluation.search.judged import JudgedQuery
from searcher.model import Item

_FILTERS = {"date_from": "since", "date_to": "until"}


def gold_queries(gold: Path, items: Iterable[Item]) -> list[JudgedQuery]:
    """The queries of a folder's `queries.json`. What no item answers to keeps its key, and is never found."""
    ids = {key: item.id for item in items for key in _keys(item)}
    told = json.loads((gold / "queries.json").read_text(encoding="utf-8"))
    return [_query(one, ids) for one in told]


def _keys(item: Item) -> tuple[str, ...]:
    """How annotations call an item: by its page with the number, the title, or neither."""
    page = Path((item.source.path or "") if item.source else "").stem.partition("_")[0]
    name = item.number.rstrip(".") if item.number else folded(item.title)
    untitled = (f"{page}:(untitled)",) if item.title_inferred else ()
    return (f"{page}:{name}", f"{page}:{folded(item.title)}", *untitled)


def _query(one: dict[str, Any], ids: dict[str, str]) -> JudgedQuery:
    return JudgedQuery(
        id=one["id"],
        kind=one["type"],
        words=one["query"],
        filters={_FILTERS.get(name, name): value for name, value in one.get("filters", {}).items()},
        relevance={ids.get(folded(key), key): found for key, found in one["relevance"].items()},
        must_not=frozenset(ids.get(folded(key), key) for key in one.get("must_not", ())),
        strict=one.get("strict", False),
        nothing=not one["relevance"] and not one.get("must_not"),
    )
