"""What an archive holds, for people: a table of committees under each council."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from searcher.render.safe import brief, line
from searcher.render.style import Style, counted, table

_MOST_FAILURES = 5
_PORTAL_HEADINGS = ("On the portal", "Listed", "Fetched", "Minutes", "Cut", "Failed", "Missing")
_HEADINGS = ("Committee", "Meetings", "Minutes", "Items", "Cut", "Through")


def status_text(state: Mapping[str, Any], index: str, style: Style) -> str:
    """The object of `searcher status --json` as people read it, with a word or two on how the index stands."""
    councils = groupby(state["committees"], key=lambda row: str(row["council"]))
    blocks = ["\n".join(_council(council, list(rows), style)) for council, rows in councils]
    blocks += ["\n".join(_portal(portal, style)) for portal in state["portals"]]
    summary = (
        f"{counted(state['items'], 'item')}{_withdrawn(state['withdrawn_items'])} in {line(state['archive'])},"
        f" generation {state['generation']}; "
        f"index: {index}"
    )
    lines = [*_update(state["update"]), summary] if state["update"] else [summary]
    return "\n\n".join((*blocks, "\n".join(one for told in lines for one in style.wrapped(told)))) + "\n"


def _update(update: Mapping[str, Any]) -> Iterator[str]:
    if update["finished_at"]:
        how = (
            "all is well"
            if update["status"] == 0
            else "something is worth a look, as above and in searcher status --json"
        )
        yield f"last update finished {_moment(update['finished_at'])}: {how}"
    if update["unfinished_since"]:
        yield f"an update that began {_moment(update['unfinished_since'])} was stopped, or is running"


def _moment(told: str) -> str:
    return f"{told[:10]} {told[11:16]} UTC"


def _withdrawn(items: int) -> str:
    return f" (and {items:,} kept that were withdrawn)" if items else ""


def _council(council: str, rows: Sequence[Mapping[str, Any]], style: Style) -> Iterator[str]:
    since = min((row["since"] for row in rows if row["since"]), default=None)
    yield style.bold(line(council)) + style.dim(f" since {since}" if since else "")
    cells = [
        (
            brief(row["committee"] or "") or "(not stated)",
            *(f"{row[name]:,}" for name in ("meetings", "with_minutes", "items", "truncated_items")),
            row["through"] or "undated",
        )
        for row in rows
    ]
    heading, *lines = table([_HEADINGS, *cells], width=style.measure, right=(1, 2, 3, 4))
    yield style.dim(heading)
    yield from lines


def _portal(portal: Mapping[str, Any], style: Style) -> Iterator[str]:
    crawled = (
        f"last crawled to the end {portal['succeeded_at'][:10]}"
        if portal["succeeded_at"]
        else "not crawled to the end yet"
    )
    yield from style.wrapped(f"{style.bold(line(portal['council']))} at {line(portal['url'])}, {crawled}")
    cells = [
        (
            brief(row["committee"] or "") or f"committee {line(row['committee_id'] or '?')}",
            *(
                f"{row[name]:,}"
                for name in ("listed", "fetched", "with_minutes", "truncated_items", "failed", "missing")
            ),
        )
        for row in portal["committees"]
    ]
    heading, *lines = table([_PORTAL_HEADINGS, *cells], width=style.measure, right=(1, 2, 3, 4, 5, 6))
    yield from (style.dim(heading), *lines) if lines else ()
    if unlisted := sum(row["unlisted"] for row in portal["committees"]):
        yield from style.wrapped(f"No longer listed: {counted(unlisted, 'meeting')}, and in none of these numbers.")
    if portal["stopped"]:
        until = f"; not before {portal['not_before']}" if portal["not_before"] else ""
        yield from style.wrapped(f"Stopped: {brief(portal['stopped'])}{until}", hang=2)
    yield from _failures("Failed", portal["failed"], style)
    yield from _failures("Missing", portal["missing"], style)


def _failures(what: str, pages: Sequence[Mapping[str, Any]], style: Style) -> Iterator[str]:
    for page in pages[:_MOST_FAILURES]:
        told = f"{what}: {brief(page['address'])}: {brief(page['reason'])}; asked for again {page['next_attempt']}"
        yield from style.wrapped(told, hang=2)
    if len(pages) > _MOST_FAILURES:
        yield f"and {len(pages) - _MOST_FAILURES:,} more; all with --json"
