"""People of one surname by their whole names: who else may be meant where only an initial is written in a post."""

from collections import defaultdict
from collections.abc import Iterable

from searcher.register.bundles import Bundle
from searcher.register.lines import are_of_two_lines
from searcher.register.mentions import Mention


class Rivals:
    """Among all mentions of one surname: those with a forename."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        named: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
        for mention in mentions:
            if mention.person.is_whole:
                named[mention.person.given].append(mention)
        self._named = [Bundle(tuple(one)) for one in named.values()]

    def of(self, thing: Bundle, holder: Bundle) -> list[Bundle]:
        """Who else than a holder of a post one name in it may be; who is known in other lines of work only is not."""
        if thing.whole or len(self._named) < 2:
            return []
        return [
            one
            for one in self._named
            if not one.may_be(holder) and one.may_be(thing) and _may_have_held(one, thing.mentions[0].held)
        ]


def _may_have_held(rival: Bundle, held: str) -> bool:
    return any(not are_of_two_lines(post, held) for post in rival.posts)
