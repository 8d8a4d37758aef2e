"""The kinds of faults: `KINDS` names them all, and each one's docstring says what a visitor meets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from email.utils import format_datetime
from random import Random
from typing import Literal

from sample_portal import stubs
from sample_portal.answers import HTML, Answer, redirect, refusal, text
from sample_portal.oversize import HUGE_MEGABYTES, MEGABYTE, bomb, filling
from sample_portal.visit import Visit


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong with the requests whose `path?query` the expression finds, in any case of letters.

    The first `after` of them are spared, and then `times` of them are hit, or all. `retry_after` is seconds, words
    for the header, or "date": the moment `seconds` from now. `to` is where a redirect leads, or another charset.
    """

    kind: str
    match: str = ""
    times: int | None = None
    after: int = 0
    seconds: float = 30
    retry_after: int | str | Literal["date"] | None = None
    to: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no fault is called {self.kind!r}; there are {', '.join(sorted(KINDS))}")


Act = Callable[[Visit, Fault], None]
KINDS: dict[str, Act] = {}


def _kind(name: str) -> Callable[[Act], Act]:
    def named(act: Act) -> Act:
        KINDS[name] = act
        return act

    return named


# Time.


@_kind("slow")
def _slow(visit: Visit, fault: Fault) -> None:
    """The answer comes after `seconds`: the clock is moved on, a real one is waited for."""
    visit.clock.sleep(fault.seconds)


@_kind("time-out")
def _time_out(visit: Visit, fault: Fault) -> None:
    """No answer at all until the visitor hangs up or the portal stops."""
    visit.wire.wait_for_hang_up(visit.stopped)


@_kind("stall")
def _stall(visit: Visit, fault: Fault) -> None:
    """Half of the body, and then silence until the visitor hangs up or the portal stops."""
    visit.begin(visit.honest.headers, visit.honest.status)
    visit.wire.write(_half(visit.honest))
    visit.wire.wait_for_hang_up(visit.stopped)


# The connection.


@_kind("refused")
def _refused(visit: Visit, fault: Fault) -> None:
    """The connection is closed without a single byte."""
    visit.wire.hang_up()


@_kind("reset")
def _reset(visit: Visit, fault: Fault) -> None:
    """The connection is reset in the middle of the body."""
    visit.begin(visit.honest.headers, visit.honest.status)
    visit.wire.write(_half(visit.honest))
    visit.over()
    visit.wire.reset()


@_kind("truncated")
def _truncated(visit: Visit, fault: Fault) -> None:
    """The connection ends after half of the announced body."""
    visit.begin(visit.honest.headers, visit.honest.status)
    visit.wire.write(_half(visit.honest))
    visit.wire.hang_up()


@_kind("truncated-chunked")
def _truncated_chunked(visit: Visit, fault: Fault) -> None:
    """The connection ends in the middle of a chunk, and the last chunk never comes."""
    visit.begin(_chunked(visit.honest), visit.honest.status)
    visit.wire.write(b"%x\r\n" % len(visit.honest.body) + _half(visit.honest))
    visit.wire.hang_up()


@_kind("short-length")
def _short_length(visit: Visit, fault: Fault) -> None:
    """`Content-Length` is half of what is sent."""
    length = str(len(_half(visit.honest)))
    visit.begin(_with(visit.honest, "Content-Length", length), visit.honest.status)
    visit.over()
    visit.wire.write(visit.honest.body)
    visit.wire.hang_up()


# Refusals.


def _busy(visit: Visit, fault: Fault) -> None:
    visit.send(refusal(int(fault.kind), tuple(_retry_after(visit, fault))))


def _retry_after(visit: Visit, fault: Fault) -> Iterator[tuple[str, str]]:
    if fault.retry_after == "date":
        moment = visit.clock.now() + timedelta(seconds=fault.seconds)
        yield "Retry-After", format_datetime(moment, usegmt=True)
    elif fault.retry_after is not None:
        yield "Retry-After", str(fault.retry_after)


@_kind("429")
def _too_many(visit: Visit, fault: Fault) -> None:
    """429, with the `Retry-After` that `retry_after` asks for."""
    _busy(visit, fault)


@_kind("503")
def _unavailable(visit: Visit, fault: Fault) -> None:
    """503, with the `Retry-After` that `retry_after` asks for."""
    _busy(visit, fault)


@_kind("500")
def _broken(visit: Visit, fault: Fault) -> None:
    """500; a burst of them with `times`."""
    _busy(visit, fault)


@_kind("404")
def _missing(visit: Visit, fault: Fault) -> None:
    """404, which the portal itself never says of a page."""
    _busy(visit, fault)


@_kind("forbidden")
def _forbidden(visit: Visit, fault: Fault) -> None:
    """A bare 403, as IIS gives it to scripts."""
    visit.send(Answer(stubs.FORBIDDEN, HTML, 403))


@_kind("incapsula")
def _incapsula(visit: Visit, fault: Fault) -> None:
    """Incapsula's 212 bytes, with status 200."""
    visit.send(Answer(stubs.INCAPSULA))


