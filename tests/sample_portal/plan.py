"""When each committee met and what stood on each agenda: the skeleton that meetings are made from, one by one.

Every number that one item needs of another is settled here: ids, minute numbers, what refers to what.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Literal

from sample_portal.business import matters
from sample_portal.committees import LINES, Sitting
from sample_portal.model import Scheduled
from sample_portal.prose import WELSH, style
from sample_portal.staff import municipal_year

FIRST_ITEM, FIRST_MEETING, FIRST_AGENDA = 3100, 412, 5200
# Days from today on which every living committee meets, so that all states of publication are to be seen.
AROUND_TODAY = (-74, -21, 6, 34, 69)
ITEMS_A_MEETING = 12


@dataclass(frozen=True, slots=True)
class Planned:
    """One item to come: its numbers, and what it is about. `earlier` is the place of another in the whole plan."""

    id: int
    minute_number: str | None
    kind: str
    matter: int = -1
    earlier: int = -1
    since: date | None = None
    refers: bool = False
    exempt: Literal["", "whole", "part"] = ""
    withdrawn: bool = False


@dataclass(frozen=True)
class PlannedMeeting:
    """A meeting to come, with the place of its first item in the whole plan."""

    scheduled: Scheduled
    sitting: Sitting
    items: tuple[Planned, ...]
    first_place: int
    previous: date | None
    following: date | None


@dataclass(frozen=True)
class Slot:
    """A day on which a committee meets, with how many items it has."""

    day: date
    sitting: Sitting
    items: int


def plan(seed: int, sittings: Sequence[Sitting], items: int, first: date, today: date) -> tuple[PlannedMeeting, ...]:
    """All meetings by date, with their items."""
    random = Random(f"{seed}:plan")
    slots = _sized(_slots(random, sittings, max(1, round(items / ITEMS_A_MEETING)), first, today), items, random)
    return _Planner(seed, first, today, sittings).fill(slots)


def _slots(random: Random, sittings: Sequence[Sitting], how_many: int, first: date, today: date) -> list[Slot]:
    """The days of all lines of committees, as many as are wanted."""
    lines = sorted({one.line for one in sittings})
    slots: list[Slot] = []
    for place, line in enumerate(lines):
        wanted = how_many // len(lines) + (place < how_many % len(lines))
        eras = [one for one in sittings if one.line == line]
        days = _days(random, eras, wanted, first, today + timedelta(days=place % 5))
        slots += [Slot(day, _sitting_on(day, eras), 0) for day in days]
    return sorted(slots, key=lambda slot: (slot.day, slot.sitting.committee.id))


def _sitting_on(day: date, eras: Sequence[Sitting]) -> Sitting:
    return next((one for one in eras if one.committee.until is None or day <= one.committee.until), eras[-1])


def _days(random: Random, eras: Sequence[Sitting], wanted: int, first: date, today: date) -> list[date]:
    """Days at an even pace, none in the summer recess or at Christmas, and some around today."""
    last = eras[-1].committee.until
    near = [] if last is not None else [today + timedelta(days=days) for days in AROUND_TODAY][-max(1, wanted) :]
    end = last or today + timedelta(days=AROUND_TODAY[0] - 14)
    past = wanted - len(near)
    pace = (end - first).days / max(1, past)
    found: list[date] = []
    for place in range(past):
        day = first + timedelta(days=int((place + random.uniform(0.2, 0.5)) * pace) + 1)
        weekday = _sitting_on(day, eras).weekday if pace > 6 else day.weekday()
        found.append(_free_day(day + timedelta(days=(weekday - day.weekday()) % 7), found, end))
    return sorted([*found, *(_no_weekend(day) for day in near)])


def _free_day(day: date, taken: Sequence[date], end: date) -> date:
    """The day itself, or the next that is no holiday and not taken; never after the end."""
    after = taken[-1] if taken else None
    day = _after_recess(day)
    while day.weekday() > 4 or (after is not None and day <= after):
        day = _after_recess(max(day, after or day) + timedelta(days=1))
    return day if day <= end else max(after or end, end)


def _after_recess(day: date) -> date:
    if day.month == 8:
        return date(day.year, 9, 2 + day.day // 4)
    if (day.month, day.day) >= (12, 20):
        return date(day.year + 1, 1, 8 + (day.day - 20) // 2)
    return day if (day.month, day.day) > (1, 6) else date(day.year, 1, 7 + day.day // 2)


def _no_weekend(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _sized(slots: Sequence[Slot], items: int, random: Random) -> list[Slot]:
    """Slots with numbers of items that add up."""
    sizes = [random.choice((2, 3, 4)) if random.random() < 0.03 else random.randint(9, 15) for _ in slots]
    while (missing := items - sum(sizes)) != 0:
        place = random.randrange(len(sizes))
        sizes[place] = max(1, sizes[place] + (1 if missing > 0 else -1))
    return [replace(slot, items=size) for slot, size in zip(slots, sizes, strict=True)]


class _Planner:
    """Goes through the slots by date and remembers what was last said of each matter, and the last minute number."""

    def __init__(self, seed: int, first: date, today: date, sittings: Sequence[Sitting]) -> None:
        self.random = Random(f"{seed}:items")
        self.first, self.days = first, max(1, (today - first).days)
        self.last: dict[int, tuple[int, date, date | None]] = {}
        self.numbers: defaultdict[tuple[int, int], int] = defaultdict(int)
        self.item, self.meeting, self.agenda, self.place = FIRST_ITEM, FIRST_MEETING, FIRST_AGENDA, 0
        self.pools = {one.line: _pool(one) for one in sittings}

    def fill(self, slots: Sequence[Slot]) -> tuple[PlannedMeeting, ...]:
        """Every slot as a meeting."""
        by_line: defaultdict[int, list[date]] = defaultdict(list)
        for slot in slots:
            by_line[slot.sitting.line].append(slot.day)
        return tuple(self._meeting(slot, by_line[slot.sitting.line]) for slot in slots)

    def _meeting(self, slot: Slot, days: Sequence[date]) -> PlannedMeeting:
        place = days.index(slot.day)
        previous = days[place - 1] if place else None
        following = days[place + 1] if place + 1 < len(days) else None
        scheduled = self._scheduled(slot, following)
        first_place = self.place
        items = tuple(self._items(slot, scheduled, previous is not None))
        return PlannedMeeting(scheduled, slot.sitting, items, first_place, previous, following)

    def _scheduled(self, slot: Slot, following: date | None) -> Scheduled:
        random, day, committee = self.random, slot.day, slot.sitting.committee
        self.meeting += random.randint(1, 3)
        self.agenda += random.randint(1, 3)
        held = Scheduled(
            id=self.meeting,
            agenda_id=self.agenda,
            committee_id=committee.id,
            committee_name=committee.name_on(day),
            date=day,
            time=slot.sitting.start,
            venue=slot.sitting.venue,
            agenda_on=day - timedelta(days=random.randint(6, 9)),
            extraordinary=slot.items <= 4,
            welsh=committee.welsh,
        )
        return self._published(held, slot, following)

    def _published(self, held: Scheduled, slot: Slot, following: date | None) -> Scheduled:
        """The days on which decisions and minutes come out; or a meeting that was cancelled, moved or never minuted."""
        random, day, fate = self.random, held.date, self.random.random()
        if fate < 0.03:
            return replace(held, cancelled=True, cancelled_on=day - timedelta(days=random.choice((2, 4, 15))))
        decisions = day + timedelta(days=random.randint(1, 4)) if LINES[slot.sitting.line].decides else None
        if fate < 0.06:
            return replace(held, decisions_on=decisions)
        draft = day + timedelta(days=random.randint(6, 20))
        approved = max(draft + timedelta(days=5), following or day + timedelta(days=45))
        moved = day - timedelta(days=random.choice((-7, 7, 14))) if fate > 0.98 else None
        return replace(held, decisions_on=decisions, draft_on=draft, approved_on=approved, moved_from=moved)

    def _items(self, slot: Slot, held: Scheduled, has_previous: bool) -> list[Planned]:
        random, chosen, found = self.random, set[int](), []
        minuted = held.draft_on is not None
        for kind in _agenda(slot.items, random, has_previous):
            self.item += random.choice((1, 1, 1, 2, 5))
            withdrawn = kind == "business" and random.random() < 0.006
            number = self._number(slot, held) if minuted and not withdrawn else None
            item = Planned(self.item, number, kind, withdrawn=withdrawn)
            found.append(self._business(item, slot, held, chosen) if kind == "business" else item)
            self.place += 1
        return found

    def _number(self, slot: Slot, held: Scheduled) -> str:
        key = (held.committee_id, municipal_year(held.date))
        self.numbers[key] += 1
        written = WELSH if slot.sitting.style == "welsh" else style(slot.sitting.style)
        return written.number(self.numbers[key], held.date)

    def _business(self, item: Planned, slot: Slot, held: Scheduled, chosen: set[int]) -> Planned:
        """A matter for an item, with the last time it came up."""
        random, matter = self.random, self._matter(slot, chosen)
        place, since, published = self.last.get(matter, (-1, None, None))
        refers = published is not None and published < held.date and random.random() < 0.6
        chance = random.random()
        exempt: Literal["", "whole", "part"] = "whole" if chance < 0.03 else "part" if chance < 0.05 else ""
        if item.minute_number is not None and not matters()[matter].once:
            self.last[matter] = (self.place, held.date, held.draft_on)
        return replace(item, matter=matter, earlier=place, since=since, refers=refers, exempt=exempt)

    def _matter(self, slot: Slot, chosen: set[int]) -> int:
        """One that is alive, not yet on this agenda, and has waited longer than another."""
        share = (slot.day - self.first).days / self.days
        pool = [at for at in self.pools[slot.sitting.line] if at not in chosen and _alive(at, share)]
        two = self.random.sample(pool, min(2, len(pool))) or [self.random.choice(self.pools[slot.sitting.line])]
        matter = min(two, key=lambda at: self.last.get(at, (0, date.min, None))[1])
        if not matters()[matter].once:
            chosen.add(matter)
        return matter


def _pool(sitting: Sitting) -> list[int]:
    """The matters that a line of committees deals with; the Welsh ones deal with those that have Welsh words."""
    services = set(LINES[sitting.line].services)
    if sitting.committee.welsh:
        return [place for place, matter in enumerate(matters()) if matter.welsh]
    return [place for place, matter in enumerate(matters()) if services & set(matter.services)]


def _alive(place: int, share: float) -> bool:
    begin, end = matters()[place].life
    return begin <= share <= end


def _agenda(size: int, random: Random, has_previous: bool) -> list[str]:
    """The kinds of items in their order: procedure at both ends, business between."""
    if size <= 4:
        return ["declarations", *["business"] * (size - 1)] if size > 1 else ["business"]
    opening = ["apologies", "declarations"] + ["minutes"] * has_previous
    opening += [
        kind
        for kind, share in (("communications", 0.25), ("public", 0.35), ("exclusion", 0.4))
        if random.random() < share
    ]
    closing = [
        kind for kind, share in (("programme", 0.25), ("urgent", 0.45), ("next", 0.35)) if random.random() < share
    ]
    between = max(1, size - len(opening) - len(closing))
    return [*opening, *["business"] * between, *closing][:size]
