"""Cases of people with whom the register does not agree: opened and closed by its answers."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from motcua.actions.act import By, action, allow, tell
from motcua.records.dossier import Dossier, Party
from motcua.records.mismatch import (
    CardSeen,
    Mismatch,
    around,
    description_of,
    index_of,
    open_cases,
)
from motcua.records.person import Person
from motcua.records.procedure import version_of
from motcua.records.sameness import same_people
from motcua.records.verification import Verification
from motcua.rules.cards.reading import Reading
from motcua.rules.events.mismatch import (
    CardForgotten,
    CardKept,
    MismatchClosed,
    MismatchForgotten,
    MismatchOpened,
    MismatchReopened,
)
from motcua.rules.mismatch import (
    CLAIMED,
    CaseOutcome,
    CaseStep,
    Cause,
    Description,
    boxes_of,
    denied,
    differing,
    likely,
    said_in,
)
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.verification import Answer

MOST_CARDS = 5
MOST_DOSSIERS = 20


def open_mismatch(by: By, asked: Verification) -> None:
    """Make of an answer what it is: a case to be settled, or the end of those that were open. A
    part of the act that records it."""
    if asked.answer == Answer.MATCH:
        for case in Mismatch.objects.open().filter(person__in=same_people(asked.person_id)):
            if case.step == CaseStep.ASKED or denied(case.answers) <= set(asked.answers):
                close_case(by, case, CaseOutcome(case.outcome or CaseOutcome.AGREED))
        return
    claim, answer = description_of(asked.person), Answer(asked.answer)
    if _dropped_since(asked, claim):
        return
    case = _open_case(asked, claim) or Mismatch(
        person=asked.person, unit_id=asked.unit_id, opened_at=by.at
    )
    case.asked, case.answer, case.answers = asked, answer, asked.answers
    case.claim_now(asked.person)
    if case.step == CaseStep.ASKED:  # asked again in vain
        case.step, case.outcome = CaseStep.OPEN, ""
    case.cause = _cause(case)
    case.save()
    tell(by, MismatchOpened(**case.matter, answer=answer, cause=case.cause))


def _dropped_since(asked: Verification, claim: Description) -> bool:
    """Whether an officer closed the case after this was asked, since nobody waits for it."""
    over = Mismatch.objects.filter(outcome=CaseOutcome.DROPPED, closed_at__gte=asked.asked_at)
    theirs = over.filter(person__in=same_people(asked.person_id), unit=asked.unit_id)
    return theirs.filter(claims=index_of(claim)).exists()


def weigh_again(dossier: Dossier, people: Iterable[UUID]) -> None:
    """More is known of these people: what their open cases may come from is told anew. A part of
    the act by which it came to be known."""
    for case in open_cases(dossier).filter(person__in=people):
        case.cause = _cause(case)
        case.save(update_fields=["cause"])


def _cause(case: Mismatch) -> Cause:
    """The likeliest by what is known now."""
    others = [said for _, said in said_elsewhere(case)]
    return likely(case.claim, Answer(case.answer), case.answers, around(case, others))[0]


def _open_case(asked: Verification, claim: Description) -> Mismatch | None:
    """The case this answer belongs to: of the same claims, or of a person whose claims were put
    right, or whose other record was linked, and who was asked about again."""
    rows = Mismatch.objects.open().select_for_update(of=("self",))
    theirs = rows.filter(person__in=same_people(asked.person_id), unit=asked.unit_id)
    return theirs.filter(Q(claims=index_of(claim)) | Q(step=CaseStep.ASKED)).first()


def close_case(by: By, case: Mismatch, outcome: CaseOutcome) -> None:
    """The end of a case: what a card said is deleted with it."""
    case.outcome, case.step, case.closed_at = outcome, CaseStep.CLOSED, by.at
    case.save(update_fields=["outcome", "step", "closed_at", "settled_by", "why"])
    case.cards.all().delete()
    tell(by, MismatchClosed(**case.matter, outcome=outcome))


def open_again(by: By, case: Mismatch, why: str) -> None:
    """A closed case is an officer's once more: a part of the acts after which it is."""
    case.step, case.outcome, case.closed_at = CaseStep.OPEN, "", None
    case.why, case.settled_by_id = why, by.account
    case.save()
    tell(by, MismatchReopened(**case.matter))


