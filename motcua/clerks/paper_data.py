"""From a dossier to the plain data its papers are set from (shapes: bridges/paper_shapes.py)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from motcua.clerks.paper_sources import sources
from motcua.records.account import Account, Post
from motcua.records.apology import Apology
from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Dossier, Request
from motcua.records.household import Membership
from motcua.records.known import dwelling_named, membership_of
from motcua.records.person import Person
from motcua.records.procedure import version_of
from motcua.records.unit import Unit
from motcua.rules.facts import child_origin
from motcua.rules.number import BOOKS
from motcua.rules.once_only import held_in
from motcua.rules.wall_clock import local
from motcua.rules.working_time import Measure

SEXES = {"male": "Nam", "female": "Nữ"}
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
        return version_of(dossier.version).result.label
    return str(kind.label)


def receipt(dossier: Dossier, about: About) -> dict[str, Any]:
    version = version_of(dossier.version)
    return {
        **_head(dossier),
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
        "at_home": about.address,
        "verify": _verify(about, "tra-cuu"),
    }


def request(dossier: Dossier, asked: Request, about: About) -> dict[str, Any]:
    return {
        **_head(dossier),
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
        "verify": _verify(about),
    }


def refusal(dossier: Dossier, about: About) -> dict[str, Any]:
    return {
        **_head(dossier),
        "document_number": _numbered(dossier, "refusal"),
        "received_at": dossier.submitted_at,
        "reasons": [{"reason": dossier.reason, "basis": dossier.reason_basis}],
        "instead": "Khi lý do trên không còn, Bạn có thể nộp hồ sơ mới bất cứ lúc nào.",
        "complaint": "Bạn có quyền khiếu nại theo Luật Khiếu nại 2011 tại cơ quan đã từ chối.",
        "contact": HOTLINE,
        "signer": _officer(about.officer, dossier),
        "verify": _verify(about),
    }


def stop(dossier: Dossier, about: About) -> dict[str, Any]:
    """As a refusal, in a book of its own; by the clock, in the name of who had it in hand."""
    return refusal(dossier, about) | {
        "document_number": _numbered(dossier, "stop"),
        "signer": _officer(about.officer or dossier.officer, dossier),
    }


def apology(dossier: Dossier, about: About, sorry: Apology) -> dict[str, Any]:
    return {
        **_head(dossier),
        "document_number": f"{sorry.number}/{BOOKS['apology']}",
        "received_at": dossier.accepted_at,
        "was": sorry.was,
        "promised": sorry.promised,
        "prolongs": sorry.prolongs,
        "reason": sorry.reason,
        "basis": sorry.citation,
        "contact": HOTLINE,
        "signer": _officer(sorry.officer, dossier),
        "verify": _verify(about),
    }


def residence_confirmation(dossier: Dossier, about: About) -> dict[str, Any]:
    person, answers = dossier.applicant, dossier.answers
    member = membership_of(person)
    wants_household = answers.get("content") == "household"
    return {
        "agency": _agency(dossier),
        "document_number": _numbered(dossier, "ct07"),
        "dossier_number": dossier.number,
        "requester": {
            "name": person.full_name,
            "born": _born(person.birth_date),
            "sex": SEXES.get(person.sex, ""),
            "identity": person.number,
            "ethnicity": person.ethnicity,
            "nationality": person.nationality,
            "hometown": person.hometown,
        },
        "permanent_address": _address(person),
        "temporary_address": "",
        "current_address": _address(person),
        "head": _head_of_household(member),
        "members": _household(member) if wants_household else [],
        "other": str(answers.get("content_other") or ""),
        "sources": sources(dossier, _confirmed(dossier, member), about.at),
        "valid_until": local(about.at).date() + timedelta(days=365),
        "replaces": _replaced(about),
        "signer": _signer(about, dossier),
        "verify": _verify(about),
    }


def _confirmed(dossier: Dossier, member: Membership | None) -> Iterable[tuple[str, str]]:
    """What a confirmation of residence confirms, (field, words), without what is left empty."""
    person, answers = dossier.applicant, dossier.answers
    everything = (
        ("full_name", "họ tên", person.full_name),
        ("birth_date", "ngày sinh", person.birth_date),
        ("sex", "giới tính", person.sex),
        ("number", "số định danh", person.number),
        ("", "dân tộc", person.ethnicity),
        ("", "quốc tịch", person.nationality),
        ("", "quê quán", person.hometown),
        ("residence", "nơi cư trú", _address(person)),
        ("head_name", "chủ hộ và quan hệ với chủ hộ", member),
        ("", "các thành viên khác", member if answers.get("content") == "household" else None),
        ("content_other", "nội dung xác nhận khác", answers.get("content_other")),
    )
    return [(key, words) for key, words, printed in everything if printed]


def residence_notice(dossier: Dossier, about: About, stay: str = "temporary") -> dict[str, Any]:
    answers, dwelling = dossier.answers, dwelling_named(dossier.answers)
    said = answers.get("dwelling") or {}
    owner = answers.get("owner") or {}
    return {
        "agency": _agency(dossier),
        "document_number": _numbered(dossier, "ct08"),
        "dossier_number": dossier.number,
        "addressee": _applicant(dossier),
        "procedure": _procedure(dossier),
        "received_at": dossier.accepted_at,
        "stay": stay,
        "dwelling": {
            "address": dwelling.unit.whole_address(dwelling.address)
            if dwelling
            else str(said.get("address", "")),
            "owner": dwelling.owner_name if dwelling else str(owner.get("full_name", "")),
        },
        "tenants": _tenants(dossier, about),
        "note": "",
        "replaces": _replaced(about),
        "signer": _signer(about, dossier),
        "verify": _verify(about),
    }


def birth_certificate(dossier: Dossier, about: About) -> dict[str, Any]:
    answers, unit = dossier.answers, dossier.unit
    origin = child_origin(answers, _card(dossier, "mother") or {}, _card(dossier, "father"))
    return {
        "agency": _agency(dossier),
        "document_number": f"{dossier.decision_number}/{local(about.at).year}",
        "child": {
            "name": answers.get("child_name", ""),
            "born": date.fromisoformat(answers["child_birth_date"]),
            "sex": SEXES.get(answers.get("child_sex", ""), ""),
            "ethnicity": origin["ethnicity"],
            "nationality": answers.get("child_nationality", "Việt Nam"),
            "birthplace": _text(answers.get("child_birth_place", "")),
            "hometown": origin["hometown"],
            "identity": "chờ cơ quan Công an cấp",
        },
        "mother": _parent(dossier, "mother"),
        "father": _parent(dossier, "father"),
        "declarant": {
            "name": dossier.applicant.full_name,
            "identity": f"Số định danh cá nhân {dossier.applicant.number}",
        },
        "registered_at": f"Ủy ban nhân dân {_lower(unit.full_name)}, {_province(unit)}",
        "registered_on": local(about.at).date(),
        "replaces": _replaced(about),
        "signer": _signer(about, dossier),
        "verify": _verify(about),
    }


RESULTS: dict[str, Builder] = {
    "ct07": residence_confirmation,
    "ct08": residence_notice,
    "ct08-extended": partial(residence_notice, stay="extended"),
    "ct08-permanent": partial(residence_notice, stay="permanent"),
    "birth-certificate": birth_certificate,
}


# parts of papers


def _head(dossier: Dossier) -> dict[str, Any]:
    return {
        "agency": _agency(dossier),
        "dossier_number": dossier.number,
        "applicant": _applicant(dossier),
        "procedure": _procedure(dossier),
    }


def is_police(dossier: Dossier) -> bool:
    return is_police_title(version_of(dossier.version).authority)


def is_police_title(words: str) -> bool:
    return "công an" in words.casefold()


def is_deputy_title(words: str) -> bool:
    return words.casefold().startswith("phó ")


def _agency(dossier: Dossier) -> dict[str, str]:
    unit, province = dossier.unit, _province(dossier.unit)
    body = "Công an" if is_police(dossier) else "Ủy ban nhân dân"
    return {
        "parent": f"{body} {_lower(province)}",
        "name": f"{body} {_lower(unit.full_name)}",
        "place": unit.name,
    }


def _applicant(dossier: Dossier) -> dict[str, str]:
    person = dossier.applicant
    return {"name": person.full_name, "address": _address(person), "phone": person.phone}


def _procedure(dossier: Dossier) -> dict[str, str]:
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


def _verify(about: About, path: str = "") -> dict[str, str]:
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


def _signer(about: About, dossier: Dossier) -> dict[str, Any]:
    """The signer's own office, never one they do not hold (Nghị định 30/2020/NĐ-CP, art. 13)."""
    assert about.signer is not None
    title = about.signer.title
    head = "TRƯỞNG CÔNG AN" if is_police_title(title) else "CHỦ TỊCH"
    authority = [f"KT. {head}", f"PHÓ {head}"] if is_deputy_title(title) else [head]
    return {"authority": authority, "name": about.signer.account.name, "digital": True}


