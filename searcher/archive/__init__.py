"""The store of record: `archive.db`, plain SQLite. The only folder that knows its tables (see `schema.sql`).

Nothing is lost here: pages keep every version, items keep their older texts, what left its page stays as withdrawn.
"""

from typing import TYPE_CHECKING

from searcher.lazily import imported_when_used

if TYPE_CHECKING:
    from searcher.archive.copies import copy_archive, takedowns_in, version_of_whole
    from searcher.archive.crawls import Crawls, PortalState
    from searcher.archive.generations import now
    from searcher.archive.glance import FILE
    from searcher.archive.pages import (
        ATTENDANCE_PAGE,
        DECISION_PAGE,
        EXCHANGE,
        ITEM_PAGE,
        MEETING_PAGE,
        OLDER_PAGE,
        WEB_SERVICE,
        Attribution,
        HeldPage,
    )
    from searcher.archive.schema import Migration
    from searcher.archive.store import Store, holds_archive
    from searcher.archive.takedown import Forgotten, Takedowns, fingerprints, forgotten

__all__ = [
    "ATTENDANCE_PAGE",
    "DECISION_PAGE",
    "EXCHANGE",
    "FILE",
    "ITEM_PAGE",
    "MEETING_PAGE",
    "OLDER_PAGE",
    "WEB_SERVICE",
    "Attribution",
    "Crawls",
    "Forgotten",
    "HeldPage",
    "Migration",
    "PortalState",
    "Store",
    "Takedowns",
    "copy_archive",
    "fingerprints",
    "forgotten",
    "holds_archive",
    "now",
    "takedowns_in",
    "version_of_whole",
]

__getattr__ = imported_when_used(
    __name__,
    {
        "searcher.archive.copies": (
            "copy_archive",
            "takedowns_in",
            "version_of_whole",
        ),
        "searcher.archive.crawls": (
            "Crawls",
            "PortalState",
        ),
        "searcher.archive.generations": ("now",),
        "searcher.archive.glance": ("FILE",),
        "searcher.archive.pages": (
            "ATTENDANCE_PAGE",
            "DECISION_PAGE",
            "EXCHANGE",
            "ITEM_PAGE",
            "MEETING_PAGE",
            "OLDER_PAGE",
            "WEB_SERVICE",
            "Attribution",
            "HeldPage",
        ),
        "searcher.archive.schema": ("Migration",),
        "searcher.archive.store": (
            "Store",
            "holds_archive",
        ),
        "searcher.archive.takedown": (
            "Forgotten",
            "Takedowns",
            "fingerprints",
            "forgotten",
        ),
    },
)
