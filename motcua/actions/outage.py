"""Announcing that an outside system is down: meanwhile the clocks of a unit's dossiers stand."""

from datetime import datetime
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.outage import Announcement, outages
from motcua.rules.events.lines import OutageAnnounced, OutageEnded, OutageWithdrawn
from motcua.rules.outage import check_announcement
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused


@action
def announce_outage(
    by: By,
    *,
    unit: int,
    system: str,
    ground: str,
    notice: str,
    begins: datetime,
    ends: datetime | None,
) -> Announcement:
    """Say that a system is down, was, or will be; without `ends` until it is said when it came
    back. The dates of open dossiers are reckoned anew by a clerk."""
    allow(by, "outage.announce", Target(unit=unit), Purpose.OPERATION)
    check_announcement(outages(), system, ground, notice, begins, ends, by.at)
    made = Announcement.objects.create(
        unit_id=unit,
        system=system,
        ground=ground,
        notice=notice.strip(),
        begins=begins,
        ends=ends,
        announced_by_id=by.account,
        announced_at=by.at,
    )
    tell(by, OutageAnnounced(subject=made.id, unit=unit, begins=begins, ends=ends))
    return made


@action
def end_outage(by: By, announcement: UUID, *, ends: datetime) -> Announcement:
    """Say when the system came back, or say it otherwise than before."""
    held = _held(by, announcement)
    said = held.system, held.ground, held.notice, held.begins
    check_announcement(outages(), *said, ends, by.at)
    was, held.ends = held.ends, ends
    held.save(update_fields=["ends"])
    tell(by, OutageEnded(subject=held.id, unit=held.unit_id, was=was, ends=ends))
    return held


@action
def withdraw_outage(by: By, announcement: UUID) -> Announcement:
    """It was a mistake: the row stays, and dates are again what they were."""
    held = _held(by, announcement)
    held.withdrawn_at = by.at
    held.save(update_fields=["withdrawn_at"])
    tell(by, OutageWithdrawn(subject=held.id, unit=held.unit_id))
    return held


def _held(by: By, announcement: UUID) -> Announcement:
    """An announcement that stands, of a unit of theirs."""
    held = Announcement.objects.select_for_update().filter(pk=announcement).first()
    if held is None:
        raise Denied("outage.announce")
    allow(by, "outage.announce", Target(unit=held.unit_id), Purpose.OPERATION)
    if held.withdrawn_at:
        raise Refused("outage-over")
    return held
