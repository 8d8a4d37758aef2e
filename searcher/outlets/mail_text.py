"""Notices as the plain text of a mail, and as its HTML. Pure."""

from collections.abc import Iterator, Sequence
from html import escape

from searcher.notices import Notice
from searcher.outlets.markup import paragraphs_html
from searcher.outlets.telling import Look, Runs, Told, summary, told
from searcher.render.safe import brief
from searcher.render.style import Style, counted

MOST = 50  # notices told in one mail
_STYLE = Style(width=72)
_FORMS: dict[Look, str] = {"same": "{}", "found": "*{}*", "gone": "[-{}-]", "come": "{{+{}+}}"}
_LOOK = (
    ":root{color-scheme:light dark}body{font:16px/1.5 sans-serif;max-width:42em;margin:1em auto;padding:0 1em}"
    "h1{font-size:1.25em}h2{font-size:1.05em;margin:1.6em 0 .2em}p{margin:.3em 0}.quiet{opacity:.7;font-size:.9em}"
    "mark{background:#ffe58a;color:#000}ins{background:#cdf3d4;color:#064d17}del{background:#fbd5d5;color:#7a1010}"
)


def mail_text(follow: str, words: str, version: str, notices: Sequence[Notice]) -> str:
    """The mail as plain text, in lines of at most 72 letters but for longer words, such as addresses."""
    heading = [*_STYLE.wrapped(_heading(follow, notices)), *_STYLE.wrapped(_asked(words), hang=2)]
    blocks = [list(_block(number, told(one))) for number, one in enumerate(notices[:MOST], 1)]
    more = [_STYLE.wrapped(_more(notices))] if len(notices) > MOST else []
    footer = ["-- ", *_STYLE.wrapped(_footer(follow, version))]
    return "\n\n".join("\n".join(block) for block in (heading, *blocks, *more, footer)) + "\n"


def mail_html(follow: str, words: str, version: str, notices: Sequence[Notice]) -> str:
    """The mail as HTML, whole in itself: nothing is fetched when it is read."""
    parts = [
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">',
        f"<title>{escape(_heading(follow, notices))}</title><style>{_LOOK}</style></head><body>",
        f"<h1>{escape(_heading(follow, notices))}</h1>",
        f'<p class="quiet">{escape(_asked(words))}</p>' if words else "",
        *(text for notice in notices[:MOST] for text in _section(told(notice))),
        f"<p>{escape(_more(notices))}</p>" if len(notices) > MOST else "",
        f'<hr><p class="quiet">{escape(_footer(follow, version))}</p></body></html>',
    ]
    return "\n".join(filter(None, parts)) + "\n"


def _heading(follow: str, notices: Sequence[Notice]) -> str:
    return f"{brief(follow)}: {summary(notices)}"


def _asked(words: str) -> str:
    return f"Follows: {brief(words)}" if words else ""


def _more(notices: Sequence[Notice]) -> str:
    left_out = counted(len(notices) - MOST, "more item")
    return f"And {left_out}, too many for one mail: search for the words of this follow, with --sort newest."


def _footer(follow: str, version: str) -> str:
    return f"council-minutes-search {version} told you this because it follows “{brief(follow)}” for you."


def _block(number: int, one: Told) -> Iterator[str]:
    lead = f"{number}. "
    indent = " " * len(lead)
    first, *rest = _STYLE.wrapped(f"{one.change}: {one.title}", indent)
    yield from (lead + first.removeprefix(indent), *rest)
    yield from _STYLE.flowed(one.facts, "\xa0· ", indent)
    for label, runs in one.paragraphs:
        yield from _STYLE.wrapped(f"{label}: {_plain(runs)}" if label else _plain(runs), indent, hang=2 if label else 0)
    if one.url:
        yield indent + one.url


def _plain(runs: Runs) -> str:
    return "".join(_FORMS[look].format(text) for look, text in runs)


def _section(one: Told) -> Iterator[str]:
    heading = f"{escape(one.change)}: {escape(one.title)}"
    yield f'<h2><a href="{escape(one.url)}">{heading}</a></h2>' if one.url else f"<h2>{heading}</h2>"
    yield from paragraphs_html(one)
