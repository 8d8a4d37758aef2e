"""Who holds an office of members, by name beside it: "The Mayor (Councillor A Wren)", "The Mayor, Ann Wren". Text only.

A surname alone behind an office may be the next in a list; it is left as it stands.
"""

import re
from collections.abc import Callable, Iterator

from searcher.cleaner.posts import COUNCILLOR, NAME

_MAYOR = r"(?:(?:(?:Right\s+)?Worshipful(?:\s+the)?|Lord|Deputy|Vice)[ -]){0,3}(?:Mayor|Mayoress|Leader)"
_CHAIR = r"(?:(?:Deputy|Vice)[ -])?Chair(?:man|woman|person)?"
OFFICE = re.compile(rf"(?:the\s+)?(?:{_MAYOR}|{_CHAIR})", re.IGNORECASE)
# "Councillor" in the bracket tells by itself that it holds a name; there it may have an aside of its own.
_HOLDER = re.compile(
    rf"\b(?P<the>(?i:the)\s+)?(?i:(?P<office>{_MAYOR}|{_CHAIR}))"
    rf"(?:\s*\(\s*(?P<member>(?i:{COUNCILLOR})\b[^()]*(?:\([^()]*\)[^()]*)?)\)"
    rf"|\s*\(\s*(?P<aside>{NAME.pattern})\s*\)"
    rf"|(?:,\s*|\s+)(?P<behind>{NAME.pattern})(?![\w'’-]))"
)
_FIRST = re.compile(r"(?:^|[:;,.–—|-])\s*$")
# What may stand behind an office and is nobody's name: the next office, a party.
_NO_HOLDER = re.compile(
    r"\b(?:Mayor\w*|Leaders?|Chair\w*|Vice|Lieutenant|Sheriff|Honorary|Aldermen|Alderman|Freem[ae]n|Consort|Chaplain|"
    r"Groups?|Party|Members?|Labour|Conservatives?|Liberal|Democrats?|Green|Independents?|Reform|Plaid|Councillors?|"
    r"Cllrs?|Casting|Votes?|Officers?|Chief|Clerk|Director|Executive)\b",
    re.IGNORECASE,
)


def with_holders(text: str, told: Callable[[str, str], str]) -> str:
    """A text in which each office with its holder's name became what `told` makes of the two."""
    parts: list[str] = []
    at = 0
    for match, name in _holders(text):
        parts += [text[at : match.start()], told(match["office"], name)]
        at = match.end()
    return "".join([*parts, text[at:]])


def mayors_in(text: str) -> frozenset[str]:
    """The names beside the office of Mayor or Leader, who are always members; a committee's chair may be none."""
    return frozenset(name for match, name in _holders(text) if "chair" not in match["office"].lower())


def _holders(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each office with a name beside it, and the name as written, with "Councillor" where that stands before it."""
    at = 0
    while match := _HOLDER.search(text, at):
        name = " ".join((match["member"] or match["aside"] or match["behind"]).split())
        is_held = match["member"] or (_is_office(text, match) and not _NO_HOLDER.search(name))
        if is_held:
            yield match, name
        at = match.end() if is_held else match.end("office")


def _is_office(text: str, match: re.Match[str]) -> bool:
    """Whether the word is an office, and not somebody's surname: "J. Mayor, Ann Wren" are two."""
    if match["the"]:
        return True
    return (
        text[match.end("office")] != "," and _FIRST.search(text[max(0, match.start() - 3) : match.start()]) is not None
    )
