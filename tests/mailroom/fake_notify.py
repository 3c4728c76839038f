"""A small GOV.UK Notify: what our client asks of it, over real HTTP, in memory."""

import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.utils import timezone
from notifications_python_client.authentication import decode_jwt_token
from notifications_python_client.errors import TokenError

SERVICE, SECRET = str(uuid.UUID(int=1)), str(uuid.UUID(int=2))
API_KEY = f"tests-{SERVICE}-{SECRET}"
TEMPLATE = str(uuid.UUID(int=3))


class FakeNotify:
    """`taken` is what it was given. `refusals` says what it answers for which address instead.

    `is_lagging`: it does not find yet what it took. `is_mute`: it takes a message and breaks the
    connection before it answers.
    """

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.refusals: dict[str, tuple[int, str, str]] = {}
        self.is_lagging = self.is_mute = False
        self.url = ""

    def take(self, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        refusal = self.refusals.get(asked["email_address"])
        if refusal:
            status, error, message = refusal
            errors = [{"error": error, "message": message}]
            return status, {"status_code": status, "errors": errors}
        assert asked["template_id"] == TEMPLATE
        facts = {"id": str(uuid.uuid4()), "status": "created"}
        self.taken.append(asked | facts | {"created_at": timezone.now().isoformat()})
        return 201, {"id": facts["id"], "reference": asked["reference"]}

    def find(self, wanted: dict[str, list[str]]) -> dict[str, Any]:
        found = [] if self.is_lagging else self.taken[::-1]
        for name in ("reference", "status"):
            if name in wanted:
                found = [one for one in found if one[name] in wanted[name]]
        return {"notifications": found[:250], "links": {}}

    def addresses(self) -> list[str]:
        return [one["email_address"] for one in self.taken]


class Handler(BaseHTTPRequestHandler):
    """Answers those who sign with the key."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self._is_known():
            return
        answer = self.server.notify.take(asked)
        if self.server.notify.is_mute:
            self.close_connection = True
        else:
            self._answer(*answer)

    def do_GET(self) -> None:
        if self._is_known():
            self._answer(200, self.server.notify.find(parse_qs(urlsplit(self.path).query)))

    def _is_known(self) -> bool:
        token = self.headers["Authorization"].removeprefix("Bearer ")
        try:
            decode_jwt_token(token, SECRET)
        except TokenError:
            error = {"error": "AuthError", "message": "Invalid token: API key not found"}
            self._answer(403, {"status_code": 403, "errors": [error]})
            return False
        return True

    def _answer(self, status: int, facts: dict[str, Any]) -> None:
        body = json.dumps(facts).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quietly."""


class Server(ThreadingHTTPServer):
    """One for each test."""

    daemon_threads = True
    notify: FakeNotify

    def handle_error(self, *_: object) -> None:
        """A client that was killed broke the line: that is what some tests are about."""


@contextmanager
def running_notify() -> Iterator[FakeNotify]:
    """The server, on a port of its own."""
    notify = FakeNotify()

    server = Server(("127.0.0.1", 0), Handler)
    server.notify = notify
    notify.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield notify
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
