"""Putting together what belongs together, without ever putting together what cannot: the same in any order."""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TypeVar

Thing = TypeVar("Thing")
Groups = list[list[Thing]]


def grouped(
    things: Sequence[Thing], linked: Callable[[Thing, Thing], bool], may_be_one: Callable[[Thing, Thing], bool]
) -> tuple[Groups[Thing], list[Thing]]:
    """Groups of linked things, and those that are linked to several which cannot be one: they are undecided."""
    near: list[set[int]] = [set() for _ in things]
    for one, other in combinations(range(len(things)), 2):
        if linked(things[one], things[other]):
            near[one].add(other)
            near[other].add(one)

    def is_torn(at: int) -> bool:
        return any(not may_be_one(things[one], things[other]) for one, other in combinations(sorted(near[at]), 2))

    torn = {at for at in range(len(things)) if is_torn(at)}
    groups: Groups[Thing] = []
    for component in _components(near, torn):
        members = [things[at] for at in component]
        sure = all(may_be_one(one, other) for one, other in combinations(members, 2))
        groups.extend([members] if sure else [[one] for one in members])
    return groups, [things[at] for at in sorted(torn)]


def _components(near: Sequence[set[int]], without: set[int]) -> list[list[int]]:
    """The connected parts of a graph from which some nodes are taken away."""
    left, found = set(range(len(near))) - without, []
    while left:
        part, front = set[int](), {min(left)}
        while front:
            part |= front
            front = {other for at in front for other in near[at]} - without - part
        left -= part
        found.append(sorted(part))
    return found
