"""A dossier's way through the house, told by those who walk it."""

import uuid
from typing import Any

import pytest

from motcua.actions.dossier import answer_request, give_consent, see, submit, withdraw
from motcua.actions.document import attach
from motcua.actions.draft import save_draft
from motcua.actions.processing import accept, ask_supplement, decide, hand_over, refuse, take_fee
from motcua.records.dossier import Consent, Dossier, Party
from motcua.records.dwelling import Dwelling
from motcua.records.journal import Entry
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.rules.dossier import State
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.wall_clock import local
from tests import cast
from tests.cast import act, eyes, later

pytestmark = pytest.mark.django_db


def file_residence(key: str, **answers: Any) -> Dossier:
    """One of the cast asks for a confirmation of residence."""
    version = catalogue()["1.010041"].on(cast.TODAY)
    with eyes(key) as actor:
        applicant = Person.objects.get(pk=actor.person)
        return act(
            key,
            submit,
            id=uuid.uuid4(),
            version=version,
            unit=cast.commune("Đức Nhàn"),
            applicant=applicant,
            answers=answers,
        )


def test_a_citizen_files_and_is_told_number_and_date() -> None:
    dossier = file_residence("minh")
    assert dossier.number
    assert dossier.due_steps[0].startswith("nhận lúc 09:00 thứ Hai 23/11/2026")
