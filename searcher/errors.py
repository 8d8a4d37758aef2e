"""Every error the package raises, as a tree. Each carries what it concerns and keeps its cause.

SearcherError
├── UnrecognisedPage       a page that holds no agenda items we can read
├── RefusedFile            a file that could not be read at all, or is too large
├── BadQuery               words that do not parse; knows the place
├── BadSetting             a line of a user's own file; knows file and line
├── ArchiveError           the archive cannot be opened or written
│   ├── NoArchive          there is none at that place
│   └── ArchiveBusy        another process is writing
├── IndexUnusable          the index is missing, damaged or of another make
│   └── IndexNotReady      another command is still writing it
└── UnknownItem            no item has that id
    └── TakenDown          it had, and was taken down; knows when and why
"""

from pathlib import Path


class SearcherError(Exception):
    """Base of all errors raised on purpose; its text is one line for a reader."""


class UnrecognisedPage(SearcherError):
    """A page that is not a page with agenda items, or that is broken."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"{address}: {reason}")
        self.address = address
        self.reason = reason


class RefusedFile(SearcherError):
    """A file that was not even read: gone, unreadable, too large."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class BadQuery(SearcherError):
    """A query that does not parse. `position` counts characters from 0 in `text`."""

    def __init__(self, text: str, position: int, reason: str) -> None:
        super().__init__(f"{reason} (at character {position + 1}: {text[position : position + 20]!r})")
        self.text = text
        self.position = position
        self.reason = reason


class BadSetting(SearcherError):
    """A line in settings.toml or topics.toml that cannot be taken."""

    def __init__(self, path: Path | str, line: int | None, reason: str) -> None:
        place = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{place}: {reason}")
        self.path = path
        self.line = line


class ArchiveError(SearcherError):
    """The archive could not be opened, read or written."""


class NoArchive(ArchiveError):
    """There is no archive where one was looked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"no archive at {folder}. Fill it with: searcher import PATH")
        self.folder = folder


class ArchiveBusy(ArchiveError):
    """Another process is writing to the archive."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"another command is writing to {folder}. Try again when it has finished")
        self.folder = folder


class IndexUnusable(SearcherError):
    """The index is missing or damaged. It can always be rebuilt from the archive."""

    def __init__(self, folder: Path, reason: str, advice: str | None = None) -> None:
        super().__init__(f"{reason} at {folder}. {advice or f'Rebuild it with: searcher index --index {folder}'}")
        self.folder = folder
        self.reason = reason


class IndexNotReady(IndexUnusable):
    """There is no whole index yet, while another command has the right to write one."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            folder,
            "an import or another command is still writing, and nothing can be searched yet",
            "Try again when it has finished",
        )


class UnknownItem(SearcherError):
    """No item of the archive has that id."""

    def __init__(self, item_id: str) -> None:
        super().__init__(f"no item {item_id!r}. Ids are shown by: search WORDS --json")
        self.item_id = item_id


class TakenDown(UnknownItem):
    """The item was taken down. `day` is YYYY-MM-DD."""

    def __init__(self, item_id: str, day: str, reason: str) -> None:
        SearcherError.__init__(self, f"{item_id} was taken down on {day}: {reason}")
        self.item_id = item_id
        self.day = day
        self.reason = reason


class CannotCrawl(SearcherError):
    """A crawl could not begin: something has to be told first."""
