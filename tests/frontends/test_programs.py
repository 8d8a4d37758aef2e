"""The system's programs: whatever they do, there is an answer in words."""

from pathlib import Path

import pytest
from fake_schedulers import RUNS_FOR_EVER, FakeSchedulers
from scheduled import a_job

from searcher.errors import CannotSchedule
from searcher.frontends.programs import Programs, Ran
from searcher.frontends.user_crontab import Crontab
from searcher.frontends.user_timers import Timers
from searcher.storage import Storage


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeSchedulers:
    """A machine without any of the programs."""
    return FakeSchedulers(tmp_path, monkeypatch)


def test_a_program_gets_what_it_is_given_and_gives_bytes_back(machine: FakeSchedulers) -> None:
    assert Programs().run("cat", given=b"\xff\n") == Ran(b"\xff\n")


def test_a_program_that_is_not_there_is_told(machine: FakeSchedulers) -> None:
    assert Programs().run("systemctl", "--user").failure == "there is no systemctl here"


def test_a_program_that_fails_is_told_with_its_last_words(machine: FakeSchedulers) -> None:
    machine.put("crontab", "echo hm >&2; echo 'crontab: the disk is full' >&2; exit 3")

    assert Programs().run("crontab", "-").failure == "crontab failed: the disk is full"


def test_a_program_that_fails_in_silence_is_told_with_its_status(machine: FakeSchedulers) -> None:
    machine.put("crontab", "exit 3")

    assert Programs().run("crontab", "-").failure == "crontab failed: exit status 3"


def test_what_is_no_program_is_told(machine: FakeSchedulers) -> None:
    machine.put("crontab", "")
    (Path(machine.kept.parent) / "programs" / "crontab").write_bytes(b"\x00\x01")

    assert "crontab cannot be run" in str(Programs().run("crontab", "-l").failure)


def test_a_program_that_never_ends_is_ended(machine: FakeSchedulers) -> None:
    machine.put("systemctl", RUNS_FOR_EVER)

    assert Programs(0.2).run("systemctl").failure == "systemctl did not answer within 0.2 seconds"


def test_messages_are_asked_for_in_english(machine: FakeSchedulers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "pl_PL.UTF-8")
    machine.put("crontab", 'echo "$LC_ALL"')

    assert Programs().run("crontab").out == b"C\n"


def test_a_service_manager_that_never_answers_is_none(machine: FakeSchedulers) -> None:
    machine.put("systemctl", RUNS_FOR_EVER)

    assert "did not answer" in str(Timers(machine.config, Programs(0.2), Storage()).missing())


def test_a_crontab_that_never_answers_is_never_written(machine: FakeSchedulers) -> None:
    machine.put("crontab", f'[ "$1" = -l ] || {{ echo > {machine.kept}/crontab; exit; }}; {RUNS_FOR_EVER}')
    crontab = Crontab(Programs(0.2))

    with pytest.raises(CannotSchedule, match="did not answer"):
        crontab.install(a_job(Path("/srv/minutes")))

    assert not (machine.kept / "crontab").exists()


def test_an_order_that_never_ends_leaves_the_units_as_they_were(machine: FakeSchedulers) -> None:
    machine.put("systemctl", f'[ "$2" != enable ] || {RUNS_FOR_EVER}')
    job = a_job(Path("/srv/minutes"))

    with pytest.raises(CannotSchedule, match=rf"did not answer .*enable --now {job.name}.timer"):
        Timers(machine.config, Programs(3), Storage()).install(job)

    assert list(machine.config.iterdir()) == []


@pytest.mark.parametrize("words", ["no crontab for ann", "crontab: can't open 'ann': No such file or directory"])
def test_no_crontab_yet_is_an_empty_one(machine: FakeSchedulers, words: str) -> None:
    machine.put("crontab", f'echo "{words}" >&2; exit 1')

    assert Crontab(Programs()).missing() is None
