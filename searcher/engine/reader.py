"""Answers queries from one generation of the index. Opened once, shared by threads; sees no later changes."""

import datetime
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from searcher.engine.evaluate import Evaluation
from searcher.engine.generations import current_generation
from searcher.engine.names import Names
from searcher.engine.postings import Postings
from searcher.engine.ranking import ordered
from searcher.engine.snippets import matched, snippet
from searcher.engine.writer import DIGESTS, MEETINGS, NAMES
from searcher.errors import IndexUnusable
from searcher.model import AREAS, MeetingHeld, NamedValue, Officer
from searcher.query import FACETS, NAMED, Filters, Node, Query
from searcher.results import Coverage, FacetValue, Hit, Results
from searcher.words import slug


class Index:
    """The generation that was in use when it was opened."""

    def __init__(self, index_folder: Path) -> None:
        """Open the generation in use. Raises IndexUnusable when it is missing, damaged or of another make."""
        generation = current_generation(index_folder)
        self.manifest = generation.manifest
        self._folder = generation.folder
        try:
            self.names = Names(_names(json.loads((self._folder / NAMES).read_text(encoding="utf-8"))))
            self._meetings = _meetings(json.loads((self._folder / MEETINGS).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise IndexUnusable(index_folder, "the index is damaged") from error
        self._postings = Postings(index_folder, self._folder)

    def close(self) -> None:
        """Close the index's files."""
        self._postings.close()

    def digests(self) -> dict[str, str]:
        """The digest of each item's record, by item id: what `check` compares with the archive."""
        lines = (self._folder / DIGESTS).read_text(encoding="utf-8").splitlines()[1:]
        return dict(line.split("\t", 1)[::-1] for line in lines)

    def ids(self) -> frozenset[str]:
        """The ids of all items in the index."""
        return frozenset(str(self._postings.stored(doc)["id"]) for doc in self._postings.all())

    def search(self, query: Query, *, facets: Iterable[str] = FACETS, facet_limit: int | None = None) -> Results:
        """One page of results with exact counts over all matches. The query is taken as it is: expand it before."""
        started = time.perf_counter()
        evaluation = Evaluation(self._postings, self.names, query.scope)
        words = evaluation.matching(query.tree) if query.tree is not None else self._postings.all()
        found = words & evaluation.passing(query.filters)
        ranked = ordered(query, evaluation, found)
        first = (query.page - 1) * query.limit
        hits = tuple(self._hit(doc, score, query, evaluation) for doc, score in ranked[first : first + query.limit])
        counted = {facet: self._facet(facet, query, evaluation, words, found, facet_limit) for facet in facets}
        return Results(
            query=query,
            hits=hits,
            total=len(ranked),
            facets=counted,
            coverage=self._coverage(query.filters),
            took_ms=round((time.perf_counter() - started) * 1000, 1),
            chosen=self.names.all_chosen(query),
        )

    def _facet(
        self,
        facet: str,
        query: Query,
        evaluation: Evaluation,
        words: frozenset[int],
        found: frozenset[int],
        limit: int | None,
    ) -> list[FacetValue]:
        """A facet counted over all matches; over those without its own filter where that is set."""
        own: tuple[str, ...] = getattr(query.filters, facet)
        chosen = set(self.names.values(facet, own) if facet in NAMED else own)
        docs = words & evaluation.passing(query.filters.without(facet)) if own else found
        labels = self.names.labels(facet)
        counts = ((value, len(held & docs)) for value, held in self._postings.facet(facet).items())
        values = sorted(
            (
                FacetValue(labels.get(value, value), count, value, selected=value in chosen)
                for value, count in counts
                if count or value in chosen
            ),
            key=lambda one: (-one.count, one.value),
        )
        return values[:limit]

    def _hit(self, doc: int, score: float, query: Query, evaluation: Evaluation) -> Hit:
        stored = self._postings.stored(doc)
        shown: dict[str, Any] = json.loads(str(stored["shown"]))
        texts = {area: tuple(held) for area, held in zip(AREAS, _lists(stored["texts"]), strict=True)}

        def has(node: Node) -> bool:
            return doc in evaluation.matching(node)

        return Hit(
            id=str(stored["id"]),
            score=score,
            title=shown["title"],
            number=shown["number"],
            council=shown["council"],
            committee=shown["committee"],
            meeting=shown["meeting"],
            date=_day(shown["date"]),
            kind=shown["kind"],
            status=shown["status"],
            truncated=shown["truncated"],
            restricted=shown["restricted"],
            url=shown["url"],
            source=shown["source"],
            snippet=snippet(query.tree, query.scope, texts),
            officers=tuple(Officer(name=name, id=officer_id) for officer_id, name in shown["officers"]),
            topics=tuple(shown["topics"]),
            flags=tuple(shown["flags"]),
            matched=matched(query.tree, has),
        )

    def _coverage(self, filters: Filters) -> Coverage:
        """What is held of the councils and committees that the filters leave."""
        councils = set(self.names.values("council", filters.council)) if filters.council else None
        committees = set(self.names.values("committee", filters.committee)) if filters.committee else None
        left = [
            held
            for held in self._meetings
            if (councils is None or held.council in councils)
            and (committees is None or f"{held.council}:{slug(held.committee or '')}" in committees)
        ]
        return Coverage(
            meetings=len(left),
            with_minutes=sum(held.with_minutes for held in left),
            truncated_items=sum(held.truncated_items for held in left),
            through=max((held.date for held in left if held.date and held.with_minutes), default=None),
        )


def _names(table: Mapping[str, list[list[Any]]]) -> dict[str, tuple[NamedValue, ...]]:
    return {
        facet: tuple(NamedValue(value, tuple(labels), tuple(others)) for value, labels, others in values)
        for facet, values in table.items()
    }


def _meetings(rows: list[list[Any]]) -> tuple[MeetingHeld, ...]:
    return tuple(MeetingHeld(row[0], row[1], _day(row[2]), row[3], row[4]) for row in rows)


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _lists(value: object) -> Iterator[list[str]]:
    return iter(value) if isinstance(value, list) else iter(())
