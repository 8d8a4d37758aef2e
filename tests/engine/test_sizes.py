"""Items of any length, fields that nobody fills, archives of one item."""

from pathlib import Path

from invented import Write, items, snapshot
from msgspec.structs import replace

from searcher.engine import Index, write_generation
from searcher.engine.plain import Plain
from searcher.engine.shares import Limits
from searcher.engine.vectors import Vectors
from searcher.query import parse
from searcher.storage import Storage


def test_an_item_of_two_million_words(tmp_path: Path, write: Write) -> None:
    held = items(3, seed=6)
    long = replace(
        held[0], minutes=f"quagga {'road drain ' * 1_000_000}okapi crossing", resolutions=("zebra crossing",)
    )
    write([long, *held[1:]])

    for steps in (Plain(), Vectors()):
        index = Index(tmp_path, steps)
        assert (
            ids(index, '"drain okapi"') == ids(index, "okapi NEAR/2 drain") == ids(index, '"quagga road"') == [long.id]
        )
        assert ids(index, '"crossing zebra"') == ids(index, '"quagga okapi"') == []
        assert "okapi" in index.search(parse("okapi")).hits[0].snippet.text
        index.close()


def ids(index: Index, words: str) -> list[str]:
    return [hit.id for hit in index.search(parse(words))]


def test_a_resolution_for_every_day(tmp_path: Path, write: Write) -> None:
    held = items(1, seed=6)
    several = replace(held[0], resolutions=tuple(f"point{number} carried" for number in range(3000)))
    write([several])
    index = Index(tmp_path)

    assert index.search(parse('"point2999 carried"')).total == 1
    assert index.search(parse('"carried point2999"')).total == 0
    assert index.search(parse("carried NEAR/99 point2999 -point3000")).total == 1
    index.close()


def test_fields_that_nobody_fills(tmp_path: Path, write: Write) -> None:
    bare = [
        replace(one, agenda="", decision="", minutes="", resolutions=(), documents=(), officers=(), councillors=(),
                topics=(), number=None, title="Bins")
        for one in items(5, seed=6)
    ]  # fmt: skip
    write(bare)
    index = Index(tmp_path)
    results = index.search(parse("bins"))

    assert results.total == 5
    assert (list(results.facets["officer"]), list(results.facets["topic"])) == ([], [])
    assert index.search(parse("bins in:minutes")).total == 0
    assert index.search(parse("officer:nobody bins")).total == 0
    index.close()


def test_items_without_a_word(tmp_path: Path, write: Write) -> None:
    write([replace(items(1, seed=6)[0], title="…", agenda="", decision="", minutes="", resolutions=(), documents=())])
    index = Index(tmp_path)

    assert index.search(parse("kind:business OR kind:procedural")).total == 1
    assert index.search(parse("NOT bins")).total == 1
    assert index.search(parse("bins*")).total == 0
    index.close()


def test_all_items_gone_and_back(tmp_path: Path) -> None:
    held = items(30, seed=6)
    for some in (held, [], held[:1], held):
        write_generation(tmp_path, snapshot(some), Storage(), limits=Limits(items=10, step=2))
        index = Index(tmp_path)

        assert index.search(parse("NOT zzzz")).total == len(some)
        index.close()
