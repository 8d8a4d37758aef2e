"""Joins the stages: what is imported is stored, what is stored is cleaned, what is clean is indexed.

The only part that knows them all. Each stage can be run again from the one before; only importing needs the files.
"""

from searcher.crawler.plan import Wanted
from searcher.pipeline.backing_up import BackedUp, back_up
from searcher.pipeline.checking import check, is_stale
from searcher.pipeline.outcome import Outcome
from searcher.pipeline.restoring import Restored, kept_aside, restore
from searcher.pipeline.workshop import Workshop

__all__ = [
    "BackedUp", "Outcome", "Restored", "Wanted", "Workshop", "back_up", "check", "is_stale", "kept_aside", "restore",
]  # fmt: skip
