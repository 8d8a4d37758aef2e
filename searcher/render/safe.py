"""Makes text from pages harmless where it is shown: nothing from a page can steer a terminal or a spreadsheet."""

import re

# C0 and C1 controls, direction marks and overrides, zero-width and filler characters, variation selectors, tags:
# they are commands to a terminal, or cannot be seen.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
_LONGEST = 400  # characters, five lines of a terminal
_SAID = 2000  # characters that one line of output may have
_FORMULA = re.compile(r"[\t\n]|\s*[=+\-@＝＋－＠]")  # some programs leave out the spaces before it


def shown(text: str) -> str:
    """A text as it may be written to a terminal; its lines stay lines."""
    return _UNSEEN.sub("", text.encode("utf-8", "replace").decode("utf-8"))


def line(text: str) -> str:
    """A text as it may be written to a terminal, on one line."""
    return " ".join(shown(text).split())


def brief(text: str) -> str:
    """A text as a list shows it: on one line, cut when it is far longer than any honest title."""
    whole = line(text)
    return whole if len(whole) <= _LONGEST else whole[:_LONGEST].rsplit(" ", 1)[0] + " …"


def said(text: str) -> str:
    """A text as a line of output: cut in the middle, for what is said last is the reason."""
    whole = line(text)
    return whole if len(whole) <= _SAID else f"{whole[: _SAID // 2]} … {whole[-_SAID // 2 :]}"


def unstopped(text: str) -> str:
    """A text without the full stop at its end: another mark follows. The dots of "…" stay."""
    return text.removesuffix(".") if not text.endswith("..") else text


def cell(text: str) -> str:
    """A text as a cell of a spreadsheet: one that would be a formula gets an apostrophe before it."""
    text = shown(text)
    return f"'{text}" if _FORMULA.match(text) else text


def dumped(value: object, indent: int | None = None) -> str:
    """A value as JSON in which what a terminal might obey is escaped; it reads back the same.

    Only half of a surrogate pair, which no UTF-8 can hold, becomes a question mark.
    """
    import json  # noqa: PLC0415 - most answers are text

    text = json.dumps(value, ensure_ascii=False, indent=indent).encode("utf-8", "replace").decode("utf-8")
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)
