"""Queries for people and posts: as words and as filters, alone and with a topic."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from random import Random

from sample_portal.model import Truth

from evaluation.search.grading import Concept, concepts, grade
from evaluation.search.judged import JudgedQuery
from evaluation.search.told import Told

_LEADING = ("presented", "introduced")


class PeopleQueries:
    """Makes them for one archive."""

    def __init__(self, truth: Truth, items: Sequence[Told], random: Random) -> None:
        self._items, self._random = items, random
        self._officers = {one.id: one.name for one in truth.officers}
        self._councillors = {str(one.id): one for one in truth.councillors}
        self._of_officer: defaultdict[str, list[Told]] = defaultdict(list)
        self._of_councillor: defaultdict[str, list[Told]] = defaultdict(list)
        self._of_post: defaultdict[str, list[Told]] = defaultdict(list)
        for item in items:
            for who in dict.fromkeys(one.id for one in item.officers):
                self._of_officer[who].append(item)
            for who in dict.fromkeys(one.id for one in item.councillors):
                self._of_councillor[who].append(item)
            for post in dict.fromkeys(item.posts):
                self._of_post[post].append(item)

    def all(self) -> Iterator[JudgedQuery]:
        """About sixty, as far as the archive has the people."""
        officers = self._several(self._of_officer)
        councillors = self._several(self._of_councillor)
        posts = self._several(self._of_post)
        yield from (self._officer_words(who) for who in officers[:8])
        yield from (self._filter("officer", who, self._of_officer[who]) for who in officers[8:16])
        yield from (self._post(post) for post in posts[:8])
        surnames = dict.fromkeys(self._councillors[who].surname for who in councillors)
        yield from (self._councillor_words(surname) for surname in list(surnames)[:4])
        yield from (self._filter("councillor", who, self._of_councillor[who]) for who in councillors[4:10])
        yield from self._with_topics(10, "officer", officers[::-1], self._of_officer, filtered=True)
        yield from self._with_topics(6, "officer", officers, self._of_officer, filtered=False)
        yield from self._with_topics(6, "councillor", councillors[::-1], self._of_councillor, filtered=True)
        yield from self._with_topics(6, "post", posts[::-1], self._of_post, filtered=False)

    def _several(self, known: dict[str, list[Told]]) -> list[str]:
        """Those with several items of business, in a random order."""
        found = sorted(one for one, items in known.items() if sum(item.business for item in items) > 2)
        return self._random.sample(found, len(found))

    def _name(self, kind: str, who: str) -> str:
        if kind == "post":
            return who
        return self._officers[who] if kind == "officer" else self._councillors[who].name

    def _officer_words(self, who: str) -> JudgedQuery:
        """The whole name as words, however the minutes write it."""
        relevance = {item.id: _grade_officer(who, item) for item in self._of_officer[who]}
        return JudgedQuery(who, "officer as words", self._officers[who], relevance=relevance)

    def _councillor_words(self, surname: str) -> JudgedQuery:
        """A surname behind "Councillor": whoever has it is meant."""
        relevance: dict[str, int] = {}
        for other, items in self._of_councillor.items():
            if self._councillors[other].surname == surname:
                relevance |= {item.id: max(relevance.get(item.id, 0), _grade_councillor(other, item)) for item in items}
        return JudgedQuery(f"councillor {surname}", "councillor as words", f"Councillor {surname}", relevance=relevance)

    def _filter(self, kind: str, who: str, items: Sequence[Told]) -> JudgedQuery:
        """All items of one person, none before another."""
        name = self._name(kind, who)
        relevance = {item.id: 3 for item in items}
        return JudgedQuery(f"{kind}:{name}", f"{kind} filter", "", {kind: name}, relevance, strict=True)

    def _post(self, post: str) -> JudgedQuery:
        """A post as words: named in the text, or only in what was resolved."""
        relevance = {item.id: _grade_post(post, item) for item in self._of_post[post]}
        for item in self._items:
            if item.id not in relevance and post.lower() in item.text.lower():
                relevance[item.id] = 1
        return JudgedQuery(post, "post as words", post, relevance=relevance)

    def _with_topics(
        self, most: int, kind: str, people: Sequence[str], known: dict[str, list[Told]], *, filtered: bool
    ) -> Iterator[JudgedQuery]:
        """People with one of the topics of theirs, where they have others too."""
        for who in people:
            if most and (found := self._with_topic(kind, who, known[who], filtered)):
                most -= 1
                yield found

    def _with_topic(self, kind: str, who: str, theirs: Sequence[Told], filtered: bool) -> JudgedQuery | None:
        topics = [one for one in concepts() if any(item.matter in one.about for item in theirs if not item.welsh)]
        if not topics:
            return None
        concept = self._random.choice(topics)
        words, name = self._random.choice(concept.queries), self._name(kind, who)
        relevance = _graded(concept, words, theirs)
        if len(relevance) == len(theirs):
            return None
        asked = words if filtered else f"{name} {words}"
        filters = {kind: name} if filtered else {}
        others = {item.id for item in self._items if grade(concept, item)} - {item.id for item in theirs}
        asked_as = f"{kind} {'filter' if filtered else 'as words'} and topic"
        return JudgedQuery(
            f"{asked_as}: {name} {words}",
            asked_as,
            asked,
            filters,
            relevance,
            frozenset(others) if filtered else frozenset(),
        )


def _graded(concept: Concept, words: str, items: Sequence[Told]) -> dict[str, int]:
    return {item.id: found for item in items if (found := grade(concept, item, words))}


def _grade_officer(who: str, item: Told) -> int:
    """3 for who brings the report or is named first, 2 for who comes along."""
    named = next(one for one in item.officers if one.id == who)
    return 3 if named.part in _LEADING or item.officers[0].id == who else 2


def _grade_post(post: str, item: Told) -> int:
    """3 where somebody in the post is named or reports, 2 where it is only told what to do."""
    named = any(one.post == post for one in item.officers)
    said = (re.sub(r"^\W*(?:\w{1,4}[.)]\s)?", "", one.text).strip(" .;") for one in item.sentences if post in one.text)
    return 3 if named or any(one not in item.resolutions for one in said) else 2


def _grade_councillor(who: str, item: Told) -> int:
    """3 for who has an office there, 2 for who speaks, 1 in formalities."""
    named = next(one for one in item.councillors if one.id == who)
    return (3 if named.post else 2) if item.business else 1
