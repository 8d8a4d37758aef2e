"""`scripts/evaluate search`: everything asked of all engines, and printed."""

import argparse
import sys
from collections.abc import Sequence

from sample_portal import generate

from evaluation.search.archive import crawled_archive, imported_archive
from evaluation.search.engines import fts5, ours, whoosh
from evaluation.search.gold import gold_queries
from evaluation.search.judged import JudgedQuery
from evaluation.search.measures import Answers, answered
from evaluation.search.query_set import query_set
from evaluation.search.report import report, worst
from evaluation.search.topic_queries import unlike_count
from searcher import Archive
from searcher.model import Item

ITEMS, YEARS, COMMITTEES, SEED = 2_400, 12, 8, 11


def run(told: argparse.Namespace) -> int:
    """Judge by gold where it is given, else by the sample portal's truth."""
    if told.pages:
        with imported_archive(told.pages) as archive:
            held = list(archive.items())
            _print(f"{told.gold}", gold_queries(told.gold, held), archive, held, told.show)
        return 0
    items, years, seed = (told.items or ITEMS, told.years or YEARS, told.seed or SEED)
    truth = generate(seed, items, years, COMMITTEES)
    with crawled_archive(truth) as archive:
        name = f"{items:,} items, {years} years, seed {seed}"
        _print(name, query_set(truth), archive, list(archive.items()), told.show)
    return 0


def engines(queries: Sequence[JudgedQuery], archive: Archive, held: Sequence[Item]) -> dict[str, Answers]:
    """What each engine answers, ours first."""
    asked = {"ours": ours(archive), "FTS5": fts5(held, archive), "Whoosh": whoosh(held, archive)}
    return {name: answered(queries, ranked) for name, ranked in asked.items()}


def _print(name: str, queries: Sequence[JudgedQuery], archive: Archive, held: Sequence[Item], show: str | None) -> None:
    answers = engines(queries, archive, held)
    apart = unlike_count(queries)
    sys.stdout.write(f"{name}: {len(queries)} queries, {apart} with no word of some main item\n\n{report(answers)}\n")
    if show:
        titles = {item.id: f"{item.id}  {item.title[:80]}" for item in held}
        sys.stdout.write(worst(answers["ours"], show, lambda one: titles.get(one, f"{one}  (not held)")) + "\n")
