"""What of somebody's own data the register does not agree with, and what comes next."""

from typing import Any

from motcua.doors.shared.mismatch import NEXT, label
from motcua.records.dossier import Dossier
from motcua.records.mismatch import Mismatch
from motcua.rules.mismatch import Step
from motcua.rules.verification import Answer, Claim
from motcua.rules.who import Who


def unmatched(who: Who, dossier: Dossier) -> dict[str, Any] | None:
    """The open case of whoever looks at one of their dossiers, None where there is none."""
    own = Mismatch.objects.filter(person=who.person, unit=dossier.unit_id)
    case = own.visible_to(who).open().order_by("-opened_at").first() if who.person else None
    if case is None or not dossier.is_open:
        return None
    correction = case.corrections.filter(answered_at=None).first()
    return {
        "answer": Answer(case.answer).label,
        "fields": [
            label(name) for name in Claim if case.answers.get(name, Answer.MATCH) != Answer.MATCH
        ],
        "next": NEXT[Step(case.step)],
        "until": correction.due_at if correction else None,
    }
