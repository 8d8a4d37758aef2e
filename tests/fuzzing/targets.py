"""What reads what strangers send: whence sound inputs come, how they are damaged, and what may become of them."""

import contextlib
import json
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from invented_pages import exchange_line, imported, saved, workshop_in
from saved_pages import cleaned, content_of, page_names

from fuzzing.answers import answers, other_answer
from fuzzing.follows import follows, other_follows
from fuzzing.pages import generated, mutated, wrong_with
from fuzzing.pdfs import other_pdf, pdfs
from searcher import exchange
from searcher.api import Archive
from searcher.cleaner.pdf import pdf_pages
from searcher.crawler import service
from searcher.errors import BadQuery, BadSetting, UnrecognisedPage
from searcher.exchange import NotAnItem
from searcher.follows import FOLLOWS, load_follows, with_follow
from searcher.model import Item
from searcher.pipeline.checking import faults
from searcher.pipeline.delivering import followed_in
from searcher.pipeline.readings import items_with_meeting
from searcher.query import FIELDS

Damage = Callable[[bytes, random.Random], bytes]


class Refused(Exception):
    """What was read was refused by name, as it may be."""


class Wrong(Exception):
    """What was read was neither read nor refused as it should be."""


@dataclass(frozen=True)
class Target:
    """A reader: `sound(seed)` gives inputs, `damage` harms one, `read` raises Refused, or anything else for a fault."""

    sound: Callable[[int], list[bytes]]
    read: Callable[[bytes], None]
    damage: Damage = mutated


# Pages


def _pages(seed: int) -> list[bytes]:
    return [*(content_of(name) for name in page_names() if not name.endswith(".pdf")), *generated(seed)]


def _clean(content: bytes) -> None:
    wrong = list(wrong_with(content))
    if wrong:
        raise Wrong("; ".join(wrong))
    try:
        cleaned(content)
    except UnrecognisedPage as error:
        raise Refused from error


# Archives


def _keep(content: bytes) -> None:
    """Import a page beside a sound one, and index both: nothing may be wrong with the archive then."""
    with tempfile.TemporaryDirectory() as folder, workshop_in(Path(folder)) as workshop:
        sound = saved(Path(folder), "a.html", content_of("meeting_minutes.html"))
        (_, outcome) = imported(workshop, sound, saved(Path(folder), "b", content), council="oakham")
        workshop.index()
        wrong = list(faults(workshop.folder, workshop.store))
    if wrong or "a fault in the program" in (outcome.refused or ""):
        raise Wrong("; ".join([*wrong, outcome.refused or ""]))
    if outcome.refused:
        raise Refused(outcome.refused)


def _kept_pages(seed: int) -> list[bytes]:
    return [*_pages(seed), *answers(seed)]


def _other_page(content: bytes, chance: random.Random) -> bytes:
    return other_answer(content, chance) if content.lstrip().startswith(b"<?") else mutated(content, chance)


# Queries

_WORDS = (
    "budget", "school~", "roads*", "(", ")", '"', "-", " ", " NOT ", " OR ", " AND ", " NEAR/3 ", " NEAR/", "*", "~",
    "2016/17", "£1,200", "\x00", "\x1b[2J", "\u2028", "\u202e", "ﬁ", "İ", ":", "..", "2020", "since:2020-02-30", "=1+1",
    "newest", "title", *(f"{name}:" for name in FIELDS),
)  # fmt: skip


@contextlib.contextmanager
def _archive() -> Iterator[Archive]:
    with tempfile.TemporaryDirectory() as folder, workshop_in(Path(folder)) as workshop:
        page = saved(Path(folder), "a.html", content_of("meeting_minutes.html"))
        imported(workshop, page)
        workshop.index()
        with Archive.open(Path(folder) / "index") as archive:
            yield archive


class Asking:
    """Asks a small archive, made when it is first asked."""

    def __init__(self) -> None:
        self._kept = contextlib.ExitStack()
        self._archive: Archive | None = None

    def __call__(self, content: bytes) -> None:
        """Ask it, and tell the answer in every form. Raises Refused."""
        if self._archive is None:
            self._archive = self._kept.enter_context(_archive())
        try:
            results = self._archive.search(os.fsdecode(content))
        except BadQuery as error:
            raise Refused from error
        if results.total < len(results.hits):
            raise Wrong("fewer in all than are shown")


def _queries(seed: int) -> list[bytes]:
    chance = random.Random(seed)
    return [os.fsencode("".join(chance.choices(_WORDS, k=chance.randint(1, 9)))) for _ in range(300)]


def _other_query(content: bytes, chance: random.Random) -> bytes:
    """Words with some others put in, or a few bytes changed."""
    mutant = bytearray(content or b" ")
    for _ in range(chance.randint(0, 2)):
        at = chance.randrange(len(mutant))
        mutant[at : at + chance.randint(0, 1)] = chance.choice((os.fsencode(chance.choice(_WORDS)), b"\xff", b"\0"))
    return bytes(mutant)


# Answers of the web service


def _listed(content: bytes) -> None:
    found = service.committees(content), service.meetings(content)
    try:
        _clean(content)
    except Refused:
        if found == (None, None):
            raise


# Lines of the exchange format


def _lines(seed: int) -> list[bytes]:
    items = [one for name in page_names() for one in _items_of(name)]
    return [exchange_line().encode(), *(exchange.to_line(item).encode() for item in items[:80])]


def _items_of(name: str) -> list[Item]:
    try:
        return list(items_with_meeting(cleaned(content_of(name)).meeting))
    except UnrecognisedPage:
        return []


_VALUES: tuple[Any, ...] = (
    None,
    -1,
    10**30,
    1e308,
    "",
    "x" * 100_000,
    "\x00",
    "\ud800",
    [],
    {},
    [[[[]]]],
    True,
    "../..",
    "=1+1",
)


def _other_line(content: bytes, chance: random.Random) -> bytes:
    """A line with another value somewhere, or damaged as any bytes."""
    if chance.random() < 0.4:
        return mutated(content, chance)
    table = json.loads(content)
    place = chance.choice(list(_places(table)))
    place[0][place[1]] = chance.choice(_VALUES)
    return json.dumps(table).encode()


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield value, key
        yield from _places(inner)


def _read_line(content: bytes) -> None:
    try:
        item, _ = exchange.from_line(content.decode("utf-8", "surrogateescape"))
    except NotAnItem as error:
        raise Refused from error
    line = exchange.to_line(item)
    if exchange.to_line(exchange.from_line(line)[0]) != line:
        raise Wrong("another one when it is read back")


# PDFs


def _read_pdf(content: bytes) -> None:
    try:
        pages = pdf_pages(content, "a.pdf")
    except UnrecognisedPage as error:
        raise Refused from error
    "".join(pages).encode()


# What is followed


def _read_follows(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FOLLOWS
        path.write_bytes(content)
        try:
            found = load_follows(path.parent)
            followed_in(path.parent, found)
        except BadSetting as error:
            raise Refused from error
        for one in found.values():
            path.write_text(with_follow("", one), encoding="utf-8")
            if load_follows(path.parent) != {one.name: one}:
                raise Wrong("another one when it is read back")


TARGETS = {
    "cleaner": Target(_pages, _clean),
    "archive": Target(_kept_pages, _keep, _other_page),
    "query": Target(_queries, Asking(), _other_query),
    "service": Target(answers, _listed, other_answer),
    "lines": Target(_lines, _read_line, _other_line),
    "pdf": Target(pdfs, _read_pdf, other_pdf),
    "follows": Target(follows, _read_follows, other_follows),
}
