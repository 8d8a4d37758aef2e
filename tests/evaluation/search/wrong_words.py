"""Queries that must find nothing, that are misspelt, and that lay traps."""

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from sample_portal.model import Truth

from evaluation.search.grading import concepts, content, grades
from evaluation.search.judged import JudgedQuery
from evaluation.search.told import Told, is_letters
from searcher.words import forms, stems

_OFF_TOPIC = (
    "sourdough starter recipe", "quantum chromodynamics", "penguin migration antarctica", "guitar chord diagrams",
    "javascript closures tutorial", "champions league quarterfinal", "zodiac horoscope", "pokemon trading",
    "knitting pattern cardigan", "eurovision winner", "sudoku puzzle", "volcano eruption iceland",
    "cryptocurrency wallet", "symphony orchestra violin",
)  # fmt: skip
_ALPHABET = "bcdfghjklmnpqrstvwxz"
_VOWELS = "aeiou"
_MISSPELT_TOPICS, _MISSPELT_NAMES = 16, 6


def wrong_words(truth: Truth, items: Sequence[Told], random: Random) -> Iterator[JudgedQuery]:
    """About sixty queries of all three sorts."""
    known = frozenset().union(*(item.stems for item in items))
    yield from _nonsense(items, known, random)
    yield from _misspelt(truth, items, known, random)
    yield from _letters_and_words(items)
    yield from _senses(items)
    yield from _namesakes(truth, items)
    yield from _excluded(items)


def _nonsense(items: Sequence[Told], known: frozenset[str], random: Random) -> Iterator[JudgedQuery]:
    """Random letters, alone and beside a real word, and what no council speaks of."""
    for place in range(8):
        letters = "".join(random.choice(_ALPHABET) for _ in range(random.randint(6, 9)))
        yield _nothing(letters if place % 2 else f"parking {letters}")
    for words in _OFF_TOPIC:
        if not set(stems(words)) <= known:
            yield _nothing(words)


def _nothing(words: str) -> JudgedQuery:
    return JudgedQuery(words, "nonsense", words, nothing=True)


def _misspelt(truth: Truth, items: Sequence[Told], known: frozenset[str], random: Random) -> Iterator[JudgedQuery]:
    """Topics with a slip in their longest word, and surnames of officers with one."""
    right = [(one, words) for one in concepts() if one.about for words in one.queries if not is_letters(words)]
    made = 0
    for concept, words in random.sample(right, len(right)):
        wrong = _slipped(words, known, random)
        if made == _MISSPELT_TOPICS or wrong is None:
            continue
        graded = grades(concept, items, words)
        if any(graded.get(item.id) == 3 and content(words) <= item.stems for item in items):
            made += 1
            yield JudgedQuery(wrong, "misspelt", wrong, relevance=graded)
    named = Counter(one.id for item in items for one in item.officers)
    people = sorted(one.name for one in truth.officers if named[one.id] > 3)
    for name in random.sample(people, min(_MISSPELT_NAMES, len(people))):
        if wrong := _slipped(name, known, random):
            theirs = {item.id: 3 for item in items if any(name in one.name for one in item.officers)}
            yield JudgedQuery(wrong, "misspelt", wrong, relevance=theirs)


def _slipped(words: str, known: frozenset[str], random: Random) -> str | None:
    """The words with a letter of the longest left out, doubled, changed or swapped; None where that is a word."""
    right = max(words.split(), key=len)
    at = random.randrange(2, max(3, len(right) - 2))
    other = random.choice(_VOWELS) if right[at] in _VOWELS else right[at] * 2
    slips = (
        right[:at] + right[at + 1 :],
        right[:at] + other + right[at + 1 :],
        right[:at] + right[at + 1 : at + 2] + right[at] + right[at + 2 :],
    )
    wrong = random.choice(slips)
    if len(right) < 6 or wrong == right or set(stems(wrong)) <= known:
        return None
    return words.replace(right, wrong)


_LETTERS = (  # letters, the matter that has them, and the forms of a word that they are not
    ("SEND", "send-transport", {"send", "sending", "sends", "sent"}),
    ("LED", "street-lighting", {"led", "leads", "leading", "lead"}),
    ("PA", "school-attendance", {"pa"}),
    ("BID", "economic-regeneration", {"bid", "bids", "bidding"}),
)


