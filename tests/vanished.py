"""Truths of which a part is gone: meetings that a portal has no longer, or committees that it does not list."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import overload

from sample_portal.model import Day, Meeting, Meetings, Truth


class _Left(Meetings):
    """The meetings that are left. The pages of items of what is gone are there yet, as on portals they may be."""

    def __init__(self, meetings: Meetings, gone: Collection[int]) -> None:
        self._all, self._gone = meetings, gone
        self._left = [one for one in meetings if one.id not in gone]

    @overload
    def __getitem__(self, place: int) -> Meeting: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Meeting]: ...
    def __getitem__(self, place: int | slice) -> Meeting | Sequence[Meeting]:
        return self._left[place]

    def __len__(self) -> int:
        return len(self._left)

    def of_id(self, meeting_id: int) -> Meeting:
        return self._unless_gone(self._all.of_id(meeting_id))

    def of_item(self, item_id: int) -> Meeting:
        return self._all.of_item(item_id)

    def of_agenda(self, agenda_id: int) -> Meeting:
        return self._unless_gone(self._all.of_agenda(agenda_id))

    def of_document(self, document_id: int) -> Meeting:
        return self._unless_gone(self._all.of_document(document_id))

    def _unless_gone(self, meeting: Meeting) -> Meeting:
        if meeting.id in self._gone:
            raise KeyError(meeting.id)
        return meeting


def without(truth: Truth, gone: Collection[int], *, listed: bool = False) -> Truth:
    """A truth without some meetings; with `listed` their lists show them yet."""
    calendar = truth.calendar if listed else tuple(one for one in truth.calendar if one.id not in gone)
    return replace(truth, meetings=_Left(truth.meetings, gone), calendar=calendar)


def unlisted(truth: Truth, hidden: Collection[int]) -> Truth:
    """A truth in which lists do not show some meetings, which are all there."""
    return replace(truth, calendar=tuple(one for one in truth.calendar if one.id not in hidden))


def without_committee(truth: Truth, committee: int) -> Truth:
    """A truth without a committee and all that is of it."""
    left = without(truth, {one.id for one in truth.calendar if one.committee_id == committee})
    return replace(left, committees=tuple(one for one in truth.committees if one.id != committee))


def with_former(truth: Truth, committee: int, until: Day) -> Truth:
    """A truth in which a committee was dissolved: its pages are there, and no list of committees shows it."""
    committees = (replace(one, until=until) if one.id == committee else one for one in truth.committees)
    return replace(truth, committees=tuple(committees))
