"""From the tables of an `officers.toml` to corrections; what cannot be taken says which key, and why."""

import datetime
from collections.abc import Mapping
from typing import Any

from searcher.register.corrections import Correction, Corrections, Split
from searcher.words import forms

_SPLIT_KEYS = ("id", "names", "posts", "since", "until")


class NotACorrection(ValueError):
    """A part of the file that cannot be taken: of which officer, which key, and why."""

    def __init__(self, officer_id: str, key: str, reason: str) -> None:
        super().__init__(reason)
        self.officer_id = officer_id
        self.key = key
        self.reason = reason


def corrections_from(tables: Mapping[str, object]) -> Corrections:
    """The corrections that tables by officers' ids tell. Raises NotACorrection."""
    by_id = {officer_id: _correction(officer_id, told) for officer_id, told in tables.items()}
    into: dict[str, str] = {}
    for officer_id, correction in by_id.items():
        for other in correction.merge:
            if other in into:
                reason = f"merges {other} into {officer_id}, but {into[other]} takes that already"
                raise NotACorrection(officer_id, "merge", reason)
            into[other] = officer_id
    for officer_id in by_id:
        _check_no_circle(officer_id, into)
    return Corrections(by_id)


def _check_no_circle(officer_id: str, into: Mapping[str, str]) -> None:
    at, seen = officer_id, {officer_id}
    while at in into:
        at = into[at]
        if at in seen:
            raise NotACorrection(at, "merge", f"merges {at} into itself")
        seen.add(at)


def _correction(officer_id: str, told: object) -> Correction:
    if not isinstance(told, Mapping):
        raise NotACorrection(officer_id, officer_id, f"{officer_id} is no table; one begins with [{officer_id}]")
    for key, value in told.items():
        if reason := _wrong(key, value):
            raise NotACorrection(officer_id, key, f"{key} of {officer_id} {reason}")
    return Correction(
        merge=tuple(told.get("merge", ())),
        split=tuple(_split(officer_id, one) for one in told.get("split", ())),
        rename=told.get("rename"),
        ignore=told.get("ignore", False),
    )


def _wrong(key: str, value: object) -> str | None:
    """What is wrong with a key of an officer's table."""
    if key == "merge":
        return None if _are_texts(value) else "takes a list of ids"
    if key == "rename":
        return None if isinstance(value, str) and forms(value) else "takes a name"
    if key == "ignore":
        return None if isinstance(value, bool) else "takes true or false"
    if key == "split":
        return (
            None if isinstance(value, list) and value else 'takes a list of tables such as { id = "…", posts = ["…"] }'
        )
    return "is unknown; known are merge, split, rename, ignore"


def _split(officer_id: str, told: object) -> Split:
    def refused(reason: str) -> NotACorrection:
        return NotACorrection(officer_id, "split", f"split of {officer_id} {reason}")

    if not isinstance(told, Mapping) or not isinstance(told.get("id"), str) or not told["id"].strip():
        raise refused('takes tables that tell an id, such as { id = "…", posts = ["…"] }')
    if unknown := sorted(set(told) - set(_SPLIT_KEYS)):
        raise refused(f"has the unknown key {unknown[0]}; known are {', '.join(_SPLIT_KEYS)}")
    if told["id"] == officer_id:
        raise refused("needs another id than the officer's own")
    if set(told) == {"id"}:
        raise refused("tells no names, posts or days by which mentions are the other's")
    if not all(_are_texts(told[key]) for key in ("names", "posts") if key in told):
        raise refused("takes lists of names and of posts, as they are written")
    if not all(_is_day(told[key]) for key in ("since", "until") if key in told):
        raise refused("takes days such as 2015-03-31, without quotes")
    return _taken(told)


def _taken(told: Mapping[str, Any]) -> Split:
    names, posts = (tuple(told.get(key, ())) for key in ("names", "posts"))
    return Split(told["id"], names, posts, told.get("since"), told.get("until"))


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and forms(one) for one in value)


def _is_day(value: object) -> bool:
    return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
