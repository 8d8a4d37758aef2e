"""Whose portal an address is. Pure: addresses in, names out."""

import re
from urllib.parse import urlsplit

from searcher.crawler.addresses import without_session
from searcher.hrefs import host_of

# Host names that say "portal", not which council: democracy.example.gov.uk, moderngov.example.gov.uk …
_SERVICE = re.compile(
    r"^(?:www\d?|democracy|moderngov|modgov|mgov|mygov|mg|committees?|council|councillors|meetings|minutes(?:-\d)?|"
    r"mycouncil|cds|cms|cabinet|cabnet|governance|glostext|present|decisionmaking|decisions|rds|edemocracy|democratic|"
    r"councilportal|online|business|democratiaeth|busnes)$",
    re.IGNORECASE,
)
# What stands below a portal's own address.
_BELOW = re.compile(r"/(?:documents(?:/.*)?|[^/]*\.(?:aspx|asmx|pdf|html?)(?:/.*)?)$", re.IGNORECASE)
_SUFFIX = re.compile(
    r"\.(?:gov\.uk|gov\.wales|llyw\.cymru|moderngov\.co\.uk|org\.uk|co\.uk|info|ie|wales|cymru|uk|com|org)$", re.I
)


def council_from(url: str) -> str | None:
    """A council's short name from an address of its portal: "moderngov.rotherham.gov.uk" gives "rotherham".

    None when the address names no host that could be a council's.
    """
    host = host_of(url)
    if not host or host == "localhost" or re.fullmatch(r"[\d.:]+", host):
        return None
    named = _SUFFIX.sub("", host)
    labels = [
        label for label in (named if named != host else host.rpartition(".")[0]).split(".") if not _SERVICE.match(label)
    ]
    return labels[-1] if labels and re.fullmatch(r"[a-z0-9-]+", labels[-1]) else None


def portal_address(url: str) -> str | None:
    """A portal's address from that of any of its pages; None for what is no web address.

    "https://x.gov.uk/mg/ieDocHome.aspx?bcr=1" gives "https://x.gov.uk/mg/".
    """
    try:
        parts = urlsplit(without_session(url.strip()))
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):  # "http://[" is no address, nor is a port beyond 65535
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or parts.username is not None:
        return None
    folder = _BELOW.sub("/", parts.path).rstrip("/")
    if re.search(r"[\s\\%]|\.\.", f"{host}{folder}"):
        return None
    return f"{parts.scheme.lower()}://{f'[{host}]' if ':' in host else host}{port}{folder}/"
