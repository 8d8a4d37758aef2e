"""Which id is whose: an officer keeps the one they were given, however many pages come later."""

import datetime
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from searcher.register.mentions import Identity, Mention
from searcher.register.names import person_name, untitled
from searcher.words import slug

_SAME, _LIKE, _NAMED = 10_000, 100, 1  # the same mention; the same name at that time, or name and post; the same name


class Form(Struct, frozen=True):
    """A name and a post as written that an officer was seen with, from a first day to a last."""

    name: str
    post: str | None
    since: datetime.date | None = None
    until: datetime.date | None = None

    def covers(self, mention: Mention) -> bool:
        """Whether a mention is of its time; where days are missing, it is."""
        if mention.day is None or self.since is None or self.until is None:
            return True
        return self.since <= mention.day <= self.until


class Given(Struct, frozen=True):
    """Ids for identities, by their places, and older ids that turned out to be theirs too."""

    ids: tuple[str, ...]
    former: Mapping[str, str]


def forms_of(mentions: Sequence[Mention]) -> tuple[Form, ...]:
    """The forms in which an officer is named, with their days."""
    found: dict[tuple[str, str | None], list[Mention]] = {}
    for mention in mentions:
        found.setdefault((mention.name, mention.post), []).append(mention)
    return tuple(Form(name, post, *_span(held)) for (name, post), held in sorted(found.items(), key=repr))


def with_ids(
    identities: Sequence[Identity], known: Mapping[str, Sequence[Form]], is_free: Callable[[str], bool], council: str
) -> Given:
    """An id for each identity: of those `known`, the oldest first, the one of most of its mentions; else a new one.

    Each known id goes to one identity, or becomes a former id of the one that has an older.
    """
    by_name: dict[str, list[int]] = {}
    for at, identity in enumerate(identities):
        for mention in identity.mentions:
            by_name.setdefault(mention.person.surname, []).append(at)
    taken: dict[int, str] = {}
    former: dict[str, str] = {}
    for officer_id, remembered in known.items():
        surnames = {person_name(form.name).surname for form in remembered}
        near = sorted({at for surname in surnames for at in by_name.get(surname, ())})
        best = _best(identities, near, remembered)
        if best is not None and best not in taken:
            taken[best] = officer_id
        elif best is not None:
            former[officer_id] = taken[best]
    used = set(known)
    for at in sorted(set(range(len(identities))) - set(taken), key=lambda at: _order(identities[at])):
        taken[at] = _new(identities[at], lambda one: one not in used and is_free(one), council)
        used.add(taken[at])
    return Given(tuple(taken[at] for at in range(len(identities))), former)


def called(mentions: Sequence[Mention]) -> str:
    """What to call an officer: the fullest of the names, without title if it is whole; of several the commonest."""
    counts = Counter(mention.name for mention in mentions)

    def fullness(name: str) -> tuple[bool, int, int, str]:
        person = person_name(name)
        return person.is_whole, sum(len(one) > 1 for one in person.given), counts[name], name

    best = max(counts, key=fullness)
    return untitled(best) if person_name(best).is_whole else best


def _best(identities: Sequence[Identity], near: Sequence[int], remembered: Sequence[Form]) -> int | None:
    """The identity that most of what is remembered of an officer is of."""
    weights = {at: sum(_weight(mention, remembered) for mention in identities[at].mentions) for at in near}
    best = max(weights, key=lambda at: (weights[at], -at), default=None)
    return best if best is not None and weights[best] else None


def _weight(mention: Mention, remembered: Sequence[Form]) -> int:
    same = [form for form in remembered if form.name == mention.name]
    if any(form.post == mention.post and form.covers(mention) for form in same):
        return _SAME
    if not mention.person.is_whole:
        return 0
    if any(form.post == mention.post or form.covers(mention) for form in same):
        return _LIKE
    return _NAMED if any(person_name(form.name).given == mention.person.given for form in remembered) else 0


def _new(identity: Identity, is_free: Callable[[str], bool], council: str) -> str:
    """An id that nobody has: a namesake's ends in the name of the council."""
    told = next((mention.told for mention in identity.mentions if mention.told), None)
    wanted = told or slug(untitled(called(identity.mentions)))
    return next(one for one in _candidates(wanted, council) if is_free(one))


def _candidates(wanted: str, council: str) -> Iterator[str]:
    of_council = f"{wanted}-{slug(council)}"
    yield from (wanted, of_council)
    yield from (f"{of_council}-{number}" for number in itertools.count(2))


def _order(identity: Identity) -> tuple[str, str]:
    first = min((one.day.isoformat() for one in identity.mentions if one.day), default="9")
    return first, repr([one.key for one in identity.mentions])


def _span(mentions: Sequence[Mention]) -> tuple[datetime.date | None, datetime.date | None]:
    days = [mention.day for mention in mentions if mention.day]
    return min(days, default=None), max(days, default=None)
