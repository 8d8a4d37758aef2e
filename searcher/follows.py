"""What people follow, by `follows.toml`: a search by a name, and where what is new to it goes.

[schools]
words = 'elective home education committee:"Improving Lives"'
added = 2026-03-02T09:00:00Z
generation = 57

[[schools.outlets]]
kind = "feed"
path = "schools.xml"
"""

import datetime
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from searcher.errors import BadQuery, BadSetting
from searcher.own_files import line_of, table_in
from searcher.query import Query, parse

FOLLOWS = "follows.toml"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_KEYS = ("words", "added", "generation", "outlets")


class Follow(Struct, frozen=True):
    """A search that is followed, since when.

    `generation`: that of the archive which could be searched then; what came later is new to it. None: what it is told
    first is what comes after it was first seen. `outlets` are tables as they stand in the file.
    """

    name: str
    words: str
    added: datetime.datetime | None = None
    generation: int | None = None
    outlets: tuple[Mapping[str, object], ...] = ()

    @property
    def query(self) -> Query:
        """What is asked, of as many items as there are. Raises BadQuery."""
        return parse(self.words)

    @property
    def definition(self) -> str:
        """A digest of what is asked: another one is another follow."""
        return hashlib.sha256(self.words.encode("utf-8", "surrogatepass")).hexdigest()


def is_follow_name(name: str) -> bool:
    """Whether a follow may be called so."""
    return _NAME.fullmatch(name) is not None


def load_follows(folder: Path) -> dict[str, Follow]:
    """What is followed in an index folder, by name. Raises BadSetting for a line that cannot be taken."""
    path = folder / FOLLOWS
    table = table_in(path) if path.exists() else {}
    return {name: _follow(name, told, path) for name, told in table.items()}


def with_follow(text: str, follow: Follow) -> str:
    """The text of a follows.toml with a follow added, or in place of the one of that name; all else stays."""
    import tomlkit  # noqa: PLC0415 - only when the file is written

    document = tomlkit.parse(text)
    table = tomlkit.table()
    table["words"] = follow.words
    if follow.added is not None:
        table["added"] = follow.added
    if follow.generation is not None:
        table["generation"] = follow.generation
    if follow.outlets:
        outlets = tomlkit.aot()
        for one in follow.outlets:
            outlets.append(tomlkit.item(dict(one)))
        table["outlets"] = outlets
    document[follow.name] = table
    return tomlkit.dumps(document)


def without_follow(text: str, name: str) -> str:
    """The text of a follows.toml without a follow. Raises KeyError when it has none of that name."""
    import tomlkit  # noqa: PLC0415 - only when the file is written

    document = tomlkit.parse(text)
    document.remove(name)
    return tomlkit.dumps(document)


def _follow(name: str, told: object, path: Path) -> Follow:
    def wrong(key: str, reason: str) -> BadSetting:
        return BadSetting(path, line_of(path, key, name) or line_of(path, name), reason)

    if not is_follow_name(name):
        raise wrong(name, f"{name!r} is no name of a follow: letters, digits, hyphens")
    if not isinstance(told, Mapping):
        raise wrong(name, f"{name} is no follow; a follow begins with [{name}]")
    for key in told:
        if key not in _KEYS:
            raise wrong(key, f"{key} of follow {name} is unknown; known are {', '.join(_KEYS)}")
    words, added, generation = told.get("words"), told.get("added"), told.get("generation")
    outlets = told.get("outlets", [])
    if not isinstance(words, str):
        raise wrong("words", f"words of follow {name} take a text")
    try:
        parse(words)
    except BadQuery as error:
        raise wrong("words", f"words of follow {name}: {error}") from error
    if added is not None and not isinstance(added, datetime.datetime):
        raise wrong("added", f"added of follow {name} takes a moment such as 2026-03-02T09:00:00Z")
    if generation is not None and (not isinstance(generation, int) or isinstance(generation, bool) or generation < 0):
        raise wrong("generation", f"generation of follow {name} takes a number")
    if not isinstance(outlets, list) or not all(isinstance(one, Mapping) for one in outlets):
        raise wrong("outlets", f"outlets of follow {name} are tables, each begun by [[{name}.outlets]]")
    return Follow(name, words, _in_utc(added), generation, tuple(_plain(one) for one in outlets))


def _in_utc(moment: datetime.datetime | None) -> datetime.datetime | None:
    """A moment with its zone; without one it is meant in UTC."""
    return moment.replace(tzinfo=datetime.UTC) if moment is not None and moment.tzinfo is None else moment


def _plain(table: Mapping[Any, Any]) -> Mapping[str, object]:
    return {str(key): value for key, value in table.items()}