def _officer(officer: Account | None, dossier: Dossier) -> dict[str, Any]:
    name = officer.name if officer else ""
    return {"authority": ["NGƯỜI TIẾP NHẬN"], "name": name, "digital": False}


def _numbered(dossier: Dossier, template: str) -> str:
    """Number and sign: `12/XN`."""
    return f"{dossier.decision_number}/{BOOKS[template]}"


def _address(person: Person) -> str:
    unit = f", {person.unit.path()}" if person.unit else ""
    return f"{person.address}{unit}" if person.address else ""


def _born(text: str) -> date | str:
    parts = text.split("-")
    return date.fromisoformat(text) if len(parts) == 3 else "/".join(reversed(parts))


def _head_of_household(member: Membership | None) -> dict[str, str]:
    if member is None:
        return {"name": "", "identity": "", "relation": ""}
    head = member.household.head
    return {"name": head.full_name, "identity": head.number, "relation": member.relation}


def _household(member: Membership | None) -> list[dict[str, Any]]:
    if member is None:
        return []
    others = member.household.memberships.filter(valid_to=None).select_related("person")
    return [
        {
            "name": each.person.full_name,
            "born": _born(each.person.birth_date),
            "sex": SEXES.get(each.person.sex, ""),
            "identity": each.person.number,
            "relation": each.relation,
        }
        for each in others
    ]


