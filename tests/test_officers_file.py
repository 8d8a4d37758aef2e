"""What people put right in the register: `officers.toml`. A line that cannot be taken is named with its number."""

import datetime
from pathlib import Path

import pytest

from searcher.errors import BadSetting
from searcher.register import Correction, Mention, Split
from searcher.settings import load_corrections


def refusal(folder: Path, text: str) -> str:
    """What is said of a file that cannot be taken, after the folder."""
    (folder / "officers.toml").write_text(text)
    with pytest.raises(BadSetting) as refused:
        load_corrections(folder)
    return str(refused.value).removeprefix(f"{folder}/")


def test_without_a_file_nothing_is_corrected(tmp_path: Path) -> None:
    assert load_corrections(tmp_path).by_id == {}
    assert not load_corrections(tmp_path).digest


def test_all_corrections_are_taken(tmp_path: Path) -> None:
    (tmp_path / "officers.toml").write_text(
        '[karen-marsh]\nrename = "Kay Marsh"\nmerge = ["k-marsh"]\n'
        'split = [{ id = "karen-marsh-debt", names = ["K. Marsh"], posts = ["Debt Manager"], since = 2012-05-01 }]\n'
        "[front-desk]\nignore = true\n"
    )
    split = Split("karen-marsh-debt", ("K. Marsh",), ("Debt Manager",), datetime.date(2012, 5, 1))

    assert load_corrections(tmp_path).by_id == {
        "karen-marsh": Correction(("k-marsh",), (split,), "Kay Marsh"),
        "front-desk": Correction(ignore=True),
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[a]\n[karen]\nmerge = "kate"\n', "officers.toml, line 3: merge of karen takes a list of ids"),
        ("[karen]\nmerge = []\n", "officers.toml, line 2: merge of karen takes a list of ids"),
        ("[karen]\nrename = 3\n", "officers.toml, line 2: rename of karen takes a name"),
        ('[karen]\nignore = "yes"\n', "officers.toml, line 2: ignore of karen takes true or false"),
        ("[karen]\nmarge = 1\n", "officers.toml, line 2: marge of karen is unknown; known are merge, split"),
        ('\nkaren = "kate"\n', "officers.toml, line 2: karen is no table; one begins with [karen]"),
        ("[karen]\nsplit = 3\n", "officers.toml, line 2: split of karen takes a list of tables"),
        (
            '[karen]\nsplit = [{ posts = ["P"] }]\n',
            "officers.toml, line 2: split of karen takes tables that tell an id",
        ),
        ('[karen]\nsplit = [{ id = "b" }]\n', "officers.toml, line 2: split of karen tells no names, posts or days"),
        ('[karen]\nsplit = [{ id = "karen", posts = ["P"] }]\n', "officers.toml, line 2: split of karen needs another"),
        (
            '[karen]\nsplit = [{ id = "b", post = "P" }]\n',
            "officers.toml, line 2: split of karen has the unknown key post",
        ),
        (
            '[karen]\nsplit = [{ id = "b", posts = "P" }]\n',
            "officers.toml, line 2: split of karen takes lists of names",
        ),
        (
            '[karen]\nsplit = [{ id = "b", since = "2012" }]\n',
            "officers.toml, line 2: split of karen takes days such as",
        ),
        (
            '[a]\nmerge = ["c"]\n[b]\nmerge = ["c"]\n',
            "officers.toml, line 4: merges c into b, but a takes that already",
        ),
        ('[a]\nmerge = ["b"]\n[b]\nmerge = ["a"]\n', "officers.toml, line 2: merges a into itself"),
        ("[karen\n", "officers.toml, line 1: "),
    ],
)
def test_a_line_that_cannot_be_taken_is_named(tmp_path: Path, text: str, told: str) -> None:
    assert refusal(tmp_path, text).startswith(told)


@pytest.mark.parametrize(
    ("split", "taken"),
    [
        (Split("b", names=("KAREN MARSH",)), True),
        (Split("b", names=("K. Marsh",)), False),
        (Split("b", posts=("the Debt & Rent Manager",)), True),
        (Split("b", posts=("Rent Manager",)), False),
        (Split("b", since=datetime.date(2012, 5, 1)), True),
        (Split("b", since=datetime.date(2012, 5, 2)), False),
        (Split("b", until=datetime.date(2012, 4, 30)), False),
        (Split("b", names=("Karen Marsh",), posts=("Rent Manager",)), False),
    ],
)
def test_a_split_takes_what_passes_all_it_tells(split: Split, taken: bool) -> None:
    mention = Mention(("item", 0), "Karen Marsh", "Debt and Rent Manager", datetime.date(2012, 5, 1))

    assert split.takes(mention) == taken


def test_a_mention_without_a_day_passes_no_dates() -> None:
    assert not Split("b", since=datetime.date(2012, 5, 1)).takes(Mention(("item", 0), "Karen Marsh"))
