"""Each notice reaches each outlet once, through updates that are killed anywhere and outlets that are down."""

import contextlib
import email
import email.policy
import json
import os
import random
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from crawled import clocked, pass_time, workshop_at
from faults.disk import Failing, Kind
from following import Expected, update
from mail_server import Letters, mail_server
from sample_portal import SamplePortal, generate

from searcher.follows import Follow
from searcher.outlets import Command, Feed, Lines, Mail, Webhook
from searcher.pipeline import Workshop
from searcher.pipeline.delivering import Followed
from searcher.smtp import SmtpSettings

WEEKS = 52
DOWN = range(8, 12)
FOLLOW = Follow("all", "committee:cabinet OR road OR children")

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")  # whoever is killed must be a child


class Receiver:
    """A web server that takes notices, or says that it cannot."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.is_down = False
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if not receiver.is_down:
                    receiver.bodies.append(body)
                self.send_response(503 if receiver.is_down else 204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"

    @contextlib.contextmanager
    def running(self) -> Iterator["Receiver"]:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        yield self
        self.server.shutdown()
        self.server.server_close()


def killed(folder: Path, portal: SamplePortal, followed: list[Followed], smtp: SmtpSettings, at: int) -> None:
    """An update in a process that is killed at one of its calls of the disk, if it has so many."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException), Workshop(folder, Failing(at, Kind.KILLED)) as workshop:
            update(workshop, portal, followed, smtp=smtp)
        os._exit(0)
    os.waitpid(child, 0)


def notices_in(bodies: list[bytes]) -> Counter[tuple[str, str]]:
    """The notices of some objects, by id and item, with how often each is there."""
    return Counter((one["id"], one["item"]) for body in bodies if body for one in json.loads(body)["notices"])


def text_of(letter: bytes | str | None) -> str:
    """The plain text of a letter."""
    assert isinstance(letter, bytes)
    part = email.message_from_bytes(letter, policy=email.policy.default).get_body(("plain",))
    return str(part.get_content()) if part else ""


def test_each_notice_reaches_each_outlet_through_kills_and_a_month_of_silence(tmp_path: Path) -> None:
    truth, chance = generate(seed=8, items=120, years=1, committees=2), random.Random(8)
    due: Counter[str] = Counter()
    expected = Expected([FOLLOW])
    letters = Letters()
    with (
        Receiver().running() as receiver,
        mail_server(letters) as port,
        SamplePortal(truth, clock=clocked(truth)) as portal,
    ):
        smtp = SmtpSettings(host="127.0.0.1", port=port, security="none", sender="bot@example.org")
        outlets = (
            Mail("a@example.org"), Feed(str(tmp_path / "feed.xml")), Lines(str(tmp_path / "lines.jsonl")),
            Webhook(receiver.url),
            Command(("sh", "-c", f"cat >> '{tmp_path}/given'; echo >> '{tmp_path}/given'")),
        )  # fmt: skip
        followed = [Followed(FOLLOW, outlets)]
        for week in range(WEEKS):
            receiver.is_down = week in DOWN
            with workshop_at(tmp_path):
                pass
            for _ in range(2 if week else 0):
                killed(tmp_path / "index", portal, followed, smtp, chance.randrange(1, 400))
            with Workshop(tmp_path / "index") as workshop:
                report = update(workshop, portal, followed, smtp=smtp)
                assert week in DOWN or report.status == 0, report
                due.update(item for _, _, item in expected.after(workshop))
            pass_time(portal, days=7)

    lines = [json.loads(line) for line in (tmp_path / "lines.jsonl").read_text().splitlines()]
    told = Counter((one["id"], one["item"]) for one in lines)
    assert Counter(item for _, item in told.elements()) == due
    assert set(told.values()) == {1}
    assert notices_in(receiver.bodies).keys() == told.keys()
    assert notices_in((tmp_path / "given").read_bytes().splitlines()).keys() == told.keys()
    mailed = "".join(text_of(one.content) for one in letters.taken)
    assert [one["title"] for one in lines if one["url"] not in mailed] == []
    assert (tmp_path / "feed.xml").read_text().count("<entry>") == min(100, len(lines))
    assert due.total() > 20
