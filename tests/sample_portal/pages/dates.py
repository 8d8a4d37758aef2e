"""Days and times in the many ways a portal writes them."""

from datetime import date

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_YEAR = "January February March April May June July August September October November December"
_MONTHS = tuple(_YEAR.split(" "))
# The councils' own templates changed over the years, and old pages kept what they had.
_ORDINALS_FROM, _COLONS_FROM = 2019, 2021


def slashed(day: date) -> str:
    """`10/02/2026`."""
    return f"{day:%d/%m/%Y}"


def short(day: date) -> str:
    """`3 Mar 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def long(day: date) -> str:
    """`Tuesday 3 March 2026`."""
    return f"{_DAYS[day.weekday()]} {day.day} {month(day)} {day.year}"


def month(day: date) -> str:
    """`March`."""
    return _MONTHS[day.month - 1]


def of_file(day: date) -> str:
    """`Tuesday 03-Mar-2026`, and in older years `Tuesday 3rd-Mar-2017`."""
    number = f"{day.day:02}" if day.year >= _COLONS_FROM else ordinal(day.day)
    return f"{_DAYS[day.weekday()]} {number}-{month(day)[:3]}-{day.year}"


def ordinal(number: int) -> str:
    """`1st`, `12th`, `23rd`."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number in {11, 12, 13} else ending}"


def stamp(day: date, time: str) -> str:
    """`202409051930`: sorts as days and times do, also when the time is `9:30`."""
    return f"{day:%Y%m%d}{time.replace(':', ''):0>4}"


def colon_time(time: str) -> str:
    """`17:30` as `5:30 pm`."""
    hour, minute = time.split(":")
    return f"{(int(hour) - 1) % 12 + 1}:{minute} {'am' if int(hour) < 12 else 'pm'}"


def dotted_time(time: str) -> str:
    """`17:30` as `5.30 pm`, as the web service has it."""
    return colon_time(time).replace(":", ".")


def heading(day: date, time: str) -> str:
    """A meeting's day and time in the heading of its page, in the manner of its year."""
    if day.year >= _COLONS_FROM:
        return f"{long(day)} {colon_time(time)}"
    spoken = dotted_time(time).replace("am", "a.m.").replace("pm", "p.m.")
    if day.year >= _ORDINALS_FROM:
        return f"{_DAYS[day.weekday()]}, {ordinal(day.day)} {month(day)}, {day.year} {spoken}"
    return f"{long(day)} {spoken}"
