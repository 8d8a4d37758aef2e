"""What a portal's answer is: a page, one that does not exist, a guard that lets no program in, or a failure."""

import re
from enum import StrEnum

from msgspec import Struct

from searcher.crawler.addresses import is_error_page
from searcher.decoding import decoded
from searcher.hrefs import page_name


class Answer(Struct, frozen=True):
    """What a portal answered in the end; `error_page` when it led to the portal's own page for errors."""

    url: str
    status: int
    content: bytes
    content_type: str = ""
    error_page: bool = False


class Verdict(StrEnum):
    """What an answer is."""

    PAGE = "page"
    MISSING = "missing"
    BLOCKED = "blocked"
    FAILED = "failed"


# Guards stand before the portal. Their scripts are on good pages too, so that only pages without a part named modgov
# are asked for these marks. Incapsula's own page is about 200 bytes with `<script src="/_Incapsula_Resource?…">`.
_GUARDS = {
    "Incapsula": re.compile(
        r"Incapsula incident|Request unsuccessful\. Incapsula|^.{0,4000}_Incapsula_Resource.{0,4000}$", re.I | re.DOTALL
    ),
    "Cloudflare": re.compile(
        r"_cf_chl_opt|cf-browser-verification|challenge-platform/h/|<title>Just a moment\.\.\.|"
        r"Attention Required! \| Cloudflare|Sorry, you have been blocked|error code: 10(?:0[5-9]|10|12|20)\b",
        re.IGNORECASE,
    ),
    "Barracuda": re.compile(r"Barracuda", re.IGNORECASE),
}
_PORTAL = re.compile(
    r"""<[a-z][a-z0-9]*\s(?:[^<>]*\s)?id\s*=\s*(?:"\s*modgov\s*"|'\s*modgov\s*'|modgov[\s/>])""", re.IGNORECASE
)
_XML = re.compile(r"\s*<(?:\?xml|rss|committees|getmeetings|meeting)\b", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|script)\b", re.IGNORECASE)
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_SHAREPOINT = re.compile(r"SharePoint|/_layouts/", re.IGNORECASE)
_SENT_ON = re.compile(r"<script\b|http-equiv\s*=\s*.?refresh", re.IGNORECASE)
_MARKUP = re.compile(
    r"<(script|style|title)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^>]*(?:>|\Z)", re.IGNORECASE | re.DOTALL
)
REFUSALS = frozenset({401, 403})  # statuses
_FEW = 40  # characters: what is left of a page that only sends the browser elsewhere


def judged(answer: Answer) -> tuple[Verdict, str]:
    """What an answer is, and why, in words for people; no reason for a page."""
    if answer.error_page or is_error_page(answer.url):
        return Verdict.MISSING, "the portal has no such page"
    is_pdf = answer.content.startswith(b"%PDF-")
    text = "" if is_pdf else decoded(answer.content)
    is_page = is_pdf or (text is not None and _is_page(answer.url, text))
    if text and not is_page and (guard := _guard_of(text)):
        return Verdict.BLOCKED, f"{guard} stands before the portal and lets no program in ({answer.status})"
    if answer.status in (404, 410):
        return Verdict.MISSING, f"there is no such page ({answer.status})"
    if not 200 <= answer.status < 300:
        return Verdict.FAILED, _refusal(answer.status)
    return (Verdict.PAGE, "") if is_page else (Verdict.FAILED, _why_no_page(text))


def is_cut_off(content: bytes) -> bool:
    """Whether HTML ends before the page does."""
    return _HTML.search(str(content[:2000], "latin-1")) is not None and not _END.search(str(content[-2000:], "latin-1"))


def _is_page(url: str, text: str) -> bool:
    """Whether a text is the portal's own: HTML with a part named modgov, XML, or its rules for robots."""
    if _PORTAL.search(text):
        return True
    is_html = _HTML.search(text[:2000]) is not None
    return not is_html and (_XML.match(text) is not None or page_name(url) == "robots.txt")


def _guard_of(text: str) -> str | None:
    return next((guard for guard, mark in _GUARDS.items() if mark.search(text)), None)


def _refusal(status: int) -> str:
    if status in REFUSALS:
        return f"the portal refuses it ({status})"
    if status == 429:
        return "the portal asks for fewer requests (429)"
    return f"the portal's server failed ({status})" if status >= 500 else f"the portal answered with {status}"


def _why_no_page(text: str | None) -> str:
    if text is None:
        return "neither a page of the portal nor a PDF"
    if not text.strip():
        return "the answer is empty"
    if _SHAREPOINT.search(text):
        return "a SharePoint error page, not the portal's"
    if _SENT_ON.search(text) and len(_MARKUP.sub("", text).strip()) < _FEW:
        return "a script that redirects the browser, not a page"
    return "not a page of the portal: it has no part named modgov"
