"""Names in lists of those who voted: "Councillors Ali, J. Brown and Mrs. Clark (3)" is three. Text only."""

import re

from searcher.cleaner.offices import OFFICE, with_holders
from searcher.cleaner.posts import COUNCILLOR, GAP, HONOUR, INITIAL, SURNAME, TITLE, UPPER

TITLED = re.compile(rf"\(?{TITLE}")
_TITLED = rf"(?:\(?{TITLE}\)?{GAP}+)?"
_NAME = re.compile(
    rf"{_TITLED}(?:(?:{INITIAL}{GAP}*){{1,4}})?{SURNAME}(?:{GAP}+(?:{INITIAL}{GAP}+)?{SURNAME}){{0,3}}"
    rf"(?:,?(?:{GAP}*[{UPPER}]\b\.?){{1,3}})?"
)
_MEMBER = re.compile(
    rf"(?:\b(?:the|all|y|yr)\s+)?\b(?:(?:{COUNCILLOR}|Councillor\(s\)|Aldermen|Alderman)\b\.?|Members?\b(?=\s*:)):?\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_HONOURS = re.compile(rf"(?:,?(?<!{GAP}){GAP}+{HONOUR}\b)+")
_COUNT_BEHIND = re.compile(r"\s{0,3}[-–—:,]?\s{0,3}(?:total:?\s{0,3})?\d{1,3}(?:\s+votes?)?[\s.;,]*$", re.IGNORECASE)
_SEMICOLONS = re.compile(r"\s*;\s*(?:(?:and|a|ac)\s+)?|\s+(?:and|&)\s+")
_COMMAS = re.compile(r"\s*[,;\n]\s*(?:(?:and|&|a|ac)\s+)?|\s+(?:and|&|a|ac)\s+")
_NO_NAME = frozenset((
    "absent", "abstain", "abstained", "abstaining", "abstention", "abstentions", "accordingly", "action", "actions",
    "adjourned", "adjournment", "against", "agenda", "agreed", "all", "amendment", "apologies", "approved", "budget",
    "carried", "committee", "council", "decision", "declarations", "deferred", "for", "granted", "it", "lost",
    "meeting", "members", "minutes", "motion", "nil", "no", "none", "noted", "officer", "officers", "on", "questions",
    "reasons", "recommendation", "recommended", "refused", "report", "resolution", "resolved", "that", "the",
    "therefore", "total", "unanimous", "update", "upon", "vote", "votes", "voting", "whereupon", "withdrawn", "yes",
))  # fmt: skip
# Words of what a sentence goes on to tell behind a list: "Councillor Ash, and the motion was lost".
_GOES_ON = frozenset((
    "accordingly", "agreed", "amendment", "carried", "declared", "defeated", "lost", "motion", "recommendation",
    "resolution", "resolved", "therefore", "unanimous", "vote", "voted", "votes", "voting", "whereupon",
))  # fmt: skip
_SENTENCE_END = re.compile(r"(?<=[^\W\d_][^\W\d_]|[)\d]\s|.[)\d])\.(?:\s|$)")
_SHORTENED = re.compile(r"\b(?:Cllrs?|Clrs?|Mrs?|Ms|Dr|Prof|Revd?|Cllr|St)$", re.IGNORECASE)
_LONGEST_NAME = 60  # characters


def names_in(text: str) -> tuple[str, ...]:
    """The names that a text begins with, without the word "Councillor".

    None where the list has a part that is no name, or may go on behind a full stop: some of them would look like all.
    """
    first = _first_sentence(text)
    names: list[str] = []
    for part in _parts(_COUNT_BEHIND.sub("", first)):
        name = _name(part)
        if name is None and not _GOES_ON.isdisjoint(_words(part)):
            return tuple(names)
        if name is None:
            return ()
        if name:
            names.append(name)
    behind = _parts(_first_sentence(text[len(first) :].lstrip(" .")))
    return () if behind and None not in map(_name, behind) else tuple(names)


def only_names_in(text: str) -> tuple[str, ...]:
    """The names in a text that is nothing but a list of them; none otherwise."""
    text = text.strip()
    if _first_sentence(text).strip() != text.rstrip(" ."):
        return ()
    names = [_name(part) for part in _parts(text.rstrip(" ."))]
    return tuple(name for name in names if name) if None not in names else ()


def _parts(text: str) -> list[str]:
    """A list taken apart; with semicolons in it, commas are within names: "Ash, J; Elm, T"."""
    text = with_holders(text, lambda _, name: name)
    text = _HONOURS.sub("", _ASIDE.sub("", text)).strip(" .,;")
    between = _SEMICOLONS if ";" in text and not re.search(rf";\s*(?:{COUNCILLOR})", text) else _COMMAS
    spread = _MEMBER.sub(", " if between is _COMMAS else "; ", text)
    return [part for part in (part.strip(" .:;,-–—|\n") for part in between.split(spread)) if part]


def _name(part: str) -> str | None:
    """A part of a list as a name; "" for an office without one, None for what is no name."""
    if OFFICE.fullmatch(part):
        return ""
    name = " ".join(part.split())
    if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name):
        return None
    return name if _NO_NAME.isdisjoint(_words(name)) else None


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text.lower())


def _first_sentence(text: str) -> str:
    """A text to the end of its first sentence; the full stops of "Cllr." and of initials end none."""
    for end in _SENTENCE_END.finditer(text):
        if not _SHORTENED.search(text, 0, end.start()):
            return text[: end.start()]
    return text
