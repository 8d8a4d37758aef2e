"""What one line of minutes tells of a vote: how many were for and against, who, and how it went. Text only."""

import re
from collections.abc import Iterator

from msgspec import Struct

from searcher.cleaner.posts import COUNCILLOR
from searcher.cleaner.voters import names_in, only_names_in
from searcher.model import Result, Side

SIDES = ("for", "against", "abstained")
_MARKS = " -–—:|(•"
_WHO = r"(?:(?:the\s+)?(?:those|members|councillors|votes)\s+)?(?:who\s+)?(?:(?:voting|voted|votes?)\s+)?"
_FOR, _AGAINST = r"(?:in\s+favour|in\s+support|for|o\s+blaid)", r"(?:against|yn\s+erbyn)"
_ABSTAINED = (
    r"(?:abstain(?:ed|ing|s)?(?:\s+from\s+voting)?|abstentions?|ymatal(?:iodd|wyd|iadau)?|atal\s+(?:eu\s+)?pleidlais)"
)
_OTHER = r"(?:(?:did|do)\s+not\s+vote|not\s+voting|no\s+vote|absent(?:\s+for\s+the\s+vote)?|not\s+present)"
_OF = (
    r"(?:\s+(?:of\s+)?(?:the|this)\s+(?:\w+\s+){0,2}(?:motions?|amendments?|resolutions?|recommendations?|proposals?|"
    r"applications?|budget|reports?|vote)|\s+it\b)?"
)
_SIDE = rf"(?:(?P<for>{_FOR})|(?P<against>{_AGAINST})|(?P<abstained>{_ABSTAINED}))"
# A number that is no part of a longer one, of a time or a date: not the 678 of 5678, nor the 1 of 1,234.
_DIGITS = r"(?<!\d)(?<!\d[,.:/ \xa0])\d{1,3}(?!\d|[,. \xa0]\d{3}(?!\d))"
_HEAD = re.compile(
    rf"(?<![\w’'-])(?:(?:the\s+)?\b{_WHO}{_SIDE}|(?P<other>{_OTHER})){_OF}\s*"
    r"(?:[(\[]\s*(?P<a>\d{1,3}|none|nil)(?:\s*(?:votes?|councillors|members))?\s*[)\]]\s*[:;.–—|-]*"
    rf"|(?:[:–—|]|-(?=\s|\d))+\s*(?P<b>{_DIGITS})\b(?![/.]\d)(?:\s*(?:votes?|councillors\b|members\b)(?=\s*[,;:.–—|)-]|\s*$))?"
    r"\s*[)\]]?\s*[-,:;–—.|]*"
    r"|(?:[:–—|]|-(?=\s))+"
    rf"|\s(?P<c>{_DIGITS})\b(?![.,/%]\d|%)(?=\s*(?:[-,:;–—.)|]|$|and\b|against|abst))\s*[-,:;–—]*"
    r"|(?P<bare>(?=\s*$)))",
    re.IGNORECASE,
)
_HEADING = re.compile(rf"(?:the\s+)?{_WHO}{_SIDE}{_OF}", re.IGNORECASE)
_REACH = 600  # characters before what members did, in which they are named
_WORD = 20  # characters that hold the word before a name
_SHORT = 60  # characters of a line that may be nothing but a head
_MARK = re.compile(r"[:(\[–—|]|-\s|\s\d")
_HEAD_ENDS = (
    "for", "favour", "support", "blaid", "against", "erbyn", "abstain", "abstains", "abstained", "abstaining", "voting",
    "abstention", "abstentions", "ymatal", "ymataliodd", "ymatalwyd", "ymataliadau", "pleidlais", "vote", "absent",
    "present", "motion", "motions", "amendment", "amendments", "resolution", "resolutions", "recommendation",
    "recommendations", "proposal", "proposals", "application", "applications", "budget", "report", "reports", "it",
)  # fmt: skip
_WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = r"(?<!-)(?<!nty )(?<!rty )(?<!fty )(?<!xty )(?<!hty )(?<!hundred )(?<!hundred and )(?<!thousand )"
_GREATER = rf"(?:[\s-]+(?:{'|'.join(_WORDS[1:10])}|hundred|thousand)\b)"
_NUMBER = rf"(?:{_DIGITS}(?![/%]|\.\d)|{_TENS}(?:{'|'.join(_WORDS)}|none|nil)\b(?!{_GREATER}))"
_COUNTED = re.compile(
    rf"(?<![\w.,£/])(?P<n>{_NUMBER})\s+(?:votes?\s+|members?\s+|councillors?\s+)?"
    rf"(?:(?:were|was|had|being|voting|voted|cast)\s+){{0,2}}{_SIDE}(?!\w)",
    re.IGNORECASE,
)
_TO = re.compile(
    rf"(?P<told>\b(?:carried|lost|defeated|passed|agreed|approved|rejected)\b[^.\d]{{0,60}}?\bby\s+(?:a\s+vote\s+of\s+)?)?"
    rf"(?<![\w.,£/])(?P<for>{_NUMBER})\s+(?P<votes>votes?\s+)?(?:in\s+favour\s+)?to\s+(?P<against>{_NUMBER})\b"
    rf"(?P<behind>\s+votes?\b)?(?:[,;]?\s+(?:with\s+|and\s+)?(?P<abstained>{_NUMBER})\s+(?:\w+\s+)?abst\w+)?",
    re.IGNORECASE,
)
_TOLD = re.compile(rf"(?P<n>{_DIGITS})(?:\s+votes?)?\s*+(?:\)\s*+)?(?:[.;,]\s*+)?$|[(\[]\s*(?P<m>\d{{1,3}})\s*[)\]]")
_NOBODY = re.compile(r"\W*(?:none|nil|nobody|no\s?-?one|neb|dim)\b", re.IGNORECASE)
_DID = re.compile(
    rf"\s+(?:had\s+)?(?:(?P<for>vot(?:ed|ing)\s+{_FOR})|(?P<against>vot(?:ed|ing)\s+{_AGAINST}|dissent(?:ed|ing)\b)|"
    rf"(?P<abstained>(?:had\s+)?abstain(?:ed|ing)(?:\s+from\s+voting)?)){_OF}"
    r"(?=\s*(?:[.;,)]|$|and\b(?!\s+(?:\w+\s+){1,4}respectively\b)|while\b|with\b))",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\s+(?:asked|requested|wished|required|desired)\b(?P<what>[^.]{0,80}?\b(?:recorded|noted|minuted)\b[^.]{0,80})",
    re.IGNORECASE,
)
_ASKED_SIDE = re.compile(
    rf"\b(?:(?P<abstained>abstention|abstained|abstaining)|(?P<against>(?:dissent|opposition)|vote[sd]?\b[^.]{{0,30}}?"
    rf"\bagainst|against)|(?P<for>vote[sd]?\b[^.]{{0,30}}?\b{_FOR}|\b(?:in\s+favour|in\s+support)))\b",
    re.IGNORECASE,
)
_DEEDS = ("oted", "oting", "bstain", "issent")  # no other text is searched for the above
# Words before a name that is no voter's: "seconded by Councillor Ash, Councillors Birch and Elm voted against".
_ASIDE = re.compile(r"\b(?:by|from|of|to|for|than|except|unlike|like|after|before)\s+(?:the\s+)?$", re.IGNORECASE)
_MEMBERS = re.compile(rf"\b(?:{COUNCILLOR}|The (?:Deputy )?(?:Mayor|Chair)\b)", re.IGNORECASE)
_MATTER = r"(?:motions?|amendments?|amended motion|proposals?|recommendations?|resolution|vote)"
_WENT = re.compile(
    rf"\b{_MATTER}\b[^.;\n]{{0,80}}?\b(?:was|were|being|wa[s]? therefore|be)?\s*"
    r"(?:(?:then|duly|therefore|declared|put|and|accordingly|unanimously|subsequently|thereupon|so|to|the|vote)\s+){0,6}"
    r"(?P<how>not carried|carried(?! out| forward| over)|lost|defeated|rejected)\b"
    r"(?=\W*$|\s*[,.;:)(–-]|\s+(?:by|on|with|and|unanimously|nem)\b)"
    r"|^\W*(?P<alone>not carried|carried|lost|defeated)\b(?=\W*$|[^\w]+(?:by|unanimously|on)\b)"
    r"|\b(?:carried|lost|defeated|passed|agreed|approved)\s+by\s+(?:a\s+vote\s+of\s+)?(?=\d|[a-z]+\s+(?:votes\s+)?to\b)"
    r"|\b(?P<welsh>cariwyd|pasiwyd|derbyniwyd|collwyd|trechwyd|gwrthodwyd)\s+(?:y\s+cynnig|y\s+gwelliant)\b",
    re.IGNORECASE,
)
_FAVOURS = re.compile(rf"\W*(?:{_FOR})\b", re.IGNORECASE)
_LOST = ("lost", "defeated", "rejected", "not carried", "collwyd", "trechwyd", "gwrthodwyd")
_VOTE = re.compile(
    r"\b(?:votes?|voting|voted|carried|lost|defeated|division|pleidlais|bleidlais|pleidleisi\w+)\b", re.I
)
_VOTED = re.compile(r"\b(?:votes?|voting|voted|pleidl\w+)\b", re.IGNORECASE)
_LINE = re.compile(
    rf"^\W*(?:(?:Voting|Votes?)\b\s*(?:[:(–-]|$|(?:was|were|for|against|in|on|recorded|by)\b)|{_OTHER}\s*[-:–—|(\[]|"
    rf"(?:A|Upon a|On a)\s+(?:recorded|named)\s+vote|{_WHO}{_SIDE}{_OF}\s*"
    r"(?:[:–—|]|-\s|[(\[]\s*(?:\d|none|nil)|\d{1,3}\s*(?:$|[,;.:)–-]|against|abst|votes?)|$)"
    r"|Recorded Vote\b|(?:O blaid|Yn erbyn|Ymatal\w*)\b\s*[:(–-])",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    rf"^(?:{COUNCILLOR})\b.{{0,300}}"
    rf"\b(?:voted|not present|abstain\w*|(?:vote|abstention|dissent)\b.{{0,60}}\brecorded)\b|"
    r"^(?:The )?(?:motion|amendment|vote|recommendations?|proposal)s?\b.{0,60}\b(?:carried|lost|defeated|tied)\b",
    re.IGNORECASE | re.DOTALL,
)


