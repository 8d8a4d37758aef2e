"""How the portal writes characters: its pages are pure ASCII, and each place has its own way of saying the rest."""

import re
from html.entities import codepoint2name


class _Signs(dict[int, str]):
    """A table for `str.translate` that fills itself: beyond plain ASCII each sign is looked up once."""

    def __init__(self, plain: dict[str, str], *, named: bool) -> None:
        super().__init__({ord(sign): entity for sign, entity in plain.items()})
        self._named = named

    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if code < 127 else self._entity(code)
        return self[code]

    def _entity(self, code: int) -> str:
        name = codepoint2name.get(code) if self._named else None
        return f"&{name};" if name else f"&#{code};"


# The product writes `Supplement&#58; Item 7 &#40;late&#41;` even where nothing asks for it.
_LABEL = _Signs({sign: f"&#{ord(sign)};" for sign in ":/()&'\"<>"}, named=False)
_PROSE = _Signs({"&": "&amp;", "<": "&lt;", ">": "&gt;"}, named=True)


def label(text: str) -> str:
    """Text of the product's own: names, titles, dates."""
    return text.translate(_LABEL)


def attribute(text: str) -> str:
    """The same inside `title="…"`, where even blanks are written out: `Link&#32;to&#32;details`."""
    return label(text).replace(" ", "&#32;")


def prose(text: str) -> str:
    """Text that came from Word: named entities where there are any, straight quotes as they are."""
    return text.translate(_PROSE)


def file_name(title: str) -> str:
    """A title as the name of a file, blanks and all; what Windows refuses in names is left out."""
    return re.sub(r"\s+", " ", re.sub(r'[\\/:*?"<>|#%&]', "", title)).strip()


def href(text: str) -> str:
    """An address as the product writes it into a page: raw blanks stay raw."""
    return prose(text).replace('"', "&quot;")
