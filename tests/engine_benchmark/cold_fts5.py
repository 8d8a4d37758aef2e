"""Searches over FTS5 as a person would write it: `python cold_fts5.py DATABASE WORDS`. Needs nothing else."""

import json
import sqlite3
import sys

FACETS = ("committee", "officer", "councillor", "topic", "meeting", "council", "status", "kind", "year")
SEVERAL = ("officer", "councillor", "topic")
FOUND = "(SELECT rowid FROM words WHERE words MATCH ?)"
HITS = (
    "SELECT shown, said FROM (SELECT rowid AS found, rank AS best, snippet(words, -1, '*', '*', '…', 30) AS said"
    " FROM words WHERE words MATCH ? ORDER BY rank LIMIT 10) JOIN items ON id = found ORDER BY best"
)


def counting(facet: str) -> str:
    """SQL for the values of a facet that most items found have."""
    if facet not in SEVERAL:
        return (
            f"SELECT {facet}, count(*) FROM items WHERE id IN {FOUND} AND {facet} IS NOT NULL"
            " GROUP BY 1 ORDER BY 2 DESC LIMIT 10"
        )
    return (
        f"SELECT {facet}.value, held FROM (SELECT value AS number, count(*) AS held FROM item_{facet}"
        f" WHERE item IN {FOUND} GROUP BY 1 ORDER BY 2 DESC LIMIT 10) JOIN {facet} ON {facet}.id = number"
    )


def main() -> None:
    """Print how much is found, the first ten with a passage, and the facets."""
    database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    match = " AND ".join(f'"{word}"' for word in sys.argv[2].split())
    total = database.execute("SELECT count(*) FROM words WHERE words MATCH ?", (match,)).fetchone()[0]
    lines = [f"{total:,} items"]
    for number, (shown, said) in enumerate(database.execute(HITS, (match,)), 1):
        hit = json.loads(shown)
        officers = ", ".join(name for _, name in hit["officers"])
        where = f"    {hit['committee']} · {hit['date']} · minute {hit['number']}"
        lines += [f"\n{number:2}. {hit['title']}", where, f"    {said}", f"    Officers: {officers}"]
    for facet in FACETS:
        counted = database.execute(counting(facet), (match,))
        lines.append(f"{facet:12}" + " · ".join(f"{value} ({count})" for value, count in counted))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
