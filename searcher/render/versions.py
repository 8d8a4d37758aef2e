"""What changed from one version of an item to the next, word by word."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from searcher.differences import differences, marked
from searcher.model import Item
from searcher.render.safe import line
from searcher.render.style import Style, counted


def versions_text(versions: Sequence[Item], style: Style) -> str:
    """The differences between versions, the oldest first: [-what went-] and {+what came+}, with some words around."""
    item = versions[-1]
    blocks = [[*map(style.bold, style.wrapped(line(item.title))), counted(len(versions), "version")]]
    for number, (older, newer) in enumerate(pairwise(versions), 1):
        changes = list(_changes(older, newer, style))
        heading = style.bold(f"From version {number} to {number + 1}")
        blocks.append([heading, *(changes or ["  The words are the same."])])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _changes(older: Item, newer: Item, style: Style) -> Iterator[str]:
    for difference in differences(older, newer):
        for passage in difference.passages:
            yield from style.labelled(difference.part.capitalize(), line(marked(passage)), "  ", hang=2)
