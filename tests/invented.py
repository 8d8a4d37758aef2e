"""Invented items for tests of the index: few words in many combinations, so that queries match some and not others."""

import datetime
import random
from collections.abc import Callable

from msgspec.structs import replace

from searcher.acronyms import sense_of
from searcher.api import Values
from searcher.engine import Generation, Snapshot
from searcher.model import (
    AREAS,
    Acronym,
    Councillor,
    Document,
    Item,
    Meaning,
    Meeting,
    MeetingHeld,
    NamedValue,
    Officer,
)
from searcher.vocabulary import Topic, Vocabulary

Write = Callable[[list[Item]], Generation]
"""Writes a generation of an index from items."""

VOCABULARY = Vocabulary(
    {
        "home-education": Topic(
            "home-education",
            "Home education",
            names=("elective home education", "home education", "home schooling", "EHE"),
        ),
        "care": Topic("care", "Children in care", names=("children in care", "looked after children", "LAC")),
        "drainage": Topic(
            "drainage", "Drainage", names=("drainage", "home drains"), narrower=(("road drainage", "parking"),)
        ),
    }
)
WORDS = (
    "elective", "electively", "home", "education", "educated", "schooling", "school", "schools", "children", "child's",
    "in", "care", "looked", "after", "LAC", "lac", "EHE", "drainage", "drains", "un-accompanied", "unaccompanied",
    "co-ordinator", "Barnardo’s", "Barnardos", "the", "of", "and", "&", "budget", "2024/25", "1,200", "5.30", "Élan",
    "Llŷn", "road", "roads", "parking",
)  # fmt: skip
COMMITTEES = (("Cabinet", "10"), ("Schools Panel", "11"), ("Roads and Parking Committee", None), (None, None))
OFFICERS = (
    Officer("Ada Brook", "Head of Schools", "presented", "Ada Brook, Head of Schools", "ada-brook"),
    Officer("Ms. B. Croft", "Drainage Engineer", None, "Ms. B. Croft – Drainage Engineer", "b-croft"),
    Officer("Élodie Dunn", "Director of Roads", None, "Élodie Dunn, Director of Roads", "elodie-dunn"),
)
ACRONYMS = (
    (), (), (), (Acronym("EHE", "elective home education"),), (Acronym("LAC", "looked after children"),),
    (Acronym("LAC", "school road budget"),), (Acronym("LAC", "Schools, Roads and Budgets"),),
)  # fmt: skip
POSTS = ((), (), ("Head of Drainage",), ("Looked After Children Lead", "EHE Officer"), ("Home Education Adviser",))
COUNCILLORS = (Councillor("Ash", "Cabinet Member for Schools"), Councillor("Jo Birch", id="12"), Councillor("O'Hara"))


_Value = str | int | list[str | int]
_VALUES: dict[str, tuple[_Value, ...]] = {
    "committee": ("cabinet", "10", "oakham:cabinet", "roads", ["panel", "cabinet"], "nowhere"),
    "meeting": ("100", "oakham:101", "2019", "cabinet"),
    "officer": ("brook", "ada-brook", "elodie", "B. Croft", "Mrs Croft", "Ms Croft", "Dr. Elodie Dunn", "nobody"),
    "councillor": ("birch", "ohara", "Councillor O'Hara", "Cllr Mrs Birch", "Councillor", "elmford:ash", "12"),
    "topic": ("care", "home", "drainage"),
    "council": ("oakham", ["oakham", "elmford"]),
    "year": (2019, ["2018", 2020]),
    "number": ("7", ["3", "4."]),
    "status": ("minutes", ["agenda", "approved"]),
    "kind": ("business", "procedural"),
    "restricted": (True, False),
    "since": ("2018", "2019-06", "01/02/2020"),
    "until": ("2022", "2021-03-04"),
}


