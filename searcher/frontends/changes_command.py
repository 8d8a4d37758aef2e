"""The command that tells what changed: changes."""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Annotated, Any

import typer
from msgspec import Struct
from msgspec.structs import asdict

from searcher.archive import Store
from searcher.errors import BadQuery
from searcher.folders import index_folder
from searcher.frontends.options import IndexOption
from searcher.frontends.output import give, say, style
from searcher.history import CHANGES, Change, Changed, Move, Run, Seen, seen
from searcher.render.changes import changed_object, counts_text, run_text, summary_text
from searcher.render.safe import dumped
from searcher.storage import Storage

SCHEMA = "council-minutes-changes/1"
_MOST = 100  # items told one by one, where nobody asks for more


class Asked(Struct, frozen=True):
    """What changes are asked for: seen when, of which committees, how many of them one by one (None: all)."""

    when: Seen
    council: str | None
    committee: str | None
    most: int | None

    def moves(self, store: Store) -> Iterator[tuple[Run, list[Move]]]:
        """Each run that changed any of it, the newest first."""
        named = self.council is not None or self.committee is not None
        among = store.history.committees(self.council, self.committee) if named else None
        for run in store.history.runs(self.when):
            if moves := store.history.moves(run, among):
                yield run, moves


def changes(
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE|GENERATION",
            help="What the archive saw from this day on, whenever the meeting was; or from a run on, by its number.",
        ),
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE|GENERATION", help="Up to this day, or run, and with it.")
    ] = None,
    council: Annotated[str | None, typer.Option(metavar="NAME", help="Only of this council.")] = None,
    committee: Annotated[
        str | None, typer.Option(metavar="NAME|ID", help="Only of committees with these words in their names.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=1, help=f"Tell no more items one by one; {_MOST} for people.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Tell every item, where many changed at once too.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Give one JSON object.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Give one JSON object a line, for each change.")] = False,
    index: IndexOption = None,
) -> int:
    """Tell what is new, changed, withdrawn or back, run by run."""
    if (every and limit is not None) or (json and jsonl):
        raise typer.BadParameter("--all and --limit, or --json and --jsonl, do not go together.")
    try:
        when = seen(since, until)
    except BadQuery as error:
        raise typer.BadParameter(f"{error.reason}.") from error
    most = None if every else limit if json or jsonl else limit or _MOST
    asked = Asked(when, council, committee, most)
    give_all: Callable[[Asked, Store], None] = _give_json if json else _give_lines if jsonl else _give_text
    with contextlib.closing(Store.open(index_folder(index), Storage())) as store:
        if not store.history.committees(council, committee) and (council is not None or committee is not None):
            say(f"searcher: no {'council' if committee is None else 'committee'} {committee or council!r} is held")
            return 1
        give_all(asked, store)
    return 0


def _give_text(asked: Asked, store: Store) -> None:
    """For people: runs with many changes as numbers, the newest others item by item."""
    total: Counter[Change] = Counter()
    runs = only_counted = told = 0
    for run, moves in asked.moves(store):
        runs += 1
        total.update(one.change for one in moves)
        if asked.most is None or told + len(moves) <= asked.most:
            told += len(moves)
            give(run_text(run, list(store.history.told(run, moves)), style()) + "\n")
        else:
            only_counted += len(moves)
            give(counts_text(run, store.history.tallies(moves), style()) + "\n")
    reread = store.history.reread(asked.when)
    give(summary_text(total, runs, style(), counted_only=only_counted, reread=reread))


def _give_json(asked: Asked, store: Store) -> None:
    """For programs: the runs with their numbers, and the changes, as many as are asked for."""
    runs: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for run, moves in asked.moves(store):
        runs.append({**asdict(run), **dict.fromkeys(CHANGES, 0), **Counter(one.change for one in moves)})
        left = len(moves) if asked.most is None else asked.most - len(changed)
        changed += [changed_object(one) for one in store.history.told(run, moves[:left])]
    told = {
        "schema": SCHEMA,
        "archive": str(store.folder),
        "generation": store.generation,
        "total": sum(run[one] for run in runs for one in CHANGES),
        "reread": store.history.reread(asked.when),
        "runs": runs,
        "changes": changed,
    }
    give(dumped(told, indent=2))


def _give_lines(asked: Asked, store: Store) -> None:
    """For programs: a line for each change, as many as are asked for, the newest run first."""
    for number, one in enumerate(_told(asked, store)):
        if asked.most is not None and number >= asked.most:
            return
        give(dumped({"schema": SCHEMA, **changed_object(one)}))


def _told(asked: Asked, store: Store) -> Iterator[Changed]:
    for run, moves in asked.moves(store):
        yield from store.history.told(run, moves)
