"""What the documents show works: every command of the README runs, and its Python too."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()


def blocks(language: str) -> list[str]:
    """The fenced blocks of the README in a language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands() -> list[str]:
    """The commands of the README, in order."""
    return [line.removeprefix("$ ") for block in blocks("console") for line in block.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the sample pages, where the README's commands can run."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "tests" / "pages", folder / "tests" / "pages")
    yield folder


def test_every_command_of_the_readme_does_what_it_says(folder: Path) -> None:
    told = {}
    for command in commands():
        name, *arguments = shlex.split(command)
        program = [sys.executable, "-c", f"from searcher.frontends.{name}_command import main; main()", *arguments]
        told[command] = subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False)

    assert {command: one.stderr for command, one in told.items() if one.returncode != 0} == {}


def test_the_python_of_the_readme_runs(folder: Path) -> None:
    for block in blocks("python"):
        told = subprocess.run([sys.executable, "-c", block], cwd=folder, capture_output=True, text=True, check=False)

        assert (told.returncode, told.stderr) == (0, "")


def test_the_changelog_names_the_version() -> None:
    from searcher import __version__

    text = (ROOT / "CHANGELOG.md").read_text()

    assert "## Unreleased" in text or f"## {__version__}" in text
