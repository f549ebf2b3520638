"""Writing an application bit by bit: it can be taken up again on another device."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.account import Account
from motcua.records.document import Attachment
from motcua.records.draft import Draft
from motcua.records.person import Person
from motcua.records.representation import stands_for
from motcua.records.unit import Unit
from motcua.rules.catalogue.parts import Capacity
from motcua.rules.catalogue.procedure import Version
from motcua.rules.events.dossier import DraftDiscarded, DraftSaved
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local

KEPT = timedelta(days=30)  # ours: what nobody comes back to is forgotten


@action
def save_draft(
    by: By,
    *,
    id: UUID,
    version: Version,
    unit: Unit | None,
    applicant: Person,
    answers: Mapping[str, Any],
) -> Draft:
    """Keep what was answered so far, under the id the dossier will have.

    `unit` is None as long as it hangs on a dwelling that has not been named.
    """
    if not version.filed_here:
        raise Refused("procedure-not-filed-here", "; ".join(version.citation))
    place = unit.id if unit else None
    capacity = acts_as(by, version, applicant)
    people = whose(by, applicant, capacity)
    own = by.actor.person in people
    allow(by, "draft.save", Target(place, people), Purpose.OWN if own else Purpose.COUNTER)
    draft = Draft.objects.select_for_update().filter(pk=id).first()
    if draft and draft.account_id != by.actor.account:
        raise Denied("draft.save")
    if draft and draft.submitted:
        raise Refused("draft-already-submitted")
    draft = draft or Draft(
        id=id, account=Account(pk=by.actor.account), procedure=version.code, applicant=applicant
    )
    if capacity:
        draft.representative_id, draft.capacity = by.actor.person, capacity
    draft.version, draft.unit, draft.answers = version.key, unit, dict(answers)
    draft.saved_at, draft.expires_at = by.at, by.at + KEPT
    draft.save()
    tell(by, DraftSaved(**draft.matter))
    return draft


def acts_as(by: By, version: Version, applicant: Person) -> Capacity | None:
    """By what the actor stands for the applicant; None for oneself and for an officer."""
    person = by.actor.person
    if person is None or person == applicant.id:
        return None
    return stands_for(person, applicant, version, local(by.at).date())


def whose(by: By, applicant: Person, capacity: Capacity | None) -> frozenset[UUID]:
    """Whose matter it is: the applicant's, and the actor's where they stand for them."""
    person = by.actor.person
    return frozenset({applicant.id, person} if capacity and person else {applicant.id})


@action
def discard_draft(by: By, id: UUID) -> None:
    """Its maker throws a draft away: the answers are gone, the files no longer to be seen."""
    draft = Draft.objects.select_for_update().filter(pk=id, account=by.actor.account).first()
    if draft is None:
        raise Denied("draft.discard")
    own = by.actor.person in draft.target.people
    allow(by, "draft.discard", draft.target, Purpose.OWN if own else Purpose.COUNTER)
    if draft.submitted:
        raise Refused("draft-already-submitted")
    _throw_away(by, draft)


@action
def forget_draft(by: By, id: UUID) -> None:
    """A draft nobody came back to is gone after the time its maker was told."""
    old = Draft.objects.select_for_update().filter(submitted=False, expires_at__lt=by.at)
    draft = old.filter(pk=id).first()
    if draft is None:
        raise Denied("draft.discard")
    allow(by, "clerk.record", draft.target, Purpose.OPERATION)
    _throw_away(by, draft)


def _throw_away(by: By, draft: Draft) -> None:
    Attachment.objects.filter(dossier=draft.id, removed=False).update(removed=True)
    tell(by, DraftDiscarded(**draft.matter))
    draft.delete()
