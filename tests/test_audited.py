"""What is said of dependencies that are vulnerable, well, or not known of."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from audited import main, told

WELL: dict[str, Any] = {"name": "ferry", "version": "1.0", "vulns": []}
ILL: dict[str, Any] = {
    "name": "weir",
    "version": "2.0",
    "vulns": [{"id": "X-1", "fix_versions": ["2.1"]}, {"id": "X-2", "fix_versions": []}],
}
UNKNOWN: dict[str, Any] = {"name": "lock", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("dependencies", "line", "status"),
    [
        ([WELL], "audit: 1 dependencies, none known to be vulnerable", 0),
        ([WELL, UNKNOWN], "audit: 1 dependencies, none known to be vulnerable; nothing is known of lock", 0),
        ([WELL, ILL], "audit: weir 2.0: X-1, X-2 (mended in 2.1)", 1),
        ([UNKNOWN], "audit: no database of vulnerabilities could be reached; nothing is known of any dependency", 0),
    ],
)
def test_what_is_known_of_dependencies_is_told(dependencies: list[dict[str, Any]], line: str, status: int) -> None:
    assert told(dependencies) == (line, status)


@pytest.mark.parametrize(
    ("said", "status", "out"),
    [
        ("ERROR: No matching distribution found for pip-audit", 0, "audit: pip-audit could not be fetched; nothing"),
        ("WARNING: Retrying after Connection refused", 0, "audit: pip-audit could not be fetched; nothing"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", 2, ""),
    ],
)
def test_that_it_could_not_begin_is_told(
    said: str, status: int, out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "told").write_text(said)

    assert main(tmp_path / "told") == status
    assert capsys.readouterr().out.startswith(out)


ROOT = Path(__file__).parents[1]
NOTHING = "nothing is known of any dependency"
UNREACHED = "ERROR: No matching distribution found for pip-audit"
OTHER_FILE = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"


@pytest.mark.parametrize(("said", "status"), [(UNREACHED, 0), (OTHER_FILE, 2)])
def test_an_audit_whose_pip_fails_says_so_and_leaves_nothing_behind(said: str, status: int, tmp_path: Path) -> None:
    done = audit_with(tmp_path, f"echo '{said}' >&2; exit 1")

    told = done.stderr if status else done.stdout
    assert done.returncode == status
    assert told.splitlines() == [said if status else f"audit: pip-audit could not be fetched; {NOTHING}"]
    assert list((tmp_path / "temporary").iterdir()) == []


def test_an_audit_that_reaches_no_database_says_so_and_leaves_nothing_behind(tmp_path: Path) -> None:
    auditor = '$(dirname "$0")/pip-audit'
    done = audit_with(
        tmp_path, f'printf \'#!/bin/sh\\necho Connection refused >&2; exit 1\' >"{auditor}"; chmod +x "{auditor}"'
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"audit: no database of vulnerabilities could be reached; {NOTHING}\n"
    assert list((tmp_path / "temporary").iterdir()) == []


def audit_with(folder: Path, pip: str) -> "subprocess.CompletedProcess[str]":
    """Run the script, in a copy, with a pip that does what a shell is told."""
    for name in ("scripts/audit", "tests/audited.py"):
        (folder / name).parent.mkdir()
        shutil.copy(ROOT / name, folder / name)
    (folder / "temporary").mkdir()
    script(folder / "pip", pip)
    script(folder / "scripts/setup", f"echo '{folder / 'venv'}'")
    makes = f'mkdir -p "$3/bin" && cp "{folder / "pip"}" "$3/bin/python"'  # python -m venv FOLDER
    script(folder / "venv/bin/python", f'if [ "$1" = -m ]; then {makes}; else exec "{sys.executable}" "$@"; fi')
    environment = os.environ | {"TMPDIR": str(folder / "temporary")}
    command = [str(folder / "scripts/audit")]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def script(path: Path, text: str) -> None:
    """A script for the shell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
