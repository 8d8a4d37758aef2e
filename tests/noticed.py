"""Invented notices, what delivers them, and any text at all in one."""

from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from searcher.differences import Difference
from searcher.notices import CHANGES, Notice
from searcher.outlets import Context
from searcher.storage import Storage

ONE = Notice(
    id="allotments:oakham:71:AI9:1",
    follow="allotments",
    change="new",
    item="oakham:71:AI9",
    title="Review of allotment rents",
    number="14",
    council="oakham",
    committee="Cabinet",
    meeting="71",
    date="2026-03-05",
    status="draft",
    url="https://minutes.oakham.gov.uk/ieListDocuments.aspx?CId=3&MId=71#AI9",
    passage=(("The ", False), ("allotment", True), (" rents had not risen since 2019, and no plot was free.", False)),
    resolutions=("That the rents be raised by three per cent from April.", "That the waiting list be published."),
    differences=(),
    generation=7,
    noticed_at="2026-03-06T04:00:00+00:00",
)
CHANGED = replace(
    ONE,
    id="allotments:oakham:71:AI9:2",
    change="changed",
    status="approved",
    resolutions=(),
    differences=(
        Difference("status", ((("gone", "draft"), ("come", "approved")),)),
        Difference(
            "minutes", ((("same", "… rents be raised by"), ("gone", "three"), ("come", "four"), ("same", "per cent")),)
        ),
    ),
    generation=8,
    noticed_at="2026-04-09T04:00:00+00:00",
)
WITHDRAWN = replace(
    ONE, id="allotments:oakham:72:AI3:1", change="withdrawn", item="oakham:72:AI3", title="Sale of land at Mill Lane",
    number=None, date=None, status="agenda", url=None, resolutions=(), noticed_at="2026-04-09T04:00:00+00:00",
)  # fmt: skip
HOSTILE = (
    "\x00\x1b[2J\u202e\u200b]]></content><script>x</script></mark><p>\r\nBcc: all@example.org\r\n.\r\n=?utf-8?q?=0A?="
    "\ud800\uffff\ufffe&amp;&#x202e; “Ŷ” "
)


def many(count: int) -> list[Notice]:
    """As many notices of other items, the first found first."""
    return [
        replace(ONE, id=f"n{number}", item=f"oakham:71:AI{number}", title=f"Plot {number}") for number in range(count)
    ]


NOW = "2026-04-10T04:30:00+00:00"


def context(folder: Path = Path(), **told: Any) -> Context:
    """What a delivery needs, on a clock that stands still, and with no time to wait."""
    defaults = {
        "storage": Storage(),
        "version": "1.2.3",
        "clock": lambda: NOW,
        "folder": folder,
        "sleep": lambda _: None,
    }
    return Context(**{**defaults, "words": "allotment", "timeout": 5.0, **told})


# Half characters, which no file can hold, and all that a page might do harm with.
texts = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.lists(
        st.sampled_from(
            ["]]>", "</mark>", "<script>", "&lt;", "\r\n", "\n.\n", "\x00", "\x1b[2J", "\u202e", "\u200b", "\ud800",
             "\ufffe", "=?utf-8?q?=0A?=", "Bcc: a@b", "\x85", "\u2028", "é", " ", "a", '"', "\\"]
        ), max_size=12
    ).map("".join),
)  # fmt: skip
_marks = st.sampled_from(["same", "gone", "come"])
_differences = st.builds(
    Difference,
    part=st.sampled_from(["status", "title", "minutes"]),
    passages=st.lists(st.lists(st.tuples(_marks, texts), max_size=3).map(tuple), max_size=2).map(tuple),
)
notices = st.builds(
    Notice,
    id=texts, follow=texts, change=st.sampled_from(CHANGES), item=texts, title=texts, number=st.none() | texts,
    council=texts, committee=st.none() | texts, meeting=texts, date=st.none() | st.dates().map(str), status=texts,
    url=st.none() | texts | texts.map("https://a.example/{}".format),
    passage=st.lists(st.tuples(texts, st.booleans()), max_size=4).map(tuple),
    resolutions=st.lists(texts, max_size=3).map(tuple), differences=st.lists(_differences, max_size=2).map(tuple),
    generation=st.integers(1, 99), noticed_at=st.datetimes().map(lambda moment: moment.isoformat()),
)  # fmt: skip
"""A notice of which every text may be anything."""
