"""Runs the two commands as a shell would, in this process, and keeps what they tell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest

from searcher.pipeline import Workshop


@dataclass(frozen=True)
class Told:
    """What a command left: its exit status, standard output and standard error."""

    status: int
    out: str
    err: str


Command = Callable[..., Told]
"""Runs a command with some arguments."""


def command(
    main: Callable[[Sequence[str]], NoReturn], capsys: pytest.CaptureFixture[str], *always: Any, after: int = 0
) -> Command:
    """A command ready to be run, always with some arguments after so many of those given."""

    def run(*arguments: Any) -> Told:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(one) for one in (*arguments[:after], *always, *arguments[after:])])
        out, err = capsys.readouterr()
        return Told(int(left.value.code or 0), out, err)

    return run


def move_on(index: Path) -> None:
    """Change the archive, not its index."""
    with Workshop(index) as workshop:
        workshop.store.generations.begin("change")
        with workshop.store.writing():
            workshop.store.generations.changed()
