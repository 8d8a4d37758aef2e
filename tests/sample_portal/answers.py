"""What is sent back to a visitor, before anything goes wrong with it."""

from dataclasses import dataclass
from http import HTTPStatus

HTML = "text/html; charset=utf-8"
XML = "text/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
PDF = "application/pdf"


@dataclass(frozen=True)
class Answer:
    """A status, headers and a body. The portal gives neither `ETag` nor `Last-Modified`."""

    body: bytes = b""
    kind: str = HTML
    status: int = 200
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """All headers, with the true length."""
        kind = (("Content-Type", self.kind),) if self.kind else ()
        return (*kind, ("Cache-Control", "private"), ("Content-Length", str(len(self.body))), *self.extra)


def text(words: str, kind: str = HTML, status: int = 200, extra: tuple[tuple[str, str], ...] = ()) -> Answer:
    """An answer in words."""
    return Answer(words.encode(), kind, status, extra)


def redirect(address: str, status: int = 302) -> Answer:
    """A redirect with the body that IIS puts into it."""
    moved = f'<h2>Object moved to <a href="{address}">here</a>.</h2>'
    body = f"<html><head><title>Object moved</title></head><body>\n{moved}\n</body></html>\n"
    return text(body, status=status, extra=(("Location", address),))


def refusal(status: int, extra: tuple[tuple[str, str], ...] = ()) -> Answer:
    """A bare page that says no."""
    phrase = HTTPStatus(status).phrase
    return text(
        f"<html><head><title>{status} {phrase}</title></head><body><h1>{phrase}</h1></body></html>", HTML, status, extra
    )
