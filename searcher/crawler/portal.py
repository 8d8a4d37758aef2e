"""Whose portal an address is. Pure: addresses in, names out."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

# Host names that say "portal", not which council: democracy.example.gov.uk, moderngov.example.gov.uk …
_SERVICE = re.compile(
    r"^(?:www\d?|democracy|moderngov|modgov|mgov|mygov|mg|committees?|council|councillors|meetings|minutes(?:-\d)?|"
    r"mycouncil|cds|cms|cabinet|cabnet|governance|glostext|present|decisionmaking|decisions|rds|edemocracy|democratic|"
    r"councilportal|online|business|democratiaeth|busnes)$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"\.(?:gov\.uk|gov\.wales|llyw\.cymru|moderngov\.co\.uk|org\.uk|co\.uk|info|ie|wales|cymru|uk|com|org)$", re.I
)


@dataclass(frozen=True, slots=True)
class Portal:
    """A council's portal. `url` ends with "/": "https://moderngov.oakham.gov.uk/" or "https://oakham.gov.uk/moderngov/".

    `ca` is a file with the certificate that vouches for the portal, where the usual ones do not.
    """

    council: str
    url: str
    ca: Path | None = None


def council_from(url: str) -> str | None:
    """A council's short name from an address of its portal: "moderngov.rotherham.gov.uk" gives "rotherham".

    None when the address names no host that could be a council's.
    """
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:  # "http://[" is no address
        return None
    if not host or host == "localhost" or re.fullmatch(r"[\d.:]+", host):
        return None
    named = _SUFFIX.sub("", host)
    labels = [
        label for label in (named if named != host else host.rpartition(".")[0]).split(".") if not _SERVICE.match(label)
    ]
    return labels[-1] if labels and re.fullmatch(r"[a-z0-9-]+", labels[-1]) else None
