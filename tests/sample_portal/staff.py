"""Who worked for the council and who was elected to it, from a first day to a last. Knows no business."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from sample_portal.model import Councillor, Officer, Tenure
from sample_portal.names import DESKS, PARTIES, PORTFOLIOS, WARDS, person

ONE_DAY = timedelta(days=1)
# Beyond the last meeting of any size of council: nobody leaves after the story's end.
AFTERWARDS = timedelta(days=1500)
# Two people whom minutes call "J. Wright" at one time, and a councillor of the same surname.
HONOURS = ("MBE", "OBE", "DL")
NAMESAKES = (("highways.traffic", "Mr", "John", "Wright"), ("education.send", "Mrs", "Jane", "Wright"))


@dataclass(frozen=True)
class Holder:
    """An officer, with the post held on the day in question."""

    officer: Officer
    post: str


@dataclass(frozen=True)
class Staff:
    """Officers and councillors, to be asked who was what on a day."""

    seed: int
    officers: tuple[Officer, ...]
    councillors: tuple[Councillor, ...]
    desks: dict[str, tuple[tuple[Tenure, Officer], ...]]

    def holder(self, desk: str, day: date) -> Holder | None:
        """Who sat at a desk on a day; nobody while a post is vacant."""
        return next((Holder(who, held.post) for held, who in self.desks[desk] if held.covers(day)), None)

    def desks_of(self, service: str) -> list[str]:
        """The desks of one service."""
        return [desk for desk in self.desks if desk.split(".")[0] == service]

    def sitting(self, day: date) -> list[Councillor]:
        """The councillors of a day."""
        return [one for one in self.councillors if one.since <= day and (one.until is None or day <= one.until)]

    def committee_members(self, committee_id: int, day: date, how_many: int) -> list[Councillor]:
        """The members of a committee in a municipal year, the chair first."""
        random = Random(f"{self.seed}:members:{committee_id}:{municipal_year(day)}")
        year_start = date(municipal_year(day), 6, 1)
        pool = [one for one in self.sitting(day) if one.since <= max(year_start, day)]
        return random.sample(pool, min(how_many, len(pool)))

    def cabinet_member(self, service: str, day: date) -> tuple[Councillor, str]:
        """The councillor in charge of a service, with the name of that charge."""
        pool = self.sitting(day)
        place = Random(f"{self.seed}:cabinet:{PORTFOLIOS[service]}:{municipal_year(day) // 2}").random()
        return pool[int(place * len(pool))], f"Cabinet Member for {PORTFOLIOS[service]}"


def municipal_year(day: date) -> int:
    """The year in whose May the municipal year of a day began."""
    return day.year if (day.month, day.day) >= (5, 15) else day.year - 1


def appoint(seed: int, first: date, last: date) -> Staff:
    """Everybody, from the first day to the last."""
    random, taken = Random(f"{seed}:staff"), {f"{name} {surname}" for _, _, name, surname in NAMESAKES}
    histories: dict[str, list[tuple[str, Tenure]]] = {}
    people: dict[str, Officer] = {}
    for desk in DESKS:
        histories[desk] = list(_desk_history(desk, random, taken, people, first, last))
    officers = _with_posts(people, histories)
    desks = {desk: tuple((held, officers[who]) for who, held in held_by) for desk, held_by in histories.items()}
    return Staff(seed, tuple(officers.values()), _elected(random, taken, first, last), desks)


def _with_posts(people: dict[str, Officer], histories: dict[str, list[tuple[str, Tenure]]]) -> dict[str, Officer]:
    posts: defaultdict[str, list[Tenure]] = defaultdict(list)
    for held_by in histories.values():
        for who, held in held_by:
            posts[who].append(held)
    ordered = {who: tuple(sorted(posts[who], key=lambda held: held.since)) for who in people}
    return {who: replace(officer, posts=ordered[who]) for who, officer in people.items()}


def _desk_history(
    desk: str, random: Random, taken: set[str], people: dict[str, Officer], first: date, last: date
) -> list[tuple[str, Tenure]]:
    """Who sat at a desk in turn, under the desk's name of the time. A rename does not change the person."""
    spans: list[tuple[str, Tenure]] = []
    day = first - timedelta(days=random.randrange(30, 900))
    while day < last:
        until = day + timedelta(days=random.randrange(420, 3400))
        who = _newcomer(desk, random, taken, people, spans)
        spans += [(who, held) for held in _named_spans(desk, day, until, first, last)]
        # A post may stand empty for a while, or be filled the next day.
        day = until + ONE_DAY * random.choice((1, 1, 1, 30, 75))
    return spans


def _newcomer(
    desk: str, random: Random, taken: set[str], people: dict[str, Officer], before: list[tuple[str, Tenure]]
) -> str:
    title, forename, surname = person(random, taken)
    if len(before) == 0:
        given = [names for where, *names in NAMESAKES if where == desk]
        title, forename, surname = given[0] if given else (title, forename, surname)
    key = "".join(c if c.isalnum() else "-" for c in f"{forename} {surname}".lower().replace("’", ""))
    people[key] = Officer(key, f"{forename} {surname}", title, forename, surname, ())
    return key


def _named_spans(desk: str, since: date, until: date, first: date, last: date) -> list[Tenure]:
    """A person's time at a desk, cut where the post was renamed."""
    days, spans, start = (last - first).days, [], since
    for name, share in DESKS[desk]:
        renamed = first + timedelta(days=int(days * share)) if share < 1 else last + AFTERWARDS
        end = min(until, renamed - ONE_DAY)
        if start <= end:
            spans.append(Tenure(name, start, None if end >= last else end))
            start = end + ONE_DAY
    return spans


def _elected(random: Random, taken: set[str], first: date, last: date) -> tuple[Councillor, ...]:
    """Three councillors a ward, for a few terms of four years each; a seat is filled on the day it falls vacant."""
    found: list[Councillor] = []
    for ward in WARDS:
        for _ in range(3):
            found += _seat(ward, random, taken, first, last, len(found))
    # One of them has the surname of an officer.
    found[1] = replace(found[1], name="Peter Wright", title="Mr", forename="Peter", surname="Wright")
    return tuple(found)


def _seat(ward: str, random: Random, taken: set[str], first: date, last: date, before: int) -> list[Councillor]:
    found: list[Councillor] = []
    # The term that the story begins in, elected on the first Thursday of a May, near enough.
    year = first.year - 1 - (first.year + len(ward)) % 4
    while date(year, 5, 5) < last:
        terms = random.choice((1, 1, 2, 2, 3))
        since, until = date(year, 5, 5), date(year + 4 * terms, 5, 4)
        title, forename, surname = person(random, taken)
        name = f"{forename} {surname}" + (f" {random.choice(HONOURS)}" if random.random() < 0.05 else "")
        party = random.choice(PARTIES)
        number = 1000 + before + len(found)
        gone = None if until > last else until
        found.append(Councillor(number, name, ward, party, since, gone, title, forename, surname))
        year += 4 * terms
    return found
