"""What of a query an item has, in words. Text only."""

from collections.abc import Callable, Iterator

from searcher.query import Either, Match, Near, Node, Phrase, Term


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
    typed = spelled(node.literal)
    if has(node.literal):
        yield typed
    for name in node.equivalents:
        if has(name) and not (spelled(name) in typed and has(node.literal)):
            yield f"{spelled(name)} = {typed}"


def spelled(node: Node) -> str:
    """A part of a query as people write it."""
    match node:
        case Term(word, how):
            return f"{word}*" if how is Match.PREFIX else word.upper() if how is Match.ACRONYM else word
        case Phrase(terms):
            return " ".join(spelled(term) for term in terms)
        case Near(left, right, distance):
            return f"{spelled(left)} NEAR/{distance} {spelled(right)}"
        case _:
            return " ".join(spelled(part) for part in getattr(node, "parts", ()))
