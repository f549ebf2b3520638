"""Asking whether the population register agrees, and recording what it answered."""

from collections.abc import Mapping
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.dossier import Dossier, Finding
from motcua.records.unit import Unit
from motcua.records.verification import Verification
from motcua.rules.events.people import VerificationAnswered, VerificationAsked
from motcua.rules.permission import Purpose, Target
from motcua.rules.verification import Answer

FIELDS = ("full_name", "birth_date")


def ask_verification(
    by: By, person: UUID, *, unit: Unit, dossier: Dossier | None, purpose: Purpose
) -> Verification:
    """Put the question down and send a clerk with it: a part of the actions that need it."""
    asked = Verification.objects.create(
        person_id=person,
        dossier=dossier,
        unit=unit,
        fields=list(FIELDS),
        purpose=purpose,
        asked_at=by.at,
    )
    tell(
        by,
        VerificationAsked(
            subject=asked.id,
            about=(person,),
            unit=unit.id,
            purpose=purpose,
            dossier=dossier.id if dossier else None,
        ),
    )
    return asked


@action
def record_answer(
    by: By, verification: UUID, *, answer: Answer, answers: Mapping[str, str], source: str
) -> Verification:
    """Keep the register's answer, once; a second answer to one question changes nothing."""
    asked = Verification.objects.select_for_update().select_related("person").get(pk=verification)
    allow(by, "clerk.record", Target(unit=asked.unit_id), Purpose.DOSSIER)
    if not asked.answer:
        _settle(by, asked, answer, answers, source)
    tell(
        by,
        VerificationAnswered(
            subject=asked.id,
            about=(asked.person_id,),
            unit=asked.unit_id,
            answer=Answer(asked.answer),
            dossier=asked.dossier_id,
        ),
    )
    return asked


def _settle(
    by: By, asked: Verification, answer: Answer, answers: Mapping[str, str], source: str
) -> None:
    asked.answer, asked.answers = answer, dict(answers)
    asked.answered_at, asked.source = by.at, source
    asked.save()
    person = asked.person
    person.verified, person.verified_at, person.verified_by = answer, by.at, asked.id
    person.save(update_fields=["verified", "verified_at", "verified_by"])
    if asked.dossier_id:
        for field, said in answers.items():
            Finding.objects.update_or_create(
                dossier_id=asked.dossier_id,
                field=field,
                source=Finding.Source.REGISTER,
                defaults={
                    "unit_id": asked.unit_id,
                    "agrees": said == Answer.MATCH,
                    "by": asked.id,
                    "at": by.at,
                },
            )
