"""Makes one meeting from its plan: every item written down, who was there, what was put right afterwards."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from sample_portal.casework import Room, business_case, procedure_case
from sample_portal.committees import LINES, contact
from sample_portal.model import (
    Attendee,
    Block,
    Correction,
    Councillor,
    Item,
    Meeting,
    Paragraph,
    Points,
    VoteTable,
    plain,
)
from sample_portal.plan import Planned, PlannedMeeting
from sample_portal.prose import WELSH, style
from sample_portal.prose.common import Draft, Written, capital
from sample_portal.prose.material import Case, Earlier, Style
from sample_portal.recorded import written_votes
from sample_portal.reports import documents
from sample_portal.staff import Staff

_NUMBER = re.compile(r"\b\d[\d,.]*\d\b")


class MeetingMaker:
    """Makes meetings, each from a seed of its own, so that none depends on which were made before."""

    def __init__(self, seed: int, staff: Staff, planned: Sequence[PlannedMeeting]) -> None:
        self._seed, self._staff, self._planned = seed, staff, planned
        self._first_places = [one.first_place for one in planned]

    def meeting(self, place: int) -> Meeting:
        """The meeting at a place in the plan."""
        planned = self._planned[place]
        random = Random(f"{self._seed}:{planned.scheduled.id}")
        room = self._room(planned, random)
        items = _renumbered(self._items(room, random))
        held = planned.scheduled
        return Meeting(
            **{name: getattr(held, name) for name in held.__dataclass_fields__},
            items=items,
            present=tuple(_attendee(one, i) for i, one in enumerate(room.members)),
            apologies=tuple(Attendee(f"Councillor {one.name}", "Member", one.id) for one in room.absent),
            in_attendance=_in_attendance(items),
            contact=contact(self._staff, held.date),
            corrections=_corrections(planned, items, random),
            withdrawn_items=_withdrawn(planned),
        )

    def _room(self, planned: PlannedMeeting, random: Random) -> Room:
        held = planned.scheduled
        members = self._staff.committee_members(held.committee_id, held.date, planned.sitting.members)
        away = set(random.sample(range(1, len(members)), random.choice((0, 0, 1, 1, 2, 3))))
        present = tuple(one for place, one in enumerate(members) if place not in away)
        return Room(self._seed, self._staff, planned, present, tuple(members[place] for place in sorted(away)))

    def _items(self, room: Room, random: Random) -> list[Item]:
        """Business first: procedure speaks of it."""
        manner = WELSH if room.planned.sitting.style == "welsh" else style(room.planned.sitting.style)
        made = {
            one.id: self._business(one, room, manner, random) for one in room.planned.items if one.kind == "business"
        }
        exempt = tuple(made[one.id].title for one in room.planned.items if one.exempt)
        return [made.get(one.id) or _procedure(one, room, manner, exempt, random) for one in room.planned.items]

    def _earlier(self, item: Planned, planned: PlannedMeeting) -> Earlier | None:
        if not item.refers:
            return None
        meeting = self._planned[bisect_right(self._first_places, item.earlier) - 1]
        found = meeting.items[item.earlier - meeting.first_place]
        held, same = meeting.scheduled, meeting.scheduled.committee_id == planned.scheduled.committee_id
        return Earlier(found.id, found.minute_number or "", held.date, held.committee_name, same)

    def _business(self, item: Planned, room: Room, manner: Style, random: Random) -> Item:
        case = business_case(room, item, self._earlier(item, room.planned), random)
        draft = Draft(manner.manner, dict(case.matter.terms))
        manner.business(case, draft, random)
        written, title = draft.finish(), draft.dress(case.title)
        vote = _vote(room, title, random) if case.recorded and case.exempt != "whole" else None
        done = _with_text(_blank(item), written, room.planned)
        if vote is not None and item.minute_number:
            done = _with_vote(done, vote, room)
        return replace(
            done,
            title=manner.title(_exempt_title(title, case)),
            agenda_title=_exempt_title(title, case) + (" - To Follow" if random.random() < 0.04 else ""),
            topics=(case.matter.id,),
            agenda=(agenda := _agenda(draft.dress(manner.agenda(case, random)), random)),
            agenda_posts=tuple(one for one in (draft.dress(case.lead.post),) if one in plain(agenda)),
            decision=_decision(room.planned, written, item, random),
            documents=documents(case, item.id, title, random),
            restricted=case.exempt == "whole",
            restriction_paragraph=case.paragraph or None,
            vote=vote if item.minute_number else None,
            matter=case.matter.id,
        )


def _blank(item: Planned) -> Item:
    return Item(item.id, "", item.minute_number, "", "business" if item.kind == "business" else "procedural")


def _with_text(item: Item, written: Written, planned: PlannedMeeting) -> Item:
    """An item with its minutes and all that stands in them; without minutes there is nothing to know."""
    item = replace(item, welsh=planned.scheduled.welsh)
    if item.minute_number is None:
        return item
    return replace(
        item,
        minutes=written.blocks,
        resolutions=written.resolutions,
        mentions=written.mentions,
        councillors=written.councillors,
        posts=written.posts,
        acronyms=written.acronyms,
        references=written.references,
    )


def _exempt_title(title: str, case: Case) -> str:
    return f"{title} (Exempt)" if case.exempt == "whole" else title


def _agenda(text: str, random: Random) -> tuple[Block, ...]:
    return (Paragraph(text),) if random.random() < 0.8 else ()


def _decision(planned: PlannedMeeting, written: Written, item: Planned, random: Random) -> tuple[Block, ...]:
    """What a decision sheet says: the resolutions once more, in bodies that publish decisions."""
    decides = LINES[planned.sitting.line].decides and planned.scheduled.decisions_on is not None and not item.withdrawn
    lines = [capital(text) for text in written.resolutions]
    has_points_below = any("\n" in line for line in lines)
    if not decides or not lines or has_points_below or random.random() < 0.15:
        return ()
    return (Paragraph(lines[0]),) if len(lines) == 1 else (Points(tuple(lines), "number"),)


def _vote(room: Room, title: str, random: Random) -> VoteTable:
    votes = [random.choices(("For", "Against", "Abstain"), weights=(6, 3, 1))[0] for _ in room.members]
    carried = votes.count("For") > votes.count("Against")
    rows = tuple((f"Councillor {one.name}", vote) for one, vote in zip(room.members, votes, strict=True))
    return VoteTable(f"{title}: Resolution", rows, carried)


def _with_vote(item: Item, vote: VoteTable, room: Room) -> Item:
    """An item whose minutes tell the vote, in the styles that do."""
    style_name = room.planned.sitting.style
    blocks, told, named = written_votes(style_name, vote, room.members, item.minutes, item.resolutions)
    known = {one.name_as_written for one in item.councillors}
    return replace(
        item,
        minutes=(*item.minutes, *blocks),
        told_votes=told,
        councillors=(*item.councillors, *(one for one in named if one.name_as_written not in known)),
    )


def _procedure(item: Planned, room: Room, manner: Style, exempt: tuple[str, ...], random: Random) -> Item:
    case = procedure_case(room, item, exempt if item.kind == "exclusion" else (), random)
    draft = Draft(manner.manner)
    manner.procedure(case, draft, random)
    title = draft.dress(manner.procedure_titles[item.kind])
    agenda = manner.procedure_agenda.get(item.kind)
    return replace(
        _with_text(_blank(item), draft.finish(), room.planned),
        title=manner.title(title),
        agenda_title=title,
        agenda=(Paragraph(draft.dress(agenda)),) if agenda else (),
        matter=item.kind,
    )


def _renumbered(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(replace(item, agenda_number=str(place)) for place, item in enumerate(items, 1))


def _attendee(who: Councillor, place: int) -> Attendee:
    role = {0: "Chair", 1: "Vice-Chair"}.get(place, "Member")
    return Attendee(f"Councillor {who.name}", role, who.id)


def _in_attendance(items: Sequence[Item]) -> tuple[Attendee, ...]:
    """The officers whom the items name."""
    found = {one.officer_id: one for item in items for one in item.mentions}
    return tuple(
        Attendee(f"{one.name_as_written}, {one.post_as_written}", "Officer", one.officer_id) for one in found.values()
    )


def _withdrawn(planned: PlannedMeeting) -> tuple[tuple[int, date], ...]:
    gone = planned.scheduled.date - timedelta(days=2)
    return tuple((item.id, gone) for item in planned.items if item.withdrawn)


def _corrections(planned: PlannedMeeting, items: Sequence[Item], random: Random) -> tuple[Correction, ...]:
    """Now and then a number in the minutes was wrong at first, and was put right when they were approved."""
    on = planned.scheduled.approved_on
    if on is None or random.random() > 0.06:
        return ()
    found = [(item, number) for item in items if item.kind == "business" for number in _correctable(item)]
    if not found:
        return ()
    item, number = random.choice(found)
    wrong = number[:-1] + str((int(number[-1]) + 3) % 10)
    return (Correction(on, item.id, f"“{wrong}” should have been “{number}”", wrong, number),)


def _correctable(item: Item) -> list[str]:
    """Numbers that stand once in a paragraph of the minutes and nowhere else."""
    text, resolved = plain(item.minutes), "\n".join(item.resolutions)
    noted = resolved + "\n".join(
        [one.as_written for one in item.references] + [one.as_written for one in item.mentions]
    )
    spoken = " ".join(block.text for block in item.minutes if isinstance(block, Paragraph))
    return [one for one in _NUMBER.findall(spoken) if text.count(one) == 1 and one not in noted and len(one) > 2]
