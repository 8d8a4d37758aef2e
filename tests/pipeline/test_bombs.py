"""What is small as it comes and endless once unpacked is refused by name, takes little memory, and stops nothing."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from backups import SETTINGS, TWO, backup_of, index_in, repacked, texts
from invented_pages import imported, saved, workshop_in
from scripted_server import FakeClock, ScriptedServer, answer

from searcher.errors import BadBackup
from searcher.listing import Portal
from searcher.pipeline import Outcome, Wanted, restore
from searcher.storage import Storage

MIB = 1 << 20
ZEROS = gzip.compress(bytes(300 * MIB), mtime=0)
NOTHING = answer(
    b'<html><body><div id="modgov"><form id="FormYearSelect"><p>No meetings.</p></form></div></body></html>',
    content_type="text/html",
)
BOMBS = {
    "gzip": (answer(ZEROS, content_encoding="gzip"), "larger than 20,000,000 bytes"),
    "not found": (answer(ZEROS, "404 Not Found", content_encoding="gzip"), "larger than 20,000,000 bytes"),
    "twice": (answer(gzip.compress(ZEROS), content_encoding="gzip, gzip"), "it is packed as gzip, gzip, which"),
    "twice, told once": (answer(gzip.compress(ZEROS), content_encoding="gzip"), "a page of the portal"),
    "deflate": (answer(zlib.compress(bytes(30 * MIB)), content_encoding="deflate"), "it is packed as deflate, which"),
    "brotli": (answer(b"\x1b" * 1000, content_encoding="br"), "it is packed as br, which was not asked for"),
}


@contextmanager
def little_memory(most: int) -> Iterator[None]:
    """What is done inside takes so many bytes at most."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < most


def crawled(folder: Path, bomb: bytes) -> dict[str, Outcome]:
    """What becomes of two lists of meetings, of which the first is a bomb; by their paths."""
    points = "".join(f'<li><a href="mgCommitteeDetails.aspx?ID={number}">Weir</a></li>' for number in (3, 4))
    lists = f'<html><body><div id="modgov"><ul class="mgBulletList">{points}</ul></div></body></html>'
    clock = FakeClock()
    with ScriptedServer(clock) as server, workshop_in(folder) as workshop:
        server.scripts["/mgListCommittees.aspx?bcr=1"] = answer(lists.encode(), content_type="text/html")
        server.scripts["/ieListMeetings.aspx?CId=3&Year=0"] = bomb
        server.scripts["/ieListMeetings.aspx?CId=4&Year=0"] = NOTHING
        with workshop.crawling(Portal("oakham", server.url), "tests@example.org", Wanted(), clock) as crawling:
            return {one.path.removeprefix(server.url): one for one in crawling.run()}


@pytest.mark.parametrize(("bomb", "reason"), BOMBS.values(), ids=BOMBS)
def test_a_crawl_refuses_a_bomb_by_name_and_goes_on(tmp_path: Path, bomb: bytes, reason: str) -> None:
    with little_memory(80 * MIB):
        found = crawled(tmp_path, bomb)

    assert reason in (found["ieListMeetings.aspx?CId=3&Year=0"].refused or "")
    assert found["ieListMeetings.aspx?CId=4&Year=0"].refused is None


@pytest.mark.parametrize("name", ["a.html.gz", "a.jsonl.gz", "a.jsonl", "a.html", "a.pdf"])
def test_an_import_unpacks_nothing_and_goes_on(tmp_path: Path, name: str) -> None:
    saved(tmp_path, name, ZEROS)
    folder = saved(tmp_path, "b.txt", TWO).parent
    with workshop_in(tmp_path) as workshop, little_memory(150 * MIB):  # a file may have 100 MB
        (bomb, minutes) = imported(workshop, folder)

    assert bomb.refused
    assert (minutes.refused, minutes.items) == (None, 2)


def bomb_of_manifest(file: Path) -> None:
    repacked(file, lambda content: content.update({"manifest.json": b" " * 100 * MIB}))


def bomb_of_settings(file: Path) -> None:
    """A member that unpacks to far more than the zip and the manifest say of it."""
    repacked(file, lambda content: content.update({"settings.toml": b" " * 100 * MIB}))
    told, is_ = len(SETTINGS).to_bytes(4, "little"), (100 * MIB).to_bytes(4, "little")
    file.write_bytes(file.read_bytes().replace(is_, told))


class Weighing(Storage):
    """Notes how much was written before it is removed."""

    heaviest = 0

    def remove_folder(self, path: Path) -> None:
        written = {one.name: one.stat().st_size for one in path.rglob("*.toml")} if path.exists() else {}
        self.heaviest = max([self.heaviest, *written.values()])
        super().remove_folder(path)


@pytest.mark.parametrize("harm", [bomb_of_manifest, bomb_of_settings])
def test_a_restore_of_a_bomb_changes_nothing(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    index = index_in(tmp_path)
    before = texts(index)
    file = backup_of(index)
    harm(file)
    storage = Weighing()
    with little_memory(20 * MIB), pytest.raises(BadBackup, match="damaged"):
        restore(file, index, storage, replace=True)

    assert storage.heaviest <= len(SETTINGS)
    assert texts(index) == before
