"""What proves a kept paper is renewed before it ends; the file as it was stays genuine."""

from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.files.apart.pdf_signature import examine
from motcua.actions.signature import provable_until
from motcua.records.document import Paper
from motcua.records.files import store
from motcua.records.renewal import Renewal
from motcua.rules.events.document import ProofRenewed
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local

MORE = 200_000
"""Bytes that one renewal may add to a file."""


@action
def renew_proof(by: By, paper: UUID, *, content: bytes, roots: bytes) -> Paper:
    """Keep a signed paper with a time-stamp over all of it.

    Checked: the kept file is its beginning, every signature still counts with nothing added but
    proof, and it can be proven for longer than before.
    """
    rows = Paper.objects.select_for_update(of=("self",)).select_related("dossier")
    found = rows.filter(pk=paper).first()
    if found is None:
        raise Denied("clerk.record")
    allow(by, "clerk.record", found.dossier.target, Purpose.SIGNING)
    if found.state != Paper.State.SIGNED:
        raise Refused("step-not-allowed", detail={"state": found.state})
    with store().open(found.signed) as file:
        kept = file.read()
    if not content.startswith(kept):
        raise Refused("signature-not-of-this-paper")
    verdicts = examine(content, roots, at=by.at)
    if not verdicts or any(each.reason for each in verdicts):
        raise Refused(
            "signature-broken", detail={"reason": verdicts[0].reason if verdicts else ""}
        )
    until = provable_until(verdicts)
    if until is None or (found.provable_until and until <= found.provable_until):
        raise Refused("proof-not-longer")
    Renewal.objects.create(
        paper=found, unit_id=found.unit_id, sha256=found.signed, at=by.at, until=until
    )
    stored = store().put(content, limit=len(kept) + MORE)
    found.signed, found.provable_until = stored.sha256, until
    found.save(update_fields=["signed", "provable_until"])
    tell(by, ProofRenewed(**found.dossier.matter, paper=found.id, until=local(until).date()))
    return found
