"""The command `search`: exit statuses, what goes where, every option."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from commands import Command, Told, command, move_on

from searcher import __version__
from searcher.frontends import search_command, searcher_command
from searcher.frontends.search_help import escaped
from searcher.pipeline import Workshop

PDF = Path(__file__).parent.parent / "pages" / "printed_minutes_pdf.pdf"
HIT_KEYS = [
    "id", "score", "title", "number", "council", "committee", "meeting", "date", "kind", "status", "truncated",
    "restricted", "url", "source", "snippet", "snippets", "page", "officers", "topics", "flags", "matched",
]  # fmt: skip
FACETS = ["officer", "committee", "meeting", "councillor", "topic", "year", "status", "kind", "council"]


def given(told: Told) -> Any:
    """The JSON object a command gave."""
    return json.loads(told.out)


def ids(told: Told) -> list[str]:
    """The ids of the hits in the object a command gave."""
    return [hit["id"] for hit in given(told)["hits"]]


def test_found_is_status_0_with_all_on_standard_output(search: Command) -> None:
    told = search("elective home education")

    assert (told.status, told.err) == (0, "")
    assert "*Elective Home Education*" in told.out


def test_nothing_found_is_status_1_with_one_line_of_help(search: Command) -> None:
    told = search("zzyzx")

    assert (told.status, told.out) == (1, "")
    assert re.fullmatch(r"search: nothing found\. No item has: zzyzx\. Searched \d+ meetings.*\n", told.err)


@pytest.mark.parametrize(("option", "out"), [("--jsonl", ""), ("--csv", "id,date,")])
def test_nothing_found_is_an_empty_table(search: Command, option: str, out: str) -> None:
    told = search("zzyzx", option)

    assert told.status == 1
    assert told.out[:8] == out
    assert len(told.out.splitlines()) == bool(out)


def test_nothing_found_still_gives_the_object(search: Command) -> None:
    told = search("zzyzx", "--json")

    assert told.status == 1
    assert (given(told)["total"], given(told)["hits"]) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((), "nothing to search for"),
        (("",), "nothing to search for"),
        (("  ", "--json"), "nothing to search for"),
        (("home", "--comittee", "x"), "no option --comittee; did you mean --committee?"),
        (("home", "--offcer=x"), "no option --offcer; did you mean --officer?"),
        (("home", "--limit"), "--limit"),
        (("home", "--limit", "0"), "--limit must be from 1 to 1000, not '0'"),
        (("home", "--limit", "1001"), "--limit must be from 1 to 1000"),
        (("home", "--limit", "-1"), "--limit must be from 1 to 1000"),
        (("home", "--limit", "ten"), "--limit"),
        (("home", "--page", "0"), "--page must be 1 or more"),
        (("home", "--snippets", "0"), "--snippets must be from 1 to 10, not '0'"),
        (("home", "--snippets", "11"), "--snippets must be from 1 to 10, not '11'"),
        (("home", "--facet-limit", "-1"), "--facet-limit takes 0 or more"),
        (("home", "--since", "lastweek"), "--since takes YYYY, YYYY-MM, YYYY-MM-DD or DD/MM/YYYY, not 'lastweek'"),
        (("home", "--until", "2023-02-30"), "--until takes YYYY"),
        (("home", "--year", "23"), "--year takes four digits"),
        (("home", "--year", "0000"), "--year takes a year from 0001, not '0000'"),
        (("home", "--since", "0000-05"), "--since takes a year from 0001, not '0000-05'"),
        (("home", "--status", "final"), "--status is one of agenda, decisions, draft"),
        (("home", "--kind", "fun"), "--kind is one of business, procedural"),
        (("home", "--sort", "best"), "--sort is one of relevance, newest, oldest"),
        (("home", "--in", "text"), "--in is one of title, agenda"),
        (("home", "--officer", ""), "officer needs a value"),
        (("home", "--json", "--csv"), "exclude one another"),
        (("home (",), "an opening bracket is not closed (at character 6: '(')"),
        (('"home',), "a quotation mark is not closed (at character 1: '\"home')"),
        (("home", "since:soon"), "since takes YYYY, YYYY-MM, YYYY-MM-DD or DD/MM/YYYY (at character 6"),
        (("home OR",), "OR needs words on both sides"),
    ],
)
def test_what_cannot_be_searched_is_status_2_and_one_line(
    search: Command, arguments: tuple[str, ...], reason: str
) -> None:
    told = search(*arguments)

    assert (told.status, told.out) == (2, "")
    assert re.fullmatch(r"search: [^\n]+\n", told.err)
    assert reason in told.err


def test_the_object_has_every_promised_key(search: Command) -> None:
    told = given(search("elective home education", "--json"))

    assert told["schema"] == "council-minutes-results/1"
    assert [list(hit) for hit in told["hits"]] == [HIT_KEYS] * len(told["hits"])
    assert list(told["facets"]) == FACETS
    assert list(told["coverage"]) == ["meetings", "with_minutes", "truncated_items", "through"]


def test_a_snippet_has_no_markup_but_marks(search: Command) -> None:
    snippets = [hit["snippet"] for hit in given(search("the", "--limit", "1000", "--json"))["hits"]]

    assert any("<mark>" in snippet for snippet in snippets)
    assert not [snippet for snippet in snippets if "<" in re.sub("</?mark>", "", snippet)]


def test_several_passages_are_listed_with_the_best_among_them(search: Command) -> None:
    hits = given(search("council", "--snippets", "3", "--json"))["hits"]

    assert max(len(hit["snippets"]) for hit in hits) == 3
    assert all(hit["snippet"] in [one["html"] for one in hit["snippets"]] for hit in hits)
    assert all(len(hit["snippets"]) == 1 for hit in given(search("council", "--json"))["hits"])
    assert "\n    – Resolved: " in search("council", "--snippets", "3").out


def test_what_was_read_from_a_pdf_tells_its_page(search: Command) -> None:
    told = search("caddies vehicles cost")

    assert "\n   Page 1: " in told.out
    (hit,) = given(search("caddies vehicles cost", "--json"))["hits"]
    assert (hit["page"], hit["snippets"][0]["page"]) == (1, 1)
    (row,) = csv.DictReader(io.StringIO(search("caddies vehicles cost", "--csv").out))
    assert row["page"] == "1"
    (other,) = given(search("flooding", "--committee", "Planning", "--json", "--limit", "1"))["hits"]
    assert other["page"] is None


def test_a_link_to_a_pdf_leads_to_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    link = "https://democracy.fenwold.example/documents/g7/Printed%20minutes.pdf?T=1"
    with Workshop(tmp_path) as workshop:
        list(workshop.import_paths([PDF], url=link))
        workshop.index()
    search = command(search_command.main, capsys, "--index", tmp_path)

    assert f"\n   {link}#page=2\n" in search("lessons learned flooding").out
    assert [hit["url"] for hit in given(search("lessons learned flooding", "--json"))["hits"]] == [f"{link}#page=2"]


def test_facets_are_counted_over_all_matches_whatever_the_page(search: Command) -> None:
    whole, page = (given(search("the", "--json", "--limit", limit)) for limit in ("1000", "1"))

    assert whole["facets"] == page["facets"]
    assert sum(kind["count"] for kind in page["facets"]["kind"]) == page["total"] == len(whole["hits"])


def test_facets_can_be_limited_and_left_out(search: Command) -> None:
    limited = given(search("the", "--json", "--facet-limit", "1"))["facets"]

    assert {len(values) for values in limited.values()} == {1}
    assert given(search("the", "--json", "--no-facets"))["facets"] == {}


def test_a_limit_of_facets_takes_nothing_from_the_trend(search: Command) -> None:
    trends = [re.findall("By year.*", search("the", *more).out) for more in ([], ["--facet-limit", "1"])]

    assert trends[0] == trends[1] != []


def test_json_lines_are_the_hits_of_the_object(search: Command) -> None:
    lines = search("education", "--jsonl").out.splitlines()

    assert [json.loads(line) for line in lines] == given(search("education", "--json"))["hits"]


def test_csv_has_a_row_for_each_hit(search: Command) -> None:
    rows = list(csv.DictReader(io.StringIO(search("education", "--csv").out)))

    assert [row["id"] for row in rows] == ids(search("education", "--json"))


@pytest.mark.parametrize("word", ["school", "health", "s", "hearing"])
def test_a_dash_leaves_out_a_word(search: Command, word: str) -> None:
    told = given(search("the", f"-{word}", "--json", "--limit", "1000"))

    assert told["query"]["words"] == f"the -{word}"
    assert told["hits"] == given(search(f"the NOT {word}", "--json", "--limit", "1000"))["hits"]


def test_a_dash_alone_is_a_word_without_meaning(search: Command) -> None:
    assert ids(search("home", "-", "education", "--json")) == ids(search("home education", "--json"))


@pytest.mark.parametrize("arguments", [("-h",), ("--help",), ("home", "-h", "-school"), ("-health", "-h")])
def test_help_is_help(search: Command, arguments: tuple[str, ...]) -> None:
    told = search(*arguments)

    assert (told.status, told.err) == (0, "")
    assert 'search "elective home education"' in told.out
    assert max(map(len, told.out.splitlines())) <= 80


def test_two_dashes_end_the_options(search: Command) -> None:
    told = search("--json", "--", "the", "-school", "--limit", "-h")

    assert given(told)["query"]["words"] == "the -school --limit -h"


def test_the_value_of_an_option_may_begin_with_a_dash(search: Command) -> None:
    told = search("the", "--officer", "-x", "--json")

    assert (told.status, told.err) == (1, "search: nothing found: no officer '-x' is held.\n")
    assert given(told)["query"]["filters"] == {"officer": ["-x"]}


def test_only_words_are_kept_from_the_option_parser() -> None:
    kept = escaped(["-a", "--officer", "-b", "--json", "-c", "-h", "--since=-d", "--", "-e"])

    assert [token.replace("\ue00d", "!") for token in kept] == [
        "!a", "--officer", "-b", "--json", "!c", "-h", "--since=-d", "--", "-e"
    ]  # fmt: skip


def test_words_and_options_stand_in_any_order(search: Command) -> None:
    mixed = search("--json", "--limit", "3", "home", "--since", "2020", "education", "--no-facets")

    assert given(mixed)["query"]["words"] == "home education"
    assert ids(mixed) == ids(search("home education", "--since=2020", "--limit=3", "--json", "--no-facets"))


def test_a_repeated_option_means_either(search: Command) -> None:
    both, one, other = (
        set(ids(search("the", "--json", "--limit=99", *years)))
        for years in (("--year", "2023", "--year", "2024"), ("--year", "2023"), ("--year", "2024"))
    )

    assert both == one | other
    assert one and other and not one & other


@pytest.mark.parametrize(("name", "told"), [("since", "2019-01-01"), ("until", "2023-12-31")])
@pytest.mark.parametrize("dates", [("2019", "2023"), ("2023", "2019")])
def test_of_two_dates_the_one_that_lets_more_through_counts(
    search: Command, name: str, told: str, dates: tuple[str, str]
) -> None:
    first, second = dates

    answers = [
        given(search("the", "--json", f"--{name}", first, f"--{name}", second)),
        given(search(f"the {name}:{first} {name}:{second}", "--json")),
        given(search(f"the {name}:{first}", "--json", f"--{name}", second)),
    ]

    assert [answer["query"]["filters"] for answer in answers] == [{name: told}] * 3
    assert len({answer["total"] for answer in answers}) == 1


def test_restricted_and_not_restricted_are_all_items(search: Command) -> None:
    totals = [given(search("the", "--json", *more))["total"] for more in ([], ["--restricted"], ["--no-restricted"])]

    assert totals[0] == totals[1] + totals[2]
    assert min(totals) > 0


@pytest.mark.parametrize("limit", ["1", "1000"])
def test_a_limit_is_kept(search: Command, limit: str) -> None:
    told = given(search("the", "--limit", limit, "--json"))

    assert len(told["hits"]) == min(int(limit), told["total"])


def test_a_page_beyond_the_last_is_an_empty_list_with_the_total(search: Command) -> None:
    total = given(search("the", "--json"))["total"]
    told = {form: search("the", "--page", "500", *form) for form in [("--json",), ("--jsonl",), ("--csv",), ()]}

    assert {one.status for one in told.values()} == {0}
    assert (given(told["--json",])["total"], given(told["--json",])["hits"]) == (total, [])
    assert (told["--jsonl",].out, len(told["--csv",].out.splitlines())) == ("", 1)
    assert told[()].out.startswith(f"{total} items, but no page 500: the last is --page {-(-total // 10)}\n")


def test_filters_without_words_list_the_newest_first(search: Command) -> None:
    told = given(search("--kind", "business", "--limit", "1000", "--json"))
    dates = [hit["date"] for hit in told["hits"] if hit["date"]]

    assert told["query"]["sort"] == "newest"
    assert dates == sorted(dates, reverse=True)


def test_a_name_that_stands_for_several_is_told(search: Command) -> None:
    told = search("the", "--committee", "committee")

    assert told.status == 0
    assert re.fullmatch(r"search: committee 'committee' was taken for: [^\n;]+(; [^\n;]+)+\n", told.err)


def test_a_name_of_nobody_is_status_1_with_suggestions(search: Command) -> None:
    told = search("the", "--officer", "Rosalind Skeldor", "--json")

    assert (told.status, given(told)["total"]) == (1, 0)
    assert told.err == (
        "search: nothing found: no officer 'Rosalind Skeldor' is held. Did you mean: Rosalind Skelder?\n"
    )


@pytest.mark.parametrize("name", ["Ms Rosalind Skelder", "Dr. Skelder"])
def test_a_name_may_have_a_title(search: Command, name: str) -> None:
    told = search("the", "--officer", name, "--json")

    assert ids(told) == ids(search("the", "--officer", "Rosalind Skelder", "--json")) != []


def test_a_suggestion_does_not_mind_a_title(search: Command) -> None:
    told = search("the", "--officer", "Councillor Rosalind Skeldor")

    assert told.err.endswith(" Did you mean: Rosalind Skelder?\n")


def test_the_version_is_told(search: Command) -> None:
    told = search("--version")

    assert (told.status, told.out, told.err) == (0, f"{__version__}\n", "")


def test_one_name_of_two_that_is_not_held_is_told(search: Command) -> None:
    told = search("--officer", "Rosalind Skelder", "--officer", "Nemo")

    assert (told.status, told.err) == (0, "search: no officer 'Nemo' is held.\n")


def test_names_anywhere_among_the_words_are_told(search: Command) -> None:
    told = search('officer:Nemo OR home -committee:"committee"')

    assert told.status == 0
    assert re.fullmatch(
        r"search: no officer 'Nemo' is held\.\nsearch: committee 'committee' was taken for: [^\n]+\n",
        told.err,
    )


def test_typographic_quotes_are_quotes(search: Command) -> None:
    assert ids(search("“home education”", "--json")) == ids(search('"home education"', "--json")) != []


def test_what_matched_is_told_when_asked(search: Command) -> None:
    assert "\n   Matched: elective home education" in search("elective home education", "--explain").out


def test_exact_finds_the_very_words_only(search: Command) -> None:
    exact, any_form = (given(search("educating", "--json", *more))["total"] for more in (["--exact"], []))

    assert 0 < exact < any_form


@pytest.mark.parametrize(("words", "status"), [("home education", 0), ("zzyzx", 1)])
@pytest.mark.parametrize("form", [(), ("--json",), ("--csv",)])
def test_an_index_older_than_the_archive_is_told(
    index: Path, capsys: pytest.CaptureFixture[str], words: str, status: int, form: tuple[str, ...]
) -> None:
    move_on(index)

    told = command(search_command.main, capsys)(words, "--index", index, *form)

    assert told.status == status
    assert told.err.splitlines()[0] == (
        "search: the archive has changed since the index was written."
        f" Bring it up to date with: searcher index --index {index}"
    )


def test_while_another_command_changes_the_archive_no_index_is_asked_for(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    move_on(index)

    with Workshop(index):
        told = command(search_command.main, capsys)("home education", "--index", index)

    assert told.err == (
        "search: the archive has changed since the index was written, and another command is still writing."
        " Ask again when it has finished\n"
    )


def test_before_the_first_import_has_finished_nothing_can_be_searched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Workshop(tmp_path):
        told = command(search_command.main, capsys)("home", "--index", tmp_path)

    assert (told.status, told.out) == (2, "")
    assert told.err == (
        "search: an import or another command is still writing, and nothing can be searched yet"
        f" at {tmp_path}. Try again when it has finished\n"
    )


def test_without_an_index_it_says_how_to_fill_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = command(search_command.main, capsys)("home", "--index", tmp_path / "none")

    assert (told.status, told.out) == (2, "")
    assert re.fullmatch(r"search: no archive at [^\n]+none\. Fill it with: searcher import PATH[^\n]*\n", told.err)


def test_a_damaged_index_names_the_command_that_mends_it(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (index / "segments").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:10])

    told = command(search_command.main, capsys)("home", "--index", index)

    assert (told.status, told.out) == (2, "")
    assert re.fullmatch(r"search: [^\n]+ searcher index [^\n]*\n", told.err)


def test_a_damaged_archive_is_one_line(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (index / "archive.db").write_bytes(b"no database" * 1000)

    told = command(search_command.main, capsys)("home", "--index", index)

    assert (told.status, told.out) == (2, "")
    assert re.fullmatch(r"search: [^\n]*archive\.db[^\n]*\n", told.err)


def test_a_broken_line_in_the_topics_names_file_and_line(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (index / "topics.toml").write_text('[allotments]\nlabel = "Allotments"\nsigns = = 1\n')

    told = command(searcher_command.main, capsys)("index", "--index", index)

    assert (told.status, told.out) == (2, "")
    assert re.fullmatch(r"searcher: [^\n]*topics\.toml, line 3: [^\n]+\n", told.err)
    assert command(search_command.main, capsys)("home", "--index", index).status == 0  # by the topics of before


def test_an_empty_index_folder_is_refused(search: Command) -> None:
    assert search("bins", "--index", "").status == 2


@pytest.mark.parametrize("words", (("committee:\udc80",), ("home", "--officer", "\udcffx"), ("-topic:\ud800",)))
def test_bytes_that_are_no_characters_are_a_name_of_nobody(search: Command, words: tuple[str, ...]) -> None:
    told = search(*words)

    assert told.status in (0, 1)
    assert "?" in told.err


def test_what_is_asked_is_written_nowhere(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in index.rglob("*") if path.is_file()}

    command(search_command.main, capsys, "--index", index)("kwyjibo OR home")
    command(search_command.main, capsys, "--index", index)("kwyjibo", "--officer", "kwyjibo")

    after = {path: path.read_bytes() for path in index.rglob("*") if path.is_file()}
    assert {path: after[path] for path in before} == before
    assert not [path for path, content in after.items() if b"kwyjibo" in content]
