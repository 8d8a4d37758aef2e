"""A short form of `scripts/bad-days`: whatever days a portal has, nothing is made up, and all is made good."""

import pytest
from bad_days import wrong_after


@pytest.mark.parametrize("seed", (1, 2, 3, 45))
def test_after_good_days_and_bad_ones_the_archive_is_what_the_portal_shows(seed: int) -> None:
    assert wrong_after(seed) == []
