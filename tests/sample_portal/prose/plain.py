"""Minutes in plain modern sentences with bullets: "Further to Minute No. 54 …", "Resolved:-", "3rd May, 2019"."""

from datetime import date
from random import Random

from sample_portal.model import Points
from sample_portal.prose.common import Draft, Manner, capital, joined, ordinal_date, sentence, weekday
from sample_portal.prose.material import Case, Exchange, Style
from sample_portal.prose.procedures import Sentences, surname, writer
from sample_portal.prose.telling import Frames, Phrases, decided, figure_clause, parts_below

FIGURES = Frames(
    rise=(
        "{subject} had gone up to {now} from {before} in {since}",
        "{subject} now stood at {now}, an increase on the {before} reported in {since}",
        "{subject} continued to climb and had reached {now}",
    ),
    fall=(
        "{subject} had come down from {before} to {now}",
        "{subject} had reduced to {now}, which compared well with {before} in {since}",
        "there had been a drop to {now} in {subject}",
    ),
    same=("{subject} was {now}, much as it had been in {since}", "{subject} had not moved from {now}"),
)
DECISIONS: Phrases = {
    "note": ("the report be noted", "the update be received and noted", "the contents of the report be noted"),
    "act": ("approval be given to {what}", "steps be taken to {what}", "officers be authorised to {what}"),
    "ask": ("{post} be asked to {what}", "{post} look at how best to {what}"),
    "recommend": ("Cabinet be recommended to {what}", "it be recommended to Cabinet that steps be taken to {what}"),
    "return": ("a further report be brought back in {what}", "an update be presented to this Committee in {what}"),
    "thank": ("{what} be thanked for the contribution made", "the thanks of the Committee be passed to {what}"),
}
OPENINGS = (
    "Consideration was given to a report, presented by {who}, about {subject}.",
    "{who}, had been asked along by the Chair to bring Members up to date on {subject}.",
    "{who}, gave a presentation on {subject}.",
    "{who}, presented the latest position in respect of {subject}.",
)
HEADINGS = (
    "The following points were highlighted:-",
    "The report drew particular attention to the following:-",
    "Members were advised that:-",
    "The presentation covered:-",
)
DISCUSSED = (
    "Members then put their questions, which were answered as follows:-",
    "Several matters were taken further in questions:-",
    "In the discussion that followed:-",
)
REFERRED = (
    "Further to Minute No. {number} of the meeting of {where} held on {day}, ",
    "Further to Minute No. {number} ({day}), ",
    "With reference to Minute {number} of {day}, ",
)


def business(case: Case, draft: Draft, random: Random) -> None:
    """One item of business."""
    if case.exempt == "whole":
        draft.resolve_in_line("Resolved:-", f"That the recommendations to {_actions(case)} be approved.")
        return
    _open(case, draft, random)
    draft.say(random.choice(HEADINGS))
    draft.list(_told(case, random))
    _wards(case, draft)
    _guest(case, draft, random)
    _discuss(case, draft, random)
    _resolve(case, draft, random)


def _actions(case: Case) -> str:
    return joined([decision.what for decision in case.decisions])


def _open(case: Case, draft: Draft, random: Random) -> None:
    if case.member is not None:
        who, role = case.member
        named = draft.councillor(who, "Councillor {name}, {role},", who.surname, role)
        draft.say(f"{named} introduced the report and spoke of the importance of {case.subject}.")
    draft.say(_after_reference(_opening(case, draft, random), case, draft, random))
    for second in case.seconds:
        named = draft.officer(second, random.choice(("{name}, {post},", "{name} ({post})")), "full", "attended")
        draft.say(f"{named} was also in attendance for this item.")


def _opening(case: Case, draft: Draft, random: Random) -> str:
    if case.unnamed:
        return f"Consideration was given to a report of {draft.post(case.lead.post)} about {case.subject}."
    shape = random.choice(("{name}, {post}", "{name}, {post}", "the {post}, {name}"))
    named = draft.officer(case.lead, shape, "full", "presented")
    return random.choice(OPENINGS).format(who=named, subject=case.subject)


def _after_reference(opening: str, case: Case, draft: Draft, random: Random) -> str:
    """The opening, after the words that point to the earlier minute if there is one."""
    earlier = case.earlier
    if earlier is None:
        return capital(opening)
    where = "this Committee" if earlier.same_committee else f"the {earlier.committee}"
    text = random.choice(REFERRED).format(number=earlier.number, where=where, day=ordinal_date(earlier.day))
    begins = opening[:1].lower() if opening.startswith("Consideration") else opening[:1]
    return f"{draft.refer(earlier, text.removesuffix(', '))}, {begins}{opening[1:]}"


def _told(case: Case, random: Random) -> list[str]:
    figures = [figure_clause(figure, FIGURES, random, month_and_year) for figure in case.figures]
    return [sentence(clause) for clause in (*figures, *case.facts)]


def month_and_year(day: date) -> str:
    """May 2019."""
    return f"{day:%B %Y}"


