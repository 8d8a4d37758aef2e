"""The cleaner's one door: a fetched page in, a meeting with its items out."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from searcher.cleaner.decision_page import read_decision_page
from searcher.cleaner.flags import is_withdrawn, meeting_flags, move_in
from searcher.cleaner.headings import in_title_case
from searcher.cleaner.lines import is_capitals
from searcher.cleaner.offices import mayors_in
from searcher.cleaner.older_pages import read_older_page
from searcher.cleaner.paging import page_starts
from searcher.cleaner.pdf import pdf_text
from searcher.cleaner.people import people_in
from searcher.cleaner.pieces import SECTIONS, Draft, DraftItem, Paragraph, Piece, Place, plain_text
from searcher.cleaner.portal_pages import read_item_page, read_meeting_page
from searcher.cleaner.reading import acronyms_in, exclusions_in, kind_of, restriction_in
from searcher.cleaner.recognise import PageKind, Recognised, page_address, portal_address, recognise
from searcher.cleaner.resolutions import resolutions_in
from searcher.cleaner.text_pages import read_text
from searcher.cleaner.voters import TITLED
from searcher.cleaner.votes import votes_in
from searcher.cleaner.web_service import read_meeting_answer
from searcher.dates import date_in
from searcher.decoding import control_sequences, without_sequences
from searcher.errors import UnrecognisedPage
from searcher.hrefs import joined
from searcher.model import MINUTED, Councillor, Document, FetchedPage, Item, Meeting, Source, Status, Vote
from searcher.references import references_in
from searcher.topics import topics_in
from searcher.vocabulary import Posts, Vocabulary
from searcher.words import fold

_FIRST_WORDS = 10
_WIDEST_GAP = 20  # spaces; pages have none wider when they are read, lines of the exchange format may
_GAP = re.compile(rf"\s{{{_WIDEST_GAP + 1},}}")
_MOST_EXCLUSIONS = 12  # of one meeting
_SAID = ("kind", "officers", "posts", "councillors", "topics", "acronyms", "references")


class _Words(Struct, frozen=True):
    """The vocabularies that sentences are read with."""

    topics: Vocabulary
    posts: Posts


class Cleaned(Struct, frozen=True):
    """A meeting, and where every piece of its page went."""

    kind: PageKind
    meeting: Meeting
    pieces: tuple[Piece, ...]

    @property
    def unplaced(self) -> tuple[str, ...]:
        """Text of the page that belongs to nothing we know; to be reported."""
        return tuple(piece.text for piece in self.pieces if piece.place is Place.UNPLACED)


def clean(page: FetchedPage, vocabulary: Vocabulary, posts: Posts) -> Cleaned:
    """The meeting a page shows. Deterministic; never guesses a date, a name or a number.

    Raises UnrecognisedPage, with the reason, for what is not a page with agenda items.
    """
    found = recognise(page)
    draft = _draft(found, page, vocabulary)
    if not draft.items and not draft.cancelled:
        raise UnrecognisedPage(page.address, "no agenda items were found on it")
    for sequence in _controls(found, page):
        draft.place(Place.CONTROL, sequence)
    _date_from_name(draft, page)
    meeting = _meeting(draft, page)
    items = tuple(_items(draft, meeting, page, _Words(vocabulary, posts)))
    items = _with_exclusions(items)
    meeting = replace(meeting, items=items, apologies=meeting.apologies or _apologies_minuted(items, posts))
    return Cleaned(found.kind, meeting, tuple(draft.pieces))


def _draft(found: Recognised, page: FetchedPage, vocabulary: Vocabulary) -> Draft:
    if found.kind is PageKind.MEETING and found.soup is not None:
        return read_meeting_page(found.soup, page.url or page_address(page))
    if found.kind is PageKind.ITEM and found.soup is not None:
        return read_item_page(found.soup, page.url or page_address(page))
    if found.kind is PageKind.DECISION and found.soup is not None:
        return read_decision_page(found.soup, page.url or page_address(page))
    if found.kind is PageKind.WEB_SERVICE and found.root is not None:
        return read_meeting_answer(found.root)
    draft = _text_draft(found, page, lambda title: kind_of(title, vocabulary) == "procedural")
    if draft is None:
        what = "PDF" if found.kind is PageKind.PDF else found.kind
        raise UnrecognisedPage(page.address, f"a {what} without agenda items: neither minutes nor a meeting's page")
    return draft


def _controls(found: Recognised, page: FetchedPage) -> tuple[str, ...]:
    """What steers a terminal in a page and was left out of its text; a PDF's bytes are no text."""
    return () if found.kind is PageKind.PDF else control_sequences(page.content)


