"""What officers make of a person with whom the register does not agree."""

from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType
from uuid import UUID, uuid4

from motcua.actions.act import By, action, allow, tell
from motcua.actions.mismatch import close_case, has_open_twin, hold_case, open_again
from motcua.actions.sameness import link_people
from motcua.actions.verification import ask_verification, ask_without_dossier
from motcua.records.account import Account
from motcua.records.deadlines import deadlines
from motcua.records.dossier import Dossier
from motcua.records.mismatch import (
    ClaimChange,
    CorrectionRequest,
    Mismatch,
    longest,
    waiting_on,
)
from motcua.records.person import Person, bearer_of, person_with_number
from motcua.records.procedure import version_of
from motcua.records.timeline import calendar_at
from motcua.rules.events.base import Matter
from motcua.rules.events.mismatch import (
    CitizenAdvised,
    ClaimCorrected,
    CorrectionAnswered,
    CorrectionAsked,
)
from motcua.rules.identity import Sex
from motcua.rules.mismatch import (
    CLAIMED,
    CaseOutcome,
    CaseStep,
    Description,
    boxes_of,
    corrected,
    unconfirmed,
)
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import instant, local
from motcua.rules.time.working_time import due_on
from motcua.rules.verification import Claim
from motcua.rules.verification_law import LookUp

LONGEST = 1000
Said = Mapping[str, str]
NOTHING: Said = MappingProxyType({})


@action
def correct_claim(
    by: By,
    case: UUID,
    *,
    claim: Description,
    why: str,
    facts: Mapping[str, str] = NOTHING,
    seen: str = "",
) -> Mismatch:
    """It was written wrong here: what is right takes its place, in the dossiers that wait as
    well, and the register is asked again. What was said before is kept. `facts` are the others
    that were asked about and not confirmed, by field; "" leaves one as it is. With `seen`, the
    mark of what the officer saw to be held, nobody may have changed it meanwhile."""
    found = _take(by, case, "mismatch.settle", why)
    if seen and seen != found.held_mark:
        raise Refused("changed-by-another")
    wanted = {field: value for field, value in facts.items() if value}
    _check_facts(found, wanted)
    before = found.held
    after = before | asdict(claim) | wanted
    if after == before or not claim.full_name or not claim.birth_date:
        raise Refused("mismatch-nothing-changed")
    _put_right(by, found, before, after, why)
    found.outcome = CaseOutcome.TYPING
    _ask_again(by, found, found.person_id)
    return found


@action
def ask_correction(by: By, case: UUID, *, wanted: Mapping[str, str], proof: str) -> Mismatch:
    """The register is wrong: the police of where the person lives are asked to put it right, with
    the form filled. Source: NĐ 58/2026/NĐ-CP; the time is data (country/deadlines.toml)."""
    found = _take(by, case, "mismatch.settle", proof)
    asked_for = {field: value for field, value in wanted.items() if value}
    if not asked_for:
        raise Refused("correction-of-nothing")
    within = deadlines().correction
    made = CorrectionRequest.objects.create(
        id=uuid4(),
        mismatch=found,
        dossier=_first_waiting(found),
        wanted=asked_for,
        proof=proof.strip(),
        to_id=found.person.unit_id or found.unit_id,
        officer_id=by.account,
        asked_at=by.at,
        due_at=instant(due_on(local(by.at), within.limit, calendar_at(found.unit_id)).at),
        basis=within.citation[:300],
    )
    found.step, found.outcome = CaseStep.POLICE, CaseOutcome.REGISTER
    found.save(update_fields=["step", "outcome", "settled_by", "why"])
    tell(by, CorrectionAsked(**_matter(made.dossier, found), case=found.id, request=made.id))
    return found


