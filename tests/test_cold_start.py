"""An ordinary search is quick to start: it imports nothing that it does not need."""

import subprocess
import sys
from pathlib import Path

import pytest
from invented import items

from searcher import exchange
from searcher.pipeline import Workshop

SLOW = {
    "bs4", "click", "dataclasses", "difflib", "email", "filelock", "hashlib", "httpx", "lxml", "multiprocessing",
    "numpy", "platformdirs", "rich", "shutil", "snowballstemmer", "tomllib", "tomlkit", "traceback", "typer", "whoosh",
}  # fmt: skip
OURS = {"searcher.archive.store", "searcher.cleaner", "searcher.crawler", "searcher.pipeline", "searcher.register"}
SEARCH = """
import sys
from searcher.frontends.search_command import main
try:
    main(sys.argv[1:])
except SystemExit as left:
    print("status", left.code, file=sys.stderr)
print(*sorted(sys.modules), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small index."""
    folder = tmp_path_factory.mktemp("cold")
    lines = folder / "items.jsonl"
    lines.write_text("".join(exchange.to_line(item) + "\n" for item in items(40, seed=4)))
    with Workshop(folder / "index") as workshop:
        list(workshop.import_paths([lines]))
        workshop.index()
    return folder / "index"


@pytest.mark.parametrize(
    "arguments",
    (
        ("elective", "home", "education"),
        ('"road drains" OR school*', "--facet-limit", "3"),
        ("the", "--council", "oakham", "--since", "2001", "--sort=newest"),
        ("roads", "--json"),
        ("raods~", "--explain"),
    ),
)
def test_a_search_imports_nothing_slow(index: Path, arguments: tuple[str, ...]) -> None:
    told = subprocess.run(
        [sys.executable, "-c", SEARCH, *arguments, "--index", str(index)], capture_output=True, text=True, check=True
    )
    modules = set(told.stderr.splitlines()[-1].split())

    assert "status 0" in told.stderr
    assert modules & SLOW == set()
    assert modules & OURS == set()


def test_help_is_there_all_the_same(index: Path) -> None:
    told = subprocess.run([sys.executable, "-c", SEARCH, "--help"], capture_output=True, text=True, check=True)

    assert "--facet-limit" in told.stdout
