"""Sends short messages through a gateway, each once, and reads what became of them."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

import httpx

from motcua.bridges.line import Limits, Line, Misanswered, Parts
from motcua.rules.message import unsafe_message

SYSTEM = "sms"

_PHONE = re.compile(r"(?:0|\+84)\d{9}")


class Unsendable(ValueError):
    """The message may not be sent as it is; the text says why, in Vietnamese."""


class Fate(StrEnum):
    """What became of a message the gateway took."""

    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True)
class Receipt:
    """The gateway has taken the message `id`."""

    id: UUID
    accepted_at: datetime


@dataclass(frozen=True)
class Report:
    """What became of the message `id`."""

    id: UUID
    fate: Fate
    at: datetime


@dataclass(frozen=True)
class ReportPage:
    """Reports, perhaps doubled or out of order; `next` is where to go on.

    `unreadable` counts reports that broke the contract and are left out.
    """

    reports: tuple[Report, ...]
    next: str
    unreadable: int


class Sms(Protocol):
    """A gateway for short messages, as this system needs it."""

    def send(self, id: UUID, to: str, text: str) -> Receipt:
        """Send `text` (≤ 160 characters) to `to` (0xxxxxxxxx or +84xxxxxxxxx); repeat at will.

        Raises Unsendable before anything leaves, when `unsafe_message` objects or `to` is no
        Vietnamese number; then Unreachable (send again, same id), Misanswered, or Rejected
        (409 = the id was used for another message).
        """
        ...

    def reports(self, after: str = "") -> ReportPage:
        """The delivery reports that came after the cursor `after`."""
        ...


class SmsLine:
    """A gateway for short messages over HTTP."""

    def __init__(
        self,
        address: str,
        *,
        client: httpx.Client | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.line = Line(SYSTEM, address, client=client, limits=limits)

    def send(self, id: UUID, to: str, text: str) -> Receipt:
        if fault := unsafe_message(text):
            raise Unsendable(fault)
        if not _PHONE.fullmatch(to):
            raise Unsendable("Số điện thoại phải có 10 chữ số và bắt đầu bằng số 0.")
        reply = self.line.post("/v1/messages", {"id": str(id), "to": to, "text": text})
        parts = Parts(SYSTEM, reply.body)
        parts.echoes("id", str(id))
        parts.echoes("to", to)
        return Receipt(id, parts.moment("accepted_at"))

    def reports(self, after: str = "") -> ReportPage:
        parts = Parts(SYSTEM, self.line.get("/v1/reports", after=after).body)
        items = parts.items("answers")
        reports = [report for item in items if (report := _readable(item))]
        return ReportPage(tuple(reports), parts.text("next"), len(items) - len(reports))


def _readable(item: object) -> Report | None:
    try:
        parts = Parts(SYSTEM, item)
        return Report(UUID(parts.text("id")), Fate(parts.text("status")), parts.moment("at"))
    except (Misanswered, ValueError):
        return None
