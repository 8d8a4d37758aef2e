"""What robots.txt allows."""

import pytest

from searcher.crawler.robots import Rules, text_of

AGENT = "council-minutes-search"
PORTAL = "https://moderngov.oakham.gov.uk/"


def test_an_empty_file_allows_everything() -> None:
    rules = Rules("", AGENT)

    assert (rules.allows(PORTAL + "mgAi.aspx?ID=1"), rules.delay) == (True, None)


@pytest.mark.parametrize(
    ("line", "path", "allowed"),
    [
        ("Disallow: /", "ieListMeetings.aspx", False),
        ("Disallow:", "ieListMeetings.aspx", True),
        ("Disallow: /documents/", "documents/s1/Report.pdf", False),
        ("Disallow: /documents/", "mgAi.aspx?ID=1", True),
        ("Disallow: /*.pdf$", "documents/s1/Report.pdf", False),
        ("Disallow: /*Year=0", "ieListMeetings.aspx?CId=1&Year=0", False),
        ("Disallow: /documents/%73", "documents/s1/Report.pdf", False),
        ("Disallow: /documents/\nAllow: /documents/s", "documents/s1/Report.pdf", True),
    ],
)
def test_the_longest_rule_that_matches_decides(line: str, path: str, *, allowed: bool) -> None:
    assert Rules(f"User-agent: *\n{line}", AGENT).allows(PORTAL + path) is allowed


def test_the_group_that_names_us_is_the_one_that_counts() -> None:
    rules = Rules(f"User-agent: *\nDisallow: /\n\nUser-agent: {AGENT.upper()}\nDisallow: /private", AGENT)

    assert [rules.allows(PORTAL + path) for path in ("mgAi.aspx", "private/x")] == [True, False]


@pytest.mark.parametrize(
    ("value", "delay"), [("10", 10), ("0.5", 0.5), ("-1", None), ("inf", None), ("nan", None), ("soon", None)]
)
def test_a_crawl_delay_is_a_number_of_seconds(value: str, delay: float | None) -> None:
    assert Rules(f"User-agent: *\nCrawl-delay: {value}", AGENT).delay == delay


def test_a_pattern_of_many_stars_is_decided_at_once() -> None:
    rules = Rules("User-agent: *\nDisallow: /" + "a*" * 5000 + "b", AGENT)

    assert rules.allows(PORTAL + "a" * 8000)


@pytest.mark.parametrize(
    "content",
    [
        b"User-agent: *\r\nDisallow: /x",
        b"User-agent: *\rDisallow: /x",
        "\ufeffUser-agent: *\nDisallow: /x".encode(),
        "User-agent: *\nDisallow: /x".encode("utf-16"),
        "# Für alle\nUser-agent: *\nDisallow: /x".encode("latin-1"),
        b"\x00\xff\xfe\x80\nUser-agent: *\nDisallow: /x\n" + bytes(range(256)),
    ],
)
def test_a_file_is_read_in_whatever_charset(content: bytes) -> None:
    rules = Rules(text_of(content), AGENT)

    assert [rules.allows(PORTAL + path) for path in ("x", "y")] == [False, True]


@pytest.mark.parametrize("content", [b"", bytes(range(256)) * 100, b"<html><body>Not here: sorry</body></html>"])
def test_what_is_no_robots_file_allows_everything(content: bytes) -> None:
    assert Rules(text_of(content), AGENT).allows(PORTAL + "x")