def _tenants(dossier: Dossier, about: About) -> list[dict[str, Any]]:
    answers = dossier.answers
    since, until = _stay(answers, about)
    people = list(answers.get("members") or [])
    if answers.get("for_whom") != "tenants":
        people.insert(0, answers)
    return [
        {
            "name": each.get("full_name", ""),
            "born": _born(str(each.get("birth_date", ""))),
            "sex": SEXES.get(str(each.get("sex", "")), ""),
            "identity": each.get("number", ""),
            "since": since,
            "until": until,
        }
        for each in people
    ]


def _stay(answers: dict[str, Any], about: About) -> tuple[date, date | None]:
    """From when until when: permanent residence begins the day it is registered, without end."""
    if "to" not in answers:
        return local(about.at).date(), None
    return date.fromisoformat(answers["from"]), date.fromisoformat(answers["to"])


def _parent(dossier: Dossier, who: str) -> dict[str, Any] | None:
    said, person = dossier.answers.get(who), _parent_person(dossier, who)
    if not isinstance(said, dict) or not said.get("full_name"):
        return None
    return {
        "name": said["full_name"],
        "born": _born(said.get("birth_date", "")),
        "ethnicity": person.ethnicity if person else "",
        "nationality": person.nationality if person else "Việt Nam",
        "residence": _address(person) if person else "",
    }


def _parent_person(dossier: Dossier, who: str) -> Person | None:
    """The register entry of a parent named in the answers: by number, since names are shared."""
    said = dossier.answers.get(who)
    number = said.get("number") if isinstance(said, dict) else ""
    parties = dossier.parties.select_related("person__unit__parent") if number else ()
    return next((party.person for party in parties if party.person.number == number), None)


def _card(dossier: Dossier, who: str) -> dict[str, str] | None:
    """What the register holds of a parent that a child may take from them."""
    person = _parent_person(dossier, who)
    return {"ethnicity": person.ethnicity, "hometown": person.hometown} if person else None


def _text(value: object) -> str:
    return str(value.get("text", "")) if isinstance(value, dict) else str(value)


def _province(unit: Unit) -> str:
    parent = unit.parent_on()
    return parent.full_name if parent else ""


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
