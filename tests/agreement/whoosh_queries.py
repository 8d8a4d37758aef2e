"""A query's tree as Whoosh has it, to be asked of a plain searcher of Whoosh over our segments."""

from collections.abc import Collection

from oracle import slips
from whoosh import query as wq

from searcher.model import AREAS
from searcher.query import AllOf, AnyOf, Match, Node, Not, Phrase, Term, most_slips
from searcher.words import stem


def whoosh_query(node: Node, words: Collection[str] = ()) -> wq.Query:
    """A query's tree as Whoosh has it, over all areas; fuzzy words as those they mean among some words."""
    match node:
        case Term(word, Match.FORMS):
            return wq.Or([wq.Term(f"{area}_stems", stem(word)) for area in AREAS])
        case Term(word, Match.PREFIX):
            return wq.Or([wq.Prefix(area, word) for area in AREAS])
        case Term(word, Match.ACRONYM):
            return wq.Or([wq.Term(area, one) for area in AREAS for one in (word, f"{word}s")])
        case Term(word, Match.FUZZY):  # its own fuzzy words count neighbours that changed places as two slips
            return wq.Or(
                [wq.Term(area, one) for area in AREAS for one in words if slips(word, one) <= most_slips(word)]
            )
        case Term(word, _):
            return wq.Or([wq.Term(area, word) for area in AREAS])
        case Phrase(terms):
            stems = terms[0].match is Match.FORMS
            words = [stem(term.word) if stems else term.word for term in terms]
            return wq.Or([wq.Phrase(f"{area}_stems" if stems else area, words) for area in AREAS])
        case AllOf(parts):
            return wq.And([whoosh_query(part, words) for part in parts])
        case AnyOf(parts):
            return wq.Or([whoosh_query(part, words) for part in parts])
        case Not(part):
            return wq.Not(whoosh_query(part, words))
        case _:
            raise AssertionError(node)
