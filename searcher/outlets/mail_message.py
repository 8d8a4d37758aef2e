"""Notices as a message of mail: its headers, its plain text, its HTML. Pure: the same notices have the same id."""

import re
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from searcher.notices import Notice
from searcher.outlets.data import batch_id
from searcher.outlets.mail_text import mail_html, mail_text
from searcher.outlets.moments import moment_of
from searcher.outlets.telling import summary
from searcher.render.safe import line

_LONGEST = 80  # letters of a follow's name in a subject
_LABEL = 30  # and in the id of the list


def message(
    sender: str, to: str, follow: str, words: str, notices: Sequence[Notice], *, now: str, version: str
) -> EmailMessage:
    """A message that tells notices. `now` is ISO 8601; `sender` an address, with or without a name before it."""
    told = EmailMessage(policy=SMTP)
    name, address = parseaddr(sender)
    digest = batch_id(follow, notices, to)
    told["From"] = Address(_unencoded(name), addr_spec=address)
    told["To"] = Address(addr_spec=to)
    told["Subject"] = _unencoded(f"{line(follow)[:_LONGEST]}: {summary(notices)}")
    told["Date"] = format_datetime(moment_of(now))
    told["Message-ID"] = f"<{digest}@{address.rpartition('@')[2]}>"
    told["List-Id"] = f"<{_label(follow)}.follows.localhost>"  # RFC 2919, 3: a list without a domain of its own
    told["Auto-Submitted"] = "auto-generated"
    told["Precedence"] = "list"
    # Quoted-printable: any server carries it, and no line of it is too long.
    told.set_content(mail_text(follow, words, version, notices), cte="quoted-printable")
    html = mail_html(follow, words, version, notices)
    told.add_alternative(html, subtype="html", cte="quoted-printable")
    told.set_boundary(f"=_{digest}")  # "=_" stands in no quoted-printable text
    return told


def _unencoded(text: str) -> str:
    """A text that email's headers take as it stands: they would decode "=?utf-8?q?=0A?=", a line's end, in it."""
    return line(text).replace("=?", "= ?")


def _label(follow: str) -> str:
    """A follow's name as part of a list's id; its digest keeps apart what is alike in plain letters."""
    plain = re.sub(r"[^a-z0-9]+", "-", follow.lower())[:_LABEL].strip("-") or "follow"
    return f"{plain}-{batch_id(follow, ())[:8]}"
