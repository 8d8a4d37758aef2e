"""Rights: what somebody else than root may read and write."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import searcher

_SOMEBODY = 65_534


@contextlib.contextmanager
def as_somebody_else() -> Iterator[None]:
    """Without the rights of root, who may read and write everywhere."""
    root = os.geteuid() == 0
    if root:
        os.setresuid(_SOMEBODY, _SOMEBODY, 0)
    yield
    if root:
        os.setresuid(0, 0, 0)


def give_to_somebody_else(path: Path) -> None:
    """Make a file that of who `as_somebody_else` is."""
    if os.geteuid() == 0:
        os.chown(path, _SOMEBODY, -1)


def others_may_run_us() -> bool:
    """Whether our own files can be read without the rights of root."""
    with as_somebody_else():
        return os.access(Path(searcher.__file__).parent / "cleaner/topics.toml", os.R_OK)
