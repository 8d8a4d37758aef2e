"""What is followed, for people."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from searcher.render.safe import line
from searcher.render.style import Style, counted


def follows_text(follows: Sequence[Mapping[str, Any]], style: Style) -> str:
    """The follows of `searcher follow list --json`, each with its outlets."""
    if not follows:
        return "Nothing is followed. Begin with: searcher follow add NAME WORDS --feed FILE\n"
    return "\n\n".join("\n".join(_follow(one, style)) for one in follows) + "\n"


def _follow(one: Mapping[str, Any], style: Style) -> Iterator[str]:
    yield from style.wrapped(f"{style.bold(line(one['name']))}: {line(one['words'])}")
    since = f" since {one['added'][:10]}" if one["added"] else ""
    yield style.dim(f"  {counted(one['notices'], 'notice')}{since}")
    for outlet in one["outlets"]:
        yield from style.labelled(line(outlet["outlet"]), _standing(outlet), "  ", hang=2)


def _standing(outlet: Mapping[str, Any]) -> str:
    waiting = f"{counted(outlet['waiting'], 'notice')} wait" if outlet["waiting"] else "nothing waits"
    if outlet["failure"] is not None:
        return f"failed {counted(outlet['failures'], 'time')}, {waiting}: {line(outlet['failure'])}"
    return f"{waiting}; last given {outlet['delivered_at'][:10]}" if outlet["delivered_at"] else waiting
