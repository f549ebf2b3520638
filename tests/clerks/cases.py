"""Worked cases of procedures (*.cases.toml) as dossiers: filed, and settled up to the decision."""

import uuid
from dataclasses import dataclass
from typing import Any

from motcua.actions.document import attach
from motcua.actions.draft import save_draft
from motcua.actions.filing import completed, submit
from motcua.actions.processing import accept, take_fee
from motcua.actions.unverified import note_sighting
from motcua.records.consent import Consent
from motcua.records.dossier import Dossier
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.records.verification import unverified_of
from motcua.rules.catalogue.procedure import Version
from motcua.rules.dossier import Channel, Money, prefilled
from tests import cast
from tests.cast import act, eyes
from tests.rules.law import ROOT, procedure, toml
from tests.world import as_role


@dataclass(frozen=True)
class Worked:
    """A worked case that is accepted today: the one that takes the least for known."""

    version: Version
    answers: dict[str, Any]
    outcome: dict[str, Any]


def worked(code: str) -> Worked:
    version = procedure(code).on(cast.TODAY)
    assert version is not None
    raw = toml(ROOT / "procedures" / f"{code}.cases.toml")
    case = min(
        (
            case
            for case in raw["case"]
            if version.valid_from <= case["received"].date()
            and case["expect"].get("accepted")
            and "answers" in case
        ),
        key=lambda case: sum(fact is True for fact in case.get("facts", {}).values()),
    )
    known = prefilled(version, raw.get("known", {}) | case.get("known", {}))
    return Worked(version, known | case["answers"], case.get("outcome", {}))


def filed(one: Worked) -> Dossier:
    """Minh files the case at his commune's desk, with each paper it needs."""
    with eyes("minh") as actor:
        applicant = Person.objects.get(pk=actor.person)
    version, id = catalogue()[one.version.code].on(cast.TODAY), uuid.uuid4()
    assert version is not None
    whole = completed(version, applicant, one.answers, Channel.COUNTER, cast.TODAY)
    unit = cast.commune("Đức Nhàn")
    said = {"version": version, "unit": unit, "applicant": applicant, "answers": one.answers}
    act("counter", save_draft, id=id, **said)
    for component in version.needed(whole):
        paper = {"name": "tep.pdf", "content": b"%PDF-1.7", "media_type": "application/pdf"}
        act("counter", attach, id=id, component=component.key, **paper)
    return act("counter", submit, id=id, **said)


def settled(dossier: Dossier) -> None:
    """All that a decision waits for: consents, the fee, the papers seen."""
    act("police", accept, dossier.id)
    with as_role("motcua_clerk"):
        Consent.objects.filter(dossier=dossier).update(given=True, answered_at=cast.NOW)
    if dossier.money == Money.DUE:
        act("police", take_fee, dossier.id, amount=dossier.fee)
    with eyes("police"):
        facts = [(one.person, one.field) for one in unverified_of(dossier)]
    act("police", note_sighting, dossier.id, fields=["full_name"], facts=facts)
