"""What a portal's addresses tell: the ids in them, and where a link leads. Never raises: pages hold broken links."""

import re
from urllib.parse import SplitResult, parse_qs, urljoin, urlsplit

_PORTAL_PAGE = re.compile(r"(?:^|/)(?:ie|mg|ce|uu|ec)[a-z0-9]+\.(?:aspx|asmx)\b", re.IGNORECASE)


def is_portal_page(address: str) -> bool:
    """Whether an address is one of a portal's own pages, such as "https://…/ieListDocuments.aspx?MId=1"."""
    parts = _split(address)
    return parts.scheme in ("http", "https") and _PORTAL_PAGE.search(parts.path) is not None


def query_value(address: str, *names: str) -> str | None:
    """A number in a link's parameters, whatever their case: ModernGov writes MId, MID and MeetingId."""
    for key, values in parse_qs(_split(address).query).items():
        if key.lower() in names and re.fullmatch(r"[0-9]{1,12}", values[0]):
            return values[0]
    return None


def attachment_id(address: str) -> str | None:
    """A report's id, the same for `documents/s112217/x.pdf` and `mgConvert2PDF.aspx?ID=112217`."""
    if match := re.search(r"documents/(s\d+)/", address, re.IGNORECASE):
        return match[1].lower()
    if re.search(r"mgConvert2PDF\.aspx", address, re.IGNORECASE) and (number := query_value(address, "id")):
        return f"s{number}"
    return None


def joined(base: str, address: str) -> str:
    """Where a link leads from a page; the link as it is when it leads nowhere ("http://[")."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # "http://[" is no address
        return urlsplit("")
