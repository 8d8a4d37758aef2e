"""The command `searcher update`: what a scheduler runs, once or again and again."""

import contextlib
import datetime
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from msgspec import Struct

from searcher import __version__
from searcher.archive import FILE, now
from searcher.crawler.plan import Wanted
from searcher.errors import SearcherError
from searcher.folders import index_folder
from searcher.follows import load_follows
from searcher.frontends.crawl_commands import Contact, Documents, contact_told, portals_known, tell_page, waiting_told
from searcher.frontends.options import IndexOption
from searcher.frontends.output import give, say
from searcher.frontends.terminal import Progress
from searcher.intervals import LEAST, NotAnInterval, interval_of, told_too_often
from searcher.outlets import Context
from searcher.pipeline import Workshop
from searcher.pipeline.delivering import followed_in
from searcher.pipeline.outcome import Outcome
from searcher.pipeline.updating import Bounds, Update
from searcher.render.safe import dumped
from searcher.render.updates import update_lines
from searcher.settings import load_settings
from searcher.storage import Storage

if TYPE_CHECKING:
    from searcher.pipeline.crawling import Crawl

_RECOUNTED = 20  # pages after which what is left to do is counted anew


class Asked(Struct, frozen=True):
    """What is asked of each update."""

    folder: Path
    council: str | None
    wanted: Wanted
    contact: str | None
    bounds: Bounds
    as_json: bool


def update(
    council: Annotated[str | None, typer.Option(metavar="NAME", help="Only this council.")] = None,
    documents: Documents = False,
    contact: Contact = None,
    max_time: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Crawl no longer than this, such as 90m; the next goes on."),
    ] = None,
    max_requests: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Ask portals no more often than this, in all.")
    ] = None,
    every: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Stay, and update again and again: 15m or more, 6h, daily. For containers."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Give the report as one JSON object.")] = False,
    index: IndexOption = None,
) -> int:
    """Crawl, clean, index and check what is due; tell who follows."""
    longest = _interval(max_time, "--max-time") if max_time is not None else None
    pause = _interval(every, "--every") if every is not None else None
    if pause is not None and pause < LEAST:
        raise typer.BadParameter(f"{told_too_often()}.")
    asked = Asked(
        folder=index_folder(index),
        council=council,
        wanted=Wanted(documents=documents),
        contact=contact,
        bounds=Bounds(longest, max_requests),
        as_json=json,
    )
    try:
        with _ended_by_sigterm():
            return _once(asked) if pause is None else _again_and_again(asked, pause)
    except _Ended:
        say("stopped; the next update goes on from here")
        return 1 if pause is None else 0


class _Ended(BaseException):
    """The process is asked to end."""


@contextlib.contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """SIGTERM ends what is done inside like an interrupt: what is half done is taken back."""

    def end(*_: object) -> None:
        raise _Ended

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _again_and_again(asked: Asked, pause: datetime.timedelta) -> int:
    """Update for ever. What could not run is told, and tried again; but the first time it ends the command."""
    is_first = True
    while True:
        began = time.monotonic()
        try:
            _once(asked)
        except SearcherError as error:
            if is_first:
                raise
            say(f"searcher: {error}")
        is_first = False
        time.sleep(max(0.0, pause.total_seconds() - (time.monotonic() - began)))


def _once(asked: Asked) -> int:
    """One update; its exit status."""
    from searcher.crawler.fetch import SystemClock  # noqa: PLC0415 - only crawls need httpx

    settings, follows = load_settings(asked.folder), load_follows(asked.folder)
    is_fed_by_hand = not settings.portals and follows and (asked.folder / FILE).exists()
    portals = [] if is_fed_by_hand else portals_known(asked.council, settings)
    contact = contact_told(asked.contact, settings) if portals else ""
    followed = followed_in(asked.folder, follows)
    context = Context(
        storage=Storage(),
        version=__version__,
        clock=now,
        smtp=settings.smtp,
        contact=contact or settings.contact,
        folder=asked.folder,
    )
    with Workshop(asked.folder) as workshop, Progress("Updating") as progress:
        running = Update(workshop, asked.wanted, asked.bounds, _told(progress), SystemClock(), waiting_told(progress))
        try:
            report = running.run(portals, contact, followed, context)
        except KeyboardInterrupt:
            progress.say("interrupted; the next update goes on from here")
            raise
    told = msgspec.to_builtins(report)
    for line in update_lines(told):
        say(line)
    if asked.as_json:
        give(dumped(told, indent=2))
    return report.status


def _told(progress: Progress) -> Callable[[str, Outcome, "Crawl"], None]:
    """What tells of each page, and moves the bar of its portal."""
    done: dict[str, int] = {}
    totals: dict[str, int] = {}

    def tell(council: str, outcome: Outcome, crawling: "Crawl") -> None:
        done[council] = number = done.get(council, 0) + 1
        tell_page(outcome, progress)
        if number % _RECOUNTED == 1:
            totals[council] = number + crawling.remaining()
        progress(number, max(number, totals[council]))

    return tell


def _interval(text: str, option: str) -> datetime.timedelta:
    try:
        return interval_of(text)
    except NotAnInterval as error:
        raise typer.BadParameter(f"{option}: {error}.") from error