class Told(Struct, frozen=True):
    """One side of a vote as a line tells it; "" for those who took no part. `open` when names may follow below."""

    side: str
    value: Side
    open: bool = False


def may_tell(text: str) -> bool:
    """Whether a text may tell of a vote at all; cheap."""
    low = text.encode(errors="replace").lower()  # of bytes that costs little
    if b"vot" in low or b"against" in low or b"erbyn" in low or b"abst" in low or b"dissent" in low:
        return True
    return (b"carried" in low or b" lost" in low) and (b"motion" in low or b"amendment" in low)


def read_line(text: str) -> tuple[list[Told], Result | None]:
    """What a line tells of a vote: its sides, and how it went."""
    low = text.lower()
    result = result_in(text) if _may_tell_result(low) else None
    if result is None and not _may_tell_side(low) and _FAVOURS.match(text) is None:
        return [], None
    return sides_in(text), result


def _may_tell_side(low: str) -> bool:
    if "vot" in low or "gainst" in low or "abst" in low or "dissent" in low:
        return True
    return "erbyn" in low or "leidlais" in low or "ymatal" in low


def _may_tell_result(low: str) -> bool:
    if "motion" in low or "amendment" in low or "vote" in low or " cynnig" in low or " gwelliant" in low:
        return True
    return "carried" in low or "lost" in low or "defeated" in low or "recommendation" in low or "ed by " in low


