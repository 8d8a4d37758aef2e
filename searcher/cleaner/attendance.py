"""Who was there: "Present:- Councillor X (in the Chair); Councillors A, B and C", and what else a head tells."""

import re
from collections import Counter

from searcher.cleaner.lines import Line, squeeze
from searcher.cleaner.offices import OFFICE, with_holders
from searcher.cleaner.pieces import Draft, Place

_WHO = r"(?:(?:committee |board |panel |voting |elected )?members |councillors |(?:yr )?aelodau (?:yn )?)"
_PRESENT = rf"{_WHO}?(?:present|presennol)|attend(?:ance|ees)|yn bresennol(?:\s*/\s*present)?"
_APOLOGIES = (
    r"apologies(?: for (?:absence|inability to attend))?(?: received)?|"
    r"ymddiheuriadau(?: am absenoldeb)?(?:\s*/\s*apologies(?: for absence)?)?"
)
_OTHERS = (
    r"(?:also|hefyd) (?:present|in attendance|yn bresennol)|"
    r"(?:members |councillors |officers |others |staff )?in attendance|"
    r"(?:officers?|swyddogion|staff|others?|observers?|advis[eo]rs|guests|visitors|substitutes?|absent)"
    r"(?: (?:members|also))?(?: (?:present|in attendance|yn bresennol))?"
)
LABEL = re.compile(
    rf"^\s*+(?:\|\s*+)?(?P<label>(?P<others>{_OTHERS})|(?P<present>{_PRESENT})|(?P<apologies>{_APOLOGIES}))\b\s*"
    r"(?:\([^()]{0,60}\)\s*)?(?:were received from\b|[:\-–|]+|$)\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_LABELS = 200  # letters
_CELLS = re.compile(r"\s{3,}|\t|\s*\|\s*")
_TITLE = re.compile(
    r"^(?P<title>Councillors?|Cllrs?|(?:Yr? )?Cynghor(?:ydd|wyr)|Alderm[ae]n|The (?:Mayor|Deputy Mayor|Lord Mayor)\b,?)"
    r"[.:]?\s+",
    re.IGNORECASE,
)
_MANY = re.compile(r"(?:s|men|wyr)$", re.IGNORECASE)
_ONE_OF = {"cynghorwyr": "Cynghorydd", "aldermen": "Alderman"}
_IN_WELSH = re.compile(r"\bCynghor(?:ydd|wyr)\s*/\s*(?=Councillors?|Cllrs?)", re.IGNORECASE)
_ASIDE = re.compile(r"\s?\([^()]*\)")
_CHAIR = re.compile(r"\s*[-–]\s+(?:in the )?(?:vice[- ])?chair\w*.*$|,?\s+in the chair$", re.IGNORECASE)
_NO_MEMBER = re.compile(r"^(?:Mr|Rev|Revd|Reverend|Canon|Father|Officers?)\b", re.IGNORECASE)
_POST = re.compile(
    r"\b(?:Head of|Director|Manager|Officer|Clerk|Solicitor|Executive(?! Member)|Engineer|Lawyer|Secretary|Advis[eo]r|"
    r"Accountant|Auditor|Planner|Surveyor|Co-?ordinator|Assistant|Treasurer|Inspector|Superintendent|Registrar|"
    r"Pennaeth|Cyfarwyddwr|Swyddog|Rheolwr|Cyfreithiwr|Clerc)\b"
)
_INITIALS = re.compile(r"^(?:[A-ZÀ-Þ]\.? ){1,3}[\w'’-]+$")  # "R. Clerk" is somebody, "Town Clerk" is a post
_BY_OFFICE = "\x02"  # stands before the title and before the name of who was told by an office
_POST_HELD = "\x01"  # stands for a bracket with an officer's post
_NAME = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Rev)\.? )?(?:[A-ZÀ-Þ]\.? ?){0,5}"
    r"(?:(?:de|la|van|von|der|den|al|el|ap|ab) ){0,3}[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’.-]+){0,4}$"
)
_AND = re.compile(r"\s*[;,]\s*(?:and\s+)?|\s+and\s+(?:from\s+)?|\s{3,}|\t|\s*\|\s*|\s+(?=(?:Councillors?|Cllrs?)\b)")
_A_AND = re.compile(rf"{_AND.pattern}|\s+a(?:c|['’]r)?\s+|\s+(?=[Yy]r? Cynghor)")
_APPROVAL = re.compile(
    r"minutes of the (?:\w+ )?meeting of (?:the )?(?P<committee>[A-Z][\w&'’,\- ]{1,160}?),?\s+(?:held|on|be\b)",
    re.DOTALL,
)


_MEMBER = re.compile(r"^.{0,40}?\b(?:Councillor|Cllr|Alderman|Cynghorydd)\b\.?:?\s+(?P<name>\S.{0,80})$", re.IGNORECASE)


def councillor_in(text: str) -> str | None:
    """The name of somebody whom a text calls a councillor, without that word and what stands behind the name.

    Others have pages on the portal too: co-opted members, officers.
    """
    match = _MEMBER.match(with_holders(squeeze(text), _as_member))
    return (_ASIDE.sub("", match["name"]).strip(" .,:-–") or None) if match else None