def items(count: int, seed: int) -> list[Item]:
    """So many items in several councils and meetings, each with its meeting; the same for the same seed."""
    chance = random.Random(seed)
    meetings = [_meeting(chance, number) for number in range(max(1, count // 6))]
    return [_item(chance, chance.choice(meetings), number) for number in range(1, count + 1)]


def _meeting(chance: random.Random, number: int) -> Meeting:
    committee, committee_id = chance.choice(COMMITTEES)
    day = datetime.date(2017, 1, 1) + datetime.timedelta(days=chance.randrange(3000))
    return Meeting(
        id=str(100 + number),
        council=chance.choice(("oakham", "elmford")),
        committee=committee,
        committee_id=committee_id,
        date=day if chance.random() < 0.85 else None,
        status=chance.choice(("agenda", "minutes", "approved")),
    )


def _item(chance: random.Random, meeting: Meeting, number: int) -> Item:
    acronyms = random.Random(number).choice(ACRONYMS)
    posts = random.Random(-number).choice(POSTS)
    made = Item(
        id=f"{meeting.key}:AI{number}",
        council=meeting.council,
        position=number,
        title=_text(chance, 1, 5),
        number=f"{number}" if chance.random() < 0.7 else None,
        kind=chance.choice(("business", "business", "procedural")),
        agenda=_text(chance, 0, 8),
        decision=_text(chance, 0, 4),
        minutes=" ".join((_text(chance, 0, 60), *posts)),
        resolutions=tuple(_text(chance, 1, 8) for _ in range(chance.randrange(3))),
        truncated=chance.random() < 0.1,
        restricted=chance.random() < 0.1,
        officers=tuple(chance.sample(OFFICERS, chance.randrange(3))),
        councillors=tuple(chance.sample(COUNCILLORS, chance.randrange(3))),
        topics=tuple(chance.sample(sorted(VOCABULARY.topics), chance.randrange(3))),
        posts=posts,
        acronyms=acronyms,
        senses=tuple((one.letters, sense_of(one.meaning)) for one in acronyms),
        documents=tuple(Document(_text(chance, 1, 4)) for _ in range(chance.randrange(2))),
        first_seen=1,
        changed=1,
        meeting=meeting,
    )
    council = meeting.council  # the same name in another council is another officer
    officers = tuple(replace(one, id=f"{one.id}-{council}" if council != "oakham" else one.id) for one in made.officers)
    return replace(made, officers=officers)


def _text(chance: random.Random, fewest: int, most: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(fewest, most)))


def query_text(chance: random.Random, depth: int = 2) -> str:
    """A random query in the language, built of the same words."""
    parts = [_part(chance, depth) for _ in range(chance.randint(1, 3))]
    if depth == 2 and chance.random() < 0.2:
        parts.append(f"in:{chance.choice(AREAS)}")
    text = chance.choice((" ", " ", " ", " AND ")).join(parts)
    return f"{text} OR {query_text(chance, depth - 1)}" if depth and chance.random() < 0.25 else text


def _part(chance: random.Random, depth: int) -> str:
    word = chance.choice(WORDS)
    makers = (
        lambda: word,
        lambda: word,
        lambda: "elective home education",
        lambda: "looked after children",
        lambda: "drainage",
        lambda: "home drains",
        lambda: "school road budget",
        lambda: "LAC",
        lambda: f'"{word} {chance.choice(WORDS)}"',
        lambda: f"-{word}",
        lambda: f"{word[:3]}*" if word[:3].isalpha() else word,
        lambda: f"{misspelt(word, chance)}~" if word.isalpha() and len(word) > 3 else word,
        lambda: f"{word} NEAR/{chance.randint(1, 6)} {chance.choice(WORDS)}",
        lambda: f"{word} NEAR/{chance.randint(2, 9)} {chance.choice(WORDS)} NEAR/{chance.randint(2, 9)} of",
        lambda: f"(topic:care OR {word})",
        lambda: _filter(chance),
        lambda: f"{_filter(chance)} {_filter(chance)}",
        lambda: f"{chance.choice(('-', 'NOT '))}{_filter(chance)}",
        lambda: f"({query_text(chance, depth - 1)})" if depth else word,
    )
    return chance.choice(makers)()


def misspelt(word: str, chance: random.Random) -> str:
    """A word with up to two slips."""
    letters = list(word)
    for _ in range(chance.randrange(3)):
        at = chance.randrange(len(letters) - 1)
        slip = chance.choice(("gone", "more", "other", "changed"))
        if slip == "changed":
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        else:
            letters[at : at + (slip != "more")] = [] if slip == "gone" and len(letters) > 3 else ["x"]
    return "".join(letters)


def _filter(chance: random.Random) -> str:
    """A random filter as a field of the language."""
    name = chance.choice(sorted(_VALUES))
    value = chance.choice(_VALUES[name])
    first = value[0] if isinstance(value, list) else value
    told = {True: "yes", False: "no"}[first] if isinstance(first, bool) else first
    return f'{name}:"{told}"'


def filter_values(chance: random.Random) -> dict[str, Values]:
    """Random filters as the Python face takes them."""
    chosen = chance.sample(sorted(_VALUES), chance.choice((0, 0, 1, 1, 2, 3)))
    return {name: chance.choice(_VALUES[name]) for name in chosen}


def snapshot(held: list[Item]) -> Snapshot:
    """What an archive of these items would say of itself."""
    councils = {item.council for item in held}
    return Snapshot(
        items=lambda ids: (item for item in held if ids is None or item.id in ids),
        names={"council": tuple(NamedValue(council, (council,)) for council in sorted(councils))},
        meetings=tuple(MeetingHeld(council, None, None, True, 0) for council in sorted(councils)),
        generation=1,
        vocabulary="",
        synonyms=VOCABULARY.synonyms,
        meanings=_meanings(held),
    )


def _meanings(held: list[Item]) -> tuple[Meaning, ...]:
    """What letters stand for in some items."""
    ways: dict[tuple[str, str], dict[str, None]] = {}
    for one in (acronym for item in held for acronym in item.acronyms):
        ways.setdefault((one.letters, sense_of(one.meaning)), {})[one.meaning] = None
    return tuple(Meaning(letters, sense, tuple(sorted(told))) for (letters, sense), told in sorted(ways.items()))
