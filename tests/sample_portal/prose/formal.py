"""Minutes in the old passive manner: "The Head of X (Ms. K. Hanson) submitted a report", "RESOLVED –", letters."""

from random import Random

from sample_portal.model import Councillor, Points
from sample_portal.prose.common import Draft, Manner, capital, half_day, joined, long_date, person_name
from sample_portal.prose.material import Case, Exchange, Style
from sample_portal.prose.procedures import Sentences, writer
from sample_portal.prose.telling import Frames, Phrases, decided, figure_clause, parts_below, punctuated

FIGURES = Frames(
    rise=(
        "{subject}, which in {since} had been {before}, had since risen to {now}",
        "there had been an increase in {subject}, from {before} to {now}",
        "{subject} had been found to be {now}, as against {before} in {since}",
    ),
    fall=(
        "{subject}, which in {since} had been {before}, had since declined to {now}",
        "there had been a reduction in {subject}, from {before} to {now}",
        "{subject} had been found to be no more than {now}, as against {before} in {since}",
    ),
    same=(
        "{subject} remained at {now}",
        "no change was to be reported in {subject}, namely {now}",
    ),
)
DECISIONS: Phrases = {
    "note": ("the report be received", "the report be noted", "the position as now reported be noted"),
    "act": ("authority be given to {what}", "the necessary steps be taken to {what}"),
    "ask": ("{post} be requested to {what}", "{post} be instructed to {what}"),
    "recommend": ("the Council be recommended to {what}", "it be a recommendation to the Cabinet to {what}"),
    "return": ("a further report be submitted in {what}", "the matter be considered again in {what}"),
    "thank": ("a vote of thanks be accorded to {what}", "{what} be thanked for attending"),
}
SUBMITTED = (
    "{who} submitted a report concerning {subject}",
    "There was submitted a report by {who} concerning {subject}",
    "The Committee had before it a report by {who} upon {subject}",
    "{who} reported upon {subject}",
)
REFERRED = (
    (" (", "Minute {number} of the {where}, {day}, refers", ")"),
    (" (", "Minute No. {number} of {day} refers", ")"),
    (", being a matter last considered at ", "Minute {number} of {day}", ""),
    (", pursuant to ", "Minute No. {number}/{where}/{day}", ""),
)
REPORTED = (
    "It was reported that",
    "The Committee was informed that",
    "The report stated that",
    "Attention was drawn to the fact that",
)
FURTHER = (
    "It was further reported that",
    "It was mentioned besides that",
    "It was also noted that",
    "The report went on to state that",
)
ENQUIRED = ("enquired {question}", "sought to be informed {question}", "wished to know {question}")
REPLIED = ("It was stated in reply that", "The answer was given that", "In reply the Committee was assured that")


def business(case: Case, draft: Draft, random: Random) -> None:
    """One item of business."""
    if case.exempt == "whole":
        what = joined([decision.what for decision in case.decisions])
        draft.resolve_in_line("RESOLVED –", f"that the Committee’s decision to {what} be kept from publication.")
        return
    _submit(case, draft, random)
    _report(case, draft, random)
    if case.wards:
        listed = "; ".join(f"{ward}, {number}" for ward, number in case.wards)
        draft.say(f"In the several wards the numbers were: {listed}.")
    if case.guest is not None:
        draft.say(f"{case.guest.name}, {case.guest.role} of {case.guest.body}, attended and addressed the Committee.")
    for exchange in case.exchanges:
        _exchange(exchange, case, draft, random)
    _resolve(case, draft, random)


def _submit(case: Case, draft: Draft, random: Random) -> None:
    text = random.choice(SUBMITTED).format(who=_submitter(case, draft, random), subject=case.subject)
    draft.say(capital(text) + _referred(case, draft, random) + ".")
    for second in case.seconds:
        named = draft.officer(second, "The {post} ({name})", "dotted initial", "attended")
        draft.say(f"{named} also attended in connection with this item.")
    if case.member is not None:
        councillor, role = case.member
        named = draft.councillor(councillor, "the {role}, Councillor {name},", formal_name(councillor), role)
        draft.say(f"At the invitation of the Chairman {named} commended the report to the Committee.")


def _submitter(case: Case, draft: Draft, random: Random) -> str:
    """The post alone, or with the name of its holder after it or before it."""
    if case.unnamed:
        return draft.post(case.lead.post)
    shape = random.choice(("the {post} ({name})", "the {post} ({name})", "the {post}, {name},", "{name}, {post},"))
    return draft.officer(case.lead, shape, "dotted initial", "presented")


def _referred(case: Case, draft: Draft, random: Random) -> str:
    earlier = case.earlier
    if earlier is None:
        return ""
    before, written, after = random.choice(REFERRED)
    written = written.format(number=earlier.number, where=earlier.committee, day=long_date(earlier.day))
    return f"{before}{draft.refer(earlier, written)}{after}"


