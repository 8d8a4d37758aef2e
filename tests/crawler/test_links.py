"""What a portal's lists and pages lead to; hidden links lead nowhere."""

import datetime

import pytest

from searcher.crawler.links import committees, feed, is_bare_meeting, meeting_links, meeting_list, news
from searcher.listing import ListedCommittee, ListedMeeting, MeetingLinks, MeetingList

THEME = """<!DOCTYPE html><html><head><title>{title} - Oakham</title></head><body>
<ul class="menu-list"><li><a href="mgCommitteeDetails.aspx?ID=999">Menu</a></li>
<li><a href="ieListDocuments.aspx?MId=999">Menu</a></li><li><a href="mgWhatsNew.aspx?bcr=1">What's New</a></li></ul>
<div id="modgov"><div class="mgHeader"><h1  class="mgMainTitleTxt" >{title}</h1></div>
{content}
</div><a hidden href="mgAi.aspx?ID=998">full text</a></body></html>"""

STRUCTURE = """
<a href="https://minutes.oakham.gov.uk/ieDocSearch.aspx">Search for old ones</b>
<div class="mgLinks" ></div><div class="mgContent" >
<h2 class="mgSectionTitle">Overview &#38; Scrutiny</h2>
<ul  class="mgBulletList" >
  <li><a  href="mgCommitteeDetails.aspx?ID=318"  title="Flood" >Flood &#40;and Drains&#41; Committee</a></li>
  <li><a  href="MGCOMMITTEEDETAILS.ASPX?id=319" >Lamps Panel</a></li>
</ul>
<h2 class="mgSectionTitle">Others</h2>
<ul  class="mgBulletList" >
  <li><a  href="ieListMeetings.aspx?CommitteeId=320" >Schools Forum</a></li>
  <li><a  href="mgCommitteeDetails.aspx?ID=318" >Flood again</a></li>
  <li><a  href="https://elsewhere.example/mgCommitteeDetails.aspx?ID=321" >A joint board</a></li>
</ul></div>"""

MEETINGS = """
<form method="post"  action="ieListMeetings.aspx"  id="FormYearSelect">
<ul  class="mgActionList" ><li><a  href="mgCommitteeDetails.aspx?ID=318" >More information</a></li></ul>
<div class="mgHiddenField" ><input type="hidden" name="hCommitteeId"  value="318" /></div>
<div  class='mgMeetingsEarlierLater' ><p>
<a   class="mgTableNextLnk"   href="ieListMeetings.aspx?Act=later&amp;CId=318&amp;D=202606151930" >Later meetings</a>
{earlier}</p></div>
<ul  class="mgNonBulletTableList"  >{rows}</ul></form>"""
EARLIER = (
    '<a   class="mgTableNextLnk"   href="ieListMeetings.aspx?Act=earlier&amp;CId=318&amp;D=202409051930" >'
    '<img src="mgimages/left5.gif" alt=""/>Earlier meetings</a><span class="mgLinkSep">. </span>'
)

MEETING = """
<div class="mgSubTitle" >
<h2 class="mgSubTitleTxt"><a  href="mgCommitteeDetails.aspx?ID=318" >Flood - 1 May 2025</a></h2></div>
<ul  class="mgActionList" >
<li><a  href="mgMeetingAttendance.aspx?ID=7420" >Attendance details</a></li>
<li><a  href="documents/g7433/Agenda frontsheet.pdf?T=0" >Agenda frontsheet</a></li>
<li><a  href="documents/g7433/Cofnodion 1-May-2025.pdf?T=1" >Cofnodion <span class="mgFileSize">PDF 9 KB</span></a></li>
</ul><table class="mgItemTable" id="mgItemTable">
<tr><td  class="mgItemNumberCell" ><p  class="mgAiTitleTxt" ><a name="AI51" aria-disabled="true"></a>4.</p></td>
<td><p  class="mgAiTitleTxt" ><a  class="mgAiTitleLnk"   href="documents/s88/Gate report.pdf" >Gate</a></p>
<ul class="mgBulletList"><li><a  href="documents/s89/Map.pdf" >Map</a></li>
<li><a href="mgConvert2PDF.aspx?ID=88">Gate</a></li></ul>
<div class="mgWordPara"><p>The gate, the order &nbsp;...&nbsp; <a href=
"mgAi.aspx?ID=51" title="Link to view the full item text for item 4.">view the full minutes text for item 4.</a></p>
<p>See also <a href="mgAi.aspx?ID=40">the item of March</a>.</p></div>
<ul class="mgActionList"><li><a href="ieDecisionDetails.aspx?AIId=51">View the decision for item 4.</a></li>
<li><a href="ieDecisionDetails.aspx?ID=13">Another</a></li></ul></td></tr></table>"""

