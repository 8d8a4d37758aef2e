"""Which item a reference means, and which meeting's minutes were approved; or why the evidence does not tell.

Nothing is guessed: the number, the committee and the day must agree; without a day the numbers must run on from the one
meeting to the other, or the title must tell. Where two items may be meant, neither is.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from searcher.model import IMPORTED, MINUTED, Status
from searcher.references.approvals import Approving
from searcher.references.written import Said
from searcher.words import forms, slug, stems

_SMALL = frozenset(stems("a an and at by for from in of on or the to with update report item minute exempt y yr ar o"))
# What the council in session is called too, by how portals call it: by either, the one committee is meant.
FULL_NAMES = {"council": "Full Council", "cyngor": "Cyngor Llawn"}
_ALSO_CALLED = {slug(full): short for short, full in FULL_NAMES.items()}
_YEAR = datetime.timedelta(days=366)


class Held(Struct, frozen=True):
    """A meeting that is held, as far as a reference may name it. `date` is None where it was only inferred."""

    key: str
    council: str
    committee: str | None
    committee_id: str | None
    date: datetime.date | None
    status: Status

    def is_of_committee(self, other: "Held") -> bool:
        """Whether two meetings are of one committee: by the portal's id, whatever it was called, or by its name."""
        if self.committee_id and other.committee_id:
            return self.committee_id == other.committee_id
        return bool(self.committee and other.committee) and slug(self.committee or "") == slug(other.committee or "")


class Numbered(Struct, frozen=True):
    """An item of a meeting, as far as a reference may name it."""

    id: str
    meeting: Held
    number: str | None
    title: str
    topics: frozenset[str] = frozenset()

    @property
    def is_minuted(self) -> bool:
        """Whether the number is that of its minute: before there are minutes, items have numbers of the agenda."""
        return self.meeting.status in MINUTED


class Answer(Struct, frozen=True):
    """What is meant: the id of an item or the key of a meeting; None with the reason why it is not known."""

    found: str | None
    reason: str | None = None


def earliest(day: datetime.date) -> datetime.date:
    """The first day of the municipal year of a day: a number that is named without a day is of that year.

    The year begins with the annual meeting, at some time in May.
    """
    return datetime.date(day.year - ((day.month, day.day) < (5, 25)), 5, 1)


def cited(number: str, said: Said, citing: Numbered, known: Iterable[Numbered], *, whole: bool = False) -> Answer:
    """The item that one number of a reference means.

    `known`: the items of the council's meetings on the day it names, of all there were if they are the `whole`; without
    a day, those of its committee's meetings in the municipal year up to the citing one.
    """
    known = [one for one in known if one.id != citing.id]
    if said.day is not None:
        return _on_the_day(number, said, citing, known, whole=whole)
    if said.unclear:
        return Answer(None, "the year of its day is not told")
    return _in_the_year(number, said, citing, known)


def approved(approving: Approving, own: Held, meetings: Iterable[Held], numbers: Sequence[Numbered] = ()) -> Answer:
    """The meeting whose minutes a later meeting approved.

    `meetings`: those of the council on the day that is named, or else those of the year before. `numbers`: items of
    the approving meeting and of those: without a day, the numbers must run on from the one meeting to the other.
    """
    before = [one for one in meetings if own.date and one.date and one.date < own.date and one.is_of_committee(own)]
    if approving.committee and not _is_called(own, approving.committee):
        return Answer(None, "they are another committee's")
    if approving.day is None:
        return _before(own, before, numbers)
    there = [one for one in before if one.date == approving.day and one.status != "cancelled"]
    if own.council == IMPORTED and [one for one in there if not _runs_on(one, own, numbers)]:
        return Answer(None, "it is not known whether both meetings are of one council")
    return _only([one.key for one in there], f"no meeting of the committee on {_told(approving.day)} is held")


def same_title(one: str, other: str) -> bool:
    """Whether two titles share at least half the words of the shorter one, small words apart."""
    words, others = _telling(one), _telling(other)
    return 2 * len(words & others) >= min(len(words), len(others)) > 0


def _on_the_day(number: str, said: Said, citing: Numbered, known: Sequence[Numbered], *, whole: bool) -> Answer:
    day = [one for one in known if one.meeting.date == said.day]
    if not day:
        return Answer(None, f"no meeting on {_told(said.day)} is held")
    own = [one for one in day if _is_meant(one.meeting, said, citing.meeting)]
    found = [one for one in own if _has_number(one, number, said)]
    others = [one for one in day if one not in own and _has_number(one, number, said) and _is_near(one.meeting, said)]
    if not own and whole:  # nothing but these can be meant
        found = others
    elif not (found and _agrees(found[0], said, citing)):
        # Nothing but the number speaks for it: where another committee's has that too, it may be either.
        found += others if found and not said.committee else [one for one in others if _agrees(one, said, citing)]
    if not found and own and not any(one.is_minuted for one in own):
        return Answer(None, "the minutes of that meeting are not held")
    if not found and not own:
        return Answer(None, f"no meeting of {said.committee or 'the committee'} on {_told(said.day)} is held")
    return _confirmed(found, number, said, citing)


