"""The command `searcher`: keeps the archive.

Each command has exit status 0 done, 1 done but something was refused or found faulty, 2 could not run.
"""

import contextlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from searcher import __version__, exchange
from searcher.api import Archive, index_awaited, is_being_written
from searcher.archive import Store, now
from searcher.engine import current_generation
from searcher.errors import IndexNotReady, IndexUnusable, TakenDown
from searcher.folders import index_folder
from searcher.follows import load_follows
from searcher.frontends.acronyms_command import acronyms
from searcher.frontends.backup_commands import backup, restore
from searcher.frontends.changes_command import changes
from searcher.frontends.crawl_commands import add, crawl
from searcher.frontends.follow_command import follow
from searcher.frontends.officers_command import officers
from searcher.frontends.options import IndexOption, is_council_name
from searcher.frontends.outcomes import index_all, reported, summary
from searcher.frontends.output import give, say, style
from searcher.frontends.output_file import refuse_part_of_index, write_lines
from searcher.frontends.portal_status import last_update, portals
from searcher.frontends.schedule_command import schedule
from searcher.frontends.terminal import Progress, Version, path_typed, run
from searcher.frontends.update_command import update
from searcher.model import Item
from searcher.outlets import Context
from searcher.pipeline import Workshop, is_stale, kept_aside
from searcher.pipeline import check as check_folder
from searcher.pipeline.delivering import erase_told, followed_in
from searcher.query import MOST_HITS, parse
from searcher.render.acronyms import use_objects
from searcher.render.connections import connections_object
from searcher.render.data import items_csv
from searcher.render.item import Known, citation, item_text
from searcher.render.safe import dumped
from searcher.render.status import status_text
from searcher.render.style import counted
from searcher.render.text import notes, outdated
from searcher.render.topics import topic_objects
from searcher.render.versions import versions_text
from searcher.settings import load_settings, load_vocabulary
from searcher.storage import Storage
from searcher.topics import topic_evidence

_ABOUT = "Keep an archive of councils' minutes. To search it: search WORDS"

app = typer.Typer(
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=_ABOUT,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: searcher import minutes/ --council rotherham. Exit status of every command: 0 done, 1 done but "
    "something was refused or faulty, 2 could not run.",
)


class Format(StrEnum):
    """What items are exported as."""

    JSONL = "jsonl"
    CSV = "csv"


app.command(epilog="Example: searcher add https://democracy.example.gov.uk/ --contact me@example.org")(add)
app.command(epilog="Example: searcher crawl example --committee 415 --since 2020")(crawl)
app.command(epilog="Example: searcher update --max-time 2h")(update)
app.add_typer(follow, name="follow")
app.add_typer(schedule, name="schedule")


@app.command("import", epilog="Example: searcher import minutes/ --council rotherham")
def import_(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Files or folders.", show_default=False, parser=path_typed)
    ],
    council: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose pages these are; else as the page tells.")
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="The address the page was saved from; for several, the portal's.")
    ] = None,
    index: IndexOption = None,
) -> int:
    """Store, clean and index saved pages, minutes, PDF, XML or JSONL."""
    if council is not None and not is_council_name(council):
        raise typer.BadParameter("--council takes a short name of letters, digits and hyphens.")
    if url is not None and not url.startswith(("http://", "https://")):
        raise typer.BadParameter("--url takes an address that begins with https:// or http://.")
    with Workshop(index_folder(index)) as workshop, Progress("Importing") as progress:
        outcomes = list(reported("imported", workshop.import_paths(paths, council=council, url=url), progress))
        held = index_all(workshop)
    say(f"{summary(outcomes, 'file', 'imported')}; {counted(held, 'item')} can be searched")
    return 1 if any(outcome.refused for outcome in outcomes) else 0


