"""Invented pages, as short as the cleaner reads them: a meeting page, an item page, printed minutes, exchange lines."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from searcher import exchange
from searcher.archive import ATTENDANCE_PAGE, DECISION_PAGE
from searcher.model import FetchedPage, Item
from searcher.pipeline import Outcome, Workshop
from searcher.pipeline.deriving import derive
from searcher.pipeline.keeping import keep
from searcher.pipeline.readings import cleaned
from searcher.pipeline.registering import settle
from searcher.storage import Database, Storage

GATE = "The Committee heard that the quibblethorn gate in Foundry Street had been opened to buses in the autumn."
FLOOD = "Residents of Beckside asked when the flood wall would be finished and were told that it would be in May."
SITE = "https://oakham.gov.uk/"
DECIDED = "That the gate stay open to buses until the spring."
WHOLE = f"{GATE} Traffic fell by half. Two crashes were recorded against seven before. The order was made permanent."
_OLDER_VIEW = (
    "CREATE VIEW held_meetings AS SELECT m.*, m.status IN ('minutes', 'draft', 'approved') AS with_minutes,"
    " count(i.id) AS items, 0 AS truncated_items, 0 AS restricted_items"
    " FROM meetings m LEFT JOIN items i ON i.meeting_id = m.id AND i.withdrawn IS NULL"
    " GROUP BY m.id HAVING count(i.id) OR m.status = 'cancelled'"
)


def row(portal_item: str, title: str, minutes: str, *, cut: bool = False) -> str:
    """One item of a meeting page; `cut` with the portal's link to the whole text."""
    number = portal_item.removeprefix("AI")
    more = f'&nbsp;...&nbsp; <a href="mgAi.aspx?ID={number}">view the full minutes text for item {number}.</a>'
    return f"""<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt"><a name="{portal_item}"></a>{number}.</p></td>
<td><p class="mgAiTitleTxt">{title}</p><p class="mgSubItemTitleTxt">Minutes:</p>
<div class="mgWordPara"><p>{minutes}{more if cut else ""}</p></div></td></tr>"""


def meeting_page(
    *rows: str, meeting: str = "7420", committee: str = "Flood Committee", day: str = "Tuesday 11 March 2025"
) -> str:
    """A portal's page of a meeting."""
    return f"""<html><body><div id="modgov"><h1 class="mgMainTitleTxt">Agenda and minutes</h1>
<div class="mgSubTitle"><h2 class="mgSubTitleTxt">{committee} - {day} 6:30 pm</h2></div>
<ul class="mgActionList"><li><a href="mgMeetingAttendance.aspx?ID={meeting}">Attendance details</a></li></ul>
<div class="mgContent"><table class="mgItemTable" id="mgItemTable">{"".join(rows)}</table></div></div></body></html>"""


def item_page(
    portal_item: str,
    title: str,
    minutes: str,
    *,
    meeting: str | None = "7420",
    committee: str = "Flood Committee",
    day: str = "Tuesday 11 March 2025",
) -> str:
    """A portal's page of one item; without a meeting's id it does not tell its meeting."""
    number = portal_item.removeprefix("AI")
    link = f'<a href="ieListDocuments.aspx?CId=3&amp;MId={meeting}&amp;Ver=4">' if meeting else "<a>"
    return f"""<html><body>
<div id="modgov"><div class="mgHeader"><a name="{portal_item}"></a><h1 class="mgMainTitleTxt">Agenda item</h1></div>
<div class="mgSubTitle"><h2 class="mgSubTitleTxt">{title}</h2></div>
<ul class="mgActionList"><li>{link}Meeting of {committee}, {day} 6.30 pm (Item {number}.)</a></li></ul>
<div class="mgContent"><p>To receive a report.</p>
<h3 class="mgSubSubTitleTxt">Minutes:</h3><div class="mgWordPara"><p>{minutes}</p></div></div>
</div></body></html>"""


def attendance(*people: tuple[str, str], status: str = "Present") -> str:
    """A portal's page of who was at a meeting: their ids and names."""
    rows = "".join(
        f'<tr><td><a href="mgUserInfo.aspx?UID={number}">{name}</a></td><td>Member</td><td>{status}</td></tr>'
        for number, name in people
    )
    return f'<html><body><div id="modgov"><h1>Attendance</h1><table>{rows}</table></div></body></html>'