@action
def answer_correction(by: By, request: UUID, *, done: bool, reason: str) -> Mismatch:
    """What the police made of it: corrected, so the register is asked again; or refused, with
    their reason, and the case is an officer's once more."""
    asked = CorrectionRequest.objects.select_related("dossier").filter(pk=request).first()
    if asked is None:
        raise Denied("correction.answer")
    found = hold_case(asked.mismatch_id, "correction.answer")
    allow(by, "correction.answer", found.target, Purpose.COUNTER)
    if asked.answered_at or found.step != CaseStep.POLICE:
        raise Refused("correction-answered")
    if not done and not reason.strip():
        raise Refused("reason-missing")
    asked.answered_at, asked.done, asked.reason = by.at, done, _short(reason)
    asked.save(update_fields=["answered_at", "done", "reason"])
    if done:
        _ask_again(by, found, found.person_id)
    else:
        found.step, found.outcome = CaseStep.OPEN, ""
        found.save(update_fields=["step", "outcome"])
    tell(by, CorrectionAnswered(**_matter(asked.dossier, found), case=found.id, done=done))
    return found


@action
def say_same(by: By, case: UUID, *, number: str, why: str) -> Mismatch:
    """One person under an old number: the record that has the new one is linked with this and
    asked about; where there is none, the new number is written down."""
    found = _take(by, case, "mismatch.link", why)
    other = person_with_number(number)
    found.outcome = CaseOutcome.SAME
    if other is None:
        before = found.held
        _put_right(by, found, before, before | {"number": number}, why)
        _ask_again(by, found, found.person_id)
        return found
    link_people(
        by, (found.person_id, other), same=True, unit=found.unit_id, why=why, case=found.id
    )
    _ask_again(by, found, other)
    return found


@action
def say_two(by: By, case: UUID, *, number: str, why: str) -> Mismatch:
    """Two people: whoever has this number is somebody else, and nobody may link them from now on.
    Both records say so."""
    found = _take(by, case, "mismatch.link", why)
    other = person_with_number(number)
    if other is None:
        raise Refused("other-person-unknown")
    link_people(
        by, (found.person_id, other), same=False, unit=found.unit_id, why=why, case=found.id
    )
    close_case(by, found, CaseOutcome.TWO)
    return found


@action
def advise_citizen(by: By, case: UUID, *, why: str) -> Mismatch:
    """The register has nobody like this: a letter says what to bring, and where to go."""
    found = _take(by, case, "mismatch.settle", why)
    found.step, found.outcome = CaseStep.CITIZEN, CaseOutcome.NOT_FOUND
    found.save(update_fields=["step", "outcome", "settled_by", "why"])
    tell(by, CitizenAdvised(**_matter(_first_waiting(found), found), case=found.id))
    return found


@action
def ask_once_more(by: By, case: UUID, *, why: str) -> Mismatch:
    """The person has been to the police, or has a card now: the register is asked again."""
    found = _take(by, case, "mismatch.settle", why)
    _ask_again(by, found, found.person_id)
    return found


@action
def drop_case(by: By, case: UUID, *, why: str) -> Mismatch:
    """Nobody waits for it any more: its dossiers are over."""
    found = _take(by, case, "mismatch.settle", why)
    if waiting_on(found).exists():
        raise Refused("mismatch-awaited")
    close_case(by, found, CaseOutcome.DROPPED)
    return found


@action
def reopen_case(by: By, case: UUID, *, why: str) -> Mismatch:
    """A case that was closed too soon; what was done in it stays, each part undone by itself."""
    found = hold_case(case, "mismatch.settle")
    allow(by, "mismatch.settle", found.target, Purpose.COUNTER)
    if found.is_open:
        raise Refused("mismatch-open")
    if not why.strip():
        raise Refused("reason-missing")
    if has_open_twin(found):
        raise Refused("mismatch-open")
    open_again(by, found, _short(why))
    return found


