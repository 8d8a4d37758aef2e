"""The portal's records of decisions: what a meeting's page does not tell of an item, its record may."""

from collections.abc import Sequence

from msgspec.structs import replace

from searcher.archive import DECISION_PAGE, HeldPage, Store
from searcher.cleaner import completed
from searcher.errors import UnrecognisedPage
from searcher.hrefs import number_in
from searcher.model import Item, Meeting
from searcher.pipeline.readings import Vocabularies, meeting_on, portal_id

_STAYS = frozenset(("resolutions", "kind", "flags"))


def with_decisions(meeting: Meeting, beside: Sequence[HeldPage], store: Store, vocabularies: Vocabularies) -> Meeting:
    """A meeting whose items have the decisions that only their records tell.

    A record of another day than the meeting's is not used: the decision may be another.
    """
    records = {_item_of(page, store): page for page in beside if page.kind == DECISION_PAGE and not page.lines}
    items = tuple(_with_decision(item, meeting, records.get(portal_id(item)), vocabularies) for item in meeting.items)
    decided = meeting.status == "agenda" and any(item.decision_source for item in items)
    return replace(meeting, items=items, status="decisions" if decided else meeting.status)


def _item_of(record: HeldPage, store: Store) -> str | None:
    """The portal's id of the item that a record is of, by the address that was asked for."""
    number = number_in(store.pages.address_of(record.version), "aiid")
    return f"AI{number}" if number else None


def _with_decision(item: Item, meeting: Meeting, record: HeldPage | None, vocabularies: Vocabularies) -> Item:
    told = _decision_on(record, meeting, vocabularies) if record is not None and not item.decision else None
    if told is None or not told.decision:
        return item
    decided = replace(
        item,
        decision=told.decision,
        resolutions=item.resolutions or told.resolutions,
        restricted=item.restricted or told.restricted,
        restriction=item.restriction or told.restriction,
        decision_source=told.source,
    )
    return completed(decided, _STAYS, vocabularies.topics, vocabularies.posts)


def _decision_on(record: HeldPage, meeting: Meeting, vocabularies: Vocabularies) -> Item | None:
    try:
        told = meeting_on(record, vocabularies)
    except UnrecognisedPage:
        return None
    if told is None or (None not in (told.date, meeting.date) and told.date != meeting.date):
        return None
    return told.items[0] if told.items else None
