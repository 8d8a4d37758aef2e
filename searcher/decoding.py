"""From a page's bytes to its text."""

import re

_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f]")  # and no white space that a text has
_FEW_CONTROLS = 8
_MOST_CONTROLS = 0.02  # of a text's characters; of random bytes, an eighth


def decoded(content: bytes) -> str | None:
    """A page's text: UTF-8, else Windows-1252 as Word writes it. None for what is no text."""
    for encoding in ("utf-16", "utf-8-sig", "cp1252"):
        if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _is_binary(text[:20_000]):
            # Word's own line breaks (0x0b) and the like part words; no page is worth less for them.
            return _CONTROLS.sub(" ", text)
    return None


def _is_binary(text: str) -> bool:
    return "\0" in text or len(_CONTROLS.findall(text)) > max(_FEW_CONTROLS, len(text) * _MOST_CONTROLS)
