"""What each construct of the query language finds in an archive that one can read: any engine must find the same."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from searcher import exchange
from searcher.api import Archive
from searcher.errors import BadQuery
from searcher.model import Councillor, Document, Item, Meeting, Officer
from searcher.pipeline import Workshop

CABINET = Meeting("1", "ambridge", "Cabinet", "7", date(2019, 3, 5), status="approved")
PANEL = Meeting("2", "ambridge", "Schools Panel", "8", date(2021, 11, 30), status="minutes")
UNDATED = Meeting("3", "borchester", "Highways Board", status="agenda")
ADA = Officer("Ada Brook", "Head of Schools", "presented", "Ada Brook, Head of Schools")
OHARA = Councillor("O'Hara")
BEN = Officer("Ben Croft", "Highways Engineer", "presented", "Ben Croft, Highways Engineer")


def item(id: str, meeting: Meeting, title: str, **facts: Any) -> Item:  # noqa: A002 as the field
    return Item(f"{meeting.key}:{id}", meeting.council, ord(id[0]), title, meeting=meeting, **facts)


ITEMS = (
    item("a", CABINET, "Elective home education", minutes="Families who educate children at home.", officers=(ADA,)),
    item("b", CABINET, "Un‑accompanied children", minutes="A child who arrived unaccompanied", number="12"),
    item("c", CABINET, "Barnardo’s contract", decision="Barnardo's to run the “Safe Haven” scheme — at £1,229,000."),
    item("d", PANEL, "SEND strategy", agenda="Pupils with special needs", resolutions=("That the plan be sent",)),
    item("e", PANEL, "Sending letters home", minutes="The school is sending letters. Education is next."),
    item("f", PANEL, "R&D at the college", documents=(Document("Skills and training"),), kind="procedural"),
    item("g", PANEL, "AT&T mast", minutes="Masts near a school; its research & development unit.", restricted=True),
    item("h", UNDATED, "20mph zones", minutes="A limit of 20mph in Elm Road.", officers=(BEN,)),
    item("i", UNDATED, "20 mph in Oak Street", minutes="Since the 12th September, 30 mph. Voted 5.30 pm in 2016/17."),
    item("j", UNDATED, "Café in Llŷn Close", minutes="ÉLAN Valley; the naïve co-operative.", councillors=(OHARA,)),
)  # fmt: skip

WORDS = {
    "home": "ae",
    "homes": "ae",
    "HOME": "ae",
    "home education": "ae",
    "educated": "ae",
    "children": "ab",
    "child": "ab",
    "school letters": "e",
    "home school": "ae",  # a name of a topic, of which another one stands in the first
    "elective home education": "a",
    "nothingness": "",
}
QUOTED = {
    '"home education"': "a",
    "“home education”": "a",
    "„home education“": "a",
    '"educate"': "a",
    '"education home"': "",
    '"letters home"': "e",
    '"letters. education"': "e",
    '"home at"': "",
    '"Safe Haven" contract': "c",
    '"school; its research"': "g",
}
SPELLINGS = {
    "Barnardos": "c",
    "barnardo's": "c",
    "BARNARDO’S": "c",
    '"barnardos contract"': "c",
    "unaccompanied": "b",
    "un-accompanied": "b",
    "un‑accompanied": "b",
    "“un accompanied”": "b",
    "cooperative": "j",
    "co-operative": "j",
    "cafe": "j",
    "CAFÉ": "j",
    "elan llyn naive": "j",
    "Llŷn": "j",
    "ohara": "",
    "scheme — at": "c",
    "scheme - at": "c",
}
LETTERS = {
    "SEND": "d",
    "send": "de",
    "SENDs": "d",
    "sending": "de",
    '"send"': "d",
    "R&D": "f",
    "r&d": "f",
    "R & D": "f",
    "r and d": "f",
    "AT&T": "g",
    "at and t": "g",
    "skills & training": "f",
    "skills and training": "f",
    "research & development": "g",
    "development and research": "g",
}
NUMBERS = {
    "20mph": "hi",
    "20 mph": "hi",
    '"20 mph"': "i",
    '"20mph"': "h",
    "£1,229,000": "c",
    "1229000": "c",
    "1,229": "",
    "12 September": "i",
    "12th september": "i",
    '"12 september"': "i",
    "5.30": "i",
    "5": "",
    "2016/17": "i",
    "2016-17": "i",
    '"2016 17"': "i",
    "2016": "i",
}
OPERATORS = {
    "home OR mast": "aeg",
    "home AND letters": "e",
    "home AND school": "ae",
    "home and school": "",
    "home -school": "a",
    "home NOT school": "a",
    "home −school": "a",
    "-home": "bcdfghij",
    "school (home OR mast)": "eg",
    "school home OR mast": "eg",
    "-(home OR children)": "cdfghij",
    "home OR -school": "abcdefhij",
    "((home))": "ae",
    "mph NEAR/1 20": "i",
    "families NEAR/4 home": "",
    "families NEAR/5 home": "a",
    "home NEAR/5 families": "a",
    "who NEAR/1 educate NEAR/1 children": "a",
    'families NEAR "at home"': "a",
    "educat*": "ae",
    "un*": "bg",
    "accomp*": "b",
    "mas* NEAR/3 sch*": "g",
    "mas* NEAR/2 sch*": "",
    "shcool~": "eg",
    "elctive~": "a",
    "efamilies~": "a",
    "hme~": "ae",
    "xxme~": "",
    "-shcool~ home": "a",
    "stretegi~ send": "d",
}
FIELDS = {
    "committee:cabinet": "abc",
    "committee:8 home": "e",
    "meeting:3": "hij",
    "officer:brook": "a",
    'officer:"Mr Ben Croft"': "h",
    "councillor:ohara": "j",
    "council:borchester": "hij",
    "year:2021": "defg",
    "number:12": "b",
    "status:approved": "abc",
    "kind:procedural": "f",
    "restricted:yes": "g",
    "restricted:no school": "e",
    "since:2020": "defg",
    "until:05/03/2019": "abc",
    "since:2019-03-06 until:2021-11": "defg",
    "home in:title": "ae",
    "school in:title": "",
    "education in:minutes": "ae",
    "plan in:resolutions": "d",
    "skills in:documents": "f",
    "needs in:agenda": "d",
    "haven in:decision in:title": "c",
    "educated exact:yes": "",
    "education exact:yes": "ae",
    "home year:2019 OR mast": "ag",
    "(officer:brook OR officer:croft) -home": "h",
    "-committee:cabinet -council:borchester": "defg",
    "home committee:cabinet committee:panel": "ae",
    "committee:cabinet AND committee:panel": "",
}
TYPED = {
    'officer:“Ada Brook” HOME': "a",
    "home,": "ae",
    "(home": None,
    '"home': None,
    "home AND": None,
    "Families: home": "a",
    "home page:1 limit:1000 sort:oldest": "ae",
}  # fmt: skip
MEANING = WORDS | QUOTED | SPELLINGS | LETTERS | NUMBERS | OPERATORS | FIELDS | TYPED


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str | None]]:
    """The letters of the items that a query finds, side by side; None for one that is refused."""
    folder = tmp_path_factory.mktemp("meaning")
    (folder / "items.jsonl").write_text("".join(exchange.to_line(one) + "\n" for one in ITEMS))
    with Workshop(folder / "index") as workshop:
        list(workshop.import_paths([folder / "items.jsonl"]))
        workshop.index()
    with Archive.open(folder / "index") as archive:

        def letters(text: str) -> str | None:
            try:
                results = archive.search(text, limit=1000)
            except BadQuery:
                return None
            return "" if results.corrected else "".join(sorted(hit.id[-1] for hit in results))

        yield letters


@pytest.mark.parametrize(("text", "letters"), MEANING.items())
def test_a_query_finds_what_it_means(found: Callable[[str], str | None], text: str, letters: str | None) -> None:
    assert found(text) == letters
