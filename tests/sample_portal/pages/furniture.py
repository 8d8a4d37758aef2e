"""The council's own page around the product's part: three themes that agree on `div#modgov` and little else."""

from datetime import date

from sample_portal.pages.escape import label, prose
from sample_portal.pages.site import Page, Site

HONEYPOT = "/-Qx4mTr0pLn2.html"
HIDDEN = "mgHiddenTrap.aspx?ID=1"

_MENU = (
    ("mgCalendarMonthView.aspx?GL=1&amp;bcr=1", "calendar of meetings", "Calendar"),
    ("mgListCommittees.aspx?bcr=1", "committee structure", "Committees"),
    ("ieListMeetings.aspx?CId=0&info=1&MD=Constitution", "constitution", "Constitution"),
    ("mgMemberIndex.aspx?bcr=1", "councillors", "Councillors"),
    ("mgDelegatedDecisions.aspx?bcr=1&amp;DM=0&amp;DS=2&amp;K=0&amp;DR=&amp;V=0", "register of decisions", "Decisions"),
    ("mgManageElectionResults.aspx?bcr=1", "election results", "Election results"),
    ("mgEPetitionListDisplay.aspx?bcr=1", "ePetitions", "ePetitions"),
    ("ecCatDisplay.aspx?bcr=1&amp;sch=doc", "documents library", "Library"),
    ("ieDocHome.aspx?bcr=1", "committee meetings", "Meetings"),
    ("mgListOutsideBodies.aspx?bcr=1", "outside bodies", "Outside bodies"),
    ("ieDocSearch.aspx?bcr=1", "free text search", "Search documents"),
    ("mgRegisterKeywordInterest.aspx?bcr=1", "subscribe to updates", "Subscribe to updates"),
    ("mgWhatsNew.aspx?bcr=1", "what's new", "What's New"),
)
_SUBJECTS = ("Government, politics and public administration", "Local government", "Decision making")
_SCRIPT = """<script type="text/javascript">
	if(window.$ModernGov === undefined)
	{
		Object.defineProperty(window, "$ModernGov", { value: {} });
		Object.defineProperty($ModernGov, "Settings", {value: {} });
		Object.defineProperty($ModernGov.Settings, "DisableDateTimePickers", { value: false });
	}
</script>
"""
_FOOT = """<div class="mgFooter" >

	<p>&nbsp;</p>

<input type="hidden" value="false" id="hidIsExtLinkNewWindow" name="hidIsExtLinkNewWindow"><!--#79852 remove
trailing slash-->
    <script type="text/javascript" src="jquery-ui/js/jquery-3.5.1.min.js"></script>
    <script type="text/javascript">
	var mgJQuery = jQuery.noConflict(true);
        var thisFormValidator;
    </script>
</div>
"""
_KINGSTON = """<!DOCTYPE html>



<html lang="en">
	<head>
		<meta charset="utf-8">
		<meta name="viewport" content="width=device-width, initial-scale=1">
		{meta}
		<title>{title} - {council}</title>
		<link href="SiteSpecific/res/css/bulma.min.css" rel="stylesheet" />
	</head>
	<body class="has-background-light">
		<a class="sr-only" href="#mgMainContent">Skip to main content</a>
		<header id="page-header"><img src="SiteSpecific/res/img/Logo.png" alt="{council} logo" /></header>
		<div class="dropdown-content">
						<div class="menu">{menu}</div>
		</div>
		<div role="main">
			<a class="is-hidden" name="mgMainContent"></a>
			<nav aria-label="Breadcrumb" class="breadcrumb has-bullet-separator" id="breadcrumb-holder">{crumbs}</nav>
			<div id="modgov"><div class="mgHeader"><h1  class="mgMainTitleTxt" >{heading}</h1></div>
{content}</div>
			<a href="{hidden}" style="display:none" tabindex="-1">More</a>
		</div>
		<nav class="column is-one-quarter is-hidden-mobile is-hidden-tablet-only" id="side-nav">
						<div class="menu">{menu}</div>
		</nav>
		<footer id="page-footer" class="footer"><small>&copy; {year} {council}. All Rights Reserved.</small></footer>
	</body>
	<a hidden href="{honeypot}">.</a>
</html>
"""
_PLAIN = """<html><head>
{meta}<title>{title}</title></head><body>{menu}<div id="modgov"><h1>{heading}</h1>
{content}
</div><div hidden><a href="{hidden}">More</a></div></body><a hidden href="{honeypot}">.</a></html>\
<!-- modern.gov reverse CMS: undefined -->"""
_XHTML = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
{meta}<title>{council} - {title}</title>
</head>
<body>
<div id="wrapper">
<div id="navigation">{menu}</div>
<div id="content">
<p class="crumbtrail">You are here: {crumbs}</p>
<h1>{heading}</h1>
<div id="modgov">
{content}</div>
</div>
<p id="footer">{council}, {year}. <a style="visibility:hidden" href="{hidden}">More</a></p>
</div>
</body>
<a hidden href="{honeypot}">.</a>
</html>
"""
_THEMES = {"kingston": _KINGSTON, "plain": _PLAIN, "xhtml": _XHTML}


def dressed(page: Page, site: Site) -> str:
    """The whole page. Line ends are mixed: the template's are CRLF, the menu's are LF."""
    council = label(site.truth.council)
    frame = _THEMES[site.look.theme].replace("\n", "\r\n")
    return frame.format(
        meta=_meta(page, site.day),
        title=prose(page.title),
        council=council,
        menu=_menu(),
        crumbs=_crumbs(page),
        heading=page.heading,
        content=_content(page).replace("\n", "\r\n"),
        year=site.day.year,
        hidden=HIDDEN,
        honeypot=HONEYPOT,
    )


def _content(page: Page) -> str:
    if not page.subtitle:
        return f"{_SCRIPT}{page.body}{_FOOT}"
    return (
        f'\t\t\t<div class="mgSubTitle" >\t\n\t\t\t\t<h2 class="mgSubTitleTxt">{page.subtitle}</h2>\n'
        f"\t\t\t\t</div>\n{_SCRIPT}{page.body}{_FOOT}"
    )


def _meta(page: Page, day: date) -> str:
    dates = (("date", page.dated or day), ("date.modified", page.modified), ("date.created", page.created))
    return "".join(
        (
            "<meta http-equiv='X-UA-Compatible' content='IE=edge, chrome=1' />",
            f'<meta name="DC.title"  content="{_quoted(page.title)}"/>\r\n',
            f'<meta name="DC.description"  content="{_quoted(page.described or page.title)}"/>\r\n',
            *(f'<meta name="DC.{name}" scheme="W3CDTF"  content="{on}"/>\r\n' for name, on in dates if on),
            *(f'<meta name="DC.subject" scheme="eGMS.IPSV"  content="{subject}"/>\r\n' for subject in _SUBJECTS),
            '\n<link type="text/css" href="jquery-ui/Add-ons/mg.jqueryaddons.css" rel="stylesheet" /> \n',
        )
    )


def _quoted(text: str) -> str:
    return prose(text).replace('"', "&quot;")


def _menu() -> str:
    links = (f'<li><a href="{address}" title="Link to {about}">{words}</a></li>' for address, about, words in _MENU)
    return '<ul class="menu-list">\n' + "\n".join(links) + "</ul>"


def _crumbs(page: Page) -> str:
    links = (f'<li><a  href="{address}" >{label(words)}</a></li>' for words, address in page.crumbs)
    return f'<ul><li><a href="/">Home</a></li>{"".join(links)}<li>{page.heading}</li></ul>'
