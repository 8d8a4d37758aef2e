"""What letters mean in the items of an archive: kept up to date whatever comes, in whatever order, and goes."""

import contextlib
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from citations import imported
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_pages import exchange_line, meeting_page, row, saved, without_touches, workshop_in
from invented_pages import imported as imported_files
from letters import scores

from searcher.api import Archive
from searcher.archive import FILE, Store
from searcher.model import AcronymUse
from searcher.pipeline import Workshop, check
from searcher.storage import Storage

PANEL, PLAN = "Corporate Parenting Panel", "Child Protection Plan"


def line(meeting: int, number: int, minutes: str, committee: str = "Cabinet", **given: Any) -> dict[str, Any]:
    """An item as a line; each meeting is of one committee."""
    held = {"id": str(meeting), "committee": committee, "date": f"2019-06-{meeting + 1:02}", "status": "minutes"}
    item = f"oakham:{meeting}:AI{number}"
    return dict(json.loads(exchange_line(item, meeting=held, minutes=minutes, position=number, **given)))


LINES = (
    [
        line(0, 1, f"The {PANEL} (CPP) met."),
        line(0, 2, f"Each {PLAN} (CPP) was read."),
        line(0, 3, "The CPP was noted."),
        line(0, 4, "The corporate parenting panel was told of the CPP."),
        line(0, 5, "The CPP was noted.", title="Child protection plans"),
        line(0, 6, "Every CPP: a child protection plan for the corporate parenting panel."),
    ],
    [line(1, 7, "The CPP and the MASH met."), line(1, 8, f"A {PLAN} (CPP) was read.")],
    [line(2, 9, "The CPP, the EHE Team and the DfT met.")],
    [line(3, 10, "Elective home education (EHE) and the Multi-Agency Safeguarding Hub (MASH).", "Audit")],
    [line(4, 11, "Elective Home Education (EHE) was noted, as was the CPP.", "Audit")],
    [line(5, 12, "The EHE report and an Eastern Housing Estate (EHE).", "Planning"), line(5, 13, "EHE.", "Planning")],
)
ALL = [one for lines in LINES for one in lines]


@contextlib.contextmanager
def held(folder: Path, *imports: list[dict[str, Any]]) -> Any:
    """An archive into which lines came, import by import."""
    (folder / "in").mkdir()
    with Workshop(folder / "index") as workshop:
        for lines in imports:
            imported(workshop, lines, folder / "in")
        yield workshop


