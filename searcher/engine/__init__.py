"""From items to an index, and from a query to results. The only folder that knows Whoosh."""

from searcher.engine.generations import current_generation, verify
from searcher.engine.reader import Index
from searcher.engine.writer import Snapshot, write_generation

__all__ = ["Index", "Snapshot", "current_generation", "verify", "write_generation"]
