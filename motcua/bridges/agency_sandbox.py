"""Systems of other agencies to try things against: they take tasks in, and decide them in a while.

/_switches: `acknowledge_seconds` and `decide_seconds` say how long after a task came it is taken
in and decided, `refuse` (a reason) refuses what is decided from then on. Tasks live as long as
the process.
"""

import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask, Response, jsonify, render_template

from motcua.bridges.sandbox import new_app, run, sent_object
from motcua.bridges.switches import Switches

LIES = ("id", "status", "outcome", "garbage", "page")
BASIS = "NĐ 63/2024/NĐ-CP (sửa đổi bởi NĐ 301/2026/NĐ-CP)"


def serve(port: int, home: Path) -> None:
    """Run the sandbox on 127.0.0.1:port until told to stop."""
    run(create_app({"home": home}), port)


@dataclass
class _Task:
    """A task as it was sent, and its answer once there is one."""

    agency: str
    told: dict[str, Any]
    came: float
    answer: dict[str, object] | None = None


@dataclass
class _Desk:
    """All the agencies' desks."""

    tasks: dict[str, _Task] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


def create_app(config: Mapping[str, Any]) -> Flask:  # noqa: ARG001
    """The sandbox as a WSGI app."""
    desk = _Desk()
    first = {"acknowledge_seconds": 0, "decide_seconds": 0, "refuse": ""}
    switches = Switches(modes=("normal", "slow", "down", "wrong"), lies=LIES, more=first)
    app = new_app("agency", switches)

    @app.put("/v1/<agency>/tasks/<uuid:task>")
    def hand_over(agency: str, task: UUID) -> tuple[Response, int]:
        told = sent_object()
        if not isinstance(told.get("wants"), dict) or not told.get("number"):
            return jsonify(error="task-incomplete"), 422
        with desk.lock:
            kept = desk.tasks.setdefault(str(task), _Task(agency, told, time.monotonic()))
            if (kept.agency, kept.told) != (agency, told):
                return jsonify(error="id-used-for-another-task"), 409
            return jsonify(_stands(kept, str(task), switches)), 202

    @app.get("/v1/<agency>/tasks/<uuid:task>")
    def look(agency: str, task: UUID) -> tuple[Response, int]:
        with desk.lock:
            kept = desk.tasks.get(str(task))
            if kept is None or kept.agency != agency:
                return jsonify(error="no-such-task"), 404
            return jsonify(_stands(kept, str(task), switches)), 200

    @app.get("/")
    def home() -> str:
        rows = [
            (one, _stands(one, key, switches)["status"])
            for key, one in reversed(desk.tasks.items())
        ]
        return render_template("agency.html", rows=rows[:50], now=switches.mode)

    return app


def _stands(task: _Task, key: str, switches: Switches) -> dict[str, object]:
    waited = time.monotonic() - task.came
    if task.answer is None and waited >= switches.number("decide_seconds"):
        task.answer = _decided(task, str(switches["refuse"]))
    taken_in = waited >= switches.number("acknowledge_seconds")
    now = task.answer or {"status": "acknowledged" if taken_in else "received"}
    said = {"id": key, "at": datetime.now(UTC).isoformat(timespec="seconds"), **now}
    return said | _lie(switches.lie)


def _decided(task: _Task, reason: str) -> dict[str, object]:
    if reason:
        return {"status": "refused", "reason": reason, "basis": BASIS}
    outcome = {
        word: f"{datetime.now(UTC):%Y-%m-%d}" if kind == "date" else _given(word, task.told)
        for word, kind in task.told["wants"].items()
    }
    return {"status": "done", "outcome": outcome}


def _given(word: str, told: Mapping[str, Any]) -> str:
    """What an agency gives under this word: an identity number for a child, else a number."""
    if word != "child_number":
        return f"{word.partition('_')[0].upper()}-{secrets.randbelow(10**6):06d}"
    facts = told.get("facts", {})
    born = str(facts.get("child_birth_date", "2026"))
    century = 2 * (int(born[:2]) - 19) + (facts.get("child_sex") == "female")
    return f"017{century}{born[2:4]}{secrets.randbelow(10**6):06d}"


def _lie(kind: str) -> dict[str, object]:
    lies: dict[str, dict[str, object]] = {
        "id": {"id": "00000000-0000-4000-8000-000000000000"},
        "status": {"status": "probably"},
        "outcome": {"status": "done", "outcome": {"something": "else"}},
        "garbage": {"id": "\u00c3\u00a1", "at": "hôm qua"},
    }
    return lies.get(kind, {})
