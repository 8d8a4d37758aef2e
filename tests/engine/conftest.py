"""A small index of invented items to harm and to change."""

from collections.abc import Callable
from pathlib import Path

import pytest
from invented import items

from searcher.engine import Generation, Snapshot, write_generation
from searcher.model import Item, MeetingHeld, NamedValue
from searcher.storage import Storage

Write = Callable[[list[Item]], Generation]


def snapshot(held: list[Item]) -> Snapshot:
    """What an archive of these items would say of itself."""
    councils = {item.council for item in held}
    return Snapshot(
        items=lambda: iter(held),
        names={"council": tuple(NamedValue(council, (council,)) for council in sorted(councils))},
        meetings=tuple(MeetingHeld(council, None, None, True, 0) for council in sorted(councils)),
        generation=1,
        vocabulary="",
    )


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a generation of the index in `tmp_path` from items."""
    return lambda held: write_generation(tmp_path, snapshot(held), Storage())


@pytest.fixture
def held() -> list[Item]:
    """Twenty items."""
    return items(20, seed=3)