LATER = "ieListMeetings.aspx?Act=later&CId=318&D=202606151930"


def page(content: str, title: str = "Committees") -> bytes:
    return THEME.format(title=title, content=content).encode()


def listed(*rows: str, earlier: str = "") -> bytes:
    return page(MEETINGS.format(rows="".join(rows), earlier=earlier), "Browse meetings")


def row(href: str, text: str, after: str = "") -> str:
    return f'<li  class="mgTableOddRow" ><a  class="mgMeetingTableLnk"    href="{href}"  >{text}</a>{after}</li>'


def meetings_in(content: bytes) -> tuple[ListedMeeting, ...]:
    found = meeting_list(content)
    assert found is not None
    return found.meetings


def test_committees_are_listed_once_with_their_category() -> None:
    assert committees(page(STRUCTURE)) == (
        ListedCommittee("318", "Flood (and Drains) Committee", "Overview & Scrutiny"),
        ListedCommittee("319", "Lamps Panel", "Overview & Scrutiny"),
        ListedCommittee("320", "Schools Forum", "Others"),
    )


def test_a_page_about_a_councillor_is_no_list_of_committees() -> None:
    about = '<p><span class="mgLabel">Party: </span>None</p>'

    assert committees(page(about + STRUCTURE)) is None


def test_meetings_are_listed_with_what_is_published() -> None:
    content = listed(
        row("ieListDocuments.aspx?CId=318&amp;MId=7&amp;Ver=4", "15 Jan 2026&nbsp;7&#58;30 pm", " - Agenda, Decisions"),
        row("ielistdocuments.aspx?MEETINGID=8", "4 Rhag 2025", " - CANCELLED"),
        row("ieListDocuments.aspx?CId=9&amp;MID=10", "a day in spring", " &ndash; <span>Agenda</span>"),
        row("ieListDocuments.aspx?MId=7", "15 Jan 2026", " - again"),
        row("ceListDocuments.aspx?MeetingId=3776", "8 Feb 2011"),
    )

    assert meeting_list(content, "318") == MeetingList(
        (
            ListedMeeting("7", "318", datetime.date(2026, 1, 15), "Agenda, Decisions"),
            ListedMeeting("8", "318", datetime.date(2025, 12, 4), "CANCELLED"),
            ListedMeeting("10", "9", None, "Agenda"),
            ListedMeeting("ce3776", "318", datetime.date(2011, 2, 8), ""),
        ),
        later=LATER,
        links={"ce3776": "ceListDocuments.aspx?MeetingId=3776"},
    )


def test_the_link_to_earlier_meetings_is_given_as_written() -> None:
    assert meeting_list(listed(earlier=EARLIER)) == MeetingList(
        (), earlier="ieListMeetings.aspx?Act=earlier&CId=318&D=202409051930", later=LATER
    )


def test_an_empty_list_is_a_list() -> None:
    assert meeting_list(listed()) == MeetingList((), later=LATER)


def test_a_list_of_five_thousand_meetings_is_read_whole() -> None:
    rows = [row(f"ieListDocuments.aspx?CId=3&amp;MId={number}", "1 May 2025", " - Agenda") for number in range(1, 5001)]

    assert len(meetings_in(listed(*rows))) == 5000


