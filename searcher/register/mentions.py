"""What the register is made from and what it comes to: mentions, officers, and mentions that stay open."""

import datetime
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from searcher.posts import post_key
from searcher.register.names import PersonName, person_name

Key = tuple[str, int]
"""An item, and a place among the officers named there."""


class Mention(Struct, frozen=True, dict=True):
    """An officer named in an item. `key` tells mentions apart; `told` is an id that the page itself brought."""

    key: Key
    name: str
    post: str | None = None
    day: datetime.date | None = None
    meeting: str = ""
    told: str | None = None

    @cached_property
    def person(self) -> PersonName:
        """The name taken apart."""
        return person_name(self.name)

    @cached_property
    def held(self) -> str:
        """The post as it is compared; "" for none."""
        return post_key(self.post)


class Identity(Struct, frozen=True):
    """One officer: all mentions that the evidence puts together, and that evidence, in sentences."""

    mentions: tuple[Mention, ...]
    evidence: tuple[str, ...] = ()


class Resolution(Struct, frozen=True):
    """Who is who. `open` mentions may each be of several identities, by their places: nothing decides."""

    identities: tuple[Identity, ...]
    open: Mapping[Mention, tuple[int, ...]]
