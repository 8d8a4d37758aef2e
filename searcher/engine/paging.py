"""On which page of its PDF a passage stands. Text only."""

from collections.abc import Iterator, Mapping, Sequence

from searcher.model import Area

PageStarts = Sequence[tuple[Area, int, int | None]]
"""The areas and characters of an item at which pages begin, in order."""
Texts = Mapping[Area, tuple[str, ...]]


def page_of(area: Area, text: str, at: int, texts: Texts, starts: PageStarts) -> int | None:
    """The page of a character of a text; None where that is not known.

    What was resolved stands in the decision or the minutes too: it is on their page, if they have it on no other.
    """
    if area != "resolutions":
        return _on(area, at, starts)
    first = text.rfind("\n", 0, at) + 1
    first += 2 if text.startswith("• ", first) else 0
    line = text[first:].partition("\n")[0]
    pages = set(_pages(line, at - first, texts, starts)) if line else set()
    return pages.pop() if len(pages) == 1 else None


def _pages(line: str, before: int, texts: Texts, starts: PageStarts) -> Iterator[int | None]:
    """The pages of a character of a line, wherever that line stands."""
    for area in dict.fromkeys(area for area, _, _ in starts):
        for text in texts.get(area, ()):
            at = text.find(line)
            while at >= 0:
                yield _on(area, at + before, starts)
                at = text.find(line, at + 1)


def _on(area: Area, at: int, starts: PageStarts) -> int | None:
    return next((page for one, start, page in reversed(starts) if one == area and start <= at), None)


def linked(url: str | None, source: str | None, page: int | None) -> str | None:
    """A link to the very page, where it leads to a PDF: to one by its name, or to what the item was read from."""
    if url is None or page is None or "#" in url:
        return url
    is_pdf = url == source or url.partition("?")[0].lower().endswith(".pdf")
    return f"{url}#page={page}" if is_pdf else url
