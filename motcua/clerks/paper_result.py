"""Which result is set from which data; those whose words the procedure's file says, here."""

from dataclasses import asdict
from functools import partial
from typing import Any

from motcua.clerks.paper_birth import birth_certificate
from motcua.clerks.paper_data import About, Builder, address, issued, procedure
from motcua.clerks.paper_residence import residence_confirmation, residence_notice
from motcua.records.dossier import Dossier
from motcua.records.outcome import outcome_of
from motcua.records.person import Person
from motcua.records.procedure import version_of
from motcua.rules.catalogue.result import KINDS, lines_said


def filed_result(dossier: Dossier, about: About) -> dict[str, Any]:
    """A result in the words of its procedure's file, from what was answered, what the registers
    know and what the officer added."""
    version = version_of(dossier.version)
    result = version.result
    fields = {field.key: field for field in (*version.fields, *version.outcomes)}
    said = {**dossier.answers, **outcome_of(dossier)}
    return {
        **issued(dossier, about),
        "dossier_number": dossier.number,
        "procedure": procedure(dossier),
        "title": result.heading,
        "about": result.about,
        "basis": list(result.rests_on),
        "lines": [
            asdict(one) | {"rows": [list(row) for row in one.rows]}
            for one in lines_said(result, fields, said, _cards(dossier))
        ],
        "valid_for": result.valid_for,
        "applicant": dossier.applicant.full_name,
    }


def _cards(dossier: Dossier) -> dict[str, dict[str, str]]:
    """What the register holds of everybody the dossier names, by number, without what is empty."""
    parties = dossier.parties.select_related("person__unit__parent")
    return {party.person.number: _card(party.person) for party in parties if party.person.number}


def _card(person: Person) -> dict[str, str]:
    card = {
        "birth_date": person.birth_date,
        "sex": person.sex,
        "ethnicity": person.ethnicity,
        "nationality": person.nationality,
        "residence": address(person),
    }
    return {part: value for part, value in card.items() if value}


RESULTS: dict[str, Builder] = {
    "ct07": residence_confirmation,
    "ct08": residence_notice,
    "ct08-extended": partial(residence_notice, stay="extended"),
    "ct08-permanent": partial(residence_notice, stay="permanent"),
    "birth-certificate": birth_certificate,
    **dict.fromkeys(KINDS, filed_result),
}
