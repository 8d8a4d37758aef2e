"""Puts a feed in place of the older one, whole or not at all, and never in place of anything else."""

from pathlib import Path

from searcher.errors import OutletFailed
from searcher.storage import Storage

_ID_ENDS = b"</id>"


def put_feed(path: Path, content: bytes, storage: Storage) -> None:
    """Write a feed.

    Raises OutletFailed for a file that is no older one of this feed, OSError where it cannot be written.
    """
    start = content[: content.index(_ID_ENDS) + len(_ID_ENDS)]
    held = storage.read(path, len(start)) if path.exists() else b""
    if held and held != start:
        raise OutletFailed(
            f"{path} is there already and is not this feed: name another file, or remove it", again=False
        )
    storage.write(path, content)
