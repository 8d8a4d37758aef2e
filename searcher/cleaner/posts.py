"""How posts are written: where "Assistant Director, Regeneration and Environment" begins and ends in a text.

Knows the names and titles of people only as far as they end a post; `people.py` knows the people.
"""

import re
from collections.abc import Callable

from msgspec import Struct

from searcher.vocabulary import Posts

UPPER = "A-ZÀ-ÖØ-Þ"
GAP = r"[ \xa0]"
TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev|Revd)\b\.?"
INITIAL = rf"[{UPPER}](?:\.|(?=\s))"  # "J. Doe", "J Doe", "J.R.Doe"
HONOUR = r"(?:OBE|MBE|CBE|DBE|KBE|QPM|DL|JP|KC|QC|BEM)"
# None that may be somebody's initials or surname, as "MA" may.
_QUALIFICATION = (
    r"(?:BSc|BEng|MSc|MEng|MBA|LLB|LLM|PhD|PGDip|DipTP|CEng|MICE|FICE|MRTPI|FRTPI|MRICS|FRICS|CPFA|CIPFA|FCCA|ACCA|"
    r"MCIEH|FCIEH|MCIPD|FCIPD|FRSA)"
)
_PARTICLE = r"(?:de|la|van|von|der|den|al|el|ap|ab)[ '’]"
SURNAME = (
    rf"(?:{_PARTICLE}|(?:O|Mac|Mc|Le|La|De|Du|St\.?|Ap|Ab|Van|Von|Al|El)[ '’]){{0,3}}"
    rf"(?!(?:{HONOUR}|{_QUALIFICATION})\b)(?:O['’]|D['’]|Mc|Mac)?[{UPPER}][^\W\d_]+(?:['’-][^\W\d_]+)*"
)
NAME = re.compile(
    rf"(?<![\w'’-])(?:(?:{TITLE}{GAP}+)?"
    rf"(?:(?:{INITIAL}{GAP}*){{1,5}}{SURNAME}|{SURNAME}(?:{GAP}+(?:{INITIAL}|{SURNAME})){{1,3}})"
    rf"|{TITLE}{GAP}+{SURNAME})"
)
# Where NAME may match: an initial, a particle, or a word with a particle or a capital behind it. Quicker to look for.
_NAME_BEGINS = re.compile(
    rf"[{UPPER}adelv](?<![\w'’-].)(?=\.|[\w'’-]*\.?{GAP}+(?:[{UPPER}]|{_PARTICLE})|(?<=[adelv])[a-z]{{1,2}}[ '’])"
)
COUNCILLOR = r"Councillors?|Cllrs?|Clrs?|Cynghorydd|Cynghorwyr"
COUNCILLORS = re.compile(
    rf"\b(?:Councillor\(s\)|{COUNCILLOR}|COUNCILLORS?|CLLRS?|Aldermen|Alderman|Ald)(?!\w)\.?:?\s+"
    r"(?=\(?[A-ZÀ-Þ]|(?:de|la|van|von|ap|ab)\s+[A-ZÀ-Þ])"
)

