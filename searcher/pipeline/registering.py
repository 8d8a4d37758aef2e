"""Keeps up to date who is who, officers and councillors, in the councils where anything changed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from searcher.archive import Store
from searcher.register import Corrections, Mention, Resolution, called, forms_of, resolved, with_ids

Standing = tuple[str | None, str | None]
"""Whose a mention is, by id; else the ids of whom it may be, with spaces between."""


def settle(store: Store, corrections: Corrections, *, anew: bool = False) -> None:
    """Bring the register up to date; nothing when it is, unless `anew`. Goes within `store.writing()`."""
    register = store.register
    councils = register.councils() if anew else register.unsettled(corrections)
    for council in councils:
        _settle(council, store, corrections)
        store.councillors.settle(council)
    if councils or register.corrected_by != corrections.digest:
        register.note_settled(councils, corrections)


def _settle(council: str, store: Store, corrections: Corrections) -> None:
    register = store.register
    held = register.mentions(council)
    resolution = resolved(held)
    given = with_ids(resolution.identities, register.forms(council), register.is_free, council)
    corrections = corrections.by_present_ids({**register.former_ids(), **given.former})
    standings = dict(_standings(resolution, given.ids, corrections))
    for officer_id, name, evidence in _officers(resolution, given.ids, standings, corrections):
        register.put_officer(officer_id, council, name, evidence)
    changed = [mention for mention, standing in standings.items() if held[mention] != standing]
    for mention in changed:
        register.put_mention(mention.key, *standings[mention])
    register.note_changed(len({mention.key[0] for mention in changed}))
    register.make_former(given.former)
    for officer_id, identity in zip(given.ids, resolution.identities, strict=True):
        register.put_forms(officer_id, forms_of(identity.mentions))
    register.drop_empty(council)


def _standings(
    resolution: Resolution, ids: tuple[str, ...], corrections: Corrections
) -> Iterator[tuple[Mention, Standing]]:
    """Whose each mention is, as the evidence has it and people put it right."""
    for officer_id, identity in zip(ids, resolution.identities, strict=True):
        for mention in identity.mentions:
            yield mention, (corrections.officer(officer_id, mention), None)
    for mention, near in resolution.open.items():
        may_be = {corrections.officer(ids[at], mention) for at in near} - {None}
        decided = len(near) > 1 and len(may_be) == 1  # people said that those whom it may be are one
        yield mention, (may_be.pop(), None) if decided else (None, " ".join(sorted(filter(None, may_be))))


def _officers(
    resolution: Resolution, ids: tuple[str, ...], standings: Mapping[Mention, Standing], corrections: Corrections
) -> Iterator[tuple[str, str, str]]:
    """The id of each officer, what they are called, and the evidence, a line each; who was seen first comes first."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    evidence: dict[str, list[str]] = defaultdict(list)
    for mention, (officer_id, _) in standings.items():
        if officer_id is not None:
            mentions[officer_id].append(mention)
    for officer_id, identity in zip(ids, resolution.identities, strict=True):
        owner = corrections.officer(officer_id, identity.mentions[0]) or officer_id
        evidence[owner] += identity.evidence
        mentions.setdefault(officer_id, list(identity.mentions))
    own = {officer_id: identity.mentions for officer_id, identity in zip(ids, resolution.identities, strict=True)}
    for officer_id, theirs in sorted(mentions.items(), key=_first):
        told = (*evidence[officer_id], *corrections.told(officer_id))
        name = corrections.name(officer_id) or _name(own.get(officer_id, ()), theirs)
        yield officer_id, name, "\n".join(dict.fromkeys(told))


def _first(officer: tuple[str, Sequence[Mention]]) -> tuple[str, str]:
    """By which officers who are new are entered: who was seen first has the older id."""
    officer_id, mentions = officer
    return min((one.day.isoformat() for one in mentions if one.day), default="9"), officer_id


def _name(own: Sequence[Mention], merged: Sequence[Mention]) -> str:
    """What to call an officer: by the mentions that are so by the evidence, unless only others tell a forename."""
    return called(own if any(mention.person.is_whole for mention in own) else merged)
