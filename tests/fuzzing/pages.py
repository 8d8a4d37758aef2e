"""Pages for the cleaner, damaged; each is read as far as it goes or refused by name."""

import random
import re
import traceback
from collections import Counter
from collections.abc import Iterator
from urllib.request import urlopen

from sample_portal import SamplePortal, Truth, generate
from saved_pages import cleaned, letters, visible_letters

from searcher import exchange
from searcher.cleaner import Cleaned
from searcher.cleaner.recognise import PageKind
from searcher.decoding import control_sequences, decoded
from searcher.errors import UnrecognisedPage
from searcher.pipeline.readings import items_with_meeting

_PARTS = re.compile(rb"\n|(?=<)|(?<=>)")
_SHOWN = (PageKind.MEETING, PageKind.ITEM)
_TEXTS = ("agenda", "decision", "minutes")
_PAGES = ("ieListDocuments.aspx?MId={0.id}", "mgWebService.asmx/GetMeeting?lMeetingId={0.id}")
_MEETINGS = 12  # of each look of the portal


def mutated(content: bytes, chance: random.Random) -> bytes:
    """A page cut, with parts doubled, swapped or gone, or with bytes changed."""
    parts = _PARTS.split(content)
    one, other = sorted(chance.choices(range(len(parts)), k=2))
    changes = {
        "cut": parts[:other],
        "gone": parts[:one] + parts[other:],
        "doubled": parts[:other] + parts[one:],
        "swapped": [*parts[:one], parts[other], *parts[one + 1 : other], parts[one], *parts[other + 1 :]],
        "flipped": parts,
    }
    kind = chance.choice(list(changes))
    mutant = bytearray(b"\n".join(changes[kind]))
    for _ in range(chance.randint(1, 40) if kind == "flipped" and mutant else 0):
        mutant[chance.randrange(len(mutant))] = chance.randrange(256)
    return bytes(mutant)


def wrong_with(content: bytes) -> Iterator[str]:
    """What is wrong with the cleaner's reading of a page; nothing when it reads or refuses it as it should."""
    try:
        found = _read(content)
        if found != _read(content):
            yield "not the same when read again"
        if isinstance(found, Cleaned):
            yield from _wrong_with_reading(found, content)
    except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
        yield traceback.format_exc()


def _read(content: bytes) -> Cleaned | str:
    try:
        return cleaned(content)
    except UnrecognisedPage as refused:
        return refused.reason


def _wrong_with_reading(found: Cleaned, content: bytes) -> Iterator[str]:
    placed = Counter(letters("".join(piece.text for piece in found.pieces)))
    if found.kind in _SHOWN and placed != Counter(_shown_letters(content)):
        yield "not every letter of the page is in one piece"
    for item in items_with_meeting(found.meeting):
        if Counter(letters("".join(getattr(item, name) for name in _TEXTS))) - placed:
            yield f"{item.id} has letters that the page has not"
        line = exchange.to_line(item)
        if exchange.to_line(exchange.from_line(line)[0]) != line:
            yield f"{item.id} is another one when it is read back"


def _shown_letters(content: bytes) -> str:
    """The letters of a page, and of what steers a terminal in it."""
    return visible_letters(decoded(content) or "") + letters("".join(control_sequences(content)))


def generated(seed: int) -> Iterator[bytes]:
    """Pages of sample portals in each look: of meetings, of items, and answers of the web service."""
    truth = generate(seed, 120, 2)
    yield from _pages_of(truth, SamplePortal(truth, theme="kingston", markup=1))
    yield from _pages_of(truth, SamplePortal(truth, theme="plain", markup=2))
    yield from _pages_of(truth, SamplePortal(truth, theme="xhtml", markup=3))


def _pages_of(truth: Truth, portal: SamplePortal) -> Iterator[bytes]:
    with portal:
        for meeting in truth.meetings[:_MEETINGS]:
            items = [f"mgAi.aspx?ID={item.id}" for item in meeting.items[:2]]
            for address in (*(page.format(meeting) for page in _PAGES), *items):
                with urlopen(portal.url + address) as answer:
                    yield answer.read()
