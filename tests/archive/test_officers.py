"""The register of officers: who is one, who is not, and that ids last."""

from pathlib import Path

import pytest
from invented_pages import exchange_line, imported, saved, workshop_in

from searcher.pipeline import Workshop


def officers(workshop: Workshop) -> list[str | None]:
    """The ids of the first officer of every item."""
    return [item.officers[0].id for item in workshop.store.items() if item.officers]


def line(item_id: str, name: str, officer_id: str | None = None) -> str:
    """A line that names one officer."""
    return exchange_line(item_id, officers=[{"name": name, "id": officer_id}])


@pytest.mark.parametrize("name", ["Ada Brook", "Ms. Ada Brook", "ADA BROOK", "Áda Brook"])
def test_one_whole_name_in_one_council_is_one_officer(tmp_path: Path, name: str) -> None:
    lines = [line("oakham:1:1", "Ada Brook"), line("oakham:2:1", name)]
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", "\n".join(lines)))

        assert officers(workshop) == ["ada-brook", "ada-brook"]


@pytest.mark.parametrize("name", ["A. Brook", "Brook", "Ada Jane Brook", "Brook Ada"])
def test_any_other_name_is_another_officer(tmp_path: Path, name: str) -> None:
    lines = [line("oakham:1:1", "Ada Brook"), line("oakham:2:1", name)]
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", "\n".join(lines)))

        assert len(set(officers(workshop))) == 2


def test_namesakes_in_other_councils_have_ids_of_their_own(tmp_path: Path) -> None:
    lines = [line(f"{council}:1:1", "Ada Brook") for council in ("ashby", "birley", "corby")]
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", "\n".join(lines)))

        assert officers(workshop) == ["ada-brook", "ada-brook-birley", "ada-brook-corby"]


def test_an_id_that_looks_like_a_namesakes_is_nobody_elses(tmp_path: Path) -> None:
    lines = [line("ashby:1:1", "Ada Brook"), line("ashby:1:2", "Ada Brook-Birley"), line("birley:1:1", "Ada Brook")]
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", "\n".join(lines)))

        assert officers(workshop) == ["ada-brook", "ada-brook-birley", "ada-brook-birley-2"]


def test_ids_survive_cleaning(tmp_path: Path) -> None:
    lines = [line("birley:1:1", "Ada Brook"), line("ashby:1:1", "Ada Brook")]
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", "\n".join(lines)))
        before = officers(workshop)
        list(workshop.clean())

        assert officers(workshop) == before == ["ada-brook", "ada-brook-birley"]


def test_an_officer_whose_last_mention_went_comes_back_with_the_same_id(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        for content in (line("birley:1:1", "Ada Brook"), exchange_line("birley:1:1", officers=[])):
            imported(workshop, saved(tmp_path, "a.jsonl", content))
        imported(workshop, saved(tmp_path, "b.jsonl", line("ashby:1:1", "Ada Brook")))
        imported(workshop, saved(tmp_path, "a.jsonl", line("birley:1:1", "Ada Brook")))

        assert officers(workshop) == ["ada-brook-ashby", "ada-brook"]


def test_an_id_that_a_line_brings_is_kept(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", line("ashby:1:1", "Ada Brook", "ada-brook-roads")))

        assert officers(workshop) == ["ada-brook-roads"]


def test_an_id_that_a_line_brings_joins_two_names_of_one_officer(tmp_path: Path) -> None:
    lines = [line("ashby:1:1", "Ada Brook", "ada-brook"), line("ashby:1:2", "A. Brook", "ada-brook")]
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", "\n".join(lines)))

        assert officers(workshop) == ["ada-brook", "ada-brook"]


def test_an_id_that_is_another_councils_officers_is_not_taken_over(tmp_path: Path) -> None:
    lines = [line("ashby:1:1", "Ada Brook"), line("birley:1:1", "Ada Brook", "ada-brook")]
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", "\n".join(lines)))
        list(workshop.clean())

        assert officers(workshop) == ["ada-brook", "ada-brook-birley"]
