"""Asking those whose agreement the law wants; their own word, or what an officer attests."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.document import keep_clean
from motcua.actions.dossier import changed, hold, set_date, version_behind
from motcua.actions.files.inspect_file import Clean
from motcua.actions.person import known_or_new
from motcua.records.consent import Consent
from motcua.records.dossier import Dossier, Party
from motcua.records.known import dwelling_named, named_as, named_in
from motcua.records.person import make_room_for
from motcua.records.scope import look_as
from motcua.rules.catalogue.parts import ConsentRule
from motcua.rules.catalogue.procedure import Version
from motcua.rules.consent import ConsentWay, check_recorded
from motcua.rules.events.dossier import ConsentAsked, ConsentGiven, ConsentRecorded
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused

OWNER = "owner"


def ask_consents(by: By, dossier: Dossier, version: Version, answers: dict[str, Any]) -> None:
    """Ask those whose consent the law wants and who were not asked yet; who is head and owner is
    told once."""
    wanted = version.consents_now(answers)
    if not wanted:
        return
    make_room_for(named_in(version, answers))
    before = dict(Consent.objects.filter(dossier=dossier).values_list("who", "person"))
    told = set(before.values())
    for consent in wanted:
        if consent.who in before:
            continue
        asked, named = _whose_consent(by, answers, consent)
        if asked == dossier.applicant_id:
            continue
        if asked and asked not in told:
            dossier.parties.create(person_id=asked, role=Party.Role.ASKED, unit_id=dossier.unit_id)
        Consent.objects.create(
            dossier=dossier,
            person_id=asked,
            named=None if asked else named,
            unit_id=dossier.unit_id,
            who=consent.who,
            citation=consent.citation,
            asked_at=by.at,
        )
        if asked and asked not in told:
            both = (asked, dossier.applicant_id)
            tell(by, ConsentAsked(**dossier.matter | {"about": both}))
            told.add(asked)


def _whose_consent(
    by: By, answers: Mapping[str, Any], consent: ConsentRule
) -> tuple[UUID | None, str | None]:
    """The owner of the declared dwelling; else whom the form names, by number. Who is named
    without one, or not at all, cannot be asked: an officer puts down their word (`named`)."""
    dwelling = dwelling_named(answers) if consent.who == OWNER else None
    if dwelling is not None:
        return dwelling.owner_id, None
    named = named_as(answers, consent.who)
    name = str(named.get("full_name") or "")
    if not named.get("number"):
        if set(consent.ways) == {ConsentWay.ACCOUNT}:
            raise Refused("consent-needs-number", consent.citation)
        return None, name or None
    person = known_or_new(
        by, full_name=name, number=named["number"], birth_date=named.get("birth_date") or ""
    )
    look_as(by.actor)
    return person, name


@action
def give_consent(by: By, dossier: UUID, *, given: bool) -> Consent:
    """The person asked says yes or no, from their own account, once for all they are asked as
    (head of the household and owner). Of what an officer put down for them they have the last
    word, while the dossier is open."""
    held = hold(dossier)
    allow(by, "dossier.consent", held.target, Purpose.OWN)
    asked = Consent.objects.select_for_update().filter(dossier=held)
    mine = list(asked.filter(person=by.actor.person)) if by.actor.person else []
    if not mine:
        raise Denied("dossier.consent")
    left = [one for one in mine if not one.is_own_word]
    if not left:
        raise Refused("consent-already-answered")
    if not held.is_open and any(one.answered_at for one in left):
        raise Refused("step-not-allowed", detail={"state": held.state})
    for consent in left:
        consent.given, consent.answered_at, consent.way = given, by.at, ConsentWay.ACCOUNT
        consent.save(update_fields=["given", "answered_at", "way"])
    set_date(held)
    changed(held, by.at)
    both = tuple(filter(None, (held.applicant_id, left[0].person_id)))
    tell(by, ConsentGiven(**held.matter | {"about": both}, given=given))
    return left[0]


@action
def record_consent(
    by: By,
    dossier: UUID,
    *,
    consent: UUID,
    given: bool,
    way: ConsentWay,
    said_at: datetime,
    scan: Clean | None = None,
    revision: int | None = None,
) -> Consent:
    """An officer puts down what the person asked has signed, or has said to them.

    Nobody does it who has any part in the dossier. The person is told, sees it on their pages,
    and may still say otherwise from their own account.
    """
    held = hold(dossier, revision)
    act = "dossier.hear-consent" if way is ConsentWay.ASKED else "dossier.record-consent"
    allow(by, act, held.target, Purpose.DOSSIER)
    if held.parties.filter(person=by.actor.person).exists():
        raise Denied(act)
    asked = Consent.objects.select_for_update().filter(dossier=held, pk=consent).first()
    if asked is None:
        raise Denied(act)
    if asked.is_own_word:
        raise Refused("consent-is-their-own")
    if not held.is_open:
        raise Refused("step-not-allowed", detail={"state": held.state})
    check_recorded(way, _ways(held, asked), said_at, by.at, scan=scan is not None)
    asked.given, asked.answered_at, asked.way = given, by.at, way
    asked.said_at, asked.recorded_by_id = said_at, by.account
    asked.scan = keep_clean(by, held, f"consent.{asked.who}", scan) if scan else None
    asked.save()
    set_date(held)
    changed(held, by.at)
    both = tuple(filter(None, (held.applicant_id, asked.person_id)))
    tell(
        by,
        ConsentRecorded(
            **held.matter | {"about": both},
            consent=asked.id,
            given=given,
            way=way,
            said_at=said_at,
            scan=asked.scan,
        ),
    )
    return asked


def _ways(held: Dossier, asked: Consent) -> tuple[str, ...]:
    """The ways this dossier's version leaves open to this person; none where it asks nobody."""
    wanted = version_behind(held).consents
    return next((one.ways for one in wanted if one.who == asked.who), ())
