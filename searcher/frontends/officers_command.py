"""The command that shows the register: officers."""

import contextlib
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from searcher.archive import Store
from searcher.folders import index_folder
from searcher.frontends.options import IndexOption
from searcher.frontends.output import give, say, style
from searcher.register import Corrections
from searcher.render.officers import officers_text
from searcher.render.safe import dumped
from searcher.settings import load_corrections
from searcher.storage import Storage
from searcher.words import forms

SCHEMA = "council-minutes-officers/1"


def officers(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", help="Only officers with this id, or these words in a name.", show_default=False
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Give one JSON object.")] = False,
    index: IndexOption = None,
) -> int:
    """Show who is who: each officer's names, posts by date, and why."""
    folder = index_folder(index)
    corrections = load_corrections(folder)
    with contextlib.closing(Store.open(folder, Storage())) as store:
        lists = store.officer_lists()
        unknown = sorted(one for one in corrections.ids if store.register.is_free(one))
        is_late = store.register.corrected_by != corrections.digest
        ignored = [{"id": one, "name": store.register.name(one)} for one in _ignored(corrections)]
    register = {"schema": SCHEMA, "archive": str(folder), **lists, "ignored": ignored}
    if name is not None:
        register = _only(name, register)
    give(dumped(register, indent=2) if json else officers_text(register, style()))
    if unknown:
        say(f"officers.toml names nobody in the register: {', '.join(unknown)}")
    if is_late:
        say("officers.toml has changed; it takes effect with: searcher clean && searcher index")
    if name is not None and not (register["officers"] or register["open"]):
        say(f"no officer {name!r} is held")
        return 1
    return 0


def _ignored(corrections: Corrections) -> Iterable[str]:
    return sorted(officer_id for officer_id, one in corrections.by_id.items() if one.ignore)


def _only(typed: str, register: Mapping[str, Any]) -> dict[str, Any]:
    """What of the register a typed name is about."""
    words = f" {' '.join(forms(typed))} "

    def is_meant(*names: str) -> bool:
        return any(words in f" {' '.join(forms(one))} " for one in names)

    officers = [
        one
        for one in register["officers"]
        if typed in (one["id"], *one["former_ids"])
        or is_meant(one["name"], *(each["name"] for each in one["variants"]))
    ]
    ids = {one["id"] for one in officers}
    still_open = [
        one for one in register["open"] if is_meant(one["name"]) or ids & {each["id"] for each in one["may_be"]}
    ]
    return {**register, "officers": officers, "open": still_open, "ignored": []}
