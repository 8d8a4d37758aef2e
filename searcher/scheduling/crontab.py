"""A job in cron's words: a block of a user's crontab between two marks, and crontabs with and without it.

Sources are crontab(5) of Vixie's cron and of cronie, and what their do_command.c makes of "%" and of backslashes.
Only lists of numbers are used, which every cron knows (POSIX, crontab); steps such as */6 some do not.
"""

import shlex

from searcher.errors import CannotSchedule
from searcher.intervals import interval_text
from searcher.scheduling.job import Job
from searcher.scheduling.times import Times, clock_intervals, times_of

LOG = "update.log"
_LONGEST = 998  # bytes of a command: MAX_COMMAND in Vixie's cron.h is 1000, and Debian's crontab takes so many


def crontab_block(job: Job) -> str:
    """The lines that run a job. Raises CannotSchedule for what a crontab cannot tell."""
    times = times_of(job.every, job.name)
    if times is None:
        raise CannotSchedule(f"cron runs nothing every {interval_text(job.every)}; it does every {clock_intervals()}")
    command = _escaped(_command(job))
    if len(command.encode()) > _LONGEST:
        raise CannotSchedule(f"the command for cron would have more than {_LONGEST} bytes; take a shorter path")
    head = f"{_begin(job.name)}, every {interval_text(job.every)}; see: searcher schedule"
    return f"{head}\n{_fields(times)} {command}\n{_end(job.name)}\n"


def block_in(crontab: bytes, name: str) -> bytes | None:
    """The block of a name in a crontab, its marks included. Raises CannotSchedule when it has no end."""
    parts = _parts(crontab, name)
    return parts[1] if parts else None


def with_block(crontab: bytes, name: str, block: bytes) -> bytes:
    """A crontab in which the block of a name is another, or is new. All else stays. Raises CannotSchedule."""
    parts = _parts(crontab, name)
    if parts is None:
        return crontab + (b"\n" if crontab and not crontab.endswith(b"\n") else b"") + block
    before, _, after = parts
    return before + block + after


def without_block(crontab: bytes, name: str) -> bytes:
    """A crontab without the block of a name. All else stays. Raises CannotSchedule."""
    return with_block(crontab, name, b"") if block_in(crontab, name) is not None else crontab


def _parts(crontab: bytes, name: str) -> tuple[bytes, bytes, bytes] | None:
    """What stands before the block, the block, what stands behind it."""
    lines = crontab.splitlines(keepends=True)
    first = next((i for i, line in enumerate(lines) if _is_mark(line, _begin(name))), None)
    if first is None:
        return None
    last = next((i for i, line in enumerate(lines) if i > first and _is_mark(line, _end(name))), None)
    if last is None:
        raise CannotSchedule(f"the crontab has {_begin(name)!r} and no {_end(name)!r}; mend it with: crontab -e")
    return b"".join(lines[:first]), b"".join(lines[first : last + 1]), b"".join(lines[last + 1 :])


def _begin(name: str) -> str:
    return f"# BEGIN {name}"


def _end(name: str) -> str:
    return f"# END {name}"


def _is_mark(line: bytes, mark: str) -> bool:
    return line.partition(b",")[0].rstrip() == mark.encode()


def _fields(times: Times) -> str:
    """The five fields: minute, hour, day of the month, month, weekday (0 is Sunday)."""
    day = "*" if times.weekday is None else str((times.weekday + 1) % 7)
    return f"{_numbers(times.minutes)} {_numbers(times.hours) or '*'} * * {day}"


def _numbers(numbers: tuple[int, ...]) -> str:
    return ",".join(map(str, numbers))


def _command(job: Job) -> str:
    """The command for sh. Cron mails what is written: one line when a run could not be done, the rest is in a file."""
    runs = [
        f'{shlex.quote(str(job.command))} update --index "$i"{"".join(f" {shlex.quote(one)}" for one in options)}'
        f' {">>" if number else ">"}"$i/{LOG}" 2>&1 || [ $? -lt 2 ] || echo "searcher: see $i/{LOG}"'
        for number, options in enumerate(job.options())
    ]
    return "; ".join([f"umask {job.umask:04o}", f"i={shlex.quote(str(job.folder))}", *runs])


def _escaped(command: str) -> str:
    r"""A command as a crontab has it: "%" would be a line break, and some crons make one backslash of two.

    A backslash stands in single quotes only, for `shlex.quote` put it there: behind each these quotes end and begin.
    """
    return command.replace("\\", "\\''").replace("%", "\\%")
