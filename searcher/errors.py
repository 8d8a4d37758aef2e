"""Every error the package raises, as a tree. Each carries what it concerns and keeps its cause.

SearcherError
├── UnrecognisedPage       a page that holds no agenda items we can read
├── RefusedFile            a file that could not be read at all, or is too large
├── BadQuery               words that do not parse; knows the place
├── BadSetting             a line of a user's own file; knows file and line
├── ArchiveError           the archive cannot be opened or written
│   ├── NoArchive          there is none at that place
│   ├── UnsafeFolder       others may have put something into it
│   └── ArchiveBusy        another process is writing
├── BadBackup              a file that is no whole backup; knows the file and why
├── IndexUnusable          the index is missing, damaged or of another make
│   └── IndexNotReady      another command is still writing it
├── CrawlError             the crawler could not get something
│   ├── FetchFailed        this page, now; another one may do
│   ├── FetchRefused       this page is not ours to fetch: robots.txt, another site
│   └── PortalStops        nothing more from this portal in this run
│       ├── PortalUnreachable  it does not answer, or cannot be trusted
│       ├── PortalBlocked  it lets no crawler in
│       ├── PortalResting  it asks for a longer rest; knows until when
│       └── BudgetSpent    as many requests were made as are allowed
├── CannotSchedule         no timer can be set up or taken away
├── OutletFailed           a notice could not be delivered; knows whether to try again
└── UnknownItem            no item has that id
    └── TakenDown          it had, and was taken down; knows when and why
"""

import datetime
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


class UnsafeFolder(ArchiveError):
    """An index folder, or a file in it, that others may have written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} was not opened: {reason}")
        self.path = path
        self.reason = reason


class ArchiveBusy(ArchiveError):
    """Another process is writing to the archive."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"another command is writing to {folder}. Try again when it has finished")
        self.folder = folder


class BadBackup(SearcherError):
    """A file that is no backup, or not a whole one."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} cannot be restored from: {reason}")
        self.path = path
        self.reason = reason


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


class CrawlError(SearcherError):
    """The crawler could not get something from a portal."""


class FetchFailed(CrawlError):
    """A page that could not be fetched now."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


class FetchRefused(CrawlError):
    """A page that the crawler does not ask for: robots.txt forbids it, or it lies outside the portal."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


class PortalStops(CrawlError):
    """Nothing more is to be asked of a portal in this run. `portal` is its address."""

    def __init__(self, portal: str, reason: str) -> None:
        super().__init__(f"{portal}: {reason}")
        self.portal = portal
        self.reason = reason


class PortalUnreachable(PortalStops):
    """The portal does not answer, answers with nothing but failures, or cannot be trusted."""


class PortalBlocked(PortalStops):
    """The portal lets no crawler in."""


class PortalResting(PortalStops):
    """The portal asked for a rest too long to wait for. `until` is when it is over."""

    def __init__(self, portal: str, until: datetime.datetime) -> None:
        super().__init__(
            portal, f"it asks to be left alone until {until:%Y-%m-%d %H:%M} {until.tzname() or ''}".strip()
        )
        self.until = until


class NoPortal(PortalStops):
    """No committees are listed at an address: it is none of a portal."""

    def __init__(self, portal: str) -> None:
        super().__init__(portal, "it lists no committees, as a ModernGov portal does. Does the address lack a folder?")


class BudgetSpent(PortalStops):
    """As many requests were made as are allowed."""

    def __init__(self, portal: str, requests: int) -> None:
        super().__init__(portal, "the requests allowed for today have been made (requests_per_day in settings.toml)")
        self.requests = requests


class OutletFailed(SearcherError):
    """Notices could not be delivered. Where `again` is false, that is of no use before the settings change."""

    def __init__(self, reason: str, *, again: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.again = again


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


class CannotSchedule(SearcherError):
    """A timer that cannot be told in the scheduler's words, or that the machine does not take."""


def with_place(error: Exception) -> str:
    """An error that nobody expected, with the file and line where it was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}, line {trace.tb_lineno}" if trace is not None else "an unknown place"
    return f"{error!r} at {place}"
