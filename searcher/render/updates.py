"""What an update came to, in lines."""

from collections.abc import Iterator, Mapping
from typing import Any

from searcher.render.safe import line
from searcher.render.style import counted


def update_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """The object of `searcher update --json` as people read it; what is worth a look first, what is there last."""
    for portal in report["portals"]:
        yield from portal_lines(portal)
    if report["read_again"]:
        yield f"{counted(report['read_again'], 'page')} read again: the program or the vocabularies are others"
    yield from map(line, report["refused"])
    yield from map(line, report["faults"])
    for outlet in report["outlets"]:
        yield from _outlet(outlet)
    told = sum(report["notices"].values())
    follows = (
        f"; {counted(told, 'notice')} for {counted(len(report['notices']), 'follow')}" if report["notices"] else ""
    )
    yield f"{counted(report['items'], 'item')} can be searched{follows}"


def portal_lines(portal: Mapping[str, Any]) -> Iterator[str]:
    """What the crawl of a portal came to, as a report has it."""
    council = line(portal["council"])
    told = f"{counted(portal['pages'], 'page')} fetched, {counted(portal['changed'], 'item')} new or changed"
    requests = counted(portal["requests"], "request")
    yield f"{council}: {told}, {portal['failed']:,} failed, {portal['missing']:,} missing, {requests}"
    if portal["left"]:
        yield f"{council}: about {counted(portal['left'], 'page')} are left for the next update"
    if portal["overdue_since"]:
        yield f"{council}: no crawl has come to its end since {portal['overdue_since'][:10]}: give updates more time"
    if portal["stopped"]:
        yield f"{council}: stopped: {line(portal['stopped'])}"


def _outlet(outlet: Mapping[str, Any]) -> Iterator[str]:
    name = f"{line(outlet['follow'])}: {line(outlet['outlet'])}"
    if outlet["notices"]:
        yield f"{name}: {counted(outlet['notices'], 'notice')}"
    if outlet["failure"] is not None:
        yield f"{name}: failed: {line(outlet['failure'])}; {counted(outlet['waiting'], 'notice')} wait"
