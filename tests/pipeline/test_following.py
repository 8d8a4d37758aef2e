"""Each follow is told exactly what is new to it, changed or withdrawn, once, whenever the meeting was."""

from collections import Counter
from pathlib import Path

from crawled import clocked, differences, pass_time, workshop_at
from following import Expected, told, update
from sample_portal import SamplePortal, generate
from vanished import without

from searcher.archive import Store
from searcher.follows import Follow
from searcher.history import seen
from searcher.pipeline.delivering import Followed

FOLLOWS = [
    Follow("education", "elective home education OR topic:elective-home-education"),
    Follow("roads", "road OR roads"),
    Follow("cabinet", "committee:cabinet"),
]
GOES, RETURNS = 20, 36  # weeks
A_ROUND = 6  # weeks: the crawl comes to each page, and a day later again


def test_a_year_of_weekly_updates_tells_each_follow_exactly_what_is_due(tmp_path: Path) -> None:
    truth = generate(seed=5, items=120, years=1, committees=2)
    expected = Expected(FOLLOWS)
    followed = [Followed(one, ()) for one in FOLLOWS]
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        numbers = 0
        for week in range(52):
            report = update(workshop, portal, followed)
            notices = [
                one
                for follow in FOLLOWS
                for one in workshop.store.follows.newest(follow.name, report.notices[follow.name])
            ]
            assert sorted(told(notices)) == sorted(expected.after(workshop)), week
            assert differences(workshop, portal) == [], week
            assert (report.status, report.faults) == (0, ()), report
            numbers += len(notices)
            pass_time(portal, days=7)
        assert numbers > 20


def test_a_year_in_which_a_meeting_goes_and_comes_back_is_told_as_its_history_has_it(tmp_path: Path) -> None:
    """Beside the oracle, the journal of changes, which is kept apart from what follows know."""
    truth = generate(seed=6, items=160, years=1, committees=2)
    everything = Follow("everything", "committee:cabinet OR NOT committee:cabinet")
    expected = Expected([*FOLLOWS, everything])
    followed = [Followed(one, ()) for one in expected.follows]
    told_of: Counter[str] = Counter()
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        store, gone = workshop.store, 0
        for week in range(52):
            if week == GOES:
                gone = max((one for one in truth.meetings if is_held(store, one.id)), key=lambda one: one.date).id
                portal.show(without(truth, {gone}))
            if week == RETURNS:
                portal.show(truth)
            seen_before = store.generation
            report = update(workshop, portal, followed)
            notices = [
                one
                for follow in expected.follows
                for one in store.follows.newest(follow.name, report.notices[follow.name])
            ]
            moves = [move for run in store.history.runs(seen(seen_before + 1)) for move in store.history.moves(run)]
            of_all = [one for one in notices if one.follow == "everything"]

            assert sorted(told(notices)) == sorted(expected.after(workshop)), week
            assert week == 0 or sorted((one.change, one.item) for one in of_all) == sorted(
                ("changed" if one.change == "returned" else one.change, one.item) for one in moves
            )
            not_yet = [one for one in differences(workshop, portal) if f":{gone}:" not in one]
            assert not_yet == [], week
            assert any(one <= week < one + A_ROUND for one in (GOES, RETURNS)) or differences(workshop, portal) == []
            told_of.update(move.change for move in moves)
            pass_time(portal, days=7)

        assert told_of["withdrawn"] >= told_of["returned"] > 3
        assert told_of["changed"] > 20


def is_held(store: Store, meeting: int) -> bool:
    """Whether anything of a meeting is in the archive."""
    return any(f":{meeting}:" in one for one in store.item_ids())
