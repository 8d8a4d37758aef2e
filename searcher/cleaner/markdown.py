"""Takes Markdown's marks out of a text: some extractions of pages write headings, bold and links with them."""

import re

from msgspec import Struct

_LINK = re.compile(r"!?\[(?P<text>[^\[\]\n]{0,300})\]\((?P<url>[^()\s]{1,2000})(?:\s+\"[^\"\n]{0,300}\")?\)")
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE)
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<text>\S(?:[^\n*_]{0,400}\S)?)(?P=mark)")
_BOLD_IN_CELL = re.compile(
    r"^(?P<before>[ \t]*\|?[ \t]*[^|\n]{0,12}\|[ \t]*)\*\*(?P<text>[^*\n]{1,300})\*\*[ \t]*", re.MULTILINE
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")
_ROW_EDGE = re.compile(r"^[ \t]*\|[ \t]*(?=[^|\n]*\|)", re.MULTILINE)
_SIGNS = (
    re.compile(r"\]\([^()\s]{1,2000}\)"),
    re.compile(r"\*\*\S[^\n*]{0,400}\*\*"),
    re.compile(r"^#{1,6} \S", re.MULTILINE),
)
_MARKER = re.compile(r"\bview the full\b", re.IGNORECASE)


class Unmarked(Struct, frozen=True):
    """A text without marks, and the addresses of the links that were in it."""

    text: str
    addresses: tuple[str, ...] = ()


def unmarked(text: str) -> Unmarked:
    """A text as a reader sees it. What is no Markdown stays as it is: an asterisk may be a bullet."""
    if sum(sign.search(text) is not None for sign in _SIGNS) < 2:
        return Unmarked(text)
    addresses: list[str] = []

    def words(link: re.Match[str]) -> str:
        if _MARKER.search(link["text"]):
            return link[0]  # the link to an item's whole text tells the item's id
        addresses.append(link["url"])
        return link["text"]

    text = _HEADING.sub("", _LINK.sub(words, text))
    text = _BOLD_IN_CELL.sub(lambda cell: f"{cell['before']}{cell['text']}\n", _ROW_EDGE.sub("", text))
    return Unmarked(_ESCAPED.sub(r"\1", _BOLD.sub(lambda bold: bold["text"], text)), tuple(addresses))
