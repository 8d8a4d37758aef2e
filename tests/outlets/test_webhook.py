"""Notices posted to a real server: signed, tried again where that may help, and never sent elsewhere."""

import base64
import hashlib
import hmac
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import trustme
from noticed import CHANGED, NOW, ONE, context, many

from searcher.errors import OutletFailed
from searcher.notices import Notice
from searcher.outlets import Webhook, deliver

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
SECONDS = 1775795400  # of NOW
Answer = Callable[[BaseHTTPRequestHandler], None]


class Receiver:
    """Keeps what is posted; answers with one status after another, the last again and again, or as a function does."""

    def __init__(self, *answers: int | Answer, **headers: str) -> None:
        self.answers, self.headers = list(answers), headers
        self.taken: list[tuple[str, dict[str, str], bytes]] = []

    def handle(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["content-length"]))
        self.taken.append((request.path, {key.lower(): value for key, value in request.headers.items()}, body))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if callable(answer):
            return answer(request)
        request.send_response(answer)
        for key, value in self.headers.items():
            request.send_header(key.replace("_", "-"), value)
        request.end_headers()
        return None


@pytest.fixture
def served() -> Iterator[Callable[..., str]]:
    """Serves a receiver; gives its address."""
    running: list[ThreadingHTTPServer] = []

    def serve(receiver: Receiver, tls: ssl.SSLContext | None = None) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver.handle(self)

            def log_message(self, *_: Any) -> None:
                """Nothing."""

        server = Quiet(("127.0.0.1", 0), Handler)
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        running.append(server)
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        return f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"

    yield serve
    for server in running:
        server.shutdown()
        server.server_close()


