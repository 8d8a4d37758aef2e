"""Builds segments from items, in this process or in several at once, each with memory of its own."""

import multiprocessing
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from msgspec import Struct

from searcher.engine.building import Builder
from searcher.engine.generations import Part
from searcher.engine.records import record_of
from searcher.errors import SearcherError
from searcher.model import Item
from searcher.storage import Storage
from searcher.vocabulary import Synonyms

_LOOK_AGAIN = 0.2  # seconds, between two looks at how far the others are

Share = Callable[[], Iterable[Item]]
"""Gives a part of all items. It is sent to another process, where it has to open what it reads."""
Progress = Callable[[int], None]
"""Is told how many items are done."""


def no_progress(done: int) -> None:
    """For callers who do not want to know."""
    del done


class Limits(Struct, frozen=True):
    """How large segments are. One in the making is written out before it takes much memory.

    `step`: how many times as large as the next a segment is, unless they are merged.
    """

    items: int = 12_000
    words: int = 4_000_000
    largest: int = 65_535  # their items' numbers take two bytes
    step: int = 8


class Job(Struct, frozen=True):
    """What one process is to build."""

    share: Share
    folder: Path
    storage: Storage
    limits: Limits
    synonyms: Synonyms


def segments_of(
    items: Iterable[Item], folder: Path, storage: Storage, limits: Limits, synonyms: Synonyms, progress: Progress
) -> Iterator[str]:
    """Write items into segments, as many as the limits ask for; the name of each."""
    builder = Builder()
    for done, item in enumerate(items, 1):
        builder.add(record_of(item, synonyms))
        progress(done)
        if len(builder) >= limits.items or builder.weight >= limits.words:
            yield _written(builder, folder, storage)
            builder = Builder()
    if len(builder):
        yield _written(builder, folder, storage)


def built(jobs: Sequence[Job], progress: Progress) -> Iterator[str]:
    """Do several jobs at once; the name of each segment. Raises SearcherError when a process ends before its time."""
    context = multiprocessing.get_context("spawn")  # a fork would share connections and locks
    done = context.Value("Q", 0)
    with ProcessPoolExecutor(len(jobs), mp_context=context, initializer=_begin, initargs=(done,)) as pool:
        running = [pool.submit(_done, job) for job in jobs]
        _watch(running, done, progress)
        try:
            for one in running:
                yield from one.result()
        except BrokenProcessPool as error:
            raise SearcherError("the index could not be written (one of its processes was killed)") from error


def _watch(running: Sequence["Future[list[str]]"], done: Any, progress: Progress) -> None:
    left: set[Future[list[str]]] = set(running)
    while left:
        left = wait(left, timeout=_LOOK_AGAIN).not_done
        progress(done.value)


def _written(builder: Builder, folder: Path, storage: Storage) -> str:
    name = secrets.token_hex(8)
    builder.write(folder / Part(name, 0, 0).file, storage)
    return name


class _Counter:
    """What all processes count together."""

    value: Any = None


def _begin(done: Any) -> None:
    _Counter.value = done


def _done(job: Job) -> list[str]:
    """Do a job, in a process of its own."""

    def count(_: int) -> None:
        with _Counter.value.get_lock():
            _Counter.value.value += 1

    return list(segments_of(job.share(), job.folder, job.storage, job.limits, job.synonyms, count))
