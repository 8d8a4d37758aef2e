"""The items that every engine is given: as lines of the exchange format, and in a plain form for the others.

They are those of the sample portal, its meetings shuffled. Where more are wanted than it gives, its meetings come again
as those of a further council: with other ids and days, and with new words for each number and most names, so that the
vocabulary grows as it does in an archive.
"""

import datetime
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import asdict
from sample_portal import generate
from sample_portal.truth_lines import truth_of

from searcher.engine.records import record_of, shown_in
from searcher.exchange import from_line
from searcher.model import Item
from searcher.words import forms

_FROM_PORTAL = 66_000  # items that the sample portal is asked for at most: about 9 in 10 of them are shown
_REDRAWN = re.compile(r"\b[A-Z][a-z]{3,}\b|\b\d{2,}\b")
_SYLLABLES = "bacedifoguhajekilomunaperisotuvawexiyozu"  # twenty, of two letters each
APART = "zzapartzz"
"""Stands between two texts of one area: no phrase reaches over it."""
FACETS = ("committee", "officer", "topic")
"""Those that are counted."""


@dataclass(frozen=True, slots=True)
class Data:
    """Where the items are. `items` are lines of the exchange format, `plain` the same for engines other than ours.

    `names` are what an archive would tell beside them: what the values of facets are called, and which meetings it has.
    """

    items: Path
    plain: Path
    names: Path
    count: int

    @property
    def bytes(self) -> int:
        """The size of the items as lines of the exchange format."""
        return self.items.stat().st_size


def data_in(folder: Path, count: int) -> Data:
    """The items that were written to a folder."""
    return Data(folder / "items.jsonl", folder / "plain.jsonl", folder / "names.json", count)


def portal_lines(count: int) -> list[str]:
    """The sample portal's items as lines of the exchange format, shuffled by meeting."""
    truth = generate(1, min(int(count * 1.15) + 60, _FROM_PORTAL), 25)
    return shuffled(json.dumps(one, ensure_ascii=False) for one in truth_of(truth, truth.today))


def shuffled(lines: Iterable[str]) -> list[str]:
    """Lines of the exchange format, in a random order of their meetings; the same for the same lines."""
    meetings = [list(some) for _, some in groupby(lines, key=lambda line: json.loads(line)["meeting"]["id"])]
    random.Random(1).shuffle(meetings)
    return [line for some in meetings for line in some]


def written(lines: list[str], count: int, folder: Path) -> Data:
    """So many items, written in both forms to a folder."""
    data = data_in(folder, count)
    names: dict[str, dict[str, str]] = defaultdict(dict)
    meetings: dict[str, tuple[str, str, str]] = {}
    with data.items.open("w", encoding="utf-8") as items, data.plain.open("w", encoding="utf-8") as plain:
        for line in islice(_endless(lines), count):
            items.write(line + "\n")
            item, _ = from_line(line)
            plain.write(json.dumps(plain_of(item), ensure_ascii=False) + "\n")
            _note(item, names, meetings)
    told = {"names": {facet: sorted(values.items()) for facet, values in names.items()}}
    data.names.write_text(json.dumps(told | {"meetings": list(meetings.values())}, ensure_ascii=False))
    return data


def _note(item: Item, names: dict[str, dict[str, str]], meetings: dict[str, tuple[str, str, str]]) -> None:
    """Note what the values of an item's facets are called, and its meeting."""
    meeting, facets = item.meeting, record_of(item).facets
    if meeting is None or meeting.date is None or meeting.committee is None:
        raise ValueError(f"{item.id} has no meeting with a committee and a date")
    meetings[meeting.key] = (item.council, meeting.committee, meeting.date.isoformat())
    names["council"][item.council] = item.council
    names["committee"][facets["committee"][0]] = meeting.committee
    names["meeting"][meeting.key] = meeting.label
    names["topic"] |= {topic: topic.replace("-", " ").capitalize() for topic in item.topics}
    names["officer"] |= {one.id: one.name for one in item.officers if one.id}
    called = dict.fromkeys(one.name for one in item.councillors)
    names["councillor"] |= dict(zip(facets["councillor"], called, strict=False))


def plain_of(item: Item) -> dict[str, Any]:
    """What engines other than ours are given of an item: its words by area, its facets, what results show."""
    record = record_of(item)
    day = next(iter(record.facets["date"]), "")
    return {
        "id": record.id,
        "day": int(day.replace("-", "") or 0),
        "facets": {name: list(values) for name, values in record.facets.items()},
        "shown": msgspec.json.encode(asdict(shown_in(record.shown))).decode(),
        "texts": {area: f" {APART} ".join(map(_plain, texts)) for area, texts in record.texts.items()},
    }


def _plain(text: str) -> str:
    return " ".join(forms(text))


def plain_items(path: Path) -> Iterator[dict[str, Any]]:
    """Items as engines other than ours are given them."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def changed(line: str, turn: int, *, new: bool) -> str:
    """A line with one sentence more: of the same item, or of a new one."""
    item = json.loads(line)
    item["minutes"] += f"\n\nIt was noted in turn {turn} that the position had been reported."
    if new:
        item["id"] += f"x{turn}"
    return json.dumps(item, ensure_ascii=False)


def _endless(lines: list[str]) -> Iterator[str]:
    """The lines, then again as further councils'."""
    yield from lines
    copy = 2
    while True:
        yield from (_redrawn(line, copy) for line in lines)
        copy += 1


def _redrawn(line: str, copy: int) -> str:
    """The line of an item as one of a further council."""
    item = json.loads(line)
    old, new = item["council"], f"{item['council']}-{copy}"
    meeting = item["meeting"]
    day = datetime.date.fromisoformat(meeting["date"]) - datetime.timedelta(days=37 * copy)
    item |= {name: _reworded(item[name], copy) for name in ("title", "agenda", "decision", "minutes")}
    item["resolutions"] = [_reworded(text, copy) for text in item["resolutions"]]
    item["officers"] = [one | {"id": one["id"] and f"{one['id']}-{copy}"} for one in item["officers"]]
    item["references"] = []
    item |= {"council": new, "id": item["id"].replace(old, new, 1), "meeting": meeting | {"date": day.isoformat()}}
    return json.dumps(item, ensure_ascii=False)


def _reworded(text: str, copy: int) -> str:
    return _REDRAWN.sub(lambda found: _drawn(found[0], copy), text)


def _drawn(word: str, copy: int) -> str:
    """A number's digits drawn anew; another word three times in four: the same for the same word of a copy."""
    chance = int.from_bytes(hashlib.blake2b(f"{word} {copy}".encode(), digest_size=8).digest())
    if word.isdigit():
        return str(chance)[: len(word)]
    if chance % 4 == 0:
        return word
    starts = [2 * (chance // 20**place % 20) for place in range(1, 5)]
    return "".join(_SYLLABLES[at : at + 2] for at in starts).capitalize()
