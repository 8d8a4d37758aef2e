"""Scores what is read and what is found: `clean` and `search`, by the sample portal's truth or by annotated pages."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from sample_portal import generate
from sample_portal.prose import ALL, OPEN

from evaluation.gold import score_gold
from evaluation.portal import score_portal
from evaluation.scores import Report
from evaluation.search.running import run

ITEMS, YEARS, SEED = 2_000, 8, 11
RESERVED = tuple(name for name in ALL if name not in OPEN)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score as told, and print it."""
    told = _told(arguments)
    if told.what == "search":
        return run(told)
    if told.pages or told.gold:
        _print("annotated pages", score_gold(told.pages, told.gold), told.show)
        return 0
    for name, styles in (("open styles", OPEN), ("reserved styles", RESERVED)):
        if told.styles in (name.split()[0], "both"):
            truth = generate(told.seed or SEED, told.items or ITEMS, told.years or YEARS, styles=styles)
            shown = told.show if styles == OPEN else None  # nobody may look at the reserved ones
            _print(
                f"{name}, {told.items or ITEMS:,} items, seed {told.seed or SEED}",
                score_portal(truth, markup=told.markup),
                shown,
            )
    return 0


def _print(name: str, report: Report, show: str | None) -> None:
    sys.stdout.write(f"{name}\n\n{report.table()}\n")
    for measure, wrong in report.wrong.items():
        if show == measure:
            sys.stdout.write("\n".join((*wrong, "")))


def _told(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="evaluate", description=__doc__)
    parser.add_argument("what", choices=["clean", "search"])
    parser.add_argument("--pages", type=Path, help="a folder of pages")
    parser.add_argument("--gold", type=Path, help="a folder of annotations")
    parser.add_argument("--items", type=int, help="how many, of the invented council")
    parser.add_argument("--years", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--markup", type=int, default=1, choices=[1, 2, 3])
    parser.add_argument("--styles", choices=["open", "reserved", "both"], default="both")
    parser.add_argument(
        "--show", metavar="NAME", help="what was wrong: a measure of the open styles, or a kind of queries"
    )
    told = parser.parse_args(arguments)
    if (told.pages is None) != (told.gold is None):
        parser.error("--pages and --gold go together")
    return told


if __name__ == "__main__":
    sys.exit(main())