# The section of an act that a post is named after: "s151 Officer", "S.151 Officer", "Sec. 151 Officer".
_SECTION = rf"[Ss](?:ec(?:t(?:ion)?)?)?\.?{GAP}?\d{{2,3}}\b(?={GAP}+(?:[{UPPER}]\w{{0,20}}{GAP}+){{0,2}}Officer\b)"
_A_TITLE = re.compile(TITLE)
_LONGEST = 160  # no post is longer; what seems so is a list
_REACH = _LONGEST + 40  # within it stands the noun of a post
_WORD = re.compile(rf"{_SECTION}|[{UPPER}][\w'’/-]{{0,{_LONGEST}}}|&|\d+(?:-\d+)?\b")
# A word that a post may begin with. The letter first: it is looked for at once in all the text.
_CAPITALISED = re.compile(rf"[{UPPER}](?<![\w'’-].)[\w'’-]*|s(?<![\w'’-].)(?<=(?={_SECTION}).)[\w.]*")
_SMALL = frozenset(("of", "for", "and", "the", "to", "in"))
_JOINED = re.compile(rf"(?:of|for|and|&|the|to|in){GAP}+")
_GAPS = re.compile(rf"{GAP}+")
_COMMA = re.compile(rf",{GAP}+(?:and{GAP}+)?")
_AHEAD = re.compile(rf"[{UPPER}][\w'’-]*,?(?:{GAP}+(?:[{UPPER}][\w'’-]*,?|and|&|of|for)){{0,12}}")
_AREA = re.compile(rf"[{UPPER}][\w'’-]*(?:{GAP}[{UPPER}][\w'’-]*)?(?=[,.;)]| be\b| \(| [a-z]+ed\b)")
_BRACKET = re.compile(rf" \((?!(?:{COUNCILLOR})\b)([A-Z][\w ,&-]{{3,60}})\)")
_JOINT = re.compile(
    rf"\s*(?:,\s*(?:the\s+)?|\(|[-–]\s+)(?P<post>(?:{_SECTION}|[{UPPER}][\w'’&/-]*)(?:{GAP}+(?:of|for|and|the|&|[{UPPER}][\w'’/-]*)){{0,12}})"
)
_DASH = re.compile(rf"{GAP}+[-–—]{GAP}+")
_PRONOUNS = re.compile(r"\s*\((?:she|he|they)(?:/\w{2,6}){1,2}\)", re.IGNORECASE)
_OPENED = re.compile(r",?\s*\(?(?:(?:the\s+)?Council['’]s\s+|the\s+)?")
_HONOURS = re.compile(rf"(?:,?{GAP}+(?:(?:{HONOUR}|{_QUALIFICATION}|BA(?={GAP}\(Hons\)))\b|\(Hons\)))*")
_BEFORE_NAME = re.compile(r"\s*(\(|,\s*|(?<=\w) )$")
_BEHIND_NAME = re.compile(r"\s*[,.;)]|[ \xa0]*(?:\n|$)|\s+(?!(?:of|from|at|for|with|representing|on)\b)[a-z]")
_EMPLOYER = re.compile(
    r"\s*(?:,\s*|\b(?:at|from|of|with|for)\s+)(?:the\s+)?"
    r"(?P<employer>(?:[A-Z][\w'’&-]*[ \xa0]?(?:(?:of|and|for|&)\s+)?){1,8})"
)
_OF = re.compile(r"(?<![\w-])(?P<head>[\w-]+) (?:of|for|to|in) (?:the )?(?P<what>[A-Z].*)")
_OF_ANYTHING = frozenset(("Director", "Directors", "Head", "Heads"))
_SEVERAL = re.compile(r"\s+(?:were|are|have|both|each|respectively)\b")
_OWNER = re.compile(r"\b(?P<owner>[A-Z][\w-]+(?: (?:(?:of|and|for|the) )*[A-Z][\w-]+){0,5})['’]s? $")
_FOR = re.compile(
    r"\b(?:[Oo]n behalf of|[Rr]epresenting|[Ff]rom|[Ff]or|[Ww]ith) (?:the )?"
    rf"(?P<employer>[{UPPER}][\w'’&-]*(?: (?:(?:of|and|for|the|&) )*[{UPPER}][\w'’&-]*){{0,6}}), $"
)
_CLOSED = re.compile(r"\s*(?:[,.;)]|$)")
_PLACE_OF_WORK = re.compile(r"\s*at\s+[A-Z]")
_ARTICLES = frozenset(("The", "A", "An", "This", "That", "Our", "Their", "All", "Report", "Reports"))
_BODIES = frozenset(
    ("Cabinet", "Commission", "Committee", "Council", "Councillors", "Board", "Members", "Officers", "Panel")
)


class Span(Struct, frozen=True):
    """A stretch of a text, as written but for its white space."""

    start: int
    end: int
    text: str


def next_name(text: str, at: int) -> re.Match[str] | None:
    """The first match of NAME from a place on."""
    tried = (NAME.match(text, begin.start()) for begin in _NAME_BEGINS.finditer(text, at))
    return next(filter(None, tried), None)


def post_at(text: str, at: int, posts: Posts) -> Span | None:
    """The post that begins at a place: capitalised words joined by small ones, until a verb, a stop or a person."""
    first = _WORD.match(text, at)
    if first is None or not posts.may_stand_in(text, at, at + _REACH):
        return None
    end = first.end()
    while (following := _next_word(text, end, posts, at)) is not None and following - at <= _LONGEST:
        end = following
    phrase = text[at:end]
    if len(phrase) > _LONGEST or not (posts.is_post(phrase) or posts.is_elected(phrase)):
        return None
    bracket = _BRACKET.match(text, end)
    if bracket and (not posts.is_name(bracket[1]) or " and " in bracket[1]):
        end = bracket.end()
    return Span(at, end, " ".join(text[at:end].split()))


