"""Data of the two papers of a case of who does not agree with the register: the letter that says
what to bring and where, and the request to the police to put the register right."""

from typing import Any

from motcua.clerks.paper_data import HOTLINE, About, address, agency, lower, procedure, verify
from motcua.records.dossier import Dossier
from motcua.records.mismatch import CorrectionRequest, Mismatch, mismatch_law
from motcua.rules.verification import Answer, Claim, in_words

LABELS = {"full_name": "Họ và tên", "birth_date": "Ngày sinh", "number": "Số định danh"}
LABELS |= {one.value: one.label.capitalize() for one in Claim if one not in LABELS}


def advice(dossier: Dossier, about: About, *, case: Mismatch) -> dict[str, Any]:
    """The shape `Advice` of papers."""
    law = mismatch_law().advice
    return {
        **_head(dossier),
        "name": case.person.full_name,
        "number": case.person.masked_number,
        "answer": in_words(Answer(case.answer), case.answers),
        "bring": list(law.bring),
        "where": law.where,
        "online": law.online,
        "citation": law.citation,
        "contact": HOTLINE,
        "signer": _signer(about),
        "verify": verify(about),
    }


def correction(dossier: Dossier, about: About, *, asked: CorrectionRequest) -> dict[str, Any]:
    """The shape `Correction` of papers."""
    case, person = asked.mismatch, asked.mismatch.person
    return {
        **_head(dossier),
        "to": f"Công an {lower(asked.to.full_name)}",
        "name": person.full_name,
        "number": person.number,
        "born": _shown("birth_date", person.birth_date),
        "lives_at": address(person),
        "rows": [
            _row(case, field, wanted) for field in LABELS if (wanted := asked.wanted.get(field))
        ],
        "proof": asked.proof,
        "due_at": asked.due_at,
        "basis": asked.basis,
        "signer": _signer(about),
        "verify": verify(about),
    }


def _head(dossier: Dossier) -> dict[str, Any]:
    """Of whose dossier: whoever the case is about need not be its applicant."""
    return {
        "agency": agency(dossier),
        "dossier_number": dossier.number,
        "procedure": procedure(dossier),
    }


def _row(case: Mismatch, field: str, wanted: str) -> dict[str, str]:
    answer = case.answers.get(field)
    return {
        "label": LABELS[field],
        "answer": Answer(answer).label if answer else "chưa hỏi riêng mục này",
        "wanted": _shown(field, wanted),
    }


def _signer(about: About) -> dict[str, Any]:
    name = about.officer.name if about.officer else ""
    return {"authority": ["Người lập"], "name": name, "digital": False}


def _shown(field: str, value: str) -> str:
    return "/".join(reversed(value.split("-"))) if field == "birth_date" else value
