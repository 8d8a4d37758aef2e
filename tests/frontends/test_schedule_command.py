"""The commands schedule show, install, remove, on machines with systemd, with cron, with neither."""

import os
import sys
from pathlib import Path

import pytest
from commands import Command, command
from fake_schedulers import FakeSchedulers
from rights import give_to_somebody_else

from searcher.frontends import searcher_command
from searcher.scheduling import schedule_name

SETTINGS = 'contact = "me@example.org"\n[portals.oakham]\nurl = "https://democracy.example.org/"\n'
OTHERS = b"# mine\nMAILTO=ann\n5 4 * * * echo 100\\% \xff\n"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeSchedulers:
    """A machine with systemd and cron."""
    monkeypatch.delenv("SEARCHER_CONTACT", raising=False)
    machine = FakeSchedulers(tmp_path, monkeypatch)
    machine.have("systemctl", "loginctl", "crontab")
    return machine


@pytest.fixture
def cron_only(machine: FakeSchedulers) -> FakeSchedulers:
    """A machine with cron and a crontab, on which systemd does not run."""
    machine.fail("no-manager")
    machine.crontab = OTHERS
    return machine


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index folder to which a portal was added."""
    folder = tmp_path / "my minutes"
    folder.mkdir()
    (folder / "settings.toml").write_text(SETTINGS)
    return folder


@pytest.fixture
def schedule(index: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command `searcher schedule` over that folder."""
    run = command(searcher_command.main, capsys, "--index", index, after=2)
    return lambda *arguments: run("schedule", *arguments)


def test_a_timer_and_its_service_are_written_and_started(
    schedule: Command, machine: FakeSchedulers, index: Path
) -> None:
    told = schedule("install", "--every", "6h")
    name = schedule_name(index)

    assert (told.status, told.out) == (0, "")
    assert f"systemd updates {index} every 6h, as {name}\n" in told.err
    assert list(machine.units) == [f"{name}.service", f"{name}.timer"]
    assert machine.orders == ["daemon-reload", f"enable --now {name}.timer"]
    assert not (machine.kept / "crontab").exists()


def test_the_service_runs_the_searcher_that_runs_now(schedule: Command, machine: FakeSchedulers, index: Path) -> None:
    schedule("install")

    own = Path(sys.executable).with_name("searcher")
    assert f':{own} update --index "{index}"\n' in machine.units[f"{schedule_name(index)}.service"]


def test_installing_twice_is_installing_once(schedule: Command, machine: FakeSchedulers) -> None:
    schedule("install", "--every", "6h")
    units = machine.units
    told = schedule("install", "--every", "6h")

    assert told.status == 0
    assert machine.units == units
    assert not [order for order in machine.orders if order.startswith("restart")]


def test_another_interval_replaces_the_one_before(schedule: Command, machine: FakeSchedulers, index: Path) -> None:
    schedule("install", "--every", "6h")
    schedule("install", "--every", "7h")
    name = schedule_name(index)

    assert list(machine.units) == [f"{name}.service", f"{name}.timer"]
    assert "OnUnitActiveSec=7h\n" in machine.units[f"{name}.timer"]
    assert machine.orders[-1] == f"restart {name}.timer"


