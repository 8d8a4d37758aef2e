"""The command `search`: words and filters in, items out. It only searches, so that any words are safe."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from searcher.api import Archive
from searcher.frontends.terminal import give, invoke, run, say, style
from searcher.model import AREAS, Area
from searcher.query import FACETS, SORTS, Sort
from searcher.render import data
from searcher.render.text import coverage_text, results_text
from searcher.results import Results

# A token such as -school excludes that word; to the option parser it would be seven options. Until it has done its
# work, the hyphen is a character that nobody types.
_HYPHEN = "\ue00d"

_EPILOG = """Examples:

  search "elective home education"

  search "elective home education" --officer "Helen Sweaton" --since 2020 --in resolutions

  search '"minute book"' -school 'committee:cabinet' --sort newest --json

Words may hold the language: "exact phrase", -word, AND OR NOT ( ), word*, near NEAR/5 words, and a field for every
filter, as in officer:"Helen Sweaton" since:2019. Exit status: 0 found, 1 nothing found, 2 could not search."""

app = typer.Typer(add_completion=True, rich_markup_mode=None, pretty_exceptions_enable=False)

Many = list[str] | None


@app.command(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
def search(
    words: Annotated[list[str] | None, typer.Argument(help="What to look for.", show_default=False)] = None,
    committee: Annotated[Many, typer.Option(help="Only this committee: an id, or text in its name.")] = None,
    meeting: Annotated[Many, typer.Option(help="Only this meeting.")] = None,
    officer: Annotated[Many, typer.Option(help="Only items that name this officer.")] = None,
    councillor: Annotated[Many, typer.Option(help="Only items that name this councillor.")] = None,
    topic: Annotated[Many, typer.Option(help="Only this topic.")] = None,
    council: Annotated[Many, typer.Option(help="Only this council.")] = None,
    since: Annotated[str | None, typer.Option(help="From this day: YYYY, YYYY-MM, YYYY-MM-DD or DD/MM/YYYY.")] = None,
    until: Annotated[str | None, typer.Option(help="To this day, the whole period included.")] = None,
    year: Annotated[Many, typer.Option(help="Only this year.")] = None,
    number: Annotated[Many, typer.Option(help="Only this minute number, as printed.")] = None,
    in_: Annotated[Many, typer.Option("--in", help=f"Look for words only here: {', '.join(AREAS)}.")] = None,
    status: Annotated[Many, typer.Option(help="agenda, decisions, draft, minutes, approved, cancelled.")] = None,
    kind: Annotated[Many, typer.Option(help="business or procedural.")] = None,
    restricted: Annotated[
        bool | None, typer.Option("--restricted/--no-restricted", help="Only items closed, or open, to the public.")
    ] = None,
    sort: Annotated[str | None, typer.Option(help=f"{', '.join(SORTS)}; newest when there are no words.")] = None,
    limit: Annotated[int, typer.Option(help="Items a page, 1 to 1000.")] = 10,
    page: Annotated[int, typer.Option(help="Which page.")] = 1,
    facets: Annotated[bool, typer.Option("--facets/--no-facets", help="Count the matches by committee, officer …")] = True,
    facet_limit: Annotated[int | None, typer.Option(help="Values a facet, at most.")] = None,
    exact: Annotated[bool, typer.Option("--exact", help="Only the very words: no other forms, no other names.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say of each item what matched.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line, an item each.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="CSV, an item a line.")] = False,
    index: Annotated[Path | None, typer.Option(help="The index folder.", show_default=False)] = None,
) -> int:
    """Search councils' minutes: agenda items, who spoke, what was resolved."""
    if sum((json, jsonl, csv)) > 1:
        raise typer.BadParameter("--json, --jsonl and --csv exclude one another.")
    if facet_limit is not None and facet_limit < 0:
        raise typer.BadParameter("--facet-limit must be 0 or more.")
    with Archive.open(index) as archive:
        results = archive.search(
            _typed(words),
            committee=_plain(committee),
            meeting=_plain(meeting),
            officer=_plain(officer),
            councillor=_plain(councillor),
            topic=_plain(topic),
            council=_plain(council),
            since=_plain_one(since),
            until=_plain_one(until),
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
            facet_limit=facet_limit,
        )
    _tell_choices(results)
    if json:
        give(data.results_json(results))
    elif jsonl:
        give(data.results_lines(results))
    elif csv:
        give(data.results_csv(results) if results.total else "")
    elif results.total:
        give(results_text(results, style(), explain=explain))
    if results.total:
        return 0
    say(f"search: nothing found. {coverage_text(results.coverage)}")
    return 1


def main() -> None:
    """Run the command on the process's arguments."""
    run("search", lambda: invoke(app, "search", escaped(sys.argv[1:])))


def escaped(arguments: list[str]) -> list[str]:
    """Arguments in which a word to be excluded is safe from the option parser."""
    ended = arguments.index("--") if "--" in arguments else len(arguments)
    before = [
        _HYPHEN + token[1:] if token.startswith("-") and not token.startswith("--") and token != "-h" else token
        for token in arguments[:ended]
    ]
    return before + arguments[ended:]


def _typed(words: list[str] | None) -> str:
    return " ".join(words or ()).replace(_HYPHEN, "-")


def _plain(values: Many) -> Many:
    return [value.replace(_HYPHEN, "-") for value in values] if values else None


def _plain_one(value: str | None) -> str | None:
    return value.replace(_HYPHEN, "-") if value else value


def _areas(names: Many) -> tuple[Area, ...]:
    for name in names or ():
        if name not in AREAS:
            raise typer.BadParameter(f"--in is one of {', '.join(AREAS)}, not {name!r}.")
    return tuple(area for area in AREAS if area in (names or ()))


def _sort(name: str | None) -> Sort | None:
    if name is not None and name not in SORTS:
        raise typer.BadParameter(f"--sort is one of {', '.join(SORTS)}, not {name!r}.")
    return next((sort for sort in SORTS if sort == name), None)


def _tell_choices(results: Results) -> None:
    """What a filter written as text was taken for, when it was not one thing."""
    for chosen in results.chosen:
        if len(chosen.values) > 1:
            labels = sorted({label for _, label in chosen.values})
            say(f"search: {chosen.name} {chosen.typed!r} was taken for: {'; '.join(labels)}")
        elif not chosen.values:
            near = f" Did you mean: {'; '.join(chosen.suggestions)}?" if chosen.suggestions else ""
            say(f"search: no {chosen.name} {chosen.typed!r}.{near}")
