"""A style of its own, kept aside: not looked at while the cleaner is written, so that it can judge it later."""

from datetime import date
from random import Random

from sample_portal.model import Points
from sample_portal.prose.common import Draft, Manner, capital, joined, long_date, sentence, weekday
from sample_portal.prose.material import Case, Exchange, Style
from sample_portal.prose.procedures import Sentences, in_form, writer
from sample_portal.prose.telling import Frames, Phrases, decided, figure_clause, parts_below

FIGURES = Frames(
    rise=(
        "back in {since} {subject} stood at {before}; today it is {now}",
        "the paper shows {subject} growing, most recently to {now}",
        "we have seen {subject} go from {before} to {now} since {since}",
    ),
    fall=(
        "back in {since} {subject} stood at {before}; today it is {now}",
        "the paper shows {subject} shrinking, most recently to {now}",
        "pleasingly or otherwise, {subject} is down on {since} and is now {now}",
    ),
    same=("{subject} is flat at {now}", "little has altered since {since} in {subject} ({now})"),
)
DECISIONS: Phrases = {
    "note": ("Members were content with the paper", "The contents of the paper were acknowledged"),
    "act": ("The Council would {what}", "Work would begin to {what}"),
    "ask": ("An action was taken by {post}: {what}", "{post} would {what}"),
    "recommend": ("The Panel’s advice to Cabinet was to {what}", "Cabinet would be urged to {what}"),
    "return": ("This would come back to Members in {what}", "The next look at this would be in {what}"),
    "thank": ("A letter of appreciation would go to {what}", "{what} were applauded for coming"),
}
INTRODUCED = (
    "The {post}, {name}, introduced the paper.",
    "The {post}, {name}, took Members through the slides.",
    "The {post}, {name}, set the scene.",
)
JOINED = ("The {post}, {name}, was on hand to help with detail.", "The {post}, {name}, joined by video link.")
LOOKED_BACK = (
    ("Readers may like to look at ", "item {number} of the minutes of {day}", ", where this began."),
    ("This picks up from ", "item {number}, {where}, {day}", "."),
    ("It was last here as ", "item {number} on {day}", "."),
)
SPOKE = (
    "{who} was curious {question} and was told that {answer}.",
    "{who} pressed officers on {question}. The response: {answer}.",
    "On hearing from {who}, who asked {question}, officers explained that {answer}.",
)


def business(case: Case, draft: Draft, random: Random) -> None:
    """One item of business."""
    if case.exempt == "whole":
        parts = [f"To {decision.what}" for decision in case.decisions]
        draft.resolve_in_list("It was agreed:", parts, "bullet")
        return
    draft.say("Introduction", bold=True)
    _introduce(case, draft, random)
    draft.say("Key messages", bold=True)
    for clause in [figure_clause(figure, FIGURES, random, long_date) for figure in case.figures]:
        draft.say(sentence(clause))
    draft.say(" ".join(sentence(fact) for fact in case.facts))
    if case.wards:
        draft.list([f"{ward} – {number}" for ward, number in case.wards])
    _discuss(case, draft, random)
    _agree(case, draft, random)


def _introduce(case: Case, draft: Draft, random: Random) -> None:
    if case.unnamed:
        draft.say(f"A paper had been circulated by {draft.post(case.lead.post)}. It dealt with {case.subject}.")
    else:
        opening = draft.officer(case.lead, "The {post}, {name},", "full", "introduced")
        rest = random.choice(INTRODUCED).removeprefix("The {post}, {name},")
        draft.say(f"{opening}{rest} It dealt with {case.subject}.")
    for second in case.seconds:
        opening = draft.officer(second, "The {post}, {name},", "full", "attended")
        draft.say(opening + random.choice(JOINED).removeprefix("The {post}, {name},"))
    if case.earlier is not None:
        before, written, after = random.choice(LOOKED_BACK)
        earlier = case.earlier
        written = written.format(number=earlier.number, where=earlier.committee, day=full_date(earlier.day))
        draft.say(f"{before}{draft.refer(earlier, written)}{after}")


