"""Looks at the signatures of files that come in, and asks authorities about those it trusts."""

from typing import Any

from motcua.actions.files.inspect_file import XML
from motcua.actions.files.read_signed import chain_apart, examine_apart, is_signed
from motcua.actions.signature_check import keep_check
from motcua.bridges.proof import Proofs
from motcua.bridges.signing import der_chain
from motcua.clerks.errands import by_clerk, errand
from motcua.clerks.workplace import here
from motcua.records.document import Attachment
from motcua.records.files import store
from motcua.rules.signature import UNREADABLE, Unreadable, Verdict

SIGNABLE = ("application/pdf", XML)


@errand("check-signatures")
def check_signatures(*, entry: int, attachment_id: str, **_: Any) -> None:
    """What the file itself tells is kept at once; what the authorities say, when they answer."""
    files = Attachment.objects.filter(removed=False, media_type__in=SIGNABLE)
    found = files.filter(pk=attachment_id).first()
    if found is None:
        return
    with store().open(found.sha256) as file:
        content = file.read()
    if not is_signed(content):  # nobody need be asked for the roots of anything
        return
    verdicts = _by_itself(content)
    if not verdicts:
        return
    keep_check(by_clerk("look", entry), found.id, verdicts=verdicts)
    proofs = here().proofs
    if proofs and any(each.trusted and not each.checked for each in verdicts):
        keep_check(by_clerk("ask", entry), found.id, verdicts=_asked(content, proofs))


def _by_itself(content: bytes) -> list[Verdict]:
    try:
        return examine_apart(content, here().roots(), at=here().clock())
    except Unreadable:
        return [UNREADABLE]


def _asked(content: bytes, proofs: Proofs) -> list[Verdict]:
    now, roots = here().clock(), here().roots()
    evidence = proofs.evidence(chain_apart(content), der_chain(roots), at=now)
    return examine_apart(content, roots, at=now, evidence=evidence)
