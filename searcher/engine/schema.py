"""The Whoosh schema: for each area its exact words and its stems, each facet's values, and what is stored."""

import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence

from searcher.engine.records import Place, Record, indexed_words
from searcher.model import AREAS, Area

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh 2.7.4 has invalid escapes that newer Pythons warn of
    from whoosh import analysis, fields, formats

FACET_FIELDS = (
    "council", "committee", "meeting", "officer", "councillor", "topic", "year", "status", "kind", "date", "number",
    "restricted",
)  # fmt: skip


class Words(fields.FieldType):  # type: ignore[misc] # Whoosh has no types
    """A field whose words come with their positions, as `records` found them."""

    def __init__(self) -> None:
        """Positions with each word; lengths are kept."""
        super().__init__(format=formats.Positions(), analyzer=analysis.IDAnalyzer(), scorable=True)

    def index(self, value: Sequence[Place], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each word once: its bytes, how often it stands, its weight, its positions."""
        positions: dict[str, list[int]] = defaultdict(list)
        for word, position in value:
            positions[word].append(position)
        for word, places in positions.items():
            yield word.encode(), len(places), float(len(places)), self.format.encode(places)


class Values(fields.FieldType):  # type: ignore[misc] # Whoosh has no types
    """A field of facet values, each a word as a whole."""

    def __init__(self) -> None:
        """Only that an item has a value."""
        super().__init__(format=formats.Existence(), analyzer=analysis.IDAnalyzer())

    def index(self, value: Sequence[str], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each value once."""
        for text in dict.fromkeys(value):
            yield text.encode(), 1, 1.0, b""


def exact_field(area: Area) -> str:
    """The field of an area's exact words."""
    return f"{area}_words"


def stem_field(area: Area) -> str:
    """The field of an area's stems."""
    return f"{area}_stems"


def facet_field(facet: str) -> str:
    """The field of a facet's values."""
    return f"facet_{facet}"


def schema() -> fields.Schema:
    """The schema of every index we write."""
    made = fields.Schema(
        id=fields.ID(stored=True, unique=True), order=Values(), shown=fields.STORED, texts=fields.STORED
    )
    for area in AREAS:
        made.add(exact_field(area), Words())
        made.add(stem_field(area), Words())
    for facet in FACET_FIELDS:
        made.add(facet_field(facet), Values())
    return made


def document(record: Record) -> dict[str, object]:
    """A record as Whoosh's writer takes it."""
    found: dict[str, object] = {
        "id": record.id,
        "order": (record.order,),
        "shown": record.shown,
        "texts": [list(record.texts[area]) for area in AREAS],
    }
    for area in AREAS:
        found[exact_field(area)], found[stem_field(area)] = indexed_words(record.texts[area])
    for facet in FACET_FIELDS:
        found[facet_field(facet)] = record.facets[facet]
    return found
