"""What a word stands for as it was typed."""

from searcher.query.tree import AnyOf, Match, Node, Phrase, Term
from searcher.words import fold, forms, measure, tokens

_SHORTEST_FUZZY = 3
_LONGEST_ACRONYM = 6  # a longer word in capitals is a word typed in capitals


def word_from(text: str, *, exact: bool) -> Node | None:
    """The node for one typed word, which may be several to us ("un-accompanied", "2016/17"); None for punctuation.

    Raises ValueError, which says what is wrong, for a star or a tilde where none can be.
    """
    if text.endswith(("~", "*")) and (words := forms(text)):
        return _fuzzy(words) if text.endswith("~") else _beginning(words)
    found = list(tokens(text))
    if not found:
        return None
    how = Match.EXACT if exact else Match.FORMS
    if len(found) == 1:
        if not exact and (parts := measure(found[0].form)):  # "20mph" is written "20 mph" too
            return AnyOf((Phrase(tuple(map(Term, parts))), Term(found[0].form, how)))
        letters = found[0].capitals or ""
        if 0 < len(letters) <= _LONGEST_ACRONYM and not exact:
            return Term(fold(letters), Match.ACRONYM)
        return Term(found[0].form, how)
    phrase = Phrase(tuple(Term(word, how) for word in forms(text)))
    if found[-1].start == found[0].start:  # the join of a hyphenated word
        return AnyOf((phrase, Term(found[-1].form, how)))
    return phrase


def _fuzzy(words: tuple[str, ...]) -> Term:
    if len(words) > 1 or len(words[0]) < _SHORTEST_FUZZY or any(letter.isdigit() for letter in words[0]):
        raise ValueError(f"~ ends a single word of at least {_SHORTEST_FUZZY} letters, no numbers")
    return Term(words[0], Match.FUZZY)


def _beginning(words: tuple[str, ...]) -> Term:
    if len(words) > 1 or len(words[0]) < 2:
        raise ValueError("* ends a single word of at least two letters")
    return Term(words[0], Match.PREFIX)
