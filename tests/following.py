"""A year of weekly updates of the sample portal, with follows; and, apart from it, what each should have told."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawled import CONTACT, COUNCIL
from sample_portal import SamplePortal

from searcher.api import Archive
from searcher.archive import now
from searcher.crawler.plan import Wanted
from searcher.follows import Follow
from searcher.listing import Portal
from searcher.notices import Notice
from searcher.outlets import Context
from searcher.pipeline import Workshop
from searcher.pipeline.delivering import Followed
from searcher.pipeline.updating import Bounds, Report, Update
from searcher.query import MOST_HITS, parse
from searcher.smtp import SmtpSettings

Item = tuple[int, str]
"""How many versions an item has, and its meeting's status."""
Told = tuple[str, str, str]
"""A follow, what became of an item, the item."""


def update(
    workshop: Workshop,
    portal: SamplePortal,
    followed: list[Followed],
    bounds: Bounds | None = None,
    portals: Sequence[Portal] | None = None,
    smtp: SmtpSettings | None = None,
) -> Report:
    """One update by the portal's clock."""
    asked = [Portal(COUNCIL, portal.url)] if portals is None else portals
    context = Context(
        storage=workshop.storage, version="0", clock=now, folder=workshop.folder, smtp=smtp, sleep=lambda _: None
    )
    running = Update(workshop, Wanted(), bounds or Bounds(), lambda *_: None, portal.clock)
    return running.run(asked, CONTACT, followed, context)


def found(folder: Path, words: str) -> set[str]:
    """The ids of all that a search finds, page by page."""
    ids: set[str] = set()
    with Archive.open(folder) as archive:
        for page in range(1, 1000):
            results = archive.run(parse(words, limit=MOST_HITS, page=page), facets=(), correct=False)
            ids.update(hit.id for hit in results)
            if not results.hits:
                return ids
    return ids


@dataclass
class Expected:
    """What follows should tell, worked out from the whole archive as it is after each update."""

    follows: list[Follow]
    known: dict[str, dict[str, Item]] = field(default_factory=dict)
    before: Mapping[str, Item] = field(default_factory=dict)

    def after(self, workshop: Workshop) -> Iterator[Told]:
        """What there is to tell after another update; nothing after the first."""
        ids = workshop.store.item_ids()
        withdrawn = {one for one in self.before if one not in set(ids)}
        present = {
            item.id: (
                item.versions,
                "withdrawn" if item.id in withdrawn else item.meeting.status if item.meeting else "",
            )
            for item in workshop.store.items([*ids, *withdrawn])
        }
        for follow in self.follows:
            yield from self._of(follow, found(workshop.folder, follow.words), present)
        self.before = present

    def _of(self, follow: Follow, matching: set[str], present: Mapping[str, Item]) -> Iterator[Told]:
        is_first = follow.name not in self.known
        known = self.known.setdefault(follow.name, {})
        for item, now_is in present.items():
            if item in known and known[item] != now_is:
                yield follow.name, "withdrawn" if now_is[1] == "withdrawn" else "changed", item
            elif (
                item not in known and item in matching and not is_first and self.before.get(item, (0,))[0] != now_is[0]
            ):
                yield follow.name, "new", item
            if item in known or item in matching:
                known[item] = now_is


def lines_in(path: Path) -> list[dict[str, Any]]:
    """The notices in a file of lines; one without an end is none yet."""
    return [json.loads(line) for line in path.read_text().split("\n")[:-1]] if path.exists() else []


def told(notices: list[Notice]) -> list[Told]:
    """Notices as what is expected is written."""
    return [(one.follow, one.change, one.item) for one in notices]
