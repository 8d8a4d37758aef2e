"""SQLite FTS5, told our words, finds the same items and counts the same facets; `scripts/agreement` asks more."""

import random
from collections.abc import Iterator

import pytest
from agreement.asking import Asked, asked, question


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    with asked(tmp_path_factory.mktemp("agreement"), 60, seed=33) as found:
        yield found


@pytest.mark.parametrize("seed", range(300))
def test_both_find_and_count_alike(engines: Asked, seed: int) -> None:
    assert not engines.differing(question(random.Random(seed)), ["SQLite FTS5"])
