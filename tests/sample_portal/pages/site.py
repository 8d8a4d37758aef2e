"""What every page is made from: the truth, sorted for looking up, and the portal's look on one day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal
from urllib.parse import parse_qsl

from sample_portal.model import Committee, Meeting, PublishedMeeting, Scheduled, Truth
from sample_portal.pages.dates import stamp

Theme = Literal["kingston", "plain", "xhtml"]
MarkupKind = Literal[1, 2, 3]
# So many meetings of a committee lead to the one that it took over from.
LEADING = 3


class Query:
    """The parameters of an address. Their names are the same in any case."""

    def __init__(self, text: str) -> None:
        self._values = {name.lower(): value for name, value in parse_qsl(text, keep_blank_values=True)}

    def text(self, *names: str) -> str:
        """The first of these that is there, or nothing."""
        return next((self._values[name] for name in names if name in self._values), "")

    def number(self, *names: str) -> int | None:
        """The same as a number, or None when it is none."""
        text = self.text(*names)
        return int(text) if re.fullmatch(r"\d{1,9}", text) else None

    def has(self, name: str) -> bool:
        """Whether the parameter was given at all."""
        return name in self._values


class Register:
    """The truth with its committees' calendars sorted, made once."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self.committees = {committee.id: committee for committee in truth.committees}
        self.councillors = {councillor.id: councillor for councillor in truth.councillors}
        self.scheduled = {meeting.id: meeting for meeting in truth.calendar}

    @cached_property
    def calendars(self) -> Mapping[int, tuple[Scheduled, ...]]:
        """Each committee's meetings, the newest first."""
        found: dict[int, list[Scheduled]] = {committee: [] for committee in self.committees}
        for meeting in sorted(self.truth.calendar, key=lambda one: (stamp(one.date, one.time), one.id), reverse=True):
            found.setdefault(meeting.committee_id, []).append(meeting)
        return {committee: tuple(meetings) for committee, meetings in found.items()}

    @cached_property
    def predecessors(self) -> Mapping[int, tuple[Committee, ...]]:
        """For some meetings, the abolished committees that their pages lead to."""
        found: dict[int, tuple[Committee, ...]] = {}
        for committee in self.truth.committees:
            for meeting in self._leading_to(committee) if committee.until else ():
                found[meeting.id] = (*found.get(meeting.id, ()), committee)
        return found

    def _leading_to(self, gone: Committee) -> tuple[Scheduled, ...]:
        """Meetings of the next in line that has any, or else of some committee that is listed."""
        after = self.committees.get(gone.successor or 0)
        if after:
            return self._held(after.id) or self._leading_to(after)
        return next(filter(None, (self._held(one.id) for one in self.truth.committees if one.until is None)), ())

    def _held(self, committee: int) -> tuple[Scheduled, ...]:
        calendar = self.calendars[committee]
        held = [one for one in reversed(calendar) if not one.cancelled and one.agenda_on <= self.truth.today]
        return tuple(held[:LEADING])


@dataclass(frozen=True)
class Look:
    """How this council's portal is set up."""

    theme: Theme = "kingston"
    markup: MarkupKind = 1
    web_service: bool = True
    whats_new: bool = True
    rss: bool | Literal["html"] = True
    year_zero: bool = True


@dataclass(frozen=True)
class Site:
    """The portal on one day, as one visitor asks for it. `root` is its address with a slash at the end."""

    register: Register
    look: Look
    day: date
    root: str
    query: Query

    @property
    def truth(self) -> Truth:
        """All there is to know."""
        return self.register.truth

    def committee(self) -> Committee | None:
        """The committee an address names, also one that is no more."""
        number = self.query.number("cid", "committeeid", "hcommitteeid", "id", "rpid", "rp")
        return self.register.committees.get(number) if number else None

    def meeting(self, *names: str) -> Meeting | None:
        """The meeting an address names by one of these parameters, also one that no list shows."""
        try:
            return self.truth.meeting(self.query.number(*names) or 0)
        except KeyError:
            return None

    def published(self, meeting: Meeting) -> PublishedMeeting:
        """What there is to see of a meeting today."""
        return self.truth.at(meeting, self.day)

    def is_welsh(self, meeting: Scheduled) -> bool:
        """Whether the product's own words are Welsh: by the committee's choice or the address's."""
        asked = self.query.text("lll")
        chosen = meeting.welsh or self.register.committees[meeting.committee_id].welsh
        return asked == "1" or (asked != "0" and chosen)

    def standing(self, committee: Committee) -> bool:
        """Whether a committee is listed; one that has expired is not."""
        return committee.since <= self.day and (committee.until is None or committee.until >= self.day)

    def slug(self) -> str:
        """The council's name as part of a host's: `fenwold`."""
        return re.sub(r"[^a-z]+", "", self.truth.council.lower()) or "council"


@dataclass(frozen=True)
class Page:
    """A page before the council's own furniture is put around it. `body` is what follows the heading."""

    title: str
    heading: str
    body: str
    subtitle: str = ""
    described: str = ""
    dated: date | None = None
    modified: date | None = None
    created: date | None = None
    crumbs: tuple[tuple[str, str], ...] = ()
    forms: bool = False
