"""The addresses of a portal's pages: how each is written, and whether a link stays inside the portal. Pure.

Pages and parameters are ModernGov's own; IIS, which serves them, takes both in any case.
"""

import re
from collections.abc import Mapping
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from searcher.listing import PageOf

# How the portal writes the address of each kind of page, where its id stands.
_PAGES = {
    PageOf.COMMITTEES: "mgListCommittees.aspx?bcr=1",
    PageOf.LIST: "ieListMeetings.aspx?CId=&Year=0",
    PageOf.MEETING: "ieListDocuments.aspx?MId=&Ver=4",
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
# fmt: off
# What a page calls its parameters besides; then how the portal writes pages and parameters.
_ALIASES = {
    "ielistdocuments.aspx": {"meetingid": "mid", "committeeid": "cid"},
    "ielistmeetings.aspx": {"committeeid": "cid"},
}
_WRITTEN = {
    name.lower(): name
    for name in (
        *(re.split(r"[/?]", page)[0] for page in _PAGES.values()), "mgCommitteeDetails.aspx", "mgConvert2PDF.aspx",
        "ID", "MId", "CId", "AIId", "Ver", "Year", "Act", "D", "MD", "T",
    )
}
# fmt: on
_NOISE = frozenset(("bcr", "xxr", "now", "prid"))  # they change how a page is reached, never what it says
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


def attachment_of(href: str) -> str | None:
    """A report's id, the same in "documents/s112217/x.pdf" and "mgConvert2PDF.aspx?ID=112217"; None for other links."""
    if match := re.search(r"(?:^|/)documents/(s[0-9]{1,12})/", href, re.IGNORECASE):
        return match[1].lower()
    number = number_in(href, "id") if page_name(href) == "mgconvert2pdf.aspx" else None
    return f"s{number}" if number else None


def canonical(url: str) -> str:
    """The one way to write an address that can be written in many; as it is when it is broken.

    Without session, fragment and parameters that carry nothing; parameters by name; names as the portal writes them.
    """
    parts = _split(without_session(url))
    if parts is None:
        return url
    folder, _, page = parts.path.rpartition("/")
    aliases = _ALIASES.get(page.lower(), {})
    given = ((aliases.get(name.lower(), name), value) for name, value in parse_qsl(parts.query, keep_blank_values=True))
    wanted: dict[str, str] = {}
    for name, value in given:
        if name.lower() not in _NOISE:
            wanted.setdefault(_WRITTEN.get(name.lower(), name), value)
    path = f"{folder}/{_WRITTEN.get(page.lower(), page)}"
    return urlunsplit((parts.scheme, parts.netloc.lower(), path, _in_order(wanted), ""))


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
    outer, inner = _split(base), _split(url)
    if outer is None or inner is None or len(url) > _LONGEST or _FORBIDDEN.search(url):
        return False
    if _origin(outer) is None or _origin(outer) != _origin(inner):
        return False
    path, prefix = _without_session(inner.path), outer.path.rstrip("/") + "/"
    return path.lower().startswith(prefix.lower()) and _goes_down(inner.path)


def without_session(url: str) -> str:
    """An address without the session some portals write into it: "/(X(1)S(abc))/mgAi.aspx" gives "/mgAi.aspx"."""
    parts = _split(url)
    return url if parts is None else urlunsplit(parts._replace(path=_without_session(parts.path)))


def session_of(url: str) -> str | None:
    """The session written into an address, such as "(X(1)S(abc))"; None without one."""
    parts = _split(url)
    match = _SESSION.search(parts.path) if parts else None
    return match[1] if match else None


def is_error_page(url: str) -> bool:
    """Whether an address is that of the portal's page for errors, to which it redirects what it does not have."""
    return page_name(url) == "mgerror.aspx"


def page_name(href: str) -> str:
    """The page a link leads to, in lower case: "ieListDocuments.aspx?MId=7" gives "ielistdocuments.aspx"."""
    parts = _split(href)
    return parts.path.rpartition("/")[2].lower() if parts else ""


def number_in(href: str, *names: str) -> str | None:
    """An id among a link's parameters, by its names in lower case; None without one."""
    parts = _split(href)
    for key, value in parse_qsl(parts.query if parts else ""):
        if key.lower() in names and re.fullmatch(r"[0-9]{1,12}", value):
            return value
    return None


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:  # "http://["
        return None


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
