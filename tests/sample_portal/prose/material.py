"""The facts of one item, as they are handed to a style of prose: who, what, how many, what was asked and decided."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Literal

from sample_portal.business import Figure, Matter
from sample_portal.model import Councillor
from sample_portal.staff import Holder

if TYPE_CHECKING:
    from sample_portal.prose.common import Draft, Manner

Step = Literal["note", "act", "ask", "recommend", "return", "thank"]


@dataclass(frozen=True)
class Guest:
    """Somebody from outside the council: a partner, or a member of the public."""

    name: str
    role: str
    body: str


@dataclass(frozen=True)
class Exchange:
    """A question and its answer, as clauses in the past tense; `asker` is None when members asked as one."""

    asker: Councillor | None
    question: str
    answer: str


@dataclass(frozen=True)
class Earlier:
    """An earlier item, to be referred to."""

    item_id: int
    number: str
    day: date
    committee: str
    same_committee: bool


@dataclass(frozen=True)
class Decision:
    """One thing decided. `what` completes it: an action, a month, a body; `parts` are points below it."""

    step: Step
    what: str = ""
    post: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """Everything that happened under one item of business."""

    matter: Matter
    title: str
    subject: str
    day: date
    committee: str
    lead: Holder
    seconds: tuple[Holder, ...]
    member: tuple[Councillor, str] | None
    guest: Guest | None
    figures: tuple[Figure, ...]
    facts: tuple[str, ...]
    exchanges: tuple[Exchange, ...]
    earlier: Earlier | None
    decisions: tuple[Decision, ...]
    exempt: Literal["", "whole", "part"]
    paragraph: str
    recorded: bool
    unnamed: bool
    wards: tuple[tuple[str, int], ...]
    welsh: tuple[str, ...] = ()


@dataclass(frozen=True)
class Procedure:
    """What happened under an item of procedure. Only the fields that its kind needs are filled."""

    kind: str
    day: date
    committee: str
    start: str
    previous: date | None = None
    following: date | None = None
    absent: tuple[Councillor, ...] = ()
    interests: tuple[tuple[Councillor, str], ...] = ()
    questions: tuple[tuple[Guest, str, str], ...] = ()
    clerk: Holder | None = None
    corrections: tuple[str, ...] = ()
    exempt_titles: tuple[str, ...] = ()
    paragraph: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Style:
    """A council's way of writing minutes."""

    name: str
    manner: "Manner"
    business: Callable[[Case, "Draft", Random], None]
    procedure: Callable[[Procedure, "Draft", Random], None]
    number: Callable[[int, date], str]
    title: Callable[[str], str]
    agenda: Callable[[Case, Random], str]
    procedure_titles: dict[str, str]
    procedure_agenda: dict[str, str]
