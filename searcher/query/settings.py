"""What a query asks for besides words and filters, as fields of the whole of it: areas, order, how many."""

import re

from msgspec import Struct

from searcher.errors import BadQuery
from searcher.model import AREAS, Area
from searcher.query.tree import SORTS, Sort

MOST_HITS = 1000
HITS = 10
_YES = ("yes", "true")
_YES_OR_NO = (*_YES, "no", "false")
_TAKES = {
    "in": f"is one of {', '.join(AREAS)}",
    "sort": f"is one of {', '.join(SORTS)}",
    "exact": "takes yes or no",
    "holders": "takes yes or no",
    "limit": f"must be from 1 to {MOST_HITS}",
    "page": "must be 1 or more",
}
SETTINGS = tuple(_TAKES)


class Settings(Struct):
    """What of these stands in a query's text."""

    scope: tuple[Area, ...] = ()
    sort: Sort | None = None
    exact: bool = False
    holders: bool = False
    limit: int | None = None
    page: int | None = None

    def take(self, name: str, value: str) -> None:
        """Take a field. Raises ValueError, which says what is wrong, for a value that it cannot have."""
        if name == "in" and value in AREAS:
            self.scope = (*self.scope, *(area for area in AREAS if area == value))
        elif name == "sort" and value in SORTS:
            self.sort = next(sort for sort in SORTS if sort == value)
        elif name == "exact" and value in _YES_OR_NO:
            self.exact = value in _YES
        elif name == "holders" and value in _YES_OR_NO:
            self.holders = value in _YES
        elif name not in ("limit", "page") or not self._take_number(name, value):
            raise ValueError(f"{name} {_TAKES[name]}")

    def _take_number(self, name: str, value: str) -> bool:
        """Take the number of items a page, or of the page; whether it can be that."""
        number = int(value) if re.fullmatch("[0-9]{1,9}", value) else 0
        if name == "limit":
            self.limit = number
            return 1 <= number <= MOST_HITS
        self.page = number
        return number >= 1


def check(limit: int | None, page: int | None, sort: str | None) -> None:
    """Refuse values of options that are out of range. Raises BadQuery."""
    if limit is not None and not 1 <= limit <= MOST_HITS:
        raise BadQuery(str(limit), 0, f"limit {_TAKES['limit']}")
    if page is not None and page < 1:
        raise BadQuery(str(page), 0, f"page {_TAKES['page']}")
    if sort is not None and sort not in SORTS:
        raise BadQuery(str(sort), 0, f"sort {_TAKES['sort']}")
