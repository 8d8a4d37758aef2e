"""Styles of prose: how different councils write down the same facts."""

from sample_portal.prose import formal, plain, reserved_one, reserved_two, terse, welsh
from sample_portal.prose.material import Style

# Those that are shown by default, and all; the reserved ones are for judging.
OPEN = ("plain", "formal", "terse")
ALL = (*OPEN, "reserved one", "reserved two")
WELSH = welsh.STYLE
_STYLES: dict[str, Style] = {
    one.name: one for one in (plain.STYLE, formal.STYLE, terse.STYLE, reserved_one.STYLE, reserved_two.STYLE)
}


def style(name: str) -> Style:
    """The style of that name, or KeyError."""
    return _STYLES[name]
