"""The server of the forms: pages under /admin/, and what they ask for (`actions`).

It listens on this machine alone and answers nobody who was sent by another site.
"""

from __future__ import annotations

import json
import mimetypes
import os
import sys
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedReader
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from claim_manual.editor.actions import ACTIONS, BadRequestError, Params, answer
from claim_manual.editor.desk import Desk
from claim_manual.editor.previews import PICTURES, STYLES, picture, style
from claim_manual.editor.timed_reader import TimedReader
from claim_manual.forms.admin import API, LOCAL, MADE, made_file, static_file
from claim_manual.publish.terminal import shown_on_one_line

TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}
LARGEST = 16_000_000
"""How large a request may be, in bytes: more than any source, enough for pictures."""
LONGEST = 30.0
"""How long a request may take to arrive, in seconds, its body included."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer says, whatever it answers: no other site may frame or read it."""
_STATUSES = {HTTPStatus.NOT_IMPLEMENTED: 405, HTTPStatus.HTTP_VERSION_NOT_SUPPORTED: 400}
"""What the standard library answers to odd methods and versions, to what is true: the fault is theirs."""


class EditorServer(ThreadingHTTPServer):
    """Serves the forms of one manual; one request after the other touches its files."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would let two programs listen on one port

    def __init__(self, address: tuple[str, int], desk: Desk) -> None:
        super().__init__(address, _Handler)
        self.desk = desk
        self.lock = Lock()

    def end(self) -> None:
        """Ends when what is being saved is saved, or taken back."""
        with self.lock:
            self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Logs a failure, but for a browser that went away before its answer."""
        failure = sys.exception()
        if not isinstance(failure, ConnectionError | TimeoutError):
            _log(failure)


class _RequestError(Exception):
    """A request that is not answered as it wishes; the arguments are the status and why."""


