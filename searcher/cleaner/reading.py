"""What an item's sentences say beside its people and resolutions: acronyms, restriction, kind."""

import re
from collections.abc import Sequence

from searcher.model import Acronym, Kind
from searcher.vocabulary import Vocabulary, holds_any, stemmed
from searcher.words import capitals, forms

_BRACKETED = re.compile(r"\(([A-Z][\w&’'-]{1,9})\)")
_PARAGRAPH = re.compile(
    r"paragraph(?:s|\(s\))?\s+[\d(][\w(), ]{0,20}?(?:\s+(?:and|&)\s+\d+)?\s+of\s+"
    r"(?:Part\s+\w+\s+of\s+)?(?:the\s+)?Schedule\s+12\s?(?:\(A\)|A)"
    r"(?:\s+(?:to|of)\s+the\s+Local\s+Government\s+Act,?\s+1972)?",
    re.I,
)
# Some councils call the paragraphs of Schedule 12A, or their own rules for them, categories.
_GROUNDS = (
    r"(?:paragraph(?:s|\(s\))?|categor(?:y|ies))\s+\d{1,2}[a-z]?\b"
    r"(?:(?:\s*[,&–-]\s*|\s+(?:and|or|to)\s+)\d{1,2}[a-z]?\b){0,9}"
)
_ON = (
    r"(?:exempt|confidential)(?:\s+(?:information|item|report))?(?:\s*[-–—:,]\s*|\s+(?:under|by\s+virtue\s+of)\s+|\s+)"
)
_ON_GROUNDS = rf"{_ON}(?P<grounds>{_GROUNDS})"
_EXEMPT_TITLE = re.compile(
    r"\((?:exempt|confidential|restricted|not for publication|part (?:2|ii|two))\b|"
    r"[-–] (?:exempt|confidential)$|^(?:exempt|confidential) (?:item|report|minutes|appendix)\b|"
    rf"^{_ON}{_GROUNDS}(?:\s*[-–—:]|$)|[-–—]\s+{_ON}{_GROUNDS}$",
    re.I,
)
_TITLED_GROUNDS = re.compile(rf"(?:^|\(|[-–—]\s+){_ON_GROUNDS}", re.I)
_TOLD_GROUNDS = re.compile(rf"\((?=Exempt under){_ON_GROUNDS}", re.I)
_WITHHELD = re.compile(
    r"\bis restricted due to exempt information|\bNOT FOR PUBLICATION\b|"
    r"(?:^|[.;:\n]\s*)Not for publication(?=\s*(?:[.;:\n(–-]|$|by virtue\b|under\b))|"
    r"\b[Tt]his (?:item|report) (?:is|was) exempt\b|\(Exempt under (?:[Pp]aragraph|[Cc]ategor)|"
    r"\bminutes? (?:of this item )?(?:is|are) (?:exempt|restricted|confidential)\b"
)
_TELLING = 6  # letters of a title that does not stand in any text
_WITHHOLDING = (
    "xempt",
    "restricted",
    "confidential",
    "NOT FOR PUBLICATION",
    "Not for publication",
)  # no other text is searched for the above
_SMALL = frozenset(("&", "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
_GOES_ON = _SMALL | {"received", "mayor", "chair", "chairman", "held", "am", "ar", "y", "yr", "a", "gan", "o", "i", "r"}
_LEADS = frozenset((
    "to", "receive", "note", "consider", "approve", "confirm", "agree", "accept", "sign", "declare", "make", "take",
    "hear", "any", "all", "the", "of", "members", "councillors", "committee", "notification", "notice",
    "consideration", "receipt", "resolution", "motion", "introductions", "welcome", "and", "from", "for", "on", "item",
    "items", "standing",
))  # fmt: skip
_MOST_LEADS = 5  # words
_LONG_WORD = 9  # letters of one that goes by two of them: "photovoltaic (PV)"
_LONGEST_FORMALITY = 90  # words
_FORMAL = re.compile(
    r"\W*+(?:(?:resolved|agreed|penderfynwyd)\W++)?(?:that\s++)?(?:"
    r"(?:[^.\n]{0,60}\b)?apolog(?:y|ies)\b[^.\n]{0,60}\b(?:received|submitted|tendered|given|reported|sent|noted)\b"
    r"|(?:there were |there had been )?no (?:declarations?|disclosures?|interests?|apologies|questions)\b"
    r"|(?:the )?(?:\w+ ){0,2}minutes of [^\n]{0,160}\b(?:approved|agreed|confirmed|signed|accepted|taken as read)\b"
    r"|(?:it was noted that )?(?:the )?(?:\w+ )?next (?:\w+ )?meeting\b[^\n]{0,90}\b(?:held|place|on|at|be)\b"
    r"|(?:councillors?|cllrs?|members?)\b[^.\n]{0,80}\bdeclared an? [^.\n]{0,40}\binterest\b"
    r"|[^.\n]{0,80}\bpublic (?:and press )?be excluded\b)",
    re.IGNORECASE,
)
_SHORT = 6  # words of a title that holds a formality's sign and nothing else


def acronyms_in(text: str) -> tuple[Acronym, ...]:
    """Letters defined where they are first used: "Education, Health and Care Plan (EHCP)". Each once."""
    found: dict[str, Acronym] = {}
    for match in _BRACKETED.finditer(text):
        if capitals(match[1].rstrip("0123456789")) and (
            meaning := _meaning(match[1], text[max(0, match.start() - 160) : match.start()])
        ):
            letters = re.sub(r"['’]s$", "", match[1])
            found.setdefault(letters, Acronym(letters, meaning))
    return tuple(found.values())


def restriction_in(title: str, text: str) -> tuple[bool, str | None]:
    """Whether an item was withheld from the public, and the paragraph of Schedule 12A where given, as it is written.

    An item that was only "part exempt", or that moves the exclusion of the public, is not withheld. "Category 3" stays
    that: which paragraph a council means by it is its own affair.
    """
    told = any(word in text for word in _WITHHOLDING)
    withheld = bool(_EXEMPT_TITLE.search(title) or (told and _WITHHELD.search(text)))
    return withheld, _grounds_in(title, text) if withheld else None


def _grounds_in(title: str, text: str) -> str | None:
    """For what an item was withheld: the paragraph of Schedule 12A, else what "(Exempt under …)" names."""
    if paragraph := _PARAGRAPH.search(text) or _PARAGRAPH.search(title):
        return " ".join(paragraph[0].split())
    named = _TITLED_GROUNDS.search(title) or _TOLD_GROUNDS.search(text)
    return " ".join(named["grounds"].split()) if named else None


def exclusions_in(text: str, titles: Sequence[str]) -> dict[str, str]:
    """For which titles the public was excluded, with the paragraph of Schedule 12A: the next that is named after each.

    Where no title is named and one paragraph is, that counts for "" (all that was exempt).
    """
    said = " ".join(text.split())
    paragraphs = [(match.start(), match[0]) for match in _PARAGRAPH.finditer(said)]
    folded = said.lower()
    found: dict[str, str] = {}
    for title in titles:
        bare = _bare_title(title)
        at = folded.find(bare) if bare and len(title) >= _TELLING else -1
        after = next((paragraph for start, paragraph in paragraphs if start > at), None)
        if at >= 0 and after is not None:
            found[title] = after
    if not found and len({paragraph for _, paragraph in paragraphs}) == 1:
        found[""] = paragraphs[0][1]
    return found


def _bare_title(title: str) -> str:
    """A title as a resolution names it: without "(Exempt)"."""
    return " ".join(_EXEMPT_TITLE.sub("", title.partition(" (")[0]).split()).lower()


def kind_of(title: str, vocabulary: Vocabulary, text: str = "") -> Kind:
    """Whether an item is business, or a formality such as apologies or the date of the next meeting.

    By its title or, where that does not tell, by a `text` that says nothing but what is said in formalities.
    """
    for half in (title, *title.split(" / ")):  # "Ymddiheuriadau / Apologies"
        words = _unled(forms(half))
        if any(_begins(words, name) for name in vocabulary.formalities.get("".join(words[:1]), ())):
            return "procedural"
    if len(title.split()) <= _SHORT and _is_signed(stemmed(title), vocabulary):
        return "procedural"
    return "procedural" if len(text.split()) <= _LONGEST_FORMALITY and _FORMAL.match(text) else "business"


def _is_signed(title: str, vocabulary: Vocabulary) -> bool:
    """Whether a title, as its stems, holds a formality's sign."""
    signs = vocabulary.procedural if not title.isspace() else ()
    return any(holds_any(title, topic.signs) and not holds_any(title, topic.unless) for topic in signs)


def _meaning(letters: str, before: str) -> str | None:
    """The words before a bracket whose initials are its letters; small words may be passed over, or count."""
    wanted = re.sub(r"[^a-z]", "", str(capitals(letters.rstrip("0123456789"))).lower())
    number = re.search(r"\d+$", letters)
    words = list(re.finditer(r"[\w'’]+|&", before))
    last = len(words) - (1 if number and words and words[-1][0] == number[0] else 0)  # "Standard 260 (IS260)"
    for spells in (_spells_alone, _spells):
        for first in range(last - 1, max(-1, last - 3 * len(wanted) - 1), -1):
            if spells(wanted, [word[0].lower() for word in words[first:last]]):
                return " ".join(before[words[first].start() :].split()).rstrip(" ,-–‘’'\"“”")
    return _within(wanted, before)


def _spells_alone(wanted: str, words: list[str]) -> bool:
    """Whether the initials of words, in order, are the letters; small words stand for none."""
    told = [word for word in words if word not in _SMALL]
    return words[:1] == told[:1] and "".join(word[0] for word in told) == wanted


def _within(wanted: str, before: str) -> str | None:
    """The words that hold the letters in order from their end, the first at a word's beginning: "antisocial behaviour".

    After A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation definitions" (2003).
    """
    at = len(before)
    for number, letter in enumerate(reversed(wanted), 1):
        at = before.lower().rfind(letter, 0, at)
        while number == len(wanted) and at > 0 and before[at - 1].isalnum():
            at = before.lower().rfind(letter, 0, at)
        if at < 0:
            return None
    words = before[at:].split()
    is_long = len(words) == 1 and len(words[0]) >= _LONG_WORD
    return " ".join(words) if is_long or 2 <= len(words) <= len(wanted) else None


def _spells(wanted: str, words: list[str]) -> bool:
    """Whether the initials of words, in order, are the letters; only small words may stand for none."""
    if not words or not wanted:
        return not wanted and all(word in _SMALL for word in words)
    if words[0][0] == wanted[0] and _spells(wanted[1:], words[1:]):
        return True
    return words[0] in _SMALL and _spells(wanted, words[1:])


def _unled(words: tuple[str, ...]) -> tuple[str, ...]:
    """A title's words without those that lead up to its name: "To receive any apologies"."""
    at = next((i for i, word in enumerate(words) if word not in _LEADS), 0)
    return words[at:] if at <= _MOST_LEADS else words


def _begins(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a title is a formality's name: the name itself, or the name and a few words more.

    "Communications from the Mayor" is one, "Communications Strategy" is not.
    """
    if words[: len(name)] != name or len(words) > len(name) + 9:
        return False
    return len(name) > 1 or len(words) == 1 or words[1] in _GOES_ON
