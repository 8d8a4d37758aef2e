"""Finds the people an item names, and the posts: officers, councillors, posts without a person. Text only.

An officer is somebody named together with a post of the council. Whoever is named without one (a resident,
a petitioner, a police officer) is not taken: a wrong attribution is worse than none.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from msgspec import Struct

from searcher.cleaner.posts import (
    COUNCILLOR,
    COUNCILLORS,
    GAP,
    HONOUR,
    INITIAL,
    NAME,
    SURNAME,
    TITLE,
    UPPER,
    Span,
    ends_joint,
    is_elsewhere,
    is_held_behind,
    is_of_an_employer,
    lone_posts,
    next_name,
    post_after,
    post_at,
    post_before,
    speaks_for,
)
from searcher.model import Councillor, Officer, Part
from searcher.vocabulary import Posts
from searcher.words import fold

_COUNCILLOR_NAME = re.compile(
    rf"(?:\(?{TITLE}\)?{GAP}+)?(?:(?:{INITIAL}{GAP}*){{1,5}})?{SURNAME}(?:{GAP}+(?:{INITIAL}{GAP}+)?{SURNAME}){{0,2}}"
    rf"(?:,?{GAP}+(?!{HONOUR})[{UPPER}]{{1,3}}\.?(?=;|$)"  # "Ash, J;"
    rf"|(?:{GAP}+[{UPPER}]\b\.?){{1,3}}(?=[,;:)]|['’]s|\.?(?:\s+[a-z(]|\s*$)))?"  # "Ash J asked"
)
_IS_INITIALS = re.compile(rf"(?:[{UPPER}]\.?){{1,3}}")
_AND = re.compile(rf"{GAP}+(?:and|&){GAP}+")
# What heads the side of a vote, or tells how it went, ends a list of members: "Councillors Ash and Elm; Against: …".
_SIDE = re.compile(
    r"\b(?:For|Against|In\s+Favour|In$|Abst(?:ain(?:ed|ing|s)?|entions?)|O\s+Blaid|Yn\s+Erbyn|Yn$|Ymatal\w*|Carried|Lost|"
    r"Defeated|Absent|None|Nil|Neb)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s$")
_BETWEEN = re.compile(
    r"[ \xa0]*(?:\)[ \xa0]*)?(?:\([^()\n]{1,40}\)[ \xa0]*)?"
    r"(?:,\s*(?:and\s+)?|\s+(?:and|ac?)\s+|\s+&\s+|\s*/\s*|;\s*(?:and\s+)?|\n(?!\n))"
    rf"(?:y\s+)?(?P<again>(?:{COUNCILLOR})\.?\s+)?"
)
_TITLED = re.compile(rf"\(?{TITLE}[\s)]")
_ELECTED_BEHIND = re.compile(r"(?:,\s*\(?|\s*\()(?:the\s+|as\s+)?")
_HOLDER_BEHIND = re.compile(rf"\s*\((?:{COUNCILLOR})\b")  # the post is that one's: "Ash, the Mayor (Councillor Elm)"
_NARROWED = re.compile(r" \([A-Z][^()\n]{2,60}\)")
_PORTFOLIO = re.compile(r"(?:Deputy )?(?:Leader of|Cabinet Member for|Portfolio Holder for|Executive Member for)\b")
_VERBS: dict[Part, str] = {
    "presented": r"present(?:ed|ing|ation)\b|submitted|reported (?:up)?on|reports? (?:by|of|from)\b|"
    r"took .{0,30} through|"
    r"(?:gave|provided|delivered|received) an? (?:\w+ )?(?:update|overview|briefing|report|presentation)|"
    r"br(?:ing|ought) .{0,30} up to date|diweddariad gan|adroddiad gan|cyflwyn",
    "introduced": r"introduc(?:ed|ing|e|tion)\b",
    "answered": r"(?:answer(?:ed|ing|s)?|respond(?:ed|ing|s)?|repl(?:ied|y)|in response)\b",
    "attended": r"(?:in attendance|attend(?:ed|ing)?\b(?! to)|officers? present\b|welcomed|w(?:ere|as) present|joined|"
    r"invited to)",
}
_PARTS = {part: re.compile(rf"\b(?:{verbs})", re.IGNORECASE) for part, verbs in _VERBS.items()}
_SENTENCE_END = re.compile(
    r"[.!?\n](?:(?<=\n)|(?<![A-Z].)(?<!\bMr.)(?<!\bMs.)(?<!\bDr.)(?<!\bMrs.)(?<!\bNo.)(?=\s+[A-Z“\"]|$))"
)
_COMMA = re.compile(r",\s+")
# Who speaks for an applicant, an objector or residents is no officer, whatever the post.
_OUTSIDER_BEFORE = re.compile(
    r"\b(?:applicant|appellant|objector|petitioner|agent|resident|licensee)s?(?:['’]s?)?"
    r"(?: agent| representative)?[,:]?\s+\(?$",
    re.I,
)
_OUTSIDER_BEHIND = re.compile(
    r",?\s+(?:(?:also\s+)?(?:spoke|speaking|appeared|attended)\s+)?"
    r"(?:for|on behalf of|representing)\s+(?:the\s+|local\s+)?"
    r"(?:applicant|appellant|objector|petitioner|resident|licensee)",
    re.I,
)
_SPEAKS = re.compile(r"\)?: \S")  # "Jane Doe (Head of Audit): it had been."
_FAR = 600  # characters: no sentence tells more about somebody named in it


class People(Struct, frozen=True):
    """Who an item names, each once, in the order first named."""

    officers: tuple[Officer, ...]
    councillors: tuple[Councillor, ...]
    posts: tuple[str, ...]


def people_in(text: str, posts: Posts) -> People:
    """The officers, councillors and unheld posts named in an item's text."""
    taken = _Taken()
    councillors = list(_councillors(text, posts, taken))
    officers = list(_officers(text, posts, taken))
    unheld = {_bare(span.text): span.text for span in _unheld(text, posts, taken)}
    return People(_merged(officers), _each_once(councillors), tuple(unheld.values()))


