"""What a search gives in the end: where nothing is found, what was perhaps meant, and what would find something."""

from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from msgspec.structs import replace

from searcher.engine.explaining import spelled
from searcher.engine.names import Names, untitled
from searcher.engine.reader import Answer, Index
from searcher.engine.respelling import Respelling, is_unknown
from searcher.query import AllOf, AnyOf, Either, Filters, Near, Node, Phrase, Query, Term, leaves, parse, plain_words
from searcher.results import Results
from searcher.words import forms

_MOST_TOLD = 8  # words and filters


def answered(
    index: Index,
    query: Query,
    *,
    facets: Iterable[str],
    facet_limit: int | None,
    snippets: int = 1,
    correct: bool = True,
) -> Results:
    """The answer to a query as typed, widened by what means the same.

    Where nothing is found it is asked again, as the citation it is or with its words respelled; where that finds
    nothing either, the results tell how many items have each word, or how many there are without each filter. Unless
    `correct`, what is typed is all that is asked.
    """
    facets = tuple(facets)

    def found(asked: Query) -> Results:
        return index.search(index.widened(asked), facets=facets, facet_limit=facet_limit, snippets=snippets)

    results = found(query)
    if not correct:
        return results
    respelling = Respelling(index.segments, index.stem)
    if results.total or query.exact:
        is_partly_unknown = not query.exact and any(_alternatives_unknown(query.tree, index))
        return replace(results, suggestion=respelling.of(query)) if is_partly_unknown else _helped(results, index)
    for text in _meant(query, respelling, index.names):
        if (other := found(_respelt(query, text))).total:
            return replace(other, query=replace(other.query, text=query.text), suggestion=text, corrected=True)
    return _helped(results, index)


def _meant(query: Query, respelling: Respelling, names: Names) -> Iterator[str]:
    """What may have been meant by words that find nothing: a citation, other words, or a name with an initial."""
    from searcher.query.citing import cited  # noqa: PLC0415 - what finds something needs none of it

    if (citation := cited(query.text)) is not None:
        yield citation
    if (respelt := respelling.of(query)) is not None:
        yield respelt
    if (initialled := _initialled(query, names)) is not None:
        yield initialled
    rarer = respelling.of(query, rare=True)
    if rarer is not None and rarer != respelt:
        yield rarer


def _initialled(query: Query, names: Names) -> str | None:
    """A query's text with a forename as the initial that people of that surname are named by; None without one."""
    words = plain_words(query.text)
    for (start, end), (_, last) in pairwise(words):
        forename, surname = forms(query.text[start:end]), forms(query.text[end:last])
        if len(forename) != 1 or len(surname) != 1:
            continue
        for label in names.labels_perhaps(query.text[start:last]):
            short = untitled(forms(label))[0]
            if short != forename[0]:
                return f"{query.text[:start]}{short.upper() if len(short) == 1 else short}{query.text[end:]}"
    return None


def _respelt(query: Query, text: str) -> Query:
    """The same question in other words."""
    return parse(
        text,
        filters=query.filters,
        scope=query.scope,
        sort=query.sort,
        limit=query.limit,
        page=query.page,
        exact=query.exact,
        holders=query.holders,
    )


def _alternatives_unknown(node: Node | None, index: Index) -> Iterator[bool]:
    """Of words that need not all be there whether each is nowhere."""
    if isinstance(node, AnyOf):
        for part in leaves(node):
            yield isinstance(part, Term) and is_unknown(part, index.segments, index.stem)
    else:
        for inner in getattr(node, "parts", ()):
            yield from _alternatives_unknown(inner, index)


def _helped(results: Results, index: Index) -> Results:
    """Results of nothing with what would find something: fewer filters; else how many items have each word."""
    query = results.query
    if results.total:
        return results
    names = query.filters.given()
    if names and _total(index, replace(query, filters=Filters())):
        several = [(name, _total(index, replace(query, filters=query.filters.without(name)))) for name in names]
        found = sorted((one for one in several if one[1]), key=lambda one: -one[1])
        return replace(results, without=tuple(found[:_MOST_TOLD]))
    return replace(results, words=tuple(islice(_words(index, query), _MOST_TOLD)))


def _words(index: Index, query: Query) -> Iterator[tuple[str, int]]:
    """The words and phrases that must all be there, and how many items have each."""
    for part in query.tree.parts if isinstance(query.tree, AllOf) else (query.tree,):
        if isinstance(part, Term | Phrase | Near | Either):
            yield spelled(part), _total(index, Query(tree=part, scope=query.scope))


def _total(index: Index, query: Query) -> int:
    return Answer(index, query).total
