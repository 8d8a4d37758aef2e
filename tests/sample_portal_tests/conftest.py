"""A portal of the tiny council, for every test that needs nothing special."""

from collections.abc import Iterator

import pytest
from sample_portal.clock import Clock
from sample_portal.server import SamplePortal
from sample_portal_tests.tiny import TODAY, tiny


@pytest.fixture
def clock() -> Clock:
    return Clock(TODAY)


@pytest.fixture
def portal(clock: Clock) -> Iterator[SamplePortal]:
    with SamplePortal(tiny(), clock=clock) as running:
        yield running
