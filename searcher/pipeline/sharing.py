"""An archive's items in shares, each read by a process of its own."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from searcher.archive import Store
from searcher.model import Item
from searcher.storage import Storage

_WORTH_IT = 4000  # items of a share: fewer are read sooner than another process has begun
_MOST = 8  # processes: more would wait for one disk


class StoredShare(Struct, frozen=True):
    """Some of an archive's items. Called, it opens the archive and reads them."""

    folder: Path
    ids: Sequence[str]

    def __call__(self) -> Iterator[Item]:
        """The items, each with its meeting."""
        with closing(Store.open(self.folder, Storage())) as store:
            yield from store.items(self.ids)


def shares_of(folder: Path, ids: Sequence[str], processors: int) -> Sequence[StoredShare]:
    """The items with some ids in as many shares as are worth a process each; at least one."""
    count = max(1, min(processors, _MOST, len(ids) // _WORTH_IT))
    return [StoredShare(folder, ids[len(ids) * i // count : len(ids) * (i + 1) // count]) for i in range(count)]