class Quiet(ThreadingHTTPServer):
    """Says nothing of clients that hang up."""

    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Nothing."""


def tell(url: str, notices: list[Notice] | None = None, secret: str | None = SECRET, **told: Any) -> None:
    told.setdefault("timeout", 20.0)
    deliver(Webhook(url, secret), "allotments", notices or [ONE, CHANGED], context(**told))


def failure(url: str, **told: Any) -> tuple[str, bool]:
    with pytest.raises(OutletFailed) as failed:
        tell(url, **told)
    return failed.value.reason, failed.value.again


def test_a_receiver_knows_whose_the_notices_are(served: Callable[..., str]) -> None:
    receiver = Receiver(204)
    tell(served(receiver) + "/in?key=1")

    ((path, headers, body),) = receiver.taken
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert (path, headers["webhook-timestamp"]) == ("/in?key=1", str(SECONDS))
    assert (headers["content-type"], headers["user-agent"]) == ("application/json", "council-minutes-search/1.2.3")
    told = json.loads(body)
    assert {key: told[key] for key in ("schema", "follow", "words")} == {
        "schema": "council-minutes-notices/1", "follow": "allotments", "words": "allotment",
    }  # fmt: skip
    assert [notice["id"] for notice in told["notices"]] == [ONE.id, CHANGED.id]


def test_without_a_secret_nothing_is_signed(served: Callable[..., str]) -> None:
    receiver = Receiver(200)
    tell(served(receiver), secret=None)

    assert "webhook-signature" not in receiver.taken[0][1]


def test_the_same_notices_have_the_same_id(served: Callable[..., str]) -> None:
    receiver = Receiver(200)
    url = served(receiver)
    for told in ([ONE], [ONE], [CHANGED]):
        tell(url, told)

    ids = [headers["webhook-id"] for _, headers, _ in receiver.taken]
    assert (ids[0] == ids[1], ids[1] == ids[2]) == (True, False)


def test_many_notices_go_in_several_requests(served: Callable[..., str]) -> None:
    receiver = Receiver(200)
    tell(served(receiver), many(250))

    assert [len(json.loads(body)["notices"]) for _, _, body in receiver.taken] == [100, 100, 50]


@pytest.mark.parametrize("status", [408, 425, 429, 500, 503])
def test_what_may_pass_is_tried_again_at_once_and_then_later(served: Callable[..., str], status: int) -> None:
    slept: list[float] = []
    mended, broken = Receiver(status, 200), Receiver(status)
    tell(served(mended), sleep=slept.append)

    told = failure(served(broken), sleep=slept.append)
    assert told == (f"webhook at 127.0.0.1 answers {status}", True)
    assert (len(mended.taken), len(broken.taken), slept) == (2, 3, [1.0, 1.0, 2.0])


@pytest.mark.parametrize("status", [400, 401, 404, 410, 413])
def test_a_refusal_is_not_tried_again(served: Callable[..., str], status: int) -> None:
    receiver = Receiver(status)

    assert failure(served(receiver)) == (f"webhook at 127.0.0.1 refuses ({status})", False)
    assert len(receiver.taken) == 1


def test_a_redirect_is_not_followed(served: Callable[..., str]) -> None:
    elsewhere = Receiver(200)
    receiver = Receiver(307, Location=served(elsewhere))
    reason, again = failure(served(receiver))

    assert reason.startswith("webhook at 127.0.0.1 has moved (307) to http://127.0.0.1:")
    assert (again, elsewhere.taken) == (False, [])


@pytest.mark.parametrize(
    ("pause", "slept"), [("4", [4.0, 4.0]), ("600", []), ("Fri, 10 Apr 2026 04:30:00 GMT", [1.0, 2.0])]
)
def test_a_short_pause_is_kept_and_a_long_one_waits_for_the_next_update(
    served: Callable[..., str], pause: str, slept: list[float]
) -> None:
    waited: list[float] = []
    _, again = failure(served(Receiver(429, Retry_After=pause)), sleep=waited.append)

    assert (again, waited) == (True, slept)


def test_of_an_endless_answer_little_is_read(served: Callable[..., str]) -> None:
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            request.wfile.write(b"x" * 65_536)

    tell(served(Receiver(endless)))


def test_a_server_that_never_answers_holds_nobody(served: Callable[..., str]) -> None:
    receiver = Receiver(lambda request: time.sleep(1))

    assert failure(served(receiver), timeout=0.2) == ("webhook at 127.0.0.1 does not answer", True)
    assert len(receiver.taken) == 1


def test_a_server_that_answers_a_letter_at_a_time_holds_nobody(served: Callable[..., str]) -> None:
    def trickle(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while True:
            request.wfile.write(b"x")
            time.sleep(0.02)

    assert failure(served(Receiver(trickle)), timeout=0.2) == ("webhook at 127.0.0.1 does not answer", True)


@pytest.mark.parametrize(
    "said", [b"", b"220 ready\r\n", b"HTTP/1.1 999999 what\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500]
)
def test_what_is_no_answer_may_be_one_later(served: Callable[..., str], said: bytes) -> None:
    def say(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(said)

    reason, again = failure(served(Receiver(say)))

    assert reason.startswith("no answer from webhook at 127.0.0.1 (")
    assert again


def test_a_server_that_is_not_there_may_be_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    assert failure(f"http://127.0.0.1:{port}/") == (
        "no answer from webhook at 127.0.0.1 ([Errno 111] Connection refused)", True,
    )  # fmt: skip


@pytest.mark.parametrize("trusted", [True, False])
def test_the_certificate_is_checked(
    served: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, trusted: bool
) -> None:
    authority, tls = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    (authority if trusted else trustme.CA()).cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    receiver = Receiver(200)
    url = served(receiver, tls)
    if trusted:
        tell(url)
    else:
        reason, again = failure(url)
        assert reason.startswith("webhook at 127.0.0.1 has a certificate that cannot be trusted (")
        assert again

    assert len(receiver.taken) == trusted


def test_what_fails_tells_nothing_of_the_address(served: Callable[..., str]) -> None:
    reason, _ = failure(served(Receiver(404)) + "/T0K3N")

    assert "T0K3N" not in reason


def test_the_time_is_that_of_the_clock() -> None:
    from searcher.outlets.moments import moment_of

    assert int(moment_of(NOW).timestamp()) == SECONDS
