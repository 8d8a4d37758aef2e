"""The query language: words to a Query, purely. A Query is a tree of words, filters, and how to list what it finds.

What people may type:

    elective home education        all three words, in any of their forms, anywhere in the item
    "home education"               these very words, side by side
    schools -academy               without a word; also NOT, OR, AND and brackets
    safeguard*                     words that begin so
    safegaurd~                     words that are spelled so, but for a slip or two
    child NEAR/5 exploitation      within five words of each other; in a chain each of the one before
    officer:"Helen Sweaton" since:2020 in:resolutions
    officer:"Helen Sweaton" OR (topic:send -kind:procedural)
"""

from searcher.query.expansion import Known, expanded
from searcher.query.filters import FACETS, FILTERS, NAMED, Filters, filter_from, period
from searcher.query.language import DEEPEST, FIELDS, LONGEST, MOST_WORDS, parse, plain_words
from searcher.query.settings import HITS, MOST_HITS
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
    most_slips,
    terms_in,
)

__all__ = [
    "DEEPEST", "FACETS", "FIELDS", "FILTERS", "HITS", "LONGEST", "MOST_HITS", "MOST_WORDS", "NAMED", "SORTS", "AllOf",
    "AnyOf", "Either", "Filters", "Known", "Letters", "Match", "Named", "Near", "Node", "Not", "Only", "Phrase",
    "Query", "Sort", "Term", "expanded", "filter_from", "filters_in", "leaves", "most_slips", "parse", "period",
    "plain_words", "terms_in",
]  # fmt: skip
