"""What a portal's links tell by themselves: which page, which ids. Pure, and never raises: pages hold broken links."""

import re
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit

_PORTAL_PAGE = re.compile(r"(?:^|/)(?:ie|mg|ce|uu|ec)[a-z0-9]+\.(?:aspx|asmx)\b", re.IGNORECASE)


def parts_of(href: str) -> SplitResult | None:
    """The parts of a link; None for what is broken, such as "http://["."""
    try:
        return urlsplit(href)
    except ValueError:
        return None


def host_of(address: str) -> str:
    """The host of an address, in lower case; "" without one."""
    parts = parts_of(address)
    return (parts.hostname or "") if parts else ""


def is_web_address(text: str) -> bool:
    """Whether a text is an address of a site or a folder on it: with a host, a sound port if any, and no user."""
    parts = parts_of(text)
    try:
        sound = parts is not None and (parts.port is None or parts.port > 0)
    except ValueError:  # ":99999"
        return False
    if parts is None or not sound or parts.scheme not in ("http", "https") or parts.username is not None:
        return False
    return bool(parts.hostname) and re.fullmatch(r"[!-~]+", text) is not None and not set("\\?#") & set(text)


def page_name(href: str) -> str:
    """The page a link leads to, in lower case: "ieListDocuments.aspx?MId=7" gives "ielistdocuments.aspx"."""
    parts = parts_of(href)
    return parts.path.rpartition("/")[2].lower() if parts else ""


def number_in(href: str, *names: str) -> str | None:
    """An id among a link's parameters, by its names in lower case; None without one.

    ModernGov writes MId, MID and MeetingId.
    """
    parts = parts_of(href)
    for key, value in parse_qsl(parts.query if parts else ""):
        if key.lower() in names and re.fullmatch(r"[0-9]{1,12}", value):
            return value
    return None


def attachment_of(href: str) -> str | None:
    """A report's id, the same in "documents/s112217/x.pdf" and "mgConvert2PDF.aspx?ID=112217"; None for other links."""
    if match := re.search(r"(?:^|/)documents/(s[0-9]{1,12})/", href, re.IGNORECASE):
        return match[1].lower()
    number = number_in(href, "id") if page_name(href) == "mgconvert2pdf.aspx" else None
    return f"s{number}" if number else None


def is_portal_page(address: str) -> bool:
    """Whether an address is one of a portal's own pages, such as "https://…/ieListDocuments.aspx?MId=1"."""
    parts = parts_of(address)
    return parts is not None and parts.scheme in ("http", "https") and _PORTAL_PAGE.search(parts.path) is not None


def joined(base: str, href: str) -> str:
    """Where a link leads from a page; the link as it is when it leads nowhere."""
    try:
        return urljoin(base, href)
    except ValueError:
        return href
