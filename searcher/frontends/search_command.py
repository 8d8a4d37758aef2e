"""The command `search`: words and filters in, items out. It only searches, so that any words are safe."""

import contextlib
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from searcher.api import Archive, is_being_written
from searcher.errors import BadQuery
from searcher.frontends.terminal import Version, give, path_typed, run, say, style
from searcher.model import AREAS, KINDS, STATUSES, Area
from searcher.query import FACETS, MOST_HITS, SORTS, Sort
from searcher.render import data
from searcher.render.text import MOST_IN_PANEL, notes, nothing_found, outdated, results_text
from searcher.results import Results

# A token such as -school excludes that word; to the option parser it would be six options. Until it has done its
# work, the hyphen is a character that nobody types.
_HYPHEN = "\ue00d"

_EPILOG = """Examples:

\b
  search "elective home education"
  search elective home education --officer "Helen Sweaton" --since 2020
  search '"elective home education"' -school --in resolutions --json

Words may hold the language: "exact phrase", -word, AND OR NOT ( ), word*, one NEAR/5 other, and a field for every
filter, as in officer:"Helen Sweaton" since:2019. A filter given twice means either, so that of two days
for --since the earlier counts; different filters must all hold.

Exit status: 0 found, 1 nothing found, 2 could not search."""

app = typer.Typer(add_completion=True, rich_markup_mode=None, pretty_exceptions_enable=False)


def _filter(metavar: str, told: str) -> Any:
    """An option that may be repeated: either value will do."""
    return typer.Option(metavar=metavar, help=told, show_default=False)


Many = list[str] | None
Words = Annotated[
    Many, typer.Argument(metavar="WORDS", help="What to look for; -word leaves out items with that word.")
]
Committee = Annotated[Many, _filter("NAME", "Only this committee: text in its name, or its id.")]
Officer = Annotated[Many, _filter("NAME", "Only items that name this officer.")]
Councillor = Annotated[Many, _filter("NAME", "Only items that name this councillor.")]
Topic = Annotated[Many, _filter("NAME", "Only items on this topic.")]
Meeting = Annotated[Many, _filter("NAME", "Only this meeting: text in its name, or its id.")]
Council = Annotated[Many, _filter("NAME", "Only this council.")]
Since = Annotated[Many, _filter("DATE", "From this day: YYYY, YYYY-MM, YYYY-MM-DD or DD/MM/YYYY.")]
Until = Annotated[Many, _filter("DATE", "To this day, the whole period included.")]
Year = Annotated[Many, _filter("YYYY", "Only this year.")]
Number = Annotated[Many, _filter("N", "Only this minute number, as printed.")]
In = Annotated[Many, typer.Option("--in", metavar="PART", help=f"Look for the words only here: {', '.join(AREAS)}.")]
StatusOption = Annotated[Many, _filter("STATUS", f"Only {', '.join(STATUSES)}.")]
KindOption = Annotated[Many, _filter("KIND", f"Only {' or '.join(KINDS)} items.")]
Restricted = Annotated[
    bool | None, typer.Option("--restricted/--no-restricted", help="Only items closed, or open, to the public.")
]
Exact = Annotated[bool, typer.Option("--exact", help="Only the very words: no other forms, no other names.")]
SortOption = Annotated[
    str | None, typer.Option(metavar="ORDER", help=f"{', '.join(SORTS)}; newest when there are no words.")
]
Limit = Annotated[int, typer.Option(metavar="N", help=f"Items a page, 1 to {MOST_HITS}.")]
Page = Annotated[int, typer.Option(metavar="N", help="Which page.")]
Facets = Annotated[
    bool, typer.Option("--facets/--no-facets", help="Count the matches by committee, officer and so on.")
]
FacetLimit = Annotated[
    int | None, typer.Option(metavar="N", help=f"Values of each facet, at most; else {MOST_IN_PANEL}, in JSON all.")
]
Explain = Annotated[bool, typer.Option("--explain", help="Show what matched in each item, and its id.")]
Json = Annotated[bool, typer.Option("--json", help="Give one JSON object.")]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="Give a JSON object a line, an item each.")]
Csv = Annotated[bool, typer.Option("--csv", help="Give CSV, an item a line.")]
IndexFolder = Annotated[
    Path | None, typer.Option(metavar="PATH", help="The index folder.", show_default=False, parser=path_typed)
]


