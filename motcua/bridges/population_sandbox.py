"""A population database to try things against: invented people, the real contract.

The people stand in HOME/population.json, a list of objects with number, full_name, birth_date
(YYYY-MM-DD, YYYY-MM or YYYY) and any further fields as text (sex, address, …); `"doubtful": true`
marks a record the register itself is not sure of. The file is read again when it changes.
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

from flask import Flask, Response, jsonify, render_template, request

from motcua.bridges.sandbox import Feed, Watched, new_app, run, sent_object
from motcua.bridges.switches import Switches
from motcua.rules.verification import Answer, together
from motcua.rules.words.names import same_name

LIES = ("person", "id", "fields", "contradiction", "vocabulary", "garbage", "page")
Record = Mapping[str, Any]


def serve(port: int, home: Path) -> None:
    """Run the sandbox on 127.0.0.1:port until told to stop."""
    run(create_app({"home": home}), port)


@dataclass
class _Asked:
    """One question the register has taken, and its answer once it is due."""

    told: dict[str, Any]
    due: float
    answer: dict[str, object] | None = None
    fed: bool = False


@dataclass
class _Register:
    people: Watched[dict[str, Record]]
    added: dict[str, Record] = field(default_factory=dict)
    asked: dict[str, _Asked] = field(default_factory=dict)
    feed: Feed = field(default_factory=Feed)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def find(self, number: str) -> Record | None:
        return self.added.get(number) or self.people.now().get(number)


def create_app(config: Mapping[str, Any]) -> Flask:
    """The sandbox as a WSGI app. `config["home"]` is the folder of population.json."""
    path = Path(config["home"]) / "population.json"
    register = _Register(Watched(path, _by_number))
    switches = Switches(lies=LIES, more={"later_seconds": 0})
    app = new_app("population", switches)

    @app.put("/v1/verifications/<uuid:request_id>")
    def verify(request_id: UUID) -> tuple[Response, int]:
        told = sent_object()
        if fault := _fault(told):
            return jsonify(error=fault), 422
        body, status = _put(register, switches, str(request_id), told)
        return jsonify(body), status

    @app.get("/v1/answers")
    def answers() -> Response:
        agency = request.args.get("agency", "")
        _answer_what_is_due(register, switches)
        page = register.feed.page(
            request.args.get("after", ""), switches, lambda answer: answer["agency"] == agency
        )
        return jsonify(page)

    @app.put("/_people")
    def put_people() -> Response:
        people = request.get_json()
        with register.lock:
            register.added |= _by_number(people)
        return jsonify(added=len(people))

    @app.get("/")
    def home() -> str:
        recent = list(reversed(register.asked.values()))[:50]
        return render_template("population.html", asked=recent, now=switches.mode, Answer=Answer)

    return app


def _by_number(people: list[dict[str, Any]]) -> dict[str, Record]:
    return {person["number"]: person for person in people}


def _fault(told: Mapping[str, Any]) -> str:
    """What Thông tư 136/2026 asks of a request and this one lacks."""
    for name in ("agency", "legal_basis", "purpose"):
        if not isinstance(told.get(name), str) or not told[name].strip():
            return f"{name}-missing"
    subject, fields = told.get("subject"), told.get("fields")
    if not isinstance(subject, dict) or not all(
        isinstance(subject.get(name), str) for name in ("full_name", "birth_date", "number")
    ):
        return "subject-incomplete"
    if not isinstance(fields, dict) or not all(
        isinstance(claim, str) for claim in fields.values()
    ):
        return "fields-missing"
    return ""


def _put(
    register: _Register, switches: Switches, key: str, told: dict[str, Any]
) -> tuple[Mapping[str, object], int]:
    later = switches.number("later_seconds")
    in_its_time = later > 0 or switches.mode in ("duplicate", "out-of-order")
    with register.lock:
        if key not in register.asked:
            register.asked[key] = _Asked(told, due=time.monotonic() + later, fed=not in_its_time)
            if in_its_time:
                return {"id": key, "status": "later"}, 202
        asked = register.asked[key]
        if asked.told != told:
            return {"error": "id-used-for-another-request"}, 409
        if asked.due > time.monotonic():
            return {"id": key, "status": "later"}, 202
        return _lied_about(_answered(register, key, asked), switches.lie), 200


def _answer_what_is_due(register: _Register, switches: Switches) -> None:
    with register.lock:
        due = [
            (asked.due, key)
            for key, asked in register.asked.items()
            if not asked.fed and asked.due <= time.monotonic()
        ]
        for _, key in sorted(due):
            asked = register.asked[key]
            asked.fed = True
            register.feed.add(_lied_about(_answered(register, key, asked), switches.lie), switches)


def _answered(register: _Register, key: str, asked: _Asked) -> dict[str, object]:
    if asked.answer is None:
        whole, fields = _compared(register.find(asked.told["subject"]["number"]), asked.told)
        asked.answer = {
            "id": key,
            "agency": asked.told["agency"],
            "subject_number": asked.told["subject"]["number"],
            "answer": whole,
            "fields": fields,
            "answered_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
    return asked.answer


def _compared(record: Record | None, told: Mapping[str, Any]) -> tuple[Answer, dict[str, Answer]]:
    """The answer as a whole and for each field asked."""
    fields = told["fields"]
    if record is None:
        return Answer.NO_INFORMATION, dict.fromkeys(fields, Answer.NO_INFORMATION)
    person = _same_person(record, told["subject"])
    if person is not Answer.MATCH:
        return person, dict.fromkeys(fields, Answer.INSUFFICIENT)
    answers = {name: _same_value(record, name, claim) for name, claim in fields.items()}
    return together([person, *answers.values()]), answers


def _same_person(record: Record, subject: Mapping[str, str]) -> Answer:
    """Whether the record with this number is the person named: name and birth date must agree."""
    if record.get("doubtful"):
        return Answer.INSUFFICIENT
    if not same_name(record["full_name"], subject["full_name"]):
        return Answer.NO_MATCH
    return _same_date(record["birth_date"], subject["birth_date"])


def _same_date(held: str, claimed: str) -> Answer:
    """Dates known to different degrees agree as far as they go, which is not far enough."""
    if held == claimed:
        return Answer.MATCH
    vague = held.startswith(f"{claimed}-") or claimed.startswith(f"{held}-")
    return Answer.INSUFFICIENT if vague and held and claimed else Answer.NO_MATCH


def _same_value(record: Record, name: str, claim: str) -> Answer:
    held = str(record.get(name) or "")
    if not held:
        return Answer.NO_INFORMATION
    if name == "birth_date":
        return _same_date(held, claim)
    return Answer.MATCH if same_name(held, claim) else Answer.NO_MATCH


def _lied_about(answer: dict[str, object], lie: str) -> dict[str, object]:
    """The answer, or a wrong one of the kind the switch names."""
    fields = answer["fields"]
    assert isinstance(fields, dict)
    agreed = dict.fromkeys(fields, Answer.MATCH)
    lies: dict[str, dict[str, object]] = {
        "person": {"subject_number": "001099000001", "answer": Answer.MATCH, "fields": agreed},
        "id": {"id": str(UUID(bytes=secrets.token_bytes(16), version=4))},
        "fields": {"fields": {"blood_type": Answer.MATCH}},
        "contradiction": {
            "answer": Answer.MATCH,
            "fields": dict.fromkeys(fields or {"sex": ""}, Answer.NO_MATCH),
        },
        "vocabulary": {"answer": "probably"},
        "garbage": dict.fromkeys(answer, "\u00c3\u00a1"),
    }
    return answer | lies.get(lie, {})
