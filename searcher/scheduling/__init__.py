"""Timers that run `searcher update`: which commands, when, in the words of systemd and of cron. Texts only."""

from searcher.scheduling.crontab import LOG, block_in, crontab_block, with_block, without_block
from searcher.scheduling.job import Job, Text, schedule_name, schtasks_line
from searcher.scheduling.times import refuse_interval
from searcher.scheduling.units import may_write, service_unit, timer_unit

__all__ = [
    "LOG",
    "Job",
    "Text",
    "block_in",
    "crontab_block",
    "may_write",
    "refuse_interval",
    "schedule_name",
    "schtasks_line",
    "service_unit",
    "timer_unit",
    "with_block",
    "without_block",
]
