"""A style of its own, kept aside: not looked at while the cleaner is written, so that it can judge it later."""

from datetime import date
from random import Random

from sample_portal.model import Councillor, Points
from sample_portal.prose.common import Draft, Manner, capital, joined, long_date, sentence
from sample_portal.prose.material import Case, Decision, Style
from sample_portal.prose.procedures import Sentences, writer
from sample_portal.prose.telling import Frames, Phrases, decided, figure_clause

FIGURES = Frames(
    rise=(
        "by {since} {subject} had been {before}; the Committee now had before them a figure of {now}",
        "on the measure of {subject}, {before} had become {now}",
    ),
    fall=(
        "by {since} {subject} had been {before}; the Committee now had before them a figure of {now}",
        "on the measure of {subject}, {before} had dwindled to {now}",
    ),
    same=("on the measure of {subject}, {now} was again recorded",),
)
DECISIONS: Phrases = {
    "note": ("To note {what}", "To take note of the matters set out above"),
    "act": ("To {what}", "To agree in principle to {what}"),
    "ask": ("To invite {post} to {what}", "To delegate to {post} the power to {what}"),
    "recommend": ("To commend to full Council a proposal to {what}", "To advise the Executive to {what}"),
    "return": ("To revisit the decision in {what}", "To require a written account by {what}"),
    "thank": ("To record the Committee's gratitude to {what}",),
}
REASONS = (
    "To give effect to what Members had asked for.",
    "The duty upon the Council left no other course.",
    "The saving outweighed the inconvenience.",
    "Delay would have cost more than action.",
)
OTHERS = (
    "To do nothing: rejected because matters would not improve.",
    "To wait until {year}: rejected because grant would be lost.",
    "To share the cost with neighbours: rejected because none was willing.",
)
CROSS = ("see Minute {number} of {day}", "cf. {where}, {day}, Minute {number}", "Minute {number}, {day}")


def business(case: Case, draft: Draft, random: Random) -> None:
    """One item of business: numbered paragraphs, then the decision with reasons."""
    if case.exempt == "whole":
        texts = [f"To {decision.what}." for decision in case.decisions]
        draft.resolve_in_list("The Committee RESOLVED:", texts, "letter")
        return
    _attending(case, draft)
    draft.list([sentence(clause) for clause in _paragraphs(case, draft, random)], "number")
    if case.wards:
        draft.say(f"Ward totals: {'; '.join(f'{ward} = {number}' for ward, number in case.wards)}.")
    _resolve(case, draft, random)
    if case.decisions and random.random() < 0.6:
        draft.say("Reasons for the decision", bold=True)
        draft.say(random.choice(REASONS))
        draft.say("Other options considered", bold=True)
        draft.say(random.choice(OTHERS).format(year=case.day.year + random.randint(1, 4)))


def _attending(case: Case, draft: Draft) -> None:
    people = case.seconds if case.unnamed else (case.lead, *case.seconds)
    shape = "{name} - {post}"
    for place, who in enumerate(people):
        draft.say(f"In attendance: {draft.officer(who, shape, 'titled full', 'attended' if place else 'presented')}")
    if case.guest is not None:
        draft.say(f"Also in attendance: {case.guest.name} - {case.guest.role}, {case.guest.body.removeprefix('the ')}")


def _paragraphs(case: Case, draft: Draft, random: Random) -> list[str]:
    """The clauses that become numbered paragraphs."""
    clauses = [_purpose(case, draft, random)]
    clauses += [figure_clause(figure, FIGURES, random, long_date) for figure in case.figures]
    clauses += [f"the Committee were told that {fact}" for fact in case.facts]
    for exchange in case.exchanges:
        asker = "Members"
        if exchange.asker is not None:
            asker = draft.councillor(exchange.asker, "Cllr. {name}", short_name(exchange.asker))
        clauses.append(f"to a question from {asker} ({exchange.question}) came the answer that {exchange.answer}")
    return clauses


