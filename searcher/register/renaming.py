"""The same person under a post's next name, where no whole name tells it."""

import datetime
from collections.abc import Sequence
from itertools import product

from searcher.register.bundles import Bundle, together
from searcher.register.grouping import grouped
from searcher.register.posts import fields_of
from searcher.register.tenures import Tenures

_LONG = datetime.timedelta(days=4 * 365)


def by_renaming(bundles: Sequence[Bundle], tenures: Tenures) -> list[Bundle]:
    """Bundles of one surname; where one ends a post with which the next begins another, they are one.

    Their names must agree and tell an initial at least, and be written with the same title if with any.
    """

    def linked(one: Bundle, other: Bundle) -> bool:
        if (one.whole and other.whole) or not _may_follow(one, other):
            return False
        earlier, later = sorted((one, other), key=lambda bundle: bundle.days)
        return _is_successor(earlier, later, tenures)

    groups, torn = grouped(bundles, linked, _may_follow)
    return [*(together(group, _why(group)) for group in groups), *torn]


def _may_follow(one: Bundle, other: Bundle) -> bool:
    """Whether names and days allow the one to be the other earlier or later."""
    told = all(name.given for bundle in (one, other) for name in bundle.names)
    same_title = not (one.titles and other.titles) or one.titles == other.titles
    return told and same_title and one.may_be(other) and not one.overlaps(other)


def _is_successor(earlier: Bundle, later: Bundle, tenures: Tenures) -> bool:
    last, first = earlier.days[-1], later.days[0]
    if first - last > _LONG:
        return False
    return any(
        post != next_post and tenures.is_renamed(post, last, next_post, first) and _is_likely(post, next_post, tenures)
        for post, next_post in product(earlier.posts, later.posts)
    )


def _is_likely(post: str, next_post: str, tenures: Tenures) -> bool:
    """Whether a post's end and another's beginning are no accident: both had other holders; or one, in one field."""
    established = tenures.is_established(post) + tenures.is_established(next_post)
    return established == 2 or (established == 1 and bool(fields_of(post) & fields_of(next_post)))


def _why(group: Sequence[Bundle]) -> str:
    ordered = sorted(group, key=lambda bundle: bundle.days)
    posts = ", then ".join("; ".join(sorted(bundle.posts.values())) for bundle in ordered)
    return f"{together(group).written} agree, and end one post with the next: {posts}"