def post_after(text: str, at: int, posts: Posts) -> Span | None:
    """A post that follows a name: ", Head of Service", " – Assistant Director, …" to the line's end, " (Engineer)"."""
    at = _past_honours(text, at)
    if pronouns := _PRONOUNS.match(text, at):
        at = pronouns.end()
    if dash := _DASH.match(text, at):
        return _post_of_line(text, dash.end(), posts)
    opened = _OPENED.match(text, at)
    if opened is None or not opened[0].strip().startswith((",", "(")):
        return None
    return post_at(text, opened.end(), posts)


def post_before(text: str, start: int, posts: Posts) -> Span | None:
    """A post that stands before a place, with a comma or an opened bracket between: "the Head of Admissions (…"."""
    joint = _BEFORE_NAME.search(text, max(0, start - 4), start)
    begin = max(0, start - 124)
    if joint is None or not posts.may_stand_in(text, begin, start):
        return None
    if joint[1] == " " and not _is_surely_a_name(text, start, posts):
        return None
    for match in _CAPITALISED.finditer(text, begin, joint.start()):
        if match[0] not in _ARTICLES and (span := post_at(text, match.start(), posts)) and span.end == joint.start():
            return span
    return None


def ends_joint(text: str, start: int, end: int) -> bool:
    """Whether a name after a post is closed off as such names are: by the bracket, a comma, or what he or she did."""
    if text[start - 1 : start] == "(":
        return text.startswith(")", end)
    return _BEHIND_NAME.match(text, end) is not None


def lone_posts(text: str, posts: Posts, taken_until: Callable[[int], int | None]) -> list[Span]:
    """Every post in a text that begins outside of what is somebody's already, from left to right.

    `taken_until` gives where the stretch that holds a place ends; None for a free place.
    """
    found: list[Span] = []
    at = 0
    while (noun := posts.next_in(text, at)) is not None:
        match = _CAPITALISED.search(text, max(at, noun - _REACH))
        if match is None:
            break
        if (end := taken_until(match.start())) is not None:
            at = end
            continue
        span = None if match[0] in _ARTICLES else post_at(text, match.start(), posts)
        at = span.end if span else match.end()
        if span:
            found.extend(_parted(text, span, posts))
    return found


def is_elsewhere(text: str, post: Span, posts: Posts, *, named: bool = False) -> bool:
    """Whether the words behind a post name another employer: "Engagement Lead, Example LLP", "Manager at a charity".

    `named`: its holder stands before the post, so that what follows is no name of a holder: "Lead, Lamplight, …".
    """
    owner = _OWNER.search(text, max(0, post.start - 60), post.start)
    if owner is not None and not posts.is_service(owner["owner"]):
        return True
    behind = _EMPLOYER.match(text, post.end)
    if behind is None:
        return False
    if (
        named
        and _CLOSED.match(text, behind.end())
        and not (posts.is_service(behind["employer"]) or is_person(text, behind.start("employer"), posts))
    ):
        return True
    at_work = _PLACE_OF_WORK.match(text, post.end) is not None and "Council" not in behind["employer"]
    return at_work or posts.is_external(behind["employer"])


def speaks_for(text: str, at: int, posts: Posts) -> bool:
    """Whether somebody named at a place speaks for others: "From Lamplight, Jane Doe (Outreach Lead) spoke"."""
    told = _FOR.search(text, max(0, at - 90), at)
    if told is None or _A_TITLE.match(told["employer"]):
        return False
    return posts.is_external(told["employer"]) or not (
        posts.is_service(told["employer"]) or posts.is_post(told["employer"])
    )


def is_of_an_employer(post: str, posts: Posts) -> bool:
    """Whether a post says by itself whose it is: "Secretary of Friends of the Fen", "Outreach Lead, Lamplight".

    A council's own are of a service: "Manager of Adult Social Care". Heads and directors are of anything.
    """
    owner = re.match(r"([\w-]+)['’]s? ", post)
    if owner and not (posts.is_service(owner[1]) or owner[1] in posts.heads or posts.is_elected(owner[1])):
        return True
    first, *areas = post.split(", ")
    if any(not (posts.is_service(area) or posts.is_post(area)) for area in areas):
        return True
    of = _OF.search(first)
    return of is not None and of["head"] not in _OF_ANYTHING and not posts.is_service(of["what"])


