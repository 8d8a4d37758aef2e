"""The command `searcher follow`: add, list, remove and test what is followed."""

import contextlib
import datetime
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from searcher import __version__
from searcher.archive import FILE, Store, now
from searcher.archive.follows import Delivery
from searcher.engine import Index, current_generation
from searcher.errors import ArchiveError, IndexUnusable, SearcherError
from searcher.folders import index_folder, user_units
from searcher.follows import FOLLOWS, Follow, is_follow_name, load_follows, with_follow, without_follow
from searcher.frontends import search_options
from searcher.frontends.options import IndexOption
from searcher.frontends.output import give, say, style
from searcher.frontends.programs import Programs
from searcher.frontends.user_timers import Timers
from searcher.outlets import new_secret, outlet_from
from searcher.outlets.data import notices_body
from searcher.outlets.mail_text import mail_text
from searcher.pipeline.delivering import followed_in
from searcher.pipeline.following import rehearsed
from searcher.query import FILTERS, period
from searcher.render.follows import follows_text
from searcher.render.safe import dumped
from searcher.render.style import counted
from searcher.scheduling import may_write, schedule_name
from searcher.storage import Storage

follow = typer.Typer(
    help="Follow a matter: be told of each new item, and of changes, once.",
    epilog='Example: searcher follow add schools "home education" --feed schools.xml',
    no_args_is_help=True,
    add_completion=False,
)
_ASKING = ("in", "restricted", "exact", "holders", *FILTERS)  # the options of search that tell what is asked
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A short name for it.", show_default=False)]


@follow.command(
    epilog='Example: searcher follow add schools "home education" --committee "Improving Lives" --feed schools.xml',
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
)
def add(
    context: typer.Context,
    name: NameArgument,
    feed: Annotated[
        list[str] | None, typer.Option(metavar="FILE", help="Keep an Atom feed in this file.", show_default=False)
    ] = None,
    lines: Annotated[
        list[str] | None, typer.Option(metavar="FILE", help="Add a JSON line for each to this file.")
    ] = None,
    mail: Annotated[list[str] | None, typer.Option(metavar="EMAIL", help="Write to this address.")] = None,
    webhook: Annotated[list[str] | None, typer.Option(metavar="URL", help="Post to this address.")] = None,
    run: Annotated[list[str] | None, typer.Option(metavar="PROGRAM", help="Give them to this program as JSON.")] = None,
    index: IndexOption = None,
) -> int:
    """Follow WORDS and filters, written as for `search`, behind the NAME."""
    folder = index_folder(index)
    if not is_follow_name(name):
        raise typer.BadParameter(f"{name!r} is no name of a follow: letters, digits, hyphens.")
    if name in load_follows(folder):
        raise typer.BadParameter(f"{name} is followed already; first: searcher follow remove {name}")
    outlets: list[dict[str, Any]] = [{"kind": "feed", "path": path} for path in feed or ()]
    outlets += [{"kind": "lines", "path": path} for path in lines or ()]
    outlets += [{"kind": "mail", "to": address} for address in mail or ()]
    outlets += [{"kind": "webhook", "url": url, "secret": new_secret()} for url in webhook or ()]
    outlets += [{"kind": "command", "arguments": _split(program)} for program in run or ()]
    today = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    one = Follow(name, _words(context.args), today, _generation(folder), tuple(outlets))
    one.query  # noqa: B018 - raises BadQuery
    for table in outlets:
        _check_outlet(table)
    _write(folder, lambda text: with_follow(text, one))
    say(f"{name} is followed: {one.words}")
    for file in followed_in(folder, {name: one})[0].files(folder):
        _tell_file(file, folder)
    if webhook:
        say(f"what is posted is signed; the secret stands in {folder / FOLLOWS}")
    if not outlets:
        say(f"nothing leaves yet: add --feed FILE or --mail EMAIL, or an outlet in {folder / FOLLOWS}")
    return 0


@follow.command("list", epilog="Example: searcher follow list --json")
def list_(
    json: Annotated[bool, typer.Option("--json", help="Give one JSON object.")] = False,
    index: IndexOption = None,
) -> int:
    """Show what is followed, and how its outlets do."""
    folder = index_folder(index)
    followed = followed_in(folder, load_follows(folder))
    with (
        contextlib.closing(Store.open(folder, Storage()))
        if (folder / FILE).exists()
        else contextlib.nullcontext() as store
    ):
        told = [_told(one.follow, one.names, store) for one in followed]
    give(
        dumped({"schema": "council-minutes-follows/1", "follows": told}, indent=2)
        if json
        else follows_text(told, style())
    )
    return 1 if any(outlet["failure"] for one in told for outlet in one["outlets"]) else 0


