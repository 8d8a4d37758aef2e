"""Two people of one whole name: in two posts that nobody holds at once, or so far apart that the name is not enough."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from searcher.register.bundles import Bundle
from searcher.register.posts import fields_of

_FAR = datetime.timedelta(days=10 * 365)
_TURNS = 3  # A, B, A, B: nobody changes posts so often
Given = tuple[str, ...]


class Namesakes:
    """Among the bundles of one surname: which posts of one whole name are two people's."""

    def __init__(self, bundles: Iterable[Bundle]) -> None:
        days: dict[Given, dict[str, list[datetime.date]]] = defaultdict(lambda: defaultdict(list))
        for bundle in bundles:
            for mention in bundle.mentions:
                for given in bundle.whole:
                    if mention.held and mention.day:
                        days[given][mention.held].append(mention.day)
        self._apart = {given: _apart(held) for given, held in days.items()}

    def are_two(self, one: Bundle, other: Bundle) -> bool:
        """Whether the posts of two bundles show that they are two people of one name."""
        posts = {frozenset((post, another)) for post in one.posts for another in other.posts}
        return any(posts & self._apart.get(given, set()) for given in one.whole & other.whole)


def are_far(one: Bundle, other: Bundle) -> bool:
    """Whether so many years lie between two bundles, in two lines of work, that one name is not enough."""
    if not (one.days and other.days) or one.overlaps(other):
        return False
    earlier, later = sorted((one, other), key=lambda bundle: bundle.days)
    fields = [frozenset[str]().union(*map(fields_of, bundle.posts)) for bundle in (one, other)]
    return later.days[0] - earlier.days[-1] > _FAR and all(fields) and not fields[0] & fields[1]


def _apart(held: dict[str, list[datetime.date]]) -> set[frozenset[str]]:
    """The pairs of posts that are of two fields of work, and were both held at one time."""
    field = _fields(held)
    return {
        frozenset((one, other))
        for one, other in combinations(sorted(held), 2)
        if one in field and other in field and field[one] != field[other] and _at_once(held[one], held[other])
    }


def _fields(posts: Iterable[str]) -> dict[str, int]:
    """For each post that tells a field of work a number, the same for posts that share one, or a post between them."""
    left = {post: fields_of(post) for post in posts if fields_of(post)}
    found: dict[str, int] = {}
    while left:
        words: frozenset[str] = next(iter(left.values()))
        number = len(found)
        while near := {post: own for post, own in left.items() if own & words}:
            for post, own in near.items():
                found[post] = number
                words |= own
                del left[post]
    return found


def _at_once(days: Sequence[datetime.date], others: Sequence[datetime.date]) -> bool:
    if set(days) & set(others):
        return True
    ordered = sorted([(day, 0) for day in days] + [(day, 1) for day in others])
    return sum(one[1] != other[1] for one, other in pairwise(ordered)) >= _TURNS
