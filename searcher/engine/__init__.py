"""From items to an index, and from a query to results. The only folder that knows Whoosh."""

from searcher.engine.generations import Generation, current_generation, restamp, verify
from searcher.engine.reader import Index
from searcher.engine.writer import Progress, Snapshot, no_progress, write_generation

__all__ = [
    "Generation", "Index", "Progress", "Snapshot", "current_generation", "no_progress", "restamp", "verify",
    "write_generation",
]  # fmt: skip
