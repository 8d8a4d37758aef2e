"""What changed lately: mgWhatsNew in three guesses at its markup, and the feed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from itertools import groupby
from xml.sax.saxutils import escape

from sample_portal.model import Scheduled
from sample_portal.pages.dates import long, slashed
from sample_portal.pages.escape import label
from sample_portal.pages.parts import bullets, link, meeting_address, meeting_name
from sample_portal.pages.site import Page, Site

_LATELY = timedelta(days=14)


@dataclass(frozen=True)
class Event:
    """Something that was published on a day."""

    on: date
    kind: str
    meeting: Scheduled

    @property
    def line(self) -> str:
        """`02/03/2026 - Agenda published: ` without what follows."""
        return f"{slashed(self.on)} - {self.kind} published: "


def events(site: Site) -> list[Event]:
    """All that was published between two days, the newest first; of one committee or of all."""
    first, last = _range(site)
    wanted = site.query.number("cid") or 0
    calendar = site.register.calendars.get(wanted, ()) if wanted else site.truth.calendar
    found = (event for meeting in calendar for event in _of(meeting) if first <= event.on <= min(last, site.day))
    return sorted(found, key=lambda event: (event.on, event.meeting.id, event.kind), reverse=True)


def _of(meeting: Scheduled) -> Iterator[Event]:
    days = (("Agenda", meeting.agenda_on), ("Decision sheet", meeting.decisions_on), ("Minutes", meeting.draft_on))
    for kind, on in (*days, ("Minutes", meeting.approved_on)):
        if on and (meeting.cancelled_on is None or on < meeting.cancelled_on):
            yield Event(on, kind, meeting)


def _range(site: Site) -> tuple[date, date]:
    """The days in `DR=dd/mm/yyyy-dd/mm/yyyy`, or the last fortnight."""
    try:
        first, last = (datetime.strptime(one, "%d/%m/%Y").date() for one in site.query.text("dr").split("-"))  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return site.day - _LATELY, site.day
    return first, last


def whats_new(site: Site) -> Page:
    """mgWhatsNew: a line for everything that was published."""
    layouts = {1: _list, 2: _table, 3: _days}
    shown = layouts[site.look.markup](events(site)) or "<p>Nothing has been published in this period.</p>\n"
    return Page("What's new", "What&#39;s new", f'<div class="mgContent" >\n{shown}</div>\n')


def _link(event: Event) -> str:
    return link(meeting_address(event.meeting), meeting_name(event.meeting))


def _list(found: list[Event]) -> str:
    return bullets(f"{label(event.line)}{_link(event)}" for event in found) if found else ""


def _table(found: list[Event]) -> str:
    rows = "".join(
        f"<tr><td>{label(slashed(event.on))}</td><td>{event.kind} published</td><td>{_link(event)}</td></tr>\n"
        for event in found
    )
    return f'<table class="mgTabTable" summary="What&#39;s new">\n<tbody>\n{rows}</tbody></table>\n' if found else ""


def _days(found: list[Event]) -> str:
    return "".join(
        f'<h2 class="mgSectionTitle">{long(on)}</h2>\n'
        + "".join(f"<p>{label(event.line)}{_link(event)}</p>\n" for event in on_day)
        for on, on_day in groupby(found, key=lambda event: event.on)
    )


def feed(site: Site) -> str:
    """mgRss: the same as RSS 2.0, with addresses in full."""
    items = "".join(_feed_item(site.root, event) for event in events(site))
    name = escape(site.truth.council)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\r\n<rss version="2.0"><channel>'
        f"<title>{name} - What's new</title><link>{site.root}mgWhatsNew.aspx</link>"
        f"<description>What's new</description>{items}</channel></rss>"
    )


def _feed_item(root: str, event: Event) -> str:
    address = escape(root + meeting_address(event.meeting))
    when = format_datetime(datetime(event.on.year, event.on.month, event.on.day))  # noqa: DTZ001 - the feed names no zone
    return (
        f"<item><title>{escape(event.line + meeting_name(event.meeting))}</title><link>{address}</link>"
        f'<guid isPermaLink="false">{event.kind}{event.meeting.id}</guid><pubDate>{when}</pubDate></item>\r\n'
    )
