"""How often something is done, as people type it: "15m", "6h", "daily", "weekly"."""

import datetime
import re

_TYPED = re.compile(r"([0-9]{1,4})(m|h|d|w)")
_UNITS = {
    "w": datetime.timedelta(weeks=1),
    "d": datetime.timedelta(days=1),
    "h": datetime.timedelta(hours=1),
    "m": datetime.timedelta(minutes=1),
}
LEAST = 15 * _UNITS["m"]
"""The least between two updates: councils are not to be asked all the time."""
_NAMED = {"hourly": _UNITS["h"], "daily": _UNITS["d"], "weekly": _UNITS["w"]}


class NotAnInterval(ValueError):
    """A text that tells no interval; its own text says what does."""


def told_too_often() -> str:
    """Why updates are not made more often than `LEAST`, for people."""
    return f"--every takes {interval_text(LEAST)} or more: councils are not to be asked all the time"


def interval_of(text: str) -> datetime.timedelta:
    """The interval that a text tells: a number of m, h, d or w, or hourly, daily, weekly; a minute or more.

    Raises NotAnInterval.
    """
    typed = text.strip().lower()
    if typed in _NAMED:
        return _NAMED[typed]
    told = _TYPED.fullmatch(typed)
    if told is None or not int(told[1]):
        raise NotAnInterval(f"{text!r} is no interval; one is 15m, 6h, 2d, 1w, hourly, daily or weekly")
    return int(told[1]) * _UNITS[told[2]]


def interval_text(interval: datetime.timedelta) -> str:
    """An interval of whole minutes in the largest unit that fits it: "6h". `interval_of` reads it back."""
    letter = next(letter for letter, unit in _UNITS.items() if not interval % unit)
    return f"{interval // _UNITS[letter]}{letter}"
