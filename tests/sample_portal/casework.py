"""The facts of each item of business and of procedure, drawn from its plan. Knows no sentences but the matters' own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sample_portal.business import Figure, Matter, figure, fill, generic, matters
from sample_portal.committees import ALL_SERVICES, LINES
from sample_portal.model import Councillor
from sample_portal.names import BODIES, FORENAMES, WARDS, school, street, words
from sample_portal.plan import Planned, PlannedMeeting
from sample_portal.prose.material import Case, Decision, Earlier, Exchange, Guest, Procedure
from sample_portal.staff import Holder, Staff

# Nobody who works for the council or sits on it is called so.
OUTSIDERS = words(
    "Applegarth Beddoes Catchpole Dewhurst Etchells Fairweather Goodacre Hebblethwaite Ivory Jellicoe Kettlewell "
    "Lightbown Murgatroyd Norgrove Openshaw Plumtree Quickfall Rainford Satterthwaite Tunnicliffe Upjohn Verity-Moss"
)
PARAGRAPHS = (
    "paragraph 1 of Part 1 of Schedule 12A to the Local Government Act 1972",
    "paragraph 2 of Part 1 of Schedule 12A to the Local Government Act 1972",
    "paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972",
    "paragraphs 3 and 5 of Part 1 of Schedule 12A to the Local Government Act 1972",
)
MONTH_NAMES = ("January", "March", "April", "June", "July", "September", "October", "November")


@dataclass(frozen=True)
class Room:
    """A meeting under way: who is there, and what the writer of an item may need to know."""

    seed: int
    staff: Staff
    planned: PlannedMeeting
    members: tuple[Councillor, ...]
    absent: tuple[Councillor, ...]

    @property
    def day(self) -> date:
        """The day of the meeting."""
        return self.planned.scheduled.date


def business_case(room: Room, item: Planned, earlier: Earlier | None, random: Random) -> Case:
    """The facts of one item of business."""
    matter = matters()[item.matter]
    places = _places(room.seed, matter, random)
    lead, seconds = _officers(room, matter, random)
    size = random.choices(("short", "middle", "long"), weights=(40, 46, 14))[0]
    wards = _ward_figures(random) if size != "short" and random.random() < 0.3 else ()
    cabinet = room.staff.cabinet_member(matter.services[0], room.day)
    return Case(
        matter=matter,
        title=_title(matter, places, room, random),
        subject=fill(matter.subject, random, room.day, places),
        day=room.day,
        committee=room.planned.scheduled.committee_name,
        lead=lead,
        seconds=seconds,
        member=cabinet if random.random() < 0.3 else None,
        guest=_guest(random) if random.random() < 0.12 else None,
        figures=_figures(room, matter, item, random),
        facts=_facts(matter, places, size, room.day, random),
        exchanges=_exchanges(room, matter, places, size, random),
        earlier=earlier,
        decisions=_exempt_decisions(room, matter, places, random)
        if item.exempt == "whole"
        else _decisions(room, matter, places, random),
        exempt=item.exempt,
        paragraph=random.choice(PARAGRAPHS) if item.exempt else "",
        recorded=_is_recorded(room, random),
        unnamed=random.random() < 0.14,
        wards=wards,
        welsh=_welsh(matter, places, room, random),
    )


def _places(seed: int, matter: Matter, random: Random) -> dict[str, str]:
    """The street, ward and school that an item is about; most matters stay at one place over the years."""
    settled = Random(f"{seed}:{matter.id}") if not matter.once and random.random() < 0.7 else random
    return {
        "street": street(settled),
        "street2": street(settled),
        "ward": settled.choice(WARDS[:9]),
        "ward2": settled.choice(WARDS[9:]),
        "school": school(settled),
        "n2": str(settled.randint(2, 29)),
    }


def _title(matter: Matter, places: dict[str, str], room: Room, random: Random) -> str:
    title = " ".join(fill(random.choice(matter.titles), random, room.day, places).split())
    if not room.planned.scheduled.welsh:
        return title
    return matter.welsh_title if random.random() < 0.4 else f"{matter.welsh_title} / {title}"


def _officers(room: Room, matter: Matter, random: Random) -> tuple[Holder, tuple[Holder, ...]]:
    """Who brings the report, and who came along; posts that are vacant that day are passed over."""
    found = _in_post(room, matter.services[:1], random) or _in_post(room, ALL_SERVICES, random)
    if matter.id == "home-education" and random.random() < 0.5:
        adviser = room.staff.holder("education.home", room.day)
        found = [adviser, *(one for one in found if one != adviser)] if adviser else found
    others = [one for one in found[1:] if one.officer.id != found[0].officer.id]
    how_many = random.choices((0, 1, 2), weights=(68, 24, 8))[0]
    return found[0], tuple(others[:how_many])


def _in_post(room: Room, services: Sequence[str], random: Random) -> list[Holder]:
    desks = [desk for service in services for desk in room.staff.desks_of(service)]
    holders = [room.staff.holder(desk, room.day) for desk in desks]
    found = [holder for holder in holders if holder is not None]
    random.shuffle(found)
    return found


def _guest(random: Random) -> Guest:
    body, role = random.choice(BODIES)
    return Guest(outsider(random), role, body)


def outsider(random: Random) -> str:
    """The name of somebody who is neither officer nor councillor."""
    title = random.choice(("Ms", "Mrs", "Mr"))
    return f"{title} {random.choice(FORENAMES[title].split())} {random.choice(OUTSIDERS)}"


def _figures(room: Room, matter: Matter, item: Planned, random: Random) -> tuple[Figure, ...]:
    since = item.since or room.day - timedelta(days=random.randrange(150, 380))
    how_many = 1 if matter.once else random.choice((1, 2, 2, 3))
    chosen = random.sample(range(len(matter.measures)), min(how_many, len(matter.measures)))
    return tuple(figure(room.seed, matter, place, room.day, since) for place in sorted(chosen))


def _facts(matter: Matter, places: dict[str, str], size: str, day: date, random: Random) -> tuple[str, ...]:
    """Clauses of the matter first, then of any matter."""
    own, common = {"short": (2, 1), "middle": (3, 2), "long": (6, 14)}[size]
    chosen = random.sample(matter.facts, min(len(matter.facts), own + random.randint(0, 1)))
    further = random.sample(generic().facts, max(0, common + random.randint(-1, 3)))
    fixed = places if matter.once else {}
    return tuple(one_line(fill(text, random, day, fixed if text in chosen else {})) for text in (*chosen, *further))


def one_line(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


def _exchanges(room: Room, matter: Matter, places: dict[str, str], size: str, random: Random) -> tuple[Exchange, ...]:
    how_many = {"short": random.randint(0, 1), "middle": random.randint(1, 4), "long": random.randint(9, 11)}[size]
    pool = [*matter.asked, *random.sample(generic().asked, len(generic().asked))]
    found = []
    for question, answer in pool[:how_many]:
        asker = random.choice(room.members) if random.random() < 0.7 else None
        fixed = places if matter.once else {}
        found.append(_exchange(asker, question, answer, room.day, fixed, random))
    return tuple(found)


def _exchange(
    asker: Councillor | None, question: str, answer: str, day: date, places: dict[str, str], random: Random
) -> Exchange:
    return Exchange(asker, fill(question, random, day, places), fill(answer, random, day, places))


def _decisions(room: Room, matter: Matter, places: dict[str, str], random: Random) -> tuple[Decision, ...]:
    """What was decided: mostly one to four things; now and then nothing."""
    how_many = random.choices((0, 1, 2, 3, 4), weights=(9, 38, 25, 18, 10))[0]
    actions = [fill(text, random, room.day, places) for text in random.sample(matter.actions, len(matter.actions))]
    steps = [Decision("note")] + [_decision(room, matter, action, random) for action in actions]
    steps += [Decision("return", _later_month(room.day, random))]
    if how_many == 1:
        return (random.choice(steps),)
    return tuple(
        _with_parts(one, actions, random)
        for one in sorted(random.sample(steps, min(how_many, len(steps))), key=steps.index)
    )


def _exempt_decisions(room: Room, matter: Matter, places: dict[str, str], random: Random) -> tuple[Decision, ...]:
    """What may be told of a decision taken in private: an action or two, each with a sum."""
    chosen = random.sample(matter.actions, min(len(matter.actions), random.choice((1, 1, 2))))
    sums = [f"for no more than £{random.randint(1000, 99999):,}" for _ in chosen]
    actions = [fill(text, random, room.day, places) for text in chosen]
    return tuple(Decision("act", f"{action} {limit}") for action, limit in zip(actions, sums, strict=True))


def _decision(room: Room, matter: Matter, action: str, random: Random) -> Decision:
    chance, others = random.random(), _in_post(room, matter.services, random)
    if chance < 0.25 and others:
        return Decision("ask", action, others[0].post)
    return Decision("recommend" if chance < 0.45 else "act", action)


def _with_parts(decision: Decision, actions: Sequence[str], random: Random) -> Decision:
    """Some decisions to act have points below them."""
    if decision.step != "act" or random.random() > 0.15:
        return decision
    parts = (
        f"in {random.choice(WARDS)}, by {random.choice(MONTH_NAMES)}",
        f"at a cost of no more than £{random.randint(2, 90)},000",
    )
    return Decision("act", decision.what, decision.post, parts)


def _later_month(day: date, random: Random) -> str:
    month = random.choice(MONTH_NAMES)
    return f"{month} {day.year + 1}"


def _is_recorded(room: Room, random: Random) -> bool:
    return LINES[room.planned.sitting.line].decides and random.random() < 0.05


def _ward_figures(random: Random) -> tuple[tuple[str, int], ...]:
    wards = sorted(random.sample(WARDS, random.randint(3, 7)))
    return tuple((ward, random.randint(1, 320)) for ward in wards)


def _welsh(matter: Matter, places: dict[str, str], room: Room, random: Random) -> tuple[str, ...]:
    if not room.planned.scheduled.welsh:
        return ()
    chosen = random.sample(matter.welsh, min(len(matter.welsh), random.randint(2, 4)))
    return tuple(fill(text, random, room.day, places) for text in chosen)


def procedure_case(room: Room, item: Planned, exempt_titles: tuple[str, ...], random: Random) -> Procedure:
    """The facts of one item of procedure."""
    planned, kind = room.planned, item.kind
    return Procedure(
        kind=kind,
        day=room.day,
        committee=planned.scheduled.committee_name,
        start=planned.scheduled.time,
        previous=planned.previous,
        following=planned.following,
        absent=room.absent if kind == "apologies" else (),
        interests=_interests(room, random) if kind == "declarations" and random.random() < 0.25 else (),
        questions=_questions(room, random) if kind == "public" and random.random() < 0.5 else (),
        clerk=_in_post(room, ALL_SERVICES, random)[0] if random.random() < 0.7 else None,
        corrections=_slips(random) if kind == "minutes" and random.random() < 0.12 else (),
        exempt_titles=exempt_titles,
        paragraph=random.choice(PARAGRAPHS),
        topics=tuple(matter.subject for matter in random.sample(_lasting(), 4)),
    )


def _lasting() -> list[Matter]:
    return [matter for matter in matters() if not matter.once]


def _interests(room: Room, random: Random) -> tuple[tuple[Councillor, str], ...]:
    who = random.sample(room.members, min(len(room.members), random.randint(1, 3)))
    return tuple(
        (one, f"{school(random)}, {random.choice(('as a governor', 'as a parent', 'as a neighbour'))}") for one in who
    )


def _questions(room: Room, random: Random) -> tuple[tuple[Guest, str, str], ...]:
    found = []
    for question, answer in random.sample(generic().asked, random.randint(1, 2)):
        asked = _exchange(None, question, answer, room.day, {}, random)
        found.append((Guest(outsider(random), "", random.choice(WARDS)), asked.question, asked.answer))
    return tuple(found)


def _slips(random: Random) -> tuple[str, ...]:
    """Corrections of earlier minutes."""
    slips = (
        f"for “{random.choice(WARDS)}” read “{random.choice(WARDS)}”",
        f"add {outsider(random)} to those who spoke",
        f"for “{random.randint(2, 40)}” read “{random.randint(41, 90)}”",
    )
    return tuple(random.sample(slips, random.randint(1, 3)))
