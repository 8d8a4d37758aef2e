"""Each follow is told exactly what is new to it, changed or withdrawn, once, whenever the meeting was."""

from pathlib import Path

from crawled import clocked, differences, pass_time, workshop_at
from following import Expected, told, update
from sample_portal import SamplePortal, generate

from searcher.follows import Follow
from searcher.pipeline.delivering import Followed

FOLLOWS = [
    Follow("education", "elective home education OR topic:elective-home-education"),
    Follow("roads", "road OR roads"),
    Follow("cabinet", "committee:cabinet"),
]


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
