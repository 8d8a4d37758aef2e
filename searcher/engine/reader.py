"""Answers queries from one generation of the index. Opened once, shared by threads; sees no later changes."""

import sys
import time
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from searcher.engine.columns import Columns
from searcher.engine.counting import FacetCounts, with_chosen
from searcher.engine.days import day_of
from searcher.engine.effort import Effort, Most
from searcher.engine.evaluate import Evaluation
from searcher.engine.explaining import matched
from searcher.engine.generations import LABELS, SYNONYMS, Generation, current_generation
from searcher.engine.knowledge import Knowledge
from searcher.engine.labels import Labels, folded
from searcher.engine.meanings import Meanings
from searcher.engine.names import Names
from searcher.engine.paging import linked
from searcher.engine.plain import Plain
from searcher.engine.ranking import Ranked, Ranking
from searcher.engine.segment import Segment
from searcher.engine.snippets import Snippets
from searcher.engine.steps import Docs, Steps
from searcher.engine.tenures import Tenures
from searcher.errors import IndexUnusable
from searcher.model import AREAS, Officer, Status
from searcher.query import FACETS, NAMED, Filters, Node, Phrase, Query, Term, expanded, terms_in
from searcher.results import Coverage, FacetValue, Hit, Results
from searcher.vocabulary import Synonyms
from searcher.words import stem

_AT_ONCE = 60_000  # postings that Python's own sets are through with before NumPy is even imported


