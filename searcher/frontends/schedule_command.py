"""The commands that have `searcher update` run again and again: schedule show, install, remove."""

import datetime
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from searcher.errors import CannotSchedule
from searcher.folders import index_folder, is_own, user_units
from searcher.follows import load_follows
from searcher.frontends.options import IndexOption
from searcher.frontends.output import give, say
from searcher.frontends.programs import Programs
from searcher.frontends.user_crontab import Crontab
from searcher.frontends.user_timers import Timers
from searcher.intervals import NotAnInterval, interval_of, interval_text
from searcher.pipeline.delivering import followed_in
from searcher.render.schedules import shown_texts, standing
from searcher.scheduling import LOG, Job, Text, refuse_interval, schedule_name, schtasks_line
from searcher.settings import Settings, contact_in_environment, is_contact, load_settings
from searcher.storage import Storage

Scheduler = Timers | Crontab

EveryOption = Annotated[
    str, typer.Option("--every", metavar="INTERVAL", help="15m or more, such as 6h, daily, weekly.")
]
CouncilOption = Annotated[
    list[str] | None, typer.Option("--council", metavar="NAME", help="Only this council; may be repeated.")
]


def show(every: EveryOption = "daily", council: CouncilOption = None, index: IndexOption = None) -> int:
    """Show what install would write, and what is installed now."""
    job = _job(every, tuple(council or ()), index)
    timers, crontab = _schedulers()
    chosen = _chosen(timers, crontab)
    texts = _texts_of((timers, crontab), job) if chosen is None else {chosen: chosen.texts(job)}
    for wanted in texts.values():
        give(shown_texts(wanted))
    for scheduler in (timers, crontab):
        _give_standing(scheduler, job.name, texts.get(scheduler, ()))
    if chosen is None:
        say(f"install cannot put it there: {_reasons(timers, crontab)}")
    _tell_notes(job, chosen)
    return 0


def install(every: EveryOption = "daily", council: CouncilOption = None, index: IndexOption = None) -> int:
    """Have the archive updated at intervals from now on."""
    job = _job(every, tuple(council or ()), index)
    timers, crontab = _schedulers()
    chosen = _chosen(timers, crontab)
    if chosen is None:
        for texts in _texts_of((timers, crontab), job).values():
            give(shown_texts(texts))
        raise CannotSchedule(f"put one of the above there by hand: {_reasons(timers, crontab)}")
    chosen.install(job)
    say(f"{chosen.label} updates {job.folder} every {interval_text(job.every)}, as {job.name}")
    _remove_other(crontab if chosen is timers else timers, job.name)
    _tell_notes(job, chosen)
    return 0


def remove(index: IndexOption = None) -> int:
    """Have the archive updated no more, except by hand."""
    folder = index_folder(index).resolve()
    removed = [_is_removed(scheduler, schedule_name(folder)) for scheduler in _schedulers()]
    if not any(removed):
        say(f"nothing was installed for {folder}")
    return 0


schedule = typer.Typer(
    help="Have systemd or cron update the archive at intervals.",
    rich_markup_mode=None,
    epilog="Example: searcher schedule install --every 6h --index ~/minutes",
)
schedule.command(epilog="Example: searcher schedule show --every 6h")(show)
schedule.command(epilog="Example: searcher schedule install --every 6h --index ~/minutes")(install)
schedule.command(epilog="Example: searcher schedule remove --index ~/minutes")(remove)


def _schedulers() -> tuple[Timers, Crontab]:
    programs = Programs()
    return Timers(user_units(), programs, Storage()), Crontab(programs)


def _chosen(timers: Timers, crontab: Crontab) -> Scheduler | None:
    """The one that this machine has; timers before the crontab, for they catch up with what was slept through."""
    return next((one for one in (timers, crontab) if one.missing() is None), None)


def _reasons(*schedulers: Scheduler) -> str:
    return "; ".join(f"no {one.label}: {reason}" for one in schedulers if (reason := one.missing()))


def _job(every: str, councils: tuple[str, ...], index: Path | None) -> Job:
    """What is to be run. Raises CannotSchedule for what could not run."""
    folder = index_folder(index).resolve()
    if not folder.is_dir():
        raise CannotSchedule(f"there is no index folder at {folder}. Begin with: searcher add URL --index {folder}")
    settings = load_settings(folder)
    for council in councils:
        if council not in settings.portals:
            known = ", ".join(sorted(settings.portals)) or "none"
            raise CannotSchedule(f"no portal of {council!r} is known; known are: {known}")
    job = Job(_own_path(), folder, _interval(every), councils, _contact(settings))
    if os.name == "nt":
        raise CannotSchedule(f"on Windows, type: {schtasks_line(job)}")
    return replace(job, umask=_umask(folder), is_own=is_own(folder), outlets=_outlets(folder))


