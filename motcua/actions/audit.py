"""An auditor reads what was said about a dossier, on a ground that is kept."""

from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.dossier import Dossier
from motcua.rules.audit import AuditGround
from motcua.rules.events.talk import TalkAudited
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied


@action
def audit_talk(by: By, dossier: UUID, *, ground: AuditGround) -> Dossier:
    """Open letters and notes of a dossier in a unit one audits; nothing is put down as read, since
    the desk has not read it."""
    found = Dossier.objects.select_related("unit").filter(pk=dossier).first()
    if found is None:
        raise Denied("talk.audit")
    allow(by, "talk.audit", found.target, Purpose.AUDIT)
    tell(by, TalkAudited(**found.matter, purpose=Purpose.AUDIT, ground=ground))
    return found
