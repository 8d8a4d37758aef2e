"""What an item is about by a vocabulary, and which of its words show that."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from searcher.model import AREAS, Area, Item
from searcher.vocabulary import Synonyms, Vocabulary, holds_any, stemmed

_WEIGHTS: Mapping[Area, int] = {"title": 3, "agenda": 1, "decision": 1, "minutes": 1, "resolutions": 2}
_NO_WORD_OF_A_NAME = "0"
_NEEDED, _WORDS_A_MENTION = 2, 1500  # a passing mention is not what an item is about, least of all in a long one


class Evidence(Struct, frozen=True):
    """A name or sign of a topic, as the vocabulary has it, and how many `times` one area of an item mentions it."""

    topic: str
    phrase: str
    area: Area
    times: int


class TopicEvidence(Struct, frozen=True):
    """Why an item is about a topic. `found`: whether the vocabulary, as it is now, still finds that it is."""

    topic: str
    found: bool
    evidence: tuple[Evidence, ...]


def topics_in(item: Item, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The topics an item is about, most mentioned first; a single passing mention is none."""
    weights: Counter[str] = Counter()
    for (topic, _, area), times in _mentions(item, vocabulary).items():
        weights[topic] += times * _WEIGHTS[area]
    if not weights:
        return ()
    texts = _texts(item)
    needed = _NEEDED + len(f"{texts['decision']} {texts['minutes']}".split()) // _WORDS_A_MENTION
    enough = [vocabulary.topics[topic] for topic, weight in weights.items() if weight >= needed]
    title = stemmed(texts["title"])
    found = [topic.id for topic in enough if not holds_any(title, topic.unless)]
    order = list(vocabulary.topics)
    return tuple(sorted(found, key=lambda topic: (-weights[topic], order.index(topic))))


def evidence_in(item: Item, vocabulary: Vocabulary) -> tuple[Evidence, ...]:
    """Every mention of a topic that counts, by area; of one area the most frequent first."""
    areas = list(_WEIGHTS)
    found = _mentions(item, vocabulary)
    evidence = (Evidence(topic, phrase, area, times) for (topic, phrase, area), times in found.items())
    return tuple(sorted(evidence, key=lambda one: (areas.index(one.area), -one.times, one.topic, one.phrase)))


def topic_evidence(item: Item, vocabulary: Vocabulary) -> tuple[TopicEvidence, ...]:
    """For each topic that an item has, in its order, what in its text shows it to the present vocabulary."""
    evidence, found = evidence_in(item, vocabulary), topics_in(item, vocabulary)
    return tuple(
        TopicEvidence(topic, topic in found, tuple(one for one in evidence if one.topic == topic))
        for topic in item.topics
    )


def only_in_posts(item: Item, synonyms: Synonyms) -> tuple[str, ...]:
    """The topics whose names stand in an item in names of posts alone: whoever looks for one does not mean it."""
    posts = _posts(item)
    left = frozenset().union(*map(synonyms.named_in, posts)).difference(item.topics)
    if not left:
        return ()
    texts = [text for area in AREAS for text in item.text_of(area)]
    rest = _without(posts, "\n".join(texts))
    return tuple(topic for topic in sorted(left) if not synonyms.stand_in(topic, rest))


def _posts(item: Item) -> set[str]:
    """The posts that an item names."""
    of_people = (*(one.post for one in item.officers), *(one.post for one in item.councillors))
    return {*item.posts, *filter(None, of_people)}


def _without(posts: Iterable[str], text: str) -> str:
    """A text without some posts, the longest taken first."""
    for post in sorted(posts, key=lambda post: (-len(post), post)):
        text = text.replace(post, _NO_WORD_OF_A_NAME)
    return text


def _mentions(item: Item, vocabulary: Vocabulary) -> Counter[tuple[str, str, Area]]:
    """How often each topic is mentioned by which phrase in which area, as far as that counts: not in names of posts."""
    return Counter(
        (topic.id, phrase, area)
        for area, text in _texts(item).items()
        for phrase, topic in vocabulary.mentions(text)
        # Thirty minutes, apologies for a delay: the words of formalities occur everywhere.
        if topic.kind != "procedural" or area == "title"
    )


def _texts(item: Item) -> dict[Area, str]:
    """The texts by area, without the posts in them; a title that was taken from them is none.

    That the Flood Risk Manager was there does not make an item one about floods.
    """
    texts: dict[Area, str] = {
        "title": "" if item.title_inferred else item.title,
        "agenda": item.agenda,
        "decision": item.decision,
        "minutes": item.minutes,
        "resolutions": " \n ".join(item.resolutions),
    }
    posts = _posts(item)
    return {area: _without(posts, text) for area, text in texts.items()}
