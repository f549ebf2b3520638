"""Looks at the signatures of files that come in, and asks authorities about those it trusts."""

from typing import Any

from motcua.actions.files.pdf_apart import chain_apart, examine_apart
from motcua.actions.files.pdf_signature import Unreadable
from motcua.actions.signature_check import keep_check
from motcua.bridges.proof import Proofs
from motcua.bridges.signing import der_chain
from motcua.clerks.errands import by_clerk, errand
from motcua.clerks.workplace import here
from motcua.records.document import Attachment
from motcua.records.files import store
from motcua.rules.signature import Verdict

PDF = "application/pdf"
UNREADABLE = Verdict(False, False, "", "", None, False, "unreadable")


COVERED = b"/ByteRange"
"""What each signature says it covers; it stands open in the file, being filled in last."""


@errand("check-signatures")
def check_signatures(*, entry: int, attachment_id: str, **_: Any) -> None:
    """What the file itself tells is kept at once; what the authorities say, when they answer."""
    found = Attachment.objects.filter(pk=attachment_id, removed=False, media_type=PDF).first()
    if found is None:
        return
    with store().open(found.sha256) as file:
        pdf = file.read()
    if COVERED not in pdf:  # unsigned: nobody need be asked for the roots of anything
        return
    verdicts = _by_itself(pdf)
    if not verdicts:
        return
    keep_check(by_clerk("look", entry), found.id, verdicts=verdicts)
    proofs = here().proofs
    if proofs and any(each.trusted and not each.checked for each in verdicts):
        keep_check(by_clerk("ask", entry), found.id, verdicts=_asked(pdf, proofs))


def _by_itself(pdf: bytes) -> list[Verdict]:
    try:
        return examine_apart(pdf, here().roots(), at=here().clock())
    except Unreadable:
        return [UNREADABLE]


def _asked(pdf: bytes, proofs: Proofs) -> list[Verdict]:
    now, roots = here().clock(), here().roots()
    evidence = proofs.evidence(chain_apart(pdf), der_chain(roots), at=now)
    return examine_apart(pdf, roots, at=now, evidence=evidence)
