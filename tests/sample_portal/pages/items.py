"""One item of a meeting's page: a number, a title, and what was said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sample_portal.model import Document, PublishedItem, VoteTable
from sample_portal.pages.escape import attribute, href, label
from sample_portal.pages.language import Words
from sample_portal.pages.parts import bullets, document_address, file_size, link
from sample_portal.pages.word import body, more

_GAP = "\t\t\t\t\t\n"


@dataclass(frozen=True)
class Row:
    """An item with what its page knows: the meeting, the language, addresses that its words lead to."""

    shown: PublishedItem
    meeting_id: int
    words: Words
    links: Mapping[str, str]

    @property
    def id(self) -> int:
        """The item's id, which never changes."""
        return self.shown.item.id


def item_row(row: Row) -> str:
    """A row of the table: `td.mgItemNumberCell` with the anchor, then a cell with everything else."""
    anchor = f'<a name="AI{row.id}" aria-disabled="true"></a>{label(row.shown.number)}.'
    return (
        f'\t\t<tr>\n\n\t\t\t<td  class="mgItemNumberCell" ><p  class="mgAiTitleTxt" >{anchor}</p></td>\n\t\t\t\t\n'
        f"\t\t<td >\t\t\t\n\n{''.join(_cell(row))}\t\t\t\t\t\n        </td>\n\t\t</tr>\n\t\t\n"
    )


def _cell(row: Row) -> Iterator[str]:
    shown, words = row.shown, row.words
    yield _title(shown)
    if shown.agenda:
        yield body(shown.agenda, row.id, links=row.links)
    yield from _documents(row)
    if shown.decision:
        yield sub_heading(words.decision) + body(shown.decision, row.id + 1)
        yield _decision_link(row)
    if shown.minutes:
        cut = more(row.id, shown.number, shown.title)
        yield sub_heading(words.minutes) + body(shown.minutes, row.id + 2, cut=cut)
        yield vote_table(row.id, row.meeting_id, shown.item.vote)
    if shown.item.restricted:
        yield restriction(row.id)


def sub_heading(words: str) -> str:
    """`<p class="mgSubItemTitleTxt">Minutes:</p>`."""
    return f'<p class="mgSubItemTitleTxt">{words}</p>\n'


def _title(shown: PublishedItem) -> str:
    """Plain without a report; with one, the title is the link to it."""
    report = next((one for one in shown.documents if not one.restricted), None)
    if report is None:
        return f'\t\t\t\t\t<p  class="mgAiTitleTxt" >{label(shown.title)}</p>\n'
    about = attribute(f"document '{shown.title}' pdf file")
    return (
        f'\t\t\n\t\t\t\t\t<p  class="mgAiTitleTxt" ><a  class="mgAiTitleLnk"   href="{_file(report)}"    \n'
        f'\t\t\t\t\ttitle="Link&#32;to&#32;{about}">{label(shown.title)} {file_size(report.id)} </a></p>\n'
    )


def _file(document: Document) -> str:
    """Some titles came with a line end inside, and the address has it still."""
    address = href(document_address(document.id, document.title))
    return address.replace(" ", "\n", 1) if document.id % 9 == 0 else address


def _documents(row: Row) -> Iterator[str]:
    open_ones = [one for one in row.shown.documents if not one.restricted][1:]
    closed = [one for one in row.shown.documents if one.restricted]
    if open_ones or closed:
        points = [*(_document(one, row.shown.number) for one in open_ones), *map(_closed, closed)]
        yield sub_heading(row.words.more_documents) + bullets(points)


def _document(document: Document, number: str) -> str:
    title = f"Link to document &#39;{label(document.title)}&#39; pdf file"
    return (
        f'\n\t\t\t\t\t\t    <a  href="{_file(document)}"   title="{title}">'
        f'{label(document.title)} <span  class="mgHide" >, item {label(number)}.</span>\n'
        f"\t\t\t\t\t\t    {file_size(document.id)} </a>  "
    )


def _closed(document: Document) -> str:
    reasons = f"View the reasons why document '{document.title}' is restricted"
    return f"{label(document.title)} &nbsp; {link(f'mgReasonsRestricted.aspx?OID={document.id}&OT=A', reasons)}"


def restriction(item_id: int) -> str:
    """What a restricted item has besides its title and resolution."""
    why = link(f"mgReasonsRestricted.aspx?OID={item_id}&OT=I", "Reason restricted")
    return f'\t\t\t\t\t<p class="mgSubItemTitleTxt">{why}</p>\n'


def _decision_link(row: Row) -> str:
    """On some pages a decision has a record of its own."""
    if row.id % 2:
        return ""
    words = f"View the decision for item {row.shown.number}."
    return f'<ul class="mgActionList">\n<li>{link(f"ieDecisionDetails.aspx?AIId={row.id}", words)}</li>\n</ul>\n'


def vote_table(item_id: int, meeting_id: int, vote: VoteTable | None) -> str:
    """The product's table of a recorded vote, as broken as it comes: headings without a row, a `</th>` too many,
    and a point outside any list.
    """
    if vote is None:
        return ""
    heads = "".join(f'<th scope="col">{words}</th>' for words in ("Title", "Type", "Recorded Vote text", "Result"))
    indent = "\t" * 6
    return (
        f'\t\t\t\n\t\t\t\t\t<table  class="mgTableNoBorderFullWidth" >\n{indent}\n'
        f'{indent}<caption  class="mgSectionTitle" >Recorded Vote</caption>\n{indent}<thead>\n{indent}\n'
        f"{indent}{heads}\n{indent}</th>\n{_vote_row(vote, indent)}\n\t\t\t\t\t</table>\n{_GAP}"
        f"\t\t\t\t\t<li>{_votes_link(item_id, meeting_id)}</li>  <!-- FB9901-->\n"
    )


def _vote_row(vote: VoteTable, indent: str) -> str:
    result, icon = ("Carried", "Positive") if vote.carried else ("Rejected", "Negative")
    cells = (
        label(vote.caption),
        "Resolution",
        "",
        f"<img alt='' src='mgImages/motions/Motion{icon}.png' />{result}",
    )
    shown = "".join(f"{indent}\t<td>\n{indent}\t{cell}\n{indent}\t</td>\n" for cell in cells)
    return f"{indent}<tr>\n{shown}{indent}</tr>\t\n"


def _votes_link(item_id: int, meeting_id: int) -> str:
    address = f"mgListRecordedVotesShort.aspx?AIID={item_id}&MID={meeting_id}"
    return link(address, "View Recorded Vote for this item", "recorded votes for this item")