class _Taken:
    """The stretches of a text that are somebody already."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []  # the furthest end of any stretch that begins here or before
        # Where members were read in a list, and whether "Councillors" began it.
        self.listed: set[tuple[int, bool]] = set()

    def add(self, start: int, end: int) -> None:
        at = bisect_right(self.starts, start)
        self.starts.insert(at, start)
        self.ends.insert(at, max(end, self.ends[at - 1] if at else 0))
        while at + 1 < len(self.ends) and self.ends[at + 1] < end:
            at += 1
            self.ends[at] = end

    def end_at(self, at: int) -> int | None:
        """Where the stretch that holds a place ends; None for a free place."""
        before = bisect_right(self.starts, at) - 1
        return self.ends[before] if before >= 0 and at < self.ends[before] else None


def _officers(text: str, posts: Posts, taken: _Taken) -> Iterator[Officer]:
    found: list[tuple[Span, int, Officer]] = []  # with where the name and the post end
    stops = [match.span() for match in _SENTENCE_END.finditer(text)]
    for name in _names(text, posts, taken):
        post = _post_of(text, name, posts, taken)
        if post is None:
            continue
        start, end = min(name.start(), post.start), max(name.end(), post.end)
        taken.add(*(name.span() if posts.is_joint(post.text) else (start, end)))
        written = _written(text, start, end)
        found.append((post, end, Officer(_name(name[0]), post.text, _part(text, start, end, stops), written)))
    # "Head of Audit (Jane Doe)" behind a name would be a post that holds a name.
    named = {officer.post for *_, officer in found}
    for post, end, officer in sorted(found, key=lambda one: one[0].start):
        if f"{officer.post} ({officer.name})" not in named and _is_the_councils(text, post, end, posts):
            yield officer


def _names(text: str, posts: Posts, taken: _Taken) -> Iterator[re.Match[str]]:
    """Whatever may be a person's name; words before it that no name holds ("Chair Jane Doe") are passed over."""
    at = 0
    while match := next_name(text, at):
        if (end := taken.end_at(match.start())) is not None:
            at = end
        elif posts.is_name(match[0]):
            yield match
            at = match.end()
        else:
            at = match.start() + 1