def record(text: str = DECIDED, day: str = "11/03/2025") -> str:
    """A portal's record of a decision."""
    return f"""<html><body><div id="modgov"><h1>Decision details</h1><h2 class="mgSubTitleTxt">Bus Gate</h2>
<div class="mgContent"><p><span class="mgLabel">Decision Maker: </span>Flood Committee</p>
<h3 class="mgSubSubTitleTxt">Decision:</h3><div class="mgWordPara"><p>RESOLVED: {text}</p></div>
<p><span class="mgLabel">Date of decision: </span>{day}</p></div></div></body></html>"""


def printed_minutes(*items: tuple[str, str], committee: str = "FLOOD COMMITTEE", day: str = "11 March 2025") -> str:
    """Minutes as text, without any id of the portal."""
    blocks = [f"{number}. {title.upper()}\n\n{text}" for number, (title, text) in enumerate(items, 1)]
    return "\n\n".join([f"{committee}\nTuesday {day}", "Present:- Councillors Ash and Birch.", *blocks]) + "\n"


def exchange_line(item_id: str = "oakham:7:AI1", **given: Any) -> str:
    """A line of the exchange format with the keys that must be there and those given."""
    council, meeting, _ = item_id.split(":")
    table = {
        "schema": exchange.SCHEMA,
        "id": item_id,
        "council": council,
        "meeting": {"id": meeting},
        "title": "Drains",
    }
    return json.dumps({**table, **given}, ensure_ascii=False)


def saved(folder: Path, name: str, content: str | bytes) -> Path:
    """A file in a folder of its own beside the index."""
    path = folder / "saved" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@contextlib.contextmanager
def workshop_in(folder: Path, storage: Storage | None = None) -> Iterator[Workshop]:
    """The workshop of the index in a test's folder."""
    with Workshop(folder / "index", storage) as workshop:
        yield workshop


def imported(workshop: Workshop, *paths: Path, council: str | None = None, url: str | None = None) -> list[Outcome]:
    """What became of some files."""
    return list(workshop.import_paths(paths, council=council, url=url))


def told(workshop: Workshop, name: str, content: str, meeting: str = "7420") -> None:
    """Keep a page as a crawl does."""
    store, address = workshop.store, SITE + name
    page = FetchedPage(content.encode(), "oakham", "", url=address, fetched_at="2025-04-01T12:00:00+00:00")
    kinds = {"mgMeetingAttendance": ATTENDANCE_PAGE, "ieDecisionDetails": DECISION_PAGE}
    kind = kinds.get(name.partition(".")[0])
    store.generations.begin("crawl")
    with store.writing():
        if kind is None:
            keep(page, address, cleaned(page, workshop.vocabularies), store, workshop.vocabularies)
        else:
            page = replace(page, key=store.pages.key_for(page, address))
            derive(store.pages.keep(page, address, kind, portal_meeting=meeting), store, workshop.vocabularies)
        settle(store, workshop.corrections)


def held(workshop: Workshop) -> dict[str, Item]:
    """Every item by its id."""
    return {item.id: item for item in workshop.store.items()}


def exported(workshop: Workshop) -> str:
    """All items in the exchange format."""
    return "".join(f"{exchange.to_line(item)}\n" for item in workshop.store.items())


def without_touches(database: Database) -> None:
    """Take out of an archive what version 8 brought, and later ones: version 7 is left."""
    for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        database.execute(f"DROP TRIGGER {row[0]}")
    for one in (
        "TABLE page_starts",
        "TABLE touched_items",
        "TABLE marks",
        "INDEX withdrawn_items",
        "TABLE item_changes",
        "TABLE status_changes",
        "VIEW held_meetings",
        "TABLE gone_pages",
        "TABLE outlets",
        "TABLE notices",
        "TABLE followed_items",
        "TABLE follows",
        "TABLE followed",
        "TABLE updates",
        "TABLE readings",
    ):
        database.execute(f"DROP {one}")  # fmt: skip
    database.execute(_OLDER_VIEW)
    for table, column in (
        ("items", "read_sha256"), ("meetings", "read_sha256"), ("item_versions", "record_sha256"),
        ("listed_committees", "listed_at"), ("listed_committees", "unlisted_at"), ("listed_meetings", "listed_at"),
        ("listed_meetings", "unlisted_at"), ("portal_pages", "missing_since"),
    ):  # fmt: skip
        database.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    database.execute("PRAGMA user_version = 7")


def harmed(index: Path, *statements: str) -> None:
    """Run SQL on the archive without any of its guards."""
    database = Storage().connect(index / "archive.db")
    for statement in statements:
        database.execute(statement)
    database.close()
