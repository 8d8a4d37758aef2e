"""Measures speeds as ratios within one run: what a crawl and cleaning cost beside parsing the pages once."""

import argparse
import contextlib
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarking_cleaning import cleaning_report
from bs4 import BeautifulSoup
from crawled import clocked, crawl, workshop_at
from sample_portal import SamplePortal, generate
from timing import Stopwatch, instead

from searcher.archive import Store
from searcher.archive.pages import Pages
from searcher.archive.settling import Settling
from searcher.crawler.connection import Connection
from searcher.pipeline import deriving, meeting_pages, readings
from searcher.storage import Database


@dataclass(frozen=True)
class CrawlCosts:
    """Milliseconds a page: asking the portal, cleaning, storing, and all else; parsing it once to compare."""

    pages: int
    asking: float
    cleaning: float
    storing: float
    own: float
    parsing: float


def crawl_costs(items: int) -> CrawlCosts:
    """What a page of a crawl costs, on the average of a whole sample portal."""
    truth = generate(1, items, 5)
    asking, cleaning, storing, contents = Stopwatch(), Stopwatch(), Stopwatch(), list[bytes]()
    with contextlib.ExitStack() as stack:
        for owner, name, watch in (
            (Connection, "ask", asking),
            (readings, "clean", cleaning),
            (meeting_pages, "attendance_on", cleaning),
            (readings, "attendance_on", cleaning),
            (deriving, "whole_item", cleaning),
            (Store, "put_meeting", storing),
            (Pages, "keep", storing),
            (Settling, "settle", storing),
        ):
            stack.enter_context(instead(owner, name, watch.around))
        stack.enter_context(instead(Connection, "ask", lambda ask: _keeping(ask, contents)))
        stack.enter_context(instead(Database, "execute", lambda execute: _commits(execute, storing)))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        portal = stack.enter_context(SamplePortal(truth, clock=clocked(truth)))
        workshop = stack.enter_context(workshop_at(folder))
        began = time.perf_counter()
        crawl(workshop, portal)
        whole = time.perf_counter() - began
    own = whole - asking.seconds - cleaning.seconds - storing.seconds
    told = (asking.seconds, cleaning.seconds, storing.seconds, own, _parsing(contents))
    return CrawlCosts(len(contents), *(1000 * seconds / len(contents) for seconds in told))


def _keeping(ask: Callable[..., Any], contents: list[bytes]) -> Callable[..., Any]:
    def asked(*arguments: Any, **named: Any) -> Any:
        reply = ask(*arguments, **named)
        contents.append(reply.body.content)
        return reply

    return asked


def _commits(execute: Callable[..., Any], watch: Stopwatch) -> Callable[..., Any]:
    """The function, timed where it brings a transaction to the disk."""
    timed = watch.around(execute)
    return lambda database, sql, *told: (timed if sql == "COMMIT" else execute)(database, sql, *told)


def _parsing(contents: Sequence[bytes]) -> float:
    """Seconds that parsing all pages once takes."""
    began = time.perf_counter()
    for content in contents:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of answers of the web service, which are XML
            BeautifulSoup(content, "lxml")
    return time.perf_counter() - began


def report(costs: CrawlCosts) -> str:
    """The costs as a table in Markdown."""
    rows = [
        ("the crawler's own work", costs.own),
        ("storing pages, meetings and items, and what they cite", costs.storing),
        ("cleaning", costs.cleaning),
        ("parsing once with BeautifulSoup and lxml", costs.parsing),
    ]
    lines = [f"| {name} | {spent:.1f} | {spent / costs.parsing:.2f} |" for name, spent in rows]
    return "\n".join((f"{costs.pages} pages", "", "| of a page | ms | to parsing |", "|---|---|---|", *lines)) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure as told, and print it."""
    parser = argparse.ArgumentParser(prog="benchmark", description=__doc__)
    parser.add_argument("--items", type=int, default=1_500)
    parser.add_argument("--quick", action="store_true", help="pages up to 2.5 MB instead of 20 MB")
    told = parser.parse_args(arguments)
    sys.stdout.write(report(crawl_costs(told.items)) + "\n")
    sys.stdout.write(cleaning_report(told.items // 4, 2.5 if told.quick else 20))
    return 0


if __name__ == "__main__":
    sys.exit(main())