def test_a_meetings_page_leads_to_what_belongs_to_it() -> None:
    assert meeting_links(page(MEETING, "Agenda and minutes")) == MeetingLinks(
        committees=("318",),
        items=("51",),
        decisions=("51",),
        attendance="7420",
        minutes="documents/g7433/Cofnodion 1-May-2025.pdf?T=1",
        documents=("documents/s88/Gate report.pdf", "documents/s89/Map.pdf"),
    )


@pytest.mark.parametrize("name", ["Printed minutes\r\n08th-May.pdf", "PRINTED DRAFT MINUTES 8 May.pdf"])
def test_printed_minutes_are_known_by_their_name_too(name: str) -> None:
    href = f"documents/g7433/{name}"

    assert meeting_links(page(f'<a href="{href}">Minutes</a>')).minutes == href.replace("\r\n", "\n")


def test_an_item_cut_short_is_known_by_the_words_too() -> None:
    link = '<p>… <a href="mgAi.aspx?ID=52">view the full decision text for item 5.</a></p>'

    assert meeting_links(page(link)).items == ("52",)


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        '<p style="DISPLAY : none">{}</p>',
        '<p style="color:red;display:/**/none !important">{}</p>',
        '<p style="visibility:hidden">{}</p>',
        '<p style="opacity:0.0">{}</p>',
        '<p style="font-size:0px">{}</p>',
        '<p style="position:absolute;left:-9999px">{}</p>',
        '<p style="height:0;overflow:hidden">{}</p>',
        '<p class="x mgHide">{}</p>',
        '<p class="sr-only">{}</p>',
        '<p aria-hidden="true"><b>{}</b></p>',
        "<p inert>{}</p>",
        "<template>{}</template>",
        "<noscript>{}</noscript>",
        "<script>'{}'</script>",
        "<!-- {} -->",
        '<style>.a, .trap{{color:red; display:none}}</style><p class="trap">{}</p>',
        "<style>/* }} */ p#trap {{visibility:hidden}}</style><p id='trap'>{}</p>",
        "</div><p>{}</p><div>",
    ],
)
def test_hidden_links_lead_nowhere(hidden: str) -> None:
    link = hidden.format('<a href="mgAi.aspx?ID=66">view the full minutes text</a>')

    assert meeting_links(page(MEETING + link)).items == ("51",)


@pytest.mark.parametrize(
    "link",
    [
        '<a hidden href="mgAi.aspx?ID=66">view the full text</a>',
        '<a style="display:none" href="mgAi.aspx?ID=66">view the full text</a>',
        '<a href="mgAi.aspx?ID=66" title="full text"></a>',
        '<a href="mgAi.aspx?ID=66" title="full text"> &nbsp;&#8203;</a>',
        '<a href="mgAi.aspx?ID=66" title="full text"><span hidden>full text</span></a>',
        '<a href="javascript:mgAi.aspx?ID=66">full text</a>',
        '<a href="//evil.example/mgAi.aspx?ID=66">full text</a>',
        '<a href="https://evil.example/mgAi.aspx?ID=66">full text</a>',
        '<a href="\\\\evil.example/mgAi.aspx?ID=66">full text</a>',
        '<a href="http://[/mgAi.aspx?ID=66">full text</a>',
        '<a href="mgAi.aspx?ID=6%0a6">full text</a>',
        '<a href="mgAi.aspx?ID=-66">full text</a>',
        '<a href="mgAi.aspx?ID=1234567890123">full text</a>',
        '<a href="mgAi.aspx.evil?ID=66">full text</a>',
    ],
)
def test_links_that_are_none_lead_nowhere(link: str) -> None:
    assert meeting_links(page(MEETING + link)).items == ("51",)


