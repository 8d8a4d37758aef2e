"""The command that shows what letters mean: acronyms."""

import contextlib
from typing import Annotated

import typer

from searcher.archive import Store
from searcher.folders import index_folder
from searcher.frontends.options import IndexOption
from searcher.frontends.output import give, say, style
from searcher.render.acronyms import acronym_objects, acronyms_text
from searcher.render.safe import dumped
from searcher.storage import Storage

SCHEMA = "council-minutes-acronyms/1"


def acronyms(
    letters: Annotated[
        str | None, typer.Argument(metavar="LETTERS", help="Only these letters, such as CPP.", show_default=False)
    ] = None,
    council: Annotated[str | None, typer.Option(metavar="NAME", help="Only in this council.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Give one JSON object.")] = False,
    index: IndexOption = None,
) -> int:
    """Show what letters mean: their senses, in how many items, and where it is open."""
    folder = index_folder(index)
    with contextlib.closing(Store.open(folder, Storage())) as store:
        found = acronym_objects(store.acronyms.senses(letters, council), store.acronyms.open(letters, council))
    held = {"schema": SCHEMA, "archive": str(folder), "acronyms": found}
    give(dumped(held, indent=2) if json else acronyms_text(held, style()))
    if not found and (letters is not None or council is not None):
        where = f" of {council}" if council is not None else ""
        say(f"no items{where} say what {letters or 'any letters'} mean")
        return 1
    return 0
