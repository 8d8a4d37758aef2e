"""The commands that ask one portal: add, crawl."""

import contextlib
import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import asdict, replace

from searcher.crawler.portal import council_from, portal_address
from searcher.errors import CannotCrawl, PortalStops
from searcher.folders import index_folder
from searcher.frontends.options import IndexOption, is_council_name
from searcher.frontends.output import say
from searcher.frontends.terminal import Progress
from searcher.listing import Portal
from searcher.pipeline import Outcome, Wanted, Workshop
from searcher.pipeline.outcome import Tally
from searcher.query import period
from searcher.render.style import counted
from searcher.render.updates import portal_lines
from searcher.settings import Settings, contact_in_environment, is_contact, load_settings

Contact = Annotated[
    str | None,
    typer.Option(
        metavar="EMAIL", help="Where the council can write to; else $SEARCHER_CONTACT or contact in settings.toml."
    ),
]
_RECOUNTED = 20  # pages after which what is left to do is counted anew

Documents = Annotated[bool, typer.Option("--documents", help="Fetch reports and printed minutes too (PDF).")]


def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="The portal, or any of its pages.", show_default=False)],
    name: Annotated[
        str | None, typer.Option(metavar="COUNCIL", help="A short name for the council; else from the address.")
    ] = None,
    contact: Contact = None,
    ca: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Certificates to trust for this portal, besides the usual ones.")
    ] = None,
    index: IndexOption = None,
) -> int:
    """Remember a council's portal, for update to crawl."""
    portal = _portal_at(url, name, ca)
    _check_contact(contact)
    with Workshop(index_folder(index)) as workshop:
        known = workshop.settings.portals.get(portal.council)
        if known is not None and name is None:
            _check_same(known, portal)
        workshop.add_portal(portal if ca or known is None else replace(portal, ca=known.ca), contact)
    moved = f", no longer {known.url}" if known is not None and known.url != portal.url else ""
    say(f"{portal.council} is {portal.url}{moved}; now run: searcher update")
    return 0


def crawl(
    portal: Annotated[
        str, typer.Argument(metavar="URL|COUNCIL", help="A portal, or a council that was added.", show_default=False)
    ],
    committee: Annotated[
        str | None, typer.Option(metavar="NAME|ID", help="Only this committee, by its name or the portal's id.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only meetings from this day on.")] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="No more meetings than this.")] = None,
    documents: Documents = False,
    contact: Contact = None,
    index: IndexOption = None,
) -> int:
    """Fetch what is due of one portal, and read it."""
    wanted = Wanted(committee=committee, since=_day(since), limit=limit, documents=documents)
    folder = index_folder(index)
    settings = load_settings(folder)
    told = _known_portal(portal, settings)
    address = contact_told(contact, settings)
    with Workshop(folder) as workshop:
        if told not in settings.portals.values():
            _check_same(settings.portals.get(told.council), told)
            workshop.add_portal(told, contact)
        left_with = _crawl(told, workshop, address, wanted)
    say("now run: searcher index")
    return left_with


def _crawl(portal: Portal, workshop: Workshop, contact: str, wanted: Wanted) -> int:
    """Crawl one portal, with a line for each page, or a bar; the exit status."""
    tally = Tally()
    stopped = None
    total = 0
    with contextlib.ExitStack() as stack:
        progress = stack.enter_context(Progress(f"Crawling {portal.council}"))
        crawling = stack.enter_context(workshop.crawling(portal, contact, wanted, waiting=waiting_told(progress)))
        try:
            for number, outcome in enumerate(crawling.run(), 1):
                tally.count(outcome)
                tell_page(outcome, progress)
                if number % _RECOUNTED == 1:
                    total = number + crawling.remaining()
                progress(number, max(number, total))
        except PortalStops as stop:
            stopped = str(stop)
        except KeyboardInterrupt:
            progress.say(f"{portal.council}: interrupted; the next crawl goes on from here")
            raise
    told = {"council": portal.council, **asdict(tally), "requests": crawling.requests, "stopped": stopped}
    for text in portal_lines({**told, "left": 0, "overdue_since": None}):
        say(text)
    return 1 if stopped or tally.failed else 0


