"""Who is who among all mentions of a council's officers. Whatever the order in which they come, the answer is one.

Mentions are put together when they have the same whole name; when their names agree and they are seen in one post
with nobody else in it between; or when their names agree and one post ends in the person with whom the other begins.
What agrees with several people who cannot be one stays open, and so does an initial where a namesake may have come.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from searcher.register.bundles import Bundle, together
from searcher.register.grouping import grouped
from searcher.register.holders import Open, holders
from searcher.register.mentions import Identity, Mention, Resolution
from searcher.register.namesakes import Namesakes, are_far
from searcher.register.renaming import by_renaming
from searcher.register.rivals import Rivals
from searcher.register.tenures import Tenures


def resolved(mentions: Iterable[Mention]) -> Resolution:
    """The officers of one council, and the mentions that stay open."""
    ordered = sorted(mentions, key=_order)
    tenures = Tenures(ordered)
    families: dict[str, list[Mention]] = defaultdict(list)
    for mention in ordered:
        families[mention.person.surname].append(mention)
    found = _Found()
    for surname in sorted(families):
        _family(families[surname], tenures, found)
    return _resolution(_by_told_id(found))


class _Found(Struct):
    """Bundles and open mentions so far. A bundle that became part of another is found through the mentions in it."""

    bundles: list[Bundle] = field(default_factory=list)
    open: Open = field(default_factory=dict)


def _resolution(found: _Found) -> Resolution:
    place = {mention: at for at, bundle in enumerate(found.bundles) for mention in bundle.mentions}
    identities = tuple(Identity(tuple(sorted(one.mentions, key=_order)), one.evidence) for one in found.bundles)
    near = {
        mention: tuple(sorted({place[bundle.mentions[0]] for bundle in bundles if bundle.mentions[0] in place}))
        for mention, bundles in found.open.items()
    }
    return Resolution(identities, near)


def _order(mention: Mention) -> tuple[str, str, str, str]:
    return (mention.day.isoformat() if mention.day else "9", mention.name, mention.post or "", repr(mention.key))


def _family(mentions: Sequence[Mention], tenures: Tenures, found: _Found) -> None:
    """The officers of one surname."""
    by_post: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_post[mention.held].append(mention)
    without = by_post.pop("", [])
    rivals = Rivals(mentions)
    runs = [run for held in by_post.values() for run in tenures.runs(held)]
    bundles = [one for run in runs for one in holders(run, tenures, rivals, found.open)]
    bundles = by_renaming(_by_whole_name(bundles), tenures)
    found.bundles += _with_those_without_post(bundles, without, found.open)


def _by_whole_name(bundles: Sequence[Bundle]) -> list[Bundle]:
    """Bundles of one whole name as one, unless they are namesakes."""
    named = [one for one in bundles if one.whole]
    namesakes = Namesakes(named)

    def may_be_one(one: Bundle, other: Bundle) -> bool:
        return one.may_be(other) and not namesakes.are_two(one, other)

    def linked(one: Bundle, other: Bundle) -> bool:
        return bool(one.whole & other.whole) and may_be_one(one, other) and not are_far(one, other)

    groups, torn = grouped(named, linked, may_be_one)
    return [
        *(together(group, _why_whole(group)) for group in groups),
        *torn,
        *(one for one in bundles if not one.whole),
    ]


def _why_whole(group: Sequence[Bundle]) -> str:
    posts = sorted({post for bundle in group for post in bundle.posts.values()})
    return f"the same whole name as {'; '.join(posts)}"


def _with_those_without_post(bundles: Sequence[Bundle], without: Sequence[Mention], still_open: Open) -> list[Bundle]:
    """The bundles, and with them mentions that tell no post: by the whole name, or by who else is in the meeting."""
    joined: dict[Bundle, list[Mention]] = defaultdict(list)
    left: dict[object, list[Mention]] = defaultdict(list)
    for mention in without:
        near = _near(mention, bundles)
        if len(near) == 1 and (_is_same_whole(mention, near[0]) or _is_in_meeting(mention, near[0])):
            joined[near[0]].append(mention)
        elif near:
            still_open[mention] = near
        else:
            left[mention.person, mention.told].append(mention)
    kept = [Bundle((*one.mentions, *joined[one]), one.evidence) if one in joined else one for one in bundles]
    return [*kept, *_alone([Bundle(tuple(one)) for one in left.values()], still_open)]


def _alone(things: Sequence[Bundle], still_open: Open) -> list[Bundle]:
    """Mentions that tell no post and fit nobody who has one: the same name is one officer."""

    def linked(one: Bundle, other: Bundle) -> bool:
        same = {name.given for name in one.names} == {name.given for name in other.names}
        return one.may_be(other) and same

    groups, torn = grouped(things, linked, Bundle.may_be)
    found = [together(group) for group in groups]
    for thing in torn:
        near = [one for one in found if thing.may_be(one)]
        still_open.update(dict.fromkeys(thing.mentions, near))
    whole = [one for one in found if one.whole]
    for one in [one for one in found if not one.whole and not one.told]:
        if near := [other for other in whole if one.may_be(other)]:
            still_open.update(dict.fromkeys(one.mentions, near))
            found.remove(one)
    return found


def _near(mention: Mention, bundles: Sequence[Bundle]) -> list[Bundle]:
    """Whom a mention may be; those with its very name, or in its meeting, before the others."""
    alone = Bundle((mention,))
    near = [one for one in bundles if alone.may_be(one)]
    same = [one for one in near if _is_same_whole(mention, one)]
    return same or [one for one in near if _is_in_meeting(mention, one)] or near


def _is_same_whole(mention: Mention, bundle: Bundle) -> bool:
    return mention.person.is_whole and mention.person.given in bundle.whole


def _is_in_meeting(mention: Mention, bundle: Bundle) -> bool:
    return bool(mention.meeting) and any(one.meeting == mention.meeting for one in bundle.mentions)


def _by_told_id(found: _Found) -> _Found:
    """Bundles to which pages gave one id as one, whatever their names; what has an id is not open."""
    by_id: dict[str, list[Bundle]] = defaultdict(list)
    for bundle in (*found.bundles, *(Bundle((mention,)) for mention in found.open if mention.told)):
        for told in bundle.told:
            by_id[told].append(bundle)
    merged: Mapping[str, Bundle] = {
        told: together(bundles, f"pages give them one id, {told}") for told, bundles in sorted(by_id.items())
    }
    rest = [one for one in found.bundles if not one.told]
    left = {mention: near for mention, near in found.open.items() if not mention.told}
    return _Found([*rest, *merged.values()], left)
