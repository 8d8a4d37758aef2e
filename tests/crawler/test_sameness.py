"""What an answer has anew each time is no change of the page; everything else is."""

import pytest

from searcher.crawler.sameness import shows_same

PAGE = """<html><head><meta name="DC.date" scheme="W3CDTF"  content="2026-03-02"/>
<script nonce="abc1">var at = 1;</script><!-- served by web-1 --></head><body><p>Cllr Ash was there.</p>
<a href="/cdn-cgi/l/email-protection#0a1b"><span class="__cf_email__" data-cfemail="0a1b">[email]</span></a>
<input type="hidden" name="token" value="1"/><input type="text" value="Ash"/></body></html>"""
MONDAY, SUNDAY = "2026-03-02T09:00:00+00:00", "2026-03-08T09:00:00+00:00"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('content="2026-03-02"', 'content="2026-03-08"'),
        ('content="2026-03-02"', 'content="2026-03-09"'),  # the portal is ahead of UTC
        ("var at = 1;", "var at = 2;"),
        ("web-1", "web-2"),
        ("abc1", "xyz9"),
        ('email-protection#0a1b"', 'email-protection#77ff"'),
        ('data-cfemail="0a1b"', 'data-cfemail="77ff"'),
        ('name="token" value="1"', 'name="token" value="2"'),
        ("<script", "<style>p {}</style><script"),
    ],
)
def test_what_each_answer_has_anew_is_no_change(old: str, new: str) -> None:
    assert shows_same(PAGE.encode(), MONDAY, PAGE.replace(old, new).encode(), SUNDAY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('content="2026-03-02"', 'content="2026-01-15"'),
        ("was there", "was absent"),
        ('value="Ash"', 'value="Elm"'),
        ('<meta name="DC.date"', '<meta name="DC.title"'),
        ("</script>", ""),
        ("-->", ""),
        ("<!--", "<!-->"),
    ],
)
def test_anything_else_is_a_change(old: str, new: str) -> None:
    assert not shows_same(PAGE.encode(), MONDAY, PAGE.replace(old, new).encode(), MONDAY)


def test_a_day_counts_where_it_is_not_known_when_the_page_was_fetched_or_is_no_day() -> None:
    later, none = PAGE.replace("2026-03-02", "2026-03-08"), PAGE.replace("2026-03-02", "2026-13-99")

    assert not shows_same(PAGE.encode(), None, later.encode(), None)
    assert not shows_same(PAGE.encode(), "some day", later.encode(), SUNDAY)
    assert not shows_same(PAGE.encode(), MONDAY, none.encode(), MONDAY)


@pytest.mark.parametrize(
    ("begun", "again"),
    [
        ("", "<script "),
        ("", "<!-- "),
        ("", "<input hidden "),
        ("<input ", "hidden "),
        ("", "<meta name='DC.date' "),
        ("<meta ", "name='DC.date' "),
        ("", "data-cfemail="),
    ],
)
def test_what_never_ends_takes_no_longer(begun: str, again: str) -> None:
    """Two million characters: were each opening looked at to the end, this would take hours."""
    many = (begun + again * (2_000_000 // len(again))).encode()

    assert shows_same(many, MONDAY, b"<style></style>" + many, SUNDAY) is (again != "<!-- ")
