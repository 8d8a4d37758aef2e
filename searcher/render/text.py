"""Results for people, in a terminal or a pipe: hits, a panel of facets, a line of the trend by year."""

import datetime
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from searcher.model import Item, Meeting
from searcher.render.safe import shown
from searcher.results import Coverage, FacetValue, Hit, Results, Snippet

_BARS = " ▁▂▃▄▅▆▇█"
_PANEL = (
    ("committee", "Committee"), ("officer", "Officer"), ("councillor", "Councillor"), ("topic", "Topic"),
    ("status", "Status"), ("kind", "Kind"), ("council", "Council"), ("meeting", "Meeting"),
)  # fmt: skip
_ONLY_WHEN_SEVERAL = ("status", "kind", "council", "meeting")
_NARROWEST, _WIDEST = 40, 110
_MOST_IN_PANEL = 10


@dataclass(frozen=True, slots=True)
class Style:
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
        return f"\x1b[2m{text}\x1b[22m" if self.colour else text

    def mark(self, text: str) -> str:
        """A word that matched."""
        return f"\x1b[1;33m{text}\x1b[22;39m" if self.colour else f"*{text}*" if text.strip() else text


def results_text(results: Results, style: Style, *, explain: bool = False) -> str:
    """Results as people read them; with `explain`, what matched in each."""
    blocks = ["\n".join(_hit(number, hit, style, explain=explain)) for number, hit in enumerate(results.hits, _first(results))]
    panel = "\n".join(_panel(results, style))
    return "\n\n".join(filter(None, (_heading(results, style), *blocks, panel))) + "\n"


def item_text(item: Item, versions: Sequence[Item], style: Style, *, withdrawn: bool = False) -> str:
    """One item whole: text, status, versions, citation, link, hash."""
    meeting = item.meeting or Meeting("", item.council)
    lines = [style.bold(shown(item.title)), style.dim(_facts(item, meeting, withdrawn=withdrawn)), ""]
    for heading, text in (("Agenda", item.agenda), ("Decision", item.decision), ("Minutes", item.minutes)):
        if text:
            lines += [style.bold(heading), *_paragraphs(text, style), ""]
    if item.truncated:
        lines += [style.dim("The portal cut this text; the whole is on the item's own page."), ""]
    if item.resolutions:
        lines += [style.bold("Resolved")]
        for number, clause in enumerate(item.resolutions, 1):
            lines += _wrapped(f"{number}. {shown(clause)}", style, hang=3)
        lines += [""]
    lines += [*_people(item, style), *_provenance(item, meeting, versions, style)]
    return "\n".join(lines).rstrip() + "\n"


def citation(item: Item, meeting: Meeting) -> str:
    """How to cite an item: council, committee, date, minute, title, where and what it was read from."""
    parts = [
        item.council,
        meeting.committee,
        _day(meeting.date),
        f"minute {item.number}" if item.number else None,
        f"“{item.title}”",
        item.url or (item.source.path if item.source else None),
        f"sha256 {item.source.sha256[:12]}" if item.source else None,
    ]
    return shown(", ".join(filter(None, parts)))


def coverage_text(coverage: Coverage) -> str:
    """What was searched, in a sentence."""
    through = f" through {_day(coverage.through)}" if coverage.through else ""
    text = f"Searched {_count(coverage.meetings, 'meeting')}, {coverage.with_minutes} with minutes{through}."
    if coverage.truncated_items:
        text += f" {_count(coverage.truncated_items, 'item')} held only in part."
    return text


