"""Delivers notices, whatever the outlet."""

from collections.abc import Collection, Sequence
from pathlib import Path

from searcher.errors import OutletFailed
from searcher.notices import Notice
from searcher.outlets.context import Context
from searcher.outlets.kinds import Command, Feed, Lines, Mail, Outlet, Webhook


def deliver(outlet: Outlet, follow: str, notices: Sequence[Notice], context: Context) -> None:
    """Deliver notices of a follow. Files then hold each exactly once; elsewhere a repeat has the same id.

    Without notices nothing is sent, but a feed is written. Raises OutletFailed.
    """
    if isinstance(outlet, Feed | Lines):
        _write(outlet, follow, notices, context)
    elif notices:
        _send(outlet, follow, notices, context)


def erase(outlet: Outlet, follow: str, items: Collection[str], context: Context) -> None:
    """Leave nothing of some items in a file that notices went to; what was sent cannot be taken back.

    Raises OutletFailed.
    """
    if isinstance(outlet, Feed | Lines) and (context.folder / outlet.path).exists():
        _write(outlet, follow, (), context, without=items)


def _write(
    outlet: Feed | Lines, follow: str, notices: Sequence[Notice], context: Context, without: Collection[str] = ()
) -> None:
    try:
        path = (context.folder / outlet.path).resolve()  # a link to a file stays one
        if path.exists() and not path.is_file():
            raise OutletFailed(f"{path} is no file", again=False)
        if without and isinstance(outlet, Lines):
            _erase(path, without, context)
        else:
            _put(outlet, path, follow, notices, context)
    except RuntimeError as error:
        raise OutletFailed(f"{outlet.path} is a link that leads in a circle", again=False) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutletFailed(f"{outlet.path} cannot be written ({reason})", again=True) from error


def _put(outlet: Feed | Lines, path: Path, follow: str, notices: Sequence[Notice], context: Context) -> None:
    # Each is imported when it is used: a follow has one or two of them, and some load much.
    if isinstance(outlet, Feed):
        from searcher.outlets.atom import atom  # noqa: PLC0415 - as just said
        from searcher.outlets.feed_file import put_feed  # noqa: PLC0415 - as just said

        put_feed(path, atom(follow, context.words, context.kept), context.storage)
    elif notices:
        from searcher.outlets.line_file import append_notices  # noqa: PLC0415 - as just said

        append_notices(path, notices, context.clock(), context.storage)


def _erase(path: Path, items: Collection[str], context: Context) -> None:
    from searcher.outlets.line_file import erase_lines  # noqa: PLC0415 - as just said

    erase_lines(path, items, context.storage)


def _send(outlet: Outlet, follow: str, notices: Sequence[Notice], context: Context) -> None:
    if isinstance(outlet, Mail):
        from searcher.outlets.mail import send_mail  # noqa: PLC0415 - as above

        send_mail(outlet, follow, notices, context)
    elif isinstance(outlet, Webhook):
        from searcher.outlets.webhook import post  # noqa: PLC0415 - as above

        post(outlet, follow, notices, context)
    elif isinstance(outlet, Command):
        from searcher.outlets.command import run  # noqa: PLC0415 - as above

        run(outlet, follow, notices, context)
