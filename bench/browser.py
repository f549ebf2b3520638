"""A visitor over real HTTP: keeps a connection and a session, sends forms as a browser would."""

import http.client
import socket
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = "b" * 32  # our own half of the form's protection: cookie and field must agree
PART = "Content-Disposition: form-data; "
SENT = "application/x-www-form-urlencoded"


class Unanswered(Exception):
    """The connection broke: whether the act was done is not known."""


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: bytes


@dataclass
class Browser:
    """One client. It follows no redirect by itself: each request is counted."""

    port: int
    session: str
    seconds: float = 30.0
    requests: int = 0
    _line: http.client.HTTPConnection | None = field(default=None, repr=False)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, "")

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        body = urlencode({**fields, "csrfmiddlewaretoken": TOKEN}).encode()
        return self._ask("POST", path, body, SENT)

    def send(self, path: str, name: str, content: bytes, media_type: str) -> Answer:
        """A form with a file in it."""
        edge = uuid.uuid4().hex
        parts = [
            f'--{edge}\r\n{PART}name="csrfmiddlewaretoken"\r\n\r\n{TOKEN}',
            f'--{edge}\r\n{PART}name="{name}"; filename="giay.pdf"\r\n'
            f"Content-Type: {media_type}\r\n\r\n",
        ]
        body = "\r\n".join(parts).encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self._ask("POST", path, body, f"multipart/form-data; boundary={edge}")

    def close(self) -> None:
        if self._line:
            self._line.close()
            self._line = None

    def lose_patience(self, seconds: float) -> None:
        """From now on, wait so long for an answer."""
        self.seconds = seconds
        if self._line and self._line.sock:
            self._line.sock.settimeout(seconds)

    def hang_up(self) -> None:
        """From another thread: whoever waits for an answer stops waiting."""
        line = self._line
        if line and line.sock:
            with suppress(OSError):
                line.sock.shutdown(socket.SHUT_RDWR)

    def _ask(self, verb: str, path: str, body: bytes | None, kind: str) -> Answer:
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={TOKEN}"}
        if kind:
            headers["Content-Type"] = kind
        self._line = self._line or http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=self.seconds
        )
        self.requests += 1
        try:
            self._line.request(verb, path, body, headers)
            response = self._line.getresponse()
            said = response.read()
        except (OSError, http.client.HTTPException) as broken:
            self.close()
            raise Unanswered(str(broken)) from broken
        return Answer(response.status, response.headers.get("Location", ""), said)
