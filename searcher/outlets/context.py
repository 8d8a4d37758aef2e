"""What a delivery needs besides the outlet and the notices."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from searcher.notices import Notice
from searcher.smtp import SmtpSettings
from searcher.storage import Storage

_PATIENCE = 3  # time-outs that a whole exchange may take: one byte a minute is no answer


class Context(Struct, frozen=True, kw_only=True):
    """What a delivery needs besides the outlet and the notices.

    `clock` tells the time, ISO 8601 in UTC. `words` are those of the follow, as typed. `kept` are the newest notices of
    the follow, the newest first: what a feed shows. Paths of outlets are named from `folder`. `timeout` is how many
    seconds a server may be silent.
    """

    storage: Storage
    version: str
    clock: Callable[[], str]
    words: str = ""
    kept: Sequence[Notice] = ()
    smtp: SmtpSettings | None = None
    contact: str | None = None
    folder: Path = Path()
    timeout: float = 20.0
    sleep: Callable[[float], None] = time.sleep

    @property
    def patience(self) -> float:
        """How many seconds a whole exchange, or a program, may take."""
        return self.timeout * _PATIENCE
