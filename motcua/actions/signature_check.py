"""What a clerk found out about the signatures of a file that came in."""

from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier
from motcua.records.draft import Draft
from motcua.records.signature import SignatureCheck, as_rows
from motcua.rules.events.document import SignaturesChecked
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied
from motcua.rules.signature import Verdict


@action
def keep_check(by: By, attachment: UUID, *, verdicts: list[Verdict]) -> SignatureCheck:
    """Keep what is known now; a later look, when the authorities answer, takes its place."""
    found = Attachment.objects.select_for_update().filter(pk=attachment, removed=False).first()
    if found is None:
        raise Denied("clerk.record")
    home = (
        Dossier.objects.filter(pk=found.dossier).first()
        or Draft.objects.filter(pk=found.dossier).first()
    )
    if home is None:
        raise Denied("clerk.record")
    allow(by, "clerk.record", home.target, Purpose.DOSSIER)
    kept, _ = SignatureCheck.objects.update_or_create(
        attachment=found, defaults={"found": as_rows(verdicts), "at": by.at}
    )
    tell(
        by,
        SignaturesChecked(
            **home.matter,
            attachment=found.id,
            signatures=len(verdicts),
            sound=all(each.trusted and each.checked and not each.reason for each in verdicts),
        ),
    )
    return kept
