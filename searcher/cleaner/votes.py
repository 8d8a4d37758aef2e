"""How members voted: what the lines of an item tell of each vote, put together. Knows no HTML.

Lines that follow one another tell of one vote until a side comes again. What was voted on is told only where one
resolution stands beside the vote, or where the words themselves say it.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from searcher.cleaner.pieces import Paragraph
from searcher.cleaner.resolutions import Resolved, resolved_in
from searcher.cleaner.vote_lines import SIDES, Told, may_tell, read_line, says_vote
from searcher.cleaner.vote_tables import has_sides, side_told, table_at, with_side, without_names
from searcher.cleaner.voter_lists import is_doubtful, is_open, names_below
from searcher.model import Side, Vote

_MOVED = re.compile(
    r"^(?:(?:Proposed\s+)?(?:Motion|Amendment|Proposal)\s*[:–-]\s*|.{0,200}?\bmoved\b.{0,200}?[,:–-]\s*(?=[Tt]hat\b))"
    r"(?P<motion>\S.*)$",
    re.DOTALL,
)
_AMENDS = re.compile(r"\bamend(?:ment|ed motion)?s?\b", re.IGNORECASE)
_MATTER = re.compile(r"\b(?:motion|amendment|proposal|recommendation)s?\b", re.IGNORECASE)
_BEGINS = re.compile(r"(?:A|Upon|On)\s")
_ANOTHER = re.compile(
    r"\b(?:further|another|second|third|subsequent|alternative|separate)\s+(?:\w+\s+){0,2}?"
    r"(?:motion|amendment|proposal|recommendation|vote)s?\b|\ban?\s+(?:\w+\s+)?amendment\b",
    re.IGNORECASE,
)
# What was voted for; that a vote be taken may be agreed whatever its end.
_DECIDED = re.compile(
    r"\b(?:was|were)\s+(?:\w+\s+)?(?:agreed|resolved|approved|carried|adopted|passed)\b"
    r"(?!\s+(?:that|to)\s[^.]{0,40}\bvote\b)|\bRESOLVED\b",
    re.IGNORECASE,
)
_RESOLVED = re.compile(r"(?:it was )?resolved\b", re.IGNORECASE)
_TELLING = 60  # lines of a list: more of them tell no more of how it is written
_ASKS = re.compile(r"\b(?:asked|requested|wished|required|desired)\b.*\b(?:recorded|noted|minuted)\b", re.DOTALL)


class _Held(Struct):
    """A vote being read, and which lines tell of it."""

    start: int
    end: int  # behind its last line
    vote: Vote = field(default_factory=Vote)
    open: str = ""  # the side whose names may go on in the next line
    listed: int = 0  # the line that heads these names
    below: list[str] = field(default_factory=list)  # those that the lines below it tell
    words: list[str] = field(default_factory=list)
    asked: bool = False  # told by members who asked to be named

    def add(self, told: Told, at: int) -> None:
        self.vote = with_side(self.vote, told.side, told.value)
        self.open, self.listed = told.side if told.open else "", at

    def lacking(self) -> int | None:
        """How many names the count of the open side leaves to be told; None without a count."""
        side = side_told(self.vote, self.open)
        return None if side.count is None else side.count - len(side.names) - len(self.below)

    def settle(self) -> None:
        """Put the names below the head to the others of their side."""
        if self.below:
            self.vote = with_side(self.vote, self.open, Side(None, tuple(self.below)))
            self.below.clear()


def votes_in(decision: Sequence[Paragraph], minutes: Sequence[Paragraph]) -> tuple[Vote, ...]:
    """The votes that an item tells, each once, in its order; counts are those told, never counted."""
    parts = [part for part in (decision, minutes) if may_tell("\n".join([paragraph.text for paragraph in part]))]
    return tuple(dict.fromkeys(vote for part in parts for vote in _votes(part)))


def _votes(paragraphs: Sequence[Paragraph]) -> Iterator[Vote]:
    texts = [paragraph.text for paragraph in paragraphs]
    held = [one for one in _joined(_Reader(paragraphs).read()) if one.vote != Vote()]
    if not held:
        return
    resolved = list(resolved_in(paragraphs))
    motions = [one.vote.motion or _moved_before(one, texts) for one in held]
    beside = [None if motion else _beside(one, resolved) for one, motion in zip(held, motions, strict=True)]
    claims = Counter(near.start for near in beside if near)
    for one, motion, near in zip(held, motions, beside, strict=True):
        sure = near.clauses[0] if near and claims[near.start] == 1 else None
        yield replace(one.vote, motion=motion or sure)


class _Reader:
    """Puts lines that follow one another together to votes."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.texts = [paragraph.text for paragraph in paragraphs]
        self.held: list[_Held] = []
        self.current: _Held | None = None  # the last of them, while the next line may go on with it

    def read(self) -> list[_Held]:
        at = 0
        while at < len(self.texts):
            votes, taken = table_at(self.texts, at)
            if taken:
                self.table(votes, at, taken)
            else:
                for part in _by_motion(self.texts[at]):
                    self.line(part, at)
            at += taken or 1
        self.end_list(at)
        return self.held

    def start(self, at: int, *, asked: bool = False) -> _Held:
        self.current = _Held(at, at + 1, asked=asked)
        self.held.append(self.current)
        return self.current

    def table(self, votes: Sequence[Vote], at: int, taken: int) -> None:
        """A table's votes; the line before it that tells no side is of the first, unless each row tells its motion."""
        if self.current:
            self.current.settle()
        for vote in votes:
            if self.current is None or has_sides(self.current.vote) or vote.motion:
                self.start(at)
            held = self.held[-1]
            held.vote = replace(vote, result=vote.result or held.vote.result)
            held.end = at + taken
        if votes and votes[0].motion:
            self.current = None

    def line(self, text: str, at: int) -> None:
        """A line that tells of a vote, or goes on with the names of the line before."""
        if self.goes_on_list(text, at):
            return
        told, result = read_line(text)
        if not told and result is None and not says_vote(text):
            self.end_list(at)
            self.current = None
            return
        if told and result == "lost" and _DECIDED.search(text):
            result = None  # one of the two is of another vote
        held = self.current
        again = held is not None and result in (None, held.vote.result or result) and _sums_up(held, told, text)
        if held is None or not (again or _goes_on(held, told, result, text)):
            held = self.start(at, asked=_ASKS.search(text) is not None)
        for one in told:
            if not again and side_told(held.vote, one.side) != Side():
                held = self.start(at)
            held.add(one, at)
        held.vote = replace(held.vote, result=held.vote.result or result)
        held.end = at + 1
        held.words.append(text)

    def goes_on_list(self, text: str, at: int) -> bool:
        """Whether a line goes on with a list of names; if so, they are added."""
        held = self.current
        if held is None or not held.open or held.listed == at:
            return False
        line = Paragraph(text, self.paragraphs[at].lead)
        before = self.paragraphs[max(held.listed + 1, at - _TELLING) : at]
        names = names_below([self.paragraphs[held.listed], *before], line, held.lacking())
        if names:
            held.below += names
            held.end = at + 1
        else:
            held.settle()
        return bool(names)

    def end_list(self, at: int) -> None:
        """End a list before a line that tells of no vote: names of which some may be none, or missing, are not told."""
        held = self.current
        if held is None or not held.open or held.listed == at:
            return
        behind = self.paragraphs[at] if at < len(self.paragraphs) else None
        held.settle()
        lines, side = self.paragraphs[held.listed : at], side_told(held.vote, held.open)
        is_resolved = behind is not None and _RESOLVED.match(behind.text) is not None
        if is_open(lines[-1]) or (not is_resolved and is_doubtful(lines, side, behind)):
            held.vote = without_names(held.vote, held.open)