@_kind("cloudflare-403")
def _cloudflare_403(visit: Visit, fault: Fault) -> None:
    """Cloudflare's "Just a moment…" with status 403."""
    visit.send(Answer(stubs.CLOUDFLARE, HTML, 403, (("cf-mitigated", "challenge"),)))


@_kind("cloudflare-503")
def _cloudflare_503(visit: Visit, fault: Fault) -> None:
    """Cloudflare's "Just a moment…" with status 503, as it was in earlier years."""
    visit.send(Answer(stubs.CLOUDFLARE, HTML, 503))


@_kind("barracuda")
def _barracuda(visit: Visit, fault: Fault) -> None:
    """Barracuda's refusal, with status 200."""
    visit.send(Answer(stubs.BARRACUDA))


# Other pages in the place of the right one.


@_kind("error-redirect")
def _error_redirect(visit: Visit, fault: Fault) -> None:
    """302 to mgError.aspx, which answers 200."""
    visit.send(redirect(f"{visit.root}mgError.aspx"))


@_kind("error-page")
def _error_page(visit: Visit, fault: Fault) -> None:
    """A page that says an error occurred, with status 200, at the right address."""
    words = '<p class="mgErrorTxt" >An error occurred while the page was made.</p>'
    visit.send(
        text(f'<html><head><title>Error</title></head><body><div id="modgov"><h1>Error</h1>{words}</div></body></html>')
    )


@_kind("empty-item")
def _empty_item(visit: Visit, fault: Fault) -> None:
    """An item's page in the right frame with nothing in it."""
    visit.send(Answer(stubs.EMPTY_ITEM))


@_kind("sharepoint")
def _sharepoint(visit: Visit, fault: Fault) -> None:
    """SharePoint's error page, with status 200."""
    visit.send(Answer(stubs.SHAREPOINT))


@_kind("script-redirect")
def _script_redirect(visit: Visit, fault: Fault) -> None:
    """A page whose script would move a browser to https, with status 200."""
    visit.send(Answer(stubs.SCRIPTED_MOVE))


# Redirects.


@_kind("redirect-loop")
def _redirect_loop(visit: Visit, fault: Fault) -> None:
    """302 to the very same address."""
    visit.send(redirect(visit.target))


@_kind("redirect-away")
def _redirect_away(visit: Visit, fault: Fault) -> None:
    """302 off the site, to `to` or to a host that cannot exist."""
    visit.send(redirect(fault.to or f"https://elsewhere.invalid{visit.target}"))


@_kind("redirect-https")
def _redirect_https(visit: Visit, fault: Fault) -> None:
    """301 to the same address with https, where nobody answers in that language."""
    host = visit.root.split("/")[2]
    visit.send(redirect(f"https://{host}{visit.target}", 301))


# Bodies.


@_kind("wrong-charset")
def _wrong_charset(visit: Visit, fault: Fault) -> None:
    """The right body under the name of another charset: `to`, or utf-16."""
    kind = visit.honest.kind.split(";")[0]
    visit.send(replace(visit.honest, kind=f"{kind}; charset={fault.to or 'utf-16'}"))


@_kind("empty")
def _empty(visit: Visit, fault: Fault) -> None:
    """Status 200 and nothing else."""
    visit.send(Answer(b""))


@_kind("garbage")
def _garbage(visit: Visit, fault: Fault) -> None:
    """Status 200, the right type, and bytes that are no text."""
    visit.send(Answer(Random(1).randbytes(4096), visit.honest.kind))


@_kind("not-http")
def _not_http(visit: Visit, fault: Fault) -> None:
    """Bytes in place of a status line."""
    visit.over()
    visit.wire.write(b"\x16\x03\x01\x00\x02 this is no answer\r\n\r\n")
    visit.wire.hang_up()


@_kind("huge")
def _huge(visit: Visit, fault: Fault) -> None:
    """300 MB of HTML in chunks, without a word of warning."""
    visit.begin(_chunked(visit.honest))
    chunk = b"%x\r\n%s\r\n" % (MEGABYTE, filling())
    visit.wire.write_all((*[chunk] * HUGE_MEGABYTES, b"0\r\n\r\n"))


@_kind("huge-announced")
def _huge_announced(visit: Visit, fault: Fault) -> None:
    """300 MB of HTML, with its length told."""
    visit.begin(_with(visit.honest, "Content-Length", str(HUGE_MEGABYTES * MEGABYTE)))
    visit.wire.write_all([filling()] * HUGE_MEGABYTES)


@_kind("gzip-bomb")
def _gzip_bomb(visit: Visit, fault: Fault) -> None:
    """About one megabyte of gzip that becomes one gigabyte of zeros."""
    visit.send(Answer(bomb(), extra=(("Content-Encoding", "gzip"),)))


def _half(answer: Answer) -> bytes:
    return answer.body[: len(answer.body) // 2]


def _with(answer: Answer, name: str, value: str) -> list[tuple[str, str]]:
    return [*((key, old) for key, old in answer.headers if key != name), (name, value)]


def _chunked(answer: Answer) -> list[tuple[str, str]]:
    kept = [(key, value) for key, value in answer.headers if key != "Content-Length"]
    return [*kept, ("Transfer-Encoding", "chunked")]
