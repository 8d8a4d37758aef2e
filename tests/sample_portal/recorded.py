"""Recorded votes as the open styles write them under what was resolved, and what they tell. Has its own chance, so
that nothing else is drawn differently for it."""

from collections.abc import Sequence
from random import Random

from sample_portal.model import Block, Councillor, CouncillorMention, Paragraph, ToldVote, VoteTable, plain_block

_SIDES = ("For", "Against", "Abstain")


def written_votes(
    style: str, vote: VoteTable, members: Sequence[Councillor], before: Sequence[Block], resolutions: Sequence[str]
) -> tuple[tuple[Block, ...], tuple[ToldVote, ...], tuple[CouncillorMention, ...]]:
    """What a style adds to an item's minutes, the votes that it tells, and the councillors it names.

    Styles that are not known write nothing. A motion is told where one clause stands right above and was not lost.
    """
    sides = [[one for one, (_, side) in zip(members, vote.rows, strict=True) if side == name] for name in _SIDES]
    if style not in _STYLES or not before:
        return (), (), ()
    named = style != "terse"
    names = [[_names(style, one, members) for one in side] for side in sides]
    blocks = tuple(Paragraph(line) for line in _STYLES[style](names, vote))
    result = ("carried" if vote.carried else "lost") if style == "formal" else None
    above = len(resolutions) == 1 and resolutions[0].split("\n")[-1] in plain_block(before[-1])
    told = ToldVote(
        resolutions[0] if above and result != "lost" else None,
        result,
        tuple(len(side) for side in sides),
        tuple(tuple(side) if named else () for side in names),
    )
    mentions = [
        CouncillorMention(member.id, name, None, name)
        for side, written in zip(sides, names, strict=True)
        for member, name in zip(side, written, strict=True)
    ]
    return blocks, (told,), tuple(mentions) if named else ()


def _names(style: str, one: Councillor, members: Sequence[Councillor]) -> str:
    if style == "formal":
        return f"{one.forename[:1]}. {one.surname}"
    alone = sum(other.surname == one.surname for other in members) == 1
    return one.surname if alone and Random(one.id).random() < 0.5 else one.name


def _listed(names: Sequence[str]) -> str:
    if not names:
        return "None"
    word = "Councillors" if len(names) > 1 else "Councillor"
    return f"{word} {', '.join(names[:-1])}{' and ' if len(names) > 1 else ''}{names[-1]} ({len(names)})"


def _plain(names: Sequence[Sequence[str]], _: VoteTable) -> tuple[str, ...]:
    sides = " ".join(
        f"{word}: {_listed(side)}" for word, side in zip(("FOR", "AGAINST", "ABSTAINED"), names, strict=True)
    )
    return (f"A recorded vote was taken: {sides}",)


def _formal(names: Sequence[Sequence[str]], vote: VoteTable) -> tuple[str, ...]:
    words = ("Those voting for the motion", "Those voting against", "Those abstaining")
    lines = [
        f"{word} – {len(side)}: {', '.join(f'Councillor {name}' for name in side)}".rstrip(": ")
        for word, side in zip(words, names, strict=True)
    ]
    return (*lines, f"The motion was {'CARRIED' if vote.carried else 'LOST'}.")


def _terse(names: Sequence[Sequence[str]], _: VoteTable) -> tuple[str, ...]:
    wanted, against, abstained = map(len, names)
    return (f"Vote: {wanted} for, {against} against, {abstained} abstained.",)


_STYLES = {"plain": _plain, "formal": _formal, "terse": _terse}