def settled(store: Store) -> dict[str, Any]:
    """All that is known of letters: the tables, and what is told of each item."""
    tables = ("acronym_definitions", "acronym_uses")
    rows = {one: sorted(map(tuple, store._database.execute(f"SELECT * FROM {one}")), key=str) for one in tables}
    told = {item.id: store.acronyms.of(item) for item in store.items()}
    return {**rows, **told, "senses": store.acronyms.senses(), "open": store.acronyms.open()}


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is known when all lines came together."""
    with held(tmp_path_factory.mktemp("once"), ALL) as workshop:
        return settled(workshop.store)


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("0:AI1", [("CPP", PANEL, "item", ())]),
        ("0:AI3", [("CPP", None, "meeting", (PLAN, PANEL))]),
        ("0:AI4", [("CPP", PANEL, "meeting", ())]),
        ("0:AI5", [("CPP", PLAN, "meeting", ())]),
        ("0:AI6", [("CPP", None, "meeting", (PLAN, PANEL))]),
        ("1:AI7", [("CPP", PLAN, "meeting", ()), ("MASH", "Multi-Agency Safeguarding Hub", "council", ())]),
        ("2:AI9", [
            ("CPP", None, "committee", (PLAN, PANEL)),
            ("EHE", None, "council", ("Eastern Housing Estate", "Elective Home Education")),
        ]),
        ("4:AI11", [
            ("EHE", "Elective Home Education", "item", ()), ("CPP", None, "council", (PLAN, PANEL)),
        ]),
        ("5:AI13", [("EHE", "Eastern Housing Estate", "meeting", ())]),
    ],
)  # fmt: skip
def test_letters_mean_what_the_nearest_says(at_once: dict[str, Any], item: str, told: list[Any]) -> None:
    assert at_once[f"oakham:{item}"] == tuple(AcronymUse(*one) for one in told)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_neither_order_nor_division_of_imports_makes_a_difference(
    tmp_path_factory: pytest.TempPathFactory, at_once: dict[str, Any], data: st.DataObject
) -> None:
    order = data.draw(st.permutations([*LINES, *data.draw(st.lists(st.sampled_from(LINES), max_size=2))]))
    division = data.draw(st.lists(st.integers(0, len(order)), max_size=4).map(sorted))
    parts = [order[start:end] for start, end in zip([0, *division], [*division, len(order)], strict=True)]
    imports = [list({one["id"]: one for lines in part for one in lines}.values()) for part in parts if part]
    with held(tmp_path_factory.mktemp("order"), *imports) as workshop:
        assert settled(workshop.store) == at_once


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([one["id"] for one in ALL]), unique=True, min_size=1, max_size=5))
def test_what_goes_leaves_what_would_be_known_without_it(
    tmp_path_factory: pytest.TempPathFactory, gone: list[str]
) -> None:
    with held(tmp_path_factory.mktemp("without"), [one for one in ALL if one["id"] not in gone]) as workshop:
        without = settled(workshop.store)
    with held(tmp_path_factory.mktemp("forgotten"), ALL) as workshop:
        for item in gone:
            workshop.forget(item, "a request")

        assert settled(workshop.store) == without


def test_what_is_taken_down_leaves_no_meaning_behind(tmp_path: Path) -> None:
    with held(tmp_path, LINES[0][:1], LINES[1][:1]) as workshop:
        workshop.index()
        workshop.forget("oakham:0:AI1", "a request")

        assert workshop.store.acronyms.senses() == ()
        assert workshop.store.acronyms.of(workshop.store.item("oakham:1:AI7")) == ()
    assert check(tmp_path / "index", Storage()) == []
    assert b"parent" not in (tmp_path / "index" / FILE).read_bytes().lower()


def test_a_meeting_that_changes_its_committee_takes_its_meanings_along(tmp_path: Path) -> None:
    told = [line(1, 1, f"The {PANEL} (CPP) met."), line(2, 2, "The CPP."), line(3, 3, f"A {PLAN} (CPP).", "Audit")]
    moved = [line(1, 1, f"The {PANEL} (CPP) met.", "Audit")]
    found = []
    for number, imports in enumerate(([told], [told, moved])):
        (tmp_path / str(number)).mkdir()
        with held(tmp_path / str(number), *imports) as workshop:
            (use,) = workshop.store.acronyms.of(workshop.store.item("oakham:2:AI2"))
            found.append((use.meaning, use.level))

    assert found == [(PANEL, "committee"), (None, "council")]


def test_an_item_that_was_withdrawn_defines_and_uses_nothing(tmp_path: Path) -> None:
    defining, using = row("AI1", "Gates", f"The {PANEL} (CPP) met."), row("AI2", "Walls", "The CPP met.")
    found = []
    with workshop_in(tmp_path) as workshop:
        for rows in ((defining, using), (using,), (defining,)):
            imported_files(workshop, saved(tmp_path, "a.html", meeting_page(*rows)), council="oakham")
            senses = workshop.store.acronyms.senses("cpp")
            found.append([(one.meaning, one.defined_in, one.used_in) for one in senses])

    both = (PANEL, ("oakham:7420:AI1",), ("oakham:7420:AI2",))
    assert found == [[both], [], [(*both[:2], ())]]


def test_councils_do_not_explain_one_another(tmp_path: Path) -> None:
    other = [{**one, "council": "elsford", "id": one["id"].replace("oakham", "elsford")} for one in LINES[1][:1]]
    with held(tmp_path, [*LINES[0], *other]) as workshop:
        assert workshop.store.acronyms.of(workshop.store.item("elsford:1:AI7")) == ()


def test_senses_are_found_by_letters_and_by_meaning(tmp_path: Path) -> None:
    with held(tmp_path, ALL) as workshop:
        workshop.index()
    with Archive.open(tmp_path / "index") as archive:
        panel, plan = sorted(archive.senses("cpps"), key=lambda one: one.meaning, reverse=True)

        assert (panel.meaning, panel.defined_in, panel.used_in) == (PANEL, ("oakham:0:AI1",), ("oakham:0:AI4",))
        assert plan.used_in == ("oakham:0:AI5", "oakham:1:AI7")
        assert [one.letters for one in archive.letters_for("multi agency safeguarding hubs")] == ["MASH"]
        assert archive.senses("cpp", council="elsford") == ()
        assert [one.items for one in archive.open_letters("EHE")] == [("oakham:2:AI9",)]
        assert archive.acronyms("oakham:0:AI4") == (AcronymUse("CPP", PANEL, "meeting"),)


def test_an_older_archive_is_brought_forward_and_filled(tmp_path: Path, at_once: dict[str, Any]) -> None:
    with held(tmp_path, ALL):
        pass
    with contextlib.closing(Storage().connect(tmp_path / "index" / FILE)) as database:
        without_touches(database)
        for table in ("acronym_definitions", "acronym_uses"):
            database.execute(f"DROP TABLE {table}")
        database.execute("PRAGMA user_version = 6")
    with contextlib.closing(Store.open(tmp_path / "index", Storage())) as store:
        assert settled(store) == at_once


@pytest.mark.parametrize("seed", [2])
def test_meanings_hold_their_floors(tmp_path: Path, seed: int) -> None:
    floors = tomllib.loads((Path(__file__).parent.parent / "floors.toml").read_text())["letters"]
    for name, score in scores(seed, 2000, tmp_path).items():
        assert score.precision >= floors[name]["precision"], score.faults
        assert score.recall >= floors[name]["recall"], score.faults
        assert score.wanted > 80
