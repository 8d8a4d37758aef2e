"""What people put right in the register by hand: `officers.toml`. By ids, so that it outlasts any new reading."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from searcher.posts import post_key
from searcher.register.mentions import Mention
from searcher.words import forms


class Split(Struct, frozen=True):
    """Mentions of an officer that are another's, with the id `id`: those that pass all that is given."""

    id: str
    names: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None

    def takes(self, mention: Mention) -> bool:
        """Whether a mention is the other's. One without a day passes no dates."""
        if self.names and forms(mention.name) not in map(forms, self.names):
            return False
        if self.posts and mention.held not in map(post_key, self.posts):
            return False
        if not (self.since or self.until):
            return True
        day = mention.day
        return day is not None and (self.since or day) <= day <= (self.until or day)


class Correction(Struct, frozen=True):
    """What is put right of one officer: other ids that are the same, mentions that are not, the name, or all of it."""

    merge: tuple[str, ...] = ()
    split: tuple[Split, ...] = ()
    rename: str | None = None
    ignore: bool = False


class Corrections(Struct, frozen=True, dict=True):
    """All corrections, by the officer's id."""

    by_id: Mapping[str, Correction] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Differs when anything is corrected otherwise; empty when nothing is."""
        return hashlib.sha256(repr(sorted(self.by_id.items())).encode()).hexdigest()[:16] if self.by_id else ""

    @property
    def ids(self) -> frozenset[str]:
        """Every id that a correction takes for an officer's."""
        return frozenset(self.by_id) | {other for one in self.by_id.values() for other in one.merge}

    def by_present_ids(self, present: Mapping[str, str]) -> "Corrections":
        """The same by the ids that officers have now; `present` gives those by former ids."""
        found: dict[str, Correction] = {}
        for officer_id, told in self.by_id.items():
            now = present.get(officer_id, officer_id)
            merge = tuple(other for one in told.merge if (other := present.get(one, one)) != now)
            found[now] = _both(found.get(now), replace(told, merge=merge))
        return Corrections(found)

    def officer(self, officer_id: str, mention: Mention) -> str | None:
        """Whose a mention is that the evidence gives to an officer; None when it is to be ignored."""
        known = self._target(officer_id)
        for source in dict.fromkeys((officer_id, known)):
            for split in self.by_id[source].split if source in self.by_id else ():
                if split.takes(mention):
                    known = self._target(split.id)
        return None if known in self.by_id and self.by_id[known].ignore else known

    def name(self, officer_id: str) -> str | None:
        """What an officer is called, if that was told."""
        return self.by_id[officer_id].rename if officer_id in self.by_id else None

    def told(self, officer_id: str) -> tuple[str, ...]:
        """What was put right of an officer, in sentences."""
        told = self.by_id.get(officer_id, Correction())
        merged = (f"merged with {', '.join(told.merge)} by officers.toml",) if told.merge else ()
        parted = tuple(f"{one.id} was split off by officers.toml" for one in told.split)
        own = tuple(
            f"split off {source} by officers.toml"
            for source, other in self.by_id.items()
            if any(one.id == officer_id for one in other.split)
        )
        return (*merged, *parted, *own)

    def _target(self, officer_id: str) -> str:
        into = self._merged_into
        seen = {officer_id}
        while officer_id in into and into[officer_id] not in seen:
            officer_id = into[officer_id]
            seen.add(officer_id)
        return officer_id

    @cached_property
    def _merged_into(self) -> dict[str, str]:
        return {other: officer_id for officer_id, one in self.by_id.items() for other in one.merge}


def _both(one: Correction | None, other: Correction) -> Correction:
    """Two corrections of one officer, who had two ids."""
    if one is None:
        return other
    return Correction(
        merge=_once((*one.merge, *other.merge)),
        split=(*one.split, *other.split),
        rename=one.rename or other.rename,
        ignore=one.ignore or other.ignore,
    )


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
