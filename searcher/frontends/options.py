"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

from searcher.frontends.terminal import path_typed

IndexOption = Annotated[
    Path | None,
    typer.Option(
        "--index",
        metavar="PATH",
        help="The index folder; else $SEARCHER_INDEX, ./index or your data folder.",
        parser=path_typed,
    ),
]


def is_council_name(text: str) -> bool:
    """Whether a text may name a council: letters of ASCII, digits and hyphens."""
    return bool(text) and all(letter.isalnum() or letter == "-" for letter in text) and text.isascii()
