"""Results for programs: the JSON object of `council-minutes-results/1`, JSON lines, CSV."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from searcher.model import AREAS, Item
from searcher.query import Query
from searcher.render.councillors import each_once
from searcher.render.safe import cell, dumped
from searcher.results import FacetValue, Hit, Results

SCHEMA = "council-minutes-results/1"
_FACETS = ("officer", "committee", "meeting", "councillor", "topic", "year", "status", "kind", "council")
_COLUMNS = (
    "id", "date", "council", "committee", "meeting", "number", "title", "kind", "status", "truncated", "restricted",
    "officers", "topics", "flags", "url", "source", "snippet", "page",
)  # fmt: skip
_ITEM_COLUMNS = (
    "id", "date", "council", "committee", "meeting", "number", "title", "kind", "status", "truncated", "restricted",
    "officers", "councillors", "topics", "flags", "agenda", "decision", "minutes", "resolutions", "url", "source",
)  # fmt: skip


def results_object(results: Results) -> dict[str, Any]:
    """Results as the object that `--json` prints."""
    coverage = results.coverage
    return {
        "schema": SCHEMA,
        "query": _query_object(results.query) | {"sentence": results.sentence},
        "total": results.total,
        "took_ms": results.took_ms,
        "suggestion": results.suggestion,
        "corrected": results.corrected,
        "hits": [hit_object(hit) for hit in results.hits],
        "facets": {facet: _values(results.facets[facet]) for facet in _FACETS if facet in results.facets},
        "coverage": {
            "meetings": coverage.meetings,
            "with_minutes": coverage.with_minutes,
            "truncated_items": coverage.truncated_items,
            "through": coverage.through.isoformat() if coverage.through else None,
        },
        "without": [{"filter": name, "total": total} for name, total in results.without],
        "words": [{"words": words, "total": total} for words, total in results.words],
    }


def results_json(results: Results) -> str:
    """Results as one JSON object, indented."""
    return dumped(results_object(results), indent=2)


def results_lines(results: Results) -> str:
    """The hits as JSON, one a line."""
    return "\n".join(dumped(hit_object(hit)) for hit in results.hits)


def results_csv(results: Results) -> str:
    """The hits as CSV with a heading line."""
    return _csv(_COLUMNS, (_hit_row(hit) for hit in results.hits))


def items_csv(items: Iterable[Item], *, heading: bool = True) -> str:
    """Whole items as CSV."""
    return _csv(_ITEM_COLUMNS if heading else (), (_item_row(item) for item in items))


def hit_object(hit: Hit) -> dict[str, Any]:
    """A hit as an object of `hits`."""
    return {
        "id": hit.id,
        "score": hit.score,
        "title": hit.title,
        "number": hit.number,
        "council": hit.council,
        "committee": hit.committee,
        "meeting": hit.meeting,
        "date": hit.date.isoformat() if hit.date else None,
        "kind": hit.kind,
        "status": hit.status,
        "truncated": hit.truncated,
        "restricted": hit.restricted,
        "url": hit.url,
        "source": hit.source,
        "snippet": hit.snippet.html,
        "snippets": [{"area": one.area, "html": one.html, "page": one.page} for one in hit.snippets],
        "page": hit.snippet.page,
        "officers": [{"id": officer.id, "name": officer.name} for officer in hit.officers],
        "topics": list(hit.topics),
        "flags": list(hit.flags),
        "matched": list(hit.matched),
    }


def _values(values: Iterable[FacetValue]) -> list[dict[str, Any]]:
    return [{"value": one.value, "label": one.label, "count": one.count, "selected": one.selected} for one in values]


def _query_object(query: Query) -> dict[str, Any]:
    filters: dict[str, Any] = {}
    for name in query.filters.given():
        value = getattr(query.filters, name)
        filters[name] = list(value) if isinstance(value, tuple) else value if isinstance(value, bool) else str(value)
    if query.scope != AREAS:
        filters["in"] = list(query.scope)
    return {"words": query.text, "filters": filters, "sort": query.sort, "limit": query.limit, "page": query.page}


def _hit_row(hit: Hit) -> list[str]:
    facts = hit_object(hit)
    facts["officers"] = "; ".join(officer.name for officer in hit.officers)
    facts["topics"] = "; ".join(hit.topics)
    facts["flags"] = "; ".join(hit.flags)
    facts["snippet"] = hit.snippet.text
    return [_told(facts[name]) for name in _COLUMNS]


def _item_row(item: Item) -> list[str]:
    meeting = item.meeting
    facts: dict[str, Any] = {
        "id": item.id,
        "date": meeting.date.isoformat() if meeting and meeting.date else None,
        "council": item.council,
        "committee": meeting.committee if meeting else None,
        "meeting": meeting.id if meeting else None,
        "number": item.number,
        "title": item.title,
        "kind": item.kind,
        "status": meeting.status if meeting else None,
        "truncated": item.truncated,
        "restricted": item.restricted,
        "officers": "; ".join(officer.name for officer in item.officers),
        "councillors": "; ".join(councillor.name for councillor in each_once(item.councillors)),
        "topics": "; ".join(item.topics),
        "flags": "; ".join(item.all_flags),
        "agenda": item.agenda,
        "decision": item.decision,
        "minutes": item.minutes,
        "resolutions": "\n".join(item.resolutions),
        "url": item.url,
        "source": (item.source.url or item.source.path) if item.source else None,
    }
    return [_told(facts[name]) for name in _ITEM_COLUMNS]


def _told(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else cell(str(value))


def _csv(columns: Iterable[str], rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if columns:
        writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()
