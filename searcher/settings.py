"""Where the archive is and what its owner has set: the only reader of the environment and of people's own files."""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from searcher.errors import BadSetting
from searcher.model import KINDS
from searcher.own_files import line_of, parsed, table_in
from searcher.vocabulary import Posts, Topic, Vocabulary
from searcher.words import forms

if TYPE_CHECKING:
    from searcher.listing import Portal
    from searcher.register import Corrections
    from searcher.smtp import SmtpSettings

README_MARK = "council-minutes-search"
SETTINGS = "settings.toml"
CORRECTIONS = "officers.toml"
TOPICS = "topics.toml"
_MEGABYTE = 1_000_000
_HOUR = 3600  # seconds
_WORD = r"[!#-'*+./0-9=?A-Z^-~-]+"  # letters that neither end a comment in a User-Agent nor leave ASCII
_CONTACT = re.compile(rf"{_WORD}@{_WORD}\.{_WORD}|https?://[!#-'*-\[\]-~]+")


class Settings(Struct, frozen=True):
    """What `settings.toml` may set. Sizes in megabytes (10^6 bytes). `contact` is told to portals that are crawled."""

    largest_file_mb: int = 100
    contact: str | None = None
    seconds_between_requests: float = 1.0
    requests_per_day: int = 20_000
    timeout_seconds: float = 120.0
    portals: "Mapping[str, Portal]" = field(default_factory=dict)
    smtp: "SmtpSettings | None" = None

    @property
    def largest_file(self) -> int:
        """The largest file taken, in bytes."""
        return self.largest_file_mb * _MEGABYTE


def load_settings(folder: Path) -> Settings:
    """The settings of an index folder. Raises BadSetting with file and line for a line that cannot be taken."""
    path = folder / SETTINGS
    table = table_in(path) if path.exists() else {}
    for key, value in table.items():
        if key not in _SETTINGS:
            raise BadSetting(
                path, line_of(path, key), f"unknown setting {key!r}; known: {', '.join(sorted(_SETTINGS))}"
            )
        if reason := _SETTINGS[key](value):
            raise BadSetting(path, line_of(path, key), f"{key} {reason}")
    portals = _portals(table.pop("portals", {}), path)
    smtp = _smtp(table.pop("smtp"), path) if "smtp" in table else None
    return Settings(**table, portals=portals, smtp=smtp)  # type: ignore[arg-type] # checked above


def trusted_owners() -> tuple[Path, tuple[str | int, ...]]:
    """The user's own settings, and whose index folders may be opened by them: `trusted_owners`, users or their numbers.

    What stands in an index folder itself says nothing of whether to trust it. Raises BadSetting.
    """
    from platformdirs import user_config_path  # noqa: PLC0415 - few folders are another user's

    path = user_config_path("council-minutes-search") / SETTINGS
    owners = table_in(path).get("trusted_owners", []) if path.exists() else []
    if not isinstance(owners, list) or not all(isinstance(one, str | int) for one in owners):
        raise BadSetting(path, line_of(path, "trusted_owners"), "trusted_owners takes a list of users")
    return path, tuple(owners)


def contact_in_environment() -> str | None:
    """The address for councils to write to that the environment tells."""
    return os.environ.get("SEARCHER_CONTACT") or None


def smtp_password(smtp: "SmtpSettings") -> str | None:
    """The password of the user of a mail server: from its file, else from the environment; None when neither has it.

    Raises BadSetting for a file that cannot be read.
    """
    if smtp.password_file is None:
        return os.environ.get("SEARCHER_SMTP_PASSWORD") or None
    try:
        return smtp.password_file.read_text(encoding="utf-8").rstrip("\r\n") or None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "no text"
        raise BadSetting(smtp.password_file, None, f"the password cannot be read ({reason})") from error


def with_portal(text: str, portal: "Portal", contact: str | None = None) -> str:
    """The text of a settings.toml with a portal added or changed, and a contact; all else stays as it is written."""
    import tomlkit  # noqa: PLC0415 - only when settings are written

    document = tomlkit.parse(text)
    if contact is not None:
        document["contact"] = contact
    portals = document.setdefault("portals", tomlkit.table(is_super_table=True))
    told = {"url": portal.url, **({"ca": str(portal.ca)} if portal.ca else {})}
    portals[portal.council] = told
    return tomlkit.dumps(document)


def _portals(tables: object, path: Path) -> "dict[str, Portal]":
    return {name: _portal(name, told, path) for name, told in (tables if isinstance(tables, Mapping) else {}).items()}


def _portal(name: str, told: object, path: Path) -> "Portal":
    """One of the portals. Raises BadSetting."""
    from searcher.hrefs import is_web_address  # noqa: PLC0415 - searching needs none of it
    from searcher.listing import Portal  # noqa: PLC0415 - searching needs none of it

    if not isinstance(told, Mapping) or set(told) - {"url", "ca"}:
        raise BadSetting(path, line_of(path, f"portals.{name}"), f"portal {name} takes url and ca, nothing else")
    url, ca = told.get("url"), told.get("ca")
    if not isinstance(url, str) or not is_web_address(url):
        raise BadSetting(path, line_of(path, f"portals.{name}"), f"url of portal {name} is no address of a portal")
    if ca is not None and not isinstance(ca, str):
        raise BadSetting(path, line_of(path, f"portals.{name}"), f"ca of portal {name} is the path of a file")
    return Portal(name, url if url.endswith("/") else f"{url}/", path.parent / ca if ca else None)