def _letters_and_words(items: Sequence[Told]) -> Iterator[JudgedQuery]:
    """Letters that are also a word."""
    for letters, matter, words in _LETTERS:
        concept = next((one for one in concepts() if letters in one.says), None)
        having = {item.id for item in items if any(one.says(letters) for one in (item.title, *item.sentences))}
        good = {item.id: 3 for item in items if item.matter == matter and item.id in having}
        graded = grades(concept, items) if concept else {}
        others = {
            item.id
            for item in items
            if item.id not in good
            and item.id not in graded
            and item.business
            and words & set(forms(item.text))
            and not any(item.may_say(one) for one in (concept.says if concept else ()))
        }
        relevance = {name: found for name, found in graded.items() if found > 1} | good
        yield JudgedQuery(f"trap {letters}", "trap", letters, relevance=relevance, must_not=frozenset(others))


_SENSES = (  # what letters stand for, where, and where they stand for something else
    ("first time entrants", "youth-justice", "workforce"),
    ("full time equivalents", "workforce", "youth-justice"),
)


def _senses(items: Sequence[Told]) -> Iterator[JudgedQuery]:
    """The words of letters with two meanings: where the letters have the other they are no answer."""
    for words, matter, other in _SENSES:
        saying = [item for item in items if item.business and (item.may_say(words) or item.may_say("FTE"))]
        relevance = {item.id: 3 for item in saying if item.matter == matter}
        trap = frozenset(item.id for item in saying if item.matter == other)
        yield JudgedQuery(f"trap {words}", "trap", words, {}, relevance, trap)


def _namesakes(truth: Truth, items: Sequence[Told]) -> Iterator[JudgedQuery]:
    """Two officers and a councillor of one surname: the items of one are not the other's."""
    wrights = [(one.id, one.name) for one in truth.officers if one.surname == "Wright"]
    for who, name in wrights:
        theirs = {item.id for item in items if any(one.id == who for one in item.officers)}
        others = {
            item.id for item in items if any(one.id != who and one.name.endswith("Wright") for one in item.officers)
        }
        yield JudgedQuery(
            f"trap {name}", "trap", "", {"officer": name}, dict.fromkeys(theirs, 3), frozenset(others - theirs)
        )
    for one in truth.councillors:
        if one.name == "Peter Wright":
            theirs = {item.id for item in items if any(who.id == str(one.id) for who in item.councillors)}
            others = {item.id for item in items if any(who.name.endswith("Wright") for who in item.officers)} - theirs
            yield JudgedQuery(
                "trap Peter Wright",
                "trap",
                "",
                {"councillor": one.name},
                dict.fromkeys(theirs, 3),
                frozenset(others),
            )


_PHRASES = (  # quoted words are meant literally
    "home education", "temporary accommodation", "rough sleeping", "care leavers", "council tax",
)  # fmt: skip
_MOST_EXACT = 100  # of more, recall at 100 could not tell
_WITHOUT = (("library", "volunteers"), ("parking", "objections"), ("homelessness", "shelter"), ("flood", "sandbags"))


def _excluded(items: Sequence[Told]) -> Iterator[JudgedQuery]:
    """Phrases in quotation marks, and words with a minus: what has other words, or that word, stays out."""
    for phrase in _PHRASES:
        exact = {item.id for item in items if f" {phrase} " in item.forms}
        near = {item.id for item in items if set(stems(phrase)) & item.stems} - exact
        relevance = dict.fromkeys(exact, 3)
        if 0 < len(exact) <= _MOST_EXACT:
            yield JudgedQuery(f'trap "{phrase}"', "trap", f'"{phrase}"', {}, relevance, frozenset(near), strict=True)
    for wanted, unwanted in _WITHOUT:
        having = [item for item in items if set(stems(wanted)) <= item.stems]
        out = {item.id for item in having if f" {unwanted} " in item.forms}
        relevance = {item.id: 3 for item in having if not set(stems(unwanted)) & item.stems}
        yield JudgedQuery(f"trap {wanted} -{unwanted}", "trap", f"{wanted} -{unwanted}", {}, relevance, frozenset(out))
