"""The kinds of outlets, each as a table of TOML tells it. Pure: whether what they name is there is not asked."""

import hashlib
import shlex
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

import msgspec
from msgspec import Struct

from searcher.outlets.signing import check_secret
from searcher.smtp import is_address

_EXPECTED = {
    "Expected `str`": "takes a text",
    "Expected `str | null`": "takes a text",
    "Expected `array`": "takes a list of texts",
}


class Outlet(Struct, frozen=True, tag_field="kind", tag=str.lower, forbid_unknown_fields=True, omit_defaults=True):
    """A way by which notices reach a follower. Making one that cannot be raises ValueError."""


class Feed(Outlet, frozen=True):
    """An Atom file with the newest notices."""

    path: str

    def __post_init__(self) -> None:
        _check_path(self.path)


class Lines(Outlet, frozen=True):
    """A file of JSON lines, one more for each notice."""

    path: str

    def __post_init__(self) -> None:
        _check_path(self.path)


class Mail(Outlet, frozen=True):
    """E-mail to one address, through the server of `[smtp]`."""

    to: str

    def __post_init__(self) -> None:
        if not is_address(self.to):
            raise ValueError("to takes one e-mail address, such as a@example.org")


class Webhook(Outlet, frozen=True):
    """A web address to which notices are posted, signed with the secret if there is one."""

    url: str
    secret: str | None = None

    def __post_init__(self) -> None:
        _check_url(self.url)
        if self.secret is not None:
            check_secret(self.secret)

    def __repr__(self) -> str:
        """Without what nobody should read in a log."""
        return f"<{name_of(self)}>"

    @property
    def parts(self) -> SplitResult:
        """The parts of the address."""
        return urlsplit(self.url)


class Command(Outlet, frozen=True):
    """A program and its arguments, given the notices on standard input."""

    arguments: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.arguments or not self.arguments[0] or "\0" in "".join(self.arguments):
            raise ValueError("arguments take the name of a program, and what follows it")
        program = self.arguments[0]
        if "/" in program and not program.startswith("/"):
            raise ValueError("arguments take the name of a program, or its whole path from the root")


_KINDS: dict[str, type[Outlet]] = {
    "feed": Feed, "lines": Lines, "mail": Mail, "webhook": Webhook, "command": Command,
}  # fmt: skip


def outlet_from(table: Mapping[str, object]) -> Outlet:
    """The outlet that a table tells: `{kind = "mail", to = "a@example.org"}`. Raises ValueError with the reason."""
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise ValueError(f"kind is one of {', '.join(_KINDS)}")
    try:
        return msgspec.convert(dict(table), _KINDS[kind])
    except msgspec.ValidationError as error:
        raise ValueError(_reason(str(error), kind)) from error


def name_of(outlet: Outlet) -> str:
    """The key under which an outlet's state is kept: the same as long as it leads to the same place.

    It may be shown: the path of a web address, which is often as good as a password, is told as a digest.
    """
    match outlet:
        case Feed(path) | Lines(path):
            told = path
        case Mail(to):
            told = to
        case Webhook(url):
            told = f"{outlet.parts.scheme}://{outlet.parts.netloc} {hashlib.sha256(url.encode()).hexdigest()[:12]}"
        case Command(arguments):
            told = shlex.join(arguments)
        case _:
            raise TypeError(outlet)
    return f"{type(outlet).__name__.lower()} {told}"


def _reason(text: str, kind: str) -> str:
    """What is wrong with a table, by what msgspec says of it: "Expected `str`, got `int` - at `$.to`"."""
    what, _, where = text.partition(" - at `$")
    keys = ", ".join(key for key in _KINDS[kind].__struct_fields__)
    if what.startswith("Object contains unknown field"):
        return f"{what.split('`')[1]} is unknown; {kind} takes {keys}"
    if what.startswith("Object missing required field"):
        return f"{kind} lacks {what.split('`')[1]}"
    expected = _EXPECTED.get(what.partition(", got")[0])
    key = where.strip(".`").partition("[")[0]
    return f"{key} {expected}" if expected and key else what


def _check_path(path: str) -> None:
    if not path.strip() or path.endswith(("/", "\\")) or not path.isprintable():
        raise ValueError("path takes the name of a file")


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        sound = parts.port is None or parts.port > 0
    except ValueError:
        sound = False
    if not sound or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("url takes a web address that begins with https:// or http://")
    if not all("!" <= letter <= "~" for letter in url) or "\\" in url:
        raise ValueError("url takes a web address in plain letters, without spaces")
    if parts.username is not None or parts.fragment:
        raise ValueError("url takes a web address without a user, a password or a #fragment")
