"""What is told of a notice as HTML: nothing in it is markup but `p`, `mark`, `ins` and `del`. Pure."""

from collections.abc import Iterator
from html import escape

from searcher.outlets.telling import Look, Runs, Told

_TAGS: dict[Look, str] = {"found": "mark", "gone": "del", "come": "ins"}


def paragraphs_html(told: Told) -> Iterator[str]:
    """The facts of a notice and its texts, each a `p`."""
    yield f"<p>{escape(' · '.join(told.facts))}</p>"
    for label, runs in told.paragraphs:
        yield f"<p>{f'{escape(label)}: ' if label else ''}{runs_html(runs)}</p>"


def runs_html(runs: Runs) -> str:
    """A text with what was found, what is gone and what has come marked."""
    return "".join(_run(look, escape(text)) for look, text in runs)


def _run(look: Look, text: str) -> str:
    return f"<{_TAGS[look]}>{text}</{_TAGS[look]}>" if look in _TAGS else text
