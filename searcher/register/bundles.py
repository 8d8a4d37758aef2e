"""Mentions that are known to be one officer's, while who is who is still being worked out."""

import datetime
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from searcher.register.mentions import Mention
from searcher.register.names import PersonName


class Bundle(Struct, frozen=True, eq=False, dict=True):
    """Mentions of one officer, and in sentences why they are."""

    mentions: tuple[Mention, ...]
    evidence: tuple[str, ...] = ()

    @cached_property
    def names(self) -> frozenset[PersonName]:
        """The names taken apart."""
        return frozenset(mention.person for mention in self.mentions)

    @cached_property
    def whole(self) -> frozenset[tuple[str, ...]]:
        """Forenames and initials of those names that have a forename written out."""
        return frozenset(name.given for name in self.names if name.is_whole)

    @cached_property
    def titles(self) -> frozenset[str]:
        """The titles among the names."""
        return frozenset(name.title for name in self.names if name.title)

    @cached_property
    def days(self) -> tuple[datetime.date, ...]:
        """The days of the mentions, in order."""
        return tuple(sorted(mention.day for mention in self.mentions if mention.day))

    @cached_property
    def posts(self) -> dict[str, str]:
        """The posts by their keys, each as it is written somewhere."""
        return {mention.held: mention.post or "" for mention in self.mentions if mention.held}

    @cached_property
    def told(self) -> frozenset[str]:
        """The ids that pages brought."""
        return frozenset(mention.told for mention in self.mentions if mention.told)

    @property
    def written(self) -> str:
        """The names as written, for people."""
        return " and ".join(f"“{name}”" for name in sorted({mention.name for mention in self.mentions}))

    def covers(self, day: datetime.date | None) -> bool:
        """Whether a day is between the first mention and the last."""
        return bool(day and self.days and self.days[0] <= day <= self.days[-1])

    def overlaps(self, other: "Bundle") -> bool:
        """Whether some time is between the first and the last mention of both; where days are missing, it may be."""
        if not (self.days and other.days):
            return True
        return self.days[0] <= other.days[-1] and other.days[0] <= self.days[-1]

    def may_be(self, other: "Bundle") -> bool:
        """Whether names, and ids that were told, allow both to be one."""
        if self.told and other.told and self.told != other.told:
            return False
        return all(one.may_be(two) for one in self.names for two in other.names)

    def may_be_in_post(self, other: "Bundle") -> bool:
        """Whether both may be one holder of a post: where Ms follows Mrs and no forename is told, another has come."""
        same = not (self.titles and other.titles) or bool(self.titles & other.titles) or bool(self.whole & other.whole)
        return self.may_be(other) and (same or self.overlaps(other))


def together(bundles: Iterable[Bundle], why: str = "") -> Bundle:
    """Several bundles as one, with what the step that put them together has to say."""
    several = list(bundles)
    evidence = tuple(one for bundle in several for one in bundle.evidence)
    added = (why,) if why and len(several) > 1 else ()
    return Bundle(tuple(mention for bundle in several for mention in bundle.mentions), (*evidence, *added))
