"""What a page says, by the vocabularies in use, and how an item's cut text is made whole from its own page. Pure."""

import hashlib
import json

from msgspec import Struct, field
from msgspec.structs import fields, replace

from searcher import exchange
from searcher.archive import HeldPage
from searcher.cleaner import Cleaned, clean, completed
from searcher.cleaner.attendance_page import Attendance, attendance_on
from searcher.errors import UnrecognisedPage, with_place
from searcher.model import FetchedPage, Item, Meeting
from searcher.vocabulary import Posts, Vocabulary
from searcher.words import forms

_VOTE = "Recorded Vote"  # the caption of its table
_LATEST = 24  # readings kept: a meeting's page and those of its items
_CUT_WORDS = 3  # the last words before a cut may be cut themselves, or be an ellipsis


class Vocabularies(Struct, frozen=True, eq=False):
    """What the cleaner reads by. `digest` changes when any of them does.

    `latest` is what was read last, by version of a page: the parts of a meeting ask for its page again and again.
    """

    topics: Vocabulary
    posts: Posts
    latest: dict[tuple[int, str], Meeting | Attendance | None] = field(default_factory=dict)

    def remember(self, held: HeldPage, said: Meeting | Attendance | None) -> None:
        """Keep what a page says for a while. Numbers of versions are used again after what was not kept."""
        name = (held.version, held.page.sha256)
        self.latest.pop(name, None)
        self.latest[name] = said
        if len(self.latest) > _LATEST:
            del self.latest[next(iter(self.latest))]

    @property
    def digest(self) -> str:
        """A digest of all words in the vocabularies."""
        told = [repr(topic) for topic in self.topics.topics.values()]
        posts = [sorted(getattr(self.posts, one.name)) for one in fields(self.posts)]
        return hashlib.sha256(json.dumps([told, posts]).encode()).hexdigest()[:16]


def cleaned(page: FetchedPage, vocabularies: Vocabularies) -> Cleaned:
    """What a page says. Raises UnrecognisedPage."""
    try:
        return clean(page, vocabularies.topics, vocabularies.posts)
    except RecursionError as error:
        raise UnrecognisedPage(page.address, "it is nested too deeply") from error
    except (UnrecognisedPage, MemoryError):
        raise
    except Exception as error:
        fault = f"a fault in the program, please report it: {with_place(error)}"
        raise UnrecognisedPage(page.address, fault) from error


def meeting_on(held: HeldPage, vocabularies: Vocabularies) -> Meeting | None:
    """The meeting that a stored page tells of; None when nothing of it was left. Raises UnrecognisedPage."""
    if not held.lines:
        said = vocabularies.latest.get((held.version, held.page.sha256))
        if not isinstance(said, Meeting):
            said = cleaned(held.page, vocabularies).meeting
            vocabularies.remember(held, said)
        return said
    # Only a line feed ends a line: JSON may hold other characters that Python takes for ends of lines.
    lines = [line for line in held.page.content.decode().split("\n") if line]
    items = tuple(_item_in(line, vocabularies) for line in lines)
    return replace(items[0].meeting, items=items) if items and items[0].meeting else None


def attendance_told(held: HeldPage, vocabularies: Vocabularies) -> Attendance | None:
    """Who was there by a stored page of attendance."""
    name = (held.version, held.page.sha256)
    if name not in vocabularies.latest:
        vocabularies.remember(held, attendance_on(held.page))
    said = vocabularies.latest[name]
    return said if isinstance(said, Attendance) else None


def items_with_meeting(meeting: Meeting | None) -> tuple[Item, ...]:
    """A meeting's items, each with the facts of the meeting."""
    if meeting is None:
        return ()
    facts = replace(meeting, items=())
    return tuple(replace(item, meeting=facts) for item in meeting.items)


def whole_item(item: Item, whole: Item) -> Item:
    """An item with the text of its own page in place of the cut one; unchanged when the two tell different things."""
    said, vote = _parted(item.minutes)
    cut, full = forms(said), forms(whole.minutes)
    sure = cut[: max(0, len(cut) - _CUT_WORDS)]
    if len(full) < len(sure) or full[: len(sure)] != sure or not full:
        return item  # the item's page is older or newer than the meeting's
    return replace(
        item,
        minutes=whole.minutes if vote in whole.minutes else f"{whole.minutes}\n\n{vote}",
        decision=item.decision or whole.decision,
        resolutions=whole.resolutions if len(whole.resolutions) >= len(item.resolutions) else item.resolutions,
        votes=tuple(dict.fromkeys((*whole.votes, *(one for one in item.votes if one.motion and one.motion in vote)))),
        officers=whole.officers,
        posts=whole.posts,
        councillors=whole.councillors,
        topics=whole.topics,
        acronyms=whole.acronyms,
        references=whole.references,
        truncated=whole.truncated,
        full_text_id=item.full_text_id if whole.truncated else None,
    )


def _parted(minutes: str) -> tuple[str, str]:
    """What was said, and the recorded vote: the portal puts that under the text, where it was cut or not."""
    at = minutes.find(f"\n\n{_VOTE}\n\n")
    return (minutes, "") if at < 0 else (minutes[:at], minutes[at + 2 :])


def portal_id(item: Item) -> str | None:
    """The portal's own id of an item, such as "AI51902"."""
    name = item.id.rpartition(":")[2]
    return name if name.startswith("AI") else None


def _item_in(line: str, vocabularies: Vocabularies) -> Item:
    """The item of an exchange line; what the line left out is read from its text."""
    item, given = exchange.from_line(line)
    is_whole = given >= set(exchange.KEYS) - exchange.ONLY_WHEN_THERE
    return item if is_whole else completed(item, given, vocabularies.topics, vocabularies.posts)