def _text_draft(found: Recognised, page: FetchedPage, is_procedural: Callable[[str], bool]) -> Draft | None:
    if found.kind is PageKind.OLDER and found.soup is not None:
        return read_older_page(found.soup, is_procedural)
    if found.kind is PageKind.PDF:
        return read_text(pdf_text(page.content, page.address), is_procedural, paged=True)
    return read_text(found.text, is_procedural)


def _date_from_name(draft: Draft, page: FetchedPage) -> None:
    """The portal names its PDFs "Printed minutes Thursday 15-Jan-2026 19.30 Cabinet.pdf"; marked as inferred."""
    name = unquote((page.path or page.url or "").replace("\\", "/").rpartition("/")[2])
    if draft.date is None and re.match(r"(?:Printed|Agenda|Public|Decisions)\b", name):
        draft.date = date_in(name)
        draft.date_inferred = draft.date is not None


def _meeting(draft: Draft, page: FetchedPage) -> Meeting:
    base = _base(page)
    move = move_in((piece.text for piece in draft.pieces if piece.place is Place.NOTICE), draft.date)
    moved_to = draft.moved_to or (move.to if move else None)
    return Meeting(
        id=draft.meeting_id or page.key,
        council=page.council,
        committee=_committee_name(draft),
        committee_id=draft.committee_id,
        date=draft.date,
        date_inferred=draft.date_inferred,
        time=draft.time,
        venue=draft.venue,
        status=_status(draft),
        url=joined(base, f"ieListDocuments.aspx?MId={draft.meeting_id}") if base and draft.meeting_id else page.url,
        contact=draft.contact,
        present=tuple(dict.fromkeys(draft.present)),
        apologies=tuple(dict.fromkeys(draft.apologies)),
        councillors=tuple(dict.fromkeys(draft.councillors)),
        flags=meeting_flags(withdrawn=draft.withdrawn, moved=draft.moved or move is not None),
        moved_to=moved_to if moved_to != draft.date else None,
    )


_SUBSTITUTE = re.compile(
    r"\s?\([^()]{0,60}\bsubstitut[^()]{0,60}\)|\b(?:Councillors?|Cllrs?)\b[^,;.]{1,60}?\bsubstitut\w*", re.IGNORECASE
)
# The full stop of an initial or a title ends no sentence: "Councillor Mrs. J. Doe".
_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!\b[A-ZÀ-Þ]\.)(?<!\bCllr\.)(?<!\bCllrs\.)(?<!\b(?:Mr|Ms|Dr|Mx|St)\.)(?<!\b(?:Mrs|Rev)\.)"
    r"(?<!\b(?:Prof|Revd)\.)\s"
)


def _apologies_minuted(items: tuple[Item, ...], posts: Posts) -> tuple[str, ...]:
    """Who sent apologies, when an item of that name says so and not the page's head."""
    minuted = (item for item in items if item.title.lower().startswith(("apologies", "ymddiheuriadau")))
    said = [sentence for item in minuted for sentence in _SENTENCE_END.split(item.minutes)]
    said = [_SUBSTITUTE.sub("", sentence) for sentence in said]
    sent = [sentence for sentence in said if re.search(r"apolog|ymddiheur", sentence, re.IGNORECASE)]
    return tuple(f"Councillor {member.name}" for sentence in sent for member in people_in(sentence, posts).councillors)


