"""Takes a paper's digest to the signer and brings it back signed, and proven for later years."""

import hashlib
import logging
from datetime import datetime
from typing import Any
from uuid import uuid5

from cryptography import x509

from motcua.actions.act import By
from motcua.actions.signature import (
    attach_signature,
    give_up_signature,
    keep_prepared,
    note_hindrance,
)
from motcua.bridges.keys import SigningFailed, TokenGone, TokenLocked
from motcua.bridges.line import Unreachable
from motcua.bridges.proof import SYSTEM as AUTHORITY
from motcua.bridges.proof import TSA, Proofs, stamp_certificates
from motcua.bridges.signer import Declined, Pending, SignatureRequest
from motcua.bridges.signing import Prepared, der_chain, finish, pem_chain, prepare, with_evidence
from motcua.clerks.errands import Waiting, by_clerk, by_clock, errand
from motcua.clerks.workplace import here
from motcua.records.document import Paper
from motcua.records.files import store
from motcua.records.journal import Entry
from motcua.rules.refusal import Denied, Refused
from motcua.rules.signature import Hindrance

log = logging.getLogger("motcua.clerks")
DOWN = {TSA: Hindrance.STAMP_DOWN, AUTHORITY: Hindrance.AUTHORITY_DOWN}


class Unsigned(Exception):
    """The paper cannot be signed, and trying again will not mend it."""

    def __init__(self, why: Hindrance) -> None:
        super().__init__(why)
        self.why = why


@errand("sign-paper")
def sign_paper(*, entry: int, paper_id: str, **_: Any) -> None:
    """Sign with the key that is here, or ask the remote signer and come back for its answer.

    Until everything is at hand (signature, time-stamp, what the authorities say) nothing is
    kept: the paper waits whole, and says for what.
    """
    paper = Paper.objects.select_related("signer", "dossier", "unit").get(pk=paper_id)
    if paper.state != Paper.State.SIGNING:
        return
    try:
        _attach(paper, _signed(paper, entry), entry)
    except Unreachable as fault:
        _wait(paper, DOWN.get(fault.system, Hindrance.SIGNER_DOWN))
        raise
    except Waiting:
        _wait(paper, Hindrance.UNDECIDED)
        raise
    except TokenGone as gone:
        _wait(paper, Hindrance.TOKEN_GONE)
        raise Waiting from gone
    except Unsigned as hindered:
        give_up_signature(by_clerk("give-up", entry), paper.id, why=hindered.why)


def _wait(paper: Paper, why: Hindrance) -> None:
    if paper.hindrance != why:
        note_hindrance(by_clock(), paper.id, why=why)


def _attach(paper: Paper, content: bytes, entry: int) -> None:
    """A signature that may not be kept sends the paper back to whoever asked for it."""
    act: By = by_clerk("attach", entry)
    stamped = here().proofs is not None
    try:
        attach_signature(act, paper.id, content=content, roots=here().roots(), stamped=stamped)
    except (Refused, Denied) as trouble:
        log.warning("paper %s goes back: %s", paper.id, trouble)
        if Paper.objects.filter(pk=paper.id, state=Paper.State.SIGNING).exists():
            raise Unsigned(Hindrance.NOT_KEPT) from trouble


def _signed(paper: Paper, entry: int) -> bytes:
    """The whole signed paper, with its time-stamp and what proves it later."""
    prepared = _prepared(paper, entry)
    try:
        signature = _signature(paper, prepared)
        proofs = here().proofs
        return _proven(prepared, signature, proofs) if proofs else finish(prepared, signature)
    except TokenLocked as trouble:
        raise Unsigned(Hindrance.TOKEN_LOCKED) from trouble
    except TokenGone:
        raise
    except SigningFailed as trouble:
        log.warning("paper %s cannot be signed: %s", paper.id, trouble)
        raise Unsigned(Hindrance.NOT_KEPT) from trouble


def _proven(prepared: Prepared, signature: bytes, proofs: Proofs) -> bytes:
    stamp = proofs.stamp(hashlib.sha256(signature).digest())
    known = [*_with_roots(prepared.chain_pem), *stamp_certificates(stamp)]
    evidence = proofs.evidence(known, at=here().clock())
    if evidence.revoked:
        raise Unsigned(Hindrance.REVOKED)
    return with_evidence(finish(prepared, signature, stamp), evidence)


def _prepared(paper: Paper, entry: int) -> Prepared:
    """What is being signed, kept between tries: a digest once asked for stays the same."""
    if paper.prepared:
        return Prepared.from_bytes(_read(paper.prepared))
    assert paper.signer is not None
    chain = _chain(paper.signer.signing_key)
    _check_holds(chain, here().clock())
    told = Entry.objects.get(pk=entry)
    prepared = prepare(
        _read(paper.frozen),
        chain,
        field_name="Signature1",
        reason=paper.title,
        location=paper.unit.full_name,
        name=paper.signer_name,
        at=told.at,
    )
    keep_prepared(by_clerk("prepare", entry), paper.id, content=prepared.to_bytes())
    return prepared


def _check_holds(chain: bytes, now: datetime) -> None:
    """Before anything is signed: the certificate is in its time and was not revoked."""
    certificate = x509.load_pem_x509_certificate(chain)
    if now > certificate.not_valid_after_utc:
        raise Unsigned(Hindrance.EXPIRED)
    if now < certificate.not_valid_before_utc:
        raise Unsigned(Hindrance.NOT_YET_VALID)
    proofs = here().proofs
    if proofs and proofs.evidence(_with_roots(chain), at=now).revoked:
        raise Unsigned(Hindrance.REVOKED)


def _with_roots(chain: bytes) -> list[bytes]:
    """The certificates of a chain and of the trusted authorities, which issued the last."""
    return [*der_chain(chain), *der_chain(here().roots())]


def _chain(key: str) -> bytes:
    kept = here().keys(key)
    if kept is not None:
        return kept.chain_pem
    return pem_chain(here().signer.certificates(key))


def _signature(paper: Paper, prepared: Prepared) -> bytes:
    assert paper.signer is not None
    kept = here().keys(paper.signer.signing_key)
    if kept is not None:
        return kept.sign_digest(prepared.digest)
    outcome = here().signer.outcome(
        SignatureRequest(
            id=uuid5(paper.id, prepared.digest.hex()),
            key=paper.signer.signing_key,
            digest=prepared.digest,
            document_name=paper.title,
            display_text=f"{paper.title}, hồ sơ {paper.dossier.number}",
        )
    )
    if isinstance(outcome, Pending):
        raise Waiting
    if isinstance(outcome, Declined):
        raise Unsigned(Hindrance.DECLINED)
    return outcome.signature


def _read(sha256: str) -> bytes:
    with store().open(sha256) as file:
        return file.read()
