"""Results for people, in a terminal or a pipe: hits, a panel of facets, a line of the trend by year."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from searcher.model import Area
from searcher.render.councillors import OPEN, labels_beside
from searcher.render.safe import brief, line, shown
from searcher.render.style import Style, counted, day
from searcher.results import Chosen, Coverage, FacetValue, Hit, Results, Snippet, leading

MOST_IN_PANEL = 10
_BARS = "·▁▂▃▄▅▆▇█"
_MOST_YEARS = 50
_PANEL = (
    ("committee", "Committee"), ("officer", "Officer"), ("councillor", "Councillor"), ("topic", "Topic"),
    ("meeting", "Meeting"), ("council", "Council"), ("status", "Status"), ("kind", "Kind"),
)  # fmt: skip
_ONLY_WHEN_SEVERAL = ("meeting", "council", "status", "kind")
_LABEL = 12  # columns of a panel's headings
_MOST_NAMES = 12
_LABELS: dict[Area, str] = {
    "resolutions": "Resolved", "decision": "Decision", "agenda": "Agenda", "documents": "Document",
}  # fmt: skip
_UNTOLD = "imported"  # stands for a council that neither the page nor anybody told


def results_text(results: Results, style: Style, *, explain: bool = False, most: int = MOST_IN_PANEL) -> str:
    """Results as people read them, at most so many values of each facet.

    With `explain` also what was asked for, told back in English, and why each item matched.
    """
    width = len(str(_last(results)))
    councils = len(results.facets.get("council", ())) > 1
    blocks = [
        "\n".join(_hit(f"{number:>{width}}. ", hit, style, explain=explain, council=councils))
        for number, hit in enumerate(results.hits, _first(results))
    ]
    panel = "\n".join(_panel(results, style, most))
    asked = ["\n".join(style.wrapped(f"Asked for: {line(results.sentence)}", "", hang=2))] if explain else []
    return "\n\n".join((*asked, _heading(results, style), *blocks, panel)) + "\n"


def nothing_found(results: Results) -> str:
    """Why there is nothing to show, and what to try, on one line."""
    unknown = " ".join(_unknown(chosen) for chosen in results.chosen if not chosen.values)
    if unknown:
        return f"nothing found: {unknown}"
    if not results.coverage.meetings and not results.query.filters:
        return "nothing found: the index is empty. Fill it with: searcher import PATH"
    told = ("nothing found.", _near_misses(results), coverage_text(results.coverage))
    return " ".join(filter(None, told))


def _near_misses(results: Results) -> str:
    """What would find something: fewer filters, or fewer words."""
    if results.without:
        told = "; ".join(f"without --{name}: {counted(total, 'item')}" for name, total in results.without)
        return f"{told[0].upper()}{told[1:]}."
    missing = [words for words, total in results.words if not total]
    if missing:
        return f"No item has: {line(', '.join(missing))}."
    if len(results.words) > 1:
        told = ", ".join(f"{words} {total:,}" for words, total in results.words)
        return f"No item has all of these: {line(told)}."
    return ""


def notes(results: Results) -> Iterator[str]:
    """What was not taken as typed: a line for each filter that stood for several things or none, and for the words."""
    for chosen in results.chosen:
        if len(chosen.values) > 1 or (chosen.values and chosen.perhaps):
            labels = sorted(set(labels_beside(chosen.name, chosen.values)))
            more = f"; and {len(labels) - _MOST_NAMES} more" if len(labels) > _MOST_NAMES else ""
            taken = "may be" if chosen.perhaps else "was taken for:"
            yield f"{chosen.name} {line(chosen.typed)!r} {taken} {'; '.join(labels[:_MOST_NAMES])}{more}"
        elif not chosen.values:
            yield _unknown(chosen)
    if results.suggestion and results.corrected:
        yield f"nothing found for {line(results.query.text)!r}; this is for {line(results.suggestion)!r}"
    elif results.suggestion:
        yield f"did you mean: {line(results.suggestion)}?"


def outdated(folder: Path, *, being_written: bool) -> str:
    """That an index is older than its archive, and what to do, on one line."""
    if being_written:
        mend = ", and another command is still writing. Ask again when it has finished"
    else:
        mend = f". Bring it up to date with: searcher index --index {folder}"
    return f"the archive has changed since the index was written{mend}"


def coverage_text(coverage: Coverage) -> str:
    """What was searched, in a sentence."""
    through = f" through {day(coverage.through)}" if coverage.through else ""
    part = f"; {counted(coverage.truncated_items, 'item')} held only in part" if coverage.truncated_items else ""
    return f"Searched {counted(coverage.meetings, 'meeting')}, {coverage.with_minutes:,} with minutes{through}{part}."


def _first(results: Results) -> int:
    return (results.query.page - 1) * results.query.limit + 1


def _last(results: Results) -> int:
    return _first(results) + len(results.hits) - 1


def _heading(results: Results, style: Style) -> str:
    found = style.bold(counted(results.total, "item"))
    query = results.query
    if not results.hits:
        pages = -(-results.total // query.limit)
        return found + style.dim(f", but no page {query.page}: the last is --page {pages}")
    if results.total == len(results.hits):
        return found
    span = f"{_first(results):,}" + (f"–{_last(results):,}" if len(results.hits) > 1 else "")
    more = f"; more with --page {query.page + 1}" if _last(results) < results.total else ""
    return found + style.dim(f", {span} shown{more}")


def _hit(lead: str, hit: Hit, style: Style, *, explain: bool, council: bool) -> Iterator[str]:
    indent = " " * len(lead)
    first, *rest = style.wrapped(brief(hit.title) or "(untitled)", indent)
    yield lead + style.bold(first.removeprefix(indent))
    yield from (indent + style.bold(text.removeprefix(indent)) for text in rest)
    facts = style.flowed(_facts(hit, council=council), "\xa0· ", indent)
    yield from (indent + style.dim(text.removeprefix(indent)) for text in facts)
    yield from _passages(hit, style, indent)
    if hit.officers:
        first, *others = (brief(officer.name) + ("" if officer.id else OPEN) for officer in hit.officers)
        yield from style.flowed((f"Officers: {first}", *others), ", ", indent, hang=10)
    if explain:
        yield from style.wrapped(f"Matched: {line('; '.join(hit.matched)) or 'the filters'}", indent, hang=2)
        yield indent + f"Id: {line(hit.id)}"
    if place := hit.url or hit.source:
        yield indent + style.dim(line(place))


def _passages(hit: Hit, style: Style, indent: str) -> Iterator[str]:
    """What shows why an item matched; of several passages each begins with a dash."""
    told = [one for one in hit.snippets or (hit.snippet,) if line(one.text) not in ("", line(hit.title))]
    dash, hang = ("– ", 2) if len(told) > 1 else ("", 0)
    for one in told:
        runs = [(dash + _label(one), False), *((shown(text), marked) for text, marked in one.parts)]
        yield from style.passage(runs, indent, hang)


def _label(one: Snippet) -> str:
    """Where a passage stands, but for the minutes: "Resolved: ", "Page 4: ", "Resolved, page 4: "."""
    told = ", ".join(filter(None, (_LABELS.get(one.area), f"page {one.page}" if one.page else None)))
    return f"{told[0].upper()}{told[1:]}: " if told else ""


def _facts(hit: Hit, *, council: bool) -> Iterator[str]:
    if council and hit.council != _UNTOLD:
        yield line(hit.council)
    yield brief(hit.committee or "") or "committee not stated"
    yield day(hit.date) or "undated"
    if hit.number:
        yield f"minute {line(hit.number)}"
    if hit.status not in ("minutes", "approved"):
        yield hit.status
    yield from hit.flags
    if hit.restricted:
        yield "restricted"
    if hit.truncated:
        yield "held only in part"


def _unknown(chosen: Chosen) -> str:
    near = f" Did you mean: {line('; '.join(chosen.suggestions))}?" if chosen.suggestions else ""
    return f"no {chosen.name} {line(chosen.typed)!r} is held.{near}"


def _panel(results: Results, style: Style, most: int) -> Iterator[str]:
    """A line for each facet that tells something, then the trend by year and what was searched."""
    for facet, heading in _PANEL:
        values = results.facets.get(facet, ())
        if most and values and (len(values) > 1 or facet not in _ONLY_WHEN_SEVERAL):
            yield from _facet(facet, heading, values, style, most)
    if most and (trend := _trend(results.facets.get("year", ()), results.total)):
        yield from _beside("By year", [trend], style)
    yield from (style.dim(text) for text in style.wrapped(coverage_text(results.coverage)))


def _facet(facet: str, heading: str, values: Sequence[FacetValue], style: Style, most: int) -> Iterator[str]:
    """The values with most matches, and those chosen."""
    told = leading(values, most)
    names = zip(told, _names(facet, told), strict=True)
    entries = [(f"{'✓ ' if one.selected else ''}{name}", f"({one.count:,})") for one, name in names]
    if len(values) > len(told):
        entries.append(("and", f"{len(values) - len(told):,} more"))
    yield from _beside(heading, style.packed(entries, style.measure - _LABEL), style)


def _names(facet: str, values: Sequence[FacetValue]) -> list[str]:
    """What values are called in the panel; two of one label are told apart."""
    labels = [one.label for one in values]
    apart = labels_beside(facet, [(one.value, one.label) for one in values])
    return [told if labels.count(label) > 1 else brief(label) for label, told in zip(labels, apart, strict=True)]


def _beside(heading: str, lines: Sequence[str], style: Style) -> Iterator[str]:
    first, *rest = lines
    yield style.bold(heading) + " " * (_LABEL - len(heading)) + first
    yield from (" " * _LABEL + text for text in rest)


def _trend(values: Sequence[FacetValue], total: int) -> str:
    """A bar for each year from the first to the last: "2019 ▃·▁█ 2022, most 12 in 2022, 2 undated"."""
    counts = {int(one.value): one.count for one in values if one.count}
    if not counts:
        return ""
    last, most = max(counts), max(counts, key=lambda year: (counts[year], year))
    first = max(min(counts), last - _MOST_YEARS)
    bars = "".join(_BARS[-(-counts.get(year, 0) * 8 // counts[most])] for year in range(first, last + 1))
    span = (
        f"{first} {bars} {last}, most {counts[most]:,} in {most}"
        if first < last
        else f"{first} {bars} {counts[most]:,}"
    )
    chosen = [one.value for one in values if one.selected]
    undated = 0 if chosen else total - sum(counts.values())
    earlier = sum(count for year, count in counts.items() if year < first)
    rest = (
        f"{earlier:,} earlier" if earlier else "",
        f"{undated:,} undated" if undated > 0 else "",
        f"✓ {', '.join(chosen)}" if chosen else "",
    )
    return ", ".join(filter(None, (span, *rest)))
