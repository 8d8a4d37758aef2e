"""The council's committees over the years: renamed, abolished, replaced. Knows no meetings."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from sample_portal.model import Committee, Contact
from sample_portal.names import COUNCIL, DESKS, VENUES
from sample_portal.staff import Staff

ALL_SERVICES = tuple(dict.fromkeys(desk.split(".")[0] for desk in DESKS))


@dataclass(frozen=True)
class Era:
    """One name of a committee, up to a share of the years; then it is renamed, or replaced by a new one."""

    name: str
    until: float = 1.0
    renamed: bool = False


@dataclass(frozen=True)
class Line:
    """Committees that followed one another with the same business."""

    category: str
    services: tuple[str, ...]
    eras: tuple[Era, ...]
    decides: bool = False
    welsh: bool = False


@dataclass(frozen=True)
class Sitting:
    """A committee with what is settled for all its meetings."""

    committee: Committee
    line: int
    style: str
    weekday: int
    start: str
    venue: str
    members: int


# The first four are those of a small council: they show schools, decisions, roads and Welsh.
LINES = (
    Line(
        "Scrutiny",
        ("education", "children"),
        (
            Era("Education Committee", 0.16),
            Era("Learning and Young People Scrutiny Panel", 0.42, renamed=True),
            Era("Bright Futures Scrutiny Panel", 0.68),
            Era("Young Lives Select Commission"),
        ),
    ),
    Line("Executive", ALL_SERVICES, (Era("Policy and Resources Committee", 0.1), Era("Cabinet")), decides=True),
    Line(
        "Scrutiny",
        ("highways", "environment", "planning"),
        (
            Era("Highways and Works Committee", 0.2),
            Era("Environment and Transport Scrutiny Panel", 0.6),
            Era("Place Select Commission - Roads, Rivers and Waste", 0.85, renamed=True),
            Era("Place and Climate Select Commission"),
        ),
    ),
    Line(
        "Forums",
        ("democratic", "leisure", "education"),
        (Era("Welsh Language Working Group", 0.4, renamed=True), Era("Fforwm y Gymraeg / Welsh Language Forum")),
        welsh=True,
    ),
    Line("Council", ALL_SERVICES, (Era("Council"),), decides=True),
    Line(
        "Regulatory",
        ("planning", "highways"),
        (Era("Development Control Sub-Committee", 0.3), Era("Planning Committee")),
        decides=True,
    ),
    Line(
        "Scrutiny",
        ("adults", "health"),
        (
            Era("Social Services Committee", 0.14),
            Era("Health and Adult Care Scrutiny Panel", 0.75),
            Era("Wellbeing Panel"),
        ),
    ),
    Line("Scrutiny", ("housing", "licensing"), (Era("Housing Committee", 0.25), Era("Homes and Communities Panel"))),
    Line("Regulatory", ("finance",), (Era("Audit Panel", 0.35, renamed=True), Era("Audit and Governance Committee"))),
    Line("Regulatory", ("licensing", "legal"), (Era("Licensing and Safety Committee"),), decides=True),
    # It was abolished and nothing came in its place.
    Line("Scrutiny", ("leisure",), (Era("Leisure and Libraries Committee", 0.3), Era("Culture Scrutiny Panel", 0.7))),
    Line(
        "Scrutiny",
        ("finance", "corporate"),
        (Era("Best Value Panel", 0.3), Era("Overview and Scrutiny Management Board")),
    ),
    Line(
        "Regulatory", ("corporate",), (Era("Personnel Sub-Committee", 0.4), Era("Employment Committee")), decides=True
    ),
    Line("Boards", ("children", "education"), (Era("Corporate Parenting Board"),)),
    Line("Boards", ("health", "adults", "children"), (Era("Health and Wellbeing Board"),)),
    Line(
        "Area",
        ("environment", "highways", "leisure"),
        (Era("Harbour Area Assembly", 0.8), Era("Town and Harbour Forum")),
    ),
)
_TIMES = ("10:00", "14:00", "17:30", "18:00", "19:00", "19:30", "09:30")


def sittings(
    seed: int, staff: Staff, how_many: int, first: date, today: date, styles: tuple[str, ...]
) -> tuple[Sitting, ...]:
    """Every committee there ever was, in the order of their lines."""
    random = Random(f"{seed}:committees")
    found: list[Sitting] = []
    for place, line in enumerate(LINES[:how_many]):
        found += _line_of(place, line, random, len(found), staff, first, today, styles)
    return tuple(found)


def _line_of(
    place: int, line: Line, random: Random, before: int, staff: Staff, first: date, today: date, styles: tuple[str, ...]
) -> list[Sitting]:
    days, since = (today - first).days, first
    former: list[tuple[str, date]] = []
    found: list[Sitting] = []
    for era in line.eras:
        until = None if era.until >= 1 else spring(first + timedelta(days=int(days * era.until)))
        if era.renamed and until is not None:
            former.append((era.name, until))
            continue
        if until is None or until > since + timedelta(days=60):
            number = 110 + (before + len(found)) * 7 + random.randrange(6)
            committee = _committee(number, era.name, line, since, until, tuple(former), staff, today)
            style = styles[(before + len(found)) % len(styles)]
            found.append(_sitting(committee, place, style, random))
            since = since if until is None else until + timedelta(days=1)
        former = []
    return _chained(found)


def spring(day: date) -> date:
    """The eve of the annual meeting nearest before a day: when councils change their committees."""
    return date(day.year, 5, 14)


def _committee(
    number: int,
    name: str,
    line: Line,
    since: date,
    until: date | None,
    former: tuple[tuple[str, date], ...],
    staff: Staff,
    today: date,
) -> Committee:
    purpose = f"To consider matters of {', '.join(line.services[:3])} for {COUNCIL}."
    kept = tuple((old, last) for old, last in former if last > since)
    at = contact(staff, until or today)
    return Committee(number, name, line.category, since, until, kept, at, line.welsh, purpose)


def contact(staff: Staff, day: date) -> Contact:
    """Whom to ask on a day: one of the committee clerks, or the office while there is none."""
    for desk in ("democratic.officer", "democratic.head"):
        holder = staff.holder(desk, day)
        if holder is not None:
            email = f"{holder.officer.id}@marlmouth.example"
            return Contact(holder.officer.name, holder.post, "01632 960417", email, holder.officer.id)
    return Contact("Committee Office", "", "01632 960400", "committees@marlmouth.example")


def _sitting(committee: Committee, line: int, style: str, random: Random) -> Sitting:
    return Sitting(
        committee,
        line,
        "welsh" if committee.welsh else style,
        random.randrange(5),
        random.choice(_TIMES),
        random.choice(VENUES),
        random.randint(7, 13),
    )


def _chained(found: list[Sitting]) -> list[Sitting]:
    """Each committee of a line with the ids of the one before it and the one after."""
    ids = [None, *(one.committee.id for one in found), None]
    return [_with_neighbours(one, ids[place], ids[place + 2]) for place, one in enumerate(found)]


def _with_neighbours(one: Sitting, before: int | None, after: int | None) -> Sitting:
    return replace(one, committee=replace(one.committee, predecessor=before, successor=after))
