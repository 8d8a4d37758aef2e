"""What is done to an archive while its disk fails: one more operation is one more line in OPERATIONS."""

import contextlib
import datetime
import functools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crawled import crawl
from following import update
from invented_pages import exchange_line, meeting_page, row, saved
from sample_portal import Clock, SamplePortal, Truth, generate

from searcher.engine.generations import open_generation, segments_folder, switch
from searcher.errors import SearcherError, TakenDown
from searcher.follows import Follow
from searcher.outlets import Feed, Lines
from searcher.pipeline import Workshop, back_up, restore
from searcher.pipeline.delivering import Followed
from searcher.storage import Storage

BACKUP = "kept.zip"
FEED = "notices.xml"
LINES = "notices.jsonl"
RARE = "quibblethorn"
FORGOTTEN = "oakham:7:AI3"
_LINES = [
    exchange_line(
        f"oakham:7:AI{n}",
        title=f"{word.capitalize()} works",
        minutes=f"The Committee heard of the {word} by {'the ' + RARE if n == 3 else 'the mill'}.",
        number=str(n),
    )
    for n, word in enumerate(("weir", "sluice", "gate", "bridge", "culvert", "drain", "towpath", "lock"), 1)
]
_TOPIC = '[locks]\nlabel = "Canal locks"\nnames = ["sluice", "weir"]\n'


def _page(month: str, *more: str) -> str:
    """A second meeting, of a page with two versions."""
    rows = (
        row("AI21", "Flood Wall", f"Residents asked about the flood wall, which is to be finished in {month}."),
        row("AI22", "Ferry Fares", "The fares of the ferry are to stay as they are."),
    )
    return meeting_page(*rows, *more)


def _import(workshop: Workshop, *names: str) -> None:
    """As `searcher import` does: take files, then index. A file that is refused is told, which is no answer here."""
    for name in names:
        for outcome in workshop.import_paths([workshop.folder.parent / "saved" / name], council="oakham"):
            if outcome.refused:
                raise SearcherError(outcome.refused)
    workshop.index()


def _held(folder: Path) -> None:
    """Two meetings, in two generations of the index."""
    saved(folder, "lines.jsonl", "\n".join(_LINES[:5]) + "\n")
    saved(folder, "more.jsonl", "\n".join(_LINES[5:]) + "\n")
    saved(folder, "page.html", _page("May"))
    with Workshop(folder / "index") as workshop:
        _import(workshop, "lines.jsonl")
        _import(workshop, "page.html")
    saved(folder, "page.html", _page("June", row("AI23", "Towpath Lamps", "Lamps are to stand along the towpath.")))


def _empty(folder: Path) -> None:
    saved(folder, "more.jsonl", "\n".join(_LINES[5:]) + "\n")


def _unread(folder: Path) -> None:
    """A vocabulary that is newer than what was read by it."""
    _held(folder)
    (folder / "index" / "topics.toml").write_text(_TOPIC)


def _unindexed(folder: Path) -> None:
    """An archive that has moved on from its index."""
    _held(folder)
    with Workshop(folder / "index") as workshop:
        list(workshop.import_paths([folder / "saved" / "more.jsonl", folder / "saved" / "page.html"], council="oakham"))


def _sealed(folder: Path) -> None:
    """A generation that is written, while the pointer still names the one before."""
    _unindexed(folder)
    with Workshop(folder / "index") as workshop:
        pointer = segments_folder(workshop.folder) / "current"
        before = pointer.read_bytes()
        workshop.index()
        pointer.write_bytes(before)


def _backed_up(folder: Path) -> None:
    """An archive that has moved on from its backup."""
    _held(folder)
    back_up(folder / "index", folder / BACKUP, Storage())
    with Workshop(folder / "index") as workshop:
        _import(workshop, "page.html", "more.jsonl")


