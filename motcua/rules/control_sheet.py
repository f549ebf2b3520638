"""Through whose hands a dossier has gone (form 06, TT 03/2025/TT-VPCP), told by the journal alone:
nobody types it a second time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Hand(StrEnum):
    """Whose hands, where they are not one officer's."""

    APPLICANT = "applicant"  # người nộp
    DESK = "desk"  # bộ phận một cửa
    LEADER = "leader"  # lãnh đạo
    # and whom an entry speaks of
    HOLDER = "holder"  # who had it until then
    BEFORE = "before"  # who had it before that
    ACTOR = "actor"  # who acted
    NAMED = "named"  # the officer it names


MOVES: Mapping[str, tuple[Hand, Hand]] = {
    "dossier.submitted": (Hand.APPLICANT, Hand.DESK),
    "dossier.accepted": (Hand.HOLDER, Hand.ACTOR),
    "dossier.taken": (Hand.HOLDER, Hand.ACTOR),
    "dossier.assigned": (Hand.HOLDER, Hand.NAMED),
    "dossier.supplement-asked": (Hand.ACTOR, Hand.APPLICANT),
    "stage.asked": (Hand.HOLDER, Hand.APPLICANT),
    "dossier.supplement-answered": (Hand.APPLICANT, Hand.BEFORE),
    "dossier.decided": (Hand.ACTOR, Hand.LEADER),
    "dossier.sent-back": (Hand.LEADER, Hand.BEFORE),
    "dossier.reopened": (Hand.HOLDER, Hand.DESK),
    "paper.signed": (Hand.LEADER, Hand.DESK),
    "result.noted": (Hand.ACTOR, Hand.DESK),
    "dossier.handed-over": (Hand.DESK, Hand.APPLICANT),
    "dossier.refused": (Hand.ACTOR, Hand.APPLICANT),
    "dossier.stopped": (Hand.HOLDER, Hand.APPLICANT),
    "dossier.withdrawn": (Hand.HOLDER, Hand.APPLICANT),
}
"""By kind of entry: from whose hands into whose."""


@dataclass(frozen=True)
class Told:
    """What the journal says of one entry."""

    kind: str
    at: datetime
    actor: UUID | None
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Passing:
    """One row: from whom to whom, an officer by account."""

    told: Told
    giver: UUID | Hand
    taker: UUID | Hand


def passings(entries: Iterable[Told]) -> list[Passing]:
    """The rows of the sheet, from the entries of one dossier in their order. What somebody
    already has in hand is not handed to them again."""
    rows: list[Passing] = []
    holder: UUID | Hand = Hand.APPLICANT
    before: UUID | Hand = Hand.DESK
    for told in entries:
        if told.kind not in MOVES:
            continue
        whom = {Hand.HOLDER: holder, Hand.BEFORE: before, Hand.ACTOR: told.actor or holder}
        if told.kind == "dossier.assigned":
            whom[Hand.NAMED] = UUID(told.data["officer"])
        giver, taker = (whom.get(hand, hand) for hand in MOVES[told.kind])
        if giver != taker:
            rows.append(Passing(told, giver, taker))
            before, holder = giver, taker
    return rows


def standing(at: datetime, due: datetime | None) -> str:
    """`Trước hạn`, `Đúng hạn` (on the day itself) or `Quá hạn`, against the date the result is
    promised for; nothing before there is one. Both as the clock on the wall shows them."""
    if due is None:
        return ""
    if at > due:
        return "Quá hạn"
    return "Đúng hạn" if at.date() == due.date() else "Trước hạn"
