"""Saying, once, how content one is with how a dossier was handled."""

from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.dossier import hold
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.records.rating import Rating
from motcua.rules.dossier import HANDLED
from motcua.rules.events.talk import Rated
from motcua.rules.permission import Purpose
from motcua.rules.rating import STEPS
from motcua.rules.refusal import Refused

LONGEST = 500


@action
def rate(
    by: By, dossier: UUID, *, steps: int, words: str = "", way: Rating.Way = Rating.Way.ACCOUNT
) -> Rating:
    """From one's account, or by whoever knows the dossier's number and a second fact: the scope
    then holds this dossier and no other. No officer rates for others."""
    held = hold(dossier)
    if way == Rating.Way.ACCOUNT:
        allow(by, "rating.give", held.target, Purpose.OWN)
    else:
        allow(by, "rating.give-by-code", held.target, Purpose.PUBLIC)
        if by.actor.is_officer:
            raise Refused("officer-does-not-rate")
    if held.closed_at is None or held.state not in HANDLED:
        raise Refused("rated-too-soon")
    if Rating.objects.filter(dossier=held).exists():
        raise Refused("rated-already")
    if steps not in STEPS:
        raise Refused("rating-without-step")
    if len(words) > LONGEST:
        raise Refused("too-long", detail={"limit": LONGEST})
    rating = Rating.objects.create(
        dossier=held,
        unit_id=held.unit_id,
        officer_id=held.officer_id or _who_refused(held),
        steps=steps,
        words=words.strip(),
        way=way,
        at=by.at,
    )
    tell(by, Rated(subject=held.id, about=(held.applicant_id,), rating=rating.id))
    return rating


def _who_refused(held: Dossier) -> UUID | None:
    """Whoever did not accept a dossier that nobody had in hand yet."""
    refused = Entry.objects.of(held.id).filter(kind="dossier.refused")
    return refused.values_list("actor", flat=True).last()
