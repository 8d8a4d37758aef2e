"""The command `searcher`: keeps the archive. Each command has exit status 0 done, 1 done but something was refused
or found faulty, 2 could not run."""

import contextlib
import json as json_format
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from searcher import __version__, exchange
from searcher.api import Archive
from searcher.archive import Store
from searcher.engine import current_generation
from searcher.errors import IndexUnusable, SearcherError
from searcher.frontends.terminal import Progress, give, invoke, run, say, style
from searcher.model import Item
from searcher.pipeline import Workshop, is_stale
from searcher.query import MOST_HITS, parse
from searcher.render.data import items_csv
from searcher.render.safe import shown
from searcher.render.text import item_text, table
from searcher.settings import index_folder
from searcher.storage import Storage

app = typer.Typer(
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="Keep an archive of councils' minutes: import, clean, index, check, export. To search it: search WORDS",
    context_settings={"help_option_names": ["-h", "--help"]},
)
IndexOption = Annotated[Path | None, typer.Option("--index", help="The index folder.", show_default=False)]


@app.command("import", epilog="Example: searcher import minutes/ --council rotherham")
def import_(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders.", show_default=False)],
    council: Annotated[str | None, typer.Option(help="Whose pages these are; else as the page tells.")] = None,
    url: Annotated[
        str | None, typer.Option(help="The address the page was saved from; for several, the portal's.")
    ] = None,
    index: IndexOption = None,
) -> int:
    """Store, clean and index saved pages, printed minutes, text, PDF, web-service XML or our own JSONL."""
    if council is not None and not _is_name(council):
        raise typer.BadParameter("--council takes a short name of letters, digits and hyphens.")
    if url is not None and not url.startswith(("http://", "https://")):
        raise typer.BadParameter("--url takes an address that begins with https:// or http://.")
    items = changed = refused = files = 0
    with Workshop(index_folder(index)) as workshop, Progress("Importing") as progress:
        for outcome in workshop.import_paths(paths, council=council, url=url):
            files += 1
            progress(files)
            if outcome.refused:
                refused += 1
                say(f"refused {outcome.path}: {outcome.refused}")
                continue
            items, changed = items + outcome.items, changed + outcome.changed
            say(f"imported {outcome.path}: {_tally(outcome.items, outcome.changed)}")
            for text in outcome.unplaced:
                say(f"  not placed: {text[:100]}")
        held = _index(workshop)
    say(f"{_files(files - refused)} imported, {changed} items new or changed, {refused} refused; {held} items can be searched")
    return 1 if refused else 0


@app.command(epilog="Example: searcher clean && searcher index")
def clean(index: IndexOption = None) -> int:
    """Read every stored page again, by the present rules and vocabularies. Then run: searcher index"""
    refused = changed = pages = 0
    with _existing(index) as workshop, Progress("Cleaning") as progress:
        for outcome in workshop.clean():
            pages += 1
            progress(pages)
            changed += outcome.changed
            if outcome.refused:
                refused += 1
                say(f"refused {outcome.path}: {outcome.refused}")
    say(f"{pages} pages cleaned, {changed} items new or changed, {refused} refused")
    return 1 if refused else 0


@app.command("index", epilog="Example: searcher index --index ~/minutes")
def index_(
    index: IndexOption = None,
    whole: Annotated[bool, typer.Option("--whole", help="Write all of it anew, not only what changed.")] = False,
) -> int:
    """Bring the index up to the archive."""
    with _existing(index) as workshop:
        held = _index(workshop, whole=whole)
    say(f"{held} items can be searched")
    return 0


@app.command(epilog="Example: searcher show rotherham:16484:AI102454")
def show(
    item_id: Annotated[str, typer.Argument(metavar="ID", help="As `search --json` shows it.")],
    json: Annotated[bool, typer.Option("--json", help="The item in the exchange format.")] = False,
    index: IndexOption = None,
) -> int:
    """Show one item whole: text, status, versions, citation, link, hash."""
    with _store(index) as store:
        item = store.item(item_id)
        if json:
            give(json_format.dumps(exchange.to_object(item), ensure_ascii=False, indent=2))
        else:
            versions = store.item_versions(item_id)
            give(item_text(item, versions, style(), withdrawn=store.is_withdrawn(item_id)))
    return 0


@app.command(epilog='Example: searcher forget imported:1ae1446d7ff0:5 --reason "takedown request of 3 May"')
def forget(
    item_id: Annotated[str, typer.Argument(metavar="ID", help="The item to take down.")],
    reason: Annotated[str, typer.Option(help="Why; kept with the tombstone.")],
    index: IndexOption = None,
) -> int:
    """Take an item down for ever: out of the archive, the stored pages and the index."""
    with _existing(index) as workshop:
        workshop.forget(item_id, reason)
    say(f"{item_id} is forgotten")
    return 0


@app.command(epilog="Example: searcher check --repair")
def check(
    repair: Annotated[bool, typer.Option("--repair", help="Derive again what can be derived; deletes nothing else.")] = False,
    index: IndexOption = None,
) -> int:
    """Check that archive and index are whole and agree. A line for each fault."""
    faults = 0
    with _existing(index) as workshop:
        for fault in workshop.check(repair=repair):
            faults += 1
            say(fault)
    say("no faults found" if not faults else f"{faults} faults; most are mended by: searcher check --repair")
    return 1 if faults else 0


