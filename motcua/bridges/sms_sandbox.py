"""An SMS gateway to try things against: its first page is the telephone that receives them.

Messages are kept in HOME/sms.jsonl, one object {id, to, text, accepted_at} on each line, and
are still there after a restart. A number that ends in 000 exists nowhere: its report is failed.
"""

import json
import secrets
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask, Response, jsonify, render_template, request

from motcua.bridges.sandbox import Feed, new_app, run, sent_object
from motcua.bridges.switches import Switches

Message = dict[str, Any]
LIES = ("id", "to", "garbage", "page")


def serve(port: int, home: Path) -> None:
    """Run the sandbox on 127.0.0.1:port until told to stop."""
    run(create_app({"home": home}), port)


class _Outbox:
    """The messages taken so far, in memory and in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self.feed = Feed()
        self.messages: dict[str, Message] = {m["id"]: m for m in _kept(path)}

    def take(self, message: Message, switches: Switches) -> Message | None:
        """The message as it was taken, now or before; None when its id means another one."""
        with self._lock:
            taken = self.messages.get(message["id"])
            if taken is None:
                taken = message | {"accepted_at": _now()}
                self._keep(taken, switches)
        return taken if message.items() <= taken.items() else None

    def _keep(self, taken: Message, switches: Switches) -> None:
        self.messages[taken["id"]] = taken
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(taken, ensure_ascii=False) + "\n")
        fate = "failed" if taken["to"].endswith("000") else "delivered"
        self.feed.add({"id": taken["id"], "status": fate, "at": _now()}, switches)


def create_app(config: Mapping[str, Any]) -> Flask:
    """The sandbox as a WSGI app. `config["home"]` is the folder of sms.jsonl."""
    outbox = _Outbox(Path(config["home"]) / "sms.jsonl")
    switches = Switches(lies=LIES)
    app = new_app("sms", switches)

    @app.post("/v1/messages")
    def send() -> tuple[Response, int]:
        told = sent_object()
        message = {name: str(told.get(name, "")) for name in ("id", "to", "text")}
        if not message["to"] or not 0 < len(message["text"]) <= 160 or not _is_id(message["id"]):
            return jsonify(error="message-incomplete"), 422
        taken = outbox.take(message, switches)
        if taken is None:
            return jsonify(error="id-used-for-another-message"), 409
        receipt = {name: taken[name] for name in ("id", "to", "accepted_at")}
        return jsonify(receipt | _lie(switches.lie)), 202

    @app.get("/v1/reports")
    def reports() -> Response:
        return jsonify(outbox.feed.page(request.args.get("after", ""), switches, lambda _: True))

    @app.get("/")
    def phone() -> str:
        to = request.args.get("to", "").strip()
        found = [m for m in reversed(outbox.messages.values()) if not to or m["to"] == to]
        for_reading = [m | {"at": _in_vietnam(m["accepted_at"])} for m in found[:100]]
        return render_template("sms.html", messages=for_reading, to=to)

    return app


def _kept(path: Path) -> Iterator[Message]:
    """The messages in the file; a line cut short by a kill was never acknowledged, and goes."""
    whole, _, torn = (path.read_text("utf-8") if path.exists() else "").rpartition("\n")
    if torn:
        path.write_text(f"{whole}\n" if whole else "", "utf-8")
    return map(json.loads, whole.split("\n") if whole else ())


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _in_vietnam(moment: str) -> str:
    there = datetime.fromisoformat(moment).astimezone(timezone(timedelta(hours=7)))
    return there.strftime("%H:%M %d/%m/%Y")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _lie(kind: str) -> Message:
    lies: dict[str, Message] = {
        "id": {"id": str(UUID(bytes=secrets.token_bytes(16), version=4))},
        "to": {"to": "0900000009"},
        "garbage": {"id": "\u00c3\u00a1", "accepted_at": "hôm qua"},
    }
    return lies.get(kind, {})
