"""The command `searcher`: exit statuses, reports, what goes where."""

import csv
import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from commands import Command, command, move_on
from rights import as_somebody_else, give_to_somebody_else, others_may_run_us

from searcher import __version__
from searcher.frontends import search_command, searcher_command
from searcher.pipeline import Workshop

PAGES = Path(__file__).parent.parent / "pages"
COMMANDS = [
    "add", "crawl", "update", "import", "show", "status", "changes", "officers", "acronyms", "export", "index", "clean",
    "check", "forget", "backup", "restore", "follow", "schedule",
]  # fmt: skip
ALONE = [
    *(name for name in COMMANDS if name not in ("follow", "schedule")),
    "schedule show", "schedule install", "schedule remove", "follow add", "follow list", "follow remove",
    "follow test",
]  # fmt: skip
NEEDING_AN_ARCHIVE = [
    ("show", "a:b:c"),
    ("status",),
    ("changes",),
    ("officers",),
    ("acronyms",),
    ("export",),
    ("export", "--output", "items.jsonl"),
    ("index",),
    ("clean",),
    ("check",),
    ("forget", "a:b:c", "--reason", "asked"),
    ("backup", "backup.zip"),
]


@pytest.fixture
def changing(index: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command over a copy of the index, for what changes it."""
    return command(searcher_command.main, capsys, "--index", index, after=1)


@pytest.fixture
def anywhere(capsys: pytest.CaptureFixture[str]) -> Command:
    """The command without an index named."""
    return command(searcher_command.main, capsys)


def an_id(search: Command, *arguments: str) -> str:
    """The id of the first item a search finds."""
    return str(json.loads(search(*arguments, "--json").out)["hits"][0]["id"])


def test_alone_it_shows_its_help(anywhere: Command) -> None:
    told = anywhere()

    assert (told.status, told.err) == (0, "")
    assert re.findall(r"^  (\w+) {2,}\S", told.out.partition("Commands:")[2], re.MULTILINE) == COMMANDS


@pytest.mark.parametrize("name", ALONE)
def test_every_help_has_an_example_and_fits_a_terminal(anywhere: Command, name: str) -> None:
    told = anywhere(*name.split(), "-h")

    assert told.status == 0
    assert f"Example: searcher {name} " in told.out
    assert "--index PATH" in told.out
    assert max(map(len, told.out.splitlines())) <= 80


def test_the_version_is_told(anywhere: Command) -> None:
    assert anywhere("--version").out == f"{__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("improt",), "no such command 'improt'"),
        (("import",), "PATH"),
        (("show",), "missing argument 'ID'. See: searcher show --help"),
        (("forget", "a:b:c"), "'--reason'"),
        (("forget", "a:b:c", "--reason", " "), "--reason takes some words"),
        (("status", "--jsn"), "no option --jsn; did you mean --json?"),
        (("export", "--format", "xml"), "--format"),
        (("import", ""), "the path is empty"),
        (("import", "x", ""), "the path is empty"),
        (("import", "x", "--index", ""), "the path is empty"),
        (("status", "--index", ""), "the path is empty"),
        (("changes", "--since", "soon"), "since takes a day"),
        (("changes", "--all", "--limit", "3"), "--all and --limit"),
        (("import", "x", "--council", "No such"), "--council takes a short name"),
        (("import", "x", "--url", "ftp://x"), "--url takes an address"),
    ],
)
def test_wrong_usage_is_status_2_and_one_line(anywhere: Command, arguments: tuple[str, ...], reason: str) -> None:
    told = anywhere(*arguments)

    assert (told.status, told.out) == (2, "")
    assert re.fullmatch(r"searcher: [^\n]+\. See: searcher[^\n]* --help\n", told.err.replace("?", "."))
    assert reason in told.err


@pytest.mark.parametrize("arguments", NEEDING_AN_ARCHIVE)
def test_without_an_archive_nothing_is_made(anywhere: Command, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    told = anywhere(*arguments, "--index", tmp_path / "none")

    assert (told.status, told.out) == (2, "")
    assert re.fullmatch(r"searcher: no archive at [^\n]+\n", told.err)
    assert not (tmp_path / "none").exists()


def test_import_has_a_line_for_each_file_and_a_summary(anywhere: Command, tmp_path: Path) -> None:
    told = anywhere("import", PAGES / "item_page.html", PAGES / "printed_minutes.txt", "--index", tmp_path)

    assert (told.status, told.out) == (0, "")
    assert re.fullmatch(
        r"imported [^\n]+item_page\.html: 1 item new or changed of 1\n"
        r"imported [^\n]+printed_minutes\.txt: \d+ items new or changed of \d+\n"
        r"2 files imported, \d+ items new or changed, 0 refused; \d+ items can be searched\n",
        told.err,
    )


def test_what_is_imported_twice_is_nothing_new(changing: Command) -> None:
    told = changing("import", PAGES / "item_page.html")

    assert told.status == 0
    assert "item_page.html: nothing new\n1 file imported, 0 items new or changed, 0 refused" in told.err


def test_a_refused_file_is_named_and_status_1(anywhere: Command, tmp_path: Path) -> None:
    told = anywhere("import", tmp_path / "none.html", PAGES / "item_page.html", "--index", tmp_path / "index")

    assert (told.status, told.out) == (1, "")
    assert re.match(r"refused [^\n]+none\.html: no such file or directory\nimported ", told.err)
    assert "1 file imported, 1 item new or changed, 1 refused" in told.err


@pytest.mark.skipif(not others_may_run_us(), reason="this program lies where only root may read")
def test_what_may_not_be_read_is_refused_by_name_and_the_rest_goes_on(changing: Command, index: Path) -> None:
    with tempfile.TemporaryDirectory() as name:  # tmp_path itself is closed to others
        folder = Path(name)
        shutil.copytree(index, folder / "index")
        shutil.copy(PAGES / "item_page.html", folder / "closed.html")
        shutil.copy(PAGES / "item_page.html", folder / "open.html")
        (folder / "closed").mkdir()
        folder.chmod(0o755)
        for path in (*(folder / "index").rglob("*"), folder / "index"):
            give_to_somebody_else(path)
        for path in (folder / "closed", folder / "closed.html"):
            path.chmod(0)
        named = [folder / one for one in ("closed", "closed/x.html", "closed.html", "open.html")]
        with as_somebody_else():
            told = changing("import", *named, "--index", folder / "index")
            alone = changing("import", folder / "closed/x.html", "--index", folder / "index")
        (folder / "closed").chmod(0o755)

    assert (told.status, alone.status) == (1, 1)
    assert re.findall(r"^refused \S+/(\S+): permission denied$", told.err, re.MULTILINE) == [
        "closed", "x.html", "closed.html",
    ]  # fmt: skip
    assert "1 file imported, 0 items new or changed, 3 refused" in told.err


def test_show_tells_an_item_whole(searcher: Command, search: Command) -> None:
    item_id = an_id(search, "elective home education annual report", "--council", "lindenshire")

    told = searcher("show", item_id)

    assert (told.status, told.err) == (0, "")
    for part in (
        "Elective Home Education",
        "Minutes\n",
        "Resolved\n",
        "Status: ",
        "Cite as: ",
        "Link: https://",
        "SHA-256: ",
    ):
        assert part in told.out
    assert f"Id: {item_id}\n" in told.out
    assert "Versions: 1," in told.out


def test_show_gives_an_object_with_the_same_facts(searcher: Command, search: Command) -> None:
    item_id = an_id(search, "elective home education")

    told: dict[str, Any] = json.loads(searcher("show", item_id, "--json").out)

    assert (told["id"], told["versions"], told["withdrawn"], told["older_versions"]) == (item_id, 1, False, [])
    assert told["citation"] and len(told["source"]["sha256"]) == 64


def test_show_tells_what_versions_changed(searcher: Command, search: Command) -> None:
    item_id = an_id(search, "elective home education")

    told = searcher("show", item_id, "--versions")

    assert (told.status, told.out.endswith("\n1 version\n")) == (0, True)
    assert searcher("show", item_id, "--versions", "--json").status == 2


def test_show_tells_what_an_item_cites(searcher: Command, search: Command) -> None:
    item_id = an_id(search, '"Minute No. 35"')

    told, given = searcher("show", item_id), json.loads(searcher("show", item_id, "--json").out)
    (cited,) = given["cites"]
    (back,) = json.loads(searcher("show", cited["item"], "--json").out)["cited_by"]

    assert f"Cites {cited['as_written']}: {cited['item']}, {cited['title']} (" in " ".join(told.out.split())
    assert (back["item"], back["as_written"]) == (item_id, cited["as_written"])
    assert f"Cited by {cited['as_written']}: {item_id}" in " ".join(searcher("show", cited["item"]).out.split())


def test_an_unknown_item_is_one_line(searcher: Command) -> None:
    told = searcher("show", "nowhere:1:2")

    assert (told.status, told.out) == (2, "")
    assert re.fullmatch(r"searcher: no item 'nowhere:1:2'\.[^\n]+\n", told.err)


def test_the_status_fits_a_terminal(searcher: Command) -> None:
    told = searcher("status")

    assert (told.status, told.err) == (0, "")
    assert re.search(r"^Committee +Meetings  Minutes  Items  Cut  Through$", told.out, re.MULTILINE)
    assert max(map(len, told.out.splitlines())) <= 80


def test_the_status_counts_what_is_held(searcher: Command) -> None:
    state = json.loads(searcher("status", "--json").out)

    assert (state["schema"], state["index"]) == ("council-minutes-status/1", "fresh")
    assert sum(row["items"] for row in state["committees"]) == state["items"] > 0


def test_a_lost_index_is_a_fault_of_the_status(changing: Command, index: Path) -> None:
    for path in (index / "segments").rglob("*"):
        if path.is_file():
            path.unlink()

    told = changing("status")

    assert told.status == 1
    assert re.fullmatch(r"searcher: [^\n]+ searcher index[^\n]*\n", told.err)
    assert "; index: not usable\n" in told.out
    assert "searcher index" not in told.out


def test_the_status_tells_that_the_archive_has_changed(changing: Command, index: Path) -> None:
    move_on(index)

    told, state = changing("status"), json.loads(changing("status", "--json").out)

    assert (told.status, state["index"]) == (1, told.err.removeprefix("searcher: ").rstrip("\n"))
    assert told.err.startswith("searcher: the archive has changed since the index was written. Bring it up to date")
    assert "index: older than the archive\n" in told.out


def test_the_status_of_a_first_import_tells_once_that_it_is_not_finished(anywhere: Command, tmp_path: Path) -> None:
    with Workshop(tmp_path):
        told = anywhere("status", "--index", tmp_path)

    assert told.status == 1
    assert told.err == (
        "searcher: an import or another command is still writing, and nothing can be searched yet"
        f" at {tmp_path}. Try again when it has finished\n"
    )
    assert " ".join(told.out.split()).endswith("index: not yet written")


def test_an_export_of_what_is_found_tells_that_the_archive_has_changed(changing: Command, index: Path) -> None:
    move_on(index)

    told = changing("export", "--query", "home education")

    assert told.status == 0
    assert told.err.startswith("searcher: the archive has changed since the index was written. ")


def test_export_gives_every_item_a_line(searcher: Command) -> None:
    told = searcher("export")
    state = json.loads(searcher("status", "--json").out)

    assert (told.status, told.err) == (0, "")
    assert [json.loads(line)["schema"] for line in told.out.splitlines()] == ["council-minutes-item/1"] * state["items"]


def test_export_of_a_query_is_what_the_search_finds(searcher: Command, search: Command) -> None:
    exported = searcher("export", "--query", "education since:2020").out.splitlines()
    found = json.loads(search("education since:2020", "--limit=1000", "--json").out)

    assert {json.loads(line)["id"] for line in exported} == {hit["id"] for hit in found["hits"]}


def test_an_export_never_has_what_was_perhaps_meant(searcher: Command, search: Command) -> None:
    assert "this is for" in search("eduction").err

    assert searcher("export", "--query", "eduction").out == ""


def test_a_name_of_nobody_in_a_query_to_export_is_told(searcher: Command) -> None:
    told = searcher("export", "--query", "officer:nemo")

    assert (told.status, told.out, told.err) == (0, "", "searcher: no officer 'nemo' is held.\n")


def test_export_as_csv_has_a_heading(searcher: Command) -> None:
    rows = list(csv.reader(searcher("export", "--format", "csv").out.splitlines(keepends=True)))

    assert rows[0][:3] == ["id", "date", "council"]
    assert {len(row) for row in rows} == {len(rows[0])}


def test_a_second_export_is_the_first_byte_for_byte(searcher: Command, anywhere: Command, tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"

    assert searcher("export", "--output", first).status == 0
    assert anywhere("import", first, "--index", tmp_path / "again").status == 0
    assert anywhere("export", "--output", second, "--index", tmp_path / "again").status == 0
    assert first.read_bytes() == second.read_bytes()


def test_what_cannot_be_written_leaves_nothing(searcher: Command, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()

    missing, taken = (
        searcher("export", "--output", tmp_path / "no" / "x"),
        searcher("export", "--output", tmp_path / "taken"),
    )

    assert {missing.status, taken.status} == {2}
    assert re.fullmatch(r"searcher: [^\n]+ cannot be written \(no such file or directory\)\n", missing.err)
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_an_older_file_stays_when_the_query_is_wrong(searcher: Command, tmp_path: Path) -> None:
    output = tmp_path / "items.jsonl"
    output.write_text("older")

    assert searcher("export", "--query", "(", "--output", output).status == 2
    assert output.read_text() == "older"


INTO_THE_INDEX = {
    "the archive": "index/archive.db",
    "its log": "index/archive.db-wal",
    "a new file": "index/items.jsonl",
    "deeper": "index/segments/items.jsonl",
    "a way round": "else/../index/archive.db",
    "a linked file": "link.db",
    "a linked folder": "linked/archive.db",
    "a second name": "second.db",
}


@pytest.mark.parametrize("place", INTO_THE_INDEX.values(), ids=INTO_THE_INDEX)
def test_nothing_is_exported_into_the_index(changing: Command, index: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "else").mkdir()
    (tmp_path / "link.db").symlink_to(index / "archive.db")
    (tmp_path / "linked").symlink_to(index, target_is_directory=True)
    (tmp_path / "second.db").hardlink_to(index / "archive.db")
    changing("status")  # who reads an archive leaves its log beside it
    before = {path: path.read_bytes() for path in index.rglob("*") if path.is_file()}

    told = changing("export", "--output", tmp_path / place)

    assert (told.status, told.out) == (2, "")
    assert re.fullmatch(r"searcher: [^\n]+ is part of the index at [^\n]+ Give --output another place\n", told.err)
    assert {path: path.read_bytes() for path in index.rglob("*") if path.is_file()} == before


def test_an_export_goes_where_a_link_points(searcher: Command, tmp_path: Path) -> None:
    (tmp_path / "items.jsonl").write_text("older")
    (tmp_path / "link").symlink_to("items.jsonl")

    assert searcher("export", "--output", tmp_path / "link").status == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "items.jsonl").read_text() == searcher("export").out


def test_cleaning_what_is_clean_changes_nothing(changing: Command) -> None:
    told = changing("clean")

    assert told.status == 0
    assert told.err.endswith(" pages cleaned, 0 items new or changed, 0 refused\n")


def test_the_index_can_be_written_anew(changing: Command) -> None:
    told = changing("index", "--whole")

    assert told.status == 0
    assert re.fullmatch(r"\d+ items can be searched\n", told.err)


def test_a_whole_archive_has_no_faults(changing: Command) -> None:
    told = changing("check")

    assert (told.status, told.err) == (0, "no faults found\n")


def test_each_fault_has_a_line_and_can_be_mended(changing: Command, index: Path) -> None:
    segment = max((index / "segments").rglob("*"), key=lambda path: path.stat().st_size if path.is_file() else 0)
    segment.write_bytes(segment.read_bytes()[:-1])

    faulty, mended = changing("check"), changing("check", "--repair")

    assert (faulty.status, mended.status) == (1, 0)
    assert faulty.err.endswith("; most are mended by: searcher check --repair\n")
    assert mended.err.endswith("\nno faults left\n")


def test_a_forgotten_item_is_gone(changing: Command, index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    search = command(search_command.main, capsys, "--index", index)
    item_id = an_id(search, "elective home education")

    told = changing("forget", item_id, "--reason", "a request")

    assert told.status == 0
    assert f"{item_id} is forgotten\n" in told.err
    shown = changing("show", item_id)
    assert shown.status == 2
    assert re.fullmatch(rf"searcher: {item_id} was taken down on [\d-]+: a request\n", shown.err)
    assert item_id not in changing("export").out


def test_forgetting_again_tells_that_it_is_done(changing: Command) -> None:
    item_id = json.loads(changing("export").out.splitlines()[0])["id"]
    changing("forget", item_id, "--reason", "a request")

    told = changing("forget", item_id, "--reason", "another")

    assert told.status == 0
    assert re.fullmatch(rf"already done: {item_id} was taken down on [\d-]+: a request\n", told.err)


def test_what_was_taken_down_is_told_when_it_is_imported_again(changing: Command, index: Path) -> None:
    item_id = json.loads(changing("export").out.splitlines()[0])["id"]
    exported = index.parent / "all.jsonl"
    changing("export", "--output", exported)
    changing("forget", item_id, "--reason", "a request")

    told = changing("import", exported)

    assert told.status == 0
    assert "all.jsonl: nothing new; 1 item left out: taken down\n" in told.err
    assert ", 0 refused; 1 item left out: taken down; " in told.err.splitlines()[-1]


def test_an_unknown_item_cannot_be_forgotten(changing: Command) -> None:
    assert changing("forget", "nowhere:1:2", "--reason", "a request").status == 2
