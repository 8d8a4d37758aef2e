"""A backup of an invented index, and what tests of backups do with both."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from invented_pages import FLOOD, GATE, exported, imported, printed_minutes, saved, workshop_in

from searcher.pipeline import back_up
from searcher.storage import Storage

TWO = printed_minutes(("Bus gate", GATE), ("Flood wall", FLOOD))
LATER = TWO.replace("in May", "in June")
SETTINGS = 'requests_per_day = 7\n[portals.oakham]\nurl = "https://oakham.gov.uk/"\nca = "ca/portal.pem"\n'


def index_in(folder: Path) -> Path:
    """The folder of an index with two items, and files of its owner's."""
    with workshop_in(folder) as workshop:
        imported(workshop, saved(folder, "a.txt", TWO))
        workshop.index()
    index = folder / "index"
    (index / "settings.toml").write_text(SETTINGS)
    (index / "ca").mkdir()
    (index / "ca/portal.pem").write_text("a certificate")
    return index


def backup_of(index: Path) -> Path:
    """A backup of an index, beside it."""
    back_up(index, index.parent / "kept.zip", Storage())
    return index.parent / "kept.zip"


def texts(folder: Path) -> str:
    """All items of an index folder, as they are exported."""
    with workshop_in(folder.parent) as workshop:
        return exported(workshop)


def moved_on(index: Path) -> str:
    """Change the archive after its backup; what it then has."""
    with workshop_in(index.parent) as workshop:
        imported(workshop, saved(index.parent, "a.txt", LATER))
        workshop.index()
    return texts(index)


def indexed(index: Path) -> None:
    """Bring the index up to the archive."""
    with workshop_in(index.parent) as workshop:
        workshop.index()


def repacked(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Change what is in a backup, by name."""
    with zipfile.ZipFile(file) as packed:
        content = {name: packed.read(name) for name in packed.namelist()}
    change(content)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, one in content.items():
            packed.writestr(name, one)


def listed_as(file: Path, name: str, to: str) -> None:
    """Give a file in a backup another name, there and in its manifest."""

    def change(content: dict[str, bytes]) -> None:
        content[to] = content.pop(name)
        content["manifest.json"] = content["manifest.json"].replace(json.dumps(name).encode(), json.dumps(to).encode())

    repacked(file, change)
