"""Serves saved pages on loopback under the addresses they had; for everything else, as portals do, the error page."""

import http.server
import threading
from collections.abc import Callable, Mapping
from types import TracebackType

ERROR_PAGE = b'<html><body><div id="modgov"><h1>Error</h1><p class="mgErrorTxt">No such page.</p></div></body></html>'


class Replay:
    """A server of saved pages. `pages` are contents by path and query, such as "mgAi.aspx?ID=7"; `asked` what was.

    A number in place of a content is a status. `made` gives contents of other addresses.
    """

    def __init__(self, pages: Mapping[str, bytes | int], made: Callable[[str], bytes | None] = lambda _: None) -> None:
        self.asked: list[str] = []
        replay = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                address = self.path.removeprefix("/")
                replay.asked.append(address)
                if address == "robots.txt":
                    self._answer(404, b"")
                    return
                if address == "mgError.aspx":
                    self._answer(200, ERROR_PAGE)
                    return
                content = pages.get(address) or made(address)
                if isinstance(content, int):
                    self._answer(content, b"<html><body>Runtime Error</body></html>")
                elif content is not None:
                    self._answer(200, content)
                else:
                    self._answer(302, b"", location="mgError.aspx")

            def _answer(self, status: int, content: bytes, location: str | None = None) -> None:
                self.send_response(status)
                if location:
                    self.send_header("Location", location)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
                """Nothing: what was asked is in `asked`."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> "Replay":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
