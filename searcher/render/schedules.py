"""What a scheduler is told, and what it was told, for people."""

import difflib
from collections.abc import Iterator, Sequence

from searcher.scheduling import Text


def shown_texts(texts: Sequence[Text]) -> str:
    """Texts as they would be written, each after its place."""
    return "\n".join(f"# {one.place}\n{one.content}" for one in texts) + "\n"


def standing(label: str, installed: Sequence[Text], wanted: Sequence[Text], *, is_idle: bool = False) -> str:
    """How what is installed differs from what is wanted; "" where neither is anything."""
    if not installed:
        return f"Installed now, for {label}: nothing.\n" if wanted else ""
    if not wanted:
        return f"Installed now, for {label}, which install would remove:\n\n{shown_texts(installed)}"
    if {one.place: one.content for one in installed} == {one.place: one.content for one in wanted}:
        idle = ", but the timer is stopped; start it with: searcher schedule install" if is_idle else ""
        return f"Installed now, for {label}: this{idle}.\n"
    differences = "".join(_differences(installed, wanted))
    return f"Installed now, for {label}: another text, which install would change so:\n\n{differences}"


def _differences(old: Sequence[Text], new: Sequence[Text]) -> Iterator[str]:
    """Lines that would go (-) or come (+), with those around them."""
    before = {one.place: one.content for one in old}
    for one in new:
        lines = before.get(one.place, "").splitlines(keepends=True)
        yield from difflib.unified_diff(lines, one.content.splitlines(keepends=True), one.place, one.place)
