"""The product's own words on meeting pages, in English and in Welsh."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Headings and labels. `published` is what a page's heading says for each set of what is published."""

    agenda: str
    agenda_decisions: str
    agenda_minutes: str
    all_three: str
    nothing: str
    agenda_item: str
    more_documents: str
    supporting: str
    decision: str
    minutes: str
    venue: str
    proposed_venue: str
    contact: str
    items: str

    def heading(self, kinds: tuple[str, ...]) -> str:
        """What a meeting's page calls itself, by what is published."""
        known = {
            (): self.nothing,
            ("Agenda",): self.agenda,
            ("Agenda", "Decisions"): self.agenda_decisions,
            ("Agenda", "Minutes"): self.agenda_minutes,
        }
        return known.get(kinds, self.all_three)


ENGLISH = Words(
    agenda="Agenda",
    agenda_decisions="Agenda and decisions",
    agenda_minutes="Agenda and minutes",
    all_three="Agenda, decisions and minutes",
    nothing="Meeting",
    agenda_item="Agenda item",
    more_documents="Additional documents:",
    supporting="Supporting documents:",
    decision="Decision:",
    minutes="Minutes:",
    venue="Venue",
    proposed_venue="Proposed venue",
    contact="Contact",
    items="Items",
)
WELSH = Words(
    agenda="Rhaglen",
    agenda_decisions="Rhaglen a phenderfyniadau",
    agenda_minutes="Rhaglen a chofnodion",
    all_three="Rhaglen, penderfyniadau a chofnodion",
    nothing="Cyfarfod",
    agenda_item="Eitem Agenda",
    more_documents="Dogfennau ychwanegol:",
    supporting="Dogfennau ategol:",
    decision="Penderfyniad:",
    minutes="Cofnodion:",
    venue="Lleoliad",
    proposed_venue="Lleoliad arfaethedig",
    contact="Cyswllt",
    items="Eitemau",
)
