"""Who was there: "Present:- Councillor X (in the Chair); Councillors A, B and C", and what else a head tells."""

import re
from collections import Counter

from searcher.cleaner.lines import squeeze
from searcher.cleaner.openings import Line
from searcher.cleaner.pieces import Draft, Place

_LABEL = re.compile(
    r"^\s*(?P<label>(?:members |councillors |also )?present|(?:also )?in attendance|"
    r"(?:officers|others?)(?: (?:in attendance|present))?|"
    r"apologies(?: for absence)?)\b\s*(?:were received from\b|[:\-–]+|$)\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(
    r"^(?P<title>Councillors?|Cllrs?|Alderm[ae]n|The (?:Mayor|Deputy Mayor|Lord Mayor)\b,?)[.:]?\s+", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*\([^)]*\)|\s*[-–]\s+(?:in the )?(?:vice[- ])?chair\w*.*$", re.IGNORECASE)
_NO_MEMBER = re.compile(r"^(?:Mr|Rev|Revd|Reverend|Canon|Father|Officers?)\b", re.IGNORECASE)
_NAME = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Rev)\.? )?(?:[A-ZÀ-Þ]\.? ?){0,5}"
    r"(?:(?:de|la|van|von|der|den|al|el|ap|ab) ){0,3}[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’.-]+){0,4}$"
)
_APPROVAL = re.compile(
    r"minutes of the (?:\w+ )?meeting of (?:the )?(?P<committee>[A-Z][\w&'’,\- ]{1,160}?),?\s+(?:held|on|be\b)",
    re.DOTALL,
)


_MEMBER = re.compile(r"^.{0,40}?\b(?:Councillor|Cllr|Alderman|Cynghorydd)\b\.?:?\s+(?P<name>\S.{0,80})$", re.IGNORECASE)


def councillor_in(text: str) -> str | None:
    """The name of somebody whom a text calls a councillor, without that word and what stands behind the name.

    Others have pages on the portal too: co-opted members, officers.
    """
    match = _MEMBER.match(squeeze(text))
    return (_ASIDE.sub("", match["name"]).strip(" .,:-–") or None) if match else None


class AttendanceReader:
    """Reads a label such as "Present:-" and the names after it, on its line or on those below."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.label: str | None = None

    def reads(self, line: Line) -> bool:
        """Whether a line is attendance: a label, or names below one."""
        if _LABEL.match(line.text):
            return True
        return self.label is not None and bool(names_in(line.text) or _looks_like_people(line.text))

    def read(self, line: Line) -> None:
        """Take a line that `reads` accepted."""
        text = line.text
        if match := _LABEL.match(text):
            self.label, text = match["label"].lower(), match["rest"]
        self.draft.place(Place.ATTENDANCE, squeeze(line.text))
        if self.label is not None and self.label.startswith("apologies"):
            self.draft.apologies.extend(names_in(text))
        elif (
            self.label is not None
            and self.label.endswith("present")
            and not self.label.startswith(("also", "officers", "other"))
        ):
            self.draft.present.extend(names_in(text))

    def end(self) -> None:
        """What follows is no attendance any more."""
        self.label = None


def names_in(text: str) -> list[str]:
    """The members a list names, each with the title that stands before the list: "Councillors A and B"."""
    found: list[str] = []
    title, several = "", False
    text = re.sub(r"^.*?\breceived from\b", "", text, flags=re.IGNORECASE | re.DOTALL)
    for part in re.split(
        r"\s*[;,]\s*(?:and\s+)?|\s+and\s+(?:from\s+)?|\s{3,}|\t|\s+(?=(?:Councillors?|Cllrs?)\b)", text.strip(" .")
    ):
        name = squeeze(_ASIDE.sub("", part)).strip(" .:-–")
        if match := _TITLE.match(name):
            several = match["title"].lower().endswith(("s", "men"))
            title = re.sub(r"s$", "", match["title"]) if not match["title"].startswith("The") else ""
            name = name[match.end() :] if title else name
        elif not several or _NO_MEMBER.match(name):
            continue  # "Councillor A. Bell, Jane Doe": only "Councillors" speaks of all that follow
        if title and _NAME.match(name):
            found.append(f"{title.capitalize() if title.islower() or title.isupper() else title} {name}".strip())
    return found


def _looks_like_people(text: str) -> bool:
    """A line below "In attendance:" such as "Jane Doe, Head of Housing"."""
    first = re.split(r",|\s[-–]\s|\s{3,}|\(", text.strip())[0]
    return bool(_NAME.match(squeeze(first))) and len(text) < 160


def committee_of_approval(draft: Draft) -> str | None:
    """The committee that approves "the minutes of the previous meeting of the X": a committee approves only its own."""
    found: Counter[str] = Counter()
    for item in draft.items:
        text = " ".join(paragraph.text for place in (Place.MINUTES, Place.AGENDA) for paragraph in item.sections[place])
        found.update(match["committee"].strip(" ,") for match in _APPROVAL.finditer(text))
    names = found.most_common(2)
    return names[0][0] if names and (len(names) == 1 or names[0][1] > names[1][1]) else None
