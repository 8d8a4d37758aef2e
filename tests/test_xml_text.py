"""XML of strangers, read safely."""

import pytest

from searcher.xml_text import root_of


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
