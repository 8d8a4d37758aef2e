"""Xapian. Its facets are counted by match spies, which it calls for each item found."""

import os
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xapian

from engine_benchmark.data import APART, FACETS, Data, plain_items, plain_of
from engine_benchmark.engine import CannotDo
from engine_benchmark.questions import Answer, Question
from searcher.exchange import from_line
from searcher.model import AREAS

_DAY = 0
_GAP = 100  # positions between two texts
_BETWEEN = "\x1f"


@dataclass
class Xapian:
    """Xapian. A word is indexed for all areas together and, with a prefix, for its own, as its manual has it."""

    folder: Path
    _database: Any = None

    def build(self, data: Data, workers: int) -> None:
        """Add everything, and commit."""
        if workers > 1:
            raise CannotDo("one writer only")
        shutil.rmtree(self.folder, ignore_errors=True)
        os.environ["XAPIAN_FLUSH_THRESHOLD"] = "20000"
        database = xapian.WritableDatabase(str(self.folder), xapian.DB_CREATE_OR_OVERWRITE)
        for item in plain_items(data.plain):
            database.add_document(_document(item))
        database.commit()
        database.close()

    def open(self) -> None:
        """Open what was committed."""
        self._database = xapian.Database(str(self.folder))

    def ask(self, question: Question) -> Answer:
        """Search with exact counts: every match is looked at."""
        enquire = xapian.Enquire(self._database)
        enquire.set_query(self._query(question))
        spies = [_Spy(slot) for slot in range(1, 1 + len(FACETS))] if question.wanted == "facets" else []
        for spy in spies:
            enquire.add_matchspy(spy)
        most = 10 if question.wanted == "snippets" else 20
        found = enquire.get_mset(0, most, self._database.get_doccount())
        shown = [one.document.get_data().decode().split("\n", 1) for one in found]
        if question.wanted == "snippets":
            [found.snippet(text, 200) for _, text in shown]
        facets = {name: dict(spy.counted()) for name, spy in zip(FACETS, spies, strict=False)}
        return Answer(found.get_matches_estimated(), facets)

    def update(self, lines: Sequence[str], data: Data) -> None:
        """Replace by id, commit."""
        database = xapian.WritableDatabase(str(self.folder), xapian.DB_OPEN)
        for line in lines:
            item = plain_of(from_line(line)[0])
            database.replace_document("Q" + item["id"], _document(item))
        database.commit()
        database.close()

    def _query(self, question: Question) -> Any:
        words = [word.encode() for word in question.words]
        match question.kind:
            case "phrase":
                query = xapian.Query(xapian.Query.OP_PHRASE, words)
            case "prefix":
                query = xapian.Query(xapian.Query.OP_WILDCARD, question.words[0])
            case "any":
                query = xapian.Query(xapian.Query.OP_OR, words)
            case _:
                query = xapian.Query(xapian.Query.OP_AND, words)
        if question.committee:
            days = xapian.Query(xapian.Query.OP_VALUE_RANGE, _DAY, *(f"{day:08}" for day in question.days))
            both = xapian.Query(xapian.Query.OP_AND, xapian.Query("XC" + question.committee), days)
            query = xapian.Query(xapian.Query.OP_FILTER, query, both)
        return query


class _Spy(xapian.MatchSpy):  # type: ignore[misc] # it has no types
    """Counts the values in a slot; of which an item may have several."""

    def __init__(self, slot: int) -> None:
        super().__init__()
        self._slot = slot
        self._seen: Counter[bytes] = Counter()

    def __call__(self, document: Any, weight: float) -> None:
        self._seen[document.get_value(self._slot)] += 1

    def counted(self) -> Counter[str]:
        """How many items have each value."""
        counts: Counter[str] = Counter()
        for values, times in self._seen.items():
            for value in values.decode().split(_BETWEEN) if values else ():
                counts[value] += times
        return counts


def _document(item: dict[str, Any]) -> Any:
    document = xapian.Document()
    position = 1
    for at, area in enumerate(AREAS):
        for word in item["texts"][area].split():
            if word == APART:
                position += _GAP
                continue
            document.add_posting(word, position)
            document.add_posting(f"X{'TADMRS'[at]}:{word}", position)
            position += 1
        position += _GAP
    document.add_boolean_term("Q" + item["id"])
    document.add_boolean_term("XC" + next(iter(item["facets"]["committee"]), ""))
    document.add_value(_DAY, f"{item['day']:08}")
    for slot, name in enumerate(FACETS, 1):
        document.add_value(slot, _BETWEEN.join(item["facets"][name]))
    document.set_data(item["shown"] + "\n" + " ".join(item["texts"].values()))
    return document
