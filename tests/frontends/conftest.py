"""An index of the sample pages, made by the command itself."""

import shutil
from pathlib import Path

import pytest
from commands import Command, command

from searcher.frontends import search_command, searcher_command

PAGES = Path(__file__).parent.parent / "pages"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the sample pages. Not to be changed: see `index`."""
    folder = tmp_path_factory.mktemp("commands")
    pages = [str(path) for path in sorted(PAGES.iterdir()) if path.suffix in (".html", ".txt", ".xml", ".pdf")]
    with pytest.raises(SystemExit) as left:
        searcher_command.main(["import", *pages, "--index", str(folder)])
    assert left.value.code == 0
    return folder


@pytest.fixture
def index(made: Path, tmp_path: Path) -> Path:
    """A copy of the index, to be changed and harmed."""
    return Path(shutil.copytree(made, tmp_path / "index"))


@pytest.fixture
def search(made: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command `search` over the sample pages."""
    return command(search_command.main, capsys, "--index", made)


@pytest.fixture
def searcher(made: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command `searcher` over the sample pages, for what changes nothing."""
    return command(searcher_command.main, capsys, "--index", made, after=1)
