"""`search` takes any words a shell can give it: it answers, or says what is wrong, and never breaks."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searcher.frontends.search_command import main
from searcher.query import FIELDS

BYTES = st.binary(max_size=60).map(os.fsdecode)  # what is no UTF-8 comes as lone surrogates
PIECES = st.lists(
    st.sampled_from(
        [
            "the", "raods", "schol", "EHE", "un-accompanied", "2016/17", "1,200", "-", "(", ")", '"', "“", "*", "~",
            " ", "NOT ", " OR ", " AND ", " NEAR/3 ", "\x00", "\x1b[2J", "\r", "\u2028", "\udcff",
            "\ufeff", "ﬁ", "İ", "ǅ",
            "2020", "yes", "title", "newest", *(f"{name}:" for name in FIELDS),
        ]
    ),
    max_size=12,
).map("".join)  # fmt: skip
WORDS = st.lists(BYTES | PIECES | st.text(), min_size=1, max_size=3)
FORMS = st.sampled_from([(), ("--json",), ("--jsonl",), ("--csv",), ("--explain",), ("--exact",)])
IN_PROCESS = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@IN_PROCESS
@given(words=WORDS, form=FORMS)
def test_any_words_are_answered_or_refused(
    made: Path, capsys: pytest.CaptureFixture[str], words: list[str], form: tuple[str, ...]
) -> None:
    capsys.readouterr()
    with pytest.raises(SystemExit) as left:
        main(["--index", str(made), *form, "--", *words])
    told = capsys.readouterr()

    assert left.value.code in (0, 1, 2)
    assert "fault in the program" not in told.err
    assert all(line.isprintable() for line in told.err.split("\n"))
    if form == ("--json",) and left.value.code != 2:
        given_back: dict[str, Any] = json.loads(told.out)
        assert given_back["query"]["sentence"].startswith("items ")


@IN_PROCESS
@given(
    arguments=st.lists(
        BYTES | PIECES | st.sampled_from(["--since", "--limit", "--in=title", "--no-facets"]), max_size=4
    )
)
def test_any_arguments_are_answered_or_refused(
    made: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    capsys.readouterr()
    with pytest.raises(SystemExit) as left:
        main(["--index", str(made), *arguments])

    assert left.value.code in (0, 1, 2)
    assert "fault in the program" not in capsys.readouterr().err
