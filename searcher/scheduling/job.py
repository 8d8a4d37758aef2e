"""What a timer runs: which commands, on which index folder, how often; and what the timer is called."""

import datetime
import hashlib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from searcher.errors import CannotSchedule


class Job(Struct, frozen=True):
    """`searcher update` on one index folder, at intervals. Raises CannotSchedule for a path that no timer can hold.

    `command` and `folder` are absolute. Of several councils each is updated in turn, of none all that are known.
    `umask` is what nobody but the owner may do with what is written; `is_own`, whether the folder is the user's own.
    `outlets` are other folders in which updates write what follows tell.
    """

    command: Path
    folder: Path
    every: datetime.timedelta
    councils: tuple[str, ...] = ()
    contact: str | None = None
    umask: int = 0o022
    is_own: bool = True
    outlets: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        for path in (self.command, self.folder, *self.outlets):
            _refuse_path(path)

    @property
    def name(self) -> str:
        """What the timer of this index folder is called."""
        return schedule_name(self.folder)

    def options(self) -> Iterator[tuple[str, ...]]:
        """For each run of `searcher update` what follows `--index PATH`."""
        contact = ("--contact", self.contact) if self.contact else ()
        for council in self.councils or (None,):
            yield (*(("--council", council) if council else ()), *contact)


class Text(Struct, frozen=True):
    """What a scheduler reads, and where: the path of a file, or the crontab."""

    place: str
    content: str


def schedule_name(folder: Path) -> str:
    """The name of an index folder's timer, the same whenever it is asked for: "council-minutes-1f0c7a92"."""
    digest = hashlib.sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()
    return f"council-minutes-{digest[:8]}"


def _refuse_path(path: Path) -> None:
    """Raises CannotSchedule for a path that one line of UTF-8 cannot hold, as units and crontabs have."""
    text = str(path)
    # Cs: half of a surrogate pair, in the place of a byte that is no UTF-8.
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in text):
        raise CannotSchedule(f"the path {text!r} has a line break or another character that a timer cannot hold")


def schtasks_line(job: Job) -> str:
    """The command by which Windows runs the job every day (learn.microsoft.com: schtasks create)."""
    return f'schtasks /Create /SC DAILY /TN {job.name} /TR "\\"{job.command}\\" update --index \\"{job.folder}\\""'
