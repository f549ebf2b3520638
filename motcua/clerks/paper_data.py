"""From a dossier to the plain data of the papers of its way, and the parts all papers share
(shapes: bridges/paper_shapes.py, of results bridges/paper_results.py)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.records.account import Account, Post
from motcua.records.apology import Apology
from motcua.records.bases import bases
from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Dossier, Request
from motcua.records.person import Person
from motcua.records.procedure import version_of
from motcua.records.unit import Unit
from motcua.rules.catalogue.once_only import held_in
from motcua.rules.dossier import Channel
from motcua.rules.number import BOOKS
from motcua.rules.signer import is_deputy
from motcua.rules.time.wall_clock import local
from motcua.rules.time.working_time import Measure

BY_YEAR = ("birth-certificate", "certificate")  # numbered as the civil register is
HOTLINE = "bộ phận một cửa của xã, phường nơi Bạn nộp"


@dataclass(frozen=True)
class About:
    """What a paper says of itself: its code, where to check it, when and by whom it is made."""

    code: str
    address: str
    at: datetime
    signer: Post | None
    officer: Account | None
    replaces: Paper | None = None


Builder = Callable[[Dossier, About], dict[str, Any]]


def title(dossier: Dossier, kind: Paper.Kind) -> str:
    if kind == Paper.Kind.RESULT:
        return version_of(dossier.version).result.heading
    return str(kind.label)


def receipt(dossier: Dossier, about: About) -> dict[str, Any]:
    version = version_of(dossier.version)
    return {
        **head(dossier),
        "components": _components(dossier),
        "copies": 1,
        "received_at": dossier.accepted_at,
        "due_at": dossier.due_at,
        "legal_time": _legal_time(dossier),
        "due_reasons": list(dossier.due_steps),
        "fee": {"amount": dossier.fee, "note": dossier.fee_citation},
        "result_way": f"{version.result.label}, bản điện tử có chữ ký số",
        "result_place": f"Tải về trên trang Một Cửa, hoặc nhận tại {dossier.unit.full_name}",
        "officer": about.officer.name if about.officer else "",
        "hotline": HOTLINE,
        "at_home": about.address if dossier.channel == Channel.COUNTER else "",
        "verify": verify(about, "tra-cuu"),
    }


def request(dossier: Dossier, asked: Request, about: About) -> dict[str, Any]:
    return {
        **head(dossier),
        "document_number": f"{asked.number}/{BOOKS['request']}",
        "received_at": dossier.submitted_at,
        "lacks": [
            {"what": i["label"], "why": i["why"], "do": "Bổ sung hoặc sửa lại mục này."}
            for i in asked.items
        ],
        "basis": "; ".join(dict.fromkeys(i["basis"] for i in asked.items)),
        "answer_by": asked.answer_by,
        "how": "Trả lời trên trang Một Cửa, hoặc mang đến bộ phận một cửa. Không phải nộp lại"
        " những gì đã đúng.",
        "contact": HOTLINE,
        "signer": _officer(asked.asked_by, dossier),
        "verify": verify(about),
    }


def refusal(dossier: Dossier, about: About) -> dict[str, Any]:
    return {
        **head(dossier),
        "document_number": f"{dossier.decision_number}/{BOOKS['refusal']}",
        "received_at": dossier.submitted_at,
        "reasons": [{"reason": dossier.reason, "basis": dossier.reason_basis}],
        "instead": "Khi lý do trên không còn, Bạn có thể nộp hồ sơ mới bất cứ lúc nào.",
        "complaint": f"Bạn có quyền khiếu nại theo {bases().complaint.citation}"
        " tại cơ quan đã từ chối.",
        "contact": HOTLINE,
        "signer": _officer(about.officer, dossier),
        "verify": verify(about),
    }


def stop(dossier: Dossier, about: About) -> dict[str, Any]:
    """As a refusal, in a book of its own; by the clock, in the name of who had it in hand."""
    return refusal(dossier, about) | {
        "document_number": f"{dossier.decision_number}/{BOOKS['stop']}",
        "signer": _officer(about.officer or dossier.officer, dossier),
    }


def apology(dossier: Dossier, about: About, sorry: Apology) -> dict[str, Any]:
    return {
        **head(dossier),
        "document_number": f"{sorry.number}/{BOOKS['apology']}",
        "received_at": dossier.accepted_at,
        "was": sorry.was,
        "promised": sorry.promised,
        "prolongs": sorry.prolongs,
        "reason": sorry.reason,
        "basis": sorry.citation,
        "contact": HOTLINE,
        "signer": _officer(sorry.officer, dossier),
        "verify": verify(about),
    }


# parts of papers


def issued(dossier: Dossier, about: About) -> dict[str, Any]:
    """What every result has: whose it is, its number, who signs it, how to check it."""
    return {
        "agency": agency(dossier),
        "document_number": f"{dossier.decision_number}/{_behind(dossier, about)}",
        "replaces": _replaced(about),
        "signer": _signer(dossier, about),
        "verify": verify(about),
    }


def _behind(dossier: Dossier, about: About) -> str:
    """What stands behind the number: the year in the civil register, else the sign of the paper
    and of whose it is, `XN-CAX`, `QĐ-UBND` (NĐ 30/2020/NĐ-CP, annex III)."""
    version = version_of(dossier.version)
    if version.result.paper in BY_YEAR:
        return str(local(about.at).year)
    body = f"CA{dossier.unit.full_name[:1]}" if version.by_police else "UBND"
    return f"{version.result.sign}-{body}"


def head(dossier: Dossier) -> dict[str, Any]:
    return {
        "agency": agency(dossier),
        "dossier_number": dossier.number,
        "applicant": applicant(dossier),
        "procedure": procedure(dossier),
    }


def agency(dossier: Dossier) -> dict[str, str]:
    """Whose paper it is: of the commune's police where they decide, else of its committee."""
    unit = dossier.unit
    body = "Công an" if version_of(dossier.version).by_police else "Ủy ban nhân dân"
    return {
        "parent": f"{body} {lower(province(unit))}",
        "name": f"{body} {lower(unit.full_name)}",
        "place": unit.name,
    }


