"""Small PDFs for their reader, damaged."""

import random
import re

from invented_pdfs import pdf_with, small_pdf
from saved_pages import content_of

from fuzzing.pages import mutated


def pdfs(_: int) -> list[bytes]:
    """Sound files."""
    text = "WEIR COMMITTEE\nMinutes of the meeting held on 3 June 2024\n1. DRAINS\nRESOLVED that drains be dug."
    return [small_pdf(text), small_pdf("The weir (old) is sound."), content_of("printed_minutes_pdf.pdf")]


def other_pdf(content: bytes, chance: random.Random) -> bytes:
    """A sound file with a damaged page, or a file damaged in a few places; rarely as any bytes."""
    kind = chance.random()
    if kind < 0.1:
        return mutated(content, chance)
    if kind < 0.8:
        return pdf_with(_other_page(chance))
    return _overwritten(content, chance)


def _other_page(chance: random.Random) -> bytes:
    """What is on a page, with steps of it gone, doubled or elsewhere, and other numbers; at times as any bytes."""
    if chance.random() < 0.2:
        return _overwritten(b" ".join(_PAGE), chance)
    steps = list(_PAGE)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(steps))
        other = _NUMBER.sub(lambda found: chance.choice((found[0], *_NUMBERS)), steps[at])
        steps[at : at + 1] = chance.choice(([], [steps[at]] * 2, [chance.choice(steps)], [other], [other]))
    return b" ".join(steps)


def _overwritten(content: bytes, chance: random.Random) -> bytes:
    """Bytes overwritten in a few places; what stands behind them stays where it was."""
    mutant = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at, part = chance.randrange(max(1, len(mutant))), chance.choice(_PARTS)
        mutant[at : at + len(part)] = part
    return bytes(mutant)


_PAGE = (
    b"q", b"1 0 0 1 0 0 cm", b"BT", b"/F1 10 Tf", b"12 TL", b"50 780 Td", b"(The weir) Tj", b"T*",
    b"[(is) -250 (sound)] TJ", b"0 -14 Td", b"1 0 0 1 50 700 Tm",
    b"<41> Tj", b"(and \\050old\\051) '", b"3 Tr", b"2 Tc", b"4 Tw", b"90 Tz",
    b"(x) Tj", b"ET", b"Q",
)  # fmt: skip
_NUMBER = re.compile(rb"-?\b\d+\b")
_NUMBERS = (b"0", b"-1", b"1e9", b"9999999999", b".0000001", b"--5", b"null", b"()", b"/F9", b"\xff")
_PARTS = (
    b"\0",
    b"\xff",
    b" 0 ",
    b"Tm",
    b"1e9",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b"9999999999",
    b"-1",
    b"1 0 R",
    b"4 0 R",
    b"/",
    b"stream\n",
)
