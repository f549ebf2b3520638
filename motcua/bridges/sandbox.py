"""What all sandbox systems share: a server process, files read again when they change, a feed."""

import json
import logging
import secrets
import signal
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType
from typing import Any, Generic, TypeVar

from flask import Flask, Response, jsonify, request
from werkzeug.serving import WSGIRequestHandler, make_server

from motcua.bridges.switches import Switches, install

_log = logging.getLogger(__name__)
T = TypeVar("T")


def new_app(name: str, switches: Switches) -> Flask:
    """A Flask app with the pages, /_health, /_switches and headers every sandbox has."""
    app = Flask(__name__, template_folder="pages", static_folder="pages", static_url_path="/_page")
    app.config.update(MAX_CONTENT_LENGTH=1_000_000, SYSTEM=name)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    install(app, switches)

    @app.get("/_health")
    def health() -> Response:
        return jsonify(ok=True, system=name)

    @app.after_request
    def guard(response: Response) -> Response:
        policy = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'"
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return app


class Quiet(WSGIRequestHandler):
    """Serves without writing addresses to a log: a search for a name stands in them."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def run(app: Flask, port: int) -> None:
    """Serve `app` on 127.0.0.1 until SIGTERM or SIGINT, then finish and return."""
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=Quiet)

    def stop(_number: int, _frame: FrameType | None) -> None:
        threading.Thread(target=server.shutdown).start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    try:
        server.serve_forever()
    finally:
        server.server_close()


class Watched(Generic[T]):
    """The list in a JSON file, made into `T` by `build`, read again whenever the file changes.

    A file that is missing is an empty list; one that cannot be read keeps what was read before.
    """

    def __init__(self, path: Path, build: Callable[[list[dict[str, Any]]], T]) -> None:
        self._path, self._build = path, build
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._made = build([])

    def now(self) -> T:
        with self._lock:
            stamp = self._stamp()
            if stamp != self._seen:
                self._read(stamp)
            return self._made

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    def _read(self, stamp: tuple[int, int] | None) -> None:
        if stamp is None:
            self._made, self._seen = self._build([]), None
            return
        try:
            self._made = self._build(json.loads(self._path.read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            _log.warning("%s cannot be read; going on with what was read before", self._path.name)
        self._seen = stamp


class Feed:
    """Asynchronous answers in the order they became ready, read page by page by cursor.

    The cursor names this run of the sandbox: after a restart an old one starts from the first
    answer again, so a reader may meet an answer twice but never miss one.
    """

    PAGE = 100

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)
        self._answers: list[Mapping[str, object]] = []
        self._lock = threading.Lock()

    def add(self, answer: Mapping[str, object], switches: Switches) -> None:
        with self._lock:
            self._answers += [answer] * (2 if switches.mode == "duplicate" else 1)

    def page(
        self, after: str, switches: Switches, wanted: Callable[[Mapping[str, object]], bool]
    ) -> dict[str, object]:
        """{"answers": [...], "next": cursor} of what came after `after`, "" for the first."""
        with self._lock:
            run, _, place = after.partition("-")
            begin = int(place) if run == self._run and place.isdecimal() else 0
            page = self._answers[begin : begin + self.PAGE]
        answers = [answer for answer in page if wanted(answer)]
        if switches.mode == "out-of-order":
            answers.reverse()
        return {"answers": answers, "next": f"{self._run}-{begin + len(page)}"}


def sent_object() -> dict[str, Any]:
    """The JSON object of the request at hand; anything else is an empty one."""
    body = request.get_json(silent=True)
    return body if isinstance(body, dict) else {}