def is_person(text: str, at: int, posts: Posts) -> bool:
    """Whether a name with a post of its own, or a member, stands at a place."""
    if COUNCILLORS.match(text, at) or _A_TITLE.match(text, at):
        return True
    name = NAME.match(text, at)
    if name is None or not posts.is_name(name[0]):
        return False
    after = _JOINT.match(text, _past_honours(text, name.end()))
    return after is not None and posts.is_post(after["post"])


def _past_honours(text: str, at: int) -> int:
    """Where the letters behind a name end, "BSc (Hons) MRTPI"; the place itself where there are none."""
    honours = _HONOURS.match(text, at)
    return honours.end() if honours else at


def _post_of_line(text: str, at: int, posts: Posts) -> Span | None:
    """After a dash, one officer a line, a post runs to the line's end, commas and all."""
    line = text[at : at + _LONGEST].partition("\n")[0].rstrip(" ,;.")
    if len(line) <= 140 and posts.is_post(line) and line[:1].isupper() and not re.search(r"[.?!]\s", line):
        lowered = [word for word in re.findall(r"[^\W\d_]+", line) if word[0].islower() and word not in _SMALL]
        if not lowered:
            return Span(at, at + len(line), line)
    return post_at(text, at, posts)


def _next_word(text: str, end: int, posts: Posts, start: int) -> int | None:
    """Where the next word of a post ends; None where the post ends."""
    if gap := _GAPS.match(text, end):
        at = small = gap.end()
        while joined := _JOINED.match(text, small):
            small = joined.end()
        word = _WORD.match(text, small)
        if word and small == at and posts.is_post(text[start:end]) and _is_surely_a_name(text, at, posts):
            return None  # "Head of Roads Jane Doe"
        return None if word is None or (small > at and _another_post(text, at, small, start, posts)) else word.end()
    comma = _COMMA.match(text, end)
    if comma is None or is_person(text, comma.end(), posts) or COUNCILLORS.match(text, comma.end()):
        return None
    word = _WORD.match(text, comma.end())
    return word.end() if word and _goes_on(text[start:end], text, comma.end(), posts) else None


def is_held_behind(text: str, at: int, posts: Posts) -> bool:
    """Whether the holder of a post stands right behind it: "Station Manager Jane Doe"."""
    gap = _GAPS.match(text, at)
    return gap is not None and _is_surely_a_name(text, gap.end(), posts)


def _is_surely_a_name(text: str, at: int, posts: Posts) -> bool:
    """Whether what stands at a place is a name without any comma to tell: it begins with a title or a forename."""
    name = NAME.match(text, at)
    if name is None or not posts.is_name(name[0]):
        return False
    first = name[0].split()[0]
    return first in posts.forenames or _A_TITLE.match(first) is not None


def _goes_on(before: str, text: str, at: int, posts: Posts) -> bool:
    """Whether what follows a comma is still the post: ", Education and Skills", or one area: ", Waste,"."""
    ahead = _AHEAD.match(text, at, at + 60)
    if ahead and re.search(r"(?:\band\b|&)", ahead[0]):
        return posts.is_post(before) or posts.is_post(ahead[0])
    area = _AREA.match(text, at)
    if area is None or not posts.is_service(area[0]) or _BODIES & set(area[0].split()):
        return False
    return before.rpartition(" ")[2] in posts.heads and not posts.is_post(area[0])


def _another_post(text: str, at: int, small: int, start: int, posts: Posts) -> bool:
    """Whether an "and" parts two posts or people: "Head of Audit and the Solicitor", "… and Chair of the Board"."""
    joint = text[at:small].split()
    if joint[0] not in ("and", "&"):
        return False
    if is_person(text, small, posts) or text.startswith(posts.elected, small):
        return True
    before = text[start:at].rstrip()
    complete = posts.is_post(before) or posts.is_elected(before)
    return complete and (joint[-1] == "the" or before.endswith(posts.elected))


def _parted(text: str, span: Span, posts: Posts) -> list[Span]:
    """A post that nobody is named with may be two: when the first is long, or several people do what follows.

    "Borough Engineer and Surveyor" is one.
    """
    before, joint, after = span.text.rpartition(" and ")
    if not (joint and posts.is_post(before) and posts.is_post(after)):
        return [span]
    if not (re.search(r",| and ", before) or _SEVERAL.match(text, span.end)):
        return [span]
    return [Span(span.start, span.start + len(before), before), Span(span.end - len(after), span.end, after)]
