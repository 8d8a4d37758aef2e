"""The values of facets by the beginning of a word in their names."""

from pathlib import Path

from invented import Write

from searcher.engine import Index
from searcher.model import Item


def test_values_are_found_by_the_beginning_of_any_word(tmp_path: Path, write: Write, held: list[Item]) -> None:
    write(held)
    index = Index(tmp_path)
    councils = index.values("council")

    assert sum(one.count for one in councils) == len(held)
    assert index.values("council", "OAK") == [one for one in councils if one.value == "oakham"] != []
    assert index.values("council", "ham") == []
    assert len(index.values("year", "", limit=2)) == 2
    index.close()
