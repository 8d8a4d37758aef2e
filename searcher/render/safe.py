"""Makes text from pages harmless where it is shown: nothing from a page can steer a terminal or a spreadsheet."""

import re

# C0 and C1 controls, direction marks and overrides, zero-width characters, tags: invisible, or commands to a terminal.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def shown(text: str) -> str:
    """A text as it may be written to a terminal."""
    return _UNSEEN.sub("", text.encode("utf-8", "replace").decode("utf-8"))


def cell(text: str) -> str:
    """A text as a cell of a spreadsheet: one that would be a formula gets an apostrophe before it."""
    text = shown(text)
    return f"'{text}" if text.startswith(_FORMULA) else text
