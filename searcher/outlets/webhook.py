"""Posts notices to a web address, signed; redirects are not followed."""

import contextlib
import http.client
import ssl
from collections.abc import Sequence

from searcher.errors import OutletFailed
from searcher.notices import Notice
from searcher.outlets.context import Context
from searcher.outlets.data import batch_id, notices_body
from searcher.outlets.kinds import Webhook
from searcher.outlets.moments import moment_of
from searcher.outlets.patience import hung_up_after
from searcher.outlets.signing import signature
from searcher.render.safe import brief

_MOST = 100  # notices in one request: many servers take a megabyte and no more
_PAUSES = (1.0, 2.0)  # seconds before the second try and the third
_LONGEST_PAUSE = 5.0  # seconds; whoever asks for more gets the notices with the next update
_READ = 4096  # bytes of an answer
_PASSING = (408, 425, 429)


class _Passing(Exception):
    """What may be another matter in a moment: why, and how many seconds the server asks to wait, if it says so."""

    def __init__(self, reason: str, pause: float = 0.0) -> None:
        super().__init__(reason)
        self.pause = pause


def post(webhook: Webhook, follow: str, notices: Sequence[Notice], context: Context) -> None:
    """Post all notices, some in each request. Raises OutletFailed; what was taken before is posted again then."""
    for start in range(0, len(notices), _MOST):
        some = notices[start : start + _MOST]
        body = notices_body(follow, context.words, some)
        _posted(webhook, f"msg_{batch_id(follow, some)}", body, context)


def _posted(webhook: Webhook, message: str, body: bytes, context: Context) -> None:
    for pause in (*_PAUSES, None):
        try:
            return _asked(webhook, message, body, context)
        except _Passing as passing:
            wait = None if pause is None else max(pause, passing.pause)
            if wait is None or wait > _LONGEST_PAUSE:
                raise OutletFailed(str(passing), again=True) from passing
            context.sleep(wait)
    return None


def _asked(webhook: Webhook, message: str, body: bytes, context: Context) -> None:
    """One request. Raises OutletFailed, or _Passing."""
    place = f"webhook at {webhook.parts.hostname}"
    try:
        status, headers = _exchange(webhook, _headers(webhook, message, body, context), body, context)
    except TimeoutError as error:  # another try would take as long
        raise OutletFailed(f"{place} does not answer", again=True) from error
    except ssl.SSLCertVerificationError as error:
        raise OutletFailed(
            f"{place} has a certificate that cannot be trusted ({error.verify_message})", again=True
        ) from error
    except (OSError, http.client.HTTPException) as error:
        raise _Passing(f"no answer from {place} ({brief(str(error)) or type(error).__name__})") from error
    _judge(place, status, headers)


def _judge(place: str, status: int, headers: http.client.HTTPMessage) -> None:
    """Raises what an answer means unless it says that the notices were taken."""
    if 200 <= status < 300:
        return
    if 300 <= status < 400:
        to = brief(headers.get("location", "")) or "nowhere"
        raise OutletFailed(f"{place} has moved ({status}) to {to}: name that address if you trust it", again=False)
    if 400 <= status < 500 and status not in _PASSING:
        raise OutletFailed(f"{place} refuses ({status})", again=False)
    raise _Passing(f"{place} answers {status}", _asked_pause(headers.get("retry-after", "")))


def _asked_pause(told: str) -> float:
    return float(told[:9]) if told.isascii() and told.isdigit() else 0.0


def _headers(webhook: Webhook, message: str, body: bytes, context: Context) -> dict[str, str]:
    seconds = int(moment_of(context.clock()).timestamp())
    signed = {"webhook-signature": signature(webhook.secret, message, seconds, body)} if webhook.secret else {}
    return {
        "Content-Type": "application/json",
        "User-Agent": f"council-minutes-search/{context.version}",
        "webhook-id": message,
        "webhook-timestamp": str(seconds),
        **signed,
    }


def _exchange(
    webhook: Webhook, headers: dict[str, str], body: bytes, context: Context
) -> tuple[int, http.client.HTTPMessage]:
    with contextlib.ExitStack() as open_things:
        connection = open_things.enter_context(contextlib.closing(_connection(webhook, context.timeout)))
        connection.connect()
        with hung_up_after(context.patience, lambda: connection.sock):
            connection.request("POST", _target(webhook), body, headers)
            answer = open_things.enter_context(contextlib.closing(connection.getresponse()))
        with contextlib.suppress(OSError, http.client.HTTPException):
            answer.read(_READ)  # for politeness: its status is what counts
        return answer.status, answer.headers


def _target(webhook: Webhook) -> str:
    parts = webhook.parts
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _connection(webhook: Webhook, timeout: float) -> http.client.HTTPConnection:
    host, port = webhook.parts.hostname or "", webhook.parts.port
    if webhook.parts.scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=timeout, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=timeout)
