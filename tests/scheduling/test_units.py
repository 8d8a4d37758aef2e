"""A job in systemd's words: what systemd itself makes of them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from scheduled import ODD_NAMES, a_job, a_program

from searcher.scheduling import Job, may_write, service_unit, timer_unit

EVERY = ["15m", "25m", "1h", "6h", "7h", "daily", "weekly"]


@pytest.fixture(scope="module")
def analyze() -> str:
    """The program that reads units as systemd does. Where everything is to be tested it must be there."""
    program = shutil.which("systemd-analyze")
    if program is None and not os.environ.get("CI"):
        pytest.skip("there is no systemd-analyze here")
    assert program
    return program


def faults(analyze: str, folder: Path, job: Job) -> list[str]:
    """What systemd says is wrong with the units of a job."""
    units = folder / "units"
    units.mkdir(exist_ok=True)
    (units / f"{job.name}.service").write_text(service_unit(job))
    (units / f"{job.name}.timer").write_text(timer_unit(job))
    ran = subprocess.run(
        [analyze, "--user", "verify", *sorted(map(str, units.iterdir()))],
        capture_output=True, text=True, check=False, env={**os.environ, "XDG_RUNTIME_DIR": str(folder)},
    )  # fmt: skip
    told = [line for line in ran.stderr.splitlines() if job.name in line]
    return told or ([f"exit status {ran.returncode}: {ran.stderr}"] if ran.returncode else [])


@pytest.mark.parametrize("name", ODD_NAMES)
def test_systemd_finds_the_command_whatever_the_path(analyze: str, tmp_path: Path, name: str) -> None:
    command = a_program(tmp_path / name / "searcher")

    assert faults(analyze, tmp_path, a_job(tmp_path / name, command)) == []


def test_systemd_tells_of_a_command_that_is_not_there(analyze: str, tmp_path: Path) -> None:
    assert "is not executable" in faults(analyze, tmp_path, a_job(tmp_path, tmp_path / "searcher"))[0]


@pytest.mark.parametrize("every", EVERY)
def test_systemd_takes_every_interval(analyze: str, tmp_path: Path, every: str) -> None:
    command = a_program(tmp_path / "searcher")
    job = a_job(tmp_path, command, every, councils=("ash", "elm"), contact="me@example.org")

    assert faults(analyze, tmp_path, job) == []


@pytest.mark.parametrize("every", ["15m", "1h", "6h", "daily", "weekly"])
def test_systemd_reads_the_times_as_they_are_meant(analyze: str, every: str) -> None:
    timer = timer_unit(a_job(Path("/srv/minutes"), every=every))
    calendar = timer.partition("OnCalendar=")[2].partition("\n")[0]
    ran = subprocess.run([analyze, "calendar", calendar], capture_output=True, text=True, check=True)

    assert "Next elapse: never" not in ran.stdout
    assert "Persistent=true\n" in timer


def test_an_interval_of_no_clock_is_counted_from_the_last_run() -> None:
    timer = timer_unit(a_job(Path("/srv/minutes"), every="7h"))

    assert "OnActiveSec=15m\nOnUnitActiveSec=7h\n" in timer
    assert "OnCalendar=" not in timer


def test_every_word_of_a_command_is_quoted() -> None:
    service = service_unit(a_job(Path('/srv/100% "$HOME"'), Path("/opt/a b/searcher")))

    assert 'ExecStart=:"/opt/a b/searcher" update --index "/srv/100%% \\"$HOME\\""\n' in service


def test_councils_have_a_run_each() -> None:
    service = service_unit(a_job(Path("/srv/minutes"), councils=("ash", "elm")))

    assert service.count("ExecStart=") == 2
    assert "--index /srv/minutes --council ash\n" in service


def test_only_the_index_folder_may_be_written_in() -> None:
    service = service_unit(a_job(Path("/srv/my minutes")))

    assert (
        'ProtectSystem=strict\nProtectHome=read-only\nPrivateTmp=true\nReadWritePaths="-/srv/my minutes"\n' in service
    )


def test_folders_of_outlets_may_be_written_in_too() -> None:
    service = service_unit(a_job(Path("/srv/minutes"), outlets=(Path("/srv/www"), Path("/srv/my lines"))))
    hidden = service_unit(a_job(Path("/srv/minutes"), outlets=(Path("/tmp/lines"),)))

    assert 'PrivateTmp=true\nReadWritePaths=-/srv/minutes -/srv/www "-/srv/my lines"\n' in service
    assert "PrivateTmp" not in hidden
    assert may_write(service, Path("/srv/www"))
    assert may_write(service, Path("/srv/my lines"))
    assert not may_write(service, Path("/srv"))


def test_another_users_folder_is_not_looked_at_from_a_namespace_of_users() -> None:
    service = service_unit(a_job(Path("/srv/minutes"), is_own=False))

    assert "NoNewPrivileges=true\n" in service
    assert not any(name in service for name in ("ProtectSystem", "ProtectHome", "PrivateTmp", "ReadWritePaths"))


@pytest.mark.parametrize("folder", [Path("/tmp/minutes"), Path("/var/tmp/minutes")])
def test_an_index_folder_in_tmp_is_not_hidden(folder: Path) -> None:
    service = service_unit(a_job(folder))

    assert "PrivateTmp" not in service
    assert f"ReadWritePaths=-{folder} -/tmp -/var/tmp\n" in service


def test_nothing_is_set_that_a_users_own_service_manager_cannot_do() -> None:
    settings = {line.partition("=")[0] for line in service_unit(a_job(Path("/srv/minutes"))).splitlines()}

    assert settings.isdisjoint(
        {"User", "PrivateUsers", "PrivateDevices", "ProtectKernelModules", "ProtectKernelLogs", "ProtectClock"}
        | {"CapabilityBoundingSet", "DynamicUser", "IPAddressDeny", "ProtectProc"}
    )


def test_who_may_read_is_as_with_the_index_folder() -> None:
    assert "UMask=0077\n" in service_unit(a_job(Path("/srv/minutes"), umask=0o077))