@app.command(epilog="Example: searcher show rotherham:16484:AI102454")
def show(
    item_id: Annotated[str, typer.Argument(metavar="ID", help="As `search` shows it with --explain or --json.")],
    json: Annotated[bool, typer.Option("--json", help="Give one JSON object.")] = False,
    differences: Annotated[
        bool, typer.Option("--versions", help="Show what changed from version to version, word by word.")
    ] = False,
    index: IndexOption = None,
) -> int:
    """Show one item whole: text, what cites it, status, versions, link."""
    if json and differences:
        raise typer.BadParameter("--versions is for people; --json has the versions whole, as older_versions.")
    with _store(index) as store:
        item = store.item(item_id)
        versions, withdrawn_at = store.item_versions(item_id), store.withdrawn_at(item_id)
        topics = topic_evidence(item, load_vocabulary(store.folder))
        known = Known(store.connections(item), store.acronyms.of(item), topics)
    if differences:
        give(versions_text([*versions, item], style()))
    elif json:
        give(_item_json(item, versions, known, withdrawn_at))
    else:
        give(item_text(item, versions, style(), withdrawn_at=withdrawn_at, known=known))
    return 0


@app.command(epilog="Example: searcher status --json")
def status(
    json: Annotated[bool, typer.Option("--json", help="Give one JSON object.")] = False,
    index: IndexOption = None,
) -> int:
    """Show what is held of each council and committee."""
    folder = index_folder(index)
    with _store(index) as store:
        standing, fault = _index_standing(folder, store)
        state = {
            "schema": "council-minutes-status/1",
            "archive": str(folder),
            "generation": store.generation,
            "items": store.count_items(),
            "withdrawn_items": store.count_withdrawn(),
            "index": fault or "fresh",
            "committees": store.counts(),
            "portals": portals(load_settings(folder), store),
            "update": last_update(store),
        }
    give(dumped(state, indent=2) if json else status_text(state, standing, style()))
    if fault:
        say(f"searcher: {fault}")
    return 1 if fault else 0


app.command(epilog="Example: searcher changes --since 2026-05-01 --committee cabinet")(changes)
app.command(epilog='Example: searcher officers "K Hanson"')(officers)
app.command(epilog="Example: searcher acronyms CPP --council rotherham")(acronyms)


@app.command(epilog='Example: searcher export --query "home education since:2020" --output found.jsonl')
def export(
    format_: Annotated[
        Format, typer.Option("--format", metavar="jsonl|csv", help="JSON lines, which import reads back, or CSV.")
    ] = Format.JSONL,
    query: Annotated[str | None, typer.Option(metavar="WORDS", help="Only what this search finds.")] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A file outside the index; else standard output.")
    ] = None,
    index: IndexOption = None,
) -> int:
    """Write items as JSON lines or CSV."""
    with _store(index) as store:
        if output is not None:
            refuse_part_of_index(output, store.folder)
        wanted = _found(query, index) if query is not None else None
        items = (item for item in store.items() if wanted is None or item.id in wanted)
        lines = (
            _csv_lines(items) if format_ is Format.CSV else (f"{dumped(exchange.to_object(one))}\n" for one in items)
        )
        if output is None:
            for line in lines:
                give(line)
        else:
            write_lines(output, lines, Storage())
    return 0


@app.command("index", epilog="Example: searcher index --index ~/minutes")
def index_(
    index: IndexOption = None,
    whole: Annotated[bool, typer.Option("--whole", help="Write all of it anew, not only what changed.")] = False,
) -> int:
    """Bring the index up to the archive."""
    with _existing(index) as workshop:
        held = index_all(workshop, whole=whole)
    say(f"{counted(held, 'item')} can be searched")
    return 0


@app.command(epilog="Example: searcher clean && searcher index")
def clean(index: IndexOption = None) -> int:
    """Read every stored page again, by the present vocabularies."""
    with _existing(index) as workshop, Progress("Cleaning") as progress:
        outcomes = list(reported("cleaned", workshop.clean(), progress))
        stale = is_stale(workshop.folder, workshop.store)
    say(summary(outcomes, "page", "cleaned") + ("; now run: searcher index" if stale else ""))
    return 1 if any(outcome.refused for outcome in outcomes) else 0


@app.command(epilog="Example: searcher check --repair")
def check(
    repair: Annotated[bool, typer.Option("--repair", help="Derive anew what can be; deletes nothing else.")] = False,
    index: IndexOption = None,
) -> int:
    """Check that archive and index are whole and agree."""
    told = []
    if repair:
        with _existing(index) as workshop:
            told = list(workshop.repair())
    left = check_folder(index_folder(index), Storage())
    for fault in told or left:
        say(fault)
    mend = "" if repair else "; most are mended by: searcher check --repair"
    say(f"{counted(len(left), 'fault')}{mend}" if left else "no faults left" if told else "no faults found")
    return 1 if left else 0


