"""What others may have written is not opened."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from invented_pages import exchange_line

from searcher.api import Archive
from searcher.errors import BadSetting, UnsafeFolder
from searcher.folders import index_folder
from searcher.pipeline import Workshop

SOMEBODY = 54_321


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index folder that is ours, with an archive."""
    with Workshop(tmp_path / "index") as workshop:
        workshop.index()
    return tmp_path / "index"


@pytest.fixture
def give_away(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Makes a file somebody else's: root can give it away; who is not root is another user from then on."""

    def given(path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, SOMEBODY, -1)
        else:
            monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)

    return given


def trust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    """Write the user's own settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    path = tmp_path / "own/council-minutes-search/settings.toml"
    path.parent.mkdir(parents=True)
    path.write_text(told)


def test_a_folder_of_ours_is_opened(folder: Path) -> None:
    assert index_folder(folder) == folder
    assert index_folder(folder / "nothing here") == folder / "nothing here"


@pytest.mark.parametrize("name", ["", "archive.db", "segments"])
def test_what_anybody_may_write_to_is_refused(folder: Path, name: str) -> None:
    path = folder / name
    path.chmod(path.stat().st_mode | 0o002)

    with pytest.raises(UnsafeFolder, match="anybody may write to it; forbid that with: chmod"):
        Archive.open(folder)


@pytest.mark.parametrize("name", ["", "archive.db"])
def test_what_belongs_to_somebody_else_is_refused_with_what_to_do(
    folder: Path, name: str, give_away: Callable[[Path], None]
) -> None:
    give_away(folder / name)

    with pytest.raises(UnsafeFolder, match=r"it belongs to .*trusted_owners = \["):
        index_folder(folder)


def test_whom_the_user_trusts_may_own_a_folder(
    folder: Path, tmp_path: Path, give_away: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    give_away(folder)
    trust(tmp_path, monkeypatch, f'trusted_owners = ["no such user", {folder.stat().st_uid}]\n')

    assert index_folder(folder) == folder


def test_an_index_folder_cannot_vouch_for_itself(folder: Path, give_away: Callable[[Path], None]) -> None:
    (folder / "settings.toml").write_text(f"trusted_owners = [{SOMEBODY}, {folder.stat().st_uid}]\n")
    give_away(folder)

    with pytest.raises(UnsafeFolder):
        index_folder(folder)


def test_what_is_written_is_never_for_anybody_to_write_to(tmp_path: Path) -> None:
    (tmp_path / "items.jsonl").write_text(exchange_line())
    run = "from searcher.frontends.searcher_command import main; main(['import', 'items.jsonl', '--index', 'made'])"
    before = os.umask(0)
    try:
        subprocess.run([sys.executable, "-c", run], cwd=tmp_path, check=True, capture_output=True)
    finally:
        os.umask(before)

    written = [tmp_path / "made", *(tmp_path / "made").rglob("*")]
    assert not [path for path in written if path.stat().st_mode & 0o002]
    with Archive.open(tmp_path / "made") as archive:
        assert archive.search("drains").total == 1


def test_trust_that_cannot_be_read_is_told(
    folder: Path, tmp_path: Path, give_away: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    give_away(folder)
    trust(tmp_path, monkeypatch, "trusted_owners = 7\n")

    with pytest.raises(BadSetting, match="line 1: trusted_owners takes a list of users"):
        index_folder(folder)
