"""The command `search`: words and filters in, items out. It only searches, so that any words are safe.

What is written right is searched for at once; help, completion and mistakes are Typer's, which takes longer to load.
"""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from searcher.frontends import search_options
from searcher.frontends.output import run

_COMPLETING = "_SEARCH_COMPLETE"  # a shell asks so for what may come next


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command on arguments, without any on those of the process."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    run("search", lambda: _done(given))


def _done(arguments: Sequence[str]) -> int:
    options = None if _COMPLETING in os.environ else search_options.read(arguments)
    if options is None:
        from searcher.frontends.search_help import helped  # noqa: PLC0415 - see above

        return helped(arguments)
    from searcher.frontends.searching import search  # noqa: PLC0415 - what it imports may fail, and is told then

    return search(options)
