"""No regular expression takes more time than the length of a text, however hard the text is made for it."""

import functools
import gc
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from adversarial import hard_parts

import searcher
from searcher.cleaner.printed import with_short_gaps

READERS = ("cleaner", "references", "register", "vocabulary", "words", "dates", "hrefs", "xml_text")
# Letters: in small steps at first, so that what would take for ever is found out before it does.
SIZES = (*(int(16 * 1.12**i) for i in range(29)), 1024, 2048, 4096)
AT_ONCE = 10  # times what a known search takes here: what takes longer is compared with half its size
MOST = 3.2  # a double size: 2 when time grows with the size, 4 when with its square
TRIES = 3
SHORT = ("_OWNER",)  # which is looked for in 60 letters
SOURCE = "\n".join(path.read_text() for path in Path(searcher.__path__[0]).rglob("*.py"))
ENDS = ("\x01", " A\n")


def patterns() -> dict[str, re.Pattern[str]]:
    """The regular expressions that modules read strangers' texts with, by a name, each once."""
    found: dict[tuple[str, int], tuple[str, re.Pattern[str]]] = {}
    for module in pkgutil.walk_packages(searcher.__path__, "searcher."):
        if module.name.split(".")[1] in READERS:
            for name, value in vars(importlib.import_module(module.name)).items():
                for pattern in within(value):
                    found.setdefault((pattern.pattern, pattern.flags), (f"{module.name}.{name}", pattern))
    return {f"{name}-{i}": pattern for i, (name, pattern) in enumerate(found.values())}


def within(value: object) -> Iterator[re.Pattern[str]]:
    """The regular expressions in a module's constant."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | Mapping):
        inner: Iterable[object] = value.values() if isinstance(value, Mapping) else value
        for one in inner:
            yield from within(one)


PATTERNS = patterns()


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_blows_up(name: str) -> None:
    constant = name.rpartition(".")[2].partition("-")[0]

    assert_sound(PATTERNS[name], searched=is_searched(constant) and constant not in SHORT)


@pytest.mark.parametrize("blowing_up", [r"(?:a+)+b", r"(?:[A-Z]\w*\s*)+,", r"a*a*a*b"])
def test_a_pattern_that_blows_up_is_found_out(blowing_up: str) -> None:
    with pytest.raises(AssertionError):
        assert_sound(re.compile(blowing_up))


def assert_sound(pattern: re.Pattern[str], *, searched: bool = True) -> None:
    """A pattern takes no more time than the length of the texts that are hard for it."""
    for before, repeated in hard_parts(pattern):
        for end in ENDS:
            assert_grows_with_size(pattern.match, before, repeated, end)
            if searched:
                assert_grows_with_size(pattern.search, before, repeated, end)


def is_searched(name: str) -> bool:
    """Whether a pattern is looked for anywhere in a text, not only at a place."""
    return bool(re.search(rf"\b{name}\.(?:search|finditer|findall|sub|split)\(", SOURCE)) or not re.search(
        rf"\b{name}\.(?:full)?match\(", SOURCE
    )


def assert_grows_with_size(looked: Callable[[str], object], before: str, repeated: str, end: str) -> None:
    """Looking for a pattern is over at once, or takes twice as long in twice the text."""
    for size in SIZES:
        # As texts are when they are looked at: without long gaps.
        whole, half = (with_short_gaps(before + repeated * (n // len(repeated)) + end) for n in (size, size // 2))
        ratios = [ratio(looked, whole, half) for _ in range(TRIES)] if seconds(looked, whole) > at_once() else [0.0]
        assert min(ratios) < MOST, (
            f"{whole[:80]!r}: {size} letters take {min(ratios):.1f} times as long as half of them"
        )


@functools.cache
def at_once() -> float:
    """Seconds of this machine that are no time: a quick machine and a slow one ask the same of a pattern."""
    known = re.compile(r"a*a*b").search
    return AT_ONCE * min(seconds(known, "a" * 240) for _ in range(5))


def ratio(looked: Callable[[str], object], whole: str, half: str) -> float:
    return seconds(looked, whole) / seconds(looked, half)


def seconds(looked: Callable[[str], object], text: str) -> float:
    gc.disable()
    try:
        began = time.process_time()
        looked(text)
        return time.process_time() - began
    finally:
        gc.enable()