def _status(draft: Draft) -> Status:
    if draft.cancelled:
        return "cancelled"
    if draft.status == "decisions" or draft.status in MINUTED:
        return draft.status
    if any(item.sections[Place.MINUTES] for item in draft.items):
        return "minutes"
    if any(item.sections[Place.DECISION] for item in draft.items):
        return "decisions"
    return "agenda"


def _committee_name(draft: Draft) -> str | None:
    """The committee as it is written in sentences: printed minutes head themselves in capitals."""
    name = draft.committee
    if name is None or not is_capitals(name):
        return name
    text = " ".join(piece.text for piece in draft.pieces)
    for match in re.finditer(re.escape(name), text, re.IGNORECASE):
        if not is_capitals(match[0]) and match[0][0].isupper():
            return match[0]
    return in_title_case(name, " ".join(piece.text for piece in draft.pieces if not is_capitals(piece.text)))


def _items(draft: Draft, meeting: Meeting, page: FetchedPage, words: _Words) -> Iterator[Item]:
    base = _base(page)
    source = Source(page.url, page.path, page.sha256, page.fetched_at)
    for position, read in enumerate(_with_own_ids(draft.items), 1):
        yield _with_what_is_said(_item(read, position, meeting, source, base), words)


def _with_exclusions(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Items with the paragraph for which the public was excluded from all or part of them, where another item says."""
    titles = [item.title for item in items if item.kind == "business"]
    told: dict[str, str] = {}
    formal = (_joined(item.agenda, item.decision, item.minutes) for item in items if item.kind == "procedural")
    for text in islice((text for text in formal if "12" in text), _MOST_EXCLUSIONS):
        told = {**exclusions_in(text, titles), **told}
    return tuple(_with_exclusion(item, told) for item in items)


def _with_exclusion(item: Item, told: Mapping[str, str]) -> Item:
    if item.restriction is not None or item.kind != "business":
        return item
    return replace(item, restriction=told.get(item.title) or (told.get("") if item.restricted else None))


def _with_own_ids(items: Iterable[DraftItem]) -> Iterator[DraftItem]:
    """Items of which no two have one portal id: the later counts as having none, or it would be taken for the other."""
    taken: set[str | None] = set()
    for item in items:
        yield replace(item, portal_id=None) if item.portal_id in taken else item
        taken.add(item.portal_id)


def _item(draft: DraftItem, position: int, meeting: Meeting, source: Source, base: str | None) -> Item:
    """What a page shows of an item; what its sentences say is yet to be read."""
    agenda, decision, minutes = (plain_text(draft.sections[place]) for place in SECTIONS)
    title = draft.title or _first_words(agenda or decision or minutes)
    withheld, restriction = restriction_in(title, _joined(agenda, decision, minutes))
    number = draft.portal_id.removeprefix("AI") if draft.portal_id else None
    restricted = draft.restricted or withheld
    decided, said = draft.sections[Place.DECISION], draft.sections[Place.MINUTES]
    return Item(
        id=f"{meeting.key}:{draft.portal_id or position}",
        council=meeting.council,
        position=position,
        title=title,
        number=draft.number,
        title_inferred=draft.title is None,
        agenda=agenda,
        decision=decision,
        minutes=minutes,
        truncated=draft.truncated,
        full_text_id=draft.full_text_id,
        restricted=restricted,
        restriction=draft.restriction or restriction,
        documents=tuple(_absolute(document, base) for document in draft.documents),
        pages=page_starts(draft),
        flags=("withdrawn",) if is_withdrawn(title, agenda, decision, minutes) else (),
        url=f"{_items_page(base)}?ID={number}" if base and number else source.url,
        source=source,
        resolutions=resolutions_in(decided, said, restricted=restricted),
        votes=votes_in(decided, said),
    )


@lru_cache(maxsize=16)  # it is the same for all items of a page
def _items_page(base: str) -> str:
    """The address of the portal's pages of items, without an item's number."""
    return joined(base, "mgAi.aspx")


def _with_what_is_said(item: Item, words: _Words) -> Item:
    """An item with the people, topics, acronyms and references that its texts hold."""
    title = "" if item.title_inferred else item.title
    said = _joined(item.decision, item.minutes)
    people = people_in(_unmarked(_joined(item.agenda, said)), words.posts)
    named = replace(
        item,
        officers=people.officers,
        posts=people.posts,
        councillors=_with_voters(people.councillors, item.votes, mayors_in(said)),
    )
    return replace(
        named,
        kind=kind_of(title, words.topics, said),
        topics=topics_in(named, words.topics),
        acronyms=acronyms_in(_joined(item.title, item.agenda, said)),
        references=references_in(said),
    )


def _with_voters(
    councillors: tuple[Councillor, ...], votes: Iterable[Vote], mayors: frozenset[str]
) -> tuple[Councillor, ...]:
    """Councillors, and mayors who voted, and whoever is named beside one on a side of a vote.

    Others with a title are left out: a co-opted member has one.
    """
    known = {fold(one.name) for one in councillors}
    added: dict[str, Councillor] = {}
    for side in (side for vote in votes for side in (vote.in_favour, vote.against, vote.abstained)):
        is_of_members = any(fold(name) in known or name in mayors for name in side.names)
        for name in side.names:
            if name in mayors or (is_of_members and not TITLED.match(name)):
                added[fold(name)] = Councillor(name, None, name)
    return (*councillors, *(one for name, one in added.items() if name not in known))


def _base(page: FetchedPage) -> str | None:
    """The address that a page's links start from."""
    return page.url or portal_address(page)


def _joined(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "") if words else "(untitled)"


def _unmarked(text: str) -> str:
    """Text for finding people in: a bullet is no part of a name."""
    return re.sub(r"^• ", "", text, flags=re.MULTILINE)


def _absolute(document: Document, base: str | None) -> Document:
    """A document with the address a browser would open: portals write raw spaces and line breaks into links."""
    if document.url is None:
        return document
    url = re.sub(r"[\r\n\t]+", "", document.url).replace(" ", "%20")
    url = joined(base, url) if base else url
    return replace(document, url=url if url.startswith(("http://", "https://")) else None)


def completed(item: Item, given: frozenset[str], vocabulary: Vocabulary, posts: Posts) -> Item:
    """An item of the exchange format with what its line left out read from its text; what was given stays."""
    texts: dict[str, Any] = {name: getattr(item, name) for name in ("title", "agenda", "decision", "minutes")}
    narrow: dict[str, Any] = {name: _GAP.sub(_narrowed, without_sequences(text)) for name, text in texts.items()}
    item = replace(item, **narrow)
    decision, minutes = (tuple(_paragraphs(text)) for text in (item.decision, item.minutes))
    if "resolutions" not in given:
        item = replace(item, resolutions=resolutions_in(decision, minutes, restricted=item.restricted))
    if "flags" not in given and is_withdrawn(item.title, item.agenda, item.decision, item.minutes):
        item = replace(item, flags=("withdrawn",))
    if "votes" not in given:
        item = replace(item, votes=votes_in(decision, minutes))
    told: dict[str, Any] = {name: getattr(item, name) for name in _SAID if name in given}
    return replace(_with_what_is_said(item, _Words(vocabulary, posts)), **told, **texts)


def _narrowed(gap: re.Match[str]) -> str:
    """A gap as pages have them at most: between columns, or between paragraphs."""
    return "\n\n" if "\n" in gap[0] else " " * _WIDEST_GAP


def _paragraphs(text: str) -> Iterator[Paragraph]:
    """Plain text as the paragraphs it was made of."""
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        yield Paragraph(line.removeprefix("• "), "• " if line.startswith("• ") else "")