@pytest.mark.parametrize(
    "shown",
    [
        '<p style="text-indent:-141.8pt;margin-left:141.8pt">{}</p>',
        '<p style="opacity:0.9;line-height:0%">{}</p>',
        '<p style="">{}</p>',
        "<style>@media print {{ .x{{color:red}} .shown{{display:none}} }}</style><p class='shown'>{}</p>",
        "<details><summary>More</summary>{}</details>",
        "<p hidden>before</p>{}",
    ],
)
def test_what_a_person_can_see_is_not_hidden(shown: str) -> None:
    link = shown.format('<a href="mgAi.aspx?ID=66">view the full minutes text</a>')

    assert meeting_links(page(MEETING + link)).items == ("51", "66")


def test_a_hidden_row_is_no_meeting_but_what_stands_behind_hidden_words_is_read() -> None:
    content = listed(
        row("ieListDocuments.aspx?MId=6", "1 May 2025").replace("<li ", "<li hidden "),
        row("ieListDocuments.aspx?MId=7", '2 May 2025<i class="mgHide">, x</i>', '<i class="mgHide">y</i> - Agenda'),
    )

    assert meetings_in(content) == (ListedMeeting("7", None, datetime.date(2025, 5, 2), "Agenda"),)


def test_an_absolute_link_counts_when_it_leads_into_the_portal() -> None:
    link = '<a href="https://www.oakham.gov.uk{}/mgAi.aspx?ID=66">full text</a>'

    assert meeting_links(page(link.format("/mg")), "https://www.oakham.gov.uk/mg/").items == ("66",)
    assert meeting_links(page(link.format(":81/mg")), "https://www.oakham.gov.uk/mg/").items == ()
    assert meeting_links(page(link.format("/other")), "https://www.oakham.gov.uk/mg/").items == ()


@pytest.mark.parametrize(
    "content",
    [
        page("<p>12/05/2025 - Agenda published: {}</p>", "What&#39;s new"),
        page('<form action="MGWhatsNew.aspx">{}</form>', "Neu"),
        page("{}", "Beth sy’n newydd"),
    ],
)
def test_news_name_meetings_whatever_the_markup(content: bytes) -> None:
    told = b"""<td><a href="ieListDocuments.aspx?CId=3&amp;MId=7&amp;Ver=4">Flood</a></td>
    <div><a href="IELISTDOCUMENTS.ASPX?meetingid=8#AI4">Lamps</a><a href="ceListDocuments.aspx?MeetingId=9">Old</a>
    <a hidden href="ieListDocuments.aspx?MId=66">trap</a></div>"""

    assert set(news(content.replace(b"{}", told)) or ()) == {"7", "8"}


def test_news_are_of_the_newest_day_that_stands_before_the_link() -> None:
    content = page(
        """<p>12/05/2025 - Agenda published: <a href="ieListDocuments.aspx?MId=7">Flood, 2 May 2024</a></p>
        <p>14/05/2025 - Minutes published: <a href="ieListDocuments.aspx?MId=8">Lamps</a> and
        <a href="ieListDocuments.aspx?MId=7">Flood</a></p><p hidden>15/05/2025</p>
        <a href="ieListDocuments.aspx?MId=9">Roads</a>""",
        "What's new",
    )

    assert news(content) == dict.fromkeys(("7", "8", "9"), datetime.date(2025, 5, 14))


def test_news_may_be_without_a_day() -> None:
    assert news(page('<a href="ieListDocuments.aspx?MId=9">Roads, 2 May 2024</a>', "What's new")) == {"9": None}


def test_news_may_be_empty() -> None:
    assert news(page("<p>Nothing was published</p>", "What's new")) == {}


