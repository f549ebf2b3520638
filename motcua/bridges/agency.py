"""Hands a stage of a filing to the agency that decides it, and asks what became of it.

One contract for all of them (social insurance, identity cards, the register that gives numbers,
health, home affairs): a task is put with an id of ours, so that to send it again is to send it
once; its status is read until it is done or refused. It may ask the citizen for something first;
the answer is put under the question's own id, so that to send it again is to send it once. A task
that ends here is ended there. NĐ 63/2024/NĐ-CP Điều 7, Điều 8 as amended
by NĐ 301/2026/NĐ-CP; the messages of the real systems are not published, this form is ours.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

import httpx

from motcua.bridges.line import Limits, Line, Misanswered, Parts

SYSTEM = "agency"
LIMITS = Limits(whole=120.0)
"""The papers of a stage go over this line, from where it is slow."""
LONGEST = 500
"""Characters of a reason that people are shown."""


class Fate(StrEnum):
    """Where a task stands at the agency."""

    RECEIVED = "received"  # its system has it, nobody has taken it in yet
    ACKNOWLEDGED = "acknowledged"
    ASKS = "asks"  # for something of the citizen, before it goes on
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True)
class Task:
    """One stage for one agency. `facts` maps the words of the form to what was said; `results`
    are the earlier stages' papers ("name", "number", "sha256"); `wants` are the words under which
    the agency gives its result, each with its kind (text, date)."""

    id: UUID
    agency: str
    service: str
    number: str
    facts: Mapping[str, str]
    results: tuple[Mapping[str, str], ...]
    wants: Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """What an agency asks for: an id of its own, and things ("key", "why", "basis") where a key is
    one that the task told of, or a paper."""

    id: UUID
    items: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Handed:
    """A file that answers a question: what it is (`key`), and its bytes."""

    key: str
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Status:
    """What the agency says of the task `id`; `outcome` once it is done, `reason` and `basis` once
    it is refused, `question` while it asks."""

    id: UUID
    fate: Fate
    at: datetime
    outcome: Mapping[str, str]
    reason: str = ""
    basis: str = ""
    question: Question | None = None


class Agencies(Protocol):
    """The systems of other agencies, as this system needs them."""

    def send(self, task: Task) -> Status:
        """Hand over `task`; safe to repeat with the same id.

        Raises Unreachable (send again), Misanswered, or Rejected (the task is not understood;
        409 = the id was used for another one).
        """
        ...

    def status(self, task: UUID, agency: str, wants: Mapping[str, str]) -> Status:
        """What became of a task; raises as `send`, Rejected with 404 where it is not known."""
        ...

    def answer(
        self,
        task: UUID,
        agency: str,
        question: UUID,
        facts: Mapping[str, str],
        files: Sequence[Handed],
    ) -> None:
        """Give what was asked for; safe to repeat. Raises as `send`, Rejected with 404 where the
        question is not known, 409 where it was answered otherwise."""
        ...

    def end(self, task: UUID, agency: str) -> None:
        """The task has ended here, by the citizen or by time; raises as `status`."""
        ...


class AgencyLine:
    """The systems of other agencies over HTTP, behind one address."""

    def __init__(
        self,
        address: str,
        *,
        client: httpx.Client | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.line = Line(SYSTEM, address, client=client, limits=limits or LIMITS)

    def send(self, task: Task) -> Status:
        reply = self.line.put(f"/v1/{task.agency}/tasks/{task.id}", _told(task))
        return _status(reply.body, task.id, task.wants)

    def status(self, task: UUID, agency: str, wants: Mapping[str, str]) -> Status:
        return _status(self.line.get(f"/v1/{agency}/tasks/{task}").body, task, wants)

    def answer(
        self,
        task: UUID,
        agency: str,
        question: UUID,
        facts: Mapping[str, str],
        files: Sequence[Handed],
    ) -> None:
        told = {"facts": dict(facts), "files": [_file(one) for one in files]}
        body = self.line.put(f"/v1/{agency}/tasks/{task}/answers/{question}", told).body
        Parts(SYSTEM, body).echoes("id", str(task))

    def end(self, task: UUID, agency: str) -> None:
        body = self.line.put(f"/v1/{agency}/tasks/{task}/end", {}).body
        Parts(SYSTEM, body).echoes("id", str(task))


def _file(one: Handed) -> dict[str, str]:
    content = b64encode(one.content).decode()
    return {"key": one.key, "name": one.name, "media_type": one.media_type, "content": content}


def _told(task: Task) -> dict[str, object]:
    return {
        "service": task.service,
        "number": task.number,
        "facts": dict(task.facts),
        "results": [dict(one) for one in task.results],
        "wants": dict(task.wants),
    }


def _status(body: object, task: UUID, wants: Mapping[str, str]) -> Status:
    parts = Parts(SYSTEM, body)
    parts.echoes("id", str(task))
    try:
        fate = Fate(parts.text("status"))
    except ValueError:
        raise Misanswered(SYSTEM, "the status is none of the five") from None
    outcome = parts.texts("outcome") if fate is Fate.DONE else {}
    if fate is Fate.DONE and set(outcome) != set(wants):
        raise Misanswered(SYSTEM, "the result is not the one that was wanted")
    for word, kind in wants.items():
        if fate is Fate.DONE and kind == "date":
            _check_day(outcome[word])
    reason, basis = ("", "")
    if fate is Fate.REFUSED:
        reason, basis = parts.text("reason"), parts.text("basis")
    question = _question(parts) if fate is Fate.ASKS else None
    return Status(task, fate, parts.moment("at"), outcome, reason, basis, question)


def _question(parts: Parts) -> Question:
    asked = Parts(SYSTEM, parts.part("question"))
    items = [Parts(SYSTEM, one) for one in asked.items("items")]
    told = tuple({name: one.text(name) for name in ("key", "why", "basis")} for one in items)
    if not told or len({one["key"] for one in told}) < len(told):
        raise Misanswered(SYSTEM, "the question asks for nothing, or for one thing twice")
    if not all(0 < len(one["why"].strip()) <= LONGEST for one in told):
        raise Misanswered(SYSTEM, "the question does not say why, or says too much")
    try:
        return Question(UUID(asked.text("id")), told)
    except ValueError:
        raise Misanswered(SYSTEM, "the question has no id") from None


def _check_day(said: str) -> None:
    try:
        date.fromisoformat(said)
    except ValueError:
        raise Misanswered(SYSTEM, "a day of the result is none") from None
