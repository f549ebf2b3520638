"""Tells the post of a parcel and asks what became of it."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import httpx

from motcua.bridges.line import Limits, Line, Misanswered, Parts
from motcua.rules.delivery import Fate

SYSTEM = "post"
_NUMBER = re.compile(r"[0-9A-Z]{8,40}")


@dataclass(frozen=True)
class Tracked:
    """What became of a parcel, and when the post last saw it."""

    fate: Fate
    at: datetime


class PostalService(Protocol):
    """The post, as this system needs it. No real one's contract was seen: the fields are ours."""

    def announce(self, id: UUID, name: str, address: str) -> str:
        """Tell the post of a parcel, by our id; repeat at will. Gives its tracking number.

        Raises Unreachable (again, same id), Misanswered, or Rejected (409 = the id was used for
        another parcel, 422 = name or address is missing).
        """
        ...

    def tracked(self, id: UUID, tracking: str) -> Tracked:
        """What became of it. Raises Unreachable, Misanswered, Rejected (404 = unknown there)."""
        ...


class PostLine:
    """The post over HTTP."""

    def __init__(
        self,
        address: str,
        *,
        client: httpx.Client | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.line = Line(SYSTEM, address, client=client, limits=limits)

    def announce(self, id: UUID, name: str, address: str) -> str:
        told = {"id": str(id), "name": name, "address": address}
        parts = Parts(SYSTEM, self.line.post("/v1/parcels", told).body)
        parts.echoes("id", str(id))
        number = parts.text("tracking")
        if not _NUMBER.fullmatch(number):
            raise Misanswered(SYSTEM, "tracking is no number of a parcel")
        return number

    def tracked(self, id: UUID, tracking: str) -> Tracked:
        parts = Parts(SYSTEM, self.line.get(f"/v1/parcels/{id}").body)
        parts.echoes("id", str(id))
        parts.echoes("tracking", tracking)
        try:
            fate = Fate(parts.text("status"))
        except ValueError:
            raise Misanswered(SYSTEM, "status is none of ours") from None
        return Tracked(fate, parts.moment("at"))
