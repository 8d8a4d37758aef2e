"""Whatever strangers send is read as far as it goes or refused by name: `scripts/fuzz` in short, and its finds."""

from pathlib import Path

import pytest
from fuzzing.__main__ import main
from fuzzing.running import fault_in, kept, run, so_often
from fuzzing.targets import TARGETS, Refused, Target

TIMES = {name: 15 if name == "archive" else 60 for name in TARGETS}  # an archive takes a fifth of a second


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_inputs_are_read_or_refused(name: str, tmp_path: Path) -> None:
    figures = run(name, 11, so_often(TIMES[name]), tmp_path)

    assert figures.faults == {}
    assert figures.runs == TIMES[name]
    assert figures.sound  # what is refused always says nothing of the reader


@pytest.mark.parametrize("path", kept(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_kept_is_read_or_refused(path: Path) -> None:
    try:
        fault = fault_in(TARGETS[path.parent.name], path.read_bytes())
    except Refused:
        fault = None

    assert fault is None


def test_a_fault_is_counted_and_its_input_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(content: bytes) -> None:
        raise ZeroDivisionError(len(content) * 0)

    monkeypatch.setitem(TARGETS, "broken", Target(lambda seed: [b"weir"], broken, lambda content, chance: content))
    figures = run("broken", 1, so_often(3), tmp_path / "found")

    assert (figures.runs, figures.sound, figures.refused, sum(figures.kinds.values())) == (3, 0, 0, 3)
    (path,) = figures.faults
    assert Path(path).read_bytes() == b"weir"
    assert main(["--target", "broken", "--replay", path]) == 1


def test_what_is_sound_has_no_status_of_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--target", "lines", "--times", "5"]) == 0
    assert capsys.readouterr().out.split()[:5] == ["target", "runs", "sound", "refused", "faults"]
