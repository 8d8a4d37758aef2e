"""From stored pages to items: what a page says is put into the archive, with the whole text where it was cut."""

from dataclasses import replace

from searcher.archive import HeldPage, Store
from searcher.errors import UnrecognisedPage
from searcher.model import Item, Meeting
from searcher.pipeline.readings import Vocabularies, items_with_meeting, meeting_on, portal_id, whole_item


def derive(held: HeldPage, store: Store, vocabularies: Vocabularies) -> int:
    """Put into the archive what a stored page says; how many items are new, changed or gone.

    Raises UnrecognisedPage.
    """
    meeting = meeting_on(held, vocabularies)
    return tell(held, meeting, store, vocabularies) if meeting else 0


def tell(held: HeldPage, meeting: Meeting, store: Store, vocabularies: Vocabularies) -> int:
    """Put into the archive the meeting that a page tells of, without what was forgotten."""
    listing = listing_of(held, store)
    if listing is not None:
        return derive(store.pages.newest_of(listing), store, vocabularies)
    gone = store.takedown.forgotten
    kept = [item for item in items_with_meeting(meeting) if not gone.has(item)]
    if meeting.items and not kept:
        return 0
    whole = tuple(_with_full_text(item, held, store, vocabularies) for item in kept)
    return store.put_meeting(replace(meeting, items=whole), held)


def listing_of(held: HeldPage, store: Store) -> int | None:
    """The page that lists the item of an item page: what the item page says is told there."""
    name = held.portal_item
    return store.pages.listing(held.page.council, name) if name is not None else None


def _with_full_text(item: Item, held: HeldPage, store: Store, vocabularies: Vocabularies) -> Item:
    """An item with its whole text, where its page cut it and its own page is held."""
    name = portal_id(item)
    own = store.pages.item_page(item.council, name) if name else None
    if own is None or own.id == held.id:
        return item
    # A page of one item may not tell its meeting: the item then went by another id so far.
    store.delete_items([one.id for one in store.items_of(own.id) if one.id != item.id and portal_id(one) == name])
    if not item.truncated:
        return item
    try:
        meeting = meeting_on(own, vocabularies)
    except UnrecognisedPage:
        return item
    return whole_item(item, meeting.items[0]) if meeting and meeting.items else item
