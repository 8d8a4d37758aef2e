"""Whether each item is what was read in its page, and whether what it was read from is still there."""

from collections.abc import Iterator

from searcher import exchange
from searcher.archive.digests import record_digest
from searcher.archive.items import Items
from searcher.archive.pages import EXCHANGE
from searcher.storage import Database

_NO_VERSION = (
    "SELECT address FROM pages p WHERE NOT EXISTS (SELECT 1 FROM page_versions v WHERE v.page_id = p.id) ORDER BY id"
)
# Lines of the exchange format tell of pages of another archive.
_OWN_PAGE = f"FROM items i JOIN pages p ON p.id = i.page_id WHERE p.kind != '{EXCHANGE}'"
_NO_SOURCE = (
    f"SELECT i.id {_OWN_PAGE} AND i.source_sha256 IS NOT NULL"  # noqa: S608 - our own text
    " AND EXISTS (SELECT 1 FROM page_versions v WHERE v.page_id = i.page_id)"
    " AND NOT EXISTS (SELECT 1 FROM page_versions v WHERE v.page_id = i.page_id AND v.sha256 = i.source_sha256)"
    " ORDER BY i.id"
)
_NO_DECISION = (
    f"SELECT i.id {_OWN_PAGE} AND i.decision_sha256 IS NOT NULL"  # noqa: S608 - our own text
    " AND NOT EXISTS (SELECT 1 FROM page_versions v WHERE v.sha256 = i.decision_sha256) ORDER BY i.id"
)
_OLDER = "SELECT record, record_sha256 FROM item_versions WHERE item_id = ? AND version = ?"


def origin_faults(database: Database, items: Items) -> Iterator[str]:
    """A line for each page that is not stored, and for each item that is not what was read in a stored one."""
    for row in database.execute(_NO_VERSION):
        yield f"{row[0]}: it is not stored in any version; import or fetch it again"
    for row in database.execute(_NO_SOURCE):
        yield f"{row[0]} is of a version of its page that is not stored"
    for row in database.execute(_NO_DECISION):
        yield f"{row[0]} has a decision from a record that is not stored"
    for key in items.meetings.unlike_read():
        yield f"{key}: the facts of the meeting are not what was read in its page"
    for item_id in items.unlike_read():
        yield f"{item_id} is not what was read in its page"
    yield from _older_faults(database)


def _older_faults(database: Database) -> Iterator[str]:
    for row in database.execute("SELECT item_id, version FROM item_versions ORDER BY item_id, version"):
        if not _is_whole(*database.execute(_OLDER, tuple(row))[0]):
            yield f"{row['item_id']}: its older text, version {row['version']}, is damaged"


def _is_whole(record: str, digest: str | None) -> bool:
    """Whether an older text is as it was kept, and can be read."""
    try:
        exchange.from_line(record)
    except (TypeError, ValueError):
        return False
    return digest in (None, record_digest(record))