@app.command(epilog="Example: searcher status --json")
def status(
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    index: IndexOption = None,
) -> int:
    """Show per council and committee what is held: meetings, with minutes, items, cut texts, dates."""
    folder = index_folder(index)
    with _store(index) as store:
        rows = store.counts()
        state = {
            "schema": "council-minutes-status/1",
            "archive": str(folder),
            "generation": store.generation,
            "items": store.count_items(),
            "index": _index_state(folder, store),
            "committees": rows,
        }
    give(json_format.dumps(state, ensure_ascii=False, indent=2) if json else _status_text(state))
    return 0 if state["index"] == "fresh" else 1


@app.command(epilog='Example: searcher export --format csv --query "home education since:2020" --output ehe.csv')
def export(
    format_: Annotated[str, typer.Option("--format", help="jsonl or csv.")] = "jsonl",
    query: Annotated[str | None, typer.Option(help="Only what this search finds.")] = None,
    output: Annotated[Path | None, typer.Option(help="A file; else standard output.")] = None,
    index: IndexOption = None,
) -> int:
    """Write items in the exchange format, or as CSV."""
    if format_ not in ("jsonl", "csv"):
        raise typer.BadParameter("--format is jsonl or csv.")
    with _store(index) as store:
        wanted = _ids(query, index) if query is not None else None
        items = (item for item in store.items() if wanted is None or item.id in wanted)
        lines = _csv_lines(items) if format_ == "csv" else (exchange.to_line(item) + "\n" for item in items)
        if output is None:
            for line in lines:
                give(line)
        else:
            _write(output, lines)
    return 0


@app.callback(invoke_without_command=True)
def version(
    version: Annotated[bool, typer.Option("--version", help="Show the version.", is_eager=True)] = False,
) -> None:
    """Keep an archive of councils' minutes: import, clean, index, check, export. To search it: search WORDS"""
    if version:
        give(__version__)
        raise typer.Exit


def main() -> None:
    """Run the command on the process's arguments."""
    run("searcher", lambda: invoke(app, "searcher", sys.argv[1:]))


@contextlib.contextmanager
def _store(index: Path | None) -> Iterator[Store]:
    store = Store.open(index_folder(index), Storage())
    try:
        yield store
    finally:
        store.close()


@contextlib.contextmanager
def _existing(index: Path | None) -> Iterator[Workshop]:
    """A workshop in an archive that exists: only `import` makes one."""
    with _store(index):
        pass
    with Workshop(index_folder(index)) as workshop:
        yield workshop


def _index(workshop: Workshop, *, whole: bool = False) -> int:
    with Progress("Indexing", workshop.store.count_items()) as progress:
        return workshop.index(whole=whole, progress=progress)


def _index_state(folder: Path, store: Store) -> str:
    try:
        current_generation(folder)
    except IndexUnusable as error:
        return error.reason
    return "older than the archive; run: searcher index" if is_stale(folder, store) else "fresh"


def _status_text(state: dict[str, Any]) -> str:
    heading = ("Council", "Committee", "Meetings", "Minutes", "Items", "Cut", "Since", "Through")
    rows = [
        (
            shown(row["council"]),
            shown(row["committee"] or "(not stated)"),
            str(row["meetings"]),
            str(row["with_minutes"]),
            str(row["items"]),
            str(row["truncated_items"]),
            row["since"] or "",
            row["through"] or "",
        )
        for row in state["committees"]
    ]
    summary = f"{state['items']} items in {state['archive']}, generation {state['generation']}; index: {state['index']}"
    return f"{table([heading, *rows], right=(2, 3, 4, 5))}\n\n{summary}"


def _ids(query: str, index: Path | None) -> set[str]:
    found: set[str] = set()
    with Archive.open(index) as archive:
        page = 1
        while True:
            results = archive.run(parse(query, limit=MOST_HITS, page=page), facets=())
            found.update(hit.id for hit in results)
            if len(found) >= results.total or not results.hits:
                return found
            page += 1


def _csv_lines(items: Iterator[Item]) -> Iterator[str]:
    yield items_csv(())
    for item in items:
        yield items_csv((item,), heading=False)


def _write(output: Path, lines: Iterator[str]) -> None:
    """Put a file in place whole or not at all."""
    part = output.with_name(f".{output.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
        part.replace(output)
    except OSError as error:
        raise SearcherError(f"{output} cannot be written ({(error.strerror or str(error)).lower()})") from error
    finally:
        part.unlink(missing_ok=True)


def _is_name(council: str) -> bool:
    return bool(council) and all(letter.isalnum() or letter == "-" for letter in council) and council.isascii()


def _tally(items: int, changed: int) -> str:
    if not items:
        return "nothing new"
    return f"{items} item{'s' if items != 1 else ''}, {changed} new or changed"


def _files(number: int) -> str:
    return f"{number} file{'s' if number != 1 else ''}"
