"""The register as it is shown: each officer with names, posts by date and evidence; mentions that stay open."""

from collections import defaultdict
from typing import Any

from searcher.storage import Database, Row

_COUNTED = """
SELECT o.officer_id, o.may_be, m.council, o.name, o.post, count(*) AS mentions, min(m.date) AS since,
  max(m.date) AS until
FROM officer_mentions o JOIN items i ON i.id = o.item_id JOIN meetings m ON m.id = i.meeting_id
WHERE i.withdrawn IS NULL GROUP BY o.officer_id, o.may_be, m.council, o.name, o.post
"""
_ITEMS = """
SELECT o.officer_id, count(DISTINCT o.item_id) AS items
FROM officer_mentions o JOIN items i ON i.id = o.item_id WHERE i.withdrawn IS NULL GROUP BY o.officer_id
"""


def officer_lists(database: Database) -> dict[str, list[dict[str, Any]]]:
    """`officers` who are mentioned, by council and name, and `open` mentions with whom each may be. Days YYYY-MM-DD."""
    rows = database.execute(_COUNTED)
    officers = {row["id"]: row for row in database.execute("SELECT * FROM officers")}
    items = {row["officer_id"]: row["items"] for row in database.execute(_ITEMS)}
    former: dict[str, list[str]] = defaultdict(list)
    for row in database.execute("SELECT id, officer_id FROM former_officer_ids ORDER BY id"):
        former[row["officer_id"]].append(row["id"])
    mentions: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        mentions[row["officer_id"] or ""].append(row)
    found = [
        {**_officer(officers[one], mentions[one]), "items": items[one], "former_ids": former[one]}
        for one in officers
        if mentions[one]
    ]
    return {
        "officers": sorted(found, key=lambda one: (one["council"], one["name"], one["id"])),
        "open": [_open(row, officers) for row in sorted(mentions[""], key=_by_name) if row["may_be"] is not None],
    }


def _officer(officer: Row, mentions: list[Row]) -> dict[str, Any]:
    names: dict[str, int] = defaultdict(int)
    posts: dict[str | None, list[Row]] = defaultdict(list)
    for row in mentions:
        names[row["name"]] += row["mentions"]
        posts[row["post"]].append(row)
    return {
        "id": officer["id"],
        "name": officer["name"],
        "council": officer["council"],
        **_span(mentions),
        "variants": [
            {"name": name, "mentions": number}
            for name, number in sorted(names.items(), key=lambda one: (-one[1], one[0]))
        ],
        "posts": sorted(
            (
                {"post": post, "mentions": sum(row["mentions"] for row in held), **_span(held)}
                for post, held in posts.items()
            ),
            key=lambda one: (one["since"] or "9", one["post"] or ""),
        ),
        "evidence": officer["evidence"].split("\n") if officer["evidence"] else [],
    }


def _open(row: Row, officers: dict[str, Row]) -> dict[str, Any]:
    return {
        **{key: row[key] for key in ("council", "name", "post", "mentions", "since", "until")},
        "may_be": [{"id": one, "name": officers[one]["name"]} for one in row["may_be"].split() if one in officers],
    }


def _span(rows: list[Row]) -> dict[str, str | None]:
    return {
        "since": min((row["since"] for row in rows if row["since"]), default=None),
        "until": max((row["until"] for row in rows if row["until"]), default=None),
    }


def _by_name(row: Row) -> tuple[str, str, str, str]:
    return row["council"], row["name"], row["post"] or "", row["since"] or ""
