"""Days as the index keeps them: 3 June 2024 is 20240603."""

import datetime


def number_of(day: datetime.date) -> int:
    """The number of a day."""
    return day.year * 10000 + day.month * 100 + day.day


def day_of(number: int) -> datetime.date:
    """The day of a number."""
    return datetime.date(number // 10000, number // 100 % 100, number % 100)
