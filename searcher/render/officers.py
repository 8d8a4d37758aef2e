"""The register of officers, for people."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from searcher.render.safe import brief, line
from searcher.render.style import Style, counted, day


def officers_text(register: Mapping[str, Any], style: Style) -> str:
    """The object of `searcher officers --json` as people read it."""
    blocks = ["\n".join(_officer(one, style)) for one in register["officers"]]
    if register["open"]:
        blocks.append("\n".join(_open(register["open"], style)))
    if register["ignored"]:
        ignored = ", ".join(line(one["name"]) for one in register["ignored"])
        blocks.append("\n".join(style.labelled("Ignored by officers.toml", ignored)))
    total = f"{counted(len(register['officers']), 'officer')}, {counted(_number_open(register), 'open mention')}"
    return "\n\n".join((*blocks, total)) + "\n"


def _number_open(register: Mapping[str, Any]) -> int:
    return sum(int(one["mentions"]) for one in register["open"])


def _officer(officer: Mapping[str, Any], style: Style) -> Iterator[str]:
    yield from map(style.bold, style.wrapped(brief(officer["name"])))
    facts = (line(officer["id"]), line(officer["council"]), counted(officer["items"], "item"), _span(officer))
    yield from map(style.dim, style.flowed(filter(None, facts), "\xa0· ", "  "))
    names = "; ".join(f"{brief(one['name'])} ({one['mentions']:,})" for one in officer["variants"])
    yield from style.labelled("As written", names, "  ")
    for post in officer["posts"]:
        told = ", ".join(filter(None, (brief(post["post"] or "no post stated"), _span(post))))
        yield from style.wrapped(f"{told} ({post['mentions']:,})", "  ", hang=2)
    if officer["former_ids"]:
        yield from style.labelled("Former ids", line(", ".join(officer["former_ids"])), "  ")
    for why in officer["evidence"]:
        yield from style.labelled("Why", brief(why), "  ")


def _open(mentions: list[Mapping[str, Any]], style: Style) -> Iterator[str]:
    yield style.bold("Open: nothing decides who is meant")
    for one in mentions:
        told = ", ".join(filter(None, (brief(one["name"]), brief(one["post"] or ""), _span(one))))
        yield from style.wrapped(f"{told} ({one['mentions']:,})", "  ", hang=2)
        near = "; ".join(f"{brief(other['name'])} ({line(other['id'])})" for other in one["may_be"])
        yield from style.wrapped(f"may be: {near or 'nobody who is known'}", "    ", hang=2)


def _span(told: Mapping[str, Any]) -> str:
    """From which day to which: "5 March 2019 to 2 May 2020"; "5 March 2019" for one; nothing when undated."""
    since, until = (_day(told[key]) for key in ("since", "until"))
    return f"{since} to {until}" if since and until != since else since


def _day(text: str | None) -> str:
    return day(datetime.date.fromisoformat(text)) or "" if text else ""
