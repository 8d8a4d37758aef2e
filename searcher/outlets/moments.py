"""Moments as notices and clocks tell them."""

import datetime


def moment_of(told: str) -> datetime.datetime:
    """A moment in UTC from ISO 8601; one without a zone is in UTC. Raises ValueError for anything else."""
    moment = datetime.datetime.fromisoformat(told)
    return moment.replace(tzinfo=datetime.UTC) if moment.tzinfo is None else moment.astimezone(datetime.UTC)
