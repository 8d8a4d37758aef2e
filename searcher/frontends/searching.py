"""What `search` does once its options are read: searches, tells on standard error what to know, gives the results."""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from searcher.api import Archive, is_being_written
from searcher.errors import BadQuery
from searcher.frontends.output import WrongUsage, give, say, style
from searcher.frontends.search_options import filters_given
from searcher.model import AREAS, Area
from searcher.query import FACETS, SORTS, Sort
from searcher.render.text import MOST_IN_PANEL, notes, nothing_found, outdated, results_text
from searcher.results import Results


def search(options: Mapping[str, Any]) -> int:
    """Search by options as `search_options` reads them; the exit status."""
    if sum(options[name] for name in ("json", "jsonl", "csv")) > 1:
        raise WrongUsage("--json, --jsonl and --csv exclude one another.")
    most = options["facet-limit"]
    if most is not None and most < 0:
        raise WrongUsage("--facet-limit takes 0 or more.")
    typed = " ".join(options["words"])
    with _worded(typed), Archive.open(options["index"]) as archive:
        results = archive.search(
            typed,
            **filters_given(options),
            within=_areas(options["in"]),
            sort=_sort(options["sort"]),
            limit=options["limit"],
            page=options["page"],
            exact=options["exact"],
            holders=options["holders"],
            facets=FACETS if options["facets"] else (),
            facet_limit=most if options["json"] else None,
            snippets=options["snippets"],
        )
    left_with = _told(results, archive.folder)
    give(_rendered(results, options, MOST_IN_PANEL if most is None else most))
    return left_with


def _rendered(results: Results, options: Mapping[str, Any], most: int) -> str:
    """The results in the form that is asked for."""
    if any(options[name] for name in ("json", "jsonl", "csv")):
        from searcher.render import data  # noqa: PLC0415 - people's text needs none of it

        if options["json"]:
            return data.results_json(results)
        return data.results_lines(results) if options["jsonl"] else data.results_csv(results)
    return results_text(results, style(), explain=options["explain"], most=most) if results.total else ""


@contextlib.contextmanager
def _worded(typed: str) -> Iterator[None]:
    """A bad value of an option told as such; in the words, the error itself points at the place."""
    try:
        yield
    except BadQuery as error:
        if typed.strip() and error.text == typed:
            raise
        told = f"--{error.reason}, not {error.text!r}." if error.text.strip() else f"{error.reason}."
        raise WrongUsage(told) from error


def _areas(names: list[str] | None) -> tuple[Area, ...]:
    for name in names or ():
        if name not in AREAS:
            raise WrongUsage(f"--in is one of {', '.join(AREAS)}, not {name!r}.")
    return tuple(area for area in AREAS if area in (names or ()))


def _sort(name: str | None) -> Sort | None:
    if name is not None and name not in SORTS:
        raise WrongUsage(f"--sort is one of {', '.join(SORTS)}, not {name!r}.")
    return next((sort for sort in SORTS if sort == name), None)


def _told(results: Results, folder: Path) -> int:
    """Say on standard error what the reader should know besides the results; the exit status."""
    if results.stale:
        say(f"search: {outdated(folder, being_written=is_being_written(folder))}")
    if not results.total:
        say(f"search: {nothing_found(results)}")
        return 1
    for note in notes(results):
        say(f"search: {note}")
    return 0
