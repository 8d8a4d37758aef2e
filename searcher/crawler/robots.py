"""What a portal's robots.txt allows (RFC 9309). Knows its text; nothing about how it is fetched."""

import codecs

from protego import Protego


class Rules:
    """The rules for one crawler. `agent` is its name as robots.txt would write it, without version."""

    def __init__(self, text: str, agent: str) -> None:
        self._rules = Protego.parse(text)
        self._agent = agent

    def allows(self, url: str) -> bool:
        """Whether the crawler may ask for an address."""
        return self._rules.can_fetch(url, self._agent)

    @property
    def delay(self) -> float | None:
        """Seconds that it asks crawlers to leave between requests."""
        return self._rules.crawl_delay(self._agent)


def text_of(content: bytes) -> str:
    """The text of a robots.txt. It ought to be UTF-8; what is not is replaced, never refused."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    return content.decode("utf-8-sig", errors="replace")
