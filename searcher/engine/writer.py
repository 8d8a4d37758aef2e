"""Writes generations: whole, or from the one before with what changed. Never touches a generation in use."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from searcher.engine.arrays import Ints
from searcher.engine.codec import ColumnSegment, write_contents
from searcher.engine.columns import Columns, ColumnWriter, DamagedColumns
from searcher.engine.generations import (
    LABELS,
    SYNONYMS,
    Contents,
    Generation,
    Part,
    current_generation,
    new_generation,
    restamp,
    seal,
    switch,
)
from searcher.engine.labels import Labels, write_labels
from searcher.engine.merging import merge
from searcher.engine.records import RECORD_VERSION, record_of
from searcher.engine.segment import N_AREAS, Segment
from searcher.engine.shares import Job, Limits, Progress, Share, built, no_progress, segments_of
from searcher.errors import IndexUnusable, SearcherError
from searcher.model import Item, MeetingHeld, NamedValue
from searcher.storage import Storage
from searcher.vocabulary import Synonyms

_WORTH_UPDATING = 0.3  # above this share of changed items a new index is written quicker than the old one is changed
_LIMITS = Limits()
_NO_SYNONYMS = Synonyms(())
_BESIDE = (LABELS, SYNONYMS)
_MOST_DEAD = 0.25  # of a segment's items, before it is written again without them


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an archive holds at one generation. `vocabulary` is a digest of the vocabularies it was cleaned with.

    `items` gives all items, or those with some ids. `shares` each give a part of all, in a process of their own.
    """

    items: Callable[[Sequence[str] | None], Iterable[Item]]
    names: Mapping[str, tuple[NamedValue, ...]]
    meetings: tuple[MeetingHeld, ...]
    generation: int
    vocabulary: str
    shares: Callable[[], Sequence[Share]] = tuple
    synonyms: Synonyms = _NO_SYNONYMS


def write_generation(
    index_folder: Path,
    snapshot: Snapshot,
    storage: Storage,
    *,
    whole: bool = False,
    purge: bool = False,
    progress: Progress = no_progress,
    limits: Limits = _LIMITS,
) -> Generation:
    """Write the next generation of an index and switch to it; the one in use when nothing differs.

    `purge`: no file keeps anything of items that are gone, as it otherwise may for a while. `progress` is called with
    the number of items done. Raises SearcherError when writing fails: a generation in use
    then still answers.
    """
    before = None if whole else _usable(index_folder)
    if before is not None and before.manifest.records != RECORD_VERSION:
        before = None
    change = _change(before, snapshot) if before else None
    folder = new_generation(index_folder, storage)
    draft = _Draft(folder, storage, progress, limits)
    try:
        if before is None or change is None or not change.is_small:
            draft.add_all(snapshot)
        else:
            draft.take_over(before, change.gone)
            draft.add(snapshot.items(change.changed) if change.changed else ())
        draft.merge(purge=purge)
        if before is not None and change is not None and not change and draft.is_as(before, snapshot):
            storage.remove_folder(folder)
            return restamp(before, storage, archive_generation=snapshot.generation, vocabulary=snapshot.vocabulary)
        generation = draft.seal(snapshot)
    except OSError as error:
        storage.remove_folder(folder)
        left = "there is none yet" if _usable(index_folder) is None else "the one before still answers"
        raise SearcherError(f"the index could not be written ({error.strerror or error}); {left}") from error
    except BaseException:
        storage.remove_folder(folder)
        raise
    switch(index_folder, generation, storage)
    return generation


@dataclass(frozen=True, slots=True)
class _Change:
    """How the archive differs from a generation: ids to be indexed, and for each segment the items that go."""

    changed: Sequence[str]
    gone: Mapping[str, frozenset[int]]
    items: int

    def __bool__(self) -> bool:
        return bool(self.changed or any(self.gone.values()))

    @property
    def is_small(self) -> bool:
        """Whether changing the old index is quicker than writing a new one."""
        return len(self.changed) + sum(map(len, self.gone.values())) <= _WORTH_UPDATING * self.items


@dataclass(slots=True)
class _Piece:
    """A segment of the draft, with the items of it that are not to be found."""

    name: str
    segment: Segment
    dead: frozenset[int] = field(default_factory=frozenset)

    @property
    def live(self) -> int:
        """How many of its items are to be found."""
        return self.segment.size - len(self.dead)

    @property
    def kept(self) -> Ints:
        """The items that are to be found."""
        kept = np.ones(self.segment.size, bool)
        kept[list(self.dead)] = False
        return np.flatnonzero(kept)

    @property
    def lengths(self) -> Ints:
        """The words of each area, over the items that are to be found."""
        lengths = np.asarray(self.segment.columns.view("lengths")).reshape(N_AREAS, -1)
        found: Ints = lengths[:, self.kept].sum(axis=1, dtype=np.int64)
        return found


