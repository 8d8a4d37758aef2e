"""What docs/reliability.md promises has a test and a way of being broken, and the document tells all of it."""

import re

import pytest
from promises import ROOT, Promise, promises

DOCUMENT = (ROOT / "docs/reliability.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: promise.says)
def test_a_promise_is_told_with_a_test_that_there_is_and_can_be_broken(promise: Promise) -> None:
    file, _, name = promise.test.partition("::")

    assert f"| {promise.says} | `{promise.test}` |" in DOCUMENT
    assert f"def {name}" in (ROOT / file).read_text()
    assert (ROOT / promise.file).read_text().count(promise.find) == 1
    assert promise.find != promise.put


def test_nothing_is_promised_without_a_test() -> None:
    told = re.findall(r"^\| (.+\.) \| `(.+)` \|$", DOCUMENT, re.MULTILINE)

    assert sorted(told) == sorted((one.says, one.test) for one in promises())