def full_date(day: date) -> str:
    """Friday 3 May 2019."""
    return f"{weekday(day)} {long_date(day)}"


def _discuss(case: Case, draft: Draft, random: Random) -> None:
    draft.say("Discussion", bold=True)
    if case.member is not None:
        who, role = case.member
        named = draft.councillor(who, "Cllr {name} ({role})", who.name, role)
        draft.say(f"{named} thanked the team and said that {case.subject} mattered to every ward.")
    if case.guest is not None:
        draft.say(
            f"Speaking for {case.guest.body}, {case.guest.name} ({case.guest.role}) welcomed the chance to comment."
        )
    for exchange in case.exchanges:
        draft.say(_spoken(exchange, draft, random))


def _spoken(exchange: Exchange, draft: Draft, random: Random) -> str:
    who = "one Member"
    if exchange.asker is not None:
        who = draft.councillor(exchange.asker, "Cllr {name}", exchange.asker.name)
    return capital(random.choice(SPOKE).format(who=who, question=exchange.question, answer=exchange.answer))


def _agree(case: Case, draft: Draft, random: Random) -> None:
    clauses = [capital(decided(decision, DECISIONS, random, draft)) for decision in case.decisions]
    nested = {place for place, _ in parts_below(case, "bullet")}
    if clauses:
        draft.say("Outcome", bold=True)
        points = [f"{clause}{':' if place in nested else ''}" for place, clause in enumerate(clauses)]
        below = [(place, Points(case.decisions[place].parts, "roman")) for place in sorted(nested)]
        draft.resolve_in_list("It was agreed:", points, "bullet", below)


SENTENCES = Sentences(
    said={
        "apologies": ("{absent} could not be with us.", "We had word from {absent}, who could not attend."),
        "no apologies": ("A full house: nobody sent apologies.",),
        "declarations": ("Members told the meeting about these interests:",),
        "no declarations": ("No interests came to light.",),
        "no exclusion": ("The whole meeting was held in public.",),
        "no urgent": ("Nothing urgent was tabled.",),
        "no public": ("The public gallery had no questions for us today.",),
        "no communications": ("There were no announcements.",),
    },
    resolved={
        "minutes": "the record of {previous} was accurate.",
        "next": "to meet again on {next} at {start}.",
        "programme": "to keep the list as it stands.",
        "exclusion": "to go into private session for {titles}, relying on {paragraph}.",
    },
    lead="It was agreed:",
    corrected="the record of {previous} was accurate once these slips had been put right:",
    corrected_mark="bullet",
    interest="{who} mentioned an interest in {about}.",
    asked="{name} had come from {place} to ask {question}.",
    answered="{who} answered that {answer}.",
    programme="Members ran an eye over what is ahead:",
    officer="the {post}, {name},",
    officer_form="full",
    councillor="Cllr {name}",
    councillor_name=in_form("full"),
    dated=full_date,
)

STYLE = Style(
    name="reserved one",
    manner=Manner(percent=" percent", curly=True),
    business=business,
    procedure=writer(SENTENCES),
    number=lambda number, day: str(number),
    title=lambda title: title,
    agenda=lambda case, random: (
        f"For {random.choice(('discussion', 'decision', 'information'))}: {case.subject}. {joined(['Paper enclosed'])}."
    ),
    procedure_titles={
        "apologies": "Who Could Not Come",
        "declarations": "Disclosure of Interests",
        "minutes": "Record of the Last Meeting",
        "exclusion": "Going into Private Session",
        "urgent": "Late Items",
        "next": "When We Meet Again",
        "programme": "What Is Coming Up",
        "public": "Your Questions",
        "communications": "Announcements",
    },
    procedure_agenda={"minutes": "For agreement.", "public": "Fifteen minutes are set aside."},
)
