"""From stored pages to items: what a page says is put into the archive, with the whole text where it was cut."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from searcher.archive import ATTENDANCE_PAGE, DECISION_PAGE, ITEM_PAGE, WEB_SERVICE, HeldPage, Store
from searcher.errors import UnrecognisedPage
from searcher.model import Councillor, Item, Meeting
from searcher.pipeline.decisions import with_decisions
from searcher.pipeline.readings import (
    Vocabularies,
    attendance_told,
    items_with_meeting,
    meeting_on,
    portal_id,
    whole_item,
)


def derive(held: HeldPage, store: Store, vocabularies: Vocabularies) -> int:
    """Put into the archive what a stored page says; how many items are new, changed or gone.

    Raises UnrecognisedPage.
    """
    teller = teller_of(held, store)
    if teller is not None:
        return derive(store.pages.newest_of(teller), store, vocabularies)
    if held.kind == ATTENDANCE_PAGE or (held.kind == DECISION_PAGE and held.portal_meeting is not None):
        return 0
    meeting = meeting_on(held, vocabularies)
    return _put(held, meeting, store, vocabularies) if meeting else 0


def teller_of(held: HeldPage, store: Store) -> int | None:
    """The page that tells what an item page, or a page beside a meeting's own, says; None when that itself does."""
    if held.portal_item is not None and held.kind == ITEM_PAGE:
        return store.pages.listing(held.page.council, held.portal_item)
    if held.portal_meeting is not None:
        return store.pages.of_meeting(held.page.council, held.portal_meeting)
    return None


def _put(held: HeldPage, meeting: Meeting, store: Store, vocabularies: Vocabularies) -> int:
    gone = store.takedown.forgotten
    kept = [item for item in items_with_meeting(meeting) if not gone.has(item)]
    if meeting.items and not kept:
        return 0
    meeting = _with_committee(meeting, store)
    beside = [page for page in store.pages.beside(meeting.council, meeting.id) if page.id != held.id]
    texts = _whole_texts(beside, vocabularies) if any(item.truncated for item in kept) else {}
    whole = tuple(_with_full_text(item, held, texts, store, vocabularies) for item in kept)
    meeting = with_decisions(replace(meeting, items=whole), beside, store, vocabularies)
    return store.put_meeting(_with_attendance(meeting, beside, vocabularies), held)


def _with_full_text(
    item: Item, held: HeldPage, texts: Mapping[str, Item], store: Store, vocabularies: Vocabularies
) -> Item:
    """An item with its whole text, where its page cut it and its own page, or one beside the meeting's, is held."""
    name = portal_id(item)
    own = store.pages.item_page(item.council, name) if name else None
    if own is not None and own.id != held.id:
        # A page of one item may not tell its meeting: the item then went by another id so far.
        store.delete_items([one.id for one in store.items_of(own.id) if one.id != item.id and portal_id(one) == name])
        item = _made_whole(item, _item_on(own, vocabularies))
    return _made_whole(item, texts.get(name or "") or texts.get(f"number {item.number}"))


def _made_whole(item: Item, whole: Item | None) -> Item:
    return whole_item(item, whole) if item.truncated and whole is not None else item


def _item_on(own: HeldPage, vocabularies: Vocabularies) -> Item | None:
    try:
        meeting = meeting_on(own, vocabularies)
    except UnrecognisedPage:
        return None
    return meeting.items[0] if meeting and meeting.items else None


def _whole_texts(beside: Sequence[HeldPage], vocabularies: Vocabularies) -> dict[str, Item]:
    """The items of the pages beside a meeting's own, by the portal's id or, as "number 54", by what is printed."""
    found: dict[str, Item] = {}
    for page in beside:
        try:
            meeting = None if page.kind in (ATTENDANCE_PAGE, DECISION_PAGE) else meeting_on(page, vocabularies)
        except UnrecognisedPage:
            continue
        for item in meeting.items if meeting else ():
            found.setdefault(portal_id(item) or f"number {item.number}", item)
    return found


def _with_committee(meeting: Meeting, store: Store) -> Meeting:
    """A meeting with its committee by the portal's lists, where its page does not tell it."""
    if meeting.committee and meeting.committee_id:
        return meeting
    listed = store.crawls.meeting(meeting.council, meeting.id)
    committee_id = meeting.committee_id or (listed.committee_id if listed else None)
    names = (one.name for one in store.crawls.committees(meeting.council) if one.id == committee_id)
    return replace(meeting, committee=meeting.committee or next(names, None) or None, committee_id=committee_id)


def _with_attendance(meeting: Meeting, beside: Sequence[HeldPage], vocabularies: Vocabularies) -> Meeting:
    """A meeting with who was there by its attendance page: that has whole names and ids, where minutes have surnames.

    Without such a page the web service's answer beside it tells the ids.
    """
    pages = [page for page in beside if page.kind == ATTENDANCE_PAGE and not page.lines]
    told = attendance_told(pages[-1], vocabularies) if pages else None
    if told is None:
        listed = _listed_by_service(beside, vocabularies)
        return replace(meeting, councillors=_each_once(meeting.councillors, listed))
    return replace(
        meeting,
        present=told.present or meeting.present,
        apologies=told.apologies or meeting.apologies,
        councillors=_each_once(meeting.councillors, told.councillors),
    )


def _listed_by_service(beside: Sequence[HeldPage], vocabularies: Vocabularies) -> tuple[Councillor, ...]:
    answers = [page for page in beside if page.kind == WEB_SERVICE and not page.lines]
    try:
        told = meeting_on(answers[-1], vocabularies) if answers else None
    except UnrecognisedPage:
        return ()
    return told.councillors if told else ()


def _each_once(*listed: tuple[Councillor, ...]) -> tuple[Councillor, ...]:
    return tuple(dict.fromkeys(one for some in listed for one in some))
