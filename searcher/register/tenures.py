"""Who was seen in which post when, among all officers of a council."""

import datetime
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from searcher.register.mentions import Mention

_LONG = datetime.timedelta(days=6 * 365)  # nothing is known of a post in which nobody was seen for so long
_SOON = datetime.timedelta(days=365)  # within which somebody is looked for in a post that several hold
_RETURNS = 2  # so many times somebody is seen in a post again after others: several hold it at once

Sighting = tuple[datetime.date, str]
"""A day, and the surname of who was seen."""


class Tenures:
    """The sightings of every post, in order."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        seen: dict[str, list[Sighting]] = defaultdict(list)
        for mention in mentions:
            if mention.held and mention.day:
                seen[mention.held].append((mention.day, mention.person.surname))
        self._seen = {post: sorted(sightings) for post, sightings in seen.items()}
        self._shared = {post for post, sightings in self._seen.items() if _is_shared(sightings)}

    def runs(self, held: Sequence[Mention]) -> list[list[Mention]]:
        """The mentions of one surname in one post, in order, cut where the post may have changed hands between."""
        runs: list[list[Mention]] = []
        for mention in sorted((one for one in held if one.day), key=lambda one: one.day or datetime.date.min):
            if runs and self._goes_on(runs[-1][-1], mention):
                runs[-1].append(mention)
            else:
                runs.append([mention])
        undated = [mention for mention in held if mention.day is None]
        if undated and len(runs) == 1:
            return [[*runs[0], *undated]]
        return [*runs, undated] if undated else runs

    def is_renamed(self, post: str, last: datetime.date, later: str, first: datetime.date) -> bool:
        """Whether a post may go on under another name: nobody was seen in the one after a day, in the other before."""
        ended, begun = self._seen.get(post, [])[-1:], self._seen.get(later, [])[:1]
        return [day for day, _ in (*ended, *begun)] == [last, first]

    def is_established(self, post: str) -> bool:
        """Whether people of several surnames were seen in a post."""
        return len({surname for _, surname in self._seen.get(post, ())}) > 1

    def is_shared(self, post: str) -> bool:
        """Whether several hold a post at once."""
        return post in self._shared

    def _goes_on(self, last: Mention, mention: Mention) -> bool:
        if last.day is None or mention.day is None:
            return False
        if self.is_shared(mention.held):
            return mention.day - last.day <= _SOON
        seen = self._seen[mention.held]
        between = seen[bisect_right(seen, (last.day, "\uffff")) : bisect_left(seen, (mention.day, ""))]
        nobody_else = all(surname == mention.person.surname for _, surname in between)
        return nobody_else and mention.day - last.day <= _LONG


def _is_shared(sightings: Sequence[Sighting]) -> bool:
    """Whether several people hold a post at once: they are seen in turns."""
    turns = [surname for surname, _ in groupby(surname for _, surname in sightings)]
    return len(turns) - len(set(turns)) >= _RETURNS
