"""Tells the time that is spent inside functions."""

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass
class Stopwatch:
    """Time spent inside functions, in seconds."""

    seconds: float = 0.0
    clock: Callable[[], float] = time.perf_counter

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed."""

        def timed(*arguments: Any, **named: Any) -> Any:
            began = self.clock()
            try:
                return function(*arguments, **named)
            finally:
                self.seconds += self.clock() - began

        return timed


@contextlib.contextmanager
def instead(owner: Any, name: str, made: Callable[[Any], Any]) -> Iterator[None]:
    """Something made of a function, in its place for a while."""
    function = getattr(owner, name)
    setattr(owner, name, made(function))
    try:
        yield
    finally:
        setattr(owner, name, function)
