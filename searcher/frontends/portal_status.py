"""What is known of portals and updates, as the object that `searcher status --json` gives."""

import datetime
import json
from collections.abc import Collection
from typing import Any

from searcher.archive import Store
from searcher.crawler.plan import SWEEP_DAYS, again_at
from searcher.listing import LISTS, PageOf, Portal, PortalPage
from searcher.settings import Settings


def portals(settings: Settings, store: Store) -> list[dict[str, Any]]:
    """The portals that were crawled or added, by council."""
    councils = {*store.crawls.councils(), *settings.portals}
    return [_portal(council, settings.portals.get(council), store) for council in sorted(councils)]


def last_update(store: Store) -> dict[str, Any] | None:
    """The last update that came to its end, with its report, and when one began that did not; None before the first."""
    last, finished = store.runs.last, store.runs.last_finished
    if last is None:
        return None
    return {
        "finished_at": finished.finished_at if finished else None,
        "status": finished.status if finished else None,
        "unfinished_since": last.started_at if last.finished_at is None else None,
        "report": json.loads(finished.report) if finished and finished.report else None,
    }


def _portal(council: str, added: Portal | None, store: Store) -> dict[str, Any]:
    """A portal: when it was last crawled to the end, why the last crawl stopped, its committees, its failures."""
    state = store.crawls.state(council)
    failures = store.crawls.failures(council)
    expired = {one.id for one in store.crawls.committees(council) if one.expired}
    return {
        "council": council,
        "url": state.url if state else added.url if added else None,
        "web_service": state.web_service if state else None,
        "succeeded_at": _written(state.succeeded_at if state else None),
        "stopped": state.stopped if state else None,
        "not_before": _written(state.not_before if state else None),
        "committees": store.crawls.counts(council),
        "failed": [_failure(page, expired) for page in failures if not page.missing],
        "missing": [_failure(page, expired) for page in failures if page.missing],
    }


def _failure(page: PortalPage, expired: Collection[str]) -> dict[str, Any]:
    """A page and why it could not be fetched or read."""
    return {
        "page": page.kind,
        "id": page.id,
        "meeting": page.meeting_id or (page.id if page.kind in (PageOf.MEETING, PageOf.OLDER_MEETING) else None),
        "address": page.address,
        "reason": page.failure,
        "attempts": page.failures,
        "tried_at": _written(page.tried_at),
        "next_attempt": _next_attempt(page, expired),
    }


def _next_attempt(page: PortalPage, expired: Collection[str]) -> str:
    """When a page is asked for again: by the next update, by one from a day on, or when the sweep comes by.

    `expired` are the committees that are no more: only of the others is the list asked for by every update.
    """
    at = again_at(page)
    if page.due or (page.kind in LISTS and page.id.partition(" ")[0] not in expired):
        return "by the next update"
    return f"by an update from {at:%Y-%m-%d} on" if at else f"within {SWEEP_DAYS} days"


def _written(moment: datetime.datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
