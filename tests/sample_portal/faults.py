"""What can go wrong with a portal, on request and always in the same way.

    portal.faults.add(Fault("503", match=r"ieListDocuments", times=2, after=1, retry_after=30))

Which kinds there are is in `fault_kinds.py`.
"""

import re
from collections.abc import Iterator
from threading import Lock

from sample_portal.fault_kinds import KINDS, Fault
from sample_portal.visit import Visit

__all__ = ["KINDS", "Fault", "Faults"]


class Faults:
    """The faults in force. Of several that fit, the one that was added first answers; `slow` only delays."""

    def __init__(self) -> None:
        self._faults: list[tuple[Fault, list[int]]] = []
        self._lock = Lock()

    def add(self, *faults: Fault) -> None:
        """Puts faults in force, from the next request on."""
        with self._lock:
            self._faults.extend((fault, [0]) for fault in faults)

    def clear(self) -> None:
        """All is well again."""
        with self._lock:
            self._faults.clear()

    def answer(self, visit: Visit) -> bool:
        """Lets a visit meet what it must. Whether it has been answered by that."""
        for fault in self._due(visit.target):
            KINDS[fault.kind](visit, fault)
            if fault.kind != "slow":
                return True
        return False

    def _due(self, target: str) -> Iterator[Fault]:
        with self._lock:
            fitting = [entry for entry in self._faults if re.search(entry[0].match, target, re.I)]
        for fault, seen in fitting:
            if self._strikes(fault, seen):
                yield fault

    def _strikes(self, fault: Fault, seen: list[int]) -> bool:
        with self._lock:
            seen[0] += 1
            return seen[0] > fault.after and (fault.times is None or seen[0] <= fault.after + fault.times)
