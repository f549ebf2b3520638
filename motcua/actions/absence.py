"""Noting that an officer will be away, and who stands in."""

from datetime import date
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.absence import Absence
from motcua.records.account import Account, Post
from motcua.rules.events.desk import AbsenceEnded, AbsenceNoted, StandbyNamed
from motcua.rules.permission import DECIDERS, DESK, Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local

LONGEST = 366  # days


@action
def note_absence(
    by: By, account: UUID, *, unit: int, first: date, last: date, standby: UUID | None = None
) -> Absence:
    """Someone is away from the first day to the last; whoever is named stands in for them.

    An illness is known on its first day, so it may begin today but not before. Source: NĐ
    118/2025/NĐ-CP Điều 11.8 as amended by NĐ 309/2026/NĐ-CP: there is a plan who replaces
    whom, and reception does not stop.
    """
    away = _colleague(account, unit, by)
    allow(by, "absence.note", _of(away, unit), Purpose.OPERATION)
    if last < first or (last - first).days >= LONGEST:
        raise Refused("absence-ends-before-it-begins")
    if first < local(by.at).date():
        raise Refused("absence-in-the-past")
    if standby == account:
        raise Refused("standby-is-away")
    noted = Absence.objects.create(
        account=away,
        unit_id=unit,
        first=first,
        last=last,
        standby=_colleague(standby, unit, by) if standby else None,
        noted_by_id=by.account,
        noted_at=by.at,
    )
    told = AbsenceNoted(
        subject=noted.id, unit=unit, officer=away.id, first=first, last=last, standby=standby
    )
    tell(by, told)
    return noted


@action
def name_standby(by: By, absence: UUID, *, standby: UUID) -> Absence:
    """Say, or say anew, who stands in for somebody who is or will be away."""
    found = Absence.objects.select_for_update(of=("self",)).filter(pk=absence).first()
    if found is None:
        raise Denied("absence.note")
    away = Account.objects.get(pk=found.account_id)
    allow(by, "absence.note", _of(away, found.unit_id), Purpose.OPERATION)
    if found.ended or found.last < local(by.at).date():
        raise Refused("absence-in-the-past")
    if standby == found.account_id:
        raise Refused("standby-is-away")
    found.standby = _colleague(standby, found.unit_id, by)
    found.save(update_fields=["standby"])
    tell(by, StandbyNamed(subject=found.id, unit=found.unit_id, officer=away.id, standby=standby))
    return found


@action
def end_absence(by: By, absence: UUID) -> Absence:
    """They are there after all: from now on nobody stands in for them."""
    found = Absence.objects.select_for_update(of=("self",)).filter(pk=absence).first()
    if found is None:
        raise Denied("absence.note")
    away = Account.objects.get(pk=found.account_id)
    allow(by, "absence.note", _of(away, found.unit_id), Purpose.OPERATION)
    found.ended = True
    found.save(update_fields=["ended"])
    tell(by, AbsenceEnded(subject=found.id, unit=found.unit_id, officer=away.id))
    return found


def _colleague(account: UUID, unit: int, by: By) -> Account:
    """Somebody who works at this unit's desk today."""
    posts = Post.objects.held_on(local(by.at).date())
    here = posts.filter(unit=unit, account=account, role__in=sorted(DESK | DECIDERS))
    if not here.exists():
        raise Refused("not-a-colleague")
    return Account.objects.get(pk=account)


def _of(away: Account, unit: int) -> Target:
    return Target(unit=unit, people=frozenset({away.person_id}))
