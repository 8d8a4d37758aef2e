"""Who is who in one post while nobody of another surname is seen in it."""

from collections import defaultdict
from collections.abc import Sequence

from searcher.register.bundles import Bundle, together
from searcher.register.grouping import grouped
from searcher.register.mentions import Mention
from searcher.register.rivals import Rivals
from searcher.register.tenures import Tenures

Open = dict[Mention, list[Bundle]]
"""Mentions that nothing decides, with whom each may be."""


def holders(run: Sequence[Mention], tenures: Tenures, rivals: Rivals, still_open: Open) -> list[Bundle]:
    """The holders of a post among mentions of one surname; what may be several people's is added to those open."""
    by_name: dict[object, list[Mention]] = defaultdict(list)
    for mention in run:
        by_name[mention.person, mention.told].append(mention)
    things = [Bundle(tuple(one)) for one in by_name.values()]
    groups, torn = grouped(things, Bundle.may_be_in_post, Bundle.may_be_in_post)
    nobody = "nobody else" if len(groups) == 1 and not torn else "nobody of another surname"
    sure = [_one(_certain(group, rivals, still_open), nobody, tenures) for group in groups]
    inside: dict[Bundle, list[Mention]] = defaultdict(list)
    for thing in torn:
        near = [one for one in sure if thing.may_be(one)]
        for mention in thing.mentions:
            covering = [one for one in near if one.covers(mention.day)]
            if len(covering) == 1:
                inside[covering[0]].append(mention)
            else:
                still_open[mention] = near
    return [*(one for one in sure if one not in inside), *(_with(one, more) for one, more in inside.items())]


def _certain(group: Sequence[Bundle], rivals: Rivals, still_open: Open) -> list[Bundle]:
    """What is left of a group when mentions that may be somebody else's are taken out."""
    doubtful = _doubtful(group, rivals)
    left = [tuple(one for one in bundle.mentions if one not in doubtful) for bundle in group] if doubtful else []
    certain = [Bundle(mentions) for mentions in left if mentions] or list(group)
    still_open.update({mention: [*certain, *near] for mention, near in doubtful.items()})
    return certain


def _doubtful(group: Sequence[Bundle], rivals: Rivals) -> Open:
    """The mentions by an initial that are not between two by the holder's forename, and whose else they may be.

    Who is seen in other posts before and after such a mention is not meant.
    """
    holder = together(group)
    named = Bundle(tuple(mention for mention in holder.mentions if mention.person.is_whole))
    found: Open = {}
    for thing in group if holder.whole else ():
        others = rivals.of(thing, holder)
        for mention in thing.mentions if others else ():
            near = [one for one in others if not one.covers(mention.day)]
            if near and not named.covers(mention.day):
                found[mention] = near
    return found


def _with(bundle: Bundle, more: Sequence[Mention]) -> Bundle:
    names = " and ".join(sorted({f"“{mention.name}”" for mention in more}))
    why = f"{names} agrees with several, but is seen as {more[0].post} while only this one was"
    return Bundle((*bundle.mentions, *more), (*bundle.evidence, why))


def _one(group: Sequence[Bundle], nobody: str, tenures: Tenures) -> Bundle:
    """One holder of a post, with why. The same name seen again needs no reason, unless it tells no forename."""
    whole = together(group)
    if len(whole.mentions) == 1 or (len(group) == 1 and whole.whole):
        return whole
    agree = "agree" if len(group) > 1 else "is one, of whom no forename is told"
    return Bundle(whole.mentions, (f"{whole.written} {agree}, seen as {_when(whole, nobody, tenures)}",))


def _when(whole: Bundle, nobody: str, tenures: Tenures) -> str:
    first = whole.mentions[0]
    if not whole.days:
        return first.post or ""
    span = f"{first.post} from {whole.days[0]} to {whole.days[-1]}"
    if tenures.is_shared(first.held):
        return f"{span}, a post that several hold at once, with no year between"
    return f"{span} with {nobody} in it between"
