"""What letters mean, for people and for programs: in one item, and in a whole archive."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from searcher.model import AcronymUse, OpenLetters, Sense
from searcher.render.safe import brief, line
from searcher.render.style import Style, counted

_BY = {"meeting": "same meeting", "committee": "same committee", "council": "same council"}


def acronyms_text(held: Mapping[str, Any], style: Style) -> str:
    """The object of `searcher acronyms --json` as people read it."""
    blocks = ["\n".join(_letters(one, style)) for one in held["acronyms"]]
    several = sum(len(one["senses"]) > 1 for one in held["acronyms"])
    left = sum(len(each["items"]) for one in held["acronyms"] for each in one["open"])
    total = f"{counted(len(held['acronyms']), 'acronym')}, {several:,} with several senses, {counted(left, 'open use')}"
    return "\n\n".join((*blocks, total)) + "\n"


def acronym_objects(senses: Sequence[Sense], still_open: Sequence[OpenLetters]) -> list[dict[str, Any]]:
    """Letters of a council, by the alphabet: their senses, and the items in which it is open which they have."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for one in sorted(senses, key=lambda one: (one.letters, one.council)):
        held = {"letters": one.letters, "council": one.council, "senses": [], "open": []}
        found.setdefault((one.letters, one.council), held)["senses"].append(_sense(one))
    for each in still_open:
        told = {"candidates": list(each.candidates), "items": list(each.items)}
        found[each.letters, each.council]["open"].append(told)
    return list(found.values())


def uses_text(uses: Sequence[AcronymUse]) -> str:
    """The letters of an item with what they mean there, in a sentence's length each."""
    return line("; ".join(map(_use, uses)))


def use_objects(uses: Sequence[AcronymUse]) -> list[dict[str, Any]]:
    """The same as objects."""
    return [
        {"letters": one.letters, "meaning": one.meaning, "level": one.level, "candidates": list(one.candidates)}
        for one in uses
    ]


def _use(use: AcronymUse) -> str:
    by = f" ({_BY[use.level]})" if use.level in _BY else ""
    if use.meaning is None:
        return f"{use.letters}: open, may be {' or '.join(use.candidates)}{by}"
    return f"{use.letters}: {use.meaning}{by}"


def _sense(sense: Sense) -> dict[str, Any]:
    return {
        "meaning": sense.meaning,
        "variants": list(sense.variants),
        "defined_in": list(sense.defined_in),
        "used_in": list(sense.used_in),
    }


def _letters(held: Mapping[str, Any], style: Style) -> Iterator[str]:
    yield f"{style.bold(line(held['letters']))} {style.dim(line(held['council']))}"
    for sense in held["senses"]:
        number = f"defined in {counted(len(sense['defined_in']), 'item')}, used in {len(sense['used_in']):,} more"
        yield from style.wrapped(f"{brief(sense['meaning'])}: {number}", "  ", hang=2)
    for one in held["open"]:
        candidates = " or ".join(map(brief, one["candidates"]))
        yield from style.wrapped(f"Open in {counted(len(one['items']), 'item')}: may be {candidates}", "  ", hang=2)
