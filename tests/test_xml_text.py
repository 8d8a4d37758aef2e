"""XML of strangers, read safely, and ours written so that it can be read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.xml_text import Element, child, root_of, written


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "XML with a document type of its own"),
        ("<a><b></a>", "broken or cut off XML"),
        ("", "broken or cut off XML"),
    ],
)
def test_dangerous_or_broken_xml_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        root_of(text)


def test_a_declared_encoding_and_forbidden_characters_do_no_harm() -> None:
    assert root_of('\ufeff<?xml version="1.0" encoding="utf-o"?><a>Hall&#x0B;B</a>').text == "Hall B"


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_written_as_xml_that_can_be_read(text: str) -> None:
    root = Element("a")
    child(root, "b", text, {"c": text})
    (read,) = root_of(written(root).decode())

    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)
    assert (read.text or "").splitlines() == kept.splitlines()
    assert (read.get("c") or "").splitlines() == kept.splitlines()
