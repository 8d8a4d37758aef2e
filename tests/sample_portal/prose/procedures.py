"""Items of procedure, written from a style's own table of sentences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from sample_portal.model import Councillor, Mark, Points
from sample_portal.prose.common import Draft, NameForm, capital, joined, person_name
from sample_portal.prose.material import Procedure


@dataclass(frozen=True)
class Sentences:
    """A style's sentences for procedure.

    Slots: {absent} {next} {previous} {start} {titles} {paragraph} {who} {about} {name} {place} {question} {answer}.
    `lead` opens a resolution and is left out of it; `said` is for items without one, chosen among.
    """

    said: Mapping[str, Sequence[str]]
    resolved: Mapping[str, str]
    lead: str
    corrected: str
    corrected_mark: Mark
    interest: str
    asked: str
    answered: str
    programme: str
    officer: str
    officer_form: NameForm
    councillor: str
    councillor_name: Callable[[Councillor], str]
    dated: Callable[[date], str]
    conjunction: str = " and "
    timed: Callable[[str], str] = str


def surname(who: Councillor) -> str:
    """The surname alone."""
    return who.surname


def in_form(form: NameForm) -> Callable[[Councillor], str]:
    """Names in one form."""
    return lambda who: person_name(who, form)


def writer(sentences: Sentences) -> Callable[[Procedure, Draft, Random], None]:
    """The function that writes any item of procedure with these sentences."""
    return lambda case, draft, random: _write(case, draft, random, sentences)


def _write(case: Procedure, draft: Draft, random: Random, sentences: Sentences) -> None:
    match case.kind:
        case "public" if case.questions:
            _questions(case, draft, sentences)
        case "declarations" if case.interests:
            _interests(case, draft, random, sentences)
        case "minutes" if case.corrections:
            text = sentences.corrected.format(**_slots(case, sentences))
            below = Points(case.corrections, sentences.corrected_mark)
            draft.resolve_in_list(sentences.lead, [text], "number", [(0, below)])
        case "programme":
            draft.say(sentences.programme)
            draft.list([capital(topic) for topic in case.topics])
            _resolve(case, draft, sentences)
        case "apologies" if case.absent:
            absent = [_named(who, draft, sentences) for who in case.absent]
            draft.say(random.choice(sentences.said["apologies"]).format(absent=joined(absent, sentences.conjunction)))
        case _:
            _plain(case, draft, random, sentences)


def _plain(case: Procedure, draft: Draft, random: Random, sentences: Sentences) -> None:
    """What is resolved, or what is said when nothing happened."""
    if case.kind in {"minutes", "next"} or (case.kind == "exclusion" and case.exempt_titles):
        _resolve(case, draft, sentences)
    else:
        draft.say(random.choice(sentences.said[f"no {case.kind}"]).format(**_slots(case, sentences)))


def _resolve(case: Procedure, draft: Draft, sentences: Sentences) -> None:
    draft.resolve_in_line(sentences.lead, sentences.resolved[case.kind].format(**_slots(case, sentences)))


def _slots(case: Procedure, sentences: Sentences) -> dict[str, str]:
    return {
        "next": sentences.dated(case.following) if case.following else "a day to be fixed",
        "previous": sentences.dated(case.previous) if case.previous else "the last occasion",
        "start": sentences.timed(case.start),
        "titles": joined(case.exempt_titles, sentences.conjunction),
        "paragraph": case.paragraph,
    }


def _named(who: Councillor, draft: Draft, sentences: Sentences) -> str:
    return draft.councillor(who, sentences.councillor, sentences.councillor_name(who))


def _questions(case: Procedure, draft: Draft, sentences: Sentences) -> None:
    """The member of the public is no officer and no councillor, and is never noted as one."""
    for guest, question, answer in case.questions:
        draft.say(sentences.asked.format(name=guest.name, place=guest.body, question=question))
        who = "the Chair"
        if case.clerk is not None:
            who = draft.officer(case.clerk, sentences.officer, sentences.officer_form, "answered")
        draft.say(capital(sentences.answered.format(who=who, answer=answer)))


def _interests(case: Procedure, draft: Draft, random: Random, sentences: Sentences) -> None:
    draft.say(random.choice(sentences.said["declarations"]))
    draft.list(
        [sentences.interest.format(who=_named(who, draft, sentences), about=about) for who, about in case.interests]
    )
