"""Minutes as notes: "Report of the Head of X.", "Officers present: …", "Agreed –", straight quotes, 3.5.2019."""

from datetime import date
from random import Random

from sample_portal.model import Points
from sample_portal.prose.common import Draft, Manner, capital, joined
from sample_portal.prose.material import Case, Exchange, Style
from sample_portal.prose.procedures import Sentences, in_form, writer
from sample_portal.prose.telling import Frames, Phrases, decided, figure_clause, parts_below
from sample_portal.staff import municipal_year

FIGURES = Frames(
    rise=("{subject}: {now} (was {before})", "{subject} up from {before} to {now}", "{subject} now {now}"),
    fall=("{subject}: {now} (was {before})", "{subject} down from {before} to {now}", "{subject} now only {now}"),
    same=("{subject}: {now}, no change", "{subject} still {now}"),
)
DECISIONS: Phrases = {
    "note": ("report noted", "to note the report", "to note the position"),
    "act": ("to {what}", "officers to {what}"),
    "ask": ("{post} to {what}", "request that {post} {what}"),
    "recommend": ("to recommend Council to {what}", "to recommend that Cabinet {what}"),
    "return": ("further report {what}", "to look at this again in {what}"),
    "thank": ("to thank {what}", "thanks to {what}"),
}
LEADS = ("Noted:", "Main points:", "Reported:", "The report said:")


def business(case: Case, draft: Draft, random: Random) -> None:
    """One item of business."""
    if case.exempt == "whole":
        draft.resolve_in_line("Agreed –", f"to {joined([decision.what for decision in case.decisions])}.")
        return
    _present(case, draft)
    _report_of(case, draft, random)
    draft.say(random.choice(LEADS))
    clauses = [figure_clause(figure, FIGURES, random, dotted_date) for figure in case.figures]
    draft.list([capital(clause) for clause in (*clauses, *case.facts)])
    if case.wards:
        draft.say("By ward: " + ", ".join(f"{ward} {number}" for ward, number in case.wards) + ".")
    if case.guest is not None:
        draft.say(f"{case.guest.name} ({case.guest.body}) spoke.")
    for exchange in case.exchanges:
        draft.say(_exchanged(exchange, draft))
    _agree(case, draft, random)


def dotted_date(day: date) -> str:
    """3.5.2019."""
    return f"{day.day}.{day.month}.{day.year}"


def _present(case: Case, draft: Draft) -> None:
    """Those who came for the item; when nobody did the report stands alone."""
    people = case.seconds if case.unnamed else (case.lead, *case.seconds)
    if people:
        named = [draft.officer(who, "{name} ({post})", "initial", "attended") for who in people]
        draft.say(f"Officers present: {', '.join(named)}")


def _report_of(case: Case, draft: Draft, random: Random) -> None:
    # The post of somebody who is named above is no post without a name: the draft sees to that.
    text = f"Report of {draft.post(case.lead.post)}: {case.subject}."
    if case.earlier is not None:
        forms = (
            "Min. {number} ({day}) refers",
            "See Min. {number} of {day}",
            "Previously considered {day}, Min. {number}",
        )
        written = random.choice(forms).format(number=case.earlier.number, day=dotted_date(case.earlier.day))
        text = f"{text} {draft.refer(case.earlier, written)}."
    draft.say(text)
    if case.member is not None:
        who, role = case.member
        draft.say(
            f"{draft.councillor(who, 'Cllr {name} ({role})', f'{who.forename[:1]} {who.surname}', role)} introduced."
        )


def _exchanged(exchange: Exchange, draft: Draft) -> str:
    if exchange.asker is None:
        return f"Asked {exchange.question}: {exchange.answer}."
    named = draft.councillor(exchange.asker, "Cllr {name}", f"{exchange.asker.forename[:1]} {exchange.asker.surname}")
    return f"{named} asked {exchange.question}. Answer: {exchange.answer}."


def _agree(case: Case, draft: Draft, random: Random) -> None:
    clauses = [decided(decision, DECISIONS, random, draft) for decision in case.decisions]
    below = parts_below(case, "bullet", "")
    if len(clauses) == 1 and not below:
        draft.resolve_in_line("Agreed –", f"{clauses[0]}.")
    elif clauses:
        plain_below = [(place, Points(case.decisions[place].parts)) for place, _ in below]
        draft.resolve_in_list("Agreed –", clauses, random.choice(("bullet", "number")), plain_below)


SENTENCES = Sentences(
    said={
        "apologies": ("Apologies: {absent}.", "Received from {absent}."),
        "no apologies": ("None.",),
        "declarations": ("Declared:",),
        "no declarations": ("None.", "None declared."),
        "no exclusion": ("Not needed.",),
        "no urgent": ("None.",),
        "no public": ("None received.",),
        "no communications": ("Nothing to report.", "None."),
    },
    resolved={
        "minutes": "minutes of {previous} a true record.",
        "next": "{next}, {start}.",
        "programme": "programme as circulated.",
        "exclusion": "public to leave for {titles} ({paragraph}).",
    },
    lead="Agreed –",
    corrected="minutes of {previous} a true record subject to:",
    corrected_mark="letter",
    interest="{who} – {about}",
    asked="{name} ({place}) asked {question}.",
    answered="{who}: {answer}.",
    programme="Coming up:",
    officer="{name} ({post})",
    officer_form="initial",
    councillor="Cllr {name}",
    councillor_name=in_form("initial"),
    dated=dotted_date,
)

STYLE = Style(
    name="terse",
    manner=Manner(percent="%", curly=False, defines_terms=False),
    business=business,
    procedure=writer(SENTENCES),
    number=lambda number, day: f"{number}/{municipal_year(day) % 100:02}",
    title=lambda title: title,
    agenda=lambda case, random: f"Report attached{random.choice(('', ' (pages to follow)', ' for information'))}",
    procedure_titles={
        "apologies": "Apologies",
        "declarations": "Interests",
        "minutes": "Last Minutes",
        "exclusion": "Private Business",
        "urgent": "Urgent Items",
        "next": "Next Meeting",
        "programme": "Forward Plan",
        "public": "Public Questions",
        "communications": "Chair's Announcements",
    },
    procedure_agenda={"minutes": "Attached", "next": "To note"},
)