@follow.command(epilog="Example: searcher follow remove schools")
def remove(name: NameArgument, index: IndexOption = None) -> int:
    """Follow something no longer."""
    folder = index_folder(index)
    _known(name, folder)
    _write(folder, lambda text: without_follow(text, name))
    say(f"{name} is not followed any more")
    return 0


@follow.command(epilog="Example: searcher follow test schools --since 2026-01-01")
def test(
    name: NameArgument,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Since the archive saw it then; else this year.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Give one JSON object, as a webhook is given it.")] = False,
    index: IndexOption = None,
) -> int:
    """Show what it would have told this year; nothing is sent."""
    folder = index_folder(index)
    one = _known(name, folder)
    days = period(since or str(datetime.datetime.now(datetime.UTC).year))
    if days is None:
        raise typer.BadParameter(f"--since takes YYYY, YYYY-MM, YYYY-MM-DD or DD/MM/YYYY, not {since!r}.")
    with contextlib.closing(Store.open(folder, Storage())) as store, contextlib.closing(Index(folder)) as in_use:
        told = rehearsed(one, in_use, store, days[0], now())
    if json:
        give(notices_body(name, one.words, told.notices).decode())
    elif told.notices:
        give(mail_text(name, one.words, __version__, told.notices))
    else:
        say(f"{name} would have told nothing since {days[0]}")
    if told.gone:
        say(f"{counted(told.gone, 'item')} withdrawn since then could not be looked at; see: searcher changes")
    return 0


def _tell_file(file: Path, folder: Path) -> None:
    """Where a file of an outlet is to be, and whether a timer that is installed may write there."""
    say(f"what is new will be in {file}")
    place = file.resolve().parent
    name = schedule_name(folder.resolve())
    units = Timers(user_units(), Programs(), Storage()).installed(name)
    if units and not place.is_relative_to(folder.resolve()) and not may_write(units[0].content, place):
        say(f"the timer {name} may not write there before: searcher schedule install, as it was installed")


def _generation(folder: Path) -> int:
    """The generation of the archive that can be searched now; 0 where nothing can."""
    try:
        return current_generation(folder).manifest.archive_generation
    except IndexUnusable:
        return 0


def _known(name: str, folder: Path) -> Follow:
    """A follow by its name. Raises SearcherError."""
    follows = load_follows(folder)
    if name not in follows:
        raise SearcherError(f"{name} is not followed. See: searcher follow list")
    return follows[name]


def _words(arguments: list[str]) -> str:
    """Words and options of `search` as one text of the query language. Raises BadParameter for what asks nothing."""
    options = search_options.read(arguments)
    if options is None:
        raise typer.BadParameter("WORDS and filters are written as for search; see: search --help")
    given = {name: value for name, value in options.items() if value != search_options.DEFAULTS.get(name)}
    words = " ".join(given.pop("words", []))
    for name, value in given.items():
        if name not in _ASKING:
            raise typer.BadParameter(f"--{name} is nothing to follow.")
        for one in value if isinstance(value, list) else [value]:
            words = f"{words} {name}:{_value(one)}"
    return words.strip()


def _value(value: Any) -> str:
    """A value as a field in the words takes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if '"' in value:
        raise typer.BadParameter("a filter's value has no quotation marks within.")
    return value if value.isalnum() else f'"{value}"'


def _split(program: str) -> list[str]:
    """A program and its arguments, as a shell would take them apart. Raises BadParameter."""
    try:
        return shlex.split(program)
    except ValueError as error:
        raise typer.BadParameter(f"--run: {error}.") from error


def _check_outlet(table: dict[str, Any]) -> None:
    try:
        outlet_from(table)
    except ValueError as error:
        raise typer.BadParameter(f"{table['kind']}: {error}.") from error


def _write(folder: Path, change: Callable[[str], str]) -> None:
    """Change follows.toml, whole or not at all."""
    path, storage = folder / FOLLOWS, Storage()
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    try:
        storage.make_folder(folder)
        storage.write(path, change(text).encode())
    except OSError as error:
        raise ArchiveError(f"{path} cannot be written ({error.strerror})") from error


def _told(one: Follow, outlets: tuple[str, ...], store: Store | None) -> dict[str, Any]:
    """A follow as `--json` gives it; without an archive nothing of it is known yet."""
    deliveries = {given.outlet: given for given in store.follows.deliveries(one.name)} if store else {}
    notices = store.follows.count(one.name) if store else 0
    return {
        "name": one.name,
        "words": one.words,
        "added": one.added.isoformat() if one.added else None,
        "notices": notices,
        "outlets": [
            msgspec.to_builtins(deliveries.get(name, Delivery(name, 0, None, 0, None, None))) for name in outlets
        ],
    }
