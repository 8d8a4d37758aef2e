"""A crawl that is killed goes on where it stopped; `scripts/soak` does the same at length."""

from pathlib import Path

from soaking import soak


def test_a_crawl_that_is_killed_again_and_again_comes_to_its_end(tmp_path: Path) -> None:
    done = soak(tmp_path, items=240, years=3, kills=8, seed=3)

    assert done.wrong == []
    assert sum(done.kills.values()) >= 4
    assert done.repeated <= sum(done.kills.values()) + 12  # the last update may ask for the lists anew
