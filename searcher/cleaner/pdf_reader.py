"""Reads PDFs that come on standard input, in a process of its own. The only place that knows pypdf."""

import contextlib
import io
import logging
import sys
from collections.abc import Iterator

import msgspec

from searcher.cleaner.pdf_process import Limits, Read, received, send


def main() -> None:
    """Answer each PDF on standard input, until there are no more."""
    limits = msgspec.json.decode(sys.argv[1], type=Limits)
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # nothing else may get between the answers
    logging.disable()  # pypdf tells of each fault that it mends
    _limit_memory(limits.memory)
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            content = received(sys.stdin.buffer)
            _limit_time(limits.seconds)
            send(answers, _answer(content, limits))


def _answer(content: bytes, limits: Limits) -> bytes:
    try:
        return msgspec.json.encode(read_pdf(content, limits))
    except MemoryError:
        return msgspec.json.encode(Read(refusal="the PDF takes too much memory to read"))


def read_pdf(content: bytes, limits: Limits) -> Read:
    """The text of a PDF's pages, laid out as printed, or why there is none. Raises MemoryError."""
    try:
        return _pages(content, limits)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a broken PDF breaks pypdf in any way there is
        if type(error).__name__ == "LimitReachedError":
            return Read(refusal="the PDF takes too much memory to read")
        return Read(refusal=f"the PDF is damaged: {type(error).__name__}")


def _pages(content: bytes, limits: Limits) -> Read:
    from pypdf import PdfReader  # noqa: PLC0415 - the memory is limited first

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        return Read(refusal="the PDF is locked by a password")
    pages, letters = [], 0
    for text in _texts(reader):
        pages.append(text.encode("utf-8", "replace").decode())  # half a surrogate pair cannot be told
        letters += len(text)
        if letters > limits.letters:
            return Read(refusal=f"the PDF holds more than {limits.letters:,} letters")
    return Read(tuple(pages))


def _texts(reader: object) -> Iterator[str]:
    for page in reader.pages:  # type: ignore[attr-defined]
        yield page.extract_text(extraction_mode="layout")


def _limit_memory(most: int) -> None:
    """From here on, no more memory than that; where a system knows no limits, as much as there is."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _limit_time(seconds: int) -> None:
    """So many seconds of the processor from now: whoever waits for the answer may be gone."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - as above

        used = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


if __name__ == "__main__":
    main()
