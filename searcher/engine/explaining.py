"""What of a query an item has, in words. Text only."""

from collections.abc import Callable, Iterator

from searcher.query import Either, Letters, Match, Named, Near, Node, Phrase, Term

_SPELLED = {Match.PREFIX: "{}*", Match.FUZZY: "{}~"}


def matched(node: Node | None, has: Callable[[Node], bool]) -> tuple[str, ...]:
    """What of a query an item has, in words: "elective home education", "EHE = elective home education"."""
    found = (_told(part, has) for part in _branches(node))
    return tuple(dict.fromkeys(text for texts in found for text in texts))


def _branches(node: Node | None) -> Iterator[Node]:
    if isinstance(node, Either | Term | Phrase | Near):
        yield node
    else:
        for part in getattr(node, "parts", ()):
            yield from _branches(part)


def _told(node: Node, has: Callable[[Node], bool]) -> Iterator[str]:
    if not isinstance(node, Either):
        if has(node):
            yield spelled(node)
        return
    typed = node.typed or spelled(node.literal)
    if has(node.literal):
        yield typed
    for name in node.equivalents:
        is_said = spelled(name) in typed or isinstance(name, Named)
        if has(name) and not (is_said and has(node.literal)):
            yield f"{spelled(name)} = {typed}"
    parts = [spelled(name) for name in node.narrower if has(name)]
    for part in parts:
        if not any(f" {other} " in f" {part} " for other in parts if other != part):
            yield f"{part}, a part of {typed}"


def spelled(node: Node) -> str:
    """A part of a query as people write it."""
    match node:
        case Either(literal, _, typed):
            return typed or spelled(literal)
        case Letters(letters):
            return letters
        case Named(facet, _, name, since, until):
            return f"{name} ({since.year}–{until.year})" if since and until else f"{name} ({facet})"
        case Term(word, how):
            return _SPELLED.get(how, "{}").format(word.upper() if how is Match.ACRONYM else word)
        case Phrase(terms):
            return " ".join(spelled(term) for term in terms)
        case Near(left, right, distance):
            return f"{spelled(left)} NEAR/{distance} {spelled(right)}"
        case _:
            return " ".join(spelled(part) for part in getattr(node, "parts", ()))
