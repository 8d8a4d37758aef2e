"""One request while it is being answered: everything that an honest answer or a fault needs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from threading import Event

from sample_portal.answers import Answer
from sample_portal.clock import Timepiece
from sample_portal.wire import Wire, head


@dataclass
class Visit:
    """`target` is path and query as sent, `root` the portal's address, `stopped` is set when the portal ends.

    `make` gives the honest answer. `note` takes down the status before it is sent, and `over` that the request is done:
    before the last byte, so that a visitor who comes back at once never meets himself.
    """

    wire: Wire
    clock: Timepiece
    stopped: Event
    target: str
    root: str
    make: Callable[[], Answer]
    note: Callable[[int], None]
    over: Callable[[], None]

    @cached_property
    def honest(self) -> Answer:
        """The answer when nothing is wrong."""
        return self.make()

    def send(self, answer: Answer) -> None:
        """An answer, whole."""
        self.note(answer.status)
        self.over()
        self.wire.send(answer)

    def begin(self, headers: Iterable[tuple[str, str]], status: int = 200) -> None:
        """Only the first lines of an answer; the body is up to the fault."""
        self.note(status)
        self.wire.write(head(status, headers))
