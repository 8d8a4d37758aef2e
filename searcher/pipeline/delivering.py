"""Giving notices to the outlets of their follows: in order, each once; what fails is kept and given again."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from searcher.archive import Store
from searcher.errors import BadSetting, OutletFailed
from searcher.follows import FOLLOWS, Follow
from searcher.outlets import Context, Feed, Lines, Outlet, deliver, erase, name_of, outlet_from
from searcher.own_files import line_of

_AT_ONCE = 1_000  # notices
_SHOWN = 100  # the newest, in a feed


class Followed(Struct, frozen=True):
    """A follow with its outlets."""

    follow: Follow
    outlets: tuple[Outlet, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """By which its outlets are known."""
        return tuple(map(name_of, self.outlets))

    def files(self, folder: Path) -> tuple[Path, ...]:
        """The files in which its outlets tell what is new, of an index folder."""
        return tuple(folder / one.path for one in self.outlets if isinstance(one, Feed | Lines))


class Delivered(Struct, frozen=True):
    """What came of an outlet of a follow: how many notices it was given; why no more, and how many wait."""

    follow: str
    outlet: str
    notices: int
    failure: str | None = None
    waiting: int = 0


def followed_in(folder: Path, follows: Mapping[str, Follow]) -> list[Followed]:
    """Follows with their outlets. Paths of outlets are in the index folder's. Raises BadSetting."""
    return [Followed(one, tuple(_outlets(one, folder))) for one in follows.values()]


def _outlets(follow: Follow, folder: Path) -> Sequence[Outlet]:
    try:
        return [outlet_from(table) for table in follow.outlets]
    except ValueError as error:
        path = folder / FOLLOWS
        raise BadSetting(path, line_of(path, f"{follow.name}.outlets"), f"outlet of {follow.name}: {error}") from error


def give_out(one: Followed, store: Store, context: Context) -> list[Delivered]:
    """Give a follow's outlets what waits for them. What each was given is kept before the next one's turn."""
    return [_given(one.follow, outlet, store, context) for outlet in one.outlets]


def erase_told(followed: Sequence[Followed], items: Collection[str], store: Store, context: Context) -> Iterator[str]:
    """Leave nothing of items that were taken down in the files that notices went to; a line for each that has yet."""
    for one in followed:
        kept = tuple(store.follows.newest(one.follow.name, _SHOWN))
        for outlet in one.outlets:
            try:
                erase(outlet, one.follow.name, items, replace(context, words=one.follow.words, kept=kept))
            except OutletFailed as error:
                yield f"{name_of(outlet)} may still have it: {error}"


def _given(follow: Follow, outlet: Outlet, store: Store, context: Context) -> Delivered:
    outlet_name, given = name_of(outlet), 0
    while waiting := store.follows.waiting(follow.name, outlet_name, _AT_ONCE):
        kept = tuple(store.follows.newest(follow.name, _SHOWN))
        try:
            deliver(
                outlet, follow.name, [notice for _, notice in waiting], replace(context, words=follow.words, kept=kept)
            )
        except OutletFailed as error:
            with store.writing():
                store.follows.failed(follow.name, outlet_name, str(error), context.clock())
            left = sum(one.waiting for one in store.follows.deliveries(follow.name) if one.outlet == outlet_name)
            return Delivered(follow.name, outlet_name, given, str(error), left)
        with store.writing():
            store.follows.delivered(follow.name, outlet_name, waiting[-1][0], context.clock())
        given += len(waiting)
    return Delivered(follow.name, outlet_name, given)
