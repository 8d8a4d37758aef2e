"""Public names of a package that are imported when they are first used: importing the package alone costs nothing."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def imported_when_used(package: str, homes: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """A package's `__getattr__`, for names by the module each is from."""
    home = {name: module for module, names in homes.items() for name in names}

    def get(name: str) -> object:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(home[name]), name)

    return get
