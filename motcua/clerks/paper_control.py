"""The data of the control sheet (form 06) and the register (form 07), from journal and rows."""

from typing import Any
from uuid import UUID

from motcua.clerks.paper_data import About, head, lower, province, verify
from motcua.clerks.workplace import here
from motcua.records.account import Account
from motcua.records.dossier import Dossier
from motcua.records.handover import HandOver
from motcua.records.journal import Entry
from motcua.records.procedure import catalogue
from motcua.records.register import Register, registered
from motcua.records.unit import Unit
from motcua.rules.control_sheet import MOVES, Hand, Passing, Told, passings, standing
from motcua.rules.dossier import STATE_WORDS, State
from motcua.rules.time.wall_clock import local

BODY = "Ủy ban nhân dân"
HANDS = {
    Hand.APPLICANT: "Người nộp",
    Hand.DESK: "Bộ phận một cửa",
    Hand.LEADER: "Lãnh đạo ký",
}
NOTES = {
    "dossier.submitted": "Nộp hồ sơ",
    "dossier.accepted": "Tiếp nhận",
    "dossier.taken": "Nhận giải quyết",
    "dossier.assigned": "Giao giải quyết",
    "dossier.supplement-asked": "Yêu cầu bổ sung",
    "stage.asked": "Cơ quan giải quyết yêu cầu bổ sung",
    "dossier.supplement-answered": "Đã bổ sung",
    "dossier.decided": "Trình ký",
    "dossier.sent-back": "Trả lại",
    "dossier.reopened": "Làm lại kết quả",
    "paper.signed": "Đã ký",
    "result.noted": "Ghi kết quả nơi khác cấp",
    "dossier.handed-over": "Trả kết quả",
    "dossier.refused": "Từ chối",
    "dossier.stopped": "Dừng giải quyết",
    "dossier.withdrawn": "Rút hồ sơ",
}


def control(dossier: Dossier, about: About) -> dict[str, Any]:
    entries = Entry.objects.filter(subject=dossier.id, kind__in=MOVES, at__lte=about.at)
    rows = passings(
        Told(one.kind, one.at, one.actor, one.data) for one in entries.order_by("position")
    )
    accounts = {hand for row in rows for hand in (row.giver, row.taker) if isinstance(hand, UUID)}
    names = dict(Account.objects.filter(pk__in=accounts).values_list("pk", "name"))
    notes = {one.id: one.note for one in HandOver.objects.filter(dossier=dossier)}
    return {
        **head(dossier),
        "due_at": dossier.due_at,
        "rows": [_row(row, dossier, names, notes) for row in rows],
        "verify": verify(about),
    }


def _row(
    row: Passing, dossier: Dossier, names: dict[UUID, str], notes: dict[UUID, str]
) -> dict[str, Any]:
    said = row.told.data.get("hand_over", "")
    word = notes.get(UUID(said), "") if said else ""
    due = local(dossier.due_at) if dossier.due_at else None
    return {
        "at": row.told.at,
        "giver": HANDS[row.giver] if isinstance(row.giver, Hand) else names[row.giver],
        "taker": HANDS[row.taker] if isinstance(row.taker, Hand) else names[row.taker],
        "standing": standing(local(row.told.at), due),
        "note": ". ".join(filter(None, (NOTES[row.told.kind], word))),
    }


def register(asked: Register) -> dict[str, Any]:
    rows = registered(asked.unit_id, asked.begins, asked.ends)
    return {
        "agency": committee(asked.unit),
        "begins": asked.begins,
        "ends": asked.ends,
        "rows": [_line(one) for one in rows.iterator(chunk_size=500)],
        "verify": {"address": f"{here().address}/quay/so-theo-doi", "code": ""},
    }


def committee(unit: Unit) -> dict[str, str]:
    """Whose lists they are: the committee's, of whose desk they tell."""
    return {
        "parent": f"{BODY} {lower(province(unit))}",
        "name": f"{BODY} {lower(unit.full_name)}",
        "place": unit.name,
    }


def _line(one: Dossier) -> dict[str, Any]:
    return {
        "number": one.number,
        "applicant": one.applicant.full_name,
        "procedure": catalogue()[one.procedure].name,
        "filed": one.submitted_at,
        "due": one.due_at,
        "closed": one.closed_at,
        "state": STATE_WORDS[State(one.state)],
        "late": bool(one.late),
        "officer": one.officer.name if one.officer else "",
    }
