"""The switches of a sandbox system: how badly it behaves just now, set over HTTP.

PUT /_switches {"mode": "slow", "delay_seconds": 3} sets all switches at once: what is left out
returns to its first value. GET /_switches answers them, as a page with buttons to a browser.
"""

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from flask import Flask, Response, abort, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

MODES = {
    "normal": "Bình thường",
    "slow": "Chậm",
    "down": "Không trả lời",
    "wrong": "Trả lời sai",
    "duplicate": "Trả lời hai lần",
    "out-of-order": "Trả lời lộn thứ tự",
}
MORE_MODES = {"forget": "Nhận rồi quên"}
"""Modes that only some systems can show."""
HOW_DOWN = ("503", "close", "cut")
"""Down as HTTP 503, as a connection closed without a word, or as an answer cut in its middle."""


@dataclass
class Switches:
    """The switches every sandbox has, and its own in `more` (name → first value).

    `modes` says which modes this system can show, `lies` what a wrong answer may look like
    ("page": somebody else's page with status 200); `only` limits slow and down to paths that
    begin with it.
    """

    modes: tuple[str, ...] = tuple(MODES)
    lies: tuple[str, ...] = ("garbage", "page")
    more: Mapping[str, object] = field(default_factory=dict)
    _set: dict[str, object] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __getitem__(self, name: str) -> object:
        return self.all()[name]

    def number(self, name: str) -> float:
        value = self[name]
        return float(value) if isinstance(value, int | float) else 0.0

    @property
    def mode(self) -> str:
        return str(self["mode"])

    @property
    def lie(self) -> str:
        """Which wrong answer to give now, "" for none."""
        return str(self["lie"]) if self.mode == "wrong" else ""

    def all(self) -> dict[str, object]:
        first = {"mode": "normal", "delay_seconds": 8, "how": "503", "only": "/"}
        with self._lock:
            return first | {"lie": self.lies[0]} | dict(self.more) | self._set

    def put(self, wanted: Mapping[str, object]) -> str:
        """Set the switches; what is wrong with `wanted`, "" when it was taken."""
        known = self.all()
        choices = {"mode": self.modes, "how": HOW_DOWN, "lie": self.lies}
        for name, value in wanted.items():
            if name not in known:
                return f"unknown switch {name}; there are {', '.join(known)}"
            if name in choices and value not in choices[name]:
                return f"{name} is one of {', '.join(choices[name])}"
            if isinstance(known[name], int | float) and not isinstance(value, int | float):
                return f"{name} is a number"
        with self._lock:
            self._set = dict(wanted)
        return ""


def install(app: Flask, switches: Switches) -> None:
    """Give `app` its /_switches and let the switches take hold of all but its first page."""
    app.add_url_rule("/_switches", "switches", partial(_show, app, switches))
    app.add_url_rule("/_switches", "put", partial(_put, switches), methods=["PUT"])
    app.add_url_rule("/_switches", "press", partial(_press, switches), methods=["POST"])
    app.before_request(partial(_misbehave, switches))


def _show(app: Flask, switches: Switches) -> Response | str:
    if request.accept_mimetypes.best_match(["application/json", "text/html"]) != "text/html":
        return jsonify(switches.all())
    named = {mode: (MODES | MORE_MODES)[mode] for mode in switches.modes}
    return render_template("switches.html", modes=named, now=switches.mode, app=app)


def _put(switches: Switches) -> ResponseReturnValue:
    wanted = request.get_json(silent=True)
    fault = switches.put(wanted) if isinstance(wanted, dict) else "not a JSON object"
    return (jsonify(error=fault), 400) if fault else jsonify(switches.all())


def _press(switches: Switches) -> ResponseReturnValue:
    """A button of the page: one mode, every other switch back to its first value."""
    if switches.put({"mode": request.form.get("mode", "")}):
        abort(400)
    return redirect("/_switches", code=303)


def _misbehave(switches: Switches) -> Response | None:
    if request.path == "/" or request.path.startswith("/_"):
        return None
    if not request.path.startswith(str(switches["only"])):
        return None
    if switches.mode == "slow":
        time.sleep(switches.number("delay_seconds"))
    if switches.lie == "page":
        return Response("<!doctype html><title>Chào mừng đến với Wi-Fi</title>")
    return _down(str(switches["how"])) if switches.mode == "down" else None


def _down(how: str) -> Response:
    line = request.environ["werkzeug.socket"]
    if how == "close":
        line.shutdown(socket.SHUT_RDWR)
    if how == "cut":
        length = {"Content-Length": "200"}
        return Response(_half_an_answer(line), 200, length, "application/json")
    return Response("Hệ thống đang bảo trì.", 503, content_type="text/plain; charset=utf-8")


def _half_an_answer(line: socket.socket) -> Iterator[bytes]:
    yield b'{"answer": "mat'
    line.shutdown(socket.SHUT_RDWR)
