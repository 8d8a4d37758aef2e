"""The pages of one item: mgAi with the full text, in three guesses at its markup, and the record of a decision."""

from collections.abc import Iterator
from dataclasses import dataclass

from sample_portal.model import Meeting, PublishedItem, PublishedMeeting
from sample_portal.pages.dates import slashed
from sample_portal.pages.escape import label, prose
from sample_portal.pages.items import restriction, sub_heading, vote_table
from sample_portal.pages.language import ENGLISH, WELSH, Words
from sample_portal.pages.parts import (
    bullets,
    committee_crumbs,
    document_address,
    file_size,
    labelled,
    link,
    meeting_address,
    meeting_name,
)
from sample_portal.pages.site import Page, Site
from sample_portal.pages.word import body


@dataclass(frozen=True)
class Found:
    """An item that is on show, with the meeting it is in."""

    item: PublishedItem
    of: PublishedMeeting
    words: Words

    @property
    def meeting(self) -> Meeting:
        """The meeting."""
        return self.of.meeting

    def texts(self) -> Iterator[tuple[str, str]]:
        """The agenda text without a heading, then decision and minutes with theirs, in full."""
        item, number = self.item, self.item.item.id
        if item.agenda:
            yield "", body(item.agenda, number)
        if item.decision:
            yield self.words.decision, body(item.decision, number + 1)
        if item.minutes:
            yield self.words.minutes, body(item.minutes, number + 2)


def found(site: Site, *names: str) -> Found | None:
    """The item that an address names, if it is on show today."""
    number = site.query.number(*names)
    if number is None:
        return None
    try:
        meeting = site.truth.meetings.of_item(number)
    except KeyError:
        return None
    published = site.published(meeting)
    words = WELSH if site.is_welsh(meeting) else ENGLISH
    return next((Found(one, published, words) for one in published.items if one.item.id == number), None)


def item_page(site: Site) -> Page | None:
    """mgAi: an item's title and full text."""
    item = found(site, "id", "aiid")
    return _page(site, item) if item else None


def _page(site: Site, item: Found) -> Page:
    committee = site.register.committees[item.meeting.committee_id]
    layouts = {1: _headed, 2: _like_a_meeting, 3: _tabled}
    shown = layouts[site.look.markup](item) + "".join(_supporting(item))
    if item.item.item.restricted:
        shown += restriction(item.item.item.id)
    return Page(
        title=f"{item.words.agenda_item} - {item.item.title}",
        heading=item.words.agenda_item,
        subtitle=label(item.item.title) if site.look.markup == 1 else link(_back(item), meeting_name(item.meeting)),
        body=f'<div class="mgContent" >\n{shown}</div>\n',
        dated=item.meeting.date,
        crumbs=committee_crumbs(committee),
    )


def _back(item: Found) -> str:
    return f"{meeting_address(item.meeting)}#AI{item.item.item.id}"


def _headed(item: Found) -> str:
    texts = "".join(
        f'<h3 class="mgSubSubTitleTxt">{words}</h3>\n{text}' if words else text for words, text in item.texts()
    )
    where = labelled("Meeting", link(_back(item), meeting_name(item.meeting)))
    return f"{where}{texts}{vote_table(item.item.item.id, item.meeting.id, item.item.item.vote)}"


def _like_a_meeting(item: Found) -> str:
    shown = (f"{item.item.number}.", item.item.title)
    title = "".join(f'<p  class="mgAiTitleTxt" >{label(words)}</p>\n' for words in shown)
    return title + "".join((sub_heading(words) if words else "") + text for words, text in item.texts())


def _tabled(item: Found) -> str:
    rows = "".join(
        f'<tr><td class="mgLabel">{words}</td><td>{text}</td></tr>\n'
        for words, text in (("", ""), *item.texts())
        if text
    )
    heading = f'<h2 class="mgSectionTitle">{label(item.item.number)}. {label(item.item.title)}</h2>\n'
    return f'{heading}<table class="mgTableNoBorderFullWidth" summary="Agenda item">\n{rows}</table>\n'


def _supporting(item: Found) -> Iterator[str]:
    documents = [one for one in item.item.documents if not one.restricted]
    if documents:
        yield sub_heading(item.words.supporting)
        yield bullets(
            f"{link(document_address(one.id, one.title), one.title)} {file_size(one.id)}" for one in documents
        )


def decision_page(site: Site) -> Page | None:
    """ieDecisionDetails, by the decision's own id or the item's: who decided what, and when."""
    item = found(site, "aiid", "id")
    return _decision(item) if item and item.item.decision else None


def _decision(item: Found) -> Page:
    meeting = item.meeting
    published = meeting.decisions_on or meeting.draft_on or meeting.date
    shown = (
        labelled("Decision Maker", prose(meeting.committee_name))
        + labelled("Decision status", '<span  class="mgPlanItemInForce" >Recommendations Approved</span>')
        + labelled("Is Key decision?", "No")
        + f'<h3 class="mgSubSubTitleTxt">{item.words.decision}</h3>\n'
        + body(item.item.decision, item.item.item.id + 1)
        + labelled("Publication date", label(slashed(published)))
        + labelled("Date of decision", label(slashed(meeting.date)))
    )
    title = item.item.title
    return Page(f"Decision - {title}", "Decision details", f'<div class="mgContent" >\n{shown}</div>\n', label(title))
