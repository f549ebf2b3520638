"""Telling officers at their desks what is near or late, and that they have read it."""

from datetime import datetime
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.dossier import Dossier
from motcua.records.notice import Notice
from motcua.rules.events.desk import DeskAlone, NoticesRead, Reminded
from motcua.rules.permission import Purpose, Target
from motcua.rules.workload import Alone, Risk


@action
def remind(by: By, dossier: UUID, *, to: UUID, why: Risk) -> Notice:
    """Put a word about a dossier on an officer's desk; the same word about the same date once."""
    held = Dossier.objects.get(pk=dossier)
    assert held.due_at is not None  # what has no date is near none
    allow(by, "clerk.record", held.target, Purpose.DOSSIER)
    notice, _ = Notice.objects.get_or_create(
        account_id=to,
        dossier=held,
        why=why,
        due_at=held.due_at,
        defaults={"unit_id": held.unit_id, "at": by.at},
    )
    tell(by, Reminded(subject=held.id, unit=held.unit_id, to=to, why=why))  # about no citizen
    return notice


@action
def warn_of_nobody(by: By, unit: int, *, to: UUID, why: Alone, opens: datetime) -> Notice:
    """Put on a leader's desk that on the working day that opens then nobody receives people.

    Source: NĐ 118/2025/NĐ-CP Điều 11.8 as amended by NĐ 309/2026/NĐ-CP.
    """
    allow(by, "clerk.record", Target(unit=unit), Purpose.OPERATION)
    notice, _ = Notice.objects.get_or_create(
        account_id=to, dossier=None, unit_id=unit, why=why, due_at=opens, defaults={"at": by.at}
    )
    tell(by, DeskAlone(subject=notice.id, unit=unit, to=to, why=why, opens=opens))
    return notice


@action
def read_notices(by: By) -> None:
    """The officer has read what was put on their desk until now."""
    person = by.actor.person
    allow(by, "notice.read", Target(people=frozenset({person} if person else ())), Purpose.OWN)
    mine = Notice.objects.visible_to(by.actor).unread().filter(at__lte=by.at)
    tell(by, NoticesRead(subject=by.account, notices=mine.update(read_at=by.at)))
