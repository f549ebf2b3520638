"""What of a dossier nobody has confirmed, told to its applicant: what waits, what did not agree,
and what they have to do. The register answers and never says what it holds."""

from datetime import datetime
from typing import Any

from motcua.doors.shared.backlog import waits_for
from motcua.doors.shared.mismatch import NEXT
from motcua.doors.shared.register_words import fields_words
from motcua.records.dossier import Dossier
from motcua.records.mismatch import Mismatch
from motcua.records.sameness import same_people
from motcua.records.verification import unverified_of, verification_law
from motcua.rules.mismatch import CaseStep
from motcua.rules.unverified import Fact
from motcua.rules.verification import Answer, Claim
from motcua.rules.verification_law import Paused
from motcua.rules.who import Who

SAID = {
    Answer.NO_MATCH: "chưa khớp với điều Bạn khai",
    Answer.NO_INFORMATION: "dữ liệu dân cư không có thông tin",
    Answer.INSUFFICIENT: "dữ liệu dân cư chưa đủ căn cứ để trả lời",
}
STEPS = {Paused.ACCEPT: "tiếp nhận", Paused.DECIDE: "giải quyết", Paused.SIGN: "ký"}


def unverified(who: Who, dossier: Dossier, at: datetime) -> dict[str, Any] | None:
    """Of an open dossier what its applicant reads; of others it names only that they wait. None
    where all is confirmed."""
    facts = unverified_of(dossier) if dossier.is_open else []
    theirs = same_people(dossier.applicant_id)
    own = [one for one in facts if one.person in theirs]
    waits = [one for one in own if one.waits]
    case = _case(who, dossier) if dossier.is_open else None
    told = case.answers if case else {one.field: one.answer for one in own if one.answer}
    denied = [*_denied_as_whole(case), *_denied(told)]
    if not (facts or denied):
        return None
    return {
        "steps": _steps(),
        "waits": fields_words(_in_order(waits)),
        "asked_at": min((one.asked_at for one in waits), default=None),
        "others": any(one.waits for one in facts if one.person not in theirs),
        "backlog": waits_for(dossier, at),
        "denied": denied,
        **_next(case),
    }


def _case(who: Who, dossier: Dossier) -> Mismatch | None:
    """The open case of whoever looks at one of their dossiers."""
    if who.person is None:
        return None
    own = Mismatch.objects.filter(person=who.person, unit=dossier.unit_id)
    return own.visible_to(who).open().order_by("-opened_at").first()


def _denied_as_whole(case: Mismatch | None) -> list[tuple[str, str]]:
    """That name, birth date and number are not one person's, where no field says so."""
    if case is None or case.answer != Answer.NO_MATCH or case.answer in case.answers.values():
        return []
    return [("họ và tên, ngày sinh, số định danh cùng lúc", SAID[Answer.NO_MATCH])]


def _denied(told: dict[str, Any]) -> list[tuple[str, str]]:
    """What the register did not confirm, the fields it answers alike together, with its answer in
    words."""
    alike: dict[Answer, list[Claim]] = {}
    for field in Claim:
        if (said := told.get(field, Answer.MATCH)) != Answer.MATCH:
            alike.setdefault(Answer(said), []).append(field)
    return [(fields_words(fields), SAID[said]) for said, fields in alike.items()]


def _next(case: Mismatch | None) -> dict[str, Any]:
    """Whose turn it is, and until when the police answer."""
    correction = case.corrections.filter(answered_at=None).first() if case else None
    return {
        "next": NEXT[CaseStep(case.step) if case else CaseStep.OPEN],
        "until": correction.due_at if correction else None,
    }


def _steps() -> str:
    """Which steps wait for an answer: “giải quyết, ký”."""
    return ", ".join(STEPS[one] for one, law in verification_law().steps.items() if law.waits)


def _in_order(facts: list[Fact]) -> list[Claim]:
    asked = {one.field for one in facts}
    return [one for one in Claim if one in asked]
