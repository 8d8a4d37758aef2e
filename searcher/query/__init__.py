"""The query language: words to a Query, purely. A Query is a tree of words, filters, and how to list what it finds.

What people may type:

    elective home education        all three words, in any of their forms, anywhere in the item
    "home education"               these very words, side by side
    schools -academy               without a word; also NOT, OR, AND and brackets
    safeguard*                     words that begin so
    safegaurding~                  words that are spelled nearly so
    child NEAR/5 exploitation      within five words of each other; in a chain each of the one before
    officer:"Helen Sweaton" since:2020 in:resolutions
    officer:"Helen Sweaton" OR (topic:send -kind:procedural)
"""

from searcher.query.expansion import Known, expanded
from searcher.query.filters import FACETS, FILTERS, NAMED, Filters, filter_from, period
from searcher.query.language import DEEPEST, LONGEST, MOST_HITS, Typed, parse, typed_words
from searcher.query.tree import (
    SORTS,
    AllOf,
    AnyOf,
    Either,
    Letters,
    Match,
    Named,
    Near,
    Node,
    Not,
    Only,
    Phrase,
    Query,
    Sort,
    Term,
    filters_in,
    leaves,
)

__all__ = [
    "DEEPEST", "FACETS", "FILTERS", "LONGEST", "MOST_HITS", "NAMED", "SORTS", "AllOf", "AnyOf", "Either", "Filters",
    "Known", "Letters", "Match", "Named", "Near", "Node", "Not", "Only", "Phrase", "Query", "Sort", "Term", "Typed",
    "expanded", "filter_from", "filters_in", "leaves", "parse", "period", "typed_words",
]  # fmt: skip
