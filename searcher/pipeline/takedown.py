"""Taking an item down: every text of it there is, in whatever page, and its copies."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from searcher import exchange
from searcher.archive import Forgotten, HeldPage, Store, fingerprints, forgotten
from searcher.errors import UnrecognisedPage
from searcher.model import Item
from searcher.pipeline.readings import Vocabularies, items_with_meeting, meeting_on

_TELLING = 5  # the longest words of a text; a page that has fewer than two of them does not have the text


class Reading(Struct, frozen=True):
    """A version of a page, and what it says."""

    version: int
    items: tuple[Item, ...]


def take_down(item: Item, reason: str, store: Store, vocabularies: Vocabularies) -> tuple[str, ...]:
    """Take an item and its copies out of items and stored pages; the ids of all. Goes within `store.writing()`."""
    texts = list(_texts(item.id, store))
    readings = list(_readings(texts, store, vocabularies))
    said = [one for reading in readings for one in reading.items]
    texts += [one for one in said if one.id == item.id]
    known = forgotten([item.id], ((one, text.council) for text in texts for one in fingerprints(text)))
    copies = [one for one in said if known.has(one)]
    texts += [*copies, *(text for one in copies for text in _texts(one.id, store))]
    store.forget(texts, reason, council=item.council)
    _redact(readings, store)
    return tuple(dict.fromkeys(text.id for text in texts))


def remaining(items: Sequence[Item], gone: Forgotten) -> tuple[str, ...] | None:
    """Exchange lines of what may be kept of a page's items; None when all may."""
    left = [item for item in items if not gone.has(item)]
    return tuple(exchange.to_line(item) for item in left) if len(left) < len(items) else None


def _texts(item_id: str, store: Store) -> Iterator[Item]:
    """Every text of an item that the archive tells."""
    for item in store.items([item_id]):
        yield item
        yield from store.item_versions(item_id)


def _readings(texts: Sequence[Item], store: Store, vocabularies: Vocabularies) -> Iterator[Reading]:
    """The versions of pages that may have a text; those that cannot be read count as saying what was read in them."""
    words = _telling_words(texts)
    own = {store.page_of(text.id) for text in texts}
    for version in store.pages.versions():
        try:
            held = store.pages.version(version)
            if held.id in own or _may_hold(held, words, store):
                yield Reading(version, items_with_meeting(meeting_on(held, vocabularies)))
        except UnrecognisedPage:
            page_id = store.pages.page_of(version)
            if page_id is not None and page_id in own:
                yield Reading(version, tuple(store.items_of(page_id)))


def _redact(readings: Iterable[Reading], store: Store) -> None:
    gone = store.takedown.forgotten
    for reading in readings:
        lines = remaining(reading.items, gone)
        if lines is not None:
            store.pages.put_instead(reading.version, lines)


def _telling_words(texts: Iterable[Item]) -> tuple[str, ...]:
    words = {
        word
        for text in texts
        for word in re.findall(r"[a-z]{5,}", f"{text.title} {text.agenda} {text.decision} {text.minutes}".lower())
    }
    return tuple(sorted(words, key=lambda word: (-len(word), word))[:_TELLING])


def _may_hold(held: HeldPage, words: Sequence[str], store: Store) -> bool:
    """Whether a page has so many of the words that it may have the text. A PDF's words are those read in it."""
    content = held.page.content
    if content.startswith(b"%PDF-"):
        text = " ".join(
            f"{item.title} {item.agenda} {item.decision} {item.minutes}" for item in store.items_of(held.id)
        )
    else:
        utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = content.decode("utf-16" if utf16 else "utf-8", "replace")
    text = text.lower()
    return sum(word in text for word in words) >= min(2, len(words))
