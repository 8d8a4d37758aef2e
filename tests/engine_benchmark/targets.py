"""What was to be reached, beside what was."""

from collections.abc import Iterator

from engine_benchmark.measuring import Measured, Times

_FTS5 = "SQLite FTS5"


def targets(measured: Measured) -> list[tuple[str, str, str]]:
    """Of each target: what it is about, how much is allowed, what was reached."""
    return [*_answers(measured.answers), *_builds(measured), *_later(measured)]


def _answers(times: Times) -> Iterator[tuple[str, str, str]]:
    for name, most in (("tantivy", 1.5), (_FTS5, 0.3)):
        ratios = {row: found for row in times.rows if (found := ratio(times, row, name)) is not None}
        if not ratios:
            continue
        reached = [row for row, found in ratios.items() if found <= (1.5 if row == "a rare word" else most)]
        worst = max(ratios, key=lambda row: ratios[row])
        told = f"{len(reached)} of {len(ratios)} rows; {min(ratios.values()):.2f} to {ratios[worst]:.2f} ({worst})"
        rare = "; a rare word ≤ 1.5" if name == _FTS5 else ""
        yield f"each answer, to {name}", f"≤ {most}{rare}", told
    if (half := ratio(times, "3 facets over half the items", "tantivy")) is not None:
        yield "3 facets over half the items, to tantivy", "≤ 1.0", f"{half:.2f}"
    without = times.p50("ours", "a common word")
    for row in ("a common word, a committee, dates", "a common word, dates alone"):
        if without and (filtered := times.p50("ours", row)):
            yield f"{row}, to without", "≤ 1.1", f"{filtered / without:.2f}"


def _builds(measured: Measured) -> Iterator[tuple[str, str, str]]:
    ours, tantivy = measured.builds["ours", 2], measured.builds.get(("tantivy", 2))
    if tantivy:
        yield "build, two workers, to tantivy's rate", "≥ 0.8", f"{tantivy['seconds'] / ours['seconds']:.2f}"
    size = measured.builds["ours", 1]["bytes"] / measured.data.bytes
    yield "index, to the items' JSON lines", "≤ 1.1", f"{size:.2f}"
    peaks = [measured.builds["ours", workers]["peak_mb"] for workers in (1, 2)]
    yield "build, peak memory of a process", "≤ 400 MB", f"{max(peaks):.0f} MB"


def _later(measured: Measured) -> Iterator[tuple[str, str, str]]:
    ours, tantivy = (measured.updates.p50(name, "update") for name in ("ours", "tantivy"))
    if ours and tantivy:
        yield "update of 100 items, to tantivy", "≤ 3", f"{ours / tantivy:.1f}"
    aged, fresh = (measured.aged.p50("ours", which) for which in ("aged", "fresh"))
    if aged and fresh:
        yield "answers after updates, to a fresh build", "≤ 1.5", f"{aged / fresh:.2f}"
    cold = measured.cold
    for row in cold.rows:
        if found := ratio(cold, row, "plain script over FTS5"):
            yield f"whole cold process, {row}, to a script over FTS5", "≤ 3", f"{found:.1f}"


def ratio(times: Times, row: str, name: str) -> float | None:
    """Our median to another's; None where one was not measured."""
    ours, other = times.p50("ours", row), times.p50(name, row)
    return ours / other if ours and other else None