def table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> str:
    """Rows in columns, the first row being their headings; columns named by number in `right` are flush right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(text.rjust(widths[i]) if i in right else text.ljust(widths[i]) for i, text in enumerate(row)).rstrip()
        for row in rows
    )


def _first(results: Results) -> int:
    return (results.query.page - 1) * results.query.limit + 1


def _heading(results: Results, style: Style) -> str:
    first, last = _first(results), _first(results) + len(results.hits) - 1
    text = style.bold(_count(results.total, "item"))
    if results.hits and results.total > len(results.hits):
        text += style.dim(f"  {first}-{last}" + (f", more with --page {results.query.page + 1}" if last < results.total else ""))
    elif results.total and not results.hits:
        text += style.dim("  this page is beyond the last")
    return text


def _hit(number: int, hit: Hit, style: Style, *, explain: bool) -> Iterator[str]:
    lead = f"{number}. "
    indent = " " * len(lead)
    title = textwrap.wrap(shown(hit.title), style.measure - len(lead)) or ["(untitled)"]
    yield lead + style.bold(title[0])
    yield from (indent + style.bold(line) for line in title[1:])
    facts = [hit.committee, _day(hit.date), f"minute {hit.number}" if hit.number else None, *_flags(hit)]
    told = shown(" · ".join(filter(None, facts))) or "neither committee nor date known"
    yield from (style.dim(line) for line in _wrapped(told, style, indent))
    yield from _passage(hit.snippet, style, indent)
    if hit.officers:
        names = ", ".join(officer.name for officer in hit.officers)
        yield from _wrapped(f"Officers: {shown(names)}", style, indent, hang=10)
    if explain and hit.matched:
        yield from _wrapped(f"Matched: {shown('; '.join(hit.matched))}", style, indent, hang=9)
    if place := hit.url or hit.source:
        yield style.dim(indent + shown(place))


def _flags(hit: Hit) -> Iterator[str]:
    if hit.status not in ("minutes", "approved"):
        yield hit.status
    if hit.restricted:
        yield "restricted"
    if hit.truncated:
        yield "text cut by the portal"


def _passage(snippet: Snippet, style: Style, indent: str) -> Iterator[str]:
    """A snippet wrapped, its marks put in after: a mark may run over a line's end."""
    marks = [marked for text, marked in snippet.parts for _ in shown(text)]
    text = "".join(shown(text) for text, _ in snippet.parts)
    words = text.split()
    at = 0
    line, width = "", 0
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        if width and len(indent) + width + 1 + len(word) > style.measure:
            yield indent + line
            line, width = "", 0
        joint = " " if width else ""
        bridge = style.mark(joint) if joint and start and marks[start] and marks[start - 1] else joint
        line += bridge + _marked(word, marks[start:at], style)
        width += len(joint) + len(word)
    if line:
        yield indent + line


def _marked(word: str, marks: Sequence[bool], style: Style) -> str:
    if all(marks):
        return style.mark(word)
    runs: list[tuple[str, bool]] = []
    for letter, is_marked in zip(word, marks, strict=True):
        if runs and runs[-1][1] == is_marked:
            runs[-1] = (runs[-1][0] + letter, is_marked)
        else:
            runs.append((letter, is_marked))
    return "".join(style.mark(text) if is_marked else text for text, is_marked in runs)


def _panel(results: Results, style: Style) -> Iterator[str]:
    """A line for each facet that tells something, then the trend by year and what was searched."""
    for facet, heading in _PANEL:
        values = results.facets.get(facet, ())
        if not values or (facet in _ONLY_WHEN_SEVERAL and len(values) < 2):
            continue
        yield from _facet(heading, values, style)
    if trend := _trend(results.facets.get("year", ()), results.total):
        yield style.bold("By year".ljust(12)) + shown(trend)
    yield style.dim(coverage_text(results.coverage))


def _facet(heading: str, values: Sequence[FacetValue], style: Style) -> Iterator[str]:
    shown_values = values[:_MOST_IN_PANEL]
    # A no-break space keeps a count on the line of its name.
    told = " · ".join(f"{'✓ ' if one.selected else ''}{shown(one.label)}\xa0{one.count}" for one in shown_values)
    if len(values) > len(shown_values):
        told += f" · and {len(values) - len(shown_values)} more"
    first, *rest = _broken(told, style.measure - 12)
    yield style.bold(heading.ljust(12)) + first
    yield from (" " * 12 + line for line in rest)