def is_vote_line(text: str) -> bool:
    """Whether a line tells how members voted and nothing that was resolved."""
    return _LINE.match(text) is not None or _SPOKEN.match(text) is not None


def says_vote(text: str) -> bool:
    """Whether a line speaks of voting."""
    low = text.lower()
    may = "vot" in low or "carried" in low or "lost" in low or "defeated" in low or "leidlais" in low
    return may and _VOTE.search(text) is not None


def side_of(text: str) -> str:
    """The side that a heading or a cell names: "for", "against" or "abstained"; "" when it names none."""
    match = _HEADING.fullmatch(text.strip(" :.*"))
    return _side(match) if match else ""


def result_in(text: str) -> Result | None:
    """How a vote went, as a line says; None when it does not, or says both."""
    found = set()
    for match in _WENT.finditer(text):
        how = (match["how"] or match["alone"] or match["welsh"] or match[0].split()[0]).lower()
        found.add("lost" if how in _LOST else "carried")
    return found.pop() if len(found) == 1 else None  # type: ignore[return-value] # one of the two


def sides_in(text: str) -> list[Told]:
    """The sides that a line tells, in its order."""
    return _listed(text) or _asked(text) or _told_by_deeds(text) or _counted(text)


def _listed(text: str) -> list[Told]:
    """What "For (2): Councillors Ali and Brown; Against: none" tells: sides, counts, names."""
    heads = [match for match in _HEAD.finditer(text) if _is_head(text, match)] if _may_head(text) else []
    if not heads:
        return []
    ends = [match.start() for match in heads[1:]] + [len(text)]
    told = [_of_head(match, text[match.end() : end]) for match, end in zip(heads, ends, strict=True)]
    sure = [one for one in told if one.value.count is not None or one.value.names]
    starts = not text[: heads[0].start()].strip(_MARKS)
    if starts and (sure or not text[heads[-1].end() :].strip(_MARKS)):
        return told
    return told if len({one.side for one in sure if one.side}) > 1 or (sure and _VOTED.search(text)) else []