def _post_of(text: str, name: re.Match[str], posts: Posts, taken: _Taken) -> Span | None:
    """The post a named person holds, written after the name or before it; none that is somebody else's."""
    if _OUTSIDER_BEFORE.search(text, max(0, name.start() - 60), name.start()) or speaks_for(text, name.start(), posts):
        return None
    post = post_after(text, name.end(), posts) or _joint_post(text, name.end(), posts)
    if post and (_OUTSIDER_BEHIND.match(text, post.end) or _is_the_next_ones(text, name.end(), post, posts)):
        return None
    if post:
        bracket = _NARROWED.match(text, post.end)  # it narrows the post: "Project Manager (Delivery)"
        end = bracket.end() if bracket else post.end
        return Span(post.start, end, " ".join(text[post.start : end].split())) if bracket else post
    post = post_before(text, name.start(), posts)
    if post is None or taken.end_at(post.start) is not None:
        return None
    return post if ends_joint(text, name.start(), name.end()) else None


def _joint_post(text: str, at: int, posts: Posts) -> Span | None:
    """The post that two people hold, written behind the second: "Jane Doe and Tom Elm, Joint Heads of Audit"."""
    joint = _AND.match(text, at)
    second = NAME.match(text, joint.end()) if joint else None
    if second is None or not posts.is_name(second[0]):
        return None
    post = post_after(text, second.end(), posts)
    return post if post is not None and posts.is_joint(post.text) else None


def _is_the_next_ones(text: str, at: int, post: Span, posts: Posts) -> bool:
    """Whether a post between two names is the second's: "in reply to Mr Ash, the Head of Roads, Ms Elm, said"."""
    if not re.match(r",?\s+the\s", text[at : post.start]) or not (comma := _COMMA.match(text, post.end)):
        return False
    name = NAME.match(text, comma.end())
    return name is not None and posts.is_name(name[0]) and ends_joint(text, name.start(), name.end())


def _is_the_councils(text: str, post: Span, end: int, posts: Posts) -> bool:
    """Whether a post is the council's own; the post and its holder's name end at `end`."""
    if posts.is_elected(post.text) or posts.is_external(post.text) or is_of_an_employer(post.text, posts):
        return False
    return not is_elsewhere(text, Span(post.start, end, post.text), posts, named=end == post.end)


def _written(text: str, start: int, end: int) -> str:
    """A stretch as it stands in the text, with the bracket that closes the one opened in it."""
    is_open = text.count("(", start, end) > text.count(")", start, end)
    return " ".join(text[start : end + (is_open and text.startswith(")", end))].split())


def _name(text: str) -> str:
    return " ".join(text.split()).rstrip(".,")


def _sentence(text: str, start: int, end: int, stops: list[tuple[int, int]]) -> tuple[int, int]:
    """Where the sentence around a stretch of text begins and ends."""
    before = bisect_left(stops, (start, 0)) - 1
    after = bisect_left(stops, (end, 0))
    begin = stops[before][1] if before >= 0 else 0
    stop = stops[after][0] if after < len(stops) else len(text)
    return max(begin, start - _FAR), min(stop, end + _FAR)


def _part(text: str, start: int, end: int, stops: list[tuple[int, int]]) -> Part | None:
    """What an officer did in the item: what the sentence says nearest to the name; None when it does not say."""
    if _SPEAKS.match(text, end):
        return "answered"
    first, last = _sentence(text, start, end, stops)
    told = [
        (max(start - match.end(), match.start() - end), part)
        for part, pattern in _PARTS.items()
        for match in pattern.finditer(text, first, last)
        if match.start() >= end or (match.end() <= start and _is_theirs(part, text, match.end()))
    ]
    return min(told, key=lambda one: one[0])[1] if told else None


def _is_theirs(part: Part, text: str, at: int) -> bool:
    """Whether words before a name tell what that person did: whom the Chair introduced introduced nothing."""
    return part != "introduced" or text.startswith(" by", at)


def _councillors(text: str, posts: Posts, taken: _Taken) -> Iterator[Councillor]:
    for match in COUNCILLORS.finditer(text):
        if taken.end_at(match.start()) is None:
            yield from _members(text, match, posts, taken)


