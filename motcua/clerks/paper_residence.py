"""The papers of residence as plain data: CT07 and CT08."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from motcua.clerks.paper_data import About, address, applicant, born, issued, procedure
from motcua.clerks.paper_sources import sources
from motcua.records.dossier import Dossier
from motcua.records.household import Membership
from motcua.records.known import dwelling_named, membership_of
from motcua.records.procedure import version_of
from motcua.rules.time.wall_clock import local
from motcua.rules.time.working_time import years_later
from motcua.rules.words.paper_words import LABELS


def residence_confirmation(dossier: Dossier, about: About) -> dict[str, Any]:
    person, answers = dossier.applicant, dossier.answers
    version, member = version_of(dossier.version), membership_of(person)
    wants_household = answers.get("content") == "household"
    return {
        **issued(dossier, about),
        "dossier_number": dossier.number,
        "requester": {
            "name": person.full_name,
            "born": born(person.birth_date),
            "sex": LABELS.get(person.sex, ""),
            "identity": person.number,
            "ethnicity": person.ethnicity,
            "nationality": person.nationality,
            "hometown": person.hometown,
        },
        "permanent_address": address(person),
        "temporary_address": "",
        "current_address": address(person),
        "head": _head_of_household(member),
        "members": _household(member) if wants_household else [],
        "other": str(answers.get("content_other") or ""),
        "sources": sources(dossier, _confirmed(dossier, member), about.at),
        "valid_until": years_later(local(about.at).date(), version.result.valid_years),
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
        ("residence", "nơi cư trú", address(person)),
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
        **issued(dossier, about),
        "dossier_number": dossier.number,
        "addressee": applicant(dossier),
        "procedure": procedure(dossier),
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
    }


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
            "born": born(each.person.birth_date),
            "sex": LABELS.get(each.person.sex, ""),
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
            "born": born(str(each.get("birth_date", ""))),
            "sex": LABELS.get(str(each.get("sex", "")), ""),
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
