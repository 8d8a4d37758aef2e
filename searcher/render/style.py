"""How text is set for people: width, bold, dim, marks, columns; days and numbers in words. Nothing about results."""

import datetime
import itertools
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

_NARROWEST, _WIDEST = 40, 100
_BETWEEN = " · "
_KEPT = "\xa0"  # a space at which no line is broken

Runs = Sequence[tuple[str, bool]]
"""A text as runs, each marked or not."""
Entry = tuple[str, str]
"""A text, and what stands dim after it, such as its count in brackets."""


class Style(Struct, frozen=True):
    """How wide a line may be, and whether it may be coloured. Without colour nothing is lost but the colour."""

    width: int = 80
    colour: bool = False

    @property
    def measure(self) -> int:
        """The width text is set to: long lines are hard to read on any screen."""
        return max(_NARROWEST, min(self.width, _WIDEST))

    def bold(self, text: str) -> str:
        """What is read first."""
        return f"\x1b[1m{text}\x1b[22m" if self.colour else text

    def dim(self, text: str) -> str:
        """What is read last."""
        return f"\x1b[2m{text}\x1b[22m" if self.colour and text else text

    def mark(self, text: str) -> str:
        """Words that matched, on one line. Bold red reads on light and dark alike; grep uses it too."""
        return f"\x1b[1;31m{text}\x1b[22;39m" if self.colour else f"*{text}*"

    def wrapped(self, text: str, indent: str = "", hang: int = 0) -> list[str]:
        """Text in lines, all indented, those after the first by `hang` more. No word is broken: it may be a link."""
        return textwrap.wrap(
            text,
            self.measure,
            initial_indent=indent,
            subsequent_indent=indent + " " * hang,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def flowed(self, parts: Iterable[str], between: str, indent: str = "", hang: int = 0) -> list[str]:
        """Parts in lines, none broken that fits on one; a dot that stands between them ends no line."""
        room = self.measure - len(indent) - hang - len(between)
        kept = [part.replace(" ", _KEPT) if len(part) <= room else part for part in parts]
        return [text.replace(_KEPT, " ").removesuffix(" ·") for text in self.wrapped(between.join(kept), indent, hang)]

    def labelled(self, label: str, text: str, indent: str = "", hang: int = 2) -> list[str]:
        """Text in lines after a label in bold."""
        first, *rest = self.wrapped(f"{label}: {text}", indent, hang)
        return [first.replace(label, self.bold(label), 1), *rest]

    def packed(self, entries: Iterable[Entry], width: int) -> list[str]:
        """Entries on lines of a width; one that fits on a line is never broken."""
        lines: list[list[Entry]] = []
        for entry in entries:
            if lines and _length([*lines[-1], entry]) <= width:
                lines[-1].append(entry)
            else:
                lines.append([entry])
        return [text for line in lines for text in self._joined(line, width)]

    def _joined(self, entries: Sequence[Entry], width: int) -> list[str]:
        if _length(entries) > width:
            told = textwrap.wrap(_KEPT.join(entries[0]), width, subsequent_indent="  ", break_on_hyphens=False)
            return [text.replace(_KEPT, " ") for text in told]
        return [self.dim(_BETWEEN).join(f"{text} {self.dim(count)}" for text, count in entries)]

    def passage(self, runs: Runs, indent: str, hang: int = 0) -> list[str]:
        """Runs of text in lines. A marked run has one mark, even over the end of a line; "…" is never alone on one."""
        if not self.colour:
            return self._bound("".join(self.mark(text) if marked else text for text, marked in runs), indent, hang)
        marks = iter([marked for text, marked in runs for letter in text if not letter.isspace()])
        lines = self._bound("".join(text for text, _ in runs), indent, hang)
        return [line[: -len(text)] + self._coloured(text, marks) for line in lines if (text := line.lstrip(" "))]

    def _bound(self, text: str, indent: str, hang: int) -> list[str]:
        """Text in lines, the dots of what was left out on one line with the word beside them."""
        told = " ".join(text.split()).replace("… ", f"…{_KEPT}").replace(" …", f"{_KEPT}…")
        return [line.replace(_KEPT, " ") for line in self.wrapped(told, indent, hang)]

    def _coloured(self, line: str, marks: Iterator[bool]) -> str:
        """A line whose letters, but not its spaces, have the next of the marks."""
        marked = [letter != " " and next(marks) for letter in line]
        # A space is marked when the letters on both sides are; no line begins or ends with one.
        marked = [all(marked[i - 1 : i + 2 : 2]) if line[i] == " " else one for i, one in enumerate(marked)]
        runs = itertools.groupby(zip(line, marked, strict=True), key=lambda one: one[1])
        return "".join(
            self.mark(text) if is_marked else text
            for is_marked, text in ((key, "".join(letter for letter, _ in run)) for key, run in runs)
        )


def table(rows: Sequence[Sequence[str]], *, width: int, right: Sequence[int] = ()) -> list[str]:
    """Rows in columns, the first row being their headings.

    The first column is wrapped to what the width leaves it; columns named by number in `right` are flush right.
    """
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    widths[0] = max(12, min(widths[0], width - sum(widths[1:]) - 2 * len(widths[1:])))
    return [line for row in rows for line in _row(row, widths, right)]


def day(date: datetime.date | None) -> str | None:
    """A date as people write it: "5 March 2019"."""
    return f"{date.day} {date:%B %Y}" if date else None


def counted(number: int, noun: str) -> str:
    """A number of things: "1 item", "1,204 items"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _length(entries: Sequence[Entry]) -> int:
    return sum(len(text) + 1 + len(count) for text, count in entries) + len(_BETWEEN) * (len(entries) - 1)


def _row(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> Iterator[str]:
    first, *more = textwrap.wrap(row[0], widths[0], subsequent_indent="  ") or [""]
    cells = [text.rjust(widths[i]) if i in right else text.ljust(widths[i]) for i, text in enumerate((first, *row[1:]))]
    yield "  ".join(cells).rstrip()
    yield from more
