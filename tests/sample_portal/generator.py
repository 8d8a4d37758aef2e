"""Makes the truth: the plan of all meetings at once, each meeting itself only when it is asked for."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import overload

from sample_portal.committees import LINES, sittings
from sample_portal.meetings import MeetingMaker
from sample_portal.model import Meeting, Meetings, Truth
from sample_portal.names import COUNCIL_NAME
from sample_portal.plan import ITEMS_A_MEETING, PlannedMeeting, plan
from sample_portal.prose import OPEN
from sample_portal.reports import DOCUMENTS_AN_ITEM
from sample_portal.staff import Staff, appoint

TODAY = date(2026, 3, 2)
# How many meetings are kept once made.
KEPT = 256


def generate(
    seed: int = 1,
    items: int = 2_000,
    years: int = 25,
    committees: int | None = None,
    *,
    styles: Sequence[str] = OPEN,
    today: date = TODAY,
) -> Truth:
    """An invented council with so many items over so many years; the same arguments give the same council.

    `committees` is how many lines of committees there are, from 1 to 16; some of them change names or are replaced.
    """
    first = date(today.year - years, today.month, min(today.day, 28))
    staff = appoint(seed, first, today + timedelta(days=120))
    lines = committees or _lines_for(items)
    sitting = sittings(seed, staff, min(lines, len(LINES)), first, today, tuple(styles))
    planned = plan(seed, sitting, items, first, today)
    return Truth(
        council=COUNCIL_NAME,
        seed=seed,
        today=today,
        committees=tuple(one.committee for one in sitting),
        officers=staff.officers,
        councillors=staff.councillors,
        calendar=tuple(one.scheduled for one in planned),
        meetings=MadeMeetings(seed, staff, planned),
    )


def _lines_for(items: int) -> int:
    meetings = items // ITEMS_A_MEETING
    return max(1, min(meetings // 12, 4), min(meetings // 60, len(LINES)))


class MadeMeetings(Meetings):
    """All meetings by date, each made when it is asked for; the same every time."""

    def __init__(self, seed: int, staff: Staff, planned: Sequence[PlannedMeeting]) -> None:
        self._maker = MeetingMaker(seed, staff, planned)
        self._planned = planned
        self._ids = {one.scheduled.id: place for place, one in enumerate(planned)}
        self._agendas = {one.scheduled.agenda_id: place for place, one in enumerate(planned)}
        self._first_items = [one.items[0].id for one in planned]
        self._make = lru_cache(KEPT)(self._maker.meeting)

    def __len__(self) -> int:
        return len(self._planned)

    @overload
    def __getitem__(self, place: int) -> Meeting: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Meeting]: ...
    def __getitem__(self, place: int | slice) -> Meeting | Sequence[Meeting]:
        if isinstance(place, slice):
            return [self._make(one) for one in range(*place.indices(len(self)))]
        return self._make(range(len(self))[place])

    def of_id(self, meeting_id: int) -> Meeting:
        """The meeting with that id, or KeyError."""
        return self._make(self._ids[meeting_id])

    def of_agenda(self, agenda_id: int) -> Meeting:
        """The meeting with that agenda id, or KeyError."""
        return self._make(self._agendas[agenda_id])

    def of_item(self, item_id: int) -> Meeting:
        """The meeting that an item belongs to, or KeyError."""
        place = bisect_right(self._first_items, item_id) - 1
        if place < 0 or all(item.id != item_id for item in self._planned[place].items):
            raise KeyError(item_id)
        return self._make(place)

    def of_document(self, document_id: int) -> Meeting:
        """The meeting that a document belongs to, or KeyError."""
        meeting = self.of_item(document_id // DOCUMENTS_AN_ITEM)
        if all(document.id != document_id for item in meeting.items for document in item.documents):
            raise KeyError(document_id)
        return meeting