class AttendanceReader:
    """Reads a label such as "Present:-" and the names after it, on its line or on those below."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.columns: list[re.Match[str]] = []  # the labels that what follows stands under, side by side
        self.unfinished = False  # whether a list of several goes on in the next line

    def reads(self, line: Line) -> bool:
        """Whether a line is attendance: a label, or names below one."""
        if LABEL.match(line.text) or _labels_beside(line.text):
            return True
        if not self.columns:
            return False
        return bool(names_in(line.text, members=self.unfinished) or _looks_like_people(line.text))

    def read(self, line: Line) -> None:
        """Take a line that `reads` accepted."""
        self.draft.place(Place.ATTENDANCE, squeeze(line.text))
        if beside := _labels_beside(line.text):
            self.columns = beside
        elif match := LABEL.match(line.text):
            self.columns = [match]
            self.unfinished = False
            self.take(match, match["rest"])
        elif len(self.columns) == 1:
            self.take(self.columns[0], line.text)
        else:
            self.take_columns(line.text)

    def take_columns(self, text: str) -> None:
        """Names side by side, each under its label; one alone and far to the right is under the last."""
        cells = list(filter(None, _CELLS.split(text.strip())))
        labels = self.columns[-1:] if len(cells) == 1 and text[:1].isspace() else self.columns
        for label, cell in zip(labels, cells, strict=False):
            self.take(label, cell)

    def take(self, label: re.Match[str], text: str) -> None:
        """The names under a label; officers and guests are no members."""
        told = label["label"].lower()
        title = "Councillor" if self.unfinished or told.startswith("councillors") else ""
        members = bool(title) or (label["present"] is not None and "members" in told)
        if label["apologies"]:
            self.draft.apologies.extend(names_in(text, title=title, members=members))
        elif label["present"]:
            self.draft.present.extend(names_in(text, title=title, members=members))
        plural = self.unfinished or re.search(r"\b(?:Councillors|Cllrs)\b", text) is not None
        self.unfinished = plural and text.rstrip().endswith((",", ";", " and"))

    def end(self) -> None:
        """What follows is no attendance any more."""
        self.columns = []
        self.unfinished = False


def _labels_beside(text: str) -> list[re.Match[str]]:
    """The labels of a line that holds several and nothing else: "PRESENT          OFFICERS"."""
    found = [LABEL.match(cell) for cell in _CELLS.split(text.strip(" \t|"))] if len(text) < _LONGEST_LABELS else []
    labels = [match for match in found if match and not match["rest"]]
    return labels if len(found) > 1 and len(labels) == len(found) else []


def names_in(text: str, *, title: str = "", members: bool = False) -> list[str]:
    """The members a list names, each with the title that stands before the list: "Councillors A and B".

    `members` says that all who have no post are members, with or without a title. Who has an officer's post is none.
    """
    found: list[str] = []
    several = members
    bare = False  # whether the last name had no title of its own: a post behind it is that person's
    text = with_holders(text, _by_office)
    text = _ASIDE.sub(lambda aside: _POST_HELD if _POST.search(aside[0]) else "", _IN_WELSH.sub("", text))
    text = re.sub(r"^.*?\breceived from\b", "", text, flags=re.IGNORECASE | re.DOTALL)
    for part in (_A_AND if "ynghor" in text else _AND).split(text.strip(" .|")):
        name = squeeze(_CHAIR.sub("", part)).strip(" .:-–")
        if name.startswith(_BY_OFFICE):
            found += _holder(name)
            bare = True
        elif match := _TITLE.match(name):
            several = _MANY.search(match["title"]) is not None
            title = _singular(match["title"])
            name = name[match.end() :] if title else name
            bare = several
        elif _is_post(name):
            found = found[: len(found) - int(bare and _POST_HELD not in name)]
            several = bare = False
            continue
        elif not several or _NO_MEMBER.match(name) or OFFICE.fullmatch(name):
            continue  # "Councillor A. Bell, Jane Doe": only "Councillors" speaks of all that follow
        if (title or members) and _NAME.match(name):
            found.append(f"{title} {name}".strip())
            bare = several
    return found


def _as_member(office: str, name: str) -> str:
    """Somebody told by an office, as a councillor; a chair may be none."""
    return name if _TITLE.match(name) or "chair" in office.lower() else f"Councillor {name}"


def _by_office(office: str, name: str) -> str:
    """Somebody told by an office, as one part of a list: with the title of "Councillor", else with the office."""
    title = _TITLE.match(name)
    before = _singular(title["title"]) if title else " ".join(office.split()).title()
    return f", {_BY_OFFICE}{before}{_BY_OFFICE}{name[title.end() :] if title else name}"


def _holder(part: str) -> list[str]:
    """The one name in a part that `_by_office` made; none where more than a name stands there."""
    title, _, name = part.removeprefix(_BY_OFFICE).partition(_BY_OFFICE)
    return [f"{title} {name}"] if _NAME.match(name) else []


def _singular(title: str) -> str:
    """A title as it stands before one name; none for "The Mayor", who needs no name."""
    bare = re.sub(r"^Yr? ", "", title, flags=re.IGNORECASE)
    one = _ONE_OF.get(bare.lower(), re.sub(r"s$", "", bare, flags=re.IGNORECASE))
    return "" if bare.startswith("The") else one.capitalize() if one.islower() or one.isupper() else one


def _is_post(part: str) -> bool:
    return _POST_HELD in part or (_POST.search(part) is not None and not _INITIALS.match(part))


def _looks_like_people(text: str) -> bool:
    """A line below "In attendance:" such as "Jane Doe, Head of Housing"."""
    first = re.split(r",|\s[-–]\s|\s{3,}|\(|\|", text.strip(" \t|"))[0]
    return bool(_NAME.match(squeeze(first))) and len(text) < 160


def committee_of_approval(draft: Draft) -> str | None:
    """The committee that approves "the minutes of the previous meeting of the X": a committee approves only its own."""
    found: Counter[str] = Counter()
    for item in draft.items:
        text = " ".join(paragraph.text for place in (Place.MINUTES, Place.AGENDA) for paragraph in item.sections[place])
        found.update(match["committee"].strip(" ,") for match in _APPROVAL.finditer(text))
    names = found.most_common(2)
    return names[0][0] if names and (len(names) == 1 or names[0][1] > names[1][1]) else None
