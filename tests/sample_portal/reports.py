"""The documents that go with an item: a report, and now and then annexes, as the text of their pages."""

from random import Random

from sample_portal.business import PERCENT
from sample_portal.model import Document
from sample_portal.prose.common import long_date, sentence
from sample_portal.prose.material import Case

# Attachment ids follow from the item's, so that whose a document is can be told from its id.
DOCUMENTS_AN_ITEM = 5


def documents(case: Case, item_id: int, title: str, random: Random) -> tuple[Document, ...]:
    """The report of an item and its annexes; a quarter of the items have none."""
    if random.random() < 0.25:
        return ()
    annexes = random.choices((0, 1, 2, 3), weights=(62, 22, 10, 6))[0]
    names = [title if random.random() < 0.6 else f"{title} - report"]
    names += [f"Appendix {letter} - {random.choice(_ANNEXES)}" for letter in "ABC"[:annexes]]
    restricted = [case.exempt == "whole" or (case.exempt == "part" and place == len(names) - 1) for place in range(4)]
    return tuple(
        Document(item_id * DOCUMENTS_AN_ITEM + place, name, _pages(case, name, place, random), restricted[place])
        for place, name in enumerate(names)
    )


_ANNEXES = ("Consultation Replies", "Map", "Equality Assessment", "Table of Figures", "Draft Policy", "Action Plan")
_HEADINGS = ("Purpose of the report", "Background", "Figures", "Consultation", "Money", "Risks", "Recommendation")


def _pages(case: Case, title: str, place: int, random: Random) -> tuple[str, ...]:
    """Two to five pages for a report, one or two for an annex. Blank lines part paragraphs."""
    clauses = [clean_clause(text, case) for text in (case.subject + " is the matter of this report", *case.facts)]
    asked = [clean_clause(exchange.answer, case) for exchange in case.exchanges]
    how_many = random.randint(1, 2) if place else random.randint(2, 5)
    return tuple(_page(case, title, page, clauses + asked, random) for page in range(how_many))


def clean_clause(text: str, case: Case) -> str:
    """A clause with terms written out and percentages in words."""
    for short, long in case.matter.terms:
        text = text.replace(f"<{short}>", long)
    return text.replace(PERCENT, " per cent")


def _page(case: Case, title: str, page: int, clauses: list[str], random: Random) -> str:
    head = [title, f"{case.committee}, {long_date(case.day)}", f"Report of the {case.lead.post}"] if page == 0 else []
    for number in range(1, 4):
        head.append(f"{page * 3 + number}. {_HEADINGS[(page * 3 + number - 1) % len(_HEADINGS)]}")
        head.append(f"{page * 3 + number}.1 {sentence(random.choice(clauses))}")
    return "\n\n".join(head)
