"""Serves an invented council's portal until it is interrupted: `scripts/sample-portal --items 500`."""

import argparse
import signal
import ssl
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from types import FrameType

from sample_portal.clock import RealClock
from sample_portal.generator import generate
from sample_portal.model import Truth
from sample_portal.server import SamplePortal
from sample_portal.truth_lines import write_truth

CANNOT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """The status to end with: 0 when interrupted, 2 when there is nothing to serve or nowhere to serve it."""
    wanted = _arguments().parse_args(arguments)
    day = wanted.day or datetime.now(UTC).date()
    try:
        return _serve(wanted, generate(wanted.seed, wanted.items, wanted.years, today=day), day)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"sample-portal: {_told(error, wanted)}\n")
        return CANNOT
    except KeyboardInterrupt:
        return 0


def _serve(wanted: argparse.Namespace, truth: Truth, day: date) -> int:
    portal = SamplePortal(
        truth,
        clock=RealClock(wanted.day),
        prefix=wanted.prefix,
        web_service=wanted.web_service,
        tls=tuple(wanted.tls) if wanted.tls else None,
        port=wanted.port,
    )
    with portal:
        # First the truth, which may take a while: whoever reads the address finds the file whole.
        if wanted.truth:
            write_truth(truth, day, wanted.truth)
        interruption = _interruption()
        sys.stdout.write(f"{portal.url}\n")
        sys.stdout.flush()
        interruption.wait()
    return 0


def _interruption() -> Event:
    """Set by Ctrl-C or a polite kill."""
    stopped = Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    return stopped


def _told(error: Exception, wanted: argparse.Namespace) -> str:
    if isinstance(error, ssl.SSLError):
        return f"{wanted.tls[0]} and {wanted.tls[1]} are no certificate and key"
    if isinstance(error, OSError) and not error.filename:
        return f"cannot listen on port {wanted.port}: {error.strerror}. Choose another with --port, or leave it out"
    return str(error)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sample-portal", description=__doc__)
    parser.add_argument("--items", type=_count, default=2_000, help="about how many items there are (2000)")
    parser.add_argument("--years", type=_count, default=25, help="over how many years (25)")
    parser.add_argument("--seed", type=int, default=1, help="another number gives another council (1)")
    parser.add_argument("--port", type=_port, default=0, help="where to listen; 0 takes any that is free (0)")
    parser.add_argument("--prefix", type=_prefix, default="", metavar="/x", help="a path before the portal's own")
    parser.add_argument("--no-web-service", dest="web_service", action="store_false", help="leave mgWebService out")
    parser.add_argument("--truth", type=Path, metavar="FILE", help="write what the portal shows today, a line an item")
    parser.add_argument("--tls", type=Path, nargs=2, metavar=("CERT", "KEY"), help="speak https with these files")
    parser.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="which day it is there (today)")
    return parser


def _count(text: str) -> int:
    if int(text) < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return int(text)


def _port(text: str) -> int:
    if not 0 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError("must be between 0 and 65535")
    return int(text)


def _prefix(text: str) -> str:
    if text and (not text.startswith("/") or "?" in text or "#" in text):
        raise argparse.ArgumentTypeError("must begin with a slash, as in /moderngov")
    return text


if __name__ == "__main__":
    sys.exit(main())
