"""One item as it was read against the same item as it is: both as objects of the exchange format."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any

from evaluation.scores import Report

Told = Mapping[str, Any]


def score_item(report: Report, place: str, found: Told, wanted: Told) -> None:
    """Count every measure of an item. What the wanted one does not tell is not scored."""
    for measure, (told, read) in _MEASURES.items():
        if told in wanted:
            report.count(measure, place, read(found), read(wanted))
    report.scores["characters"].count(_letters(found), _letters(wanted))


def _boundaries(item: Told) -> Iterator[Hashable]:
    yield (
        item["number"],
        folded(item["title"]),
        *(folded(without_vote(item[area])) for area in ("agenda", "decision", "minutes")),
    )


def _officers(item: Told) -> Iterator[Hashable]:
    return ((folded(one["name"]), folded(one["post"])) for one in item["officers"])


def _parts(item: Told) -> Iterator[Hashable]:
    return ((folded(one["name"]), one["part"]) for one in item["officers"] if one["part"])


def _councillors(item: Told) -> Iterator[Hashable]:
    return (_without_honours(one["name"]) for one in item["councillors"])


def _councillor_ids(item: Told) -> Iterator[Hashable]:
    """Whom a name means, where that is known."""
    return ((_without_honours(one["name"]), one["id"]) for one in item["councillors"] if one.get("id"))


def _without_honours(name: str) -> str:
    return re.sub(r" (?:MBE|OBE|CBE|BEM|DL)$", "", folded(name))


def _resolutions(item: Told) -> Iterator[Hashable]:
    return (clause(one) for one in item["resolutions"])


def _votes(item: Told) -> Iterator[Hashable]:
    for one in item.get("votes", ()):
        sides = ((one[side]["count"], tuple(one[side]["names"])) for side in ("for", "against", "abstained"))
        yield (clause(one["motion"] or ""), one["result"], *sides)


def _posts(item: Told) -> Iterator[Hashable]:
    """Posts of which the item names no holder: the truth leaves those out that it does."""
    held = {folded(one["post"]) for one in item["officers"]}
    return (folded(post) for post in item["posts"] if folded(post) not in held)


def _acronyms(item: Told) -> Iterator[Hashable]:
    return ((letters, folded(meaning)) for letters, meaning in item["acronyms"].items())


def _references(item: Told) -> Iterator[Hashable]:
    """The items that references mean, as far as that is known."""
    return (one["item"] for one in item["references"] if one["item"])


def _kind(item: Told) -> Iterator[Hashable]:
    yield item["kind"]


def _moved(item: Told) -> Iterator[Hashable]:
    return (flag for flag in item["meeting"]["flags"] if flag == "moved")


def _restricted(item: Told) -> Iterator[Hashable]:
    yield item["restricted"]


_MEASURES: dict[str, tuple[str, Callable[[Told], Iterable[Hashable]]]] = {  # by what must be told to score them
    "items": ("minutes", _boundaries),
    "officers": ("officers", _officers),
    "what officers did": ("officers", _parts),
    "posts without a person": ("posts", _posts),
    "councillors": ("councillors", _councillors),
    "who councillors are": ("councillors", _councillor_ids),
    "resolutions": ("resolutions", _resolutions),
    "votes": ("votes", _votes),
    "acronyms": ("acronyms", _acronyms),
    "references": ("references", _references),
    "kind": ("kind", _kind),
    "restricted": ("restricted", _restricted),
    "moved meetings": ("meeting", _moved),
}


def _letters(item: Told) -> Iterator[Hashable]:
    """The letters of all texts, each with the twenty before it: what is lost or added is counted by length."""
    for area in ("agenda", "decision", "minutes"):
        text = re.sub(r"[\W_]", "", without_vote(item[area]))
        yield from ((area, text[max(0, i - 20) : i + 1]) for i in range(len(text)))


def without_vote(text: str) -> str:
    """The truth keeps a recorded vote beside the text; what is read has it under the text."""
    return re.sub(r"(?:^|\n\n)Recorded Vote\n\n.*", "", text or "", flags=re.DOTALL)


def folded(text: str | None) -> str:
    """A text without its bullets, its white space folded."""
    return " ".join((text or "").replace("•", " ").split())


def clause(text: str) -> str:
    """A resolution without the joint that leads to the next one: "; and"."""
    return re.sub(r"(?:[;,] and|[;.])$", "", folded(text)).lower()