def _purpose(case: Case, draft: Draft, random: Random) -> str:
    source = draft.post(case.lead.post) if case.unnamed else "those attending"
    text = f"the Committee took evidence from {source} on {case.subject}"
    if case.member is not None:
        who, role = case.member
        text += f", {draft.councillor(who, 'Cllr. {name} ({role})', short_name(who), role)} being present"
    if case.earlier is None:
        return text
    earlier = case.earlier
    written = random.choice(CROSS).format(number=earlier.number, where=earlier.committee, day=slashed(earlier.day))
    return f"{text} ({draft.refer(earlier, written)})"


def short_name(who: Councillor) -> str:
    """Surname first: "Oakes P"."""
    return f"{who.surname} {who.forename[:1]}"


def slashed(day: date) -> str:
    """03/05/2019."""
    return f"{day:%d/%m/%Y}"


def _resolve(case: Case, draft: Draft, random: Random) -> None:
    if not case.decisions:
        return
    clauses = [_clause(decision, draft, random, case.subject) for decision in case.decisions]
    below = [(i, Points(one.parts, "roman")) for i, one in enumerate(case.decisions) if one.parts]
    nested = {place for place, _ in below}
    if len(clauses) == 1 and not below:
        draft.resolve_in_line("The Committee RESOLVED:", f"{clauses[0]}.")
    elif not below and random.random() < 0.3:
        parts = [(f"[{i}]", f"{clause}.") for i, clause in enumerate(clauses, 1)]
        draft.resolve_in_text("The Committee RESOLVED:", parts)
    else:
        points = [f"{clause}{' -' if i in nested else '.'}" for i, clause in enumerate(clauses)]
        draft.resolve_in_list("The Committee RESOLVED:", points, "roman" if not below else "letter", below)


def _clause(decision: Decision, draft: Draft, random: Random, subject: str) -> str:
    chosen = decision if decision.what else Decision(decision.step, f"progress with {subject}", decision.post)
    return capital(decided(chosen, DECISIONS, random, draft))


SENTENCES = Sentences(
    said={
        "apologies": ("Absent with leave: {absent}.",),
        "no apologies": ("No leave of absence was sought.",),
        "declarations": ("Entered in the register at the meeting:",),
        "no declarations": ("No entry was made in the register of interests.",),
        "no exclusion": ("The Committee sat in public throughout.",),
        "no urgent": ("No matter was certified as urgent.",),
        "no public": ("No member of the public wished to be heard.",),
        "no communications": ("No letter or message was read.",),
    },
    resolved={
        "minutes": "To adopt the minutes of {previous}.",
        "next": "To sit next on {next} from {start}.",
        "programme": "To adopt the timetable.",
        "exclusion": "To sit in camera for {titles} ({paragraph}).",
    },
    lead="The Committee RESOLVED:",
    corrected="To adopt the minutes of {previous}, with these amendments -",
    corrected_mark="roman",
    interest="{who}: {about}",
    asked="{name}, of {place}, was heard and asked {question}.",
    answered="The reply of {who} was that {answer}.",
    programme="The timetable had been revised to include:",
    officer="{name} - {post}",
    officer_form="titled full",
    councillor="Cllr. {name}",
    councillor_name=short_name,
    dated=slashed,
)

STYLE = Style(
    name="reserved two",
    manner=Manner(percent="%", curly=False),
    business=business,
    procedure=writer(SENTENCES),
    number=lambda number, day: f"{day:%y}.{number}",
    title=lambda title: title,
    agenda=lambda case, random: f"{random.choice(('Evidence', 'Papers'))}: {joined([case.subject])}",
    procedure_titles={
        "apologies": "Leave of Absence",
        "declarations": "Register of Interests",
        "minutes": "Adoption of Minutes",
        "exclusion": "Sitting in Camera",
        "urgent": "Matters Certified Urgent",
        "next": "Next Sitting",
        "programme": "Timetable",
        "public": "Public Participation",
        "communications": "Letters and Messages",
    },
    procedure_agenda={"declarations": "Members to sign the register.", "urgent": "As certified by the Chair."},
)
