"""Words that cite a minute are read as filters; other words are left alone."""

import pytest

from searcher.query.citing import cited


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("Council 2016-02-18 minute 26", 'number:26 since:2016-02-18 until:2016-02-18 committee:"Council"'),
        (
            "Minute No. 10/24 of the Roads Commission held on 1st May 2019",
            'number:10/24 since:2019-05-01 until:2019-05-01 committee:"Roads Commission"',
        ),
        ("item 4, 1/2/2020", "number:4 since:2020-02-01 until:2020-02-01"),
        ("minute 26", None),
        ("Council 2016-02-18", None),
        ("Council (Roads) 2016-02-18 minute 26", None),
        ("minute 26 of 2016-02-18 and 2017-02-18", None),
        ("31 February 2016 minute 26", None),
        ("", None),
    ],
)
def test_a_citation_has_a_number_and_a_day(text: str, filters: str | None) -> None:
    assert cited(text) == filters
