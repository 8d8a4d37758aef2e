"""The command `search` as Typer has it: help, completion, the version, and what is wrong with arguments."""

import inspect
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from searcher.frontends.search_options import EXCLUDED, OPTIONS, Option
from searcher.frontends.searching import search
from searcher.frontends.terminal import Version, invoked, path_typed

# A token such as -school excludes that word; to the option parser it would be six options. Until it has done its
# work, the hyphen is a character that nobody types.
_HYPHEN = "\ue00d"

_EPILOG = """Examples:

\b
  search "elective home education"
  search elective home education --officer "Helen Sweaton" --since 2020
  search '"elective home education"' -school --in resolutions --json

Words may hold the language: "exact phrase", -word, AND OR NOT ( ), word*, wrod~, one NEAR/5 other, and a field for
every filter, order and page, as in officer:"Helen Sweaton" since:2019 sort:oldest. A filter given twice means
either, so that of two days for --since the earlier counts; different filters must all hold.

Exit status: 0 found, 1 nothing found, 2 could not search."""

_TYPES: dict[str, Any] = {
    "values": list[str] | None, "text": str | None, "number": int | None, "path": str | None, "flag": bool,
    "switch": bool | None,
}  # fmt: skip

app = typer.Typer(add_completion=True, rich_markup_mode=None, pretty_exceptions_enable=False)


def helped(arguments: Sequence[str]) -> int:
    """Do what arguments ask for; the exit status."""
    return invoked(app, "search", escaped(arguments))


def escaped(arguments: Sequence[str]) -> list[str]:
    """Arguments in which a word to be excluded is safe from the option parser; values of options stay as they are."""
    taking_values = {f"--{option.name}" for option in OPTIONS if option.kind not in ("flag", "switch")}
    ended = list(arguments).index("--") if "--" in arguments else len(arguments)
    return [
        f"{_HYPHEN}{token[1:]}" if i < ended and EXCLUDED.match(token) and before not in taking_values else token
        for i, (before, token) in enumerate(zip(("", *arguments), arguments, strict=False))
    ]


def _command(**given: Any) -> int:
    """Search councils' minutes: agenda items, who spoke, what was resolved."""
    given.pop("_version")
    words = [word.replace(_HYPHEN, "-") for word in given.pop("words_") or ()]
    return search({"words": words, **{option.name: given[_parameter(option)] for option in OPTIONS}})


def _parameter(option: Option) -> str:
    """The name of an option as a parameter: none of Python's own words."""
    return f"{option.name.replace('-', '_')}_"


def _annotated(option: Option) -> Any:
    """What Typer is to know of an option."""
    flags = f"--{option.name}/--no-{option.name}" if option.kind == "switch" else f"--{option.name}"
    parser = {"parser": lambda text: str(path_typed(text))} if option.kind == "path" else {}
    told: Any = typer.Option(
        flags,
        metavar=option.metavar or None,
        help=option.help,
        show_default=option.default not in (None, False),
        **parser,  # type: ignore[arg-type] # it has but one
    )
    return Annotated[_TYPES[option.kind], told]


_WORDS = Annotated[
    list[str] | None,
    typer.Argument(metavar="WORDS", help="What to look for; -word leaves out items with that word."),
]
_ANNOTATIONS = {
    "words_": _WORDS, **{_parameter(option): _annotated(option) for option in OPTIONS}, "_version": Version,
}  # fmt: skip
_DEFAULTS = {_parameter(option): option.default for option in OPTIONS} | {"words_": None, "_version": False}
_SIGNATURE = inspect.Signature(
    [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=_DEFAULTS[name], annotation=annotation)
        for name, annotation in _ANNOTATIONS.items()
    ]
)
vars(_command).update(__signature__=_SIGNATURE)
_command.__annotations__ = {**_ANNOTATIONS, "return": int}
app.command(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})(_command)
