"""Measures who is who: officers put together by the register against the sample portal's truth.

python tests/identities.py SEED... [--items N] [--years N] [--namesakes]
"""

import argparse
import datetime
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from msgspec.structs import replace
from sample_portal import generate
from sample_portal.truth_lines import truth_of

from searcher.register import Mention, resolved

Known = tuple[Mention, str]
"""A mention, and who it is in truth."""


@dataclass(frozen=True)
class Measured:
    """How a register compares with the truth.

    `wrong`: pairs of mentions of two people, put together; `untold`: those of them where nothing written tells that
    they are two. `mixed`: officers who are several people. `due`: merges of the variants (name and post as written)
    that each officer was named by. `pairs`: pairs of mentions of one officer.
    """

    wrong: int
    untold: int
    mixed: int
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
            f"wrong pairs {self.wrong} ({self.untold} untold) in {self.mixed} officers;"
            f" merges made {self.made} of {self.due} ({self.recall:.3f});"
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
    counts = [Counter(members) for members in clusters.values()]
    of: dict[str, list[Mention]] = defaultdict(list)
    for mention, who in known:
        of[who].append(mention)
    wrong = [(one, two, count[one] * count[two]) for count in counts for one, two in combinations(sorted(count), 2)]
    due = sum(len(named) - 1 for named in variants.values())
    missed = sum(len(set[object]().union(*named.values())) - 1 for named in variants.values())
    return Measured(
        wrong=sum(pairs for _, _, pairs in wrong),
        untold=sum(pairs for one, two, pairs in wrong if not are_told_apart(of[one], of[two])),
        mixed=sum(len(count) > 1 for count in counts),
        due=due,
        made=max(0, due - missed),
        pairs=sum(comb(len(mentions), 2) for mentions in of.values()),
        together=sum(comb(number, 2) for count in counts for number in count.values()),
        open=len(known) - len(place),
    )


def are_told_apart(one: Sequence[Mention], two: Sequence[Mention]) -> bool:
    """Whether anything written tells that these are two people: forenames, titles, posts, or days."""
    names = [[mention.person for mention in mentions] for mentions in (one, two)]
    titles = [{name.title for name in written if name.title} for written in names]
    days = [[mention.day for mention in mentions if mention.day] for mentions in (one, two)]
    return (
        all(any(name.is_whole for name in written) for written in names)
        or (all(titles) and titles[0] != titles[1])
        or {mention.held for mention in one}.isdisjoint(mention.held for mention in two)
        or (min(days[0]) <= max(days[1]) and min(days[1]) <= max(days[0]))
    )


def with_namesakes(known: Sequence[Known]) -> tuple[list[Known], int]:
    """The same council, where every second holder of a post has title, initial and surname of the one before.

    With how many such pairs there are.
    """
    held: dict[str, dict[str, None]] = defaultdict(dict)
    for mention, who in sorted(known, key=lambda one: one[0].day or datetime.date.min):
        held[mention.held][who] = None
    named: dict[str, tuple[str, str]] = {}
    for holders in held.values():
        free = [who for who in holders if who not in named]
        for one, two in zip(free[::2], free[1::2], strict=False):
            surname = "Quill" + "".join(chr(ord("a") + int(digit)) for digit in str(len(named)))
            named |= {one: ("Paula", surname), two: ("Petra", surname)}
    return [(_called(mention, *named[who]), who) if who in named else (mention, who) for mention, who in known], (
        len(named) // 2
    )


def _called(mention: Mention, forename: str, surname: str) -> Mention:
    """A mention of somebody else, with as much of the name as was written."""
    title = "Ms " if mention.person.title else ""
    given = forename if mention.person.is_whole else forename[0]
    return replace(mention, name=f"{title}{given} {surname}")


def main() -> None:
    """Measure the seeds that were told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", nargs="+", type=int)
    parser.add_argument("--items", type=int, default=2000)
    parser.add_argument("--years", type=int, default=25)
    parser.add_argument("--namesakes", action="store_true", help="posts go over to people of the same initial")
    told = parser.parse_args()
    for seed in told.seeds:
        known, pairs = true_mentions(seed, told.items, told.years), 0
        if told.namesakes:
            known, pairs = with_namesakes(known)
        sys.stdout.write(f"seed {seed}: {measured(known)}{f'; of {pairs} namesakes' if pairs else ''}\n")


if __name__ == "__main__":
    main()
