"""Keeping a page that was read: without what was taken down, and telling the archive what it says."""

from msgspec import Struct
from msgspec.structs import replace

from searcher.archive import Store
from searcher.cleaner import Cleaned
from searcher.model import FetchedPage
from searcher.pipeline.deriving import derive
from searcher.pipeline.readings import Vocabularies, items_with_meeting
from searcher.pipeline.takedown import remaining


class Kept(Struct, frozen=True):
    """How many items of a page are new, changed or gone, and how many were left out because they were taken down."""

    changed: int
    left_out: int


def keep(
    page: FetchedPage,
    address: str,
    found: Cleaned,
    store: Store,
    vocabularies: Vocabularies,
    *,
    portal_item: str | None = None,
    portal_meeting: str | None = None,
) -> Kept:
    """Keep a page as a new version, and make the archive say what it says. Goes within `store.writing()`."""
    items = found.meeting.items
    instead = remaining(items_with_meeting(found.meeting), store.takedown.forgotten)
    held = store.pages.keep(
        replace(page, key=page.key or store.pages.key_for(page, address)),
        address,
        str(found.kind),
        portal_item=portal_item,
        portal_meeting=portal_meeting,
        instead=instead,
    )
    if instead is None:
        vocabularies.remember(held, found.meeting)
    changed = derive(held, store, vocabularies)
    return Kept(changed, 0 if instead is None else len(items) - len(instead))
