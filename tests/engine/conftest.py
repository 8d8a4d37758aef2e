"""A small index of invented items to harm and to change."""

from pathlib import Path

import pytest
from invented import Write, items, snapshot

from searcher.engine import write_generation
from searcher.model import Item
from searcher.storage import Storage


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a generation of the index in `tmp_path` from items."""
    return lambda held: write_generation(tmp_path, snapshot(held), Storage())


@pytest.fixture
def held() -> list[Item]:
    """Twenty items."""
    return items(20, seed=3)
