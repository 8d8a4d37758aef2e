"""Reads dates as councils write them, English and Welsh. Never guesses one."""

import datetime
import re

# fmt: off
_ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)
_WELSH = (
    "ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin",
    "gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr",
)
# The short months of Unicode's and of Windows' Welsh, in which a portal's lists are written.
_SHORT_WELSH = {
    "ion": 1, "chwe": 2, "chwef": 2, "maw": 3, "ebr": 4, "meh": 6, "gor": 7, "gorff": 7,
    "aws": 8, "med": 9, "hyd": 10, "tach": 11, "rhag": 12,
}
# fmt: on
_MONTHS = {
    **{name[:3]: month for month, name in enumerate(_ENGLISH, 1)},
    **{name: month for names in (_ENGLISH, _WELSH) for month, name in enumerate(names, 1)},
    **_SHORT_WELSH,
    "sept": 9,
}
MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
LONG_DATE = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|ain|eg|fed|ydd|af|il)?(?:\s+(?:day\s+)?of)?[\s,-]+({MONTH})\b\.?[\s,-]+(\d{{4}})\b",
    re.IGNORECASE,
)
SHORT_DATE = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def date_in(text: str) -> datetime.date | None:
    """The first date written in a text, or None. Impossible dates are none."""
    for pattern, order in ((LONG_DATE, "dmy"), (ISO_DATE, "ymd"), (SHORT_DATE, "dmy")):
        for match in pattern.finditer(text):
            parts = dict(zip(order, match.groups(), strict=True))
            month = _MONTHS.get(parts["m"].lower()) or int(parts["m"])
            try:
                return datetime.date(int(parts["y"]), month, int(parts["d"]))
            except ValueError:
                continue
    return None
