"""A program that is given notices: how it ends counts, not what it leaves running."""

import contextlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from noticed import CHANGED, HOSTILE, ONE, context

from searcher.errors import OutletFailed
from searcher.outlets import Command, deliver


def tell(*arguments: str, **told: Any) -> None:
    told.setdefault("timeout", 20.0)
    deliver(Command(arguments), "allotments", [ONE, CHANGED], context(**told))


def python(code: str, *arguments: str, **told: Any) -> None:
    tell(sys.executable, "-c", code, *arguments, **told)


def failure(*arguments: str, **told: Any) -> tuple[str, bool]:
    with pytest.raises(OutletFailed) as failed:
        tell(*arguments, **told)
    return failed.value.reason, failed.value.again


def test_a_program_is_given_the_notices_our_environment_and_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINE", "é")
    out = tmp_path / "out"
    before = os.umask(0o027)
    try:
        python("import os, sys; open(sys.argv[1], 'w').write(os.environ['MINE'] + sys.stdin.read())", str(out))
    finally:
        os.umask(before)

    assert out.stat().st_mode & 0o777 == 0o640
    text = out.read_text()
    assert text.startswith("é")
    told = json.loads(text[1:])
    assert (told["schema"], told["follow"]) == ("council-minutes-notices/1", "allotments")
    assert [notice["id"] for notice in told["notices"]] == [ONE.id, CHANGED.id]


def test_arguments_are_no_shell_words(tmp_path: Path) -> None:
    argument = "$(id) ; * 'a"
    python("import sys; open(sys.argv[1], 'w').write(sys.argv[2])", str(tmp_path / "out"), argument)

    assert (tmp_path / "out").read_text() == argument


def test_a_program_need_not_read_what_it_is_given() -> None:
    deliver(Command(("true",)), "allotments", [ONE] * 5000, context())


@pytest.mark.parametrize(("status", "again"), [(1, True), (75, True), (126, False), (127, False)])
def test_its_status_says_whether_to_try_again(status: int, *, again: bool) -> None:
    code = f"import sys; sys.stderr.write('one\\ntwo \\x1b[2J\\n\\n'); sys.exit({status})"

    assert failure("/usr/bin/env", sys.executable, "-c", code) == (f"/usr/bin/env ended with {status}: two [2J", again)


def test_of_endless_complaints_the_last_is_told() -> None:
    code = "import sys; sys.stderr.write('x\\n' * 100_000 + 'at last'); sys.exit(3)"

    assert failure("/usr/bin/env", sys.executable, "-c", code) == ("/usr/bin/env ended with 3: at last", True)


def test_a_signal_is_told() -> None:
    code = "import os; os.kill(os.getpid(), 9)"

    assert failure("/usr/bin/env", sys.executable, "-c", code) == ("/usr/bin/env was ended by signal 9", True)


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("no program")

    assert failure("no-such-program") == ("no-such-program cannot be run (no such file or directory)", False)
    assert failure(str(tmp_path / "plain")) == (f"{tmp_path / 'plain'} cannot be run (permission denied)", False)
    (tmp_path / "plain").chmod(0o755)
    assert failure(str(tmp_path / "plain")) == (f"{tmp_path / 'plain'} cannot be run (exec format error)", False)


def test_a_program_that_takes_too_long_is_ended_with_all_it_started(tmp_path: Path) -> None:
    """It does not listen, and neither does its child, which holds its standard error."""
    code = (
        "import os, signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); child = os.fork();"
        "child and open(sys.argv[1], 'w').write(f'{os.getpid()} {child}'); time.sleep(600)"
    )
    out = tmp_path / "out"
    reason, again = failure("/usr/bin/env", sys.executable, "-c", code, str(out), timeout=0.8)

    assert (reason, again) == ("/usr/bin/env took more than 2.4 seconds", True)
    for number in out.read_text().split():
        assert ends(int(number))


def ends(number: int) -> bool:
    """Whether a process is gone, now or in a moment: a signal takes its time."""
    for _ in range(500):
        if not runs(number):
            return True
        time.sleep(0.01)
    return False


def runs(number: int) -> bool:
    """Whether a process does anything; one that ended and that nobody asked after does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_what_a_program_leaves_running_is_not_waited_for_nor_ended(tmp_path: Path) -> None:
    code = (
        "import os, subprocess, sys;"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
        "open(sys.argv[1], 'w').write(str(child.pid))"
    )
    python(code, str(tmp_path / "out"))

    child = int((tmp_path / "out").read_text())
    assert runs(child)
    os.kill(child, 9)


def test_a_program_leaves_no_zombie() -> None:
    before = ended_children()
    tell("true")

    assert ended_children() <= before


def ended_children() -> set[int]:
    """The children of this process that ended and were not waited for."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            state, parent = path.read_text().rpartition(")")[2].split()[:2]
            found |= {int(path.parent.name)} if state == "Z" and int(parent) == os.getpid() else set()
    return found


def test_a_hostile_name_reaches_it_as_json(tmp_path: Path) -> None:
    code = "import sys; open(sys.argv[1], 'w').write(sys.stdin.read())"
    deliver(Command((sys.executable, "-c", code, str(tmp_path / "out"))), HOSTILE, [ONE], context())

    assert json.loads((tmp_path / "out").read_text())["follow"] == HOSTILE.encode("utf-8", "replace").decode()
