"""Mail through a real server: encrypted, with a password, refused, and one that says nothing."""

import email
import socket
from collections.abc import Callable
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import trustme
from mail_server import Letters, mail_server, speaking
from noticed import CHANGED, ONE, context

from searcher.errors import OutletFailed
from searcher.outlets import Mail, deliver
from searcher.smtp import SmtpSettings


def tell(port: int, timeout: float = 20.0, **told: Any) -> None:
    """Mail two notices through the server at a port."""
    settings: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "sender": "Bot <bot@example.org>",
    } | told
    smtp = SmtpSettings(**settings)
    deliver(
        Mail("a@example.org"),
        "allotments",
        [ONE, CHANGED],
        context(smtp=smtp, contact="me@example.org", timeout=timeout),
    )


def failure(do: Callable[[], None]) -> tuple[str, bool]:
    """What is told of a mail that does not go, and whether to try again."""
    with pytest.raises(OutletFailed) as failed:
        do()
    return failed.value.reason, failed.value.again


@pytest.fixture
def password(tmp_path: Path) -> Path:
    """A file with the password."""
    (tmp_path / "password").write_text("let me in\n")
    return tmp_path / "password"


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """An authority for certificates that the machine trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return authority


def server_side(authority: trustme.CA, name: str = "127.0.0.1") -> Any:
    import ssl

    told = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(told)
    return told


def test_a_letter_arrives_whole() -> None:
    letters = Letters()
    with mail_server(letters) as port:
        tell(port)

    (envelope,) = letters.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("bot@example.org", ["a@example.org"])
    received = email.message_from_bytes(envelope.content or b"", policy=default)  # type: ignore[arg-type] # aiosmtpd gives bytes
    assert received["Subject"] == "allotments: 1 new, 1 changed"
    assert received["From"] == "Bot <bot@example.org>"
    assert "by three per cent" in str(received.get_body(("plain",)))


def test_a_letter_is_encrypted_after_starttls_and_the_password_sent_then(authority: trustme.CA, password: Path) -> None:
    letters = Letters()
    with mail_server(letters, starttls=server_side(authority), login=True) as port:
        tell(port, security="starttls", user="bot", password_file=password)

    assert letters.users == ["bot"]


def test_a_letter_goes_through_tls(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = Letters()
    monkeypatch.setenv("SEARCHER_SMTP_PASSWORD", "let me in")
    with mail_server(letters, tls=server_side(authority), login=True) as port:
        tell(port, security="tls", user="bot")

    assert letters.users == ["bot"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_is_refused(security: str) -> None:
    letters, sides = Letters(), {security: server_side(trustme.CA())}
    with mail_server(letters, **sides) as port:
        reason, again = failure(lambda: tell(port, security=security))

    assert reason.startswith("mail server 127.0.0.1 has a certificate that cannot be trusted (")
    assert (again, letters.taken) == (True, [])


def test_a_certificate_of_another_machine_is_refused(authority: trustme.CA) -> None:
    with mail_server(Letters(), tls=server_side(authority, "mail.example.org")) as port:
        reason, _ = failure(lambda: tell(port, security="tls"))

    assert "IP address mismatch" in reason


def test_a_server_without_starttls_gets_no_letter() -> None:
    letters = Letters()
    with mail_server(letters) as port:
        reason, again = failure(lambda: tell(port, security="starttls"))

    assert (again, letters.taken) == (False, [])
    assert reason.startswith("mail server 127.0.0.1: STARTTLS extension not supported by server")


def test_a_wrong_password_is_of_no_more_use(authority: trustme.CA, password: Path) -> None:
    password.write_text("open sesame")
    with mail_server(Letters(), tls=server_side(authority), login=True) as port:
        told = failure(lambda: tell(port, security="tls", user="bot", password_file=password))

    reason = "mail server 127.0.0.1 does not take the user and password (535 5.7.8 Authentication credentials invalid)"
    assert told == (reason, False)


@pytest.mark.parametrize(
    ("letters", "reason", "again"),
    [
        (Letters(to="550 5.1.1 no\x1b[2J such user"), "refuses the address (550 5.1.1 no[2J such user)", False),
        (Letters(to="450 4.2.0 greylisted"), "refuses the address (450 4.2.0 greylisted)", True),
        (Letters(content="554 5.7.1 spam"), "does not take the mail (554 5.7.1 spam)", False),
        (Letters(content="452 4.3.1 no room"), "does not take the mail (452 4.3.1 no room)", True),
    ],
    ids=["no user", "grey", "spam", "no room"],
)
def test_a_refusal_says_whether_it_lasts(letters: Letters, reason: str, *, again: bool) -> None:
    with mail_server(letters) as port:
        told = failure(lambda: tell(port))

    assert told == (f"mail server 127.0.0.1 {reason}", again)


@pytest.mark.parametrize(
    ("said", "reason", "again"),
    [
        ((), "does not answer", True),
        ((b"220 hello\r\n",), "does not answer", True),
        ((b"220 hello\r\n", b"250 OK\r\n", b"250 OK\r\n", b"250 OK\r\n", b"354 go on\r\n"), "does not answer", True),
        ((b"554 go away\r\n",), "lets nobody in (554 go away)", True),
        ((b"220 hello\r\n", b"250 OK\r\n", b"501 who\r\n", b"250 OK\r\n"), "does not take the mail (501 who)", False),
        ((b"\xff\xfe\r\n",), "lets nobody in (-1)", True),
    ],
)
def test_a_server_that_hangs_or_says_odd_things_holds_nobody(
    said: tuple[bytes, ...], reason: str, *, again: bool
) -> None:
    with speaking(*said) as port:
        told = failure(lambda: tell(port, timeout=0.3))

    assert told == (f"mail server 127.0.0.1 {reason}", again)


def test_a_server_that_is_not_there_may_be_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    assert failure(lambda: tell(port)) == (
        "no connection to mail server 127.0.0.1 ([Errno 111] Connection refused)",
        True,
    )


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"user": "bot"}, "there is no password: name a password_file, or set SEARCHER_SMTP_PASSWORD"),
        (
            {"user": "bot", "password_file": Path("/none")},
            "/none: the password cannot be read (No such file or directory)",
        ),
    ],
)
def test_a_password_that_is_not_there_is_told(told: dict[str, Any], reason: str) -> None:
    said, again = failure(lambda: tell(9, **told))

    assert said.startswith(reason)
    assert not again


def test_without_a_server_no_mail_goes() -> None:
    told = failure(lambda: deliver(Mail("a@example.org"), "allotments", [ONE], context()))

    assert told == ("no mail server is named: add [smtp] to settings.toml", False)


def test_whom_councils_write_to_sends_where_nobody_else_is_named() -> None:
    letters = Letters()
    with mail_server(letters) as port:
        tell(port, sender=None)

    assert letters.taken[0].mail_from == "me@example.org"


def test_mail_from_nobody_does_not_go() -> None:
    smtp = SmtpSettings("127.0.0.1", 9)
    told = context(smtp=smtp, contact="https://example.org/contact")
    reason, again = failure(lambda: deliver(Mail("a@example.org"), "allotments", [ONE], told))

    assert (reason, again) == ("it is not said from whom mail is: from is missing (see [smtp] in settings.toml)", False)


def test_without_notices_no_mail_goes() -> None:
    deliver(Mail("a@example.org"), "allotments", [], context())