class _Handler(BaseHTTPRequestHandler):
    server: EditorServer
    protocol_version = "HTTP/1.1"
    raw_requestline: bytes
    default_request_version = "HTTP/1.0"  # an older one would be answered without a status
    server_version, sys_version = "claim-manual", ""

    # -- how a request arrives

    def setup(self) -> None:
        super().setup()
        self._reader = TimedReader(self.connection)
        self.rfile = BufferedReader(self._reader)

    def handle_one_request(self) -> None:
        self._reader.begin(LONGEST)
        super().handle_one_request()

    def parse_request(self) -> bool:
        """The line and the headers; what is no request of HTTP/1 is answered and closed."""
        self.command, self.requestline = "", ""
        self.request_version = self.default_request_version
        if len(self.raw_requestline.split()) != 3:
            self.send_error(HTTPStatus.BAD_REQUEST, "no request")
            return False
        try:
            return super().parse_request()
        except TimeoutError:
            self.send_error(HTTPStatus.REQUEST_TIMEOUT, "too slow")
            return False

    # -- what it asks for

    def do_GET(self) -> None:
        self._respond(self._get)

    def do_HEAD(self) -> None:
        self._respond(self._get)

    def do_POST(self) -> None:
        self._respond(self._post)

    def _respond(self, answer: Callable[[], None]) -> None:
        try:
            self._is_for_us()
            answer()
        except _RequestError as refused:
            self.send_error(*refused.args)
        except ConnectionError:
            raise
        except Exception as failure:  # noqa: BLE001 - whatever it is, whoever asked must hear of it
            _log(failure)
            self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR, repr(failure))

    def _get(self) -> None:
        path = _path(self.path)
        if path in {"/", "/admin"}:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", "/admin/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path.startswith("/admin/"):
            self._page(path.removeprefix("/admin/") or "index.html")
        else:
            raise _RequestError(HTTPStatus.NOT_FOUND, "not found")

    def _page(self, name: str) -> None:
        ending = f".{name.rpartition('.')[2]}"
        if name in LOCAL:
            self._send(HTTPStatus.OK, static_file(name), TYPES[ending])
            return
        if name.startswith(STYLES) and (content := style(name.removeprefix(STYLES))) is not None:
            self._send(HTTPStatus.OK, content, TYPES[ending])
            return
        if name.startswith(PICTURES):
            self._picture(name.removeprefix(PICTURES))
            return
        with self.server.lock:
            manual = self.server.desk.manual() if name in MADE else None
        if manual is None:
            raise _RequestError(HTTPStatus.NOT_FOUND, "not found")
        self._send(HTTPStatus.OK, made_file(manual, name, is_local=True), TYPES[ending])

    def _picture(self, name: str) -> None:
        with self.server.lock:
            content = picture(self.server.desk, name)
        kind = mimetypes.guess_type(name)[0]
        if content is None or kind is None:
            raise _RequestError(HTTPStatus.NOT_FOUND, "not found")
        self._send(HTTPStatus.OK, content, kind)

    def _post(self) -> None:
        if self.path != API or self.headers.get_content_type() != "application/json":
            raise _RequestError(HTTPStatus.FORBIDDEN, "forbidden")
        action, params = _parsed(self._body())
        try:
            with self.server.lock:
                status, value = answer(self.server.desk, action, params)
        except BadRequestError as failure:
            raise _RequestError(HTTPStatus.BAD_REQUEST, str(failure)) from None
        except (OSError, UnicodeDecodeError) as failure:
            raise _RequestError(HTTPStatus.UNPROCESSABLE_ENTITY, repr(failure)) from None
        self._answer(status, value)

    def _body(self) -> bytes:
        """The body, whose length must be said before and be true."""
        lengths = self.headers.get_all("Content-Length", [])
        if len(lengths) != 1 or "Transfer-Encoding" in self.headers:
            raise _RequestError(HTTPStatus.LENGTH_REQUIRED, "length required")
        length = lengths[0].strip()
        if not (length.isascii() and length.isdecimal()):
            raise _RequestError(HTTPStatus.BAD_REQUEST, "no length")
        if len(length) > len(str(LARGEST)) or int(length) > LARGEST:
            raise _RequestError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too large")
        try:
            body = self.rfile.read(int(length))
        except TimeoutError:
            raise _RequestError(HTTPStatus.REQUEST_TIMEOUT, "too slow") from None
        if len(body) < int(length):
            raise _RequestError(HTTPStatus.BAD_REQUEST, "cut short")
        return body

    def _is_for_us(self) -> None:
        """Refuses what was not made for this machine, by our own page (DNS rebinding, CSRF)."""
        hosts, origin = self.headers.get_all("Host", []), self.headers.get("Origin")
        host = hosts[0] if len(hosts) == 1 else ""
        is_ours = origin is None or origin == f"http://{host}"
        if host.rpartition(":")[0] not in {"127.0.0.1", "localhost"} or not is_ours:
            raise _RequestError(HTTPStatus.FORBIDDEN, "forbidden")

    # -- answers

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Says what is wrong as every answer of the protocol is written, and ends the connection."""
        status = HTTPStatus(_STATUSES.get(HTTPStatus(code), code))
        self.close_connection = True
        self._answer(status, {"error": message or status.phrase})
        self._reader.drain(LARGEST)

    def _answer(self, status: HTTPStatus, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False)
        self._send(status, text.encode(errors="backslashreplace"), "application/json")

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        if self.close_connection:
            self.send_header("Connection", "close")
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD, POST")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def end_headers(self) -> None:
        """Ends the headers of an answer, after what every answer says."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: what somebody does in the forms concerns nobody else."""


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        raise _RequestError(HTTPStatus.BAD_REQUEST, "no address") from None


def _parsed(body: bytes) -> tuple[str, Params]:
    """The action and its parameters."""
    try:
        request = json.loads(body)
    except (ValueError, RecursionError):
        raise _RequestError(HTTPStatus.BAD_REQUEST, "no request") from None
    action = request.get("action") if isinstance(request, dict) else None
    if not isinstance(action, str):
        raise _RequestError(HTTPStatus.BAD_REQUEST, "no request")
    if action not in ACTIONS:
        raise _RequestError(HTTPStatus.UNPROCESSABLE_ENTITY, f"{action}?")
    params = request.get("params") or {}
    if not isinstance(params, dict):
        raise _RequestError(HTTPStatus.BAD_REQUEST, "no parameters")
    return action, params


def _log(failure: BaseException | None) -> None:
    """One line on the terminal of whoever serves."""
    sys.stderr.write(shown_on_one_line(f"claim-manual: {failure!r}") + "\n")
