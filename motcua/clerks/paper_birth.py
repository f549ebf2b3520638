"""The birth certificate as plain data."""

from datetime import date
from typing import Any

from motcua.clerks.paper_data import About, address, born, issued, lower, province
from motcua.records.dossier import Dossier
from motcua.records.outcome import child_number
from motcua.records.person import Person
from motcua.rules.catalogue.facts import child_origin
from motcua.rules.time.wall_clock import local
from motcua.rules.words.paper_words import LABELS


def birth_certificate(dossier: Dossier, about: About) -> dict[str, Any]:
    answers, unit = dossier.answers, dossier.unit
    origin = child_origin(answers, _card(dossier, "mother") or {}, _card(dossier, "father"))
    return {
        **issued(dossier, about),
        "child": {
            "name": answers.get("child_name", ""),
            "born": date.fromisoformat(answers["child_birth_date"]),
            "sex": LABELS.get(answers.get("child_sex", ""), ""),
            "ethnicity": origin["ethnicity"],
            "nationality": answers.get("child_nationality", "Việt Nam"),
            "birthplace": _text(answers.get("child_birth_place", "")),
            "hometown": origin["hometown"],
            # content of the birth's registration (Luật Hộ tịch 60/2014/QH13): a paper signed
            # before it was known stays as it is; one made after carries it
            "identity": child_number(dossier) or "chờ cơ quan Công an cấp",
        },
        "mother": _parent(dossier, "mother"),
        "father": _parent(dossier, "father"),
        "declarant": {
            "name": dossier.applicant.full_name,
            "identity": f"Số định danh cá nhân {dossier.applicant.number}",
        },
        "registered_at": f"Ủy ban nhân dân {lower(unit.full_name)}, {province(unit)}",
        "registered_on": local(about.at).date(),
    }


def _parent(dossier: Dossier, who: str) -> dict[str, Any] | None:
    said, person = dossier.answers.get(who), _parent_person(dossier, who)
    if not isinstance(said, dict) or not said.get("full_name"):
        return None
    return {
        "name": said["full_name"],
        "born": born(said.get("birth_date", "")),
        "ethnicity": person.ethnicity if person else "",
        "nationality": person.nationality if person else "Việt Nam",
        "residence": address(person) if person else "",
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
