"""The options of `search`, told once: for the quick way, for Typer with its help and completion, and for tests."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from searcher.model import AREAS, KINDS, STATUSES
from searcher.query import FILTERS, HITS, MOST_HITS, SORTS
from searcher.render.text import MOST_IN_PANEL
from searcher.results import MOST_SNIPPETS

Kind = Literal["values", "text", "number", "path", "flag", "switch"]
"""Values may be given again, a flag takes none, a switch may also be turned off by `--no-NAME`."""


class Option(Struct, frozen=True):
    """An option of `search`: its name on the command line, without the hyphens, and what its help says."""

    name: str
    kind: Kind
    help: str
    metavar: str = ""
    default: Any = None


_TOLD = {
    "committee": ("NAME", "Only this committee: text in its name, or its id."),
    "officer": ("NAME", "Only items that name this officer."),
    "councillor": ("NAME", "Only items that name this councillor."),
    "topic": ("NAME", "Only items on this topic."),
    "meeting": ("NAME", "Only this meeting: text in its name, or its id."),
    "council": ("NAME", "Only this council."),
    "since": ("DATE", "From this day: YYYY, YYYY-MM, YYYY-MM-DD or DD/MM/YYYY."),
    "until": ("DATE", "To this day, the whole period included."),
    "year": ("YYYY", "Only this year."),
    "number": ("N", "Only this minute number, as printed."),
    "status": ("STATUS", f"Only {', '.join(STATUSES)}."),
    "kind": ("KIND", f"Only {' or '.join(KINDS)} items."),
}
OPTIONS = (
    *(Option(name, "values", told, metavar) for name, (metavar, told) in _TOLD.items()),
    Option("in", "values", f"Look for the words only here: {', '.join(AREAS)}.", "PART"),
    Option("restricted", "switch", "Only items closed, or open, to the public."),
    Option("exact", "flag", "Only the very words: no other forms, no other names.", default=False),
    Option("holders", "flag", "Where words name a post, also items that name who held it then.", default=False),
    Option("sort", "text", f"{', '.join(SORTS)}; newest when there are no words.", "ORDER"),
    Option("limit", "number", f"Items a page, 1 to {MOST_HITS}; else {HITS}.", "N"),
    Option("page", "number", "Which page; else the first.", "N"),
    Option("snippets", "number", f"Passages of each item, 1 to {MOST_SNIPPETS}.", "N", 1),
    Option("facets", "switch", "Count the matches by committee, officer and so on.", default=True),
    Option("facet-limit", "number", f"Values of each facet, at most; else {MOST_IN_PANEL}, in JSON all.", "N"),
    Option("explain", "flag", "Tell the query back; show what matched in each item, and its id.", default=False),
    Option("json", "flag", "Give one JSON object.", default=False),
    Option("jsonl", "flag", "Give a JSON object a line, an item each.", default=False),
    Option("csv", "flag", "Give CSV, an item a line.", default=False),
    Option("index", "path", "The index folder.", "PATH"),
)
assert {option.name for option in OPTIONS} >= set(FILTERS)
_BY_NAME = {option.name: option for option in OPTIONS}
DEFAULTS = {option.name: option.default for option in OPTIONS}
EXCLUDED = re.compile(r"-(?!-|h$)")
"""A word that is left out, such as -school; not an option, nor -h."""


def read(arguments: Sequence[str]) -> dict[str, Any] | None:
    """The values of options by name, and the words as "words"; None for arguments that need a closer look.

    Such are wrong ones, help, version and completion.
    """
    found: dict[str, Any] = dict(DEFAULTS)
    words: list[str] = []
    left = list(arguments)
    while left:
        argument = left.pop(0)
        if argument == "--":
            words += left
            break
        if argument == "-" or not argument.startswith("-") or EXCLUDED.match(argument):
            words.append(argument)
        elif not _take(argument, left, found):
            return None
    return {**found, "words": words}


def _take(argument: str, left: list[str], found: dict[str, Any]) -> bool:
    """Take an option, with its value; whether that could be done."""
    name, has_value, value = argument[2:].partition("=")
    if (option := _BY_NAME.get(name)) is None:
        switched_off = _BY_NAME.get(name.removeprefix("no-"))
        if switched_off is None or switched_off.kind != "switch" or has_value:
            return False
        found[switched_off.name] = False
        return True
    if option.kind in ("flag", "switch"):
        found[name] = True
        return not has_value
    if not has_value:
        if not left:
            return False
        value = left.pop(0)
    return _set(option, value, found)


def _set(option: Option, value: str, found: dict[str, Any]) -> bool:
    match option.kind:
        case "values":
            found[option.name] = [*(found[option.name] or ()), value]
        case "number":
            if not re.fullmatch(r"-?[0-9]{1,9}", value):
                return False
            found[option.name] = int(value)
        case "path":
            if not value:
                return False
            found[option.name] = value
        case _:
            found[option.name] = value
    return True


def filters_given(options: Mapping[str, Any]) -> dict[str, Any]:
    """The filters among some options."""
    return {name: options[name] for name in FILTERS}