class _Draft:
    """A generation in the making."""

    def __init__(self, folder: Path, storage: Storage, progress: Progress, limits: Limits) -> None:
        self._folder = folder
        self._storage = storage
        self._progress = progress
        self._limits = limits
        self._pieces: list[_Piece] = []

    def take_over(self, before: Generation, gone: Mapping[str, frozenset[int]]) -> None:
        """Take the segments of the generation before, without what is gone."""
        labels = Labels(Columns(before.folder / LABELS))
        for part in before.manifest.segments:
            self._storage.link(before.folder / part.file, self._folder / part.file)
            dead = frozenset(labels.dead(part.name)) | gone[part.name]
            self._pieces.append(_Piece(part.name, Segment(self._folder / part.file), dead))

    def add_all(self, snapshot: Snapshot) -> None:
        """Index everything; in several processes where there is more than one share."""
        if len(shares := snapshot.shares()) > 1:
            jobs = [Job(share, self._folder, self._storage, self._limits) for share in shares]
            self._pieces += map(self._verified, built(jobs, self._progress))
        else:
            self.add(snapshot.items(None))

    def add(self, items: Iterable[Item]) -> None:
        """Index items in as many segments as memory asks for."""
        names = segments_of(items, self._folder, self._storage, self._limits, self._progress)
        self._pieces += map(self._verified, names)

    def merge(self, *, purge: bool) -> None:
        """Put segments together until there are few, each much larger than the next; drop what is deleted by then."""
        while group := _to_merge(self._pieces, self._limits, 0 if purge else _MOST_DEAD):
            for piece in group:
                self._pieces.remove(piece)
            if live := [(piece.segment, piece.kept) for piece in group if piece.live]:
                name = secrets.token_hex(8)
                merge(self._path(name), live, self._storage)
                self._pieces.append(self._verified(name))
            for piece in group:
                self._path(piece.name).unlink()

    def is_as(self, before: Generation, snapshot: Snapshot) -> bool:
        """Whether nothing would differ from the generation before but its number."""
        self._write_beside(snapshot)
        return all((self._folder / name).read_bytes() == (before.folder / name).read_bytes() for name in _BESIDE)

    def seal(self, snapshot: Snapshot) -> Generation:
        """Write what stands beside the segments, and make all of it last."""
        self._write_beside(snapshot)
        entries = [ColumnSegment(one.name, one.segment.size, sorted(one.dead)) for one in self._pieces]
        write_contents(self._folder, entries)
        return seal(
            self._folder,
            self._storage,
            Contents(
                archive_generation=snapshot.generation,
                vocabulary=snapshot.vocabulary,
                items=sum(piece.live for piece in self._pieces),
                lengths=tuple(int(sum(one)) for one in zip(*(piece.lengths for piece in self._pieces), strict=True))
                or (0,) * N_AREAS,
                segments=tuple(Part(one.name, one.segment.size, len(one.dead)) for one in self._pieces),
                records=RECORD_VERSION,
            ),
        )

    def _write_beside(self, snapshot: Snapshot) -> None:
        """Write what stands beside the segments."""
        self._storage.write(self._folder / SYNONYMS, snapshot.synonyms.written.encode())
        with ColumnWriter(self._folder / LABELS, self._storage) as writer:
            write_labels(writer, snapshot.names, {one.name: one.segment for one in self._pieces}, snapshot.meetings)
            for piece in self._pieces:
                writer.put_numbers(f"{piece.name}.dead", sorted(piece.dead), "H")

    def _verified(self, name: str) -> _Piece:
        """A segment that was just written, read back."""
        try:
            segment = Segment(self._path(name))
            damaged = list(segment.columns.damaged())
        except DamagedColumns as error:
            raise SearcherError(f"the new index cannot be read back ({error})") from error
        if damaged:
            raise SearcherError(f"the new index cannot be read back (its column {damaged[0]} differs)")
        return _Piece(name, segment)

    def _path(self, name: str) -> Path:
        return self._folder / Part(name, 0, 0).file


def _to_merge(pieces: Sequence[_Piece], limits: Limits, most_dead: float) -> list[_Piece]:
    """The segments to put together next: one with many deleted, or the smallest that are much of a size."""
    for piece in pieces:
        if piece.dead and (not piece.live or len(piece.dead) > most_dead * piece.segment.size):
            return [piece]
    order = sorted(pieces, key=lambda piece: piece.live)
    group: list[_Piece] = []
    total = 0
    for piece in order:
        if total + piece.live > limits.largest or (len(group) > 0 and piece.live > limits.step * total):
            break
        group.append(piece)
        total += piece.live
    return group if len(group) > 1 else []


def _change(before: Generation, snapshot: Snapshot) -> _Change:
    places = dict(_held(before))
    changed: list[str] = []
    gone: dict[str, set[int]] = {part.name: set() for part in before.manifest.segments}
    count = 0
    for item in snapshot.items(None):
        count += 1
        held = places.pop(item.id, None)
        if held is None:
            changed.append(item.id)
        elif held[2] != record_of(item).digest:
            changed.append(item.id)
            gone[held[0]].add(held[1])
    for name, doc, _ in places.values():
        gone[name].add(doc)
    return _Change(changed, {name: frozenset(docs) for name, docs in gone.items()}, count)


def _held(generation: Generation) -> Iterator[tuple[str, tuple[str, int, str]]]:
    """Each item of a generation, with its segment, its number there and its digest."""
    labels = Labels(Columns(generation.folder / LABELS))
    for part in generation.manifest.segments:
        segment = Segment(generation.folder / part.file)
        dead = frozenset(labels.dead(part.name))
        for doc, item_id in enumerate(segment.ids.all()):
            if doc not in dead:
                yield item_id.decode(), (part.name, doc, segment.digest(doc))


def _usable(index_folder: Path) -> Generation | None:
    """The generation in use, when it can be built upon."""
    try:
        return current_generation(index_folder)
    except IndexUnusable:
        return None