def has_open_twin(case: Mismatch) -> bool:
    """Whether the same claims have been opened anew since it was closed."""
    same = Mismatch.objects.open().filter(person=case.person_id, unit=case.unit_id)
    return same.filter(claims=case.claims).exists()


def hold_case(case: UUID, act: str) -> Mismatch:
    """The case for change; refused as not there where it may not be seen."""
    rows = Mismatch.objects.select_for_update(of=("self",)).select_related("person", "unit")
    found = rows.filter(pk=case).first()
    if found is None:
        raise Denied(act)
    return found


@action
def keep_card(by: By, case: UUID, *, reading: Reading) -> CardSeen:
    """A card that was read for an open case and does not say what was claimed: its bytes stay
    with the case, sealed, until it closes."""
    found = hold_case(case, "mismatch.settle")
    allow(by, "mismatch.settle", found.target, Purpose.COUNTER)
    if not found.is_open:
        raise Refused("mismatch-closed")
    if found.cards.count() >= MOST_CARDS:
        raise Refused("mismatch-cards-enough", detail={"limit": MOST_CARDS})
    said = {str(name): value for name, value in reading.fields.items()}
    kept = CardSeen(
        mismatch=found, unit_id=found.unit_id, source=reading.source, said=said, at=by.at,
        original=reading.original,
    )  # fmt: skip
    if not reading.damage and not differing(found.claim, kept.claim):
        raise Refused("card-agrees")
    kept.save()
    found.cause = _cause(found)
    found.save(update_fields=["cause"])
    tell(by, CardKept(**found.matter))
    return kept


@action
def forget_card(by: By, card: UUID) -> Mismatch:
    """A card's bytes have been with a case as long as they may be."""
    kept = CardSeen.objects.select_related("mismatch__person").get(pk=card)
    allow(by, "clerk.record", kept.mismatch.target, Purpose.OPERATION)
    kept.delete()
    tell(by, CardForgotten(**kept.mismatch.matter))
    return kept.mismatch


@action
def forget_case(by: By, case: UUID) -> Mismatch:
    """A case was closed as long ago as what it says may be kept: what came of it stays."""
    found = hold_case(case, "clerk.record")
    allow(by, "clerk.record", found.target, Purpose.OPERATION)
    found.claimed, found.claims, found.why = {}, b"", None
    found.save(update_fields=["claimed", "claims", "why"])
    for change in found.changes.all():
        change.before, change.after, change.why = {}, {}, ""
        change.save()
    for asked in found.corrections.all():
        asked.wanted, asked.proof, asked.reason = {}, "", None
        asked.save()
    tell(by, MismatchForgotten(**found.matter))
    return found


Said = tuple[CardSeen | Dossier, Description]


def said_elsewhere(case: Mismatch) -> list[Said]:
    """What the cards at hand and the dossiers say of the person, newest first, each once; of the
    dossiers those in sight."""
    found: list[Said] = [(card, card.claim) for card in case.cards.order_by("-at")]
    for dossier in _dossiers_naming(case):
        found += [(dossier, claim) for claim in _said(dossier, case.person)]
    kept: dict[Description, Said] = {}
    for source, claim in found:
        kept.setdefault(claim, (source, claim))
    return list(kept.values())


def _dossiers_naming(case: Mismatch) -> list[Dossier]:
    theirs = Party.objects.filter(person__in=same_people(case.person_id)).values("dossier")
    rows = Dossier.objects.filter(pk__in=theirs).select_related("applicant")
    return list(rows.order_by("-submitted_at")[:MOST_DOSSIERS])


def _said(dossier: Dossier, person: Person) -> list[Description]:
    """What a dossier's form says of somebody: in the applicant's own boxes, and where a person is
    written down by this number."""
    found = said_in(dossier.answers, person.number) if person.number else []
    if dossier.applicant_id == person.id:
        boxes = boxes_of(version_of(dossier.version))
        own = {field: str(dossier.answers.get(key) or "") for key, field in boxes.items()}
        if own.get("full_name"):
            found.append(Description(*(own.get(field, "") for field in CLAIMED)))
    return found
