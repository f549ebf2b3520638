"""Putting down an agreement that was given on paper, or to an officer: the officer attests it."""

from datetime import datetime
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.document import keep_clean
from motcua.actions.dossier import changed, hold, set_date, version_behind
from motcua.actions.files.inspect_file import Clean
from motcua.records.dossier import Consent, Dossier
from motcua.rules.consent import Way, check_recorded
from motcua.rules.events.dossier import ConsentRecorded
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused


@action
def record_consent(
    by: By,
    dossier: UUID,
    *,
    consent: UUID,
    given: bool,
    way: Way,
    said_at: datetime,
    scan: Clean | None = None,
    revision: int | None = None,
) -> Consent:
    """An officer puts down what the person asked has signed, or has said to them.

    Nobody does it who has any part in the dossier. The person is told, sees it on their pages,
    and may still say otherwise from their own account.
    """
    held = hold(dossier, revision)
    act = "dossier.hear-consent" if way is Way.ASKED else "dossier.record-consent"
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
