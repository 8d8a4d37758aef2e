"""A job in cron's words: what crons and the shell make of them, and that all else in a crontab stays."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scheduled import ODD_NAMES, a_job, a_program

from searcher.errors import CannotSchedule
from searcher.scheduling import block_in, crontab_block, with_block, without_block

NAME = "council-minutes-1f0c7a92"
BLOCK = f"# BEGIN {NAME}, every 6h\n1 2 * * * true\n# END {NAME}\n".encode()
OTHERS = st.lists(
    st.sampled_from(
        [b"MAILTO=me", b"5 4 * * * a \\% b", b"", b"# BEGIN", b"# END council-minutes-00000000", b"\xff\xfe\r"]
    )
).map(lambda lines: b"".join(line + b"\n" for line in lines))


def entry(block: str) -> tuple[str, str]:
    """The five fields and the command of a block."""
    *fields, command = block.splitlines()[1].split(" ", 5)
    return " ".join(fields), command


def as_cron_reads(command: str, *, collapses: bool) -> str:
    r"""What a cron gives to the shell of a command: "\%" is "%"; Vixie's takes "\\" for "\" too. A bare "%" ends it."""
    told, letters = [], iter(command)
    for letter in letters:
        if letter == "%":
            break
        if letter == "\\":
            after = next(letters, "")
            told.append(after if after == "%" or (collapses and after == "\\") else letter + after)
        else:
            told.append(letter)
    return "".join(told)


def run(command: str) -> subprocess.CompletedProcess[str]:
    """Run a command as cron does, with less of an environment than cron gives."""
    return subprocess.run(
        ["/usr/bin/env", "-i", "/bin/sh", "-c", command], capture_output=True, text=True, check=False, cwd="/"
    )


@pytest.mark.parametrize("collapses", [False, True])
@pytest.mark.parametrize("name", ODD_NAMES)
def test_the_command_gets_its_words_whatever_the_path(tmp_path: Path, name: str, collapses: bool) -> None:
    command = a_program(tmp_path / name / "searcher", 'printf "<%s>\\n" "$@"')
    job = a_job(tmp_path / name, command, councils=("ash", "elm"))

    ran = run(as_cron_reads(entry(crontab_block(job))[1], collapses=collapses))

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    told = (tmp_path / name / "update.log").read_text().splitlines()
    words = ["<update>", "<--index>", f"<{tmp_path / name}>", "<--council>"]
    assert told == [*words, "<ash>", *words, "<elm>"]


@pytest.mark.parametrize(("status", "mailed"), [(0, False), (1, False), (2, True), (127, True)])
def test_only_a_run_that_could_not_be_done_is_mailed(tmp_path: Path, status: int, mailed: bool) -> None:
    command = a_program(tmp_path / "searcher", "echo pages and pages", f"exit {status}")

    ran = run(entry(crontab_block(a_job(tmp_path, command)))[1])

    assert ran.stdout == (f"searcher: see {tmp_path}/update.log\n" if mailed else "")
    assert (tmp_path / "update.log").read_text() == "pages and pages\n"


@pytest.mark.parametrize("name", ["minutes", "Żółć 100%"])
def test_the_real_command_runs_without_any_environment(tmp_path: Path, name: str) -> None:
    command = Path(sys.executable).with_name("searcher")
    (tmp_path / name).mkdir()

    ran = run(as_cron_reads(entry(crontab_block(a_job(tmp_path / name, command)))[1], collapses=False))

    assert ran.stdout.startswith("searcher: see ")
    told = (tmp_path / name / "update.log").read_text()
    assert told == "searcher: no portal is known yet. Add one with: searcher add URL\n"


def test_what_is_written_is_for_whom_the_umask_lets(tmp_path: Path) -> None:
    command = a_program(tmp_path / "searcher", "true")

    run(entry(crontab_block(a_job(tmp_path, command, umask=0o077)))[1])

    assert (tmp_path / "update.log").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("every", "fields"),
    [
        ("15m", "4,19,34,49 * * * *"),
        ("1h", "19 * * * *"),
        ("6h", "19 5,11,17,23 * * *"),
        ("daily", "19 4 * * *"),
        ("weekly", "19 4 * * 2"),
    ],
)
def test_intervals_are_lists_of_times_which_every_cron_knows(every: str, fields: str) -> None:
    assert entry(crontab_block(a_job(Path("/srv/minutes"), every=every)))[0] == fields


@pytest.mark.parametrize("every", ["25m", "7h"])
def test_what_cron_cannot_tell_is_refused_with_what_it_can(every: str) -> None:
    with pytest.raises(CannotSchedule, match=rf"nothing every {every}; it does every 15m, .*6h, .*1w"):
        crontab_block(a_job(Path("/srv/minutes"), every=every))


def test_a_line_that_is_too_long_for_cron_is_refused() -> None:
    with pytest.raises(CannotSchedule, match="shorter path"):
        crontab_block(a_job(Path("/srv", *["minutes" * 10] * 15)))


@given(before=OTHERS, after=OTHERS)
def test_all_but_the_block_stays_byte_for_byte(before: bytes, after: bytes) -> None:
    crontab = before + BLOCK + after

    assert block_in(crontab, NAME) == BLOCK
    assert without_block(crontab, NAME) == before + after
    assert with_block(crontab, NAME, b"other\n") == before + b"other\n" + after
    assert with_block(crontab, NAME, BLOCK) == crontab


@given(crontab=OTHERS)
def test_a_block_that_is_put_there_can_be_taken_away_again(crontab: bytes) -> None:
    assert without_block(with_block(crontab, NAME, BLOCK), NAME) == crontab
    assert without_block(crontab, NAME) == crontab


def test_a_last_line_without_an_end_stays_a_line() -> None:
    assert with_block(b"5 4 * * * a", NAME, BLOCK) == b"5 4 * * * a\n" + BLOCK


def test_a_block_without_its_end_is_not_touched() -> None:
    cut = BLOCK.partition(b"# END")[0] + b"5 4 * * * mine\n"

    with pytest.raises(CannotSchedule, match="mend it with: crontab -e"):
        with_block(cut, NAME, BLOCK)


def test_the_shell_reads_one_command() -> None:
    fields, command = entry(crontab_block(a_job(Path("/srv/my minutes"))))

    assert len(fields.split()) == 5
    assert "/srv/my minutes" in [word.removeprefix("i=") for word in shlex.split(command.replace(";", " "))]
    assert os.linesep not in command
