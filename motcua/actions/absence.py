"""Noting that an officer will be away, who stands in, and who receives people on which days."""

from datetime import date
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.absence import Absence, Standby
from motcua.records.account import Account, Post
from motcua.records.workload import at_the_desk
from motcua.rules.events.desk import (
    AbsenceEnded,
    AbsenceNoted,
    StandbyAppointed,
    StandbyEnded,
    StandbyNamed,
)
from motcua.rules.permission import DECIDERS, DESK, Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local

LONGEST = 366  # days; ours: more is a slip of the year


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
    _check_days(by, first, last)
    noted = Absence.objects.create(
        account=away,
        unit_id=unit,
        first=first,
        last=last,
        standby=_stands_in(by, standby, unit, account) if standby else None,
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
    found.standby = _stands_in(by, standby, found.unit_id, found.account_id)
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


@action
def appoint_standby(by: By, account: UUID, *, unit: int, first: date, last: date) -> Standby:
    """A leader has somebody of the unit receive people on these days, and it ends by itself.

    They may do at the counter what those of the desk do there; what police or the committee
    decide they may not decide for it. Source: as `note_absence`.
    """
    allow(by, "standby.appoint", Target(unit=unit), Purpose.OPERATION)
    _check_days(by, first, last)
    named = _colleague(account, unit, by)
    away = Absence.objects.around(first).filter(account=named, unit=unit, first__lte=last)
    if away.exists():
        raise Refused("standby-is-away")
    appointed = Standby.objects.create(
        account=named,
        unit_id=unit,
        first=first,
        last=last,
        appointed_by_id=by.account,
        appointed_at=by.at,
    )
    told = StandbyAppointed(
        subject=appointed.id, unit=unit, officer=named.id, first=first, last=last
    )
    tell(by, told)
    return appointed


@action
def end_standby(by: By, standby: UUID) -> Standby:
    """They are not needed any more: from now on they receive nobody."""
    found = Standby.objects.select_for_update().filter(pk=standby).first()
    if found is None:
        raise Denied("standby.appoint")
    allow(by, "standby.appoint", Target(unit=found.unit_id), Purpose.OPERATION)
    found.ended = True
    found.save(update_fields=["ended"])
    tell(by, StandbyEnded(subject=found.id, unit=found.unit_id, officer=found.account_id))
    return found


def _check_days(by: By, first: date, last: date) -> None:
    if last < first or (last - first).days >= LONGEST:
        raise Refused("absence-ends-before-it-begins")
    if first < local(by.at).date():
        raise Refused("absence-in-the-past")


def _stands_in(by: By, account: UUID, unit: int, away: UUID) -> Account:
    """Who is to stand in for somebody away: one of the desk by anybody's word, another colleague,
    who may then receive people, by a leader's."""
    if account == away:
        raise Refused("standby-is-away")
    found = _colleague(account, unit, by)
    if account not in at_the_desk(unit, local(by.at).date()):
        allow(by, "standby.appoint", Target(unit=unit), Purpose.OPERATION)
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
