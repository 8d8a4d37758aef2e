"""Full-text search over councils' minutes. Start with `Archive.open("index")`."""

from typing import TYPE_CHECKING

from searcher.lazily import imported_when_used

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
    from searcher.history import Changed
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
    "searcher.history": ("Changed",),
    "searcher.model": ("Item", "Meeting", "Officer"),
    "searcher.query": ("Query",),
    "searcher.results": ("FacetValue", "Hit", "Results", "Snippet"),
}  # fmt: skip

__all__ = [
    "Archive", "ArchiveBusy", "ArchiveError", "BadQuery", "BadSetting", "Changed", "FacetValue", "Hit", "IndexNotReady",
    "IndexUnusable", "Item", "Meeting", "NoArchive", "Officer", "Query", "RefusedFile", "Results",
    "SearcherError", "Snippet", "UnknownItem", "UnrecognisedPage",
]  # fmt: skip


__getattr__ = imported_when_used(__name__, _HOMES)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
