"""The forms of a portal's addresses. Pure."""

import re
from urllib.parse import SplitResult, urljoin, urlsplit

# ASP.NET without cookies puts the session into the path: /(X(1)S(abc))/ieListMeetings.aspx
_SESSION = re.compile(r"/(\((?:[A-Z]\([^()/]*\))+\))(?=/|$)", re.IGNORECASE)


def resolved(base: str, href: str) -> str | None:
    """An address as a portal wrote it, absolute; None for what is not the portal's."""
    try:
        url = urljoin(base, re.sub(r"[\r\n\t]+", "", href).strip().replace(" ", "%20"))
    except ValueError:
        return None
    return url if is_within(base, without_session(url)) else None


def is_within(base: str, url: str) -> bool:
    """Whether an address is the portal's: the same scheme, host and port, below its prefix."""
    try:
        home, there = urlsplit(base), urlsplit(url)
        same = _origin(home) == _origin(there) and "@" not in there.netloc
    except ValueError:
        return False
    path = there.path.lower()
    return (
        same
        and "\\" not in url
        and ".." not in re.split(r"/|%2f", path.replace("%2e", "."))
        and path.startswith(home.path.lower())
    )


def without_session(url: str) -> str:
    """An address without the segment that names a session."""
    return _SESSION.sub("", url, count=1)


def session_of(url: str) -> str | None:
    """The segment of an address that names a session: "(X(1)S(abc))"."""
    found = _SESSION.search(url)
    return found[1] if found else None


def is_error_page(url: str) -> bool:
    """Whether an address is that of the portal's error page."""
    return urlsplit(url).path.lower().endswith("/mgerror.aspx")


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)
