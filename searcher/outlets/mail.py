"""Sends mail through the server of the settings."""

import contextlib
import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage

from searcher.errors import BadSetting, OutletFailed
from searcher.notices import Notice
from searcher.outlets.context import Context
from searcher.outlets.kinds import Mail
from searcher.outlets.mail_message import message
from searcher.outlets.patience import hung_up_after
from searcher.render.safe import brief
from searcher.settings import smtp_password
from searcher.smtp import SmtpSettings, is_address

_NOT_AGAIN = "{} (see [smtp] in settings.toml)"


def send_mail(mail: Mail, follow: str, notices: Sequence[Notice], context: Context) -> None:
    """Send one message that tells all the notices. Raises OutletFailed."""
    smtp = context.smtp
    if smtp is None:
        raise OutletFailed("no mail server is named: add [smtp] to settings.toml", again=False)
    told = message(
        _sender(smtp, context.contact), mail.to, follow, context.words, notices,
        now=context.clock(), version=context.version,
    )  # fmt: skip
    password = _password(smtp)
    try:
        _sent(told, smtp, password, context)
    except (OSError, smtplib.SMTPException, UnicodeError) as error:  # ssl.SSLError is an OSError
        raise _failure(smtp, error) from error


def _sender(smtp: SmtpSettings, contact: str | None) -> str:
    sender = smtp.sender or (contact if contact and is_address(contact) else None)
    if sender is None:
        raise OutletFailed(_NOT_AGAIN.format("it is not said from whom mail is: from is missing"), again=False)
    return sender


def _password(smtp: SmtpSettings) -> str | None:
    try:
        password = smtp_password(smtp)
    except BadSetting as error:
        raise OutletFailed(str(error), again=False) from error
    if smtp.user and password is None:
        reason = "there is no password: name a password_file, or set SEARCHER_SMTP_PASSWORD"
        raise OutletFailed(_NOT_AGAIN.format(reason), again=False)
    return password


def _sent(told: EmailMessage, smtp: SmtpSettings, password: str | None, context: Context) -> None:
    with contextlib.closing(_connected(smtp, context.timeout)) as server:
        with hung_up_after(context.patience, lambda: server.sock):
            if smtp.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if smtp.user and password is not None:
                server.login(smtp.user, password)
            server.send_message(told)
        with contextlib.suppress(OSError):  # it is sent, whatever becomes of the farewell
            server.quit()


def _connected(smtp: SmtpSettings, timeout: float) -> smtplib.SMTP:
    if smtp.security == "tls":
        return smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=timeout, context=ssl.create_default_context())
    return smtplib.SMTP(smtp.host, smtp.port, timeout=timeout)


def _failure(smtp: SmtpSettings, error: Exception) -> OutletFailed:
    """What went wrong, for people, and whether it may pass."""
    place = f"mail server {smtp.host}"
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=recipients):
            code, said = next(iter(recipients.values()))
            return _refusal(f"{place} refuses the address", code, said)
        case smtplib.SMTPConnectError(smtp_code=code, smtp_error=said):
            return OutletFailed(f"{place} lets nobody in ({_words(code, said)})", again=True)
        case smtplib.SMTPAuthenticationError(smtp_code=code, smtp_error=said):
            return _refusal(f"{place} does not take the user and password", code, said)
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=said):
            return _refusal(f"{place} does not take the mail", code, said)
        case smtplib.SMTPServerDisconnected() if not isinstance(error.__context__, TimeoutError):
            return OutletFailed(f"{place} hung up", again=True)
        case UnicodeError():
            return OutletFailed(_NOT_AGAIN.format("user and password can only be sent in plain letters"), again=False)
        case ssl.SSLCertVerificationError(verify_message=why):
            return OutletFailed(f"{place} has a certificate that cannot be trusted ({why})", again=True)
        case smtplib.SMTPServerDisconnected() | TimeoutError():
            return OutletFailed(f"{place} does not answer", again=True)
        case smtplib.SMTPException():
            return OutletFailed(_NOT_AGAIN.format(f"{place}: {brief(str(error))}"), again=False)
        case _:
            return OutletFailed(f"no connection to {place} ({brief(str(error))})", again=True)


def _refusal(what: str, code: int, said: bytes | str) -> OutletFailed:
    return OutletFailed(f"{what} ({_words(code, said)})", again=not 500 <= code < 600)


def _words(code: int, said: bytes | str) -> str:
    """What a server said, on one line."""
    return brief(f"{code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}")
