"""Systems of other agencies to try things against: they take tasks in, and decide them in a while.

/_switches: `acknowledge_seconds` and `decide_seconds` say how long after a task came it is taken
in and decided, `refuse` (a reason) refuses what is decided from then on, `ask` (keys of the form,
with commas) asks the citizen for them first. Tasks live as long as the process.
"""

import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from flask import Flask, Response, jsonify, render_template

from motcua.bridges.sandbox import new_app, run, sent_object
from motcua.bridges.switches import Switches
from motcua.rules.identity import BirthDate
from motcua.rules.words.names import nfc

LIES = ("id", "status", "outcome", "question", "garbage", "page")
WHY = "Thông tin này chưa khớp với hồ sơ của chúng tôi, xin ghi lại."
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
    question: dict[str, object] | None = None
    given: dict[str, dict[str, Any]] = field(default_factory=dict)
    ended: bool = False

    @property
    def waits(self) -> bool:
        """Whether it has asked for something that nobody has given yet."""
        return self.question is not None and self.question["id"] not in self.given


@dataclass
class _Desk:
    """All the agencies' desks."""

    tasks: dict[str, _Task] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


def create_app(config: Mapping[str, Any]) -> Flask:  # noqa: ARG001
    """The sandbox as a WSGI app."""
    desk = _Desk()
    first = {"acknowledge_seconds": 0, "decide_seconds": 0, "refuse": "", "ask": ""}
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

    _later(app, desk, switches)
    return app


def _later(app: Flask, desk: _Desk, switches: Switches) -> None:
    """What comes after a task was put: answers to what was asked, and its end."""

    @app.put("/v1/<agency>/tasks/<uuid:task>/answers/<uuid:question>")
    def answer(agency: str, task: UUID, question: UUID) -> tuple[Response, int]:
        told = sent_object()
        with desk.lock:
            kept = desk.tasks.get(str(task))
            asked = kept.question if kept and kept.agency == agency else None
            if kept is None or asked is None or asked["id"] != str(question):
                return jsonify(error="no-such-question"), 404
            if kept.given.setdefault(str(question), told) != told:
                return jsonify(error="answered-otherwise"), 409
            return jsonify(_stands(kept, str(task), switches)), 202

    @app.put("/v1/<agency>/tasks/<uuid:task>/end")
    def end(agency: str, task: UUID) -> tuple[Response, int]:
        with desk.lock:
            kept = desk.tasks.get(str(task))
            if kept is None or kept.agency != agency:
                return jsonify(error="no-such-task"), 404
            kept.ended = True
            return jsonify(id=str(task)), 202

    @app.get("/_given")
    def given() -> Response:
        return jsonify([{"answers": list(one.given.values())} for one in desk.tasks.values()])


def _stands(task: _Task, key: str, switches: Switches) -> dict[str, object]:
    waited = time.monotonic() - task.came
    if task.answer is None and waited >= switches.number("decide_seconds"):
        _go_on(task, key, switches)
    taken_in = waited >= switches.number("acknowledge_seconds")
    now = task.answer or {"status": "acknowledged" if taken_in else "received"}
    if task.waits:
        now = {"status": "asks", "question": task.question}
    said = {"id": key, "at": datetime.now(UTC).isoformat(timespec="seconds"), **now}
    return said | _lie(switches.lie)


def _go_on(task: _Task, key: str, switches: Switches) -> None:
    """Ask first, where it is to; decide when it has what it asked for."""
    wanted = [one.strip() for one in str(switches["ask"]).split(",") if one.strip()]
    if wanted and task.question is None:
        items = [{"key": one, "why": WHY, "basis": BASIS} for one in wanted]
        task.question = {"id": str(uuid5(UUID(key), ",".join(wanted))), "items": items}
    if not (task.waits or task.ended):
        task.answer = _decided(task, str(switches["refuse"]))


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
    now = datetime.now(UTC).date()
    born = BirthDate.parse(str(facts.get("child_birth_date", now.year)), now).year
    female = nfc(str(facts.get("child_sex"))).casefold() in ("nữ", "female")
    century = 2 * (born // 100 - 19) + female
    return f"017{century}{born % 100:02d}{secrets.randbelow(10**6):06d}"


def _lie(kind: str) -> dict[str, object]:
    lies: dict[str, dict[str, object]] = {
        "id": {"id": "00000000-0000-4000-8000-000000000000"},
        "status": {"status": "probably"},
        "outcome": {"status": "done", "outcome": {"something": "else"}},
        "question": {"status": "asks", "question": {"id": "?", "items": []}},
        "garbage": {"id": "\u00c3\u00a1", "at": "hôm qua"},
    }
    return lies.get(kind, {})
