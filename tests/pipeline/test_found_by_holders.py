"""Where words name a post and it is asked for, items are found that name who held the post then."""

import json
from collections.abc import Iterator

import pytest
from invented_pages import exchange_line
from searched import archive_of, numbers

from searcher.api import Archive

ADA, CY = "Ada Brook", "Cy Dunn"
MENTIONS = (
    (1, "2019-05-01", ADA, "Head of Ferries"),
    (2, "2020-02-01", ADA, None),
    (3, "2021-07-01", ADA, "Head of Ferries"),
    (4, "2023-01-01", ADA, "Director of Bridges"),
    (5, "2021-09-01", CY, "Head of Ferries"),
    (6, "2020-03-01", CY, "Ferry Clerk"),
    (7, "2020-04-01", None, None),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive in which these are mentioned."""
    folder = tmp_path_factory.mktemp("holders")
    lines = []
    for number, day, name, post in MENTIONS:
        officers = [{"name": name, "post": post, "as_written": f"{name}, {post}"}] if name else []
        told = f"{name}, {post}, spoke." if post else f"{name} spoke." if name else "The Head of Ferries spoke."
        meeting = {"id": str(number), "committee": "Cabinet", "date": day, "status": "minutes"}
        line = exchange_line(f"oakham:{number}:AI{number}", meeting=meeting, minutes=told, officers=officers)
        lines.append(json.loads(line))
    with archive_of(folder, lines) as opened:
        yield opened


def found(archive: Archive, words: str, *, holders: bool) -> list[int]:
    """The numbers of the items found, in order."""
    return numbers(archive.search(words, holders=holders))


def test_who_held_the_post_then_is_found_below_the_post(archive: Archive) -> None:
    in_order = found(archive, "head of ferries", holders=True)

    assert set(in_order[:4]) == {1, 3, 5, 7}
    assert in_order[4:] == [2]


def test_unless_it_is_asked_for_nobody_stands_for_a_post(archive: Archive) -> None:
    assert set(found(archive, "head of ferries", holders=False)) == {1, 3, 5, 7}


def test_why_it_was_found_is_told(archive: Archive) -> None:
    hit = next(one for one in archive.search("head of ferries", holders=True) if one.id.endswith("AI2"))

    assert hit.matched == ("Ada Brook (2019–2021) = head of ferries",)
