"""Files that people write themselves, as TOML: what stands in them, and on which line."""

import re
from pathlib import Path
from typing import Any

from searcher.errors import BadSetting


def parsed(text: str) -> dict[str, Any]:
    """A text of TOML. Raises tomllib.TOMLDecodeError."""
    import tomllib  # noqa: PLC0415 - searching needs none of it

    return tomllib.loads(text)


def table_in(path: Path) -> dict[str, object]:
    """What stands in a file. Raises BadSetting with the line for what is no TOML."""
    import tomllib  # noqa: PLC0415 - searching needs none of it

    try:
        content = path.read_bytes()
        return parsed(content.decode("utf-8-sig"))
    except OSError as error:
        raise BadSetting(path, None, f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise BadSetting(path, content.count(b"\n", 0, error.start) + 1, "this is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        reason, _, place = str(error).partition(" (at ")
        told = re.search(r"line (\d+)", place)
        line = int(told[1]) if told else content.count(b"\n") + 1  # "at end of document"
        raise BadSetting(path, line, reason[0].lower() + reason[1:]) from error
    except RecursionError as error:
        raise BadSetting(path, None, "it is nested too deeply") from error


def line_of(path: Path, key: str, topic: str | None = None) -> int | None:
    """The line where a key is set; with a topic, where it is set in that topic's part of the file."""
    inside = topic is None
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if header := re.match(r"""\s*\[\[?["']?(.*?)["']?\]""", line):
            inside = header[1] == topic if topic is not None else header[1] == key
            if inside and header[1] == key:
                return number
        elif inside and re.match(rf"""\s*["']?{re.escape(key)}\b""", line):
            return number
    return None
