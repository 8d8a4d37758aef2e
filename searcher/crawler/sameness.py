"""Whether two answers show one page: what is written anew for each request makes no other version of it.

Portals write the day of the request into the head of pages that are of no meeting's day (`DC.date`). Networks before a
portal hide addresses of mail by another key each time, and add programs with the moment
(https://developers.cloudflare.com/waf/tools/scrape-shield/email-address-obfuscation/).
"""

import datetime
import re
from collections.abc import Iterable

_PASSING = re.compile(
    rb"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--(?:-?>|.*?(?:-->|\Z))|<input\b[^<>]{0,300}\bhidden\b[^<>]{0,2000}>"
    rb"|\bdata-cfemail\s*=\s*[\"']?[0-9a-f]+|/cdn-cgi/l/email-protection#[0-9a-f]+|\bnonce\s*=\s*[\"'][^\"'<>]*",
    re.IGNORECASE | re.DOTALL,
)  # what never ends goes to the end of the page, and a tag is bounded, so that no page takes longer than its size
_DAY = re.compile(
    rb"<meta\b[^<>]{0,100}\bname=[\"']DC\.date[\"'][^<>]{0,100}\bcontent=[\"'](\d{4}-\d\d-\d\d)[\"'][^<>]{0,100}>",
    re.IGNORECASE,
)
_NEAR = datetime.timedelta(days=1)  # the day where the portal is may be another than in UTC


def shows_same(one: bytes, one_at: str | None, other: bytes, other_at: str | None) -> bool:
    """Whether two HTML pages differ in nothing that lasts, by when each was fetched (ISO 8601, where it is known)."""
    if any(content.rfind(b"<!--") > content.rfind(b"-->") for content in (one, other)):
        return one == other  # who reads a comment that never ends may take it for text
    one, other = _PASSING.sub(b"", one), _PASSING.sub(b"", other)
    days, others = _DAY.findall(one), _DAY.findall(other)
    if days != others and not (_are_of_request(days, one_at) and _are_of_request(others, other_at)):
        return False
    return _DAY.sub(b"", one) == _DAY.sub(b"", other)


def _are_of_request(days: Iterable[bytes], fetched_at: str | None) -> bool:
    """Whether all of these are the day on which a page was fetched."""
    if fetched_at is None:
        return False
    try:
        fetched = datetime.datetime.fromisoformat(fetched_at).date()
        return all(abs(datetime.date.fromisoformat(day.decode()) - fetched) <= _NEAR for day in days)
    except ValueError:
        return False
