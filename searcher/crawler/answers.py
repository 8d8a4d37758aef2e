"""What a portal's answer is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What a portal answered in the end. `content` is as it came; `url` is canonical, after all redirects.

    `error_page` says that the portal pointed to its mgError page, which was not fetched: `content` is then empty.
    """

    url: str
    status: int
    content: bytes
    content_type: str
    error_page: bool