def _is_meant(meeting: Held, said: Said, own: Held) -> bool:
    """Whether a meeting is of the committee that is named, or else of the citing one's."""
    return _is_called(meeting, said.committee) if said.committee else meeting.is_of_committee(own)


def _is_called(meeting: Held, committee: str) -> bool:
    """Whether minutes mean a meeting's committee by a name: its own, or "Full Council" for "Council" and back."""
    held, named = slug(meeting.committee or ""), slug(committee)
    return _ALSO_CALLED.get(held, held) == _ALSO_CALLED.get(named, named)


def _is_near(meeting: Held, said: Said) -> bool:
    """Whether a meeting may be of the committee that is meant: none is named, or a part of its name."""
    return set(forms(said.committee or "")) <= set(forms(meeting.committee or ""))


def _in_the_year(number: str, said: Said, citing: Numbered, known: Sequence[Numbered]) -> Answer:
    own = citing.meeting
    if own.date is None and not said.title:
        known = [one for one in known if one.meeting.key == own.key]
    found = [one for one in known if _has_number(one, number, said) and _is_meant(one.meeting, said, own)]
    if said.title:
        agreed = [one for one in found if same_title(said.title, one.title)]
        return _confirmed(agreed or found, number, said, citing)
    if said.committee and found:
        return Answer(None, "no day is named")
    sure = [one for one in found if one.meeting.key == own.key or _precedes(one.meeting, own, known)]
    if found and (not sure or not _is_run(own, [*known, citing])):
        return Answer(None, "no day is named, and the numbers begin anew at each meeting")
    return _confirmed(found, number, said, citing)


def _confirmed(found: Sequence[Numbered], number: str, said: Said, citing: Numbered) -> Answer:
    """The only item found, unless its title is another, or nothing tells that it is of the same council."""
    answer = _only([one.id for one in found], f"no minute {number} is held there")
    if answer.found is None:
        return answer
    one = found[0]
    if said.title and not same_title(said.title, one.title):
        return Answer(None, f"minute {number} has another title")
    if one.meeting.council == IMPORTED and one.meeting.key != citing.meeting.key and not _agrees(one, said, citing):
        return Answer(None, "it is not known whether both meetings are of one council")
    return answer


def _only(found: Sequence[str], none: str) -> Answer:
    if len(found) == 1:
        return Answer(found[0])
    return Answer(None, f"it may be any of {', '.join(sorted(found))}" if found else none)


def _agrees(one: Numbered, said: Said, citing: Numbered) -> bool:
    """Whether an item's title is the one that is named, or else like the citing item's, or both are of one topic."""
    if said.title:
        return same_title(said.title, one.title)
    return same_title(citing.title, one.title) or bool(citing.topics & one.topics)


def _has_number(one: Numbered, number: str, said: Said) -> bool:
    """Whether an item has a number as it is written; on a named day letters before and years behind may lack."""
    if one.number is None or not (one.is_minuted or said.of_agenda):
        return False
    held, wanted = _plain(one.number), _plain(number)
    if held == wanted or said.day is None:
        return held == wanted
    return _digits(held) == _digits(wanted) and (held.isdigit() or wanted.isdigit())


def _plain(number: str) -> str:
    return re.sub(r"\s", "", number).rstrip(".").casefold()


def _digits(number: str) -> str:
    """The number itself: "97" of "C97", "77" of "77/21"."""
    match = re.fullmatch(r"(?:[a-z]+[./-]?)?(\d+)(?:/\d{2}|/\d{4})?", number)
    return match[1] if match else number


def _spans(known: Iterable[Numbered]) -> dict[str, tuple[int, int]]:
    """The first and the last minute number of each meeting."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for one in known:
        digits = _digits(_plain(one.number)) if one.number and one.is_minuted else ""
        if digits.isdecimal():  # "²" is a digit, and no number
            found[one.meeting.key].append(int(digits))
    return {key: (min(numbers), max(numbers)) for key, numbers in found.items()}


def _is_run(own: Held, known: Iterable[Numbered]) -> bool:
    """Whether a meeting's numbers go on from those of an earlier one, so that each number is there once a year."""
    return _spans(known).get(own.key, (1, 1))[0] > 1


def _precedes(meeting: Held, own: Held, known: Sequence[Numbered]) -> bool:
    spans = _spans(known)
    return meeting.key in spans and own.key in spans and spans[meeting.key][1] < spans[own.key][0]


def _runs_on(meeting: Held, own: Held, numbers: Sequence[Numbered]) -> bool:
    """Whether the one meeting's first number is next to the other's last: no meeting was held between them."""
    spans = _spans(numbers)
    return meeting.key in spans and own.key in spans and spans[meeting.key][1] + 1 == spans[own.key][0]


def _before(own: Held, before: Sequence[Held], numbers: Sequence[Numbered]) -> Answer:
    """The meeting before, where the numbers show that there was none between."""
    minuted = [
        one for one in before if one.status in MINUTED and own.date and one.date and own.date - one.date <= _YEAR
    ]
    last = max((one.date for one in minuted if one.date), default=None)
    found = [one.key for one in minuted if one.date == last and _runs_on(one, own, numbers)]
    return _only(found, "no day is named, and it is not certain which meeting was the one before")


def _telling(title: str) -> set[str]:
    return set(stems(title)) - _SMALL


def _told(day: datetime.date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
