"""What an answer is, in words for people."""

import pytest

from searcher.crawler.answers import Answer, Verdict, judged

URL = "https://minutes.oakham.gov.uk/ieListDocuments.aspx?MId=7"
PORTAL = '<html><body><p>Theme</p><div class="x" id="modgov"><h1>Agenda</h1></div></body></html>'
INCAPSULA = '<html><script src="/_Incapsula_Resource?SWJIYLWA=1"></script></html>'
CLOUDFLARE = "<html><title>Just a moment...</title><script>window._cf_chl_opt={}</script></html>"


def verdict(
    content: str | bytes, status: int = 200, url: str = URL, *, error_page: bool = False
) -> tuple[Verdict, str]:
    body = content.encode() if isinstance(content, str) else content
    return judged(Answer(url, status, body, "text/html", error_page=error_page))


@pytest.mark.parametrize(
    "content",
    [
        PORTAL,
        "<DIV ID=ModGov>",
        "<div id='modgov'>",
        PORTAL
        + '<script src="/_Incapsula_Resource?x"></script><script src="/cdn-cgi/challenge-platform/h/x"></script>',
        PORTAL.replace("Agenda", "Barracuda Leisure Centre"),
        '\ufeff<?xml version="1.0"?><committees/>',
        "<meeting><agendaitems/></meeting>",
        '<rss version="2.0"><channel/></rss>',
        b"%PDF-1.7 \x00\x01",
    ],
)
def test_what_a_portal_gives_is_a_page(content: str | bytes) -> None:
    assert verdict(content) == (Verdict.PAGE, "")


def test_rules_for_robots_are_a_page_only_there() -> None:
    rules = "User-agent: *\nDisallow: /mgCalendar"

    assert verdict(rules, url="https://minutes.oakham.gov.uk/robots.txt")[0] is Verdict.PAGE
    assert verdict(rules)[0] is Verdict.FAILED


@pytest.mark.parametrize("status", [404, 410])
def test_what_the_portal_does_not_have_is_missing(status: int) -> None:
    assert verdict("<html>Not here</html>", status) == (Verdict.MISSING, f"there is no such page ({status})")


def test_the_portals_page_for_errors_means_missing() -> None:
    assert verdict("", 302, error_page=True) == (Verdict.MISSING, "the portal has no such page")
    assert verdict(PORTAL, url="https://x.gov.uk/mgerror.aspx")[0] is Verdict.MISSING


@pytest.mark.parametrize("status", [200, 403, 404, 429, 503])
@pytest.mark.parametrize(
    ("content", "guard"),
    [
        (INCAPSULA, "Incapsula"),
        ("<html>Request unsuccessful. Incapsula incident ID: 7</html>", "Incapsula"),
        (CLOUDFLARE, "Cloudflare"),
        ("<html><title>Attention Required! | Cloudflare</title></html>", "Cloudflare"),
        ("<html><title>Barracuda WAF</title>Request blocked</html>", "Barracuda"),
    ],
)
def test_a_guard_is_named_at_whatever_status(content: str, guard: str, status: int) -> None:
    assert verdict(content, status) == (
        Verdict.BLOCKED,
        f"{guard} stands before the portal and lets no program in ({status})",
    )


@pytest.mark.parametrize(
    ("content", "status", "reason"),
    [
        ("Forbidden", 403, "the portal refuses it (403)"),
        ("", 401, "the portal refuses it (401)"),
        ("Slow down", 429, "the portal asks for fewer requests (429)"),
        (PORTAL, 500, "the portal's server failed (500)"),
        ("", 503, "the portal's server failed (503)"),
        ("", 418, "the portal answered with 418"),
        ("", 200, "the answer is empty"),
        (" \r\n", 200, "the answer is empty"),
        (b"\x00\x01\x02", 200, "neither a page of the portal nor a PDF"),
        ("<script>window.location='https://x'</script>", 200, "a script that redirects the browser, not a page"),
        ('<meta http-equiv="refresh" content="0">', 200, "a script that redirects the browser, not a page"),
        ('<html><a href="/_layouts/error.aspx">x</a></html>', 200, "a SharePoint error page, not the portal's"),
        ("<html><p>Welcome to the council</p></html>", 200, "not a page of the portal: it has no part named modgov"),
        ("<html><p class='modgov'>id=modgov</p></html>", 200, "not a page of the portal: it has no part named modgov"),
        ('<?xml version="1.0"?><!DOCTYPE html><html></html>', 200, "not a page of the portal: it has no part"),
    ],
)
def test_a_failure_says_why(content: str | bytes, status: int, reason: str) -> None:
    found, told = verdict(content, status)

    assert (found, told[: len(reason)]) == (Verdict.FAILED, reason)


@pytest.mark.parametrize("unit", ["<", "<script>", "<!--", "<a id=", "<a " + " " * 50, "_Incapsula", " "])
def test_an_endless_answer_is_judged_all_the_same(unit: str) -> None:
    assert verdict(unit * (1_000_000 // len(unit)))[0] is Verdict.FAILED
