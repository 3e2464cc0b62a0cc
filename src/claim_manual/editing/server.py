"""The server of the forms: pages under /admin/, and the protocol of Decap's proxy backend.

It listens on this machine alone and answers nobody who was sent by another site.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from claim_manual.editing.desk import Desk, RefusedError
from claim_manual.forms.admin import API, MADE, STATIC, made_file, static_file

TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".txt": "text/plain"}
LARGEST = 4_000_000
"""How large a request may be, in bytes: more than any source."""
Params = Mapping[str, Any]


class EditorServer(ThreadingHTTPServer):
    """Serves the forms of one manual; one request after the other touches its files."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], desk: Desk) -> None:
        super().__init__(address, _Handler)
        self.desk = desk
        self.lock = Lock()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing to say of a browser that went away before its answer; anything else is a fault."""
        if not isinstance(sys.exception(), BrokenPipeError | ConnectionResetError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: EditorServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if not self._is_for_us():
            self._send(HTTPStatus.FORBIDDEN, b"", "text/plain")
        elif path in {"/", "/admin"}:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", "/admin/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path.startswith("/admin/"):
            self._page(path.removeprefix("/admin/") or "index.html")
        else:
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")

    def _page(self, name: str) -> None:
        ending = f".{name.rpartition('.')[2]}"
        if name in STATIC:
            self._send(HTTPStatus.OK, static_file(name), TYPES[ending])
            return
        with self.server.lock:
            manual = self.server.desk.manual() if name in MADE else None
        if manual:
            self._send(HTTPStatus.OK, made_file(manual, name, is_local=True), TYPES[ending])
        else:
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        is_json = self.headers.get_content_type() == "application/json"
        if not self._is_for_us() or self.path != API or not is_json or length > LARGEST:
            self.close_connection = True
            self._answer(HTTPStatus.FORBIDDEN, {"error": "forbidden"})
            return
        try:
            asked = json.loads(self.rfile.read(length))
            action, params = asked["action"], asked.get("params") or {}
        except (ValueError, KeyError, TypeError):
            self._answer(HTTPStatus.BAD_REQUEST, {"error": "no request"})
            return
        if action not in ACTIONS:
            self._answer(HTTPStatus.UNPROCESSABLE_ENTITY, {"error": f"{action}?"})
            return
        try:
            with self.server.lock:
                found = ACTIONS[action](self.server.desk, params)
        except RefusedError as refused:
            self._answer(HTTPStatus.UNPROCESSABLE_ENTITY, {"error": str(refused)})
        except (KeyError, TypeError, OSError, UnicodeDecodeError) as failure:
            self._answer(HTTPStatus.UNPROCESSABLE_ENTITY, {"error": repr(failure)})
        else:
            self._answer(HTTPStatus.OK, found)

    def _is_for_us(self) -> bool:
        """Whether the request was made for this machine, by no page but ours (DNS rebinding, CSRF)."""
        host = (self.headers.get("Host") or "").rpartition(":")[0]
        origin = self.headers.get("Origin")
        is_ours = origin is None or urlsplit(origin).netloc == self.headers.get("Host")
        return host in {"127.0.0.1", "localhost"} and is_ours

    def _answer(self, status: HTTPStatus, value: Any) -> None:
        self._send(status, json.dumps(value, ensure_ascii=False).encode(), "application/json")

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing: what somebody does in the forms concerns nobody else."""


def _entry(desk: Desk, path: str) -> dict[str, Any]:
    text = desk.text(path)
    return {"data": text, "file": {"path": path, "id": None if text is None else path}}


def _folder(desk: Desk, params: Params) -> list[dict[str, Any]]:
    return [_entry(desk, path) for path in desk.files(params["folder"])]


def _files(desk: Desk, params: Params) -> list[dict[str, Any]]:
    return [_entry(desk, one["path"]) for one in params["files"]]


def _persist(desk: Desk, params: Params) -> dict[str, str]:
    said = [desk.save(one["path"], one["raw"]) for one in params["dataFiles"]]
    return {"message": "\n".join(said)}


ACTIONS: dict[str, Callable[[Desk, Params], Any]] = {
    "info": lambda _desk, _params: {
        "repo": "",
        "publish_modes": ["simple"],
        "type": "local_git",
    },
    "entriesByFolder": _folder,
    "entriesByFiles": _files,
    "getEntry": lambda desk, params: _entry(desk, params["path"]),
    "persistEntry": _persist,
    "getMedia": lambda _desk, _params: [],
    "getDeployPreview": lambda _desk, _params: None,
}
"""What the forms may ask for; nothing is deleted here."""
