"""Minutes in Welsh, or in Welsh and English by turns within one item: "PENDERFYNWYD", "Cofnod 54, 3 Mai 2019"."""

from datetime import date
from random import Random

from sample_portal.business import WELSH_MONTHS
from sample_portal.names import WARDS
from sample_portal.prose.common import Draft, Manner, capital, sentence
from sample_portal.prose.material import Case, Decision, Style
from sample_portal.prose.procedures import Sentences, in_form, writer

OPENINGS = (
    "Cyflwynwyd yr adroddiad gan {who}.",
    "Ystyriwyd adroddiad gan {who}.",
    "Cafwyd diweddariad gan {who}.",
)
TOLD = ("Dywedwyd {clause}.", "Nodwyd {clause}.", "Adroddwyd {clause}.", "Esboniwyd {clause}.")
DECISIONS = {
    "note": "derbyn yr adroddiad",
    "act": "bwrw ymlaen â’r gwaith yn {ward} o fewn {n} mis",
    "ask": "gofyn i swyddogion ymgynghori â thrigolion {ward}",
    "recommend": "argymell i’r Cabinet neilltuo £{n},000 at y gwaith",
    "return": "gofyn am adroddiad pellach ymhen {n} mis",
    "thank": "diolch i bawb yn {ward} am eu gwaith",
}
REFERRED = ("Cofnod {number}, {day}", "Cofnod Rhif {number} o’r cyfarfod ar {day}")


def business(case: Case, draft: Draft, random: Random) -> None:
    """One item of business; in about half of them English paragraphs follow the Welsh ones."""
    if case.exempt == "whole":
        draft.resolve_in_line("PENDERFYNWYD", f"cymeradwyo gwariant o hyd at £{random.randint(1000, 99999):,}.")
        return
    _open(case, draft, random)
    for clause in case.welsh:
        draft.say(random.choice(TOLD).format(clause=clause))
    if case.figures and random.random() < 0.7:
        draft.list([f"{capital(one.subject)}: {one.printed_now} ({one.printed_before})" for one in case.figures])
    if random.random() < 0.55:
        for fact in case.facts:
            draft.say(sentence(fact))
        for exchange in case.exchanges:
            draft.say(f"Members asked {exchange.question}. The answer was that {exchange.answer}.")
    _resolve(case, draft, random)


def _open(case: Case, draft: Draft, random: Random) -> None:
    if case.unnamed:
        draft.say(f"Cyflwynwyd adroddiad ({draft.post(case.lead.post).removeprefix('the ')}).")
    else:
        who = draft.officer(case.lead, "{name} ({post})", "full", "presented")
        draft.say(random.choice(OPENINGS).format(who=who))
    if case.earlier is not None:
        text = random.choice(REFERRED).format(number=case.earlier.number, day=welsh_date(case.earlier.day))
        draft.say(f"Cyfeiriwyd at {draft.refer(case.earlier, text)}.")
    if case.member is not None:
        member, _ = case.member
        draft.say(f"Croesawodd {draft.councillor(member, 'y Cynghorydd {name}', member.name)} yr adroddiad.")


def welsh_date(day: date) -> str:
    """3 Mai 2019."""
    return f"{day.day} {WELSH_MONTHS[day.month - 1]} {day.year}"


def _resolve(case: Case, draft: Draft, random: Random) -> None:
    clauses = [_clause(decision, random) for decision in case.decisions]
    if len(clauses) == 1:
        draft.resolve_in_line("PENDERFYNWYD", f"{clauses[0]}.")
    elif clauses:
        draft.resolve_in_list("PENDERFYNWYD:", [capital(clause) + "." for clause in clauses], "number")


def _clause(decision: Decision, random: Random) -> str:
    return DECISIONS[decision.step].format(ward=random.choice(WARDS), n=random.randint(2, 28))


SENTENCES = Sentences(
    said={
        "apologies": ("Derbyniwyd ymddiheuriadau gan {absent}.",),
        "no apologies": ("Ni dderbyniwyd unrhyw ymddiheuriad. There were no apologies.",),
        "declarations": ("Datganwyd y buddiannau a ganlyn:",),
        "no declarations": ("Ni ddatganwyd unrhyw fuddiant.", "Dim. None."),
        "no exclusion": ("Nid oedd angen cau’r cyhoedd allan.",),
        "no urgent": ("Nid oedd unrhyw fater brys.",),
        "no public": ("Ni chafwyd cwestiwn gan y cyhoedd.",),
        "no communications": ("Nid oedd gan y Cadeirydd ddim i’w adrodd.",),
    },
    resolved={
        "minutes": "cadarnhau cofnodion y cyfarfod a gynhaliwyd ar {previous}.",
        "next": "cynnal y cyfarfod nesaf ar {next} am {start}.",
        "programme": "cymeradwyo’r rhaglen waith.",
        "exclusion": "cau’r cyhoedd allan ar gyfer {titles} ({paragraph}).",
    },
    lead="PENDERFYNWYD",
    corrected="cadarnhau cofnodion {previous} yn amodol ar y newidiadau hyn:",
    corrected_mark="letter",
    interest="{who}: {about}",
    asked="Gofynnodd {name} o {place} {question}.",
    answered="{who}: {answer}.",
    programme="Ystyriwyd y rhaglen waith:",
    officer="{name} ({post})",
    officer_form="full",
    councillor="y Cynghorydd {name}",
    councillor_name=in_form("full"),
    dated=welsh_date,
    conjunction=" ac ",
)

STYLE = Style(
    name="welsh",
    manner=Manner(percent="%", curly=True),
    business=business,
    procedure=writer(SENTENCES),
    number=lambda number, day: str(number),
    title=lambda title: title,
    agenda=lambda case, random: "Ystyried yr adroddiad. To consider the report.",
    procedure_titles={
        "apologies": "Ymddiheuriadau / Apologies",
        "declarations": "Datgan Buddiannau / Declarations of Interest",
        "minutes": "Cofnodion / Minutes",
        "exclusion": "Gwahardd y Cyhoedd / Exclusion of the Public",
        "urgent": "Materion Brys / Urgent Matters",
        "next": "Y Cyfarfod Nesaf / Next Meeting",
        "programme": "Rhaglen Waith / Work Programme",
        "public": "Cwestiynau’r Cyhoedd / Public Questions",
        "communications": "Cyhoeddiadau’r Cadeirydd / Announcements",
    },
    procedure_agenda={"minutes": "Cadarnhau cofnodion y cyfarfod diwethaf."},
)