def applicant(dossier: Dossier) -> dict[str, str]:
    person = dossier.applicant
    return {"name": person.full_name, "address": address(person), "phone": person.phone}


def procedure(dossier: Dossier) -> dict[str, str]:
    version = version_of(dossier.version)
    return {"code": version.code, "name": version.name}


def _components(dossier: Dossier) -> list[dict[str, str]]:
    version = version_of(dossier.version)
    handed = set(
        Attachment.objects.filter(dossier=dossier.id, removed=False).values_list(
            "component", flat=True
        )
    )
    rows = [{"name": "Tờ khai", "form": "electronic"}]
    for component in version.components:
        if component.key in handed:
            rows.append({"name": component.label, "form": "electronic"})
        elif component.key in held_in(version, dossier.answers):
            rows.append({"name": component.label, "form": "database"})
    return rows


def _legal_time(dossier: Dossier) -> str:
    limit = version_of(dossier.version).time_limit(dossier.answers)
    words = {
        Measure.HOUR: f"{limit.amount} giờ làm việc",
        Measure.DAY: f"{limit.amount:02d} ngày làm việc",
        Measure.SAME_DAY: "trong ngày làm việc",
        Measure.CALENDAR_DAY: f"{limit.amount:02d} ngày",
        Measure.MONTH: f"{limit.amount:02d} tháng",
        Measure.NOW: "giải quyết ngay",
    }
    return words[limit.measure]


def verify(about: About, path: str = "") -> dict[str, str]:
    where = path or f"kiem-tra/{about.code}"
    return {"address": f"{about.address}/{where}", "code": _grouped(about.code)}


def _grouped(code: str) -> str:
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def _replaced(about: About) -> dict[str, Any] | None:
    """The paper taken back that this one stands for."""
    old = about.replaces
    if old is None or old.signed_at is None:
        return None
    return {"code": _grouped(old.code), "signed_on": local(old.signed_at).date()}


def _signer(dossier: Dossier, about: About) -> dict[str, Any]:
    """The signer's own office, never one they do not hold (Nghị định 30/2020/NĐ-CP, art. 13)."""
    assert about.signer is not None
    head = version_of(dossier.version).body.upper()
    deputy = is_deputy(about.signer.title)
    authority = [f"KT. {head}", f"PHÓ {head}"] if deputy else [head]
    return {"authority": authority, "name": about.signer.account.name, "digital": True}


def _officer(officer: Account | None, dossier: Dossier) -> dict[str, Any]:
    name = officer.name if officer else ""
    return {"authority": ["NGƯỜI TIẾP NHẬN"], "name": name, "digital": False}


def address(person: Person) -> str:
    unit = f", {person.unit.path()}" if person.unit else ""
    return f"{person.address}{unit}" if person.address else ""


def born(text: str) -> date | str:
    parts = text.split("-")
    return date.fromisoformat(text) if len(parts) == 3 else "/".join(reversed(parts))


def province(unit: Unit) -> str:
    parent = unit.parent_on()
    return parent.full_name if parent else ""


def lower(name: str) -> str:
    return name[:1].lower() + name[1:]
