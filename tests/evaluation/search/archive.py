"""An archive to search: crawled from the sample portal, or filled with saved pages."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from crawled import clocked, crawl, workshop_at
from sample_portal import SamplePortal, Truth

from searcher import Archive


@contextlib.contextmanager
def crawled_archive(truth: Truth) -> Iterator[Archive]:
    """What a crawl makes of an invented council, indexed; gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(Path(folder)) as workshop:
            crawl(workshop, portal)
            workshop.index()
        with Archive.open(Path(folder) / "index") as archive:
            yield archive


@contextlib.contextmanager
def imported_archive(pages: Path) -> Iterator[Archive]:
    """A folder of pages, imported and indexed; gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        with workshop_at(Path(folder)) as workshop:
            list(workshop.import_paths([pages]))
            workshop.index()
        with Archive.open(Path(folder) / "index") as archive:
            yield archive
