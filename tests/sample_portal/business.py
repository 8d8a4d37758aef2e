"""What councils talk about: matters with a life of years, their figures, and neutral clauses to be put into prose.

Reads matters.toml; knows no people and no style of writing.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from sample_portal.names import BODIES, WARDS, school, street, words

# Styles write percentages in two ways; this stands for " per cent" or "%" until the style is known.
PERCENT = "\ue000"
MONTHS = words("January February March April May June July August September October November December")
WELSH_MONTHS = words("Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr")
WEEKDAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Measure:
    """Something counted over the years. `unit` is count, pct, money (thousands of pounds) or days."""

    noun: str
    unit: str
    first: float
    change: float


@dataclass(frozen=True)
class Matter:
    """Something a council comes back to, or a kind of thing that comes up in one place after another."""

    id: str
    services: tuple[str, ...]
    titles: tuple[str, ...]
    subject: str
    terms: tuple[tuple[str, str], ...]
    measures: tuple[Measure, ...]
    facts: tuple[str, ...]
    asked: tuple[tuple[str, str], ...]
    actions: tuple[str, ...]
    life: tuple[float, float]
    once: bool
    welsh_title: str
    welsh: tuple[str, ...]


@dataclass(frozen=True)
class Generic:
    """What may be said of any matter."""

    facts: tuple[str, ...]
    asked: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Figure:
    """A measure on a day, with what it was when the matter was last before the council."""

    subject: str
    unit: str
    now: float
    before: float
    since: date

    @property
    def direction(self) -> int:
        """1 for a rise, -1 for a fall, 0 when the two are printed alike."""
        return 0 if self.printed_now == self.printed_before else (1 if self.now > self.before else -1)

    @property
    def printed_now(self) -> str:
        """The value as minutes print it."""
        return printed(self.now, self.unit)

    @property
    def printed_before(self) -> str:
        """The earlier value as minutes print it."""
        return printed(self.before, self.unit)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("matters.toml").read_text(encoding="utf-8"))


@cache
def matters() -> tuple[Matter, ...]:
    """All matters, in the order of the file."""
    return tuple(_matter(found) for found in _file()["matter"])


@cache
def generic() -> Generic:
    """What may be said of any matter."""
    return Generic(_lines(_file()["generic"]["facts"]), _asked(_file()["generic"]["asked"]))


def _matter(found: dict[str, Any]) -> Matter:
    return Matter(
        id=found["id"],
        services=tuple(found["services"]),
        titles=tuple(found["titles"]),
        subject=found["subject"],
        terms=tuple(found.get("terms", {}).items()),
        measures=tuple(_measure(line) for line in _lines(found["measures"])),
        facts=_lines(found["facts"]),
        asked=_asked(found["asked"]),
        actions=_lines(found["actions"]),
        life=tuple(found.get("life", (0.0, 1.0))),
        once=found.get("once", False),
        welsh_title=found.get("welsh_title", ""),
        welsh=_lines(found.get("welsh", "")),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.strip().splitlines())


def _asked(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((question, answer) for question, answer in (line.split(" => ") for line in _lines(text)))


def _measure(line: str) -> Measure:
    noun, unit, first, change = line.split(" | ")
    return Measure(noun, unit, float(first), float(change))


def printed(value: float, unit: str) -> str:
    """A value with its unit: "1,204", "12.4 per cent", "£640,000", "£1.40 million", "21 days"."""
    match unit:
        case "pct":
            return f"{value:.1f}{PERCENT}"
        case "money":
            return f"£{value / 1000:.2f} million" if value >= 1000 else f"£{round(value)},000"
        case "days":
            return f"{round(value)} days"
    return f"{round(value):,}"


def figure(seed: int, matter: Matter, place: int, day: date, since: date) -> Figure:
    """What a measure was on two days. It drifts over the years and is the same whoever asks."""
    measure = matter.measures[place]
    now, before = (_value(seed, matter, place, when) for when in (day, since))
    return Figure(_subject(measure), measure.unit, now, before, since)


def _value(seed: int, matter: Matter, place: int, day: date) -> float:
    measure = matter.measures[place]
    noise = 1 + Random(f"{seed}:{matter.id}:{place}:{day.year}:{day.month}").uniform(-0.06, 0.06)
    drift: float = (1 + measure.change) ** (day.year - 2000 + day.month / 12)
    value = measure.first * drift * noise
    return min(value, 98.5) if measure.unit == "pct" else value


def _subject(measure: Measure) -> str:
    if measure.unit in {"money", "days"} or measure.noun.startswith(("the ", "overall ")):
        return measure.noun
    return f"the {'number' if measure.unit == 'count' else 'proportion'} of {measure.noun}"


def fill(template: str, random: Random, day: date, places: dict[str, str] | None = None) -> str:
    """A template with its choices made and its slots filled; `places` fixes some of the slots."""
    while _CHOICE.search(template):
        template = _CHOICE.sub(lambda found: random.choice(found[1].split("|")), template)
    wanted = _SLOT.findall(template)
    values = {**_values(random, day, set(wanted)), **(places or {})} if wanted else {}
    return _SLOT.sub(lambda found: values[found[1]], template)


def _values(random: Random, day: date, wanted: set[str]) -> dict[str, str]:
    """A value for each slot that is wanted. The numbers of one clause agree: {m} of {n}, {n} of {m2}."""
    n = random.randint(4, 97)
    values = {"n": str(n), "m": str(random.randint(2, n - 1)), "m2": str(n + random.randint(3, 60))}
    makers: dict[str, Callable[[], str]] = {
        "n2": lambda: str(random.randint(2, 29)),
        "pct": lambda: f"{random.randint(3, 89)}{PERCENT}",
        "money": lambda: printed(random.choice((random.randint(4, 990), random.randint(1000, 7900))), "money"),
        "weeks": lambda: random.choice(("two", "three", "four", "six", "eight", "ten", "twelve")),
        "month": lambda: random.choice(MONTHS),
        "welsh_month": lambda: random.choice(WELSH_MONTHS),
        "weekday": lambda: random.choice(WEEKDAYS),
        "q": lambda: str(random.randint(1, 4)),
        "year2": lambda: str(day.year + random.randint(2, 9)),
        "year3": lambda: str(day.year - random.randint(1, 19)),
        "street": lambda: street(random),
        "street2": lambda: street(random),
        "school": lambda: school(random),
        "body": lambda: random.choice(BODIES)[0],
        "body2": lambda: random.choice(BODIES)[0].removeprefix("the "),
        "ward": lambda: WARDS[n % 9],
        "ward2": lambda: WARDS[9 + n % 9],
    }
    # The order is that of the makers, so that one seed gives one text.
    return values | {slot: make() for slot, make in makers.items() if slot in wanted}
