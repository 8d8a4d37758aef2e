"""The measurements as tables in Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from engine_benchmark.measuring import Measured, Times
from engine_benchmark.targets import ratio, targets

_PEERS = ("tantivy", "SQLite FTS5", "Xapian", "stock Whoosh")


def report(measured: Measured, names: Sequence[str], missing: dict[str, str]) -> str:
    """All that was measured of items of one number."""
    head = f"## {measured.data.count:,} items, {measured.data.bytes / 1e6:.0f} MB as JSON lines"
    absent = [f"{name} is not installed: {why}" for name, why in missing.items()]
    agree = measured.disagreements or ["Hit counts and facet counts are the same in all engines, for every question."]
    parts = [
        head, *absent,
        "Warm answers, p50 / p95, ms, and our p50 to that of others:", _answers(measured, names),
        "Builds, sizes, updates:", _builds(measured, names),
        *(("A whole process, ms:", _cold(measured.cold)) if measured.cold.ms else ()),
        "Targets, by medians:", table(["", "target", "reached"], targets(measured)),
        "\n".join(agree),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def growth(all_measured: Sequence[Measured], names: Sequence[str]) -> str:
    """How each row of our answers, and of others', grows with the number of items."""
    sizes = [f"{one.data.count:,}" for one in all_measured]
    head = ["", "engine", *sizes, "items ×", "ms ×"]
    first, last = all_measured[0], all_measured[-1]
    rows = []
    for row in last.answers.rows:
        for name in names:
            p50s = [one.answers.p50(name, row) for one in all_measured]
            times = f"{p50s[-1] / p50s[0]:.1f}" if p50s[0] and p50s[-1] else "–"
            if any(p50s):
                rows.append([row, name, *map(_ms, p50s), f"{last.data.count / first.data.count:.1f}", times])
    return "Growth, p50, ms:\n\n" + table(head, rows) + "\n"


def _answers(measured: Measured, names: Sequence[str]) -> str:
    answers = measured.answers
    peers = [name for name in _PEERS if name in names]
    rows = []
    for row in answers.rows:
        totals = measured.totals[row]
        hits = f"{min(totals):,}–{max(totals):,}" if min(totals) < max(totals) else f"{totals[0]:,}"
        both = [f"{_ms(answers.p50(name, row))} / {_ms(answers.p95(name, row))}" for name in ("ours", *peers)]
        rows.append([row, hits, *both, *(_ratio(answers, row, name) for name in peers)])
    return table(["", "hits", "ours", *peers, *(f"to {name}" for name in peers)], rows)


def _ratio(answers: Times, row: str, name: str) -> str:
    found = ratio(answers, row, name)
    return "–" if found is None else f"{found:.2f}"


def _builds(measured: Measured, names: Sequence[str]) -> str:
    items = measured.data.count

    def built(workers: int) -> Iterator[str]:
        for name in names:
            told = measured.builds[name, workers]
            yield f"{items / told['seconds']:,.0f}" if "seconds" in told else told["cannot"]

    def peak(workers: int) -> list[str]:
        return [f"{told['peak_mb']:.0f}" if "peak_mb" in told else "–" for told in _told(measured, names, workers)]

    one = list(_told(measured, names, 1))
    rows = [
        ["build, one worker, items/s", *built(1)],
        ["build, two workers, items/s", *built(2)],
        ["peak memory of a process, one worker, MB", *peak(1)],
        ["peak memory of a process, two workers, MB", *peak(2)],
        ["index, MB", *(f"{told['bytes'] / 1e6:.0f}" for told in one)],
        ["index, to the items' JSON lines", *(f"{told['bytes'] / measured.data.bytes:.2f}" for told in one)],
        ["update of 100 items, ms", *(_ms(measured.updates.p50(name, "update")) for name in names)],
        ["answers after updates, to before", *(_aged(measured.aged, name) for name in names)],
    ]
    return table(["", *names], rows)


def _told(measured: Measured, names: Iterable[str], workers: int) -> Iterator[dict[str, float]]:
    return (measured.builds[name, workers] for name in names)


def _aged(times: Times, name: str) -> str:
    aged, fresh = times.p50(name, "aged"), times.p50(name, "fresh")
    return f"{aged / fresh:.2f}" if aged and fresh else "–"


def _cold(times: Times) -> str:
    names = times.names
    rows = [
        [row, *(f"{_ms(times.p50(name, row))} / {_ms(times.p95(name, row))}" for name in names)] for row in times.rows
    ]
    return table(["p50 / p95", *names], rows)


def _ms(ms: float | None) -> str:
    if ms is None:
        return "–"
    return f"{ms:,.0f}" if ms >= 20 else f"{ms:.1f}" if ms >= 2 else f"{ms:.2f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