def _take(by: By, case: UUID, act: str, why: str) -> Mismatch:
    """An open case in an officer's hands, with their reason."""
    found = hold_case(case, act)
    allow(by, act, found.target, Purpose.COUNTER)
    if not found.is_open:
        raise Refused("mismatch-closed")
    if found.step == CaseStep.POLICE:
        raise Refused("correction-out")
    if not why.strip():
        raise Refused("reason-missing")
    found.why, found.settled_by_id = _short(why), by.account
    return found


def _short(text: str) -> str:
    if len(text) > LONGEST:
        raise Refused("too-long", detail={"limit": LONGEST})
    return text.strip()


def _check_facts(case: Mismatch, facts: Mapping[str, str]) -> None:
    """Only what was asked and not confirmed is put right in a case, as it can be stored."""
    if not facts.keys() <= unconfirmed(case.answers) - set(CLAIMED):
        raise Refused("field-unknown")
    if facts.get("sex", Sex.MALE) not in set(Sex):
        raise Refused("field-unknown")
    for field, value in facts.items():
        if len(value) > longest(field):
            raise Refused("too-long", detail={"limit": longest(field)})


def _put_right(by: By, case: Mismatch, before: Said, after: Said, why: str) -> None:
    """The person's record, and what waiting dossiers say of them."""
    person, number = case.person, after["number"]
    if number != before["number"] and Account.objects.filter(person=person).exists():
        raise Refused("number-of-account")  # nobody becomes who signs in with another number
    if number and bearer_of(number) not in (None, person.id):
        raise Refused("number-already-registered")
    ClaimChange.objects.create(
        mismatch=case, before=before, after=after, why=_short(why), by_id=by.account, at=by.at
    )
    right = {one: said for one, said in after.items() if one in CLAIMED or said != before[one]}
    for field in right.keys() - set(CLAIMED):
        setattr(person, field, right[field])
    person.name(after["full_name"])
    person.birth_date = after["birth_date"]
    person.identify(number)
    person.save()
    for dossier in waiting_on(case).select_for_update(of=("self",)):
        _put_right_in(dossier, person, before["number"], right)
        tell(by, ClaimCorrected(**_matter(dossier, case), case=case.id))


def _put_right_in(dossier: Dossier, person: Person, number: str, right: Said) -> None:
    said = corrected(dossier.answers, number, right)
    if dossier.applicant_id == person.id:
        boxes = boxes_of(version_of(dossier.version)).items()
        filled = {key: field for key, field in boxes if said.get(key) and field in right}
        # where one lives is more in a form than the address that is held
        said |= {key: right[field] for key, field in filled.items() if field != Claim.ADDRESS}
    dossier.answers = said
    dossier.save(update_fields=["answers"])


def _ask_again(by: By, case: Mismatch, person: UUID) -> None:
    """Once for each dossier that waits, and no earlier answer will do; without one for the purpose
    an officer had. The case waits for it."""
    waiting, own = list(waiting_on(case)), case.asked.purpose
    for dossier in waiting:
        ask_verification(
            by,
            person,
            unit=case.unit,
            dossier=dossier,
            fields=case.asked.fields,
            purpose=Purpose.DOSSIER,
            why=case.why or "",
        )
    if not waiting:
        known = Person.objects.filter(pk=person).first()
        if own not in list(LookUp) or known is None:
            raise Refused("mismatch-nobody-waits")
        look_up, purpose = LookUp(own), Purpose.COUNTER
        ask_without_dossier(by, known, unit=case.unit, look_up=look_up, purpose=purpose)
    case.step = CaseStep.ASKED
    case.claim_now(case.person)
    case.save()


def _first_waiting(case: Mismatch) -> Dossier:
    """The dossier whose papers a letter of the case belongs to."""
    found = waiting_on(case).first()
    if found is None:
        raise Refused("mismatch-nobody-waits")
    return found


def _matter(dossier: Dossier, case: Mismatch) -> Matter:
    return {"subject": dossier.id, "about": (case.person_id,), "unit": dossier.unit_id}
