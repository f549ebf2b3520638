"""Tells the national public service portal how dossiers stand, and fetches what was filed there.

Least data: number, procedure, unit, channel, dates, state, whether a result is kept; never an
answer, a name or a file. Of a dossier filed there also what its applicant is asked for, since it
is read and answered there. A change carries an id and its place among the dossier's changes: sent
again it is taken once, and one with a lower place never replaces one with a higher.

The contract of the real portal is not published. From the formulas of QĐ 766/QĐ-TTg come
NgayTiepNhan, NgayHenTra, NgayKetThucXuLy and KenhThucHien (1 at the counter, 2 on the net) and the
ten states; every other name, the addresses and the batch are ours (confidence: low).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Protocol
from uuid import UUID

import httpx

from motcua.bridges.line import Limits, Line, Misanswered, Parts
from motcua.rules.portal import Stand

SYSTEM = "portal"
BATCH = 100
"""Changes in one request, at most."""
LIMITS = Limits(bytes=25_000_000, whole=60.0)
"""Files come over this line, too."""


@dataclass(frozen=True)
class Asked:
    """A request for supplement: until when it can be answered, and its items, each with "key",
    "label", "why" and "basis"; the keys in `papers` are papers, the others answers."""

    id: UUID
    until: date
    items: Sequence[Mapping[str, str]]
    papers: Collection[str]


@dataclass(frozen=True)
class Change:
    """One change of one dossier. `place` counts its changes from 1, `code` is one of the ten
    states, `at` when it happened; `kept`: a result is there; `asked`: what is waited for."""

    id: UUID
    number: str
    place: int
    procedure: str
    unit: str
    online: bool
    code: int
    at: datetime
    accepted: datetime | None
    due: datetime | None
    closed: datetime | None
    kept: bool
    asked: Asked | None = None


@dataclass(frozen=True)
class Stands:
    """A page of how the portal says that a unit's dossiers stand, by number; `count` is of all of
    them, `after` the number to go on from, "" at the end."""

    count: int
    stands: Mapping[str, Stand]
    after: str


class Portal(Protocol):
    """The national portal, as this system needs it.

    Everything raises Unreachable (again, later), Misanswered, or Rejected (not understood).
    """

    def tell(self, changes: Sequence[Change]) -> Mapping[UUID, str]:
        """Hand over up to BATCH changes. By id: "" where it was taken, else why not, a short code;
        one that is missing was not answered and is told again."""
        ...

    def stands(self, unit: str, since: datetime, after: str = "") -> Stands:
        """The dossiers of a unit that changed since then, by number, in pages."""
        ...

    def arrivals(self) -> Sequence[Mapping[str, Any]]:
        """The oldest messages that were not received for yet, as they came: to be kept whatever
        they say, perhaps seen before."""
        ...

    def file(self, message: str, place: int) -> bytes:
        """A file that came with a message, by its place in TaiLieuNop from 0; there until the
        dossier has been told of, or the message declined."""
        ...

    def receive(self, message: str) -> None:
        """Say that a message is kept here, so that it is not given again."""
        ...

    def decline(self, message: str, why: str, parts: Sequence[str] = ()) -> None:
        """Say that nothing will come of a message, and why, by a short code; `parts` are the keys
        of what is missing, or stands as it was."""
        ...


class PortalLine:
    """The national portal over HTTP."""

    def __init__(
        self,
        address: str,
        *,
        client: httpx.Client | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.line = Line(SYSTEM, address, client=client, limits=limits or LIMITS)

    def tell(self, changes: Sequence[Change]) -> Mapping[UUID, str]:
        told = {str(one.id): one for one in changes}
        reply = self.line.post("/v1/changes", {"changes": [_told(one) for one in changes]})
        answers: dict[UUID, str] = {}
        for item in Parts(SYSTEM, reply.body).items("answers"):
            parts = Parts(SYSTEM, item)
            id, why = parts.text("id"), _why(parts)
            if id not in told or answers.get(told[id].id, why) != why:
                raise Misanswered(SYSTEM, "an answer is about something else, or two differ")
            answers[told[id].id] = why
        return answers

    def stands(self, unit: str, since: datetime, after: str = "") -> Stands:
        query = {"unit": unit, "since": since.astimezone(UTC).isoformat(), "after": after}
        parts = Parts(SYSTEM, self.line.get("/v1/dossiers", **query).body)
        found = [Parts(SYSTEM, item) for item in parts.items("dossiers")]
        stands = {one.text("MaHoSo"): _stand(one) for one in found}
        return Stands(parts.whole("count"), stands, parts.text("after"))

    def arrivals(self) -> Sequence[Mapping[str, Any]]:
        found = Parts(SYSTEM, self.line.get("/v1/messages").body).items("messages")
        return [one if isinstance(one, dict) else {"unreadable": str(one)} for one in found]

    def file(self, message: str, place: int) -> bytes:
        return self.line.fetch("GET", f"/v1/messages/{message}/files/{place}")[1]

    def receive(self, message: str) -> None:
        self.line.put(f"/v1/messages/{message}/receipt", {"fate": "received"})

    def decline(self, message: str, why: str, parts: Sequence[str] = ()) -> None:
        said = {"fate": "declined", "why": why, "parts": list(parts)}
        self.line.put(f"/v1/messages/{message}/receipt", said)


def _told(one: Change) -> dict[str, object]:
    asked = {"YeuCauBoSung": _asked(one.asked)} if one.asked else {}
    return asked | {
        "id": str(one.id),
        "MaHoSo": one.number,
        "LanThayDoi": one.place,
        "MaTTHC": one.procedure,
        "MaDonVi": one.unit,
        "KenhThucHien": 2 if one.online else 1,
        "TrangThai": one.code,
        "ThoiDiem": one.at.astimezone(UTC).isoformat(),
        "NgayTiepNhan": _iso(one.accepted),
        "NgayHenTra": _iso(one.due),
        "NgayKetThucXuLy": _iso(one.closed),
        "CoKetQua": one.kept,
    }


def _asked(asked: Asked) -> dict[str, object]:
    return {
        "MaYeuCau": str(asked.id),
        "TraLoiDenHet": asked.until.isoformat(),
        "CacMuc": [
            {
                "MaMuc": item["key"],
                "TenMuc": item["label"],
                "LyDo": item["why"],
                "CanCu": item["basis"],
                "LaGiayTo": item["key"] in asked.papers,
            }
            for item in asked.items
        ],
    }


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None


def _why(parts: Parts) -> str:
    """The portal's reason as a short code; it is shown to people and never holds their data."""
    fate = parts.text("fate")
    if fate == "taken":
        return ""
    why = parts.text("why")
    if fate != "refused" or not why.isascii() or not 0 < len(why) <= 40:
        raise Misanswered(SYSTEM, "a change was neither taken nor refused with a reason")
    return why


def _stand(parts: Parts) -> Stand:
    return Stand(parts.whole("LanThayDoi"), parts.whole("TrangThai"))
