"""Jobs to be scheduled, with paths as odd as a file system lets them be."""

import stat
from pathlib import Path

from searcher.intervals import interval_of
from searcher.scheduling import Job

ODD_NAMES = [
    "plain",
    "two  words ",
    "100% of 50%h",
    "an 'apostrophe' and a \"quotation\"",
    "$HOME ${HOME} `id` $(id) $$",
    "back\\slash \\\\ \\% \\n end\\",
    "Żółć 東京 🗄",
    "-x; & | > # ! ~ * ?",
    "{a,b} [c] (d) %% \\",
]


def a_job(
    folder: Path, command: Path = Path("/opt/searcher/bin/searcher"), every: str = "6h", **besides: object
) -> Job:
    """A job on an index folder."""
    return Job(command, folder, interval_of(every), **besides)  # type: ignore[arg-type] # besides: of the right types


def a_program(path: Path, *lines: str) -> Path:
    """A program of the shell's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path
