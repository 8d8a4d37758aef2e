"""Where a portal's redirect leads, and whether it may be followed. Pure."""

import re
from enum import StrEnum
from urllib.parse import urljoin, urlsplit, urlunsplit

from msgspec import Struct

from searcher.crawler.addresses import is_error_page, is_within, without_session

STATUSES = frozenset({301, 302, 303, 307, 308})
_LONGEST = 8_000  # characters that servers commonly take


class Way(StrEnum):
    """Where a redirect leads."""

    ONWARD = "within the portal"
    ERROR_PAGE = "to the portal's error page"
    OUTSIDE = "outside the portal"
    OTHER_SITE = "to another site"
    INSECURE = "from https to http"
    BROKEN = "to a broken address"


class Hop(Struct, frozen=True):
    """One redirect: which way, and to which address."""

    way: Way
    url: str

    @property
    def host(self) -> str:
        """The host it leads to."""
        return urlsplit(self.url).hostname or ""


def hop(base: str, page: str, location: str) -> Hop:
    """What a Location header on a page of the portal at `base` means.

    A portal may move from http to https on its own host, and nowhere else.
    """
    try:
        url = urljoin(page, re.sub(r"[\r\n\t]+", "", location).strip().replace(" ", "%20")).partition("#")[0]
        return Hop(_way(base, url) if is_sound(url) else Way.BROKEN, url)
    except ValueError:
        return Hop(Way.BROKEN, page)


def _way(base: str, url: str) -> Way:
    home, there = urlsplit(base), urlsplit(url)
    if there.scheme not in ("http", "https") or not there.hostname or there.port == 0 or "@" in there.netloc:
        return Way.BROKEN
    if there.hostname != home.hostname:
        return Way.OTHER_SITE
    if is_error_page(url):  # which is not fetched, wherever it is
        return Way.ERROR_PAGE
    if (home.scheme, there.scheme) == ("https", "http"):
        return Way.INSECURE
    if home.scheme == there.scheme and not is_within(_root(url), base):
        return Way.OTHER_SITE
    return Way.ONWARD if is_within(moved(base, url), without_session(url)) else Way.OUTSIDE


def is_sound(url: str) -> bool:
    """Whether an address is short enough and without control characters."""
    return len(url) <= _LONGEST and url.isprintable()


def moved(base: str, url: str) -> str:
    """A portal's address, at the scheme, host and port of another address."""
    there = urlsplit(url)
    return urlunsplit((there.scheme, there.netloc, *urlsplit(base)[2:]))


def is_upgrade(base: str, url: str) -> bool:
    """Whether an address is a portal's own at https on the same host."""
    here, there = urlsplit(base), urlsplit(url)
    return there.scheme == "https" and (here.hostname, here.path) == (there.hostname, there.path)


def _root(url: str) -> str:
    there = urlsplit(url)
    return urlunsplit((there.scheme, there.netloc, "/", "", ""))
