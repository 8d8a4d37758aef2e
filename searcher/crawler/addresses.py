"""The addresses of a portal's pages: how each is written, and whether a link stays inside the portal. Pure.

Pages and parameters are ModernGov's own; IIS, which serves them, takes both in any case.
"""

import re
from collections.abc import Mapping
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from searcher.hrefs import page_name, parts_of
from searcher.listing import PageOf

# How the portal writes the address of each kind of page, where its id stands.
_PAGES = {
    PageOf.COMMITTEES: "mgListCommittees.aspx?bcr=1",
    PageOf.LIST: "ieListMeetings.aspx?CId=&Year=0",
    PageOf.MEETING: "ieListDocuments.aspx?MId=&Ver=4",
    PageOf.OLDER_MEETING: "ceListDocuments.aspx?MeetingId=",
    PageOf.ITEM: "mgAi.aspx?ID=",
    PageOf.ATTENDANCE: "mgMeetingAttendance.aspx?ID=",
    PageOf.DECISION: "ieDecisionDetails.aspx?AIId=",
    PageOf.NEWS: "mgWhatsNew.aspx?bcr=1",
    PageOf.FEED: "mgRss.aspx?XXR=0",
    PageOf.SERVICE_COMMITTEES: "mgWebService.asmx/GetCommittees",
    PageOf.SERVICE_MEETINGS: "mgWebService.asmx/GetMeetings?lCommitteeId=0&sFromDate=0&sToDate=0",
    PageOf.SERVICE_MEETING: "mgWebService.asmx/GetMeeting?lMeetingId=",
}
# What some portals answer instead of these: those without the page, or without the parameter for all years.
_OTHER_PAGES = {
    PageOf.COMMITTEES: ("mgCommitteeStructure.aspx", "ieDocHome.aspx?bcr=1"),
    PageOf.LIST: ("ieListMeetings.aspx?CommitteeId=",),
}
_SESSION = re.compile(r"/(\((?:[AFSX]\([^()/?#]*\))+\))(?=/|$)", re.IGNORECASE)  # ASP.NET's cookieless sessions
_FORBIDDEN = re.compile(r"[^\x21-\x7e]|\\")
_LONGEST = 4096  # IIS takes no longer ones (maxUrl)
_LAYERS = 4  # of encoding; nobody writes more
_PORTS = {"http": 80, "https": 443}


def page_url(base: str, kind: PageOf, id: str = "", **more: str | None) -> str:  # noqa: A002 - the portal's own word
    """The address of a page of one kind, such as `page_url(base, PageOf.MEETING, "10221", CId="711")`.

    `more` are parameters in the portal's words; those that are None are left out.
    """
    return f"{base}{_filled(_PAGES[kind], id, more)}"


def other_addresses(kind: PageOf, id: str = "") -> tuple[str, ...]:  # noqa: A002 - the portal's own word
    """Addresses below the portal's that may give what the usual one does not."""
    return tuple(_filled(form, id, {}) for form in _OTHER_PAGES.get(kind, ()))


def _filled(form: str, number: str, more: Mapping[str, str | None]) -> str:
    page, _, query = form.partition("?")
    wanted = {key: value or number for key, value in parse_qsl(query, keep_blank_values=True)}
    wanted |= {key: value for key, value in more.items() if value is not None}
    return page + (f"?{_in_order(wanted)}" if wanted else "")


def resolved(base: str, href: str) -> str | None:
    """The absolute address a link leads to, as it can be asked for: line breaks gone, spaces encoded, no fragment.

    None for what is outside the portal, no web address, broken, or a place on the page itself.
    """
    href = re.sub(r"[\r\n\t]+", "", href).strip(" ").partition("#")[0]
    if not href or len(href) > _LONGEST or "\\" in href:
        return None
    try:
        scheme, netloc, path, query, _ = urlsplit(urljoin(base, href))
    except ValueError:  # "http://["
        return None
    url = urlunsplit((scheme, netloc, _encoded(path, ""), _encoded(query, "?"), ""))
    return url if is_within(base, url) else None


def is_within(base: str, url: str) -> bool:
    """Whether an address is of the portal at `base`: same scheme, host and port, and below its path."""
    outer, inner = parts_of(base), parts_of(url)
    if outer is None or inner is None or len(url) > _LONGEST or _FORBIDDEN.search(url):
        return False
    if _origin(outer) is None or _origin(outer) != _origin(inner):
        return False
    path, prefix = _without_session(inner.path), outer.path.rstrip("/") + "/"
    return path.lower().startswith(prefix.lower()) and _goes_down(inner.path)


def without_session(url: str) -> str:
    """An address without the session some portals write into it: "/(X(1)S(abc))/mgAi.aspx" gives "/mgAi.aspx"."""
    parts = parts_of(url)
    return url if parts is None else urlunsplit(parts._replace(path=_without_session(parts.path)))


def session_of(url: str) -> str | None:
    """The session written into an address, such as "(X(1)S(abc))"; None without one."""
    parts = parts_of(url)
    match = _SESSION.search(parts.path) if parts else None
    return match[1] if match else None


def is_error_page(url: str) -> bool:
    """Whether an address is that of the portal's page for errors, to which it redirects what it does not have."""
    return page_name(url) == "mgerror.aspx"


def _origin(parts: SplitResult) -> tuple[str, str, int] | None:
    """Scheme, host and port; None for no web address, or one that hides its host behind a user's name."""
    try:
        port = parts.port or _PORTS[parts.scheme]
    except (KeyError, ValueError):  # "mailto:", "https://host:port"
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname and "@" not in parts.netloc else None


def _without_session(path: str) -> str:
    return _SESSION.sub("", path)


def _goes_down(path: str) -> bool:
    """Whether no part of a path leads upwards, also when it is encoded, even twice."""
    if re.search(r"%(?![0-9A-Fa-f]{2})", path):
        return False
    for _ in range(_LAYERS):
        if re.search(r"[\x00-\x1f\x7f\\]", path) or any(map(_is_dots, path.split("/"))):
            return False
        if (decoded := unquote(path, errors="replace")) == path:
            return True
        path = decoded
    return False


def _is_dots(part: str) -> bool:
    """Whether a part of a path is "." or "..", as Windows (".. ") and some servers ("..;x") read it too."""
    return set(part.partition(";")[0].strip()) == {"."}


def _encoded(text: str, also: str) -> str:
    """A path or query as it may be sent: spaces and other letters encoded, what is encoded already left."""
    stray = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    return quote(stray, safe=f"/%:@!$&'()*+,;=~{also}", errors="replace")


def _in_order(wanted: dict[str, str]) -> str:
    """Parameters as a query, by name."""
    return urlencode(sorted(wanted.items(), key=lambda pair: pair[0].lower()), quote_via=quote, safe="/:,")
