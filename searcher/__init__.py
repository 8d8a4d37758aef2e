"""Full-text search over councils' minutes. Start with `Archive.open("index")`."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from searcher.api import Archive
    from searcher.errors import (
        ArchiveBusy,
        ArchiveError,
        BadQuery,
        BadSetting,
        IndexNotReady,
        IndexUnusable,
        NoArchive,
        RefusedFile,
        SearcherError,
        UnknownItem,
        UnrecognisedPage,
    )
    from searcher.model import Item, Meeting, Officer
    from searcher.query import Query
    from searcher.results import FacetValue, Hit, Results, Snippet

__version__ = "0.1.0"

_HOMES = {
    "searcher.api": ("Archive",),
    "searcher.errors": (
        "ArchiveBusy", "ArchiveError", "BadQuery", "BadSetting", "IndexNotReady", "IndexUnusable", "NoArchive",
        "RefusedFile", "SearcherError", "UnknownItem", "UnrecognisedPage",
    ),
    "searcher.model": ("Item", "Meeting", "Officer"),
    "searcher.query": ("Query",),
    "searcher.results": ("FacetValue", "Hit", "Results", "Snippet"),
}  # fmt: skip
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Archive", "ArchiveBusy", "ArchiveError", "BadQuery", "BadSetting", "FacetValue", "Hit", "IndexNotReady",
    "IndexUnusable", "Item", "Meeting", "NoArchive", "Officer", "Query", "RefusedFile", "Results",
    "SearcherError", "Snippet", "UnknownItem", "UnrecognisedPage",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: importing the package alone costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'searcher' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