def _by_motion(text: str) -> list[str]:
    """A line in parts: sentences that name another motion apart from those before."""
    parts, since, last = [], 0, 0
    for match in _ANOTHER.finditer(text):
        at = text.rfind(". ", last, match.start()) + 2
        last = match.start()
        if at > 1:
            parts.append(text[since:at].rstrip())
            since = at
    return [*parts, text[since:]]


def _goes_on(held: _Held, told: Sequence[Told], result: str | None, text: str) -> bool:
    """Whether a line tells more of the vote that the line before it tells of."""
    if (result is not None and held.vote.result is not None) or not (told or result):
        return False
    said = " ".join(held.words)
    if _MATTER.search(text) and _MATTER.search(said) and bool(_AMENDS.search(text)) != bool(_AMENDS.search(said)):
        return False
    if _ANOTHER.search(text):
        return False
    if (result == "lost" and _DECIDED.search(said)) or (held.vote.result == "lost" and _DECIDED.search(text)):
        return False
    again = any(side_told(held.vote, one.side) != Side() for one in told)
    return not again and not (has_sides(held.vote) and told and _BEGINS.match(text))


def _sums_up(held: _Held, told: Sequence[Told], text: str) -> bool:
    """Whether a line counts once more those whom the lines before name, or what was resolved by the count before."""
    sides = [(side_told(held.vote, one.side), one.value) for one in told]
    if len(sides) < 2 or _ANOTHER.search(text) or _AMENDS.search(" ".join([text, *held.words])):
        return False
    if any(new.names or new.count != (len(old.names) if old.count is None else old.count) for old, new in sides):
        return False
    return any(old.names for old, _ in sides) or (_RESOLVED.match(text) is not None and held.vote.result != "lost")


def _joined(held: Sequence[_Held]) -> list[_Held]:
    """Votes with the members who asked to be named: theirs is the last vote before, when it tells no names there."""
    joined: list[_Held] = []
    for one in held:
        last = joined[-1] if joined and one.asked and not _AMENDS.search(" ".join(joined[-1].words)) else None
        sides = [(side, side_told(one.vote, side)) for side in SIDES]
        if last is None or any(_differ(side_told(last.vote, side), value) for side, value in sides):
            joined.append(one)
            continue
        for side, value in sides:
            named = side_told(last.vote, side).names
            last.vote = with_side(last.vote, side, value if not named else Side())
    return joined


def _differ(held: Side, asked: Side) -> bool:
    """Whether a side names others than a member who asked to be named, so that this may be of another vote."""
    return bool(asked.names and held.names) and not set(asked.names) <= set(held.names)


def _moved_before(held: _Held, texts: Sequence[str]) -> str | None:
    """The motion that the line before a vote, or its first, tells in full."""
    for text in (*held.words[:1], *texts[max(0, held.start - 1) : held.start]):
        if match := _MOVED.match(text):
            return match["motion"].strip()
    return None


def _beside(held: _Held, resolved: Sequence[Resolved]) -> Resolved | None:
    """The one resolution of one clause that stands beside a vote; None where it is another's, or may be."""
    if held.vote.result == "lost" or _AMENDS.search(" ".join(held.words)):
        return None
    first = bisect_left(resolved, held.start, key=lambda one: one.end)
    near = resolved[first : bisect_right(resolved, held.end, key=lambda one: one.start)]
    return near[0] if len(near) == 1 and len(near[0].clauses) == 1 else None
