"""The ways by which notices reach a follower: a feed, a file of lines, mail, a webhook, a program."""

from searcher.outlets.context import Context
from searcher.outlets.delivering import deliver, erase
from searcher.outlets.kinds import Command, Feed, Lines, Mail, Outlet, Webhook, name_of, outlet_from
from searcher.outlets.signing import new_secret

__all__ = [
    "Command",
    "Context",
    "Feed",
    "Lines",
    "Mail",
    "Outlet",
    "Webhook",
    "deliver",
    "erase",
    "name_of",
    "new_secret",
    "outlet_from",
]
