"""The same person under a post's next name, where no whole name tells it."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import product

from searcher.register.bundles import Bundle, together
from searcher.register.grouping import grouped
from searcher.register.lines import are_of_one_line, are_of_two_lines
from searcher.register.tenures import Tenures

_YEAR = datetime.timedelta(days=365)
_ALL = 3  # signs there are


def by_renaming(bundles: Sequence[Bundle], tenures: Tenures) -> list[Bundle]:
    """Bundles of one surname; where one ends a post with which the next begins another, they are one.

    Their names must agree and tell an initial at least, be written with the same title if with any, and agree with
    nobody else's.
    """

    def linked(one: Bundle, other: Bundle) -> bool:
        if (one.whole and other.whole) or not _may_follow(one, other):
            return False
        earlier, later = sorted((one, other), key=lambda bundle: bundle.days)
        return _is_successor(earlier, later, tenures)

    groups, torn = grouped(bundles, linked, _may_follow)
    return [*(one for group in groups for one in _if_nobody_else(group, bundles)), *torn]


def _if_nobody_else(group: Sequence[Bundle], bundles: Sequence[Bundle]) -> Iterator[Bundle]:
    """A group as one, unless somebody outside it may be one of them: then it is not told which."""
    if any(one.may_be(other) for one in group for other in bundles if other not in group):
        yield from group
    else:
        yield together(group, _why(group))


def _may_follow(one: Bundle, other: Bundle) -> bool:
    """Whether names and days allow the one to be the other earlier or later."""
    told = all(name.given for bundle in (one, other) for name in bundle.names)
    same_title = not (one.titles and other.titles) or one.titles == other.titles
    return told and same_title and one.may_be(other) and not one.overlaps(other)


def _is_successor(earlier: Bundle, later: Bundle, tenures: Tenures) -> bool:
    same_title = bool(earlier.titles & later.titles)
    between = later.days[0] - earlier.days[-1]
    return any(
        tenures.is_renamed(post, earlier.days[-1], next_post, later.days[0])
        and between <= _bearable(_signs(post, next_post, tenures), same_title=same_title)
        for post, next_post in product(earlier.posts, later.posts)
        if post != next_post and not are_of_two_lines(post, next_post)
    )


def _signs(post: str, next_post: str, tenures: Tenures) -> int:
    """How much says that a post's end and another's beginning are no accident: other holders of each, one line."""
    return tenures.is_established(post) + tenures.is_established(next_post) + are_of_one_line(post, next_post)


def _bearable(signs: int, *, same_title: bool) -> datetime.timedelta:
    """How long may be between a post's end and another's beginning: the longer, the more says that they are one."""
    if signs < 2 and not same_title:
        return datetime.timedelta(-1)
    return _YEAR * (1 + same_title + (signs > 0) + (signs == _ALL))


def _why(group: Sequence[Bundle]) -> str:
    ordered = sorted(group, key=lambda bundle: bundle.days)
    posts = ", then ".join("; ".join(sorted(bundle.posts.values())) for bundle in ordered)
    return f"{together(group).written} agree, and end one post with the next: {posts}; nobody else is called so"