def test_a_feed_names_meetings_in_links_and_in_words() -> None:
    content = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>
    <link>https://minutes.oakham.gov.uk/mgWhatsNew.aspx</link>
    <item><title>Agenda</title><pubDate>Tue, 13 May 2025 10:00:00 GMT</pubDate><link>https://minutes.oakham.gov.uk/ieListDocuments.aspx?CId=3&amp;MId=7</link></item>
    <item><description>&lt;a href="ielistdocuments.aspx?MID=8&amp;amp;Ver=4"&gt;Lamps&lt;/a&gt;</description></item>
    </channel></rss>"""

    assert feed(content) == {"7": datetime.date(2025, 5, 13), "8": None}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02",
        b"%PDF-1.7",
        b"<html><body>rss</body></html>",
        b"<rss><channel>",
        b'<!DOCTYPE rss [<!ENTITY a "b">]><rss/>',
        page("<p>&lt;rss&gt;</p>"),
        b"<other><rss/></other>",
    ],
)
def test_what_is_no_feed_gives_none(content: bytes) -> None:
    assert feed(content) is None


NO_PAGES = [
    b"",
    b" ",
    b"\x00\x01\x02",
    b"%PDF-1.7",
    b"<!-- x -->",
    b"<",
    b"<html></html>",
    b'<div hidden id="modgov">x</div>',
]


@pytest.mark.parametrize("content", [*NO_PAGES, b'<div id="modgov">' + b"<div>" * 3000 + STRUCTURE.encode()])
def test_what_is_no_portals_page_gives_none(content: bytes) -> None:
    assert (committees(content), meeting_list(content), news(content)) == (None, None, None)
    assert meeting_links(content) == MeetingLinks()


def test_the_wrong_page_gives_none() -> None:
    structure, meetings, meeting = page(STRUCTURE), listed(EARLIER), page(MEETING, "Agenda and minutes")

    assert [committees(content) for content in (meetings, meeting)] == [None, None]
    assert [meeting_list(content) for content in (structure, meeting)] == [None, None]
    assert [news(content) for content in (structure, meetings, meeting)] == [None, None, None]


@pytest.mark.parametrize(
    "unit",
    [
        '<a href="mgAi.aspx?ID=1">full text',
        '<li><a class="mgMeetingTableLnk" href="ieListDocuments.aspx?MId=1">x</a><b>y',
        "<style>/*",
        "<style>@a{",
        '<p style="opacity:' + "0" * 500,
        "<",
        "full text ",
        "<div hidden>x</div>y",
        '<h2 class="mgSectionTitle">x',
        "<![CDATA[",
    ],
)
def test_endless_pages_are_read_all_the_same(unit: str) -> None:
    content = page(MEETING + unit * (200_000 // len(unit)))

    assert isinstance(meeting_links(content), MeetingLinks)
    assert committees(content) is None


@pytest.mark.parametrize("where", ["p", "script", "input hidden", "meta"])
def test_a_page_with_a_tag_of_endless_attributes_is_none_of_the_portals(where: str) -> None:
    def with_tag(attributes: int) -> bytes:
        return page(STRUCTURE + f"<{where} {' '.join(f'a{number}' for number in range(attributes))}>")

    assert committees(with_tag(100)) is not None
    assert committees(with_tag(1_000)) is None


def test_a_tag_may_repeat_an_attribute_and_a_page_have_many_tags() -> None:
    assert committees(page(STRUCTURE + f"<p {'a=1 ' * 10_000}>" + "<i a b c></i>" * 10_000)) is not None


@pytest.mark.parametrize("cut", range(0, len(MEETING), 97))
def test_a_page_cut_off_is_read_as_far_as_it_goes(cut: int) -> None:
    content = page(MEETING)

    assert set(meeting_links(content[: content.index(b"<div id=") + cut]).items) <= {"51"}


@pytest.mark.parametrize(
    ("inside", "bare"),
    [
        ('<h2 class="mgSubTitleTxt">Flood Committee - Monday 12 May 2025 6:30 pm</h2><p>Nothing yet.</p>', True),
        ('<h2 class="mgSubTitleTxt">Flood Committee</h2>', False),
        ('<h2>Flood Committee - Monday 12 May 2025</h2><table id="mgItemTable"></table>', False),
        ('<h2>Monday 12 May 2025</h2><p class="mgErrorTxt">Not found</p>', False),
        ("", False),
    ],
)
def test_a_meeting_may_have_nothing_published_yet(inside: str, bare: bool) -> None:
    assert is_bare_meeting(page(inside)) is bare
