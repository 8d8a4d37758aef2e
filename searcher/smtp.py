"""Through which server mail is sent, as `[smtp]` in a `settings.toml` tells it. Pure: no mail, no password."""

import re
from collections.abc import Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Literal, get_args

from msgspec import Struct

Security = Literal["starttls", "tls", "none"]
_PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
_KEYS = ("host", "port", "security", "user", "password_file", "from")
_ATOM = r"[!#-'*+/-9=?A-Z^-~-]+"  # RFC 5322
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_HOST = re.compile(r"[A-Za-z0-9._:-]+")
_ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class NoSmtp(ValueError):
    """A table that tells no mail server: which key, and why."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key
        self.reason = reason


class SmtpSettings(Struct, frozen=True):
    """A mail server. `sender` is `from` of the table: an address, with or without a name before it.

    The password of `user` is in `password_file`, or in the environment.
    """

    host: str
    port: int
    security: Security = "starttls"
    user: str | None = None
    password_file: Path | None = None
    sender: str | None = None


def smtp_from(table: Mapping[str, object], folder: Path) -> SmtpSettings:
    """The mail server that a table tells; files are named from the folder. Raises NoSmtp."""
    for key, value in table.items():
        if reason := _wrong(key, value):
            raise NoSmtp(key, f"{key} {reason}")
    if "host" not in table:
        raise NoSmtp("smtp", "smtp lacks the host")
    told: dict[str, Any] = {"security": "starttls", **table}
    told.setdefault("port", _PORTS[told["security"]])
    told["sender"] = told.pop("from", None)
    if "password_file" in told:
        told["password_file"] = folder / told["password_file"]
    return _sound(SmtpSettings(**told))


def is_address(text: str) -> bool:
    """Whether a text is the address of a mailbox, in ASCII, and nothing else."""
    return bool(_ADDRESS.fullmatch(text)) and len(text) <= 254


def _sound(smtp: SmtpSettings) -> SmtpSettings:
    if smtp.user and smtp.security == "none" and smtp.host not in _ON_THIS_MACHINE:
        raise NoSmtp("security", 'security must be "starttls" or "tls" with a user: the password could be read')
    if smtp.password_file and not smtp.user:
        raise NoSmtp("password_file", "password_file is given, but no user")
    return smtp


def _wrong(key: str, value: object) -> str | None:
    """What is wrong with one line of the table."""
    if key not in _KEYS:
        return f"is unknown; known are {', '.join(_KEYS)}"
    if key == "port":
        is_port = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 65_536
        return None if is_port else "takes a number from 1 to 65535"
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        return "takes a text on one line"
    if key == "security":
        return None if value in get_args(Security) else f"is one of {', '.join(get_args(Security))}"
    if key == "from":
        return None if is_address(parseaddr(value)[1]) else 'takes an e-mail address, or "Name <address>"'
    if key == "host":
        return None if _HOST.fullmatch(value) else "takes the name of a machine"
    return None