def waiting_told(progress: Progress) -> Callable[[float], None]:
    """What says how long the portal is waited for."""

    def tell(seconds: float) -> None:
        progress.say(f"waiting {seconds:,.0f} seconds: the portal asks for that, or is slow")

    return tell


def tell_page(outcome: Outcome, progress: Progress) -> None:
    """Say what became of a page; on a terminal only what went wrong."""
    if outcome.refused:
        progress.say(f"failed {outcome.path}: {outcome.refused}")
    elif outcome.missing:
        progress.say(f"missing {outcome.path}: {outcome.missing}")
    elif not sys.stderr.isatty():
        progress.say(f"fetched {outcome.path} ({outcome.why}): {counted(outcome.changed, 'item')} new or changed")
    for text in outcome.unplaced:
        progress.say(f"not placed, of {outcome.path}: {text[:100]}")


def _portal_at(url: str, name: str | None = None, ca: Path | None = None) -> Portal:
    address = portal_address(url)
    if address is None:
        raise typer.BadParameter(f"{url!r} is no address of a portal: it begins with https:// or http://.")
    council = name or council_from(address)
    if council is None or not is_council_name(council):
        raise typer.BadParameter("--name takes a short name of letters, digits and hyphens; this address gives none.")
    if ca is not None and not ca.is_file():
        raise typer.BadParameter(f"--ca takes a file of certificates; there is none at {ca}.")
    return Portal(council, address, ca.resolve() if ca else None)


def _check_same(known: Portal | None, portal: Portal) -> None:
    """Raises CannotCrawl when the name of a portal is that of another one."""
    if known is not None and known.url != portal.url:
        raise CannotCrawl(
            f"{known.council} is {known.url}. Add {portal.url} under another name: searcher add URL --name NAME;"
            f" if the portal has moved there: --name {known.council}"
        )


def _known_portal(told: str, settings: Settings) -> Portal:
    """A portal by its council's name, or by its address."""
    if "://" not in told:
        return portals_known(told, settings)[0]
    portal = _portal_at(told)
    return next((one for one in settings.portals.values() if one.url == portal.url), portal)


def portals_known(council: str | None, settings: Settings) -> list[Portal]:
    """The portals that were added, or that of one council. Raises CannotCrawl when there is none."""
    known = settings.portals
    if not known:
        raise CannotCrawl("no portal is known yet. Add one with: searcher add URL")
    if council is not None and council not in known:
        raise CannotCrawl(f"no portal of {council!r} is known; known are {', '.join(sorted(known))}")
    return [known[council]] if council is not None else list(known.values())


def contact_told(told: str | None, settings: Settings) -> str:
    """Where councils can write to. Asked for on a terminal only. Raises CannotCrawl when it is not told."""
    contact = told or contact_in_environment() or settings.contact
    if contact is None and sys.stdin.isatty() and sys.stderr.isatty():
        contact = str(typer.prompt("Your e-mail address, for the council to write to", err=True)).strip()
    if contact is None:
        raise CannotCrawl("say where councils can write to: --contact EMAIL, $SEARCHER_CONTACT, or in settings.toml")
    _check_contact(contact)
    return contact


def _check_contact(contact: str | None) -> None:
    if contact is not None and not is_contact(contact):
        raise typer.BadParameter("--contact takes an e-mail address, or a web address that tells one.")


def _day(text: str | None) -> datetime.date | None:
    if text is None:
        return None
    days = period(text)
    if days is None:
        raise typer.BadParameter(f"--since takes YYYY, YYYY-MM, YYYY-MM-DD or DD/MM/YYYY, not {text!r}.")
    return days[0]
