"""Reads words as a citation: "Cabinet, 16 February 2016, minute 26" means one item, and no words of it."""

import re

from searcher.dates import ISO_DATE, LONG_DATE, SHORT_DATE, date_in

_NUMBER = re.compile(r"\b(?:minute|item|min)\s*(?:number|no)?\b[.:]?\s*(\d+[\w/]*(?:\.\d+)*)", re.IGNORECASE)
_BESIDE = r"(?:\b(?:at|held|in|meeting|of|on|the)\b|\W)+"
_ROUND_A_NAME = re.compile(rf"^{_BESIDE}|{_BESIDE}$", re.IGNORECASE)


def cited(text: str) -> str | None:
    """A citation as filters: number, day and committee, as far as it tells them; None for what is no citation.

    It must have a number and a day.
    """
    number, day = _NUMBER.search(text), date_in(text)
    if number is None or day is None:
        return None
    rest = text.replace(number[0], " ")
    for pattern in (LONG_DATE, ISO_DATE, SHORT_DATE):
        rest = pattern.sub(" ", rest, count=1)
    committee = _ROUND_A_NAME.sub("", " ".join(rest.split()))
    told = f"number:{number[1]} since:{day} until:{day}"
    if not re.fullmatch(r"[^\d\":()]*", committee):
        return None
    return f'{told} committee:"{committee}"' if committee else told
