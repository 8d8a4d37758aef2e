"""From items to an index, and from a query to results. The only folder that knows Whoosh and NumPy.

Names are imported when they are used: a search needs nothing of what writes an index.
"""

from typing import TYPE_CHECKING

from searcher.lazily import imported_when_used

if TYPE_CHECKING:
    from searcher.engine.generations import Generation, current_generation, restamp, verify
    from searcher.engine.reader import Index
    from searcher.engine.shares import Progress, Share, no_progress
    from searcher.engine.snapshots import Snapshot
    from searcher.engine.writer import write_generation

__all__ = [
    "Generation", "Index", "Progress", "Share", "Snapshot", "current_generation", "no_progress", "restamp", "verify",
    "write_generation",
]  # fmt: skip

__getattr__ = imported_when_used(
    __name__,
    {
        "searcher.engine.generations": ("Generation", "current_generation", "restamp", "verify"),
        "searcher.engine.reader": ("Index",),
        "searcher.engine.shares": ("Progress", "Share", "no_progress"),
        "searcher.engine.snapshots": ("Snapshot",),
        "searcher.engine.writer": ("write_generation",),
    },
)
