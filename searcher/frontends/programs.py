"""Runs the system's own programs: systemctl, loginctl, crontab. The only place that does."""

import os
import shutil
import subprocess

from msgspec import Struct


class Ran(Struct, frozen=True):
    """What a program wrote; and in words what went wrong, if something did."""

    out: bytes = b""
    err: str = ""
    failure: str | None = None


class Programs:
    """The programs that PATH leads to. One that does not end within some seconds is ended."""

    def __init__(self, seconds: float = 30) -> None:
        self._seconds = seconds

    @staticmethod
    def has(name: str) -> bool:
        """Whether PATH leads to a program."""
        return shutil.which(name) is not None

    def run(self, *command: str, given: bytes = b"") -> Ran:
        """Run a program on what it is given; never raises an error of its."""
        name = command[0]
        try:
            ran = subprocess.run(  # noqa: S603 - our own words; what of them is a user's is one argument
                command, input=given, capture_output=True, timeout=self._seconds, env=_environment(), check=False
            )
        except FileNotFoundError:
            return Ran(failure=f"there is no {name} here")
        except subprocess.TimeoutExpired:
            return Ran(failure=f"{name} did not answer within {self._seconds:g} seconds")
        except OSError as error:
            return Ran(failure=f"{name} cannot be run ({error.strerror})")
        told = ran.stderr.decode("utf-8", "replace").strip()
        if ran.returncode == 0:
            return Ran(ran.stdout, told)
        reason = told.splitlines()[-1] if told else f"exit status {ran.returncode}"
        return Ran(ran.stdout, told, f"{name} failed: {reason.removeprefix(f'{name}: ')}")


def _environment() -> dict[str, str]:
    """Ours, with messages in English, for some are looked at; and where systemctl finds a user's service manager."""
    return {"XDG_RUNTIME_DIR": f"/run/user/{os.geteuid()}", **os.environ, "LC_ALL": "C"}
