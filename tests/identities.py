"""Measures who is who: officers put together by the register against the sample portal's truth.

python tests/identities.py SEED... [--items N]
"""

import argparse
import datetime
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from sample_portal import generate
from sample_portal.truth_lines import truth_of

from searcher.register import Mention, resolved

Known = tuple[Mention, str]
"""A mention, and who it is in truth."""


@dataclass(frozen=True)
class Measured:
    """How a register compares with the truth.

    `wrong`: pairs of mentions of two people, put together. `due`: merges of the variants (name and post as written)
    that each officer was named by. `pairs`: pairs of mentions of one officer.
    """

    wrong: int
    due: int
    made: int
    pairs: int
    together: int
    open: int

    @property
    def recall(self) -> float:
        """The share of merges due that were made."""
        return self.made / self.due if self.due else 1.0

    def __str__(self) -> str:
        return (
            f"wrong pairs {self.wrong}; merges made {self.made} of {self.due} ({self.recall:.3f});"
            f" pairs of mentions together {self.together} of {self.pairs} ({self.together / max(1, self.pairs):.3f});"
            f" open mentions {self.open}"
        )


def true_mentions(seed: int, items: int, years: int = 25) -> list[Known]:
    """Every officer whom the sample portal's items name, as its truth has it."""
    truth = generate(seed, items, years)
    return [known for item in truth_of(truth, truth.today) for known in _of_item(item)]


def _of_item(item: dict) -> Iterator[Known]:  # type: ignore[type-arg]
    meeting = item["meeting"]
    day = datetime.date.fromisoformat(meeting["date"])
    for place, one in enumerate(item["officers"]):
        key = (item["id"], place)
        yield Mention(key, one["name"], one["post"] or None, day, f"{item['council']}:{meeting['id']}"), one["id"]


def measured(known: Sequence[Known]) -> Measured:
    """How the register puts these mentions together."""
    resolution = resolved([mention for mention, _ in known])
    place = {mention: at for at, identity in enumerate(resolution.identities) for mention in identity.mentions}
    clusters: dict[int, list[str]] = defaultdict(list)
    variants: dict[str, dict[tuple[str, str | None], set[object]]] = defaultdict(lambda: defaultdict(set))
    for mention, who in known:
        at = place.get(mention)
        if at is not None:
            clusters[at].append(who)
        variants[who][mention.name, mention.post].add(at if at is not None else ("open", mention.name, mention.post))
    counts = [{who: members.count(who) for who in set(members)} for members in clusters.values()]
    due = sum(len(named) - 1 for named in variants.values())
    missed = sum(len(set[object]().union(*named.values())) - 1 for named in variants.values())
    mentions: dict[str, int] = defaultdict(int)
    for _, who in known:
        mentions[who] += 1
    return Measured(
        wrong=sum(a * b for count in counts for a, b in combinations(count.values(), 2)),
        due=due,
        made=max(0, due - missed),
        pairs=sum(comb(number, 2) for number in mentions.values()),
        together=sum(comb(number, 2) for count in counts for number in count.values()),
        open=len(known) - len(place),
    )


def main() -> None:
    """Measure the seeds that were told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", nargs="+", type=int)
    parser.add_argument("--items", type=int, default=2000)
    told = parser.parse_args()
    for seed in told.seeds:
        sys.stdout.write(f"seed {seed}: {measured(true_mentions(seed, told.items))}\n")


if __name__ == "__main__":
    main()
