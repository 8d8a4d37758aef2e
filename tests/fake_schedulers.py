"""Programs in the places of systemctl, loginctl and crontab, first on PATH: they keep what they are given."""

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from scheduled import a_program

_SYSTEMCTL = r"""
echo "$*" >> "{kept}/systemctl.orders"
case "$2" in
  show) [ ! -e "{kept}/no-manager" ] || {{ echo "Failed to connect to bus: No medium found" >&2; exit 1; }}
        echo Version=252.1;;
  is-active) [ ! -e "{kept}/idle" ] || exit 3;;
esac
[ ! -e "{kept}/fails-$2" ] || {{ echo "Failed to $2: it is Monday" >&2; exit 4; }}
"""
_LOGINCTL = r"""
cat "{kept}/linger" || exit 1
"""
_CRONTAB = r"""
case "$1" in
  -l) [ ! -e "{kept}/forbidden" ] || {{ echo "You (ann) are not allowed to use this program (crontab)" >&2; exit 1; }}
      [ -e "{kept}/crontab" ] || {{ echo "no crontab for ann" >&2; exit 1; }}
      cat "{kept}/crontab";;
  -)  [ ! -e "{kept}/full" ] || {{ echo "crontab: No space left on device" >&2; exit 1; }}
      cat > "{kept}/crontab";;
  *)  exit 9;;
esac
"""


class FakeSchedulers:
    """A machine with some of these programs. What they keep, and files that make them fail, are in `kept`."""

    def __init__(self, folder: Path, environment: pytest.MonkeyPatch) -> None:
        self.kept = folder / "kept"
        self.config = folder / "config"
        self._programs = folder / "programs"
        for one in (self.kept, self.config, self._programs):
            one.mkdir()
        (self._programs / "cat").symlink_to("/bin/cat")
        (self.kept / "linger").write_text("Linger=yes\n")
        environment.setenv("PATH", str(self._programs))
        environment.setenv("XDG_CONFIG_HOME", str(self.config))

    def have(self, *names: str) -> None:
        """Put programs on PATH."""
        for name in names:
            lines = {"systemctl": _SYSTEMCTL, "loginctl": _LOGINCTL, "crontab": _CRONTAB}[name]
            a_program(self._programs / name, lines.format(kept=self.kept))

    def lose(self, name: str) -> None:
        """Take a program away."""
        (self._programs / name).unlink()

    def put(self, name: str, lines: str) -> None:
        """Put a program of other lines on PATH."""
        a_program(self._programs / name, lines)

    def fail(self, *ways: str) -> None:
        """Have programs fail: no-manager, fails-ORDER, forbidden, full; or idle."""
        for way in ways:
            (self.kept / way).touch()

    @property
    def orders(self) -> list[str]:
        """What systemctl was told that changes something."""
        path = self.kept / "systemctl.orders"
        lines = path.read_text().splitlines() if path.exists() else []
        asking = ("show", "is-active")
        return [line.removeprefix("--user ") for line in lines if line.split()[1] not in asking]

    @property
    def crontab(self) -> bytes:
        """The crontab."""
        return (self.kept / "crontab").read_bytes()

    @crontab.setter
    def crontab(self, content: bytes) -> None:
        (self.kept / "crontab").write_bytes(content)

    @property
    def units(self) -> dict[str, str]:
        """The units, by name."""
        return {path.name: path.read_text() for path in self._files() if path.suffix in (".service", ".timer")}

    def _files(self) -> Iterable[Path]:
        folder = self.config / "systemd" / "user"
        return sorted(folder.iterdir()) if folder.exists() else ()


RUNS_FOR_EVER = f"exec {shutil.which('sleep')} 600"
