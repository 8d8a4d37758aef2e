"""Who is named in full is found where the item has another form of the name, and nobody else."""

import json
from collections.abc import Iterator

import pytest
from invented_pages import exchange_line
from searched import archive_of, numbers

from searcher.api import Archive

MENTIONS = (
    (1, "Karen Sedge", "Head of Locks", "Karen Sedge, Head of Locks, spoke."),
    (2, "Ms. K. Sedge", "Head of Locks", "Ms. K. Sedge, Head of Locks, spoke."),
    (3, "Kenneth Sedge", "Bridge Warden", "Kenneth Sedge, Bridge Warden, spoke."),
    (4, None, None, "Karen asked after the sedge."),
    (5, None, None, "The sedge was cut."),
    (6, "Mrs. T. Quill", "Keeper of Gates", "Mrs. T. Quill, Keeper of Gates, spoke."),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive in which these are mentioned."""
    folder = tmp_path_factory.mktemp("names")
    lines = []
    for number, name, post, told in MENTIONS:
        officers = [{"name": name, "post": post, "as_written": f"{name}, {post}"}] if name else []
        meeting = {"id": str(number), "committee": "Cabinet", "date": f"2020-0{number}-01", "status": "minutes"}
        line = exchange_line(f"oakham:{number}:AI{number}", meeting=meeting, minutes=told, officers=officers)
        lines.append(json.loads(line))
    with archive_of(folder, lines) as opened:
        yield opened


def found(archive: Archive, words: str) -> list[int]:
    """The numbers of the items found, in order."""
    return numbers(archive.search(words))


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("karen sedge", {1, 2, 4}),
        ("Mrs. Karen Sedge", {1, 2}),
        ("karen sedge locks", {1, 2}),
        ('"karen sedge"', {1}),
        ("kenneth sedge", {3}),
        ("sedge", {1, 2, 3, 4, 5}),
    ],
)
def test_a_name_in_full_finds_its_other_forms(archive: Archive, words: str, numbers: set[int]) -> None:
    assert set(found(archive, words)) == numbers


@pytest.mark.parametrize(
    ("words", "numbers", "suggestion"),
    [
        ("Thelma Quill", [6], "T Quill"),
        ("Dr Thelma Quill gates", [6], "Dr T Quill gates"),
        ("K. Sedge gates", [], None),
        ("Bertha Quill", [], None),
        ("Thelma Sedge", [], None),
    ],
)
def test_who_is_only_named_by_an_initial_is_found_and_said(
    archive: Archive, words: str, numbers: list[int], suggestion: str | None
) -> None:
    results = archive.search(words)

    assert [int(hit.id.rpartition("AI")[2]) for hit in results] == numbers
    assert (results.suggestion, results.corrected) == (suggestion, suggestion is not None)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Thelma Quill", {6}),
        ("Ms Thelma Quill", {6}),
        ("Mr Thelma Quill", set()),
        ("Thomas Quill", set()),
        ("Bertha Quill", set()),
        ("Karen Sedge", {1, 2}),
        ("Kevin Sedge", set()),
    ],
)
def test_a_filter_takes_who_is_only_named_by_an_initial_and_may_be_meant(
    archive: Archive, name: str, found: set[int]
) -> None:
    results = archive.search("", officer=name)

    assert set(numbers(results)) == found
    assert results.chosen[0].perhaps is (6 in found)


def test_why_it_was_found_is_told(archive: Archive) -> None:
    hit = next(one for one in archive.search("karen sedge") if one.id.endswith("AI2"))

    assert hit.matched == ("Karen Sedge (officer) = karen sedge",)
