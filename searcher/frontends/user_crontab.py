"""The user's crontab, read and written by the program of that name (POSIX, crontab): a block of it, nothing else."""

from searcher.errors import CannotSchedule
from searcher.frontends.programs import Programs
from searcher.scheduling import Job, Text, block_in, crontab_block, with_block, without_block

_PLACE = "crontab"
# What is said where there is no crontab yet: by Vixie's cron, cronie and others; by BusyBox.
_NONE_YET = ("no crontab for", "can't open")


class Crontab:
    """The crontab of whoever runs this."""

    label = "cron"

    def __init__(self, programs: Programs) -> None:
        self._programs = programs

    def missing(self) -> str | None:
        """Why there is no crontab to be read, or none that may be."""
        try:
            self._read()
        except CannotSchedule as error:
            return str(error)
        return None

    def texts(self, job: Job) -> tuple[Text, ...]:
        """The block. Raises CannotSchedule for a job that it cannot tell."""
        return (Text(_PLACE, crontab_block(job)),)

    def installed(self, name: str) -> tuple[Text, ...]:
        """The block that is there. Raises CannotSchedule."""
        block = block_in(self._read(), name) if self._programs.has("crontab") else None
        return () if block is None else (Text(_PLACE, block.decode("utf-8", "replace")),)

    def install(self, job: Job) -> None:
        """Put the block there. Raises CannotSchedule."""
        old = self._read()
        self._write(old, with_block(old, job.name, crontab_block(job).encode()))

    def remove(self, name: str) -> bool:
        """Take the block away. Whether there was one. Raises CannotSchedule."""
        if not self._programs.has("crontab"):
            return False
        old = self._read()
        new = without_block(old, name)
        self._write(old, new)
        return new != old

    def _read(self) -> bytes:
        """The crontab, empty where there is none yet. Raises CannotSchedule where that is not certain."""
        ran = self._programs.run("crontab", "-l")
        if ran.failure is None or (not ran.out and any(words in ran.err for words in _NONE_YET)):
            return ran.out
        raise CannotSchedule(ran.failure)

    def _write(self, old: bytes, new: bytes) -> None:
        if new != old and (failure := self._programs.run("crontab", "-", given=new).failure):
            raise CannotSchedule(failure)
