"""Texts made to be hard for a regular expression: what it repeats, over and over, and then what it cannot end with."""

import re
from collections.abc import Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_MANY = 12  # a repetition that may go on for longer is one to be tried
_WAYS = 6  # texts for a part of a pattern; more say little more
_OF_CLASS = {sre.CATEGORY_SPACE: " ", sre.CATEGORY_DIGIT: "1", sre.CATEGORY_NOT_DIGIT: "a", sre.CATEGORY_NOT_SPACE: "a"}
_LETTERS = "aA1 -,."


def hard_parts(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """For each thing that a pattern repeats a text that leads to it, and a text that it repeats."""
    return list(dict.fromkeys(_repeated(_parser.parse(pattern.pattern, pattern.flags))))


def _repeated(parsed: Sequence[Any], before: str = "") -> Iterator[tuple[str, str]]:
    for op, told in parsed:
        for inner in _parts(op, told):
            yield from _repeated(inner, before)
        if op in _REPEATS and told[1] > _MANY:
            for text in filter(None, _texts(told[2])):
                yield before, text
                yield "", before + text
        before += _texts([(op, told)])[0]


def _parts(op: Any, told: Any) -> list[Any]:
    """The patterns inside a part of a pattern."""
    if op in _REPEATS:
        return [told[2]]
    if op is sre.SUBPATTERN:
        return [told[3]]
    if op is sre.BRANCH:
        return list(told[1])
    if op is sre.GROUPREF_EXISTS:
        return [part for part in told[1:] if part]
    return [told] if op is sre.ATOMIC_GROUP else []


def _texts(parsed: Sequence[Any]) -> list[str]:
    """A few texts that a pattern may match, of its different ways; at least one."""
    found = [""]
    for op, told in parsed:
        found = [text + more for text in found for more in _texts_of(op, told)][:_WAYS]
    return list(dict.fromkeys(found))


def _texts_of(op: Any, told: Any) -> list[str]:
    if op is sre.LITERAL:
        return [chr(told)]
    if op in (sre.NOT_LITERAL, sre.ANY):
        return ["a"]
    if op is sre.IN:
        return _letters(told)
    if op in _REPEATS:
        return [text * max(1, told[0]) for text in _texts(told[2])]
    return [text for part in _parts(op, told) for text in _texts(part)[:2]] or [""]


def _letters(told: Sequence[Any]) -> list[str]:
    """Letters of a set: some that it names, or some that it does not exclude."""
    named = [_OF_CLASS.get(one, "a") if op is sre.CATEGORY else chr(one[0] if op is sre.RANGE else one)
             for op, one in told if op is not sre.NEGATE]  # fmt: skip
    if told[0][0] is sre.NEGATE:
        return [letter for letter in _LETTERS if letter not in named][:2]
    return list(dict.fromkeys([*named[:2], *named[-2:]]))
