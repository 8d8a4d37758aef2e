"""What people write into follows.toml by hand, and slips of theirs."""

import random

_SOUND = """\
# mine
[schools]
words = 'elective home education committee:"Improving Lives"'
added = 2026-03-02T09:00:00Z
generation = 57

[[schools.outlets]]
kind = "feed"
path = "schools.xml"

[[schools.outlets]]
kind = "webhook"
url = "https://hooks.example.org/minutes"
secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

[roads]
words = "road NEAR/3 safety since:2020"
added = 2026-03-02T09:00:00
outlets = [{kind = "mail", to = "a@example.org"}, {kind = "command", arguments = ["/usr/bin/on", "--quiet"]}]
"""
_PIECES = (
    '"', "'", "[", "]", "{", "}", "=", "\n", ",", "nan", "-1", "1e999", "true", "2026-13-01", "9999-12-31T23:59:59Z",
    "'''", "\\u0000", "\\ud800", "\u202e", "kind", "words", "outlets", "[[", "]]", "1" * 30, "(", " OR ", "http://[::1",
    "http://a:99999", "whsec_", "a@b@c", "..", "/", "\x00", "\ufeff", "path", "\r", "~", "*", "\\",
)  # fmt: skip


def follows(seed: int) -> list[bytes]:
    """Files that can be read."""
    chance = random.Random(seed)
    kinds = ("", "title:", "in:minutes ", "NOT ")
    return [_SOUND.replace("road", chance.choice(kinds) + "road", 1).encode() for _ in range(8)]


def other_follows(content: bytes, chance: random.Random) -> bytes:
    """A file in which some letters are gone, written twice, or others."""
    text = content.decode("utf-8", "replace")
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 1, 1, 8, 30)))
        instead = chance.choice(("", text[start:end] * 2, chance.choice(_PIECES)))
        text = text[:start] + instead + text[end:]
    return text.encode("utf-8", "replace")
