"""Whoosh as it comes: its own codec, its own writer, its own matchers."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import fields, index, sorting
from whoosh import query as wq
from whoosh.analysis import SpaceSeparatedTokenizer

from engine_benchmark.data import FACETS, Data, plain_items, plain_of
from engine_benchmark.engine import PREFERRED
from engine_benchmark.questions import Answer, Question
from searcher.exchange import from_line
from searcher.model import AREAS


@dataclass
class Whoosh:
    """Whoosh with its W3 codec."""

    folder: Path
    _index: Any = None
    _searcher: Any = None

    def build(self, data: Data, workers: int) -> None:
        """Add everything, with as much memory as tantivy has, and commit."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        made = index.create_in(str(self.folder), _schema())
        several = {"procs": workers, "multisegment": True} if workers > 1 else {}
        writer = made.writer(limitmb=256, **several)
        for item in plain_items(data.plain):
            writer.add_document(**_document(item))
        writer.commit()

    def open(self) -> None:
        """Open what was committed."""
        self._index = index.open_dir(str(self.folder))
        self._searcher = self._index.searcher()

    def ask(self, question: Question) -> Answer:
        """Search over all areas; group for facets."""
        wanted = question.wanted
        groups = _groups() if wanted == "facets" else None
        most = 10 if wanted == "snippets" else 20
        found = self._searcher.search(
            _query(question), limit=most, filter=_filter(question), groupedby=groups, terms=wanted == "snippets"
        )
        total = len(found)
        if wanted == "snippets":
            [next(filter(None, (hit.highlights(area) for area in PREFERRED)), "") for hit in found]
        else:
            [hit["shown"] for hit in found]
        facets = FACETS if wanted == "facets" else ()
        return Answer(total, {name: {k: n for k, n in found.groups(name).items() if k} for name in facets})

    def update(self, lines: Sequence[str], data: Data) -> None:
        """Replace by id, commit. It never tells the disk to keep anything."""
        writer = index.open_dir(str(self.folder)).writer(limitmb=256)
        for line in lines:
            writer.update_document(**_document(plain_of(from_line(line)[0])))
        writer.commit()


def _groups() -> sorting.Facets:
    groups = sorting.Facets()
    for name in FACETS:
        groups.add_field(name, allow_overlap=name != "committee", maptype=sorting.Count)
    return groups


def _filter(question: Question) -> wq.Query | None:
    if not question.committee:
        return None
    return wq.And([wq.Term("committee", question.committee), wq.NumericRange("day", *question.days)])


def _query(question: Question) -> wq.Query:
    match question.kind:
        case "phrase":
            return wq.Or([wq.Phrase(area, list(question.words)) for area in AREAS])
        case "prefix":
            return wq.Or([wq.Prefix(area, question.words[0]) for area in AREAS])
        case "any":
            return wq.Or([_word(word) for word in question.words])
        case _:
            return wq.And([_word(word) for word in question.words])


def _word(word: str) -> wq.Query:
    return wq.Or([wq.Term(area, word) for area in AREAS])


def _schema() -> fields.Schema:
    several = {name: fields.KEYWORD(commas=True) for name in ("officer", "topic")}
    return fields.Schema(
        id=fields.ID(stored=True, unique=True),
        shown=fields.STORED,
        day=fields.NUMERIC(signed=False, sortable=True),
        committee=fields.ID(sortable=True),
        **several,
        **{area: fields.TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True) for area in AREAS},
    )


def _document(item: dict[str, Any]) -> dict[str, Any]:
    facets = item["facets"]
    told = {"id": item["id"], "shown": item["shown"], "day": item["day"], **item["texts"]}
    return told | {"committee": facets["committee"][0]} | {n: ",".join(facets[n]) for n in ("officer", "topic")}
