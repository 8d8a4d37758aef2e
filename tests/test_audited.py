"""What is said of dependencies that are vulnerable, well, or not known of."""

from typing import Any

import pytest
from audited import told

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
