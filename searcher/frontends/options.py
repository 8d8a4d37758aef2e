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