def _may_head(text: str) -> bool:
    """Whether a line may have the head of a list: a side, and then a mark or a number; cheap."""
    if len(text) < _SHORT:
        return True
    before = (text[max(0, mark.start() - 16) : mark.start()] for mark in _MARK.finditer(text))
    return any(words.rstrip().lower().endswith(_HEAD_ENDS) for words in before)


def _is_head(text: str, match: re.Match[str]) -> bool:
    """Whether words head a list: "for" at the end of a sentence does not."""
    return match["bare"] is None or not text[: match.start()].strip(_MARKS)


def _of_head(match: re.Match[str], behind: str) -> Told:
    told = match["a"] or match["b"] or match["c"]
    names = names_in(behind) if not _NOBODY.match(behind) else ()
    count = _number(told) if told else 0 if _NOBODY.match(behind) else _count_behind(behind)
    side = next((name for name in SIDES if match[name]), "")
    return Told(
        side, Side(count, names), open=not behind.strip(" .;:-–—|()") or behind.rstrip().endswith((",", " and"))
    )


def _count_behind(behind: str) -> int | None:
    """The count behind names: "Councillors Ali and Brown (2)"."""
    told = _TOLD.search(behind)
    return int(told["n"] or told["m"]) if told else None


def _number(word: str) -> int:
    low = word.lower()
    if low.isdigit():
        return int(low)
    return _WORDS.index(low) if low in _WORDS else 0


def _asked(text: str) -> list[Told]:
    """What a member asked for: "Councillor Ali asked that his vote against be recorded"."""
    found: list[Told] = []
    if "ecord" not in text and "oted" not in text and "inuted" not in text:
        return found
    for match in _ASKED.finditer(text):
        side = _ASKED_SIDE.search(match["what"])
        if side and (names := _names_before(text, 0, match.start())):
            found.append(Told(_side(side), Side(None, names)))
    return found


def _told_by_deeds(text: str) -> list[Told]:
    """What a sentence tells: "Councillors Ali and Brown voted against; Councillor Clark abstained"."""
    if not any(sign in text for sign in _DEEDS):
        return []
    found: list[Told] = []
    since = 0
    for match in _DID.finditer(text):
        if names := _names_before(text, since, match.start()):
            found.append(Told(_side(match), Side(None, names)))
        since = match.end()
    return found


def _names_before(text: str, since: int, at: int) -> tuple[str, ...]:
    """The longest list of members that ends at a place, and does not begin with who was spoken of by the way."""
    begin = max(since, at - _REACH)
    for match in _MEMBERS.finditer(text, begin, at):
        names = only_names_in(text[match.start() : at])
        if names and not _ASIDE.search(text, max(0, match.start() - _WORD), match.start()):
            return names
    return ()


def _counted(text: str) -> list[Told]:
    """Counts in a sentence: "carried by 12 votes to 5 with 2 abstentions", "7 for, 3 against and no abstentions"."""
    for match in _TO.finditer(text) if " to " in text else ():
        if match["told"] or match["votes"] or match["behind"]:
            return list(_of_counts((side, match[side]) for side in SIDES))
    if not says_vote(text):
        return []
    matches = list(_COUNTED.finditer(text))
    found = [(_side(match), match["n"]) for match in matches]
    sides = {side for side, _ in found}
    is_sure = len(sides) > 1 or any("vot" in match[0].lower() for match in matches)
    return list(_of_counts(found)) if is_sure and sides != {"abstained"} else []


def _of_counts(found: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> Iterator[Told]:
    for side, number in found:
        if number:
            yield Told(side, Side(_number(number)))


def _side(match: re.Match[str]) -> str:
    return next(name for name in SIDES if match[name])
