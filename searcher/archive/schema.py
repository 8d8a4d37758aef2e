"""The schema of `archive.db`: whether a file is an archive of ours, of which version, and how it is brought forward."""

from collections.abc import Callable, Sequence

from searcher.errors import ArchiveError
from searcher.storage import Database

Migration = Callable[[Database], None]

UNSETTLE_ALL = (
    "INSERT INTO unsettled (meeting_id, council, committee, committee_id, date)"
    " SELECT id, council, committee, committee_id, date FROM meetings"
)
# Every table that an item is read from, as of version 8.
_TOUCHING = (
    "items", "meetings", "attendance", "meeting_councillors", "approvals", "citations", "resolutions", "votes",
    "voters", "officer_mentions", "posts", "councillor_mentions", "item_topics", "acronyms", "minute_references",
    "documents",
)  # fmt: skip


def _add_crawls(database: Database) -> None:
    """Version 2: portals and their pages, and pages that tell more of a meeting than its own page does."""
    database.script(_statements("crawls.sql"))
    database.execute("ALTER TABLE pages ADD COLUMN portal_meeting TEXT")  # of a page beside a meeting's own
    database.execute(
        "CREATE INDEX pages_by_portal_meeting ON pages (portal_meeting, council) WHERE portal_meeting IS NOT NULL"
    )
    if "council" not in {row["name"] for row in database.execute("PRAGMA table_info(tombstone_fingerprints)")}:
        database.execute("ALTER TABLE tombstone_fingerprints ADD COLUMN council TEXT NOT NULL DEFAULT ''")


def _add_register(database: Database) -> None:
    """Version 3: officers whose several names are one, with the ids they had, and mentions that stay open."""
    database.script(_statements("register.sql"))


def _add_citations(database: Database) -> None:
    """Version 4: what minutes say of one another. The next run that changes anything reads it in all items held."""
    database.script(_statements("citations.sql"))
    database.execute(UNSETTLE_ALL)


def _add_councillors(database: Database) -> None:
    """Version 5: whom the portal lists for a meeting, records of decisions, flags. Filled as pages are read again."""
    database.script(_statements("councillors.sql"))


def _add_votes(database: Database) -> None:
    """Version 6: how members voted. "searcher clean" reads it in the items held."""
    database.script(_statements("votes.sql"))


def _add_acronyms(database: Database) -> None:
    """Version 7: what letters mean in each item. It is read in all items held, as soon as the archive is opened."""
    database.script(_statements("acronyms.sql"))
    database.execute(UNSETTLE_ALL)


def _add_touches(database: Database) -> None:
    """Version 8: which items were touched since the index read them. The next index compares all of them once."""
    from searcher.archive.touches import triggers  # noqa: PLC0415 - readers need none of it

    database.script(_statements("touches.sql"))
    for table in _TOUCHING:
        for statement in triggers(table):
            database.execute(statement)


def _touch_by_letters(database: Database) -> None:
    """Version 9: items are touched by what letters in them mean, too. The next index compares all of them once."""
    from searcher.archive.touches import triggers  # noqa: PLC0415 - readers need none of it

    database.execute("DELETE FROM marks")
    for table in ("acronym_definitions", "acronym_uses"):
        for statement in triggers(table):
            database.execute(statement)


def _add_page_starts(database: Database) -> None:
    """Version 10: on which pages of a PDF texts stand. "searcher clean" reads it in the items held."""
    from searcher.archive.touches import triggers  # noqa: PLC0415 - readers need none of it

    database.script(_statements("page_starts.sql"))
    for statement in triggers("page_starts"):
        database.execute(statement)


def _add_digests(database: Database) -> None:
    """Version 11: digests of what was read. "searcher clean" makes them for the items held."""
    database.script(_statements("digests.sql"))


def _add_history(database: Database) -> None:
    """Version 12: what changed, run by run, and what portals show no longer. What was kept of that is taken over."""
    database.script(_statements("history.sql"))
    database.script(_statements("vanishing.sql"))


def _add_follows(database: Database) -> None:
    """Version 13: updates, and what each follow was told."""
    for name in ("runs.sql", "follows.sql"):
        database.script(_statements(name))


# The first brings an archive of version 1 (`schema.sql`) to version 2, and so on. An archive is made by all of them.
MIGRATIONS: tuple[Migration, ...] = (
    _add_crawls,
    _add_register,
    _add_citations,
    _add_councillors,
    _add_votes,
    _add_acronyms,
    _add_touches,
    _touch_by_letters,
    _add_page_starts,
    _add_digests,
    _add_history,
    _add_follows,
)

_APPLICATION = int.from_bytes(b"cmsa")  # in the file's head, by which SQLite files are told apart


def is_archive(head: bytes) -> bool:
    """Whether a file that begins so is an archive of ours (https://www.sqlite.org/fileformat.html, 1.3)."""
    return head.startswith(b"SQLite format 3\0") and head[68:72] == _APPLICATION.to_bytes(4)


def held_version(database: Database, migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """The version of the schema in a file, 0 when it is empty. Raises ArchiveError for what is not ours, or newer."""
    version = _number(database, "PRAGMA user_version")
    if _number(database, "PRAGMA application_id") != _APPLICATION:
        if version or _number(database, "SELECT count(*) FROM sqlite_master"):
            raise ArchiveError(f"{database.path} is a database, but not an archive of ours")
        return 0
    if version > 1 + len(migrations):
        raise ArchiveError(f"{database.path} was made by a newer version of this program")
    return version


def bring_forward(database: Database, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Make the schema in an empty file, or bring that of an older archive to the present; all of it or nothing."""
    version = held_version(database, migrations)
    if version == 1 + len(migrations):
        return
    database.execute("PRAGMA journal_mode = WAL")
    with database.transaction():
        if version == 0:
            database.script(_statements("schema.sql"))
            database.execute(f"PRAGMA application_id = {_APPLICATION}")
        for migrate in migrations[max(version, 1) - 1 :]:
            migrate(database)
        database.execute(f"PRAGMA user_version = {1 + len(migrations)}")


def _statements(name: str) -> str:
    """The statements with their comments: SQLite keeps those inside a table's definition for whoever opens the file."""
    from importlib import resources  # noqa: PLC0415 - readers need none of it

    return (resources.files("searcher.archive") / name).read_text(encoding="utf-8")


def _number(database: Database, statement: str) -> int:
    return int(database.execute(statement)[0][0])
