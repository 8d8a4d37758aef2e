"""The wheel, installed alone, answers a search: everything it needs is inside it."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A Python that has the wheel and the libraries it asks for, and no source tree of ours."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder), cwd=ROOT)
    run(sys.executable, "-m", "venv", "--without-pip", str(folder / "venv"), cwd=folder)
    python = folder / "venv" / "bin" / "python"
    site = run(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    (wheel,) = folder.glob("*.whl")
    run(sys.executable, "-m", "zipfile", "--extract", str(wheel), site, cwd=folder)
    yield python


def run(*command: str, cwd: Path) -> str:
    """What a command prints; its libraries are ours, but an editable install of the project is not followed."""
    environment = {**os.environ, "PYTHONPATH": sysconfig.get_path("purelib")}
    told = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env=environment)
    assert told.returncode == 0, told.stderr
    return told.stdout


def command(name: str) -> str:
    """What the installed command of a name runs."""
    return f"from searcher.frontends.{name}_command import main; main()"


def test_the_wheel_is_what_is_imported(python: Path, tmp_path: Path) -> None:
    told = run(str(python), "-c", "import searcher; print(searcher.__file__)", cwd=tmp_path)

    assert Path(told.strip()).is_relative_to(python.parent.parent)


def test_the_wheel_answers_a_search_by_a_name_of_its_vocabulary(python: Path, tmp_path: Path) -> None:
    page = ROOT / "tests" / "pages" / "item_page.html"
    run(str(python), "-c", command("searcher"), "import", str(page), "--index", "here", cwd=tmp_path)

    told = run(str(python), "-c", command("search"), "EHE", "--index", "here", cwd=tmp_path)

    assert "Elective Home Education" in told


def test_the_wheel_brings_the_two_commands(python: Path) -> None:
    (entries,) = python.parent.parent.rglob("council_minutes_search-*.dist-info/entry_points.txt")

    assert set(entries.read_text().split()) >= {"search", "searcher"}