@app.command(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
def search(
    words: Words = None,
    committee: Committee = None,
    officer: Officer = None,
    councillor: Councillor = None,
    topic: Topic = None,
    meeting: Meeting = None,
    council: Council = None,
    since: Since = None,
    until: Until = None,
    year: Year = None,
    number: Number = None,
    in_: In = None,
    status: StatusOption = None,
    kind: KindOption = None,
    restricted: Restricted = None,
    exact: Exact = False,
    sort: SortOption = None,
    limit: Limit = 10,
    page: Page = 1,
    facets: Facets = True,
    facet_limit: FacetLimit = None,
    explain: Explain = False,
    json: Json = False,
    jsonl: Jsonl = False,
    csv: Csv = False,
    index: IndexFolder = None,
    _version: Version = False,
) -> int:
    """Search councils' minutes: agenda items, who spoke, what was resolved."""
    if sum((json, jsonl, csv)) > 1:
        raise typer.BadParameter("--json, --jsonl and --csv exclude one another.")
    if facet_limit is not None and facet_limit < 0:
        raise typer.BadParameter("--facet-limit takes 0 or more.")
    typed = " ".join(words or ()).replace(_HYPHEN, "-")
    with _worded(typed), Archive.open(index) as archive:
        results = archive.search(
            typed,
            committee=committee,
            meeting=meeting,
            officer=officer,
            councillor=councillor,
            topic=topic,
            council=council,
            since=since,
            until=until,
            year=year,
            number=number,
            within=_areas(in_),
            status=status,
            kind=kind,
            restricted=restricted,
            sort=_sort(sort),
            limit=limit,
            page=page,
            exact=exact,
            facets=FACETS if facets else (),
            facet_limit=facet_limit if json else None,
        )
    left_with = _told(results, archive.folder)
    if json:
        give(data.results_json(results))
    elif jsonl:
        give(data.results_lines(results))
    elif csv:
        give(data.results_csv(results))
    elif results.total:
        most = MOST_IN_PANEL if facet_limit is None else facet_limit
        give(results_text(results, style(), explain=explain, most=most))
    return left_with


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command on arguments, without any on those of the process."""
    run("search", app, escaped(sys.argv[1:] if arguments is None else arguments))


def escaped(arguments: Sequence[str]) -> list[str]:
    """Arguments in which a word to be excluded is safe from the option parser; values of options stay as they are."""
    taking_values = _taking_values()
    ended = arguments.index("--") if "--" in arguments else len(arguments)
    return [
        f"{_HYPHEN}{token[1:]}"
        if i < ended and re.match(r"-(?!-|h$)", token) and before not in taking_values
        else token
        for i, (before, token) in enumerate(zip(("", *arguments), arguments, strict=False))
    ]


def _taking_values() -> frozenset[str]:
    options = [one for one in typer.main.get_command(app).params if not getattr(one, "is_flag", True)]
    return frozenset(name for option in options for name in option.opts)


@contextlib.contextmanager
def _worded(typed: str) -> Iterator[None]:
    """A bad value of an option told as such; in the words, the error itself points at the place."""
    try:
        yield
    except BadQuery as error:
        if typed.strip() and error.text == typed:
            raise
        told = f"--{error.reason}, not {error.text!r}." if error.text.strip() else f"{error.reason}."
        raise typer.BadParameter(told) from error


def _areas(names: Many) -> tuple[Area, ...]:
    for name in names or ():
        if name not in AREAS:
            raise typer.BadParameter(f"--in is one of {', '.join(AREAS)}, not {name!r}.")
    return tuple(area for area in AREAS if area in (names or ()))


def _sort(name: str | None) -> Sort | None:
    if name is not None and name not in SORTS:
        raise typer.BadParameter(f"--sort is one of {', '.join(SORTS)}, not {name!r}.")
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
