"""How the portal writes characters: its pages are pure ASCII, and each place has its own way of saying the rest."""

import re
from html.entities import codepoint2name

# The product writes `Supplement&#58; Item 7 &#40;late&#41;` even where nothing asks for it.
_ALWAYS = frozenset(":/()&'\"<>")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def label(text: str) -> str:
    """Text of the product's own: names, titles, dates."""
    return "".join(f"&#{ord(sign)};" if sign in _ALWAYS or ord(sign) > 126 else sign for sign in text)


def attribute(text: str) -> str:
    """The same inside `title="…"`, where even blanks are written out: `Link&#32;to&#32;details`."""
    return label(text).replace(" ", "&#32;")


def prose(text: str) -> str:
    """Text that came from Word: named entities where there are any, straight quotes as they are."""
    return "".join(_MARKUP.get(sign) or _named(sign) for sign in text)


def _named(sign: str) -> str:
    if ord(sign) < 127:
        return sign
    name = codepoint2name.get(ord(sign))
    return f"&{name};" if name else f"&#{ord(sign)};"


def file_name(title: str) -> str:
    """A title as the name of a file, blanks and all; what Windows refuses in names is left out."""
    return re.sub(r"\s+", " ", re.sub(r'[\\/:*?"<>|#%&]', "", title)).strip()


def href(text: str) -> str:
    """An address as the product writes it into a page: raw blanks stay raw."""
    return prose(text).replace('"', "&quot;")