class Index:
    """The generation that was in use when it was opened."""

    def __init__(self, index_folder: Path, steps: Steps | None = None, most: Most | None = None) -> None:
        """Open the generation in use. Raises IndexUnusable when it is missing, damaged or of another make.

        `steps` are chosen by how much there is to do unless they are told; `most` is what a question may ask for.
        """
        self._folder = index_folder
        generation = current_generation(index_folder)
        self.manifest = generation.manifest
        try:
            self._open(generation)
        except (OSError, ValueError, KeyError) as error:
            raise IndexUnusable(index_folder, "the index is damaged") from error
        self._steps = steps
        self._most = most or Most()
        self._stems_known: dict[str, str] = {}
        self._answered = 0
        self._vectors: Steps | None = None

    def _open(self, generation: Generation) -> None:
        """Open every file of a generation."""
        self.segments = [Segment(generation.folder / one.file) for one in self.manifest.segments]
        columns = Columns(generation.folder / LABELS)
        self.labels = Labels(columns)
        self.names = Names(self.labels)
        self.knowledge = Knowledge(Meanings(columns), self.names, Tenures(columns), self.stem, self._held)
        self.synonyms = Synonyms.read((generation.folder / SYNONYMS).read_bytes())

    def close(self) -> None:
        """Let go of the index's files."""
        self.segments.clear()

    def digests(self, ids: Iterable[str] | None = None) -> dict[str, str]:
        """The digest of each item's record, or of some, by item id: what `check` compares with the archive."""
        ids = ids if ids is None else list(ids)
        found: dict[str, str] = {}
        for segment, one in zip(self.segments, self.manifest.segments, strict=True):
            dead = frozenset(self.labels.dead(one.name))
            found.update((item_id, segment.digest(doc)) for item_id, doc in segment.docs(dead, ids))
        return found

    def widened(self, query: Query) -> Query:
        """The query with what means the same, by the vocabulary and the letters that the index was written with."""
        return expanded(query, self.synonyms, self.stem, self.knowledge)

    def search(
        self, query: Query, *, facets: Iterable[str] = FACETS, facet_limit: int | None = None, snippets: int = 1
    ) -> Results:
        """One page of results with exact counts over all matches. The query is taken as it is: expand it before.

        So many snippets are shown of an item at most. Raises IndexUnusable when the index turns out to be damaged,
        BadQuery when the query asks for too much of it.
        """
        try:
            return self._results(query, tuple(facets), facet_limit, snippets)
        except Exception as error:
            files = [self.labels.columns, *(segment.columns for segment in self.segments)]
            if any(any(file.damaged()) for file in files):
                raise IndexUnusable(self._folder, "the index is damaged") from error
            raise

    def _results(self, query: Query, facets: Sequence[str], facet_limit: int | None, snippets: int) -> Results:
        started = time.perf_counter()
        answer = Answer(self, query, facets, snippets)
        return Results(
            query=query,
            hits=tuple(map(answer.hit, answer.ranked())),
            total=answer.total,
            facets={facet: answer.facet(facet, facet_limit) for facet in facets},
            coverage=self.coverage(query.filters),
            took_ms=round((time.perf_counter() - started) * 1000, 1),
            chosen=self.names.all_chosen(query),
        )

    def statuses(self, query: Query) -> dict[str, Status]:
        """The ids of all that a query finds, with their statuses. The query is taken as it is: expand it before."""
        return Answer(self, query).statuses()

    def among(self, query: Query, ids: Iterable[str]) -> dict[str, Hit]:
        """Those of some items that a query finds, by id. The query is taken as it is: expand it before."""
        return Answer(self, query).among(ids)

    def values(self, facet: str, beginning: str = "", *, limit: int | None = None) -> list[FacetValue]:
        """The values of a facet with a word in their name that begins so, with how many items have each."""
        counts = Answer(self, Query(sort="newest")).facet(facet)
        wanted = {
            self.labels.value(facet, number) for number in self.labels.beginning(facet, folded(beginning).strip())
        }
        return [one for one in counts if one.value in wanted][:limit]

    def steps_for(self, query: Query) -> Steps:
        """How to work out an answer: NumPy is worth its import for a large one, and for all after the first."""
        if self._steps is not None:
            return self._steps
        if self._vectors is None and ("numpy" in sys.modules or self._answered or self._work(query) > _AT_ONCE):
            from searcher.engine.vectors import Vectors  # noqa: PLC0415 - a small answer is sooner without

            self._vectors = Vectors()
        self._answered += 1
        return self._vectors or Plain()

    def evaluations(self, query: Query, steps: Steps) -> list[Evaluation]:
        """What works out a query's answer in each segment."""
        effort = Effort(query.text, self._most)
        return [
            Evaluation(segment, steps, query.scope, self.names, self.stem, self._deleted(one.name, steps), effort)
            for segment, one in zip(self.segments, self.manifest.segments, strict=True)
        ]

    def stem(self, word: str) -> str:
        """The stem of a word: as the index has it, which spares loading the stemmer for words that occur."""
        if word not in self._stems_known:
            known = (segment.stem(word) for segment in self.segments)
            found = next(filter(None, known), None) or self.synonyms.stems.get(word)
            self._stems_known[word] = found or stem(word)
        return self._stems_known[word]

    def _held(self, term: Term) -> int:
        """In how many items a word stands."""
        return sum(one.held(term) for one in self.evaluations(Query(), self._steps or self._vectors or Plain()))

    def coverage(self, filters: Filters) -> Coverage:
        """What is held of the councils and committees that the filters leave."""
        held = {
            name: self.labels.held(name) for name in ("council", "committee", "day", "with_minutes", "truncated_items")
        }
        left: Iterable[int] = range(len(held["day"]))
        for facet in ("council", "committee"):
            if typed := getattr(filters, facet):
                numbers = (self.labels.number(facet, value) for value in self.names.values(facet, typed))
                codes = {number + 1 for number in numbers if number is not None}
                left = [at for at in left if held[facet][at] in codes]
        left = list(left)
        through = max((held["day"][at] for at in left if held["with_minutes"][at]), default=0)
        return Coverage(
            meetings=len(left),
            with_minutes=sum(held["with_minutes"][at] for at in left),
            truncated_items=sum(held["truncated_items"][at] for at in left),
            through=day_of(through) if through else None,
        )

    def _deleted(self, segment: str, steps: Steps) -> Docs | None:
        """The items of a segment that are there no more."""
        name = f"{segment}.dead"
        count = self.labels.columns.place(name)[1]
        return steps.listed(self.labels.columns, name, [(0, count)]) if count else None

    def _work(self, query: Query) -> int:
        """How much there is to look at for an answer: postings, or items where there are no words."""
        terms = set(terms_in(query.tree))
        words = sum(segment.occurs(segment.words(term, self.stem)) for term in terms for segment in self.segments)
        return words if terms else sum(segment.size for segment in self.segments)


