"""When what a portal shows no longer is taken to be gone. Pure.

A public record must not be lost by a portal's bad day: it is gone when the portal itself says so, of the page and in
its lists, at two crawls at least a day apart, while it shows others.
"""

import datetime
from collections.abc import Iterable

from searcher.crawler.plan import DAY, SWEEP_DAYS
from searcher.listing import PortalPage

_STALE = datetime.timedelta(days=2 * SWEEP_DAYS)  # the sweep comes round to every list that anything leads to
_SHARE = 4  # of the meetings held: more than one in so many at once is a fault of the portal


def is_gone(page: PortalPage) -> bool:
    """Whether the portal said at crawls a day apart, and never otherwise between, that it has no such page."""
    if not page.missing or page.missing_since is None or page.fetched_at is None:
        return False
    return page.fetched_at - page.missing_since >= DAY


def read_since(pages: Iterable[PortalPage], now: datetime.datetime, *, may_be_gone: bool) -> datetime.datetime | None:
    """The moment since which every list of a kind was read; None where one was not, or was not understood.

    `may_be_gone`: where all of them are gone, that counts as reading them.
    """
    pages = list(pages)
    there = [page for page in pages if not page.missing]
    if any(page.failures or page.fetched_at is None for page in there):
        return None
    read = [page.fetched_at for page in there if page.fetched_at and now - page.fetched_at < _STALE]
    if not there and pages and may_be_gone and all(map(is_gone, pages)):
        read = [page.fetched_at for page in pages if page.fetched_at]
    return min(read, default=None)


def listed_before(read: datetime.datetime) -> datetime.datetime:
    """What no list showed since this moment is listed no longer, where all were read since `read`.

    A day lies between: a meeting may pass from one list to the next while they are read.
    """
    return read - DAY


def is_too_many(gone: int, held: int) -> bool:
    """Whether so many of the meetings held are gone at once that it is rather the portal that fails."""
    return gone > max(1, held // _SHARE)
