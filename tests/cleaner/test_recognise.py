"""What a page is; what holds no agenda items is refused, each kind by its own reason."""

import pytest
from saved_pages import KEY, cleaned, portal_page, row

from searcher.cleaner.recognise import PageKind, page_address, portal_address, recognise
from searcher.errors import UnrecognisedPage
from searcher.model import FetchedPage

MEETING = portal_page(row("1", "Budget"))
PORTAL = '<html><body><div id="modgov">{}</div></body></html>'


def fetched(content: str | bytes) -> FetchedPage:
    return FetchedPage(content.encode() if isinstance(content, str) else content, "imported", KEY)


def refusal(content: str | bytes) -> str:
    with pytest.raises(UnrecognisedPage) as refused:
        cleaned(content)
    return refused.value.reason


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (MEETING, PageKind.MEETING),
        (PORTAL.format("<h1>Agenda item</h1><h2>Budget</h2>"), PageKind.ITEM),
        ("<meeting><agendaitems></agendaitems></meeting>", PageKind.WEB_SERVICE),
        ("%PDF-1.4", PageKind.PDF),
        ("Agenda and minutes", PageKind.TEXT),
    ],
)
def test_a_pages_kind_is_told_by_its_content(content: str, kind: PageKind) -> None:
    assert recognise(fetched(content)).kind is kind


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "the file is empty"),
        (" \n\t", "the file is empty"),
        (b"\x00\x01\x02\x7fELF", "a binary file, not a page or a PDF"),
        (b"%PDF-1.4\nnot really", "the PDF is damaged"),
        (MEETING[: len(MEETING) // 2], "the HTML is cut off"),
        (PORTAL.format("<div>" * 600), "HTML nested deeper"),
        ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><meeting/>', "XML with a document type"),
        ('<?xml version="1.0"?><meeting><agendaitems>', "broken or cut off XML"),
        ('<?xml version="1.0"?><wards/>', "an empty or unknown web service answer <wards>"),
        ("<getmeetings><committee/></getmeetings>", "a list of meetings"),
        ("<committees><committee/></committees>", "a list of committees"),
        ("<councillorsbyward><councillor/></councillorsbyward>", "a list of councillors"),
        ("<html><script>location.href='https://…'</script></html>", "a script that redirects"),
        ("<html><body>Request blocked. Incapsula incident</body></html>", "a bot-protection page"),
        ("<html><body><p>The council's own page, with text enough</p></body></html>", "not a ModernGov page"),
        ("<html><body><p>Meetings, powered by CMIS, of this council</p></body></html>", "a CMIS page"),
        (PORTAL.format('<form action="ieSearchResults.aspx"></form>'), "a search form"),
        (PORTAL.format('<p class="mgErrorTxt">No results</p>'), "an error or an empty search result"),
        (PORTAL.format('<a class="mgMeetingTableLnk" href="x">2 Mar 2020</a>'), "a list of meetings"),
        (PORTAL.format("<h1>Search results</h1>"), "a list of search results"),
        (PORTAL.format("<h1>Issue - meetings</h1><p>Mill Lane</p>"), "the history of an issue"),
        (PORTAL.format('<a href="mgCommitteeDetails.aspx?ID=1">A</a>' * 3), "a list of committees"),
        (PORTAL.format("<h1>Committee details</h1>"), "a committee's details"),
        (PORTAL.format("<h1>Subscribe to updates</h1>"), "a portal page without agenda items"),
        ("Dear Sir, thank you for your letter.", "a text without agenda items"),
    ],
)
def test_what_holds_no_items_is_refused_by_name(content: str | bytes, reason: str) -> None:
    assert refusal(content).startswith(reason)


def test_a_refusal_names_the_page() -> None:
    with pytest.raises(UnrecognisedPage, match=r"minutes/empty\.html: the file is empty"):
        cleaned("", path="minutes/empty.html")


def test_windows_letters_are_read() -> None:
    assert cleaned("Agenda item\nBudget\nMinutes:\nThe council’s plan.".encode("cp1252")).meeting.items[0].minutes == (
        "The council’s plan."
    )


@pytest.mark.parametrize("control", [b"\x0b", b"\x01", b"\x1f"])
def test_a_stray_control_character_parts_words(control: bytes) -> None:
    page = b"Agenda item\nBudget\nMinutes:\nThe plan" + control + b"was noted.\n"

    assert cleaned(page).meeting.items[0].minutes == "The plan was noted."


@pytest.mark.parametrize("content", [b"Agenda item\0Budget", bytes(range(1, 256)) * 4])
def test_what_is_full_of_control_characters_is_binary(content: bytes) -> None:
    assert refusal(content) == "a binary file, not a page or a PDF"


@pytest.mark.parametrize("reference", ["&#11;", "&#x0B;", "&#31;"])
def test_xml_may_hold_characters_that_xml_forbids(reference: str) -> None:
    answer = f"<meeting><meetingroom>Hall{reference}B</meetingroom><agendaitems/></meeting>"

    root = recognise(fetched(answer)).root

    assert root is not None
    assert root.findtext("meetingroom") == "Hall B"


def test_xml_may_declare_an_encoding_nobody_knows() -> None:
    answer = '<?xml version="1.0" encoding="utf-o"?><meeting><agendaitems/></meeting>'

    assert recognise(fetched(answer)).kind is PageKind.WEB_SERVICE


def test_a_saved_page_tells_its_own_address() -> None:
    page = fetched("<!-- saved from url=(0052)https://minutes.example.gov.uk/ieListDocuments.aspx?MId=7 -->")

    assert page_address(page) == "https://minutes.example.gov.uk/ieListDocuments.aspx?MId=7"


def test_the_portals_address_is_told_by_its_links() -> None:
    page = fetched('<a href="https://maps.example/">map</a> <a href="https://x.gov.uk/mg/mgAi.aspx?ID=4">item</a>')

    assert portal_address(page) == "https://x.gov.uk/mg/"


def test_a_page_with_broken_links_has_no_address() -> None:
    assert portal_address(fetched('<a href="http://[/ieListDocuments.aspx">broken</a>')) is None


def test_json_that_is_no_exchange_format_is_refused() -> None:
    assert "JSON" in refusal(b'{\n "items": [\n  {"minutes": "Resolved: that it be noted."}\n ]\n}\n')


def test_a_table_of_something_else_is_refused() -> None:
    table = b"# Files\n\n| file | source |\n|---|---|\n| a.html | a council |\n| b.html | b |\n"

    assert "without agenda items" in refusal(table)


def test_a_numbered_manual_is_refused() -> None:
    manual = b"SETTING UP\n\n1. INSTALL\n\nRun the installer.\n\n2. CONFIGURE\n\nAgree the terms.\n\n3. START\n\nGo.\n"

    assert "without agenda items" in refusal(manual)


def test_a_page_may_leave_out_its_last_tags() -> None:
    whole = MEETING.replace("</body>", "").replace("</html>", "")

    assert recognise(FetchedPage(whole.encode(), "oakham", "1")).kind is PageKind.MEETING


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_page_of_two_bytes_a_character_is_read_with_its_address(encoding: str) -> None:
    page = fetched(
        f'<link rel="canonical" href="https://a.gov.uk/ieListDocuments.aspx?MId=7">{MEETING}'.encode(encoding)
    )

    assert [item.title for item in cleaned(page.content).meeting.items] == ["Budget"]
    assert page_address(page) == "https://a.gov.uk/ieListDocuments.aspx?MId=7"
    assert portal_address(page) == "https://a.gov.uk/"