class Answer:
    """What one query finds."""

    def __init__(self, index: Index, query: Query, facets: Sequence[str] = (), snippets: int = 1) -> None:
        """`facets` will be asked for: where one has its own filter, words are worked out without filters, once."""
        self._index = index
        self._query = query
        self._most = snippets
        self._steps = index.steps_for(query)
        self._evaluations = index.evaluations(query, self._steps)
        self._words: list[Docs] | None = None
        lifted = any(getattr(query.filters, facet) for facet in facets)
        self.found = (
            self._passing(query.filters)
            if lifted
            else [one.found(query.tree, query.filters) for one in self._evaluations]
        )

    @property
    def total(self) -> int:
        """How many items match."""
        return sum(map(self._steps.count, self.found))

    def ranked(self) -> list[Ranked]:
        """The matches of the page asked for."""
        query, manifest = self._query, self._index.manifest
        means = [length / max(1, manifest.items) or 1.0 for length in manifest.lengths]
        ranking = Ranking(query, self._evaluations, manifest.items, means)
        return ranking.first(self.found, query.page * query.limit)[(query.page - 1) * query.limit :]

    def statuses(self) -> dict[str, Status]:
        """The ids of all matches, with their statuses."""
        return {
            segment.ids.text(doc): segment.shown(doc).status
            for segment, found in zip(self._index.segments, self.found, strict=True)
            for doc in range(segment.size)
            if self._steps.holds(found, doc)
        }

    def among(self, ids: Iterable[str]) -> dict[str, Hit]:
        """Those of some items that match, by id."""
        wanted = list(ids)
        return {
            item_id: self.hit(Ranked(number, doc, 0.0))
            for number, (segment, found) in enumerate(zip(self._index.segments, self.found, strict=True))
            for item_id, doc in segment.docs((), wanted)
            if self._steps.holds(found, doc)
        }

    def facet(self, facet: str, limit: int | None = None) -> Sequence[FacetValue]:
        """A facet counted over all matches; over those without its own filter where that is set."""
        index, own = self._index, getattr(self._query.filters, facet)
        docs = self._passing(self._query.filters.without(facet)) if own else self.found
        counted = [
            (segment.columns, facet, some, index.labels.codes_of(self._steps, one.name, facet))
            for segment, one, some in zip(index.segments, index.manifest.segments, docs, strict=True)
            if self._steps.count(some)
        ]
        numbers, counts = self._steps.tally(counted, index.labels.count(facet))
        values = index.names.values(facet, own) if own and facet in NAMED else own
        chosen = {number for value in values if (number := index.labels.number(facet, value)) is not None}
        numbers, counts = with_chosen(numbers, counts, chosen)
        return FacetCounts(facet, numbers[:limit], counts[:limit], chosen, index.labels)

    def hit(self, one: Ranked) -> Hit:
        """A match as results show it."""
        query, segment = self._query, self._index.segments[one.segment]
        evaluation = self._evaluations[one.segment]
        shown = segment.shown(one.doc)
        texts = dict(zip(AREAS, segment.texts(one.doc), strict=True))
        found = self._snippets.of(texts, shown.pages)

        def has(node: Node) -> bool:
            return node in found.seen if isinstance(node, Term | Phrase) else evaluation.holds(node, one.doc)

        return Hit(
            id=segment.ids.text(one.doc),
            score=one.score,
            title=shown.title,
            number=shown.number,
            council=shown.council,
            committee=shown.committee,
            meeting=shown.meeting,
            date=shown.date,
            kind=shown.kind,
            status=shown.status,
            truncated=shown.truncated,
            restricted=shown.restricted,
            url=linked(shown.url, shown.source, found.best.page),
            source=shown.source,
            snippet=found.best,
            snippets=found.all,
            officers=tuple([Officer(name=name, id=officer_id) for officer_id, name in shown.officers]),
            topics=shown.topics,
            flags=shown.flags,
            matched=matched(query.tree, has),
        )

    @cached_property
    def _snippets(self) -> Snippets:
        return Snippets(self._query.tree, self._query.scope, self._forms, self._most)

    def _forms(self, term: Term) -> Iterable[str]:
        """The words of the index that a word of the query meets."""
        return {
            form for segment in self._index.segments for form in segment.spelled(segment.words(term, self._index.stem))
        }

    def _passing(self, filters: Filters) -> list[Docs]:
        """The items that match the words and that some filters let through. The words are worked out once."""
        if self._words is None:
            self._words = [one.found(self._query.tree, Filters()) for one in self._evaluations]
        if not filters:
            return self._words
        both = zip(self._evaluations, self._words, strict=True)
        return [self._steps.intersection([one.passing(filters), words]) for one, words in both]