def _interval(every: str) -> datetime.timedelta:
    try:
        interval = interval_of(every)
    except NotAnInterval as error:
        raise typer.BadParameter(f"--every: {error}") from error
    refuse_interval(interval)
    return interval


def _own_path() -> Path:
    """The command that runs now, or the one beside this Python. Its last link stays, for an upgrade may lead it on."""
    for told in (sys.argv[0], Path(sys.executable).with_name("searcher"), shutil.which("searcher") or ""):
        path = Path(told)
        if path.stem == "searcher" and path.is_file() and os.access(path, os.X_OK):
            return path.parent.resolve() / path.name
    raise CannotSchedule("the command searcher was not found; install the package, and run it by that name")


def _contact(settings: Settings) -> str | None:
    """Where councils can write to, when only this environment tells it, which a scheduler does not have."""
    contact = None if settings.contact else contact_in_environment()
    if contact is not None and not is_contact(contact):
        raise CannotSchedule("$SEARCHER_CONTACT is to be an e-mail address, or a web address that tells one")
    return contact


def _umask(folder: Path) -> int:
    """What others may not do with the index folder they may not do with what is written in it."""
    return (~folder.stat().st_mode & 0o077) | 0o002


def _outlets(folder: Path) -> tuple[Path, ...]:
    """The folders of files that follows are told in, outside the index folder. Raises BadSetting."""
    followed = followed_in(folder, load_follows(folder))
    folders = {file.resolve().parent for one in followed for file in one.files(folder)}
    return tuple(sorted(one for one in folders if not one.is_relative_to(folder)))


def _texts_of(schedulers: Iterable[Scheduler], job: Job) -> dict[Scheduler, tuple[Text, ...]]:
    """What each would be told of a job, with a word on who cannot be."""
    texts = {}
    for scheduler in schedulers:
        try:
            texts[scheduler] = scheduler.texts(job)
        except CannotSchedule as error:
            say(f"nothing for {scheduler.label}: {error}")
    return texts


def _give_standing(scheduler: Scheduler, name: str, wanted: Sequence[Text]) -> None:
    try:
        installed = scheduler.installed(name)
    except CannotSchedule as error:
        say(f"what is there for {scheduler.label} could not be seen: {error}")
        return
    is_idle = bool(installed and wanted) and isinstance(scheduler, Timers) and scheduler.is_idle(name)
    give(standing(scheduler.label, installed, wanted, is_idle=is_idle))


def _remove_other(scheduler: Scheduler, name: str) -> None:
    """Take away what another scheduler has of a name, or both would run it."""
    try:
        _is_removed(scheduler, name)
    except CannotSchedule as error:
        say(f"whether {scheduler.label} runs it too could not be seen: {error}")


def _is_removed(scheduler: Scheduler, name: str) -> bool:
    removed = scheduler.remove(name)
    if removed:
        say(f"{name} is removed from {scheduler.label}")
    return removed


def _tell_notes(job: Job, scheduler: Scheduler | None) -> None:
    for note in _notes(job, scheduler):
        say(note)


def _notes(job: Job, scheduler: Scheduler | None) -> Iterator[str]:
    """What whoever schedules a job should know besides."""
    settings = load_settings(job.folder)
    if not settings.portals:
        yield "no portal is known yet, so no run can do anything before: searcher add URL"
    elif settings.contact is None and job.contact is None:
        yield f"no run can do anything before contact is set in {job.folder / 'settings.toml'}"
    if isinstance(scheduler, Crontab):
        yield f"what a run tells will be in {job.folder / LOG}"
    elif scheduler is not None:
        yield f"what a run tells will be shown by: journalctl --user --unit {job.name}"
        yield from _lingering(scheduler)


def _lingering(timers: Timers) -> Iterator[str]:
    lingers = timers.lingers()
    if lingers is False:
        yield "it runs while you are logged in; to have it run always: loginctl enable-linger"
    elif lingers is None:
        yield "whether it runs while you are not logged in is not known; to be sure: loginctl enable-linger"
