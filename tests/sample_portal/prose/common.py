"""What every style needs: names as they may be written, dates, and a draft that notes whom and what it mentions."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sample_portal.business import MONTHS, PERCENT, WEEKDAYS
from sample_portal.model import (
    Block,
    Councillor,
    CouncillorMention,
    Mark,
    Mention,
    Officer,
    Paragraph,
    Part,
    Points,
    Reference,
    plain,
)
from sample_portal.prose.material import Earlier
from sample_portal.staff import Holder

NameForm = Literal["full", "titled full", "titled initial", "dotted initial", "initial"]
_TERM = re.compile(r"<(\w+)>")
# Where a term is the first word of a sentence or a point.
_AT_START = re.compile(r"(?:^|[.?!:] )$")
_JOINED = re.compile(r"(?:; and|;|,? and|,)$")


@dataclass(frozen=True)
class Manner:
    """The typography of a style."""

    percent: str = " per cent"
    curly: bool = True
    defines_terms: bool = True


@dataclass(frozen=True)
class Written:
    """A finished text with all that is known about it."""

    blocks: tuple[Block, ...]
    resolutions: tuple[str, ...]
    mentions: tuple[Mention, ...]
    councillors: tuple[CouncillorMention, ...]
    posts: tuple[str, ...]
    acronyms: tuple[tuple[str, str], ...]
    references: tuple[Reference, ...]


def person_name(person: Officer | Councillor, form: NameForm) -> str:
    """A person's name in one of the ways that minutes write it: "Karen Hanson", "Ms K Hanson", "K Hanson"."""
    initial = person.forename[:1]
    match form:
        case "titled full":
            return f"{person.title} {person.name}"
        case "titled initial":
            return f"{person.title} {initial} {person.surname}"
        case "dotted initial":
            return f"{dotted(person.title)} {initial}. {person.surname}"
        case "initial":
            return f"{initial} {person.surname}"
    return person.name


def dotted(title: str) -> str:
    """ "Ms" as "Ms."; a title that is a word, such as Sir, has no stop."""
    return title if title in {"Sir", "Dame"} else f"{title}."


def long_date(day: date) -> str:
    """3 May 2019."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def ordinal_date(day: date, comma: str = ",") -> str:
    """3rd May, 2019."""
    return f"{ordinal(day.day)} {MONTHS[day.month - 1]}{comma} {day.year}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th."""
    ending = "th" if number in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def weekday(day: date) -> str:
    """The day of the week."""
    return WEEKDAYS[day.weekday()]


def half_day(start: str) -> str:
    """ "17:30" as "5.30 p.m."."""
    hour, minute = start.split(":")
    return f"{(int(hour) + 11) % 12 + 1}.{minute} {'a' if int(hour) < 12 else 'p'}.m."


