"""Writes generations: whole, or from the one before with what changed. Never touches a generation in use."""

import contextlib
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct, field

from searcher.engine.arrays import Ints
from searcher.engine.changes import change_since
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
from searcher.engine.meanings import write_meanings
from searcher.engine.merging import merge
from searcher.engine.records import RECORD_VERSION
from searcher.engine.segment import N_AREAS, Segment
from searcher.engine.shares import Job, Limits, Progress, built, no_progress, segments_of
from searcher.engine.snapshots import Snapshot
from searcher.engine.tenures import write_tenures
from searcher.errors import IndexUnusable, SearcherError
from searcher.model import Item
from searcher.storage import Storage
from searcher.vocabulary import Synonyms

_LIMITS = Limits()
_BESIDE = (LABELS, SYNONYMS)
_MOST_DEAD = 0.25  # of a segment's items, before it is written again without them


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
    with _telling(index_folder):
        folder = new_generation(index_folder, storage)
        try:
            generation = _next(_Draft(folder, storage, progress, limits), before, snapshot, purge=purge)
        except BaseException:
            storage.remove_folder(folder)
            raise
        if generation is not before:
            switch(index_folder, generation, storage)
            return generation
        storage.remove_folder(folder)
        generation_of, vocabulary, mark = snapshot.generation, snapshot.vocabulary, snapshot.mark
        return restamp(generation, storage, archive_generation=generation_of, vocabulary=vocabulary, mark=mark)


def _next(draft: "_Draft", before: Generation | None, snapshot: Snapshot, *, purge: bool) -> Generation:
    """The next generation, sealed; the one before where nothing differs."""
    change = change_since(before, snapshot) if before else None
    if before is None or change is None or not change.is_small:
        draft.add_all(snapshot)
    else:
        draft.take_over(before, change.gone)
        draft.add(snapshot.items(change.changed) if change.changed else (), snapshot.synonyms)
    draft.merge(purge=purge)
    draft.write_beside(snapshot)
    if before is not None and change is not None and not change and draft.is_as(before):
        return before
    return draft.seal(snapshot)


@contextlib.contextmanager
def _telling(index_folder: Path) -> Iterator[None]:
    """Tells a failing disk as an error of ours, with what is left."""
    try:
        yield
    except OSError as error:
        left = "there is none yet" if _usable(index_folder) is None else "the one before still answers"
        raise SearcherError(f"the index could not be written ({error.strerror or error}); {left}") from error


class _Piece(Struct):
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
        self._linked: dict[str, tuple[int, str]] = {}
        self._before: Generation | None = None
        self._labels: Labels | None = None

    def take_over(self, before: Generation, gone: Mapping[str, frozenset[int]]) -> None:
        """Take the segments of the generation before, without what is gone."""
        self._before, self._labels = before, (labels := Labels(Columns(before.folder / LABELS)))
        for part in before.manifest.segments:
            self._link(before, part.file)
            dead = frozenset(labels.dead(part.name)) | gone[part.name]
            self._pieces.append(_Piece(part.name, Segment(self._folder / part.file), dead))

    def add_all(self, snapshot: Snapshot) -> None:
        """Index everything; in several processes where there is more than one share."""
        if len(shares := snapshot.shares()) > 1:
            jobs = [Job(share, self._folder, self._storage, self._limits, snapshot.synonyms) for share in shares]
            self._pieces += map(self._verified, built(jobs, self._progress))
        else:
            self.add(snapshot.items(None), snapshot.synonyms)

    def add(self, items: Iterable[Item], synonyms: Synonyms) -> None:
        """Index items in as many segments as memory asks for."""
        names = segments_of(items, self._folder, self._storage, self._limits, synonyms, self._progress)
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
                self._storage.remove(self._path(piece.name))

    def write_beside(self, snapshot: Snapshot) -> None:
        """Write what stands beside the segments."""
        self._write_synonyms(snapshot.synonyms.written)
        with ColumnWriter(self._folder / LABELS, self._storage) as writer:
            segments = {one.name: one.segment for one in self._pieces}
            write_labels(writer, snapshot.names, segments, snapshot.meetings, self._labels)
            write_meanings(writer, snapshot.meanings)
            write_tenures(writer, snapshot.tenures)
            for piece in self._pieces:
                writer.put_numbers(f"{piece.name}.dead", sorted(piece.dead), "H")

    def is_as(self, before: Generation) -> bool:
        """Whether nothing differs from the generation before but its number."""
        return all((self._folder / name).read_bytes() == (before.folder / name).read_bytes() for name in _BESIDE)

    def seal(self, snapshot: Snapshot) -> Generation:
        """Make all that was written last."""
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
                mark=snapshot.mark,
            ),
            self._linked,
        )

    def _write_synonyms(self, written: bytes) -> None:
        before = self._before
        if before is not None and (before.folder / SYNONYMS).read_bytes() == written:
            self._link(before, SYNONYMS)
            return
        with self._storage.create(self._folder / SYNONYMS) as file:
            file.write(written)

    def _link(self, before: Generation, name: str) -> None:
        self._storage.link(before.folder / name, self._folder / name)
        self._linked[name] = before.manifest.files[name]

    def _verified(self, name: str) -> _Piece:
        """A segment that was just written, read back."""
        try:
            segment = Segment(self._path(name))
            damaged = list(segment.columns.damaged())
            segment.columns.let_go()
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


def _usable(index_folder: Path) -> Generation | None:
    """The generation in use, when it can be built upon."""
    try:
        return current_generation(index_folder)
    except IndexUnusable:
        return None
