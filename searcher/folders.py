"""Where the archive is, and whether it may be opened: nobody else may have put something into it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from searcher.errors import UnsafeFolder
from searcher.settings import is_ours, trusted_owners

_LOOKED_AT = ("", "archive.db", "segments", "settings.toml", "topics.toml", "officers.toml")
_ROOT = 0


def index_folder(path: Path | str | None = None) -> Path:
    """The folder of the archive and its index.

    As told, else $SEARCHER_INDEX, else ./index if it is one of ours, else the user's data folder. Raises UnsafeFolder
    where others may write in it, or where it is another user's who is not trusted.
    """
    folder = _told(path)
    if hasattr(os, "geteuid"):  # Windows has no such owners
        refuse_unsafe(folder)
    return folder


def user_units() -> Path:
    """Where systemd looks for the units of a user's own: $XDG_CONFIG_HOME/systemd/user, else ~/.config/systemd/user."""
    from platformdirs import user_config_path  # noqa: PLC0415 - only when something is scheduled

    return user_config_path() / "systemd" / "user"


def refuse_unsafe(folder: Path) -> None:
    """Raises UnsafeFolder for an index folder in which anybody may write, or whose owner is not trusted."""
    owners = {os.geteuid(), _ROOT}
    for path, found in _held(folder):
        if found.st_mode & stat.S_IWOTH:
            raise UnsafeFolder(path, f"anybody may write to it; forbid that with: chmod -R o-w {folder}")
        if found.st_uid not in owners:
            path_of_settings, trusted = trusted_owners()
            owners |= {number for name in trusted if (number := _number(name)) is not None}
            if found.st_uid not in owners:
                name = _name(found.st_uid)
                line = f"trusted_owners = [{name if name.isdigit() else repr(name)}]".replace("'", '"')
                raise UnsafeFolder(
                    path, f"it belongs to {name}; if you trust them, say so in {path_of_settings}: {line}"
                )


def is_own(folder: Path) -> bool:
    """Whether an index folder and what is looked at in it belong to whoever runs this."""
    return all(found.st_uid == os.geteuid() for _, found in _held(folder))


def _told(path: Path | str | None) -> Path:
    if path is not None:
        return Path(path).expanduser()
    if told := os.environ.get("SEARCHER_INDEX"):
        return Path(told).expanduser()
    here = Path("index")
    if (here / "archive.db").exists() or is_ours(here / "README.md"):
        return here
    from platformdirs import user_data_path  # noqa: PLC0415 - only when nothing nearer was found

    return user_data_path("council-minutes-search")


def _held(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """What of these is there, with what the file system knows of it."""
    for name in _LOOKED_AT:
        path = folder / name if name else folder
        try:
            yield path, path.stat()
        except OSError:  # it is not there, or whoever opens it will say why it cannot be read
            continue


def _number(owner: str | int) -> int | None:
    """The number of a user; None for one that this machine does not know."""
    if isinstance(owner, int):
        return owner
    import pwd  # noqa: PLC0415 - few folders are another user's

    try:
        return pwd.getpwnam(owner).pw_uid
    except KeyError:
        return None


def _name(number: int) -> str:
    """The name of a user, or the number where it has none."""
    import pwd  # noqa: PLC0415 - few folders are another user's

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
