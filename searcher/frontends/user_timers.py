"""Timers of the user's own service manager, systemd: what is there of a job, put there, taken away.

Sources: systemctl(1), systemd.unit(5) for the folder of units, systemd.timer(5) for what a removed timer leaves.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from searcher.errors import CannotSchedule
from searcher.frontends.programs import Programs
from searcher.scheduling import Job, Text, service_unit, timer_unit
from searcher.storage import Storage


class Timers:
    """The units of a user, which are files in a folder."""

    label = "systemd"

    def __init__(self, folder: Path, programs: Programs, storage: Storage) -> None:
        self._folder = folder
        self._programs = programs
        self._storage = storage

    def missing(self) -> str | None:
        """Why no timer can be set: no systemd, or no service manager of this user that runs."""
        ran = self._programs.run("systemctl", "--user", "show", "--property=Version")
        return ran.failure or (None if ran.out.startswith(b"Version=") else "systemctl tells no version")

    def texts(self, job: Job) -> tuple[Text, ...]:
        """The service and the timer. Raises CannotSchedule for a job that they cannot tell."""
        service, timer = self._paths(job.name)
        return Text(str(service), service_unit(job)), Text(str(timer), timer_unit(job))

    def installed(self, name: str) -> tuple[Text, ...]:
        """Those of these two that are there."""
        contents = {path: self._content(path) for path in self._paths(name)}
        return tuple(Text(str(path), told.decode("utf-8", "replace")) for path, told in contents.items() if told)

    def is_idle(self, name: str) -> bool:
        """Whether the timer does not wait for its time."""
        return self._programs.run("systemctl", "--user", "is-active", f"{name}.timer").failure is not None

    def lingers(self) -> bool | None:
        """Whether timers run while the user is not logged in; None where that is not told (loginctl(1))."""
        ran = self._programs.run("loginctl", "show-user", str(os.geteuid()), "--property=Linger")
        return {b"Linger=yes": True, b"Linger=no": False}.get(ran.out.strip()) if ran.failure is None else None

    def install(self, job: Job) -> None:
        """Write the units and start the timer. What fails leaves the files as they were. Raises CannotSchedule."""
        new = {Path(text.place): text.content.encode() for text in self.texts(job)}
        old = {path: self._content(path) for path in new}
        try:
            self._put(new)
            self._order("daemon-reload")
            self._order("enable", "--now", f"{job.name}.timer")
            if any(old.values()) and new != old:
                self._order("restart", f"{job.name}.timer")
        except (CannotSchedule, OSError):
            self._put(old)
            self._programs.run("systemctl", "--user", "daemon-reload")
            raise

    def remove(self, name: str) -> bool:
        """Stop the timer and remove what is there of it. Whether anything was. Raises CannotSchedule."""
        service, timer = self._paths(name)
        link = self._folder / "timers.target.wants" / timer.name
        there = [path for path in (service, timer, link) if os.path.lexists(path)]
        if timer in there and self.missing() is None:
            self._order("disable", "--now", timer.name)
            self._programs.run("systemctl", "--user", "clean", "--what=state", timer.name)
        for path in there:
            self._storage.remove(path)
        if there:
            self._programs.run("systemctl", "--user", "daemon-reload")
        return bool(there)

    def _paths(self, name: str) -> tuple[Path, Path]:
        return self._folder / f"{name}.service", self._folder / f"{name}.timer"

    def _content(self, path: Path) -> bytes | None:
        return self._storage.read(path) if path.exists() else None

    def _put(self, contents: Mapping[Path, bytes | None]) -> None:
        """Make files what they are to be; those without content are removed."""
        self._storage.make_folder(self._folder)
        for path, content in contents.items():
            if content is None:
                self._storage.remove(path)
            else:
                self._storage.write(path, content)

    def _order(self, *words: str) -> None:
        """Have systemctl do something. Raises CannotSchedule."""
        if failure := self._programs.run("systemctl", "--user", *words).failure:
            raise CannotSchedule(f"{failure} (systemctl --user {' '.join(words)})")
