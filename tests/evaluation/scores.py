"""Counting what was found, what was wanted and what of it was right."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field


@dataclass
class Score:
    """How many were found, wanted, and both. Shares are 1 where there was nothing to find."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def count(self, found: Iterable[Hashable], wanted: Iterable[Hashable]) -> None:
        """Count two collections, each thing as often as it is there."""
        have, want = Counter(found), Counter(wanted)
        self.right += (have & want).total()
        self.found += have.total()
        self.wanted += want.total()

    @property
    def precision(self) -> float:
        """What of the found was right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """What of the wanted was found."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Both in one."""
        both = self.found + self.wanted
        return 2 * self.right / both if both else 1.0


@dataclass
class Report:
    """Scores by measure, and what was wrong, for those who may look."""

    scores: dict[str, Score] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def count(self, measure: str, place: str, found: Iterable[Hashable], wanted: Iterable[Hashable]) -> None:
        """Count one place of a measure."""
        have, want = Counter(found), Counter(wanted)
        self.scores.setdefault(measure, Score()).count(have.elements(), want.elements())
        told = [f"- {one}" for one in (want - have).elements()] + [f"+ {one}" for one in (have - want).elements()]
        if told:
            self.wrong.setdefault(measure, []).append("\n    ".join((place, *told)))

    def table(self) -> str:
        """The scores as a table in Markdown."""
        rows = [
            f"| {name} | {one.wanted:,} | {one.precision:.4f} | {one.recall:.4f} | {one.f1:.4f} |"
            for name, one in self.scores.items()
        ]
        return "\n".join(("| measure | wanted | precision | recall | F1 |", "|---|---|---|---|---|", *rows)) + "\n"
