"""What the truth tells of each item that the sample portal shows: the only ground on which queries are judged."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from sample_portal.committees import LINES
from sample_portal.model import Truth
from sample_portal.names import BODIES, DESKS, PORTFOLIOS
from sample_portal.truth_lines import truth_of

from searcher.words import forms, stems

_NAMES = (
    *(body.removeprefix("the ") for body, _ in BODIES),
    *(era.name for line in LINES for era in line.eras if " " in era.name),
    *(f"Cabinet Member for {charge}" for charge in PORTFOLIOS.values()),
    *(post for desk in DESKS.values() for post, _ in desk),
)
_NAMED = re.compile("|".join(map(re.escape, sorted(_NAMES, key=len, reverse=True))).replace("’", "[’']"), re.IGNORECASE)
_ENDS = re.compile(r"(?<=[.;:?])\s+|\n+")


@dataclass(frozen=True)
class Sentence:
    """A sentence or a point as it is shown."""

    text: str

    @cached_property
    def run(self) -> str:
        """Its stems with a space around each."""
        return run_of(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its stems."""
        return frozenset(self.run.split())

    @cached_property
    def plain(self) -> str:
        """The text without the names of posts, committees and bodies: they tell nothing of it."""
        return _NAMED.sub(" xxx ", self.text)

    def says(self, expression: str) -> bool:
        """Whether it has an expression: letters as they are written, with or without an s; words in any form."""
        if is_letters(expression):
            return expression in self.plain and re.search(rf"\b{re.escape(expression)}s?\b", self.plain) is not None
        return run_of(expression) in self.run and run_of(expression) in run_of(self.plain)

    @property
    def informs(self) -> bool:
        """Whether it tells a number."""
        return any(letter.isdigit() for letter in self.text)


@dataclass(frozen=True)
class Person:
    """Somebody an item names: an officer's or councillor's id in the truth, name and post as written, what they did."""

    id: str
    name: str
    post: str
    part: str


@dataclass(frozen=True, eq=False)
class Told:
    """One item as it is shown, with what only the truth knows: its matter, and who is who."""

    id: str
    matter: str
    business: bool
    welsh: bool
    number: str
    committee: str
    date: str
    title: Sentence
    sentences: tuple[Sentence, ...]
    resolutions: str
    officers: tuple[Person, ...]
    councillors: tuple[Person, ...]
    posts: tuple[str, ...]

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every stem of the item."""
        return self.title.stems.union(*(one.stems for one in self.sentences))

    @cached_property
    def text(self) -> str:
        """All it shows."""
        return "\n".join(one.text for one in (self.title, *self.sentences))

    @cached_property
    def run(self) -> str:
        """The stems of all it shows, sentences apart."""
        return "|".join(one.run for one in (self.title, *self.sentences))

    @cached_property
    def forms(self) -> str:
        """The words of all it shows as they are, sentences apart."""
        return "|".join(f" {' '.join(forms(one.text))} " for one in (self.title, *self.sentences))

    def may_say(self, expression: str) -> bool:
        """Whether any sentence may have an expression: told quickly."""
        return expression in self.text if is_letters(expression) else run_of(expression) in self.run


@cache
def run_of(text: str) -> str:
    """The stems of a text with a space around each."""
    return f" {' '.join(stems(text))} "


@cache
def is_letters(expression: str) -> bool:
    """Whether an expression is letters that stand for words: "EHE", "SuDS", "NO2"."""
    return " " not in expression and sum(letter.isupper() for letter in expression) > 1


def told_items(truth: Truth) -> Iterator[Told]:
    """Every item shown on the truth's last day."""
    known = {f"{meeting.id}:AI{item.id}": item for meeting in truth.meetings for item in meeting.items}
    for line in truth_of(truth, truth.today):
        item = known[line["id"].partition(":")[2]]
        areas = [line[area] for area in ("agenda", "decision", "minutes")]
        texts = [*areas, *(one["title"] for one in line["documents"])]
        yield Told(
            id=line["id"],
            matter=item.matter,
            business=item.kind == "business",
            welsh=item.welsh,
            number=line["number"],
            committee=line["meeting"]["committee"],
            date=line["meeting"]["date"],
            title=Sentence(line["title"]),
            sentences=tuple(Sentence(one) for text in texts for one in _ENDS.split(text) if one.strip()),
            resolutions="\n".join(line["resolutions"]),
            officers=tuple(Person(one["id"], one["name"], one["post"], one["part"] or "") for one in line["officers"]),
            councillors=tuple(Person(one["id"], one["name"], one["post"] or "", "") for one in line["councillors"]),
            posts=(*line["posts"], *(one["post"] for one in line["officers"])),
        )
