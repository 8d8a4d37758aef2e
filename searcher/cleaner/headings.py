"""Reads headings: which meeting, on which day, what is published. English and Welsh."""

import datetime
import re

from msgspec import Struct

from searcher.dates import ISO_DATE, LONG_DATE, SHORT_DATE, date_in
from searcher.model import Status
from searcher.words import fold

_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Dydd\s+)?(?:Llun|Mawrth|Mercher|Iau|Gwener|Sadwrn|Sul))"
_TIME = re.compile(
    r"\b(\d{1,2})(?:[.:](\d{2}))?\s*(a\.?\s?m|p\.?\s?m|y\.?\s?[bhp]|noon)\b|\b([01]?\d|2[0-3])[.:]([0-5]\d)(?!\s*\d|[.:/]\d)",
    re.IGNORECASE,
)
_MEETING = re.compile(rf"^(?P<committee>.+)\s[-–—]\s+(?P<when>{_WEEKDAY}\b.*)$", re.IGNORECASE | re.DOTALL)
_MEETING_OF = re.compile(
    rf"^Meeting of (?P<committee>.+?),\s+(?P<when>{_WEEKDAY}\b.*?)(?:\(Item (?P<number>[^)]*)\))?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_AGENDA_FOR = re.compile(rf"^Agenda for (?P<committee>.+) on (?P<when>{_WEEKDAY}\b.*)$", re.IGNORECASE | re.DOTALL)

# What the portal puts before the committee's name: "Annual Meeting - Business, Council Meeting".
_OCCASION = re.compile(
    r"^(?:Annual|Extraordinary|Special|Adjourned|Urgent|Additional)\s+(?:\w+\s+)?Meeting(?:\s+[-–]\s+[^,]{1,40})?,\s+(?=\S)",
    re.IGNORECASE,
)
# What it puts there when a meeting changes: "POSTPONED - Cabinet - Monday …".
_STATE = re.compile(
    r"^(?:(?P<cancelled>CANCELLED)|NEW|MOVED|PROVISIONAL|WITHDRAWN|POSTPONED|RESCHEDULED|REARRANGED)\b\s*[-–—:]+\s*|"
    r"\s*(?<![-–—,])[-–—,]++\s*(?:(?P<off>CANCELLED)|NEW|MOVED|PROVISIONAL|WITHDRAWN|POSTPONED|RESCHEDULED|REARRANGED)$"
)
_MOVED = re.compile(r"\b(?:MOVED|RE-?SCHEDULED|RE-?ARRANGED)\b(?P<to>.*)")
_PAGE_HEADINGS: dict[str, Status] = {
    "agenda": "agenda",
    "meeting": "agenda",
    "agenda item": "agenda",
    "rhaglen": "agenda",
    "eitem agenda": "agenda",
    "cyfarfod": "agenda",
    "agenda and minutes": "minutes",
    "agenda decisions and minutes": "minutes",
    "agenda minutes and decisions": "minutes",
    "minutes": "minutes",
    "minutes of meeting": "minutes",
    "printed minutes": "minutes",
    "rhaglen a chofnodion": "minutes",
    "rhaglen penderfyniadau a chofnodion": "minutes",
    "cofnodion": "minutes",
    "agenda and draft minutes": "draft",
    "agenda decisions and draft minutes": "draft",
    "draft minutes": "draft",
    "rhaglen a chofnodion drafft": "draft",
    "agenda and decisions": "decisions",
    "agenda and decision": "decisions",
    "decisions": "decisions",
    "rhaglen a phenderfyniadau": "decisions",
}


class MeetingHeading(Struct, frozen=True):
    """What a heading such as "Cabinet - Monday, 5th March, 2019 5.30 p.m." says."""

    committee: str
    date: datetime.date | None
    time: str | None
    cancelled: bool = False
    number: str | None = None
    moved: bool = False
    withdrawn: bool = False
    moved_to: datetime.date | None = None


def meeting_heading(text: str) -> MeetingHeading | None:
    """The meeting a heading names, or None.

    A committee's own name may hold " - ": the last one before a weekday counts.
    """
    text = " ".join(text.split())
    match = _MEETING_OF.match(text) or _AGENDA_FOR.match(text) or _MEETING.match(text)
    if match is None:
        return None
    number = match.groupdict().get("number")
    state = _STATE.search(match["committee"])
    said = f"{state[0] if state else ''} {match['when']}"
    moved = _MOVED.search(said)
    return MeetingHeading(
        committee=_OCCASION.sub("", _STATE.sub("", match["committee"])).strip(" ,-–"),
        date=date_in(match["when"]),
        time=time_in(match["when"]),
        cancelled=_is_off(state) or bool(re.search(r"\b(CANCELLED|WEDI'?I? GANSLO)\b", match["when"], re.IGNORECASE)),
        number=number.strip(" .") if number else None,
        moved=moved is not None,
        withdrawn=re.search(r"\bWITHDRAWN\b", said) is not None,
        moved_to=date_in(moved["to"]) if moved and _MOVED.search(match["when"]) else None,
    )


def _is_off(state: re.Match[str] | None) -> bool:
    return state is not None and bool(state["cancelled"] or state["off"])


def page_status(text: str) -> Status | None:
    """What a page's heading says is published: "Agenda and draft minutes" gives "draft"; None for another heading."""
    return _PAGE_HEADINGS.get(" ".join(re.findall(r"\w+", fold(text))))


def time_in(text: str) -> str | None:
    """The first time of day written in a text, as HH:MM, or None: "5.30 p.m." gives "17:30"."""
    for pattern in (LONG_DATE, ISO_DATE, SHORT_DATE):
        text = pattern.sub(" ", text)
    for match in _TIME.finditer(text):
        hour, minute = int(match[1] or match[4]), int(match[2] or match[5] or 0)
        half = (match[3] or "").lower()
        half = (
            {"b": "a", "h": "p", "p": "p"}.get(half[-1], half) if half.startswith("y") else half
        )  # y.b. is Welsh for a.m.
        if half.startswith("p") and hour < 12:
            hour += 12
        elif half.startswith("a") and hour == 12:
            hour = 0
        if hour < 24 and minute < 60:
            return f"{hour:02}:{minute:02}"
    return None


def is_date_line(text: str) -> bool:
    """Whether a line holds a date and nothing else but a weekday and a time."""
    rest = re.sub(LONG_DATE, " ", text)
    if rest == text:
        return False
    rest = re.sub(rf"{_WEEKDAY}|\bat\b|\bon\b|\bheld\b|\bcommencing\b|\bDate\b", " ", _TIME.sub(" ", rest), flags=re.I)
    return not re.search(r"[A-Za-z]{2}", re.sub(r"\b[ap]\.?m\b", "", rest))


_VOWEL = re.compile(r"[aeiouwy\u00c0-\u00ff]", re.IGNORECASE)
_SMALL = frozenset(("and", "of", "for", "the", "in", "on", "to", "with", "at", "a"))
_SHORT_NAME = 5  # letters: a name of one word that is no longer is letters of a longer one, as SACRE is


def in_title_case(name: str, sentences: str) -> str:
    """A name set in capitals as titles are written; letters that stand for words (NHS, LGPS) stay in capitals.

    `sentences`, in which only such letters are in capitals, show which words are such.
    """
    written = set(re.findall(r"\b[^\W\d_]{2,}\b", sentences))
    alone = name.strip().isalpha()

    def cased(match: re.Match[str]) -> str:
        word = match[0]
        if word.lower() in _SMALL and match.start():
            return word.lower()
        known = word in written or word.capitalize() in written or word.lower() in written
        letters = word in written if known else (alone and len(word) <= _SHORT_NAME) or not _VOWEL.search(word)
        return word if letters else word.capitalize()

    return re.sub(r"[^\W\d_]+(?:['’]S\b)?", cased, name)
