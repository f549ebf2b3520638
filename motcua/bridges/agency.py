"""Hands a stage of a filing to the agency that decides it, and asks what became of it.

One contract for all of them (social insurance, identity cards, the register that gives numbers,
health, home affairs): a task is put with an id of ours, so that to send it again is to send it
once; its status is read until it is done or refused. NĐ 63/2024/NĐ-CP Điều 7, Điều 8 as amended
by NĐ 301/2026/NĐ-CP; the messages of the real systems are not published, this form is ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

import httpx

from motcua.bridges.line import Limits, Line, Misanswered, Parts

SYSTEM = "agency"


class Fate(StrEnum):
    """Where a task stands at the agency."""

    RECEIVED = "received"  # its system has it, nobody has taken it in yet
    ACKNOWLEDGED = "acknowledged"
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
class Status:
    """What the agency says of the task `id`; `outcome` once it is done, `reason` and `basis` once
    it is refused."""

    id: UUID
    fate: Fate
    at: datetime
    outcome: Mapping[str, str]
    reason: str = ""
    basis: str = ""


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


class AgencyLine:
    """The systems of other agencies over HTTP, behind one address."""

    def __init__(
        self,
        address: str,
        *,
        client: httpx.Client | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.line = Line(SYSTEM, address, client=client, limits=limits)

    def send(self, task: Task) -> Status:
        reply = self.line.put(f"/v1/{task.agency}/tasks/{task.id}", _told(task))
        return _status(reply.body, task.id, task.wants)

    def status(self, task: UUID, agency: str, wants: Mapping[str, str]) -> Status:
        return _status(self.line.get(f"/v1/{agency}/tasks/{task}").body, task, wants)


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
        raise Misanswered(SYSTEM, "the status is none of the four") from None
    outcome = parts.texts("outcome") if fate is Fate.DONE else {}
    if fate is Fate.DONE and set(outcome) != set(wants):
        raise Misanswered(SYSTEM, "the result is not the one that was wanted")
    for word, kind in wants.items():
        if fate is Fate.DONE and kind == "date":
            _check_day(outcome[word])
    reason, basis = ("", "")
    if fate is Fate.REFUSED:
        reason, basis = parts.text("reason"), parts.text("basis")
    return Status(task, fate, parts.moment("at"), outcome, reason, basis)


def _check_day(said: str) -> None:
    try:
        date.fromisoformat(said)
    except ValueError:
        raise Misanswered(SYSTEM, "a day of the result is none") from None
