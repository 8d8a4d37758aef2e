"""What was crawled and forgotten is in no byte of the index folder, and no crawl, import or export has it."""

import datetime
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawled import clocked, crawl, pass_time, workshop_at
from invented_pages import exported, held, imported, saved
from sample_portal import SamplePortal, Truth, generate
from sample_portal.truth_lines import truth_of

from searcher.model import Item
from searcher.pipeline import Workshop
from searcher.storage import Storage

_EVER = datetime.date(2100, 1, 1)


def one_of_a_kind(workshop: Workshop, truth: Truth) -> tuple[Item, str]:
    """An item, and a long word that only its minutes will ever have: no title, post or topic, no vocabulary."""
    items = list(workshop.store.items())
    told = (f"{one['title']} {one['agenda']} {one['decision']} {one['minutes']}" for one in truth_of(truth, _EVER))
    words = Counter(word for text in told for word in set(re.findall(r"[a-z]{9,}", text.lower())))
    known = "".join(path.read_text().lower() for path in workshop.folder.rglob("synonyms.json"))
    posts = "".join(str(officer) for item in items for officer in item.officers).lower()
    rare = ((item, word) for item in items for word in sorted(words_of(item)) if words[word] == 1)
    return next((item, word) for item, word in rare if word not in known and word not in posts)


def words_of(item: Item) -> set[str]:
    return set(re.findall(r"[a-z]{9,}", item.minutes.lower())) - set(re.findall(r"[a-z]+", item.title.lower()))


def traces(folder: Path, word: str) -> list[str]:
    """The files with the word as it is, and the columns with it in packed contents."""
    found = [path.name for path in folder.rglob("*") if path.is_file() and has(path.read_bytes(), word)]
    return [*found, *(table for table, content in contents(folder / "archive.db") if has(content, word))]


def has(content: bytes, word: str) -> bool:
    return re.search(rf"(?<![a-z]){word}(?![a-z])".encode(), content.lower()) is not None


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every packed value of a database, unpacked."""
    database = Storage().connect(path, read_only=True)
    for table in [row["name"] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]:
        for row in database.execute(f'SELECT * FROM "{table}"'):
            for value in (row[key] for key in row.keys()):  # noqa: SIM118 - a row of SQLite iterates over its values
                if isinstance(value, bytes) and value[:1] == b"\x78":
                    yield table, zlib.decompress(value)
    database.close()


@pytest.mark.parametrize("days", [3, 400])
def test_what_was_crawled_and_forgotten_leaves_no_trace_and_stays_away(tmp_path: Path, days: int) -> None:
    truth = generate(seed=5, items=120, years=1, committees=2)
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        crawl(workshop, portal)
        workshop.index()
        item, word = one_of_a_kind(workshop, truth)
        before = saved(tmp_path, "before.jsonl", exported(workshop))
        assert "page_versions" in traces(tmp_path / "index", word)

        workshop.forget(item.id, "asked for")
        assert traces(tmp_path / "index", word) == []

        pass_time(portal, days=days)
        crawl(workshop, portal)
        imported(workshop, before)
        list(workshop.clean())
        workshop.index()

        assert item.id not in held(workshop)
        assert not has(exported(workshop).encode(), word)
        assert traces(tmp_path / "index", word) == []
