"""The portal stands apart from the program that it tests, and from the world."""

import ast
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sample_portal.server import SamplePortal

HERE = Path(__file__).resolve().parent
FILES = sorted([*HERE.glob("*.py"), *HERE.parent.joinpath("sample_portal").rglob("*.py")])


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_of_the_program_is_imported(path: Path) -> None:
    assert "searcher" not in imported(path)


def test_it_listens_on_loopback_only(portal: SamplePortal) -> None:
    assert urlsplit(portal.url).hostname == "127.0.0.1"
