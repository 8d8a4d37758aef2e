"""What tests of backups begin with."""

from pathlib import Path

import pytest
from backups import backup_of, index_in


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """The folder of an index with two items."""
    return index_in(tmp_path)


@pytest.fixture
def file(index: Path) -> Path:
    """A backup of it."""
    return backup_of(index)
