"""What pip-audit found, in a few lines, for `scripts/audit`: vulnerable, not known of, or well."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def told(dependencies: Sequence[Mapping[str, Any]]) -> tuple[str, int]:
    """A line or more for a reader, and the exit status: 1 when one is vulnerable.

    `dependencies` are as pip-audit lists them: with `vulns`, or with a `skip_reason` where nothing is known of one.
    """
    known = [one for one in dependencies if "skip_reason" not in one]
    if not known:
        return "audit: no database of vulnerabilities could be reached; nothing is known of any dependency", 0
    bad = [f"audit: {one['name']} {one['version']}: {_named(one['vulns'])}" for one in known if one["vulns"]]
    if bad:
        return "\n".join(bad), 1
    unknown = [one["name"] for one in dependencies if "skip_reason" in one]
    besides = f"; nothing is known of {', '.join(unknown)}" if unknown else ""
    return f"audit: {len(known)} dependencies, none known to be vulnerable{besides}", 0


def _named(vulnerabilities: Sequence[Mapping[str, Any]]) -> str:
    fixed = sorted({version for one in vulnerabilities for version in one["fix_versions"]})
    mended = f" (mended in {', '.join(fixed)})" if fixed else ""
    names = ", ".join(one["id"] for one in vulnerabilities)
    return f"{names}{mended}"


_UNREACHED = ("Connection", "No matching distribution")  # pip and pip-audit, where no registry answers


def main(said: Path, found: Path | None = None) -> int:
    """Print it. What was said is shown where pip-audit wrote nothing, and not for want of an answer."""
    dependencies = json.loads(found.read_text())["dependencies"] if found and found.exists() else []
    line, status = told(dependencies)
    if not dependencies and not any(sign in said.read_text() for sign in _UNREACHED):
        sys.stderr.write(said.read_text())
        return 2
    if found is None:
        line = "audit: pip-audit could not be fetched; nothing is known of any dependency"
    sys.stdout.write(f"{line}\n")
    return status


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
