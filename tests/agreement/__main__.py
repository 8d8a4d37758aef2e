"""Asks random queries of our engine and of others, and tells who answers otherwise."""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from agreement.asking import OTHERS, asked, question


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask as told; 1 when any answer differs."""
    parser = argparse.ArgumentParser(prog="agreement", description=__doc__)
    parser.add_argument("--queries", type=int, default=5_000)
    parser.add_argument("--items", type=int, default=90)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args(arguments)
    differ, found = Counter[str](), 0
    with tempfile.TemporaryDirectory() as folder, asked(Path(folder), told.items, told.seed) as engines:
        for number in range(told.queries):
            query = question(random.Random(f"{told.seed} {number}"))
            found += bool(engines.ours.search(query, facets=()).total)
            for name in engines.differing(query):
                differ[name] += 1
                sys.stdout.write(f"{name} answers otherwise: {query.text}\n")
    sys.stdout.write(f"{told.queries:,} queries over {told.items} items, of which {found:,} find something\n")
    sys.stdout.write("".join(f"{name}: {differ[name]} answered otherwise\n" for name in OTHERS))
    return int(bool(differ))


if __name__ == "__main__":
    sys.exit(main())