def _members(text: str, match: re.Match[str], posts: Posts, taken: _Taken) -> Iterator[Councillor]:
    """The members that a word such as "Councillors" names, one or a list."""
    several = match[0].strip(" .:\n").lower().endswith(("s", "(s)", "wyr", "men"))
    at: int | None = match.end()
    while at is not None and (name := _COUNCILLOR_NAME.match(text, at)) and (found := _trimmed(name[0], posts)):
        if at != match.end() and (at, several) in taken.listed:
            return  # a list that an earlier "Councillor" in it began
        taken.listed.add((at, several))
        end = at + len(found)
        post = _elected_behind(text, end, posts)
        start = match.start() if at == match.end() else at
        written = " ".join(text[start:end].split())
        if post is None and not several:
            post = _elected_before(text, start, posts)
        behind = max(end, post.end if post else 0)
        taken.add(min(start, post.start if post else start), behind)
        yield Councillor(_name(found), post.text if post else None, written)
        titled = _TITLED.match(found) is not None
        at = _next_member(text, behind, posts, several=several, titled=titled)


def _next_member(text: str, at: int, posts: Posts, *, several: bool, titled: bool) -> int | None:
    """Where the next name of a list of members begins; None where the list ends. `titled`: the last had a title."""
    between = _BETWEEN.match(text, at)
    if between is None or not (several or between["again"]):
        return None
    return None if _is_another_kind(text, between.end(), posts, titled=titled) else between.end()


def _trimmed(name: str, posts: Posts) -> str:
    """A name without capitalised words after it that are no part of one.

    Nothing is left of what only looks like a member: "Councillor Ward Funding".
    """
    name = _SIDE.split(_POSSESSIVE.sub("", name), maxsplit=1)[0].rstrip()
    words = list(re.finditer(r"\S+", name))
    if any(word[0] in posts.things for word in words):
        return ""
    while len(words) > 1 and not (_IS_INITIALS.fullmatch(words[-1][0]) or posts.is_name(words[-1][0])):
        words.pop()
    return name[: words[-1].end()] if words else ""


def _is_another_kind(text: str, at: int, posts: Posts, *, titled: bool) -> bool:
    """Whether what follows in a list of members is no member: an officer with a title, or a post."""
    if text.startswith(("the ", "The ", "THE "), at) or (_TITLED.match(text, at) and not titled):
        return True
    name = NAME.match(text, at)
    return name is not None and post_after(text, name.end(), posts) is not None


def _elected_behind(text: str, at: int, posts: Posts) -> Span | None:
    """An elected post behind a member's name: ", Cabinet Member for Housing", "(Leader of the Council)"."""
    opened = _ELECTED_BEHIND.match(text, at)
    if opened is None or not text.startswith(posts.elected, opened.end()):
        return None
    post = post_at(text, opened.end(), posts)
    return None if post and _HOLDER_BEHIND.match(text, post.end) else post


def _elected_before(text: str, start: int, posts: Posts) -> Span | None:
    """An elected post before a member: "the Cabinet Member for Housing, Councillor Lee"."""
    post = post_before(text, start, posts)
    return post if post and posts.is_elected(post.text) else None


def _unheld(text: str, posts: Posts, taken: _Taken) -> Iterator[Span]:
    """Posts named without a person: "the Head of Service", "the Strategic Director of Children's Services"."""
    for span in lone_posts(text, posts, taken.end_at):
        if _is_one_post(span.text, posts) and not (
            is_elsewhere(text, span, posts) or is_held_behind(text, span.end, posts)
        ):
            yield span


def _is_one_post(post: str, posts: Posts) -> bool:
    """Whether a post without a person is worth keeping: not "Assistant Directors", nor the chair, but a portfolio."""
    if posts.is_elected(post):
        return _PORTFOLIO.match(post) is not None
    words = post.split()
    if len(words) < 2 or posts.is_of_several(words):
        return False
    return not (posts.is_external(post) or is_of_an_employer(post, posts))


def _bare(post: str) -> str:
    return " ".join(re.findall(r"\w+", fold(post)))


def _merged(officers: Iterable[Officer]) -> tuple[Officer, ...]:
    """Each officer once, as first named with a post. One name with two posts may be two people."""
    found: dict[tuple[str, str], Officer] = {}
    for officer in officers:
        name = fold(re.sub(rf"^{TITLE}\s+", "", officer.name))
        found.setdefault((name, _bare(officer.post or "")), officer)
    return tuple(found.values())


def _each_once(councillors: Iterable[Councillor]) -> tuple[Councillor, ...]:
    found: dict[str, Councillor] = {}
    for councillor in councillors:
        key = fold(councillor.name)
        if key not in found or (councillor.post and not found[key].post):
            found[key] = councillor
    return tuple(found.values())