def _report(case: Case, draft: Draft, random: Random) -> None:
    """Two or three clauses to a paragraph, held together with semicolons."""
    clauses = [figure_clause(figure, FIGURES, random, lambda day: f"{day:%B %Y}") for figure in case.figures]
    clauses += case.facts
    for place in range(0, len(clauses), 3):
        lead = random.choice(FURTHER if place else REPORTED)
        draft.say(f"{lead} {'; that '.join(clauses[place : place + 3])}.")


def _exchange(exchange: Exchange, case: Case, draft: Draft, random: Random) -> None:
    asker = "A Member"
    if exchange.asker is not None:
        asker = draft.councillor(exchange.asker, "Councillor {name}", formal_name(exchange.asker))
    asked = random.choice(ENQUIRED).format(question=exchange.question)
    replied = random.choice(REPLIED)
    if not case.unnamed and random.random() < 0.25:
        replied = f"{draft.again(case.lead, stop=True)} replied that"
    draft.say(f"{asker} {asked}. {replied} {exchange.answer}.")


def formal_name(who: Councillor) -> str:
    """ "Mrs. P. Oakes"; men of plain title are "P. Oakes"."""
    return f"{who.forename[:1]}. {who.surname}" if who.title == "Mr" else person_name(who, "dotted initial")


def _resolve(case: Case, draft: Draft, random: Random) -> None:
    clauses = [decided(decision, DECISIONS, random, draft) for decision in case.decisions]
    below = [(place, Points(points.points, "roman")) for place, points in parts_below(case, "roman")]
    if case.recorded:
        draft.say("Upon a recorded vote being demanded, the names of those voting were taken down.")
    if len(clauses) == 1 and not below:
        draft.resolve_in_line("RESOLVED –", f"that {clauses[0]}.")
    elif clauses and not below and random.random() < 0.4:
        texts = punctuated([f"that {clause}" for clause in clauses])
        draft.resolve_in_text("RESOLVED –", [(f"({i})", text) for i, text in enumerate(texts, 1)])
    elif clauses:
        nested = {place for place, _ in below}
        points = punctuated([f"that {clause}" for clause in clauses])
        points = tuple(f"that {clauses[i]}, viz.:" if i in nested else point for i, point in enumerate(points))
        draft.resolve_in_list("RESOLVED –", points, "letter", below)


SENTENCES = Sentences(
    said={
        "apologies": ("Apologies for inability to attend were submitted on behalf of {absent}.",),
        "no apologies": ("There were no apologies for inability to attend.",),
        "declarations": ("Interests were declared as follows:",),
        "no declarations": ("No declarations were made under the Members’ Code of Conduct.",),
        "no exclusion": ("It was not found necessary to exclude the public.",),
        "no urgent": ("There was no business which the Chairman deemed to be urgent.",),
        "no public": ("No notice of any question had been given under the Standing Orders.",),
        "no communications": ("The Chairman had no communications to lay before the Committee.",),
    },
    resolved={
        "minutes": "that the minutes of the meeting of {previous}, having been circulated, be confirmed and signed.",
        "next": "that the Committee do next meet at {start} on {next}.",
        "programme": "that the programme of work be adopted.",
        "exclusion": "that the public be excluded whilst {titles} be considered, there being likely to be disclosed "
        "exempt information within the meaning of {paragraph}.",
    },
    lead="RESOLVED –",
    corrected="that the minutes of the meeting of {previous} be confirmed, subject to their being amended as follows:",
    corrected_mark="roman",
    interest="{who}, a non-pecuniary interest in {about}.",
    asked="A question was put by {name} of {place}, who asked {question}.",
    answered="{who} replied that {answer}.",
    programme="Consideration was given to the matters to be brought forward in the ensuing months, namely:",
    officer="the {post} ({name})",
    officer_form="dotted initial",
    councillor="Councillor {name}",
    councillor_name=formal_name,
    dated=long_date,
    timed=half_day,
)

STYLE = Style(
    name="formal",
    manner=Manner(percent=" per cent", curly=True),
    business=business,
    procedure=writer(SENTENCES),
    number=lambda number, day: str(number),
    title=str.upper,
    agenda=lambda case, random: (
        f"Report of the {case.lead.post} {random.choice(('(attached)', '(herewith)', '(to follow)'))}."
    ),
    procedure_titles={
        "apologies": "Apologies for Inability to Attend",
        "declarations": "Declarations of Members’ Interests",
        "minutes": "Minutes",
        "exclusion": "Exclusion of the Public",
        "urgent": "Any Other Business Which the Chairman Deems Urgent",
        "next": "Date of Next Meeting",
        "programme": "Forward Programme of Work",
        "public": "Public Question Time",
        "communications": "Chairman’s Communications",
    },
    procedure_agenda={
        "minutes": "To confirm the minutes of the last meeting (attached).",
        "declarations": "Members are reminded of their duty to declare interests.",
        "exclusion": "To consider the exclusion of the public.",
    },
)