@app.command(epilog='Example: searcher forget imported:1ae1446d7ff0:5 --reason "request of 3 May"')
def forget(
    item_id: Annotated[str, typer.Argument(metavar="ID", help="The item to take down.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; kept in the place of the item.")],
    index: IndexOption = None,
) -> int:
    """Take an item down for ever, out of archive, pages and index."""
    if not reason.strip():
        raise typer.BadParameter("--reason takes some words: they are kept in the place of the item.")
    with _existing(index) as workshop:
        try:
            gone = workshop.forget(item_id, reason.strip())
        except TakenDown as error:
            gone = ()
            say(f"already done: {error}")
        for one in gone:
            say(f"{one} is forgotten")
        left = list(_told_by_follows(workshop))
        for told in left:
            say(told)
    return max(_told_aside(workshop.folder), min(len(left), 1))


def _told_by_follows(workshop: Workshop) -> Iterator[str]:
    """Take what is forgotten out of files that follows were told in; a line for each that may still have it."""
    context = Context(storage=workshop.storage, version=__version__, clock=now, folder=workshop.folder)
    items = {row[0] for row in workshop.store.takedown.told().tombstones}
    return erase_told(followed_in(workshop.folder, load_follows(workshop.folder)), items, workshop.store, context)


def _told_aside(folder: Path) -> int:
    """Say which archives of before a restore still stand in an index folder; 1 when there are any."""
    aside = kept_aside(folder)
    for path in aside:
        say(f"{path} is an archive of before a restore and may still have it; remove that folder")
    return min(len(aside), 1)


app.command(epilog="Example: searcher backup minutes.backup.zip")(backup)
app.command(epilog="Example: searcher restore minutes.backup.zip --replace")(restore)


@app.callback(invoke_without_command=True, help=_ABOUT)
def alone(_version: Version = False) -> None:
    """What the command takes without a command of its own."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command on arguments, without any on those of the process; on none at all it shows its help.

    What it writes is never for anybody to write to, whatever the process would allow.
    """
    allowed = os.umask(0)
    os.umask(allowed | stat.S_IWOTH)
    try:
        run("searcher", app, (sys.argv[1:] if arguments is None else arguments) or ["--help"])
    finally:
        os.umask(allowed)


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


def _index_standing(folder: Path, store: Store) -> tuple[str, str | None]:
    """How the index stands, in a word or two, and what is wrong with it."""
    try:
        with index_awaited(folder):
            current_generation(folder)
    except IndexNotReady as error:
        return "not yet written", str(error)
    except IndexUnusable as error:
        return "not usable", str(error)
    return ("older than the archive", _outdated(folder)) if is_stale(folder, store) else ("fresh", None)


def _outdated(folder: Path) -> str:
    return outdated(folder, being_written=is_being_written(folder))


def _item_json(item: Item, versions: Iterable[Item], known: Known, withdrawn_at: str | None) -> str:
    """An item in the exchange format, with what only its archive knows."""
    told = exchange.to_object(item)
    return dumped(
        {
            **told,
            "schema": "council-minutes-show/1",
            "officers": [
                {**one, "may_be": list(officer.may_be)}
                for one, officer in zip(told["officers"], item.officers, strict=True)
            ],
            "withdrawn": withdrawn_at is not None,
            "withdrawn_at": withdrawn_at,
            "citation": citation(item),
            **connections_object(known.connections),
            "acronym_uses": use_objects(known.acronyms),
            "topic_evidence": topic_objects(known.topics),
            "older_versions": [exchange.to_object(older) for older in versions],
        },
        indent=2,
    )


def _found(query: str, index: Path | None) -> set[str]:
    """The ids of all that a search finds."""
    found: set[str] = set()
    with Archive.open(index) as archive:
        for page in range(1, sys.maxsize):
            results = archive.run(parse(query, limit=MOST_HITS, page=page), facets=(), correct=False)
            found.update(hit.id for hit in results)
            if not results.hits:
                break
    for note in (*notes(results), *([_outdated(archive.folder)] if results.stale else ())):
        say(f"searcher: {note}")
    return found


def _csv_lines(items: Iterator[Item]) -> Iterator[str]:
    yield items_csv(())
    for item in items:
        yield items_csv((item,), heading=False)