def _damaged(folder: Path) -> None:
    """An index of which a file is cut, and one whose archive has moved on."""
    _unindexed(folder)
    segments = segments_folder(folder / "index")
    current = segments / (segments / "current").read_text()
    file = next(current.glob("*.columns"))
    content = file.read_bytes()
    file.unlink()  # the generation before has it by another name
    file.write_bytes(content[: len(content) // 2])


def _backup(folder: Path, storage: Storage) -> None:
    back_up(folder / "index", folder / BACKUP, storage)


def _restore(folder: Path, storage: Storage) -> None:
    """As `searcher restore` does: put the backup back, then index."""
    restore(folder / BACKUP, folder / "index", storage, replace=True)
    with Workshop(folder / "index", storage) as workshop:
        workshop.index(whole=True)


def _switch(workshop: Workshop) -> None:
    newest = max(path for path in segments_folder(workshop.folder).iterdir() if path.name.isdigit())
    switch(workshop.folder, open_generation(workshop.folder, newest), workshop.storage)


def _forget(workshop: Workshop) -> None:
    with contextlib.suppress(TakenDown):
        workshop.forget(FORGOTTEN, "asked for")


_BEFORE_MINUTES = datetime.date(2026, 5, 10)
_AFTER_MINUTES = datetime.date(2026, 6, 1)
_PORTS = [0]  # the first crawl takes one that is free, and those after it the same: a portal keeps its address


@functools.cache
def _truth() -> Truth:
    return generate(seed=11, items=14, years=1, committees=1)


@contextlib.contextmanager
def _portal_on(day: datetime.date) -> Iterator[SamplePortal]:
    with SamplePortal(_truth(), clock=Clock(day), port=_PORTS[-1]) as portal:
        _PORTS.append(int(portal.url.rstrip("/").rpartition(":")[2]))
        yield portal


def _crawl(workshop: Workshop) -> None:
    with _portal_on(_AFTER_MINUTES) as portal:
        crawl(workshop, portal)
    workshop.index()


def _updated_on(day: datetime.date, workshop: Workshop) -> None:
    """As `searcher update` does, with a follow and the files that it is told in."""
    beside = workshop.folder.parent
    outlets = (Lines(str(beside / LINES)), Feed(str(beside / FEED)))
    with _portal_on(day) as portal:
        update(workshop, portal, [Followed(Follow("all", "the", generation=0), outlets)])


def _followed(folder: Path) -> None:
    """An archive of a portal that has since moved on, and a follow that has seen it."""
    with Workshop(folder / "index") as workshop:
        _updated_on(_BEFORE_MINUTES, workshop)


def _clean(workshop: Workshop) -> None:
    list(workshop.clean())
    workshop.index()


@dataclass(frozen=True)
class Operation:
    """What is done, and the folder that it begins with. `erases`: no trace of the rare word may be left."""

    name: str
    prepare: Callable[[Path], None]
    do: Callable[[Path, Storage], object]
    erases: bool = False


def _working(do: Callable[[Workshop], object]) -> Callable[[Path, Storage], object]:
    """What is done by who writes to the index folder."""

    def done_by_writer(folder: Path, storage: Storage) -> None:
        with Workshop(folder / "index", storage) as workshop:
            do(workshop)

    return done_by_writer


OPERATIONS = (
    Operation("first import", _empty, _working(lambda workshop: _import(workshop, "more.jsonl"))),
    Operation("import of lines", _held, _working(lambda workshop: _import(workshop, "more.jsonl"))),
    Operation("import of pages", _held, _working(lambda workshop: _import(workshop, "page.html"))),
    Operation("crawl", _held, _working(_crawl)),
    Operation("update", _followed, _working(lambda workshop: _updated_on(_AFTER_MINUTES, workshop))),
    Operation("clean", _unread, _working(_clean)),
    Operation("index, whole", _unindexed, _working(lambda workshop: workshop.index(whole=True))),
    Operation("index, update", _unindexed, _working(lambda workshop: workshop.index())),
    Operation("switch", _sealed, _working(_switch)),
    Operation("forget", _held, _working(_forget), erases=True),
    Operation("check --repair", _damaged, _working(lambda workshop: list(workshop.repair()))),
    Operation("backup", _backed_up, _backup),
    Operation("restore", _backed_up, _restore),
)


@contextlib.contextmanager
def copied(prepared: Path, to: Path) -> Iterator[Path]:
    """A copy of a prepared folder, for as long as it is worked on."""
    shutil.copytree(prepared, to)
    try:
        yield to
    finally:
        shutil.rmtree(to)