def _smtp(told: object, path: Path) -> "SmtpSettings":
    """The mail server. Raises BadSetting."""
    from searcher.smtp import NoSmtp, smtp_from  # noqa: PLC0415 - searching needs none of it

    try:
        return smtp_from(told, path.parent)  # type: ignore[arg-type] # checked with the other settings
    except NoSmtp as error:
        line = line_of(path, error.key, "smtp") or line_of(path, "smtp")
        raise BadSetting(path, line, f"{error.reason} (in [smtp])") from error


def _wrong_count(value: object) -> str | None:
    is_count = isinstance(value, int) and not isinstance(value, bool) and value > 0
    return None if is_count else "takes a whole number above 0"


def _wrong_seconds(value: object) -> str | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return None if is_number and 0 <= float(value) <= _HOUR else "takes a number of seconds, 0 to 3600"  # type: ignore[arg-type]


def _wrong_timeout(value: object) -> str | None:
    return _wrong_seconds(value) or (None if value else "takes more than 0 seconds")


def _wrong_contact(value: object) -> str | None:
    return None if isinstance(value, str) and is_contact(value) else "takes an e-mail address or a web address"


def is_contact(text: str) -> bool:
    """Whether a text may stand in the User-Agent as where to write to."""
    return bool(_CONTACT.fullmatch(text))


def _wrong_portals(value: object) -> str | None:
    return None if isinstance(value, Mapping) else "are tables, each begun by [portals.NAME]"


def _wrong_smtp(value: object) -> str | None:
    return None if isinstance(value, Mapping) else "is a table, begun by [smtp]"


_SETTINGS: dict[str, Callable[[object], str | None]] = {
    "largest_file_mb": _wrong_count,
    "requests_per_day": _wrong_count,
    "seconds_between_requests": _wrong_seconds,
    "timeout_seconds": _wrong_timeout,
    "contact": _wrong_contact,
    "portals": _wrong_portals,
    "smtp": _wrong_smtp,
}


def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """The packaged topics, overlaid with the index folder's own. Raises BadSetting for a line that cannot be taken."""
    packaged = parsed(_packaged("topics.toml"))
    vocabulary = Vocabulary({key: _topic(key, value, Path("topics.toml")) for key, value in packaged.items()})
    own = folder / TOPICS if folder is not None else None
    if own is None or not own.exists():
        return vocabulary
    return vocabulary.overlaid(_topic(key, value, own) for key, value in table_in(own).items())


def load_corrections(folder: Path) -> "Corrections":
    """What people put right in the register, by `officers.toml`. Raises BadSetting for a line that cannot be taken."""
    from searcher.register import Corrections, NotACorrection, corrections_from  # noqa: PLC0415 - searching needs none of it

    path = folder / CORRECTIONS
    if not path.exists():
        return Corrections()
    try:
        return corrections_from(table_in(path))
    except NotACorrection as error:
        line = line_of(path, error.key, error.officer_id) or line_of(path, error.officer_id)
        raise BadSetting(path, line, error.reason) from error


def corrections_digest(folder: Path) -> str:
    """The digest of the corrections; see `Corrections.digest`. Raises BadSetting."""
    return load_corrections(folder).digest if (folder / CORRECTIONS).exists() else ""


def load_posts() -> Posts:
    """The words by which posts are known."""
    table = parsed(_packaged("posts.toml"))
    return Posts(
        heads=frozenset(table["heads"]),
        elected=tuple(table["elected"]),
        external=tuple(table["external"]),
        never_names=frozenset(table["never_names"]),
        things=frozenset(table["things"]),
        services=frozenset(table["services"]),
        forenames=frozenset(table["forenames"]),
    )


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def colour_wanted() -> bool:
    """Whether the environment lets output be coloured (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def is_ours(readme: Path) -> bool:
    """Whether a README is that of an index folder."""
    try:
        return README_MARK in readme.read_text(encoding="utf-8", errors="replace")[:2000]
    except OSError:
        return False


def _packaged(name: str) -> str:
    from importlib import resources  # noqa: PLC0415 - searching needs none of it

    return (resources.files("searcher.cleaner") / name).read_text(encoding="utf-8")


def _topic(key: str, value: object, path: Path) -> Topic:
    if not isinstance(value, Mapping):
        raise BadSetting(path, line_of(path, key), _no_topic(key, value))
    for name, given in value.items():
        if reason := _wrong(name, given):
            raise BadSetting(path, line_of(path, name, key), f"{name} of topic {key} {reason}")
    return Topic(
        id=key,
        label=value.get("label") or key,
        names=tuple(value.get("names", ())),
        signs=tuple(value.get("signs", ())),
        unless=tuple(value.get("unless", ())),
        kind=value.get("kind", "business"),
        narrower=tuple(map(tuple, value.get("narrower", ()))),
    )


def _no_topic(key: str, value: object) -> str:
    """What is wrong with what stands where a topic should, and how one is written."""
    form = 'its id in single brackets, such as [parking], and below that names = ["parking", "car parks"]'
    if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        return f"[[{key}]] with two brackets begins an entry of a list; a topic is {form}"
    return f"{key} is no topic; a topic begins with [{key}]"


def _wrong(name: str, given: object) -> str | None:
    """What is wrong with one line of a topic."""
    if name in ("names", "signs", "unless"):
        return None if _are_phrases(given) else "takes a list of phrases"
    if name == "narrower":
        are_lists = isinstance(given, list) and all(map(_are_phrases, given))
        return None if are_lists else "takes a list of lists of phrases"
    if name == "label":
        return None if isinstance(given, str) else "takes a text"
    if name == "kind":
        return None if given in KINDS else f"is one of {', '.join(KINDS)}"
    return "is unknown; known are label, names, narrower, signs, unless, kind"


def _are_phrases(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(one, str) and forms(one) for one in given)
