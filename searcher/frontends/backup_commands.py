"""The commands that keep an archive safe: backup, restore."""

from pathlib import Path
from typing import Annotated

import typer

from searcher.archive import FILE
from searcher.errors import NoArchive, SearcherError
from searcher.folders import index_folder
from searcher.frontends.options import IndexOption
from searcher.frontends.outcomes import index_all
from searcher.frontends.output import say
from searcher.frontends.output_file import place_outside
from searcher.frontends.terminal import path_typed
from searcher.pipeline import Workshop, back_up
from searcher.pipeline import restore as restore_from
from searcher.render.style import counted
from searcher.storage import Storage

FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="The backup: a zip file.", show_default=False, parser=path_typed)
]


def backup(file: FileArgument, index: IndexOption = None) -> int:
    """Copy archive and settings into one file, also while others write."""
    folder = index_folder(index)
    if not (folder / FILE).exists():
        raise NoArchive(folder)
    done = back_up(folder, place_outside(file, folder, "Give the backup another place"), Storage())
    for line in done.left_out:
        say(line)
    files = counted(len(done.manifest.members), "file")
    say(f"{file} is written and was read back: {files}, {done.manifest.size / 1e6:,.1f} MB unpacked")
    return 1 if done.left_out else 0


def restore(
    file: FileArgument,
    replace: Annotated[
        bool, typer.Option("--replace", help="Where there is an archive, keep that aside and put this one there.")
    ] = False,
    index: IndexOption = None,
) -> int:
    """Put a backup back, checked wholly before anything changes."""
    folder = index_folder(index)
    done = restore_from(file, folder, Storage(), replace=replace)
    say(f"restored the archive of {done.manifest.made_at} to {folder}")
    if done.kept:
        say(f"what was there before is kept at {done.kept}; remove it when it is not needed any more")
    for item_id in done.forgotten:
        say(f"{item_id} was forgotten after the backup was made, and is forgotten again")
    for line in done.notes:
        say(line)
    return max(_indexed(folder), 1 if done.notes else 0)


def _indexed(folder: Path) -> int:
    """Bring the index up to the restored archive; 1 when that failed, which does not undo what was restored."""
    try:
        with Workshop(folder) as workshop:
            held = index_all(workshop, whole=True)
    except (SearcherError, OSError) as error:
        say(f"the index is not up to date yet ({error}). Bring it up to date with: searcher index --index {folder}")
        return 1
    say(f"{counted(held, 'item')} can be searched")
    return 0
