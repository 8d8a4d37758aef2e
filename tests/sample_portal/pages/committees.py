"""The pages about committees: which there are, and what each is for."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from sample_portal.model import Attendee, Committee
from sample_portal.pages.escape import label, prose
from sample_portal.pages.parts import actions, bullets, labelled, link, reached
from sample_portal.pages.site import Page, Site
from sample_portal.pages.word import wrapped

_HELP = '<div class="mgHelpLine" >\t\n</div>\t\n\n'


def committee_list(site: Site) -> Page:
    """mgListCommittees, mgCommitteeStructure: the committees there are today. Those that have expired are absent."""
    return _listing(site, "Committee structure", "mgCommitteeDetails.aspx?ID={}", "details for")


def meetings_home(site: Site) -> Page:
    """ieDocHome: the same committees, each leading to its meetings."""
    return _listing(site, "Committee meetings", "ieListMeetings.aspx?CommitteeId={}", "meetings of")


def _listing(site: Site, heading: str, address: str, about: str) -> Page:
    standing = sorted(filter(site.standing, site.truth.committees), key=lambda one: (one.category, one.name))
    sections = (
        f'\n<h2 class="mgSectionTitle">{label(category)}</h2>\n\t\t\t\t\t\t\n'
        + bullets(link(address.format(one.id), one.name, f"{about} {one.name}") for one in members)
        for category, members in groupby(standing, key=lambda one: one.category)
    )
    # The council's own free text, with an end tag that opens nothing.
    lost = '<a href="ieDocSearch.aspx">Search for Expired Committees</b>\n'
    body = f'{lost}{actions(())}<div class="mgContent" >\n{"".join(sections)}{_HELP}</div>\n'
    return Page(heading, heading, body, modified=site.day)


def committee_details(site: Site) -> Page | None:
    """mgCommitteeDetails: what a committee is for, who is on it, whom to ask; also of one that has expired."""
    committee = site.committee()
    return _details(site, committee) if committee else None


def _details(site: Site, committee: Committee) -> Page:
    name = committee.name
    body = actions(_links(committee)) + '<div class="mgContent" >\n' + _feed(site, committee)
    body += _purpose(committee) + '<h2 class="mgSectionTitle">Membership<a name="#MEM"></a></h2>\n\t\t\n'
    body += bullets(_members(site, committee)) + _contact(committee) + _HELP + "</div>\n"
    crumbs = (("Committees", "mgListCommittees.aspx?bcr=1"),)
    return Page(f"Committee details - {name}", "Committee details", body, label(name), crumbs=crumbs)


def _links(committee: Committee) -> tuple[str, ...]:
    number, name = committee.id, committee.name
    return (
        link(
            f"ieListMeetings.aspx?CommitteeId={number}",
            "Browse meetings and agendas for this committee",
            f"meetings for {name}",
        ),
        link(f"mgCommitteeMailingList.aspx?ID={number}", "View contact details for the members of this committee"),
        link(f"mgAttendanceSummary.aspx?RPID={number}", "View attendance statistics"),
        link(f"mgListDeclarationsOfInterest.aspx?RPID={number}", "View declarations of interest"),
    )


def _feed(site: Site, committee: Committee) -> str:
    kind = 'rel="alternate" type="application/rss+xml" title="modern.gov - What&#39;s new"'
    return f'<link {kind}  href="mgRss.aspx?CID={committee.id}"  /> \n\n' if site.look.rss else ""


def _purpose(committee: Committee) -> str:
    text = committee.purpose or f"The {committee.name} meets in public."
    paragraph = wrapped(f'<p class="MsoNormal">{prose(text)}</p>')
    box = f'<div class="mgWordPara"><div class="WordSection1">\n{paragraph}\n</div>\n</div>\n'
    return f'<h2 class="mgSectionTitle">Purpose of committee</h2>\n\t\t{box}'


def _members(site: Site, committee: Committee) -> Iterator[str]:
    for member in members_of(site, committee):
        role = f"({member.role})" if "chair" in member.role.lower() else ""
        yield f"{link(f'mgUserInfo.aspx?UID={member.person}', member.name)}&nbsp; {label(role)}&nbsp; "


def members_of(site: Site, committee: Committee) -> Iterable[Attendee]:
    """Who was due at the committee's last meeting before today."""
    calendar = site.register.calendars.get(committee.id, ())
    last = next((one for one in calendar if one.date <= site.day and not one.cancelled), None)
    if last is None:
        return ()
    meeting = site.truth.meeting(last.id)
    return tuple(one for one in (*meeting.present, *meeting.apologies) if isinstance(one.person, int))


def _contact(committee: Committee) -> str:
    contact = committee.contact
    shown = f"{label(contact.name)}, {label(contact.post)}.  {reached(contact)}"
    return f'<h2 class="mgSectionTitle">Contact information</h2>\t\t\t\n\n{labelled("Support officer", shown)}'