def joined(parts: Sequence[str], last: str = " and ") -> str:
    """ "a, b and c"."""
    return last.join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def capital(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """A clause as a sentence."""
    return capital(text) + "."


@dataclass
class Draft:
    """A text in the making. Says what it is told, and notes every mention on the way.

    Terms such as "<EHE>" are written out at their first use; quotation marks and percentages follow the manner.
    """

    manner: Manner
    terms: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    _mentions: dict[str, Mention] = field(default_factory=dict)
    _councillors: dict[int, CouncillorMention] = field(default_factory=dict)
    _posts: dict[str, None] = field(default_factory=dict)
    _references: list[Reference] = field(default_factory=list)
    # Where the resolutions stand: in a block, after a lead of so many characters, or in a list of points.
    _resolved: list[Callable[[Sequence[Block]], list[str]]] = field(default_factory=list)

    def say(self, text: str, *, bold: bool = False) -> None:
        """A paragraph."""
        self.blocks.append(Paragraph(text, "bold" if bold else ""))

    def list(self, points: Sequence[str], mark: Mark = "bullet", nested: Sequence[tuple[int, Points]] = ()) -> None:
        """A list, if there is anything to list."""
        if points:
            self.blocks.append(Points(tuple(points), mark, tuple(nested)))

    def resolve_in_line(self, lead: str, text: str) -> None:
        """One resolution in the paragraph that begins with its lead."""
        place = len(self.blocks)
        self.say(f"{lead} {text}")
        self._resolved.append(lambda blocks: [_paragraph(blocks[place])[len(lead) + 1 :]])

    def resolve_in_list(
        self, lead: str, points: Sequence[str], mark: Mark, nested: Sequence[tuple[int, Points]] = ()
    ) -> None:
        """Resolutions as points below their lead."""
        self.say(lead)
        place = len(self.blocks)
        self.list(points, mark, nested)
        self._resolved.append(lambda blocks: resolutions_of(blocks[place]))

    def resolve_in_text(self, lead: str, parts: Sequence[tuple[str, str]]) -> None:
        """Several resolutions run together in one paragraph, each part with its mark: "(1) that …; and (2) that …"."""
        place = len(self.blocks)
        self.say(" ".join([lead, *(f"{mark} {text}" for mark, text in parts)]))
        marks = [mark for mark, _ in parts]
        self._resolved.append(lambda blocks: _split_at(_paragraph(blocks[place])[len(lead) + 1 :], marks))

    def officer(self, holder: Holder, shape: str, form: NameForm = "full", part: Part | None = None) -> str:
        """An officer named with a post; `shape` has {name} and {post}. Afterwards by title and surname alone."""
        who = holder.officer
        name = person_name(who, form)
        written = shape.format(name=name, post=holder.post)
        if who.id not in self._mentions:
            self._mentions[who.id] = Mention(who.id, name, holder.post, part, written.rstrip(","))
        return written

    def again(self, holder: Holder, *, stop: bool = False) -> str:
        """An officer who has been named before: "Ms Hanson", or with a stop "Ms. Hanson"."""
        title = dotted(holder.officer.title) if stop else holder.officer.title
        return f"{title} {holder.officer.surname}"

    def post(self, post: str) -> str:
        """A post without its holder's name."""
        self._posts[post] = None
        return f"the {post}"

    def councillor(self, who: Councillor, shape: str, name: str, role: str | None = None) -> str:
        """A councillor; `shape` has {name} and may have {role}."""
        written = shape.format(name=name, role=role)
        self._councillors.setdefault(who.id, CouncillorMention(who.id, name, role, written.rstrip(",")))
        return written

    def refer(self, earlier: Earlier, written: str) -> str:
        """Words that point to an earlier item."""
        self._references.append(Reference(written, earlier.item_id))
        return written

    def finish(self) -> Written:
        """The text with its terms and typography, and what it mentions as it is written there."""
        blocks, acronyms = self._dressed_blocks()
        named, text = {mention.post_as_written for mention in self._mentions.values()}, plain(blocks)
        return Written(
            blocks=blocks,
            resolutions=tuple(text for found in self._resolved for text in found(blocks)),
            mentions=tuple(self._dressed_mention(mention, text) for mention in self._mentions.values()),
            councillors=tuple(self._dressed_councillor(mention, text) for mention in self._councillors.values()),
            posts=tuple(self.dress(post) for post in self._posts if post not in named),
            acronyms=acronyms,
            references=tuple(Reference(self._found(one.as_written, text), one.item_id) for one in self._references),
        )

    def _dressed_blocks(self) -> tuple[tuple[Block, ...], tuple[tuple[str, str], ...]]:
        defined: dict[str, str] = {}

        def dress(text: str) -> str:
            return self.dress(_TERM.sub(lambda found: self._term(found, defined), text))

        blocks = tuple(_mapped(block, dress) for block in self.blocks)
        return blocks, tuple((short, self.dress(long)) for short, long in defined.items())

    def _term(self, found: re.Match[str], defined: dict[str, str]) -> str:
        short = found[1]
        if short in defined or not self.manner.defines_terms:
            return short
        long = self.terms[short]
        defined[short] = capital(long) if _AT_START.search(found.string[: found.start()]) else long
        return f"{defined[short]} ({short})"

    def dress(self, text: str) -> str:
        """A text in the manner's typography."""
        text = text.replace(PERCENT, self.manner.percent)
        return text.replace("'", "’") if self.manner.curly else re.sub("[‘’]", "'", re.sub("[“”]", '"', text))

    def _found(self, written: str, text: str) -> str:
        """Words as they stand in the text, where they may begin a sentence."""
        dressed = self.dress(written)
        return dressed if dressed in text else capital(dressed)

    def _dressed_mention(self, one: Mention, text: str) -> Mention:
        name, post = self.dress(one.name_as_written), self.dress(one.post_as_written)
        return Mention(one.officer_id, name, post, one.part, self._found(one.as_written, text))

    def _dressed_councillor(self, one: CouncillorMention, text: str) -> CouncillorMention:
        role = None if one.post_as_written is None else self.dress(one.post_as_written)
        name = self.dress(one.name_as_written)
        return CouncillorMention(one.councillor_id, name, role, self._found(one.as_written, text))


def _mapped(block: Block, dress: Callable[[str], str]) -> Block:
    """A block with each of its texts dressed, in the order in which they are read."""
    if isinstance(block, Paragraph):
        return Paragraph(dress(block.text), block.emphasis)
    return _mapped_points(block, dress) if isinstance(block, Points) else block


def _mapped_points(points: Points, dress: Callable[[str], str]) -> Points:
    below, texts, nested = dict(points.nested), [], []
    for place, point in enumerate(points.points):
        texts.append(dress(point))
        if place in below:
            nested.append((place, _mapped_points(below[place], dress)))
    return Points(tuple(texts), points.mark, tuple(nested))


def _paragraph(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def resolutions_of(block: Block) -> list[str]:
    """Each point without its mark and without the "; and" that leads to the next; points below it stay in it."""
    if not isinstance(block, Points):
        return []
    below = dict(block.nested)
    return [
        _JOINED.sub("", point) if place not in below else f"{point}\n{plain([below[place]])}"
        for place, point in enumerate(block.points)
    ]


def _split_at(text: str, marks: Sequence[str]) -> list[str]:
    """The parts of a running text between the marks."""
    found = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        text = text[text.index(mark) + len(mark) :]
        part = text if following is None else text[: text.index(following)]
        found.append(_JOINED.sub("", part.strip()))
    return found
