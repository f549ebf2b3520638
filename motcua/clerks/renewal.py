"""Renews what proves kept papers: a time-stamp over the whole file, before the newest one ends."""

import logging
from datetime import datetime, time

from motcua.actions.files.pdf_evidence import with_evidence
from motcua.actions.renewal import renew_proof
from motcua.bridges.keys import SigningFailed
from motcua.bridges.proof import Proofs, stamp_certificates
from motcua.bridges.renewing import with_stamp
from motcua.bridges.signing import der_chain
from motcua.clerks.errands import by_clock, rounds
from motcua.clerks.workplace import here
from motcua.records.document import Paper
from motcua.records.files import store
from motcua.records.renewal import ending
from motcua.records.trust import renew_before
from motcua.rules.refusal import Denied, Refused
from motcua.rules.signature import Unreadable
from motcua.rules.time.wall_clock import instant, local
from motcua.rules.time.working_time import months_later

log = logging.getLogger("motcua.clerks")
MOST_A_NIGHT = 5_000


@rounds("renew-proofs", cron="9 1 * * *")
def renew_proofs(timestamp: int = 0) -> None:
    """Each night those that end soonest; what goes wrong with one is tried again the next night.
    A line that is down ends the round: there are months left."""
    proofs = here().proofs
    if proofs is None:
        return
    today = local(here().clock()).date()
    soon = instant(datetime.combine(months_later(today, renew_before().months), time.min))
    for paper in list(ending(soon)[:MOST_A_NIGHT]):
        try:
            content = _stamped(paper, proofs)
            renew_proof(by_clock(), paper.id, content=content, roots=here().roots())
        except (Refused, Denied, SigningFailed, Unreadable) as trouble:
            log.warning("the proof of paper %s was not renewed: %s", paper.id, trouble)


def _stamped(paper: Paper, proofs: Proofs) -> bytes:
    """A stamp over all that is there, and behind it what the authorities say of that stamp."""
    with store().open(paper.signed) as file:
        kept = file.read()
    field = f"GiaHan{paper.renewals.count() + 1}{paper.code}"
    content, token = with_stamp(kept, field, proofs.stamp)
    chain, roots = stamp_certificates(token), der_chain(here().roots())
    return with_evidence(content, proofs.evidence(chain, roots, at=here().clock()))