def test_two_archives_have_two_timers(schedule: Command, machine: FakeSchedulers, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    schedule("install")
    schedule("install", "--index", tmp_path / "other")

    assert len(machine.units) == 4


def test_a_folder_has_one_name_however_it_is_reached(schedule: Command, machine: FakeSchedulers, index: Path) -> None:
    (index.parent / "link").symlink_to(index)
    schedule("install")
    schedule("install", "--index", index.parent / "link" / ".." / "link")

    assert len(machine.units) == 2


def test_removing_stops_the_timer_and_leaves_nothing(schedule: Command, machine: FakeSchedulers, index: Path) -> None:
    schedule("install")
    wants = machine.config / "systemd/user/timers.target.wants"
    wants.mkdir()
    (wants / f"{schedule_name(index)}.timer").symlink_to("../gone")
    told = schedule("remove")

    assert (told.status, told.err) == (0, f"{schedule_name(index)} is removed from systemd\n")
    assert machine.orders[-3] == f"disable --now {schedule_name(index)}.timer"
    assert machine.orders[-1] == "daemon-reload"
    assert machine.units == {}
    assert list(wants.iterdir()) == []


def test_removing_nothing_is_told_and_done(schedule: Command, machine: FakeSchedulers, index: Path) -> None:
    told = schedule("remove")

    assert (told.status, told.out, told.err) == (0, "", f"nothing was installed for {index}\n")
    assert machine.orders == []


def test_the_timer_of_a_folder_that_is_gone_can_be_removed(
    schedule: Command, machine: FakeSchedulers, index: Path
) -> None:
    schedule("install")
    (index / "settings.toml").unlink()
    index.rmdir()

    assert schedule("remove").status == 0
    assert machine.units == {}


def test_what_cannot_be_stopped_is_not_removed(schedule: Command, machine: FakeSchedulers) -> None:
    schedule("install")
    machine.fail("fails-disable")
    told = schedule("remove")

    assert told.status == 2
    assert "it is Monday" in told.err
    assert len(machine.units) == 2


def test_without_a_service_manager_units_are_removed_all_the_same(schedule: Command, machine: FakeSchedulers) -> None:
    schedule("install")
    machine.fail("no-manager")

    assert schedule("remove").status == 0
    assert machine.units == {}


@pytest.mark.parametrize("order", ["daemon-reload", "enable"])
def test_what_systemd_does_not_take_is_told_and_leaves_nothing(
    schedule: Command, machine: FakeSchedulers, order: str
) -> None:
    machine.fail(f"fails-{order}")
    told = schedule("install")

    assert told.status == 2
    assert f"Failed to {order}: it is Monday (systemctl --user {order}" in told.err
    assert machine.units == {}


def test_what_systemd_does_not_take_leaves_what_was_there(schedule: Command, machine: FakeSchedulers) -> None:
    schedule("install", "--every", "6h")
    units = machine.units
    machine.fail("fails-enable")

    assert schedule("install", "--every", "7h").status == 2
    assert machine.units == units


def test_units_that_cannot_be_written_are_told(schedule: Command, machine: FakeSchedulers) -> None:
    (machine.config / "systemd").write_text("a file, where a folder should be")
    told = schedule("install")

    assert told.status == 2
    assert told.err.startswith("searcher: ")
    assert "Traceback" not in told.err


@pytest.mark.parametrize("missing", ["systemctl", "no-manager"])
def test_without_systemd_it_is_the_crontab(
    schedule: Command, machine: FakeSchedulers, index: Path, missing: str
) -> None:
    machine.crontab = OTHERS
    machine.lose("systemctl") if missing == "systemctl" else machine.fail(missing)
    told = schedule("install", "--every", "6h")

    assert told.status == 0
    assert f"cron updates {index} every 6h" in told.err
    assert f"what a run tells will be in {index / 'update.log'}\n" in told.err
    assert machine.crontab.startswith(OTHERS + f"# BEGIN {schedule_name(index)}, every 6h".encode())
    assert machine.units == {}


def test_a_crontab_may_be_the_first(schedule: Command, machine: FakeSchedulers) -> None:
    machine.fail("no-manager")

    assert schedule("install").status == 0
    assert machine.crontab.startswith(b"# BEGIN council-minutes-")


def test_in_the_crontab_too_another_interval_replaces(schedule: Command, cron_only: FakeSchedulers) -> None:
    schedule("install", "--every", "6h")
    schedule("install", "--every", "weekly")

    assert cron_only.crontab.count(b"BEGIN") == 1
    assert b", every 1w;" in cron_only.crontab


def test_removed_from_the_crontab_all_else_stays(schedule: Command, cron_only: FakeSchedulers) -> None:
    schedule("install")
    told = schedule("remove")

    assert (told.status, cron_only.crontab) == (0, OTHERS)
    assert "is removed from cron" in told.err


def test_what_cron_cannot_tell_is_refused_with_what_it_can(schedule: Command, cron_only: FakeSchedulers) -> None:
    for action in ("install", "show"):
        told = schedule(action, "--every", "7h")

        assert (told.status, told.out) == (2, "")
        assert "it does every 15m, 20m, 30m, 1h" in told.err
    assert cron_only.crontab == OTHERS


def test_a_crontab_that_cannot_be_written_is_told(schedule: Command, cron_only: FakeSchedulers) -> None:
    cron_only.fail("full")
    told = schedule("install")

    assert (told.status, cron_only.crontab) == (2, OTHERS)
    assert told.err == "searcher: crontab failed: No space left on device\n"


@pytest.mark.parametrize("has_crontab", [False, True])
def test_with_neither_both_texts_are_given(schedule: Command, machine: FakeSchedulers, has_crontab: bool) -> None:
    machine.lose("systemctl")
    if has_crontab:
        machine.crontab = OTHERS
        machine.fail("forbidden")
    else:
        machine.lose("crontab")
    told = schedule("install", "--every", "6h")

    assert told.status == 2
    assert "\nOnCalendar=" in told.out
    assert "\nExecStart=" in told.out
    assert "\n# BEGIN council-minutes-" in told.out
    assert "there is no systemctl here" in told.err
    assert ("not allowed to use this program" if has_crontab else "there is no crontab here") in told.err
    assert not has_crontab or machine.crontab == OTHERS


def test_with_neither_show_gives_both_and_removing_nothing_is_done(schedule: Command, machine: FakeSchedulers) -> None:
    machine.lose("systemctl")
    machine.lose("crontab")
    told = schedule("show")

    assert told.status == 0
    assert "\nOnCalendar=" in told.out
    assert "\n# BEGIN council-minutes-" in told.out
    assert "install cannot put it there: no systemd: there is no systemctl here; no cron: " in told.err
    assert schedule("remove").status == 0


def test_of_two_schedulers_one_runs_it(schedule: Command, machine: FakeSchedulers, index: Path) -> None:
    machine.crontab = OTHERS
    machine.fail("no-manager")
    schedule("install")
    (machine.kept / "no-manager").unlink()
    told = schedule("install")

    assert told.status == 0
    assert f"{schedule_name(index)} is removed from cron\n" in told.err
    assert machine.crontab == OTHERS
    assert len(machine.units) == 2

    machine.fail("no-manager")
    assert "is removed from systemd\n" in schedule("install").err
    assert machine.units == {}


def test_a_crontab_that_cannot_be_seen_does_not_stop_systemd(schedule: Command, machine: FakeSchedulers) -> None:
    machine.fail("forbidden")
    told = schedule("install")

    assert told.status == 0
    assert "whether cron runs it too could not be seen: crontab failed: You (ann) are not allowed" in told.err


def test_show_gives_what_install_writes(schedule: Command, machine: FakeSchedulers) -> None:
    shown = schedule("show", "--every", "6h").out
    assert machine.units == {}
    schedule("install", "--every", "6h")

    folder = machine.config / "systemd/user"
    for name, content in machine.units.items():
        assert f"# {folder / name}\n{content}\n" in shown
    assert "Installed now, for systemd: nothing.\n" in shown


def test_show_gives_what_install_puts_into_the_crontab(schedule: Command, cron_only: FakeSchedulers) -> None:
    shown = schedule("show", "--every", "6h").out
    assert cron_only.crontab == OTHERS
    schedule("install", "--every", "6h")

    assert f"# crontab\n{cron_only.crontab.removeprefix(OTHERS).decode()}\n" in shown


def test_show_tells_whether_what_is_installed_is_that(schedule: Command, machine: FakeSchedulers) -> None:
    schedule("install", "--every", "6h")

    assert schedule("show", "--every", "6h").out.endswith("\nInstalled now, for systemd: this.\n")
    other = schedule("show", "--every", "7h").out.partition("Installed now, for systemd: another text")[2]
    assert "\n-Description=Update of councils' minutes every 6h\n" in other
    assert "\n+OnUnitActiveSec=7h\n" in other

    machine.fail("idle")
    assert "this, but the timer is stopped" in schedule("show", "--every", "6h").out


def test_show_tells_of_what_another_scheduler_has(schedule: Command, machine: FakeSchedulers) -> None:
    machine.crontab = OTHERS
    machine.fail("no-manager")
    schedule("install")
    (machine.kept / "no-manager").unlink()

    assert "Installed now, for cron, which install would remove:\n\n# crontab\n# BEGIN " in schedule("show").out


@pytest.mark.parametrize(
    ("linger", "words"),
    [
        ("Linger=no\n", "it runs while you are logged in; to have it run always: loginctl enable-linger"),
        ("", "is not known; to be sure: loginctl enable-linger"),
        ("Linger=yes\n", None),
    ],
)
def test_what_lingering_means_is_told(
    schedule: Command, machine: FakeSchedulers, linger: str, words: str | None
) -> None:
    (machine.kept / "linger").write_text(linger)
    told = schedule("install")

    assert told.status == 0
    assert words in told.err if words else "loginctl" not in told.err


def test_without_loginctl_lingering_is_not_known(schedule: Command, machine: FakeSchedulers) -> None:
    machine.lose("loginctl")
    told = schedule("install")

    assert told.status == 0
    assert "is not known; to be sure: loginctl enable-linger" in told.err


def test_councils_are_those_that_are_known(schedule: Command, machine: FakeSchedulers, index: Path) -> None:
    assert schedule("install", "--council", "oakham").status == 0
    assert " --council oakham\n" in machine.units[f"{schedule_name(index)}.service"]

    told = schedule("install", "--council", "elsewhere")
    assert (told.status, told.err) == (2, "searcher: no portal of 'elsewhere' is known; known are: oakham\n")


def test_a_contact_that_only_the_environment_tells_is_passed_on(
    schedule: Command, machine: FakeSchedulers, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEARCHER_CONTACT", "you@example.org")
    schedule("install")
    assert "--contact" not in machine.units[f"{schedule_name(index)}.service"]

    (index / "settings.toml").write_text(SETTINGS.partition("\n")[2])
    schedule("install")
    assert " --contact you@example.org\n" in machine.units[f"{schedule_name(index)}.service"]


def test_what_no_run_could_do_is_told(schedule: Command, machine: FakeSchedulers, index: Path) -> None:
    (index / "settings.toml").write_text(SETTINGS.partition("\n")[2])
    assert "no run can do anything before contact is set in " in schedule("install").err

    (index / "settings.toml").unlink()
    told = schedule("install")
    assert told.status == 0
    assert "no portal is known yet, so no run can do anything before: searcher add URL\n" in told.err


@pytest.mark.parametrize(("mode", "umask"), [(0o755, "0022"), (0o700, "0077"), (0o2770, "0007"), (0o775, "0002")])
def test_who_may_read_the_folder_may_read_what_is_written(
    schedule: Command, machine: FakeSchedulers, index: Path, mode: int, umask: str
) -> None:
    index.chmod(mode)
    schedule("install")

    assert f"\nUMask={umask}\n" in machine.units[f"{schedule_name(index)}.service"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_the_folder_of_another_user_is_told_apart(schedule: Command, machine: FakeSchedulers, index: Path) -> None:
    own_settings = machine.config / "council-minutes-search"
    own_settings.mkdir()
    (own_settings / "settings.toml").write_text("trusted_owners = [65534]\n")
    schedule("install")
    assert "\nProtectSystem=strict\n" in machine.units[f"{schedule_name(index)}.service"]

    give_to_somebody_else(index / "settings.toml")
    assert schedule("install").status == 0
    assert "ProtectSystem" not in machine.units[f"{schedule_name(index)}.service"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--every", "often"), "--every: 'often' is no interval; one is 15m, 6h, 2d, 1w, hourly, daily or weekly"),
        (("--every", "5m"), "--every takes 15m or more"),
        (("--every", "2w"), "--every takes up to 1d, or 1w, not 2w"),
    ],
)
def test_intervals_that_cannot_be_are_refused(
    schedule: Command, machine: FakeSchedulers, arguments: tuple[str, ...], reason: str
) -> None:
    for action in ("install", "show"):
        told = schedule(action, *arguments)

        assert (told.status, told.out) == (2, "")
        assert reason in told.err
    assert machine.orders == []


def test_a_folder_that_is_not_there_is_refused(schedule: Command, machine: FakeSchedulers, tmp_path: Path) -> None:
    told = schedule("install", "--index", tmp_path / "gone")

    assert told.status == 2
    assert f"there is no index folder at {tmp_path / 'gone'}. Begin with: searcher add URL --index" in told.err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_folder_with_a_line_break_in_its_name_is_refused(
    schedule: Command, machine: FakeSchedulers, tmp_path: Path
) -> None:
    (tmp_path / "two\nlines").mkdir()
    told = schedule("install", "--index", tmp_path / "two\nlines")

    assert told.status == 2
    assert "has a line break or another character that a timer cannot hold" in told.err
    assert machine.orders == []


def test_folders_that_follows_are_told_in_may_be_written_in(
    schedule: Command, machine: FakeSchedulers, index: Path, tmp_path: Path
) -> None:
    (tmp_path / "www").mkdir()
    (index / "inside.xml").symlink_to(tmp_path / "www" / "feed.xml")
    (index / "follows.toml").write_text(
        '[works]\nwords = "wall"\n[[works.outlets]]\nkind = "feed"\npath = "inside.xml"\n'
        '[[works.outlets]]\nkind = "lines"\npath = "works.jsonl"\n'
    )

    schedule("install")

    service = machine.units[f"{schedule_name(index)}.service"]
    assert f'ReadWritePaths="-{index}" -{tmp_path / "www"} -/tmp' in service


def test_what_cannot_be_followed_is_told_before_it_is_scheduled(
    schedule: Command, machine: FakeSchedulers, index: Path
) -> None:
    (index / "follows.toml").write_text('[works]\nwords = "(wall"\n')

    told = schedule("install")

    assert told.status == 2
    assert "follows.toml, line 2" in told.err
    assert machine.units == {}


def test_a_follow_tells_where_the_timer_may_not_write(
    schedule: Command, machine: FakeSchedulers, index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    follow = command(searcher_command.main, capsys, "--index", index, after=2)
    schedule("install")

    inside = follow("follow", "add", "works", "wall", "--feed", "works.xml")
    outside = follow("follow", "add", "roads", "road", "--feed", str(tmp_path / "roads.xml"))
    schedule("install")
    again = follow("follow", "add", "trees", "tree", "--feed", str(tmp_path / "trees.xml"))

    assert f"what is new will be in {index / 'works.xml'}" in inside.err
    assert "searcher schedule install" in outside.err
    assert "searcher schedule install" not in inside.err + again.err
