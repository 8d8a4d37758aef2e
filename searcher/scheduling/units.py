"""A job in systemd's words: a service and the timer that starts it, both for a user's own service manager.

Sources are the manual pages of systemd 252: systemd.service(5), systemd.timer(5), systemd.exec(5), systemd.time(7),
and for quotes systemd.syntax(7).
"""

import datetime
import re
from pathlib import Path

from searcher.intervals import interval_text
from searcher.scheduling.job import Job
from searcher.scheduling.times import times_of

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HEAD = "# Written by `searcher schedule install`, which writes all of it anew.\n"
# What a user's manager can do: options that change the bounding set of capabilities (ProtectKernelModules=,
# PrivateDevices=, ProtectClock= …) end with 218/CAPABILITIES there, and PrivateUsers=true with 217/USER where the
# kernel gives users no namespaces. Without it, options that need one are left out where there is none.
_HARDENING = """\
NoNewPrivileges=true
LockPersonality=true
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
RestrictNamespaces=true
RestrictRealtime=true
RestrictSUIDSGID=true
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
"""
_WRITTEN = "ReadWritePaths="
_PLAIN = re.compile(r"[\w./@+:,-]+", re.ASCII)  # needs no quotes
_TEMPORARY = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 - names of places, where nothing is written


def service_unit(job: Job) -> str:
    """The text of a service that runs the job once."""
    runs = "".join(f"ExecStart={_run(job, options)}\n" for options in job.options())
    return (
        f"{_HEAD}[Unit]\n"
        f"Description=Fetch and index what is new of councils' minutes in {_quoted(job.folder)}\n\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"{runs}"
        "# 1 is: done, but some page failed. `searcher status` tells which; the next run\n"
        "# tries them again. What has to be seen to is 2: could not run.\n"
        "SuccessExitStatus=1\n"
        "# A first crawl takes many hours; only what hangs takes days.\n"
        "TimeoutStartSec=3d\n"
        f"UMask={job.umask:04o}\n"
        "Nice=10\n"
        "IOSchedulingClass=idle\n"
        "MemoryMax=75%\n"
        f"{_HARDENING}"
        f"{_places(job)}"
    )


def may_write(service: str, folder: Path) -> bool:
    """Whether the text of such a service lets it write in a folder."""
    paths = next((line for line in service.splitlines() if line.startswith(_WRITTEN)), None)
    return paths is None or f" {_quoted(f'-{folder}')} " in f" {paths.removeprefix(_WRITTEN)} "


def timer_unit(job: Job) -> str:
    """The text of the timer that starts the service of its name."""
    return (
        f"{_HEAD}[Unit]\n"
        f"Description=Update of councils' minutes every {interval_text(job.every)}\n\n"
        "[Timer]\n"
        f"{_elapsing(job)}"
        f"RandomizedDelaySec={_delay(job.every)}\n"
        "AccuracySec=1m\n\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )


def _run(job: Job, options: tuple[str, ...]) -> str:
    """A command line. ":" keeps a "$" what it is, also in the path of the program, where "$$" would not do.

    A program whose path has a quote or a backslash systemd refuses to start ("contains special characters"); sh does.
    """
    is_refused = any(letter in str(job.command) for letter in "\"'\\")
    by = ("/bin/sh", "-c", 'exec "$0" "$@"') if is_refused else ()
    words = (*by, job.command, "update", "--index", job.folder, *options)
    return f":{' '.join(map(_quoted, words))}"


def _quoted(text: object) -> str:
    """A text as one word: backslashes and quotes escaped, and the percent sign, which begins a specifier."""
    if _PLAIN.fullmatch(str(text)):
        return str(text)
    escaped = str(text).replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _places(job: Job) -> str:
    """Where may be written: in the index folder and those of outlets, and in a /tmp of its own unless any lies there.

    Such limits come with a namespace of users, in which other users' files seem to be nobody's: a folder that is
    another user's, whom this one trusts, would not be opened. One that is gone ("-") is for the command to tell of.
    """
    if not job.is_own:
        return ""
    written = (job.folder, *job.outlets)
    lies_there = any(path.is_relative_to(place) for path in (job.command, *written) for place in _TEMPORARY)
    own_tmp = "" if lies_there else "PrivateTmp=true\n"
    paths = " ".join(_quoted(f"-{path}") for path in (*written, *(_TEMPORARY if lies_there else ())))
    return f"ProtectSystem=strict\nProtectHome=read-only\n{own_tmp}{_WRITTEN}{paths}\n"


def _elapsing(job: Job) -> str:
    """When the timer elapses: by the calendar, where a run that was slept through is caught up with (Persistent).

    What no clock tells is counted from the last run, the first time soon after the manager's start.
    """
    times = times_of(job.every, job.name)
    if times is None:
        return f"OnActiveSec=15m\nOnUnitActiveSec={interval_text(job.every)}\n"
    day = "" if times.weekday is None else f"{_DAYS[times.weekday]} "
    return f"OnCalendar={day}*-*-* {_numbers(times.hours) or '*'}:{_numbers(times.minutes)}:00\nPersistent=true\n"


def _numbers(numbers: tuple[int, ...]) -> str:
    return ",".join(f"{number:02}" for number in numbers)


def _delay(every: datetime.timedelta) -> str:
    """A tenth of the interval, 15 minutes at most."""
    return interval_text(datetime.timedelta(minutes=min(15, every // datetime.timedelta(minutes=10))))
