"""The truth as lines of JSON."""

import json
from pathlib import Path

import pytest
from sample_portal.generator import TODAY, generate
from sample_portal.model import Truth
from sample_portal.truth_lines import truth_of, write_truth


@pytest.fixture(scope="module")
def truth() -> Truth:
    return generate(seed=5, items=400, years=8)


def test_each_item_shown_is_a_line(truth: Truth, tmp_path: Path) -> None:
    count = write_truth(truth, TODAY, tmp_path / "truth.jsonl")

    lines = (tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == count == sum(len(truth.at(meeting, TODAY).items) for meeting in truth.meetings)
    assert len({json.loads(line)["id"] for line in lines}) == count


def test_references_name_lines_that_exist(truth: Truth) -> None:
    lines = {line["id"]: line for line in truth_of(truth, TODAY)}

    targets = [one["item"] for line in lines.values() for one in line["references"]]
    assert targets and all(target in lines for target in targets)


def test_before_the_minutes_nobody_is_named(truth: Truth) -> None:
    lines = [line for line in truth_of(truth, TODAY) if line["meeting"]["status"] == "agenda"]

    assert lines
    assert not any(line["officers"] or line["resolutions"] or line["minutes"] for line in lines)


def test_all_that_is_named_stands_in_the_texts(truth: Truth) -> None:
    for line in truth_of(truth, TODAY):
        text = "\n\n".join((line["agenda"], line["decision"], line["minutes"]))
        assert all(
            one["as_written"] in text for kind in ("officers", "councillors", "references") for one in line[kind]
        )
        assert all(post in text for post in line["posts"])


def test_a_post_whose_holder_is_named_is_no_post_without_a_person(truth: Truth) -> None:
    for line in truth_of(truth, TODAY):
        assert not {one["post"] for one in line["officers"]} & set(line["posts"])


def test_no_restricted_document_is_told_of(truth: Truth) -> None:
    restricted = {
        f"s{paper.id}" for m in truth.meetings for item in m.items for paper in item.documents if paper.restricted
    }

    assert restricted
    assert not restricted & {paper["id"] for line in truth_of(truth, TODAY) for paper in line["documents"]}
