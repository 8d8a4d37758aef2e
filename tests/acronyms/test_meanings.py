"""Which sense letters have: the nearest definitions count, and nothing is guessed."""

import pytest

from searcher.acronyms import Answer, Definition, Known, Place, meant

HERE = Place("oakham", "oakham:1", "7", "cabinet")
BESIDE = Place("oakham", "oakham:2", "7", "executive")
AWAY = Place("oakham", "oakham:3", "8", "audit")


def answer(*senses: tuple[Place, str], said: str = "", place: Place = HERE) -> Answer:
    """What letters mean in a place, by definitions elsewhere, where the item writes one sense out."""
    known = Known(tuple(Definition(where, sense) for where, sense in senses))
    return meant(place, known, lambda known: known & {said})


@pytest.mark.parametrize(
    ("senses", "told"),
    [
        ([], Answer()),
        ([(HERE, "panel"), (BESIDE, "plan")], Answer("panel", "meeting")),
        ([(BESIDE, "plan"), (AWAY, "panel")], Answer("plan", "committee")),
        ([(AWAY, "panel"), (AWAY, "panel")], Answer("panel", "council")),
        ([(HERE, "panel"), (HERE, "plan")], Answer(None, "meeting", ("panel", "plan"))),
        ([(AWAY, "plan"), (AWAY, "panel")], Answer(None, "council", ("panel", "plan"))),
    ],
)
def test_the_nearest_level_with_one_sense_decides(senses: list[tuple[Place, str]], told: Answer) -> None:
    assert answer(*senses) == told


def test_own_words_decide_between_senses_of_one_level() -> None:
    assert answer((HERE, "panel"), (HERE, "plan"), said="plan") == Answer("plan", "meeting")


def test_own_words_that_say_otherwise_leave_it_open() -> None:
    assert answer((HERE, "panel"), (AWAY, "plan"), said="plan") == Answer(None, "meeting", ("panel", "plan"))


def test_a_committee_is_known_by_its_id_or_else_by_its_name() -> None:
    named = Place("oakham", "oakham:4", None, "cabinet")

    assert named.is_of_committee(HERE)
    assert not named.is_of_committee(BESIDE)
    assert HERE.is_of_committee(BESIDE)
    assert not Place("oakham", "oakham:5").is_of_committee(Place("oakham", "oakham:6"))


def test_pages_of_unknown_councils_say_nothing_of_one_another() -> None:
    here, away = (Place("imported", f"imported:{one}", None, "cabinet") for one in "ab")

    assert answer((away, "panel"), place=here) == Answer(None, "council", ("panel",))
    assert answer((here, "panel"), place=here) == Answer("panel", "meeting")