def _wards(case: Case, draft: Draft) -> None:
    if case.wards:
        listed = joined([f"{ward} ({number})" for ward, number in case.wards])
        draft.say(f"The figures by ward were {listed}.")


def _guest(case: Case, draft: Draft, random: Random) -> None:
    if case.guest is not None:
        guest, wish = case.guest, random.choice(("more time", "earlier notice", "a named contact", "a say in the plan"))
        draft.say(f"{guest.name}, {guest.role} of {guest.body}, was welcomed to the meeting and asked for {wish}.")


def _discuss(case: Case, draft: Draft, random: Random) -> None:
    if case.exchanges:
        draft.say(random.choice(DISCUSSED))
        points = [_exchanged(exchange, case, draft, random) for exchange in case.exchanges]
        draft.list(
            [point[0] for point in points], "bullet", [(i, Points((p[1],))) for i, p in enumerate(points) if p[1]]
        )


def _exchanged(exchange: Exchange, case: Case, draft: Draft, random: Random) -> tuple[str, str]:
    """A question with its answer; of a councillor's, the answer stands in a point below."""
    if exchange.asker is None:
        return f"Members asked {exchange.question}. It was confirmed that {exchange.answer}.", ""
    named = draft.councillor(exchange.asker, "Councillor {name}", exchange.asker.surname)
    replied = "In response it was explained"
    if not case.unnamed and random.random() < 0.3:
        replied = f"{draft.again(case.lead)} explained"
    return f"{named} asked {exchange.question}.", f"{replied} that {exchange.answer}."


def _resolve(case: Case, draft: Draft, random: Random) -> None:
    clauses = [decided(decision, DECISIONS, random, draft) for decision in case.decisions]
    below = parts_below(case, "letter", ",")
    if len(clauses) == 1 and not below:
        draft.resolve_in_line(random.choice(("Resolved:-", "Resolved:-", "Resolved: -")), f"That {clauses[0]}.")
    elif clauses:
        nested = {place for place, _ in below}
        points = [f"That {clause}{':-' if place in nested else '.'}" for place, clause in enumerate(clauses)]
        draft.resolve_in_list("Resolved:-", points, random.choice(("number", "number", "bullet")), below)


SENTENCES = Sentences(
    said={
        "apologies": ("Apologies for absence were received from {absent}.", "{absent} had sent apologies."),
        "no apologies": ("Everybody was present and no apologies were needed.", "No apologies had been received."),
        "declarations": ("The following declarations were made:-",),
        "no declarations": ("No Member had an interest to declare.", "Nobody declared an interest."),
        "no exclusion": ("Nothing on the agenda required the press and public to leave.",),
        "no urgent": ("No urgent business had been notified.", "The Chair had accepted no urgent items."),
        "no public": ("Nobody had submitted a question.", "No questions had come in before the deadline."),
        "no communications": (
            "The Chair had nothing to announce.",
            "The Chair reminded Members of the visit planned for {next}.",
        ),
    },
    resolved={
        "minutes": "That the minutes of the meeting held on {previous}, be approved as a correct record.",
        "next": "That the next meeting be held on {next} at {start}.",
        "programme": "That the work programme be approved.",
        "exclusion": "That the press and public leave the meeting for {titles} by reason of {paragraph}.",
    },
    lead="Resolved:-",
    corrected="That the minutes of the meeting held on {previous}, be approved subject to the following corrections:-",
    corrected_mark="letter",
    interest="{who} declared a personal interest in {about}.",
    asked="{name}, who lived in {place}, asked {question}.",
    answered="{who} replied that {answer}.",
    programme="The Committee looked at the work planned for the coming months:-",
    officer="{name}, {post},",
    officer_form="full",
    councillor="Councillor {name}",
    councillor_name=surname,
    dated=lambda day: f"{weekday(day)}, {ordinal_date(day)}",
)

STYLE = Style(
    name="plain",
    manner=Manner(percent="%", curly=True),
    business=business,
    procedure=writer(SENTENCES),
    number=lambda number, day: str(number),
    title=lambda title: title,
    agenda=lambda case, random: (
        f"To consider {random.choice(('a report', 'an update', 'a presentation'))} on {case.subject}."
    ),
    procedure_titles={
        "apologies": "Apologies for Absence",
        "declarations": "Declarations of Interest",
        "minutes": "Minutes of the Previous Meeting",
        "exclusion": "Exclusion of the Press and Public",
        "urgent": "Urgent Business",
        "next": "Date and Time of Next Meeting",
        "programme": "Work Programme",
        "public": "Questions from Members of the Public and the Press",
        "communications": "Communications",
    },
    procedure_agenda={
        "apologies": "To receive the apologies of any Member who is unable to attend.",
        "declarations": "To invite Members to declare any interests in the items on the agenda.",
        "minutes": "To approve the minutes of the last meeting.",
        "public": "To receive questions from members of the public and press.",
        "urgent": "To determine any item which the Chair considers to be urgent.",
    },
)
