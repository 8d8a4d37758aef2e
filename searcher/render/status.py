"""What an archive holds, for people: a table of committees under each council."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from searcher.render.safe import line
from searcher.render.style import Style, counted, table

_HEADINGS = ("Committee", "Meetings", "Minutes", "Items", "Cut", "Through")


def status_text(state: Mapping[str, Any], index: str, style: Style) -> str:
    """The object of `searcher status --json` as people read it, with a word or two on how the index stands."""
    councils = groupby(state["committees"], key=lambda row: str(row["council"]))
    blocks = ["\n".join(_council(council, list(rows), style)) for council, rows in councils]
    summary = (
        f"{counted(state['items'], 'item')} in {line(state['archive'])}, generation {state['generation']}; "
        f"index: {index}"
    )
    return "\n\n".join((*blocks, "\n".join(style.wrapped(summary)))) + "\n"


def _council(council: str, rows: Sequence[Mapping[str, Any]], style: Style) -> Iterator[str]:
    since = min((row["since"] for row in rows if row["since"]), default=None)
    yield style.bold(line(council)) + style.dim(f" since {since}" if since else "")
    cells = [
        (
            line(row["committee"] or "") or "(not stated)",
            *(f"{row[name]:,}" for name in ("meetings", "with_minutes", "items", "truncated_items")),
            row["through"] or "undated",
        )
        for row in rows
    ]
    heading, *lines = table([_HEADINGS, *cells], width=style.measure, right=(1, 2, 3, 4))
    yield style.dim(heading)
    yield from lines
