"""What a timer runs, and what it is called."""

from pathlib import Path

import pytest
from scheduled import a_job

from searcher.errors import CannotSchedule
from searcher.scheduling import schedule_name, schtasks_line


def test_a_folder_always_gives_the_same_name() -> None:
    assert schedule_name(Path("/srv/minutes")) == "council-minutes-2753ed5b"


def test_two_folders_have_two_names() -> None:
    assert schedule_name(Path("/srv/minutes")) != schedule_name(Path("/srv/minutes2"))


@pytest.mark.parametrize("name", ["a\nb", "a\rb", "a\tb", "a\x1bb", "a\x00b", "a\x85b", "a\u2028b", "a\udcffb"])
def test_a_path_that_is_more_than_a_line_of_text_is_refused(name: str) -> None:
    with pytest.raises(CannotSchedule, match="a timer cannot hold"):
        a_job(Path("/srv", name))
    with pytest.raises(CannotSchedule, match="a timer cannot hold"):
        a_job(Path("/srv"), Path("/opt", name, "searcher"))


def test_each_council_is_updated_in_turn_and_told_where_to_write_to() -> None:
    job = a_job(Path("/srv/minutes"), councils=("ash", "elm"), contact="me@example.org")

    assert list(job.options()) == [
        ("--council", "ash", "--contact", "me@example.org"),
        ("--council", "elm", "--contact", "me@example.org"),
    ]


def test_without_a_council_all_are_updated_at_once() -> None:
    assert list(a_job(Path("/srv/minutes")).options()) == [()]


def test_windows_is_told_one_line() -> None:
    line = schtasks_line(a_job(Path("/srv/my minutes")))

    assert line.startswith("schtasks /Create /SC DAILY /TN council-minutes-")
    assert line.endswith('/TR "\\"/opt/searcher/bin/searcher\\" update --index \\"/srv/my minutes\\""')
