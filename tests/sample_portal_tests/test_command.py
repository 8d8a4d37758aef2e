"""The command line: what it prints, writes and refuses."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sample_portal.__main__ import main

TESTS = Path(__file__).resolve().parent.parent
FEW = ("--items", "60", "--years", "3")


@contextmanager
def served(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command as it runs, with the address it printed first."""
    command = [sys.executable, "-m", "sample_portal", *FEW, *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(TESTS)})
    try:
        assert process.stdout
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


def test_its_first_line_is_an_address_that_answers(tmp_path: Path) -> None:
    truth = tmp_path / "truth.jsonl"
    with served("--prefix", "/x", "--day", "2026-05-04", "--truth", str(truth)) as (process, address):
        with urllib.request.urlopen(f"{address}mgListCommittees.aspx") as page:
            assert b'id="modgov"' in page.read()
        process.send_signal(signal.SIGINT)

        assert address.endswith("/x/")
        assert process.wait(20) == 0
    assert {"id", "number", "title", "minutes"} <= set(json.loads(truth.read_text().splitlines()[0]))


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        assert main((*FEW, "--port", port)) == 2
    assert f"cannot listen on port {port}" in capsys.readouterr().err


def test_a_certificate_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.pem"
    path.write_text("nothing")

    assert main((*FEW, "--tls", str(path), str(path))) == 2
    assert "are no certificate and key" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong", [("--items", "0"), ("--port", "70000"), ("--prefix", "x"), ("--day", "tomorrow"), ("--years", "some")]
)
def test_what_makes_no_sense_is_refused(wrong: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(wrong)

    assert ended.value.code == 2
    assert wrong[0] in capsys.readouterr().err
