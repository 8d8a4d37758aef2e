"""What is said of dependencies that are vulnerable, well, or not known of."""

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
