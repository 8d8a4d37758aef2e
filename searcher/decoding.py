"""From a page's bytes to its text."""

import re

_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f]")  # and no white space that a text has
_FEW_CONTROLS = 8
_MOST_CONTROLS = 0.02  # of a text's characters; of random bytes, an eighth
_ESCAPE = r"(?:\x1b|&#(?:0{0,4}27|[xX]0{0,4}1[bB]);)"  # the character, or HTML's way to write it
# What steers a terminal: "ESC [31m" colours, "ESC ]0;… BEL" names the window. No mark of HTML is part of one.
_SEQUENCE = re.compile(
    rf"(?:{_ESCAPE}\[|\x9b)[\d:;?=!]{{0,32}}[A-Za-z]|{_ESCAPE}\][^\x00-\x1f<>]{{0,200}}(?:\x07|{_ESCAPE}\\)"
)
_SIGNS = ("\x1b", "\x9b", "&#27", "&#0", "&#x", "&#X")  # no other text is searched for the above
_BEGINNING = 20_000  # bytes or characters that show what a content is
_MOST_OF = 0.7  # of one byte in two: what is left may be letters that ASCII has not


def decoded(content: bytes) -> str | None:
    """A page's text: UTF-8 or UTF-16, else Windows-1252 as Word writes it. None for what is no text.

    Sequences that steer a terminal are left out; `control_sequences` tells them.
    """
    text = _text_of(content)
    # Word's own line breaks (0x0b) and the like part words; no page is worth less for them.
    return None if text is None else _CONTROLS.sub(" ", without_sequences(text))


def control_sequences(content: bytes) -> tuple[str, ...]:
    """The sequences that steer a terminal in a page, as far as they can be read: "[31m"."""
    text = _text_of(content) or ""
    return tuple(_CONTROLS.sub("", sequence[0]) for sequence in _SEQUENCE.finditer(text if _may_steer(text) else ""))


def without_sequences(text: str) -> str:
    """A text without the sequences that steer a terminal. Where the character that begins one is lost, it stays."""
    return _SEQUENCE.sub("", text) if _may_steer(text) else text


def _may_steer(text: str) -> bool:
    return any(sign in text for sign in _SIGNS)


def glimpsed(content: bytes, size: int) -> str:
    """The text of a content's first bytes, with marks for what cannot be read."""
    return content[:size].decode(_wide_encoding(content) or "utf-8", "replace")


def _text_of(content: bytes) -> str | None:
    for encoding in filter(None, (_wide_encoding(content), "utf-8-sig", "cp1252")):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _is_binary(without_sequences(text[:_BEGINNING])):
            return text
    return None


def _wide_encoding(content: bytes) -> str | None:
    """The encoding of a content of two bytes a character: by its mark or, of mostly ASCII, by the zeros among them."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    first, second = content[:_BEGINNING:2], content[1:_BEGINNING:2]
    if b"\0" not in first and second.count(0) > _MOST_OF * len(second):
        return "utf-16-le"
    if b"\0" not in second and first.count(0) > _MOST_OF * len(first):
        return "utf-16-be"
    return None


def _is_binary(text: str) -> bool:
    return "\0" in text or len(_CONTROLS.findall(text)) > max(_FEW_CONTROLS, len(text) * _MOST_CONTROLS)