def _broken(text: str, width: int) -> list[str]:
    """Text in lines of a width, broken at ordinary spaces only."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] += (" " if lines[-1] else "") + word
    return [line.replace("\xa0", " ") for line in lines]


def _trend(values: Sequence[FacetValue], total: int) -> str:
    """A bar for each year from the first to the last: "2019 ▃ ▁█ 2023, 12 at most"."""
    counts = {int(one.value): one.count for one in values if one.count}
    if not counts:
        return ""
    first, last, most = min(counts), max(counts), max(counts.values())
    undated = total - sum(counts.values())
    without = f"; {undated} undated" if undated > 0 else ""
    if first == last:
        return f"{first}: {most}{without}"
    bars = "".join(_BARS[-(-counts.get(year, 0) * (len(_BARS) - 1) // most)] for year in range(first, last + 1))
    return f"{first} {bars} {last}, most {most}{without}"


def _facts(item: Item, meeting: Meeting, *, withdrawn: bool) -> str:
    flags = [
        "withdrawn by the council" if withdrawn else None,
        "restricted" if item.restricted else None,
        "title taken from the text" if item.title_inferred else None,
        "date inferred" if meeting.date_inferred else None,
    ]
    number = f"minute {item.number}" if item.number else None
    return shown(" · ".join(filter(None, (meeting.committee, _day(meeting.date), number, meeting.status, *flags))))


def _people(item: Item, style: Style) -> Iterator[str]:
    if item.officers:
        yield style.bold("Officers")
        for officer in item.officers:
            part = f" ({officer.part})" if officer.part else ""
            yield from _wrapped(f"{shown(officer.name)}, {shown(officer.post or 'post not stated')}{part}", style, "  ", hang=2)
    for heading, names in (
        ("Posts", item.posts),
        ("Councillors", tuple(one.name + (f" ({one.post})" if one.post else "") for one in item.councillors)),
        ("Topics", item.topics),
        ("Refers to", tuple(reference.as_written for reference in item.references)),
        ("Documents", tuple(document.title for document in item.documents)),
    ):
        if names:
            yield from _wrapped(f"{style.bold(heading)}: {shown('; '.join(names))}", style, hang=2)


def _provenance(item: Item, meeting: Meeting, versions: Sequence[Item], style: Style) -> Iterator[str]:
    yield ""
    yield from _wrapped(f"{style.bold('Cite as')}: {citation(item, meeting)}", style, hang=2)
    if item.url:
        yield f"{style.bold('Link')}: {shown(item.url)}"
    yield f"{style.bold('Id')}: {item.id}"
    if item.source:
        yield f"{style.bold('Read from')}: {shown(item.source.url or item.source.path or '')}"
        yield f"{style.bold('SHA-256')}: {item.source.sha256}, fetched {item.source.fetched_at or 'at an unknown time'}"
    held = f"{item.versions}, first seen in generation {item.first_seen}, changed in {item.changed}"
    yield f"{style.bold('Versions')}: {held}"
    for number, older in enumerate(versions, 1):
        status = older.meeting.status if older.meeting else ""
        yield f"  {number}. {shown(older.title)} ({status}, {_count(len(older.minutes.split()), 'word')} of minutes)"


def _paragraphs(text: str, style: Style) -> Iterator[str]:
    for line in shown(text).split("\n"):
        yield from _wrapped(line, style, hang=2 if line.startswith("• ") else 0) if line else [""]


def _wrapped(text: str, style: Style, indent: str = "", hang: int = 0) -> list[str]:
    return textwrap.wrap(
        text,
        style.measure,
        initial_indent=indent,
        subsequent_indent=indent + " " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _day(day: datetime.date | None) -> str | None:
    return f"{day.day} {day:%B %Y}" if day else None


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
