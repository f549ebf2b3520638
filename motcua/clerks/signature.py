"""Takes a paper's digest to the signer and brings it back signed, and proven for later years."""

import hashlib
import logging
from dataclasses import dataclass
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
from motcua.bridges.line import LineFault
from motcua.bridges.proof import SYSTEM as AUTHORITY
from motcua.bridges.proof import TSA, stamp_certificates
from motcua.bridges.signer import Declined, Pending, SignatureRequest
from motcua.bridges.signing import Prepared, der_chain, finish, pem_chain, prepare
from motcua.clerks.errands import Waiting, by_clerk, by_clock, errand
from motcua.clerks.workplace import here
from motcua.records.document import Paper
from motcua.records.files import store
from motcua.records.journal import Entry
from motcua.rules.refusal import Denied, Refused
from motcua.rules.signature import Evidence, Hindrance

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
        _attach(paper, *_signed(paper, entry), entry)
    except LineFault as fault:
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


def _attach(paper: Paper, content: bytes, evidence: Evidence | None, entry: int) -> None:
    """A signature that may not be kept sends the paper back to whoever asked for it."""
    act: By = by_clerk("attach", entry)
    roots = here().roots()
    try:
        attach_signature(act, paper.id, content=content, roots=roots, evidence=evidence)
    except (Refused, Denied) as trouble:
        log.warning("paper %s goes back: %s", paper.id, trouble)
        if Paper.objects.filter(pk=paper.id, state=Paper.State.SIGNING).exists():
            raise Unsigned(Hindrance.NOT_KEPT) from trouble


@dataclass(frozen=True)
class Hand:
    """One signature of a paper: the key's name, the place of the signature, whose it is."""

    key: str
    field: str
    name: str
    reason: str


def _hands(paper: Paper) -> list[Hand]:
    """The signer, then the seal of an office that has one."""
    signer = paper.signer
    assert signer is not None
    first = Hand(signer.signing_key, f"Ky{paper.code}", paper.signer_name, paper.title)
    seal = Hand(signer.seal_key, f"Dau{paper.code}", signer.seal_name, "Con dấu cơ quan")
    return [first, seal] if seal.key else [first]


def _signed(paper: Paper, entry: int) -> tuple[bytes, Evidence | None]:
    """The whole signed paper with its time-stamps, and what proves it later."""
    hands = _hands(paper)
    prepared = Prepared.from_bytes(_read(paper.prepared)) if paper.prepared else None
    at = next((n for n, hand in enumerate(hands) if prepared and hand.field == prepared.field), 0)
    content, known = b"", []
    try:
        for hand in hands[at:]:
            prepared = prepared or _prepare(paper, hand, content or _read(paper.frozen), entry)
            content, stamp = _finished(prepared, _signature(paper, hand, prepared))
            known += [*der_chain(prepared.chain_pem), *stamp]
            prepared = None
        return content, _evidence([*known, *der_chain(_chain(hands[0].key))])
    except TokenLocked as trouble:
        raise Unsigned(Hindrance.TOKEN_LOCKED) from trouble
    except TokenGone:
        raise
    except SigningFailed as trouble:
        log.warning("paper %s cannot be signed: %s", paper.id, trouble)
        raise Unsigned(Hindrance.NOT_KEPT) from trouble


def _finished(prepared: Prepared, signature: bytes) -> tuple[bytes, list[bytes]]:
    """The paper with this signature on it and its time-stamp, and that one's certificates."""
    proofs = here().proofs
    if proofs is None:
        return finish(prepared, signature), []
    stamp = proofs.stamp(hashlib.sha256(signature).digest())
    return finish(prepared, signature, stamp), stamp_certificates(stamp)


def _evidence(known: list[bytes]) -> Evidence | None:
    """What the authorities say of all its certificates; None: nobody is asked here."""
    proofs = here().proofs
    if proofs is None:
        return None
    evidence = proofs.evidence(known, der_chain(here().roots()), at=here().clock())
    if evidence.revoked:
        raise Unsigned(Hindrance.REVOKED)
    return evidence


def _prepare(paper: Paper, hand: Hand, content: bytes, entry: int) -> Prepared:
    """What is to be signed, kept between tries: a digest once asked for stays the same."""
    chain = _chain(hand.key)
    _check_holds(chain, here().clock())
    prepared = prepare(
        content,
        chain,
        field_name=hand.field,
        reason=hand.reason,
        location=paper.unit.full_name,
        name=hand.name,
        at=Entry.objects.get(pk=entry).at,
    )
    act = by_clerk("prepare", entry, hand.field)
    keep_prepared(act, paper.id, content=prepared.to_bytes())
    return prepared


def _check_holds(chain: bytes, now: datetime) -> None:
    """Before anything is signed: the certificate is in its time and was not revoked."""
    certificate = x509.load_pem_x509_certificate(chain)
    if now > certificate.not_valid_after_utc:
        raise Unsigned(Hindrance.EXPIRED)
    if now < certificate.not_valid_before_utc:
        raise Unsigned(Hindrance.NOT_YET_VALID)
    proofs = here().proofs
    roots = der_chain(here().roots())
    if proofs and proofs.evidence(der_chain(chain), roots, at=now).revoked:
        raise Unsigned(Hindrance.REVOKED)


def _chain(key: str) -> bytes:
    kept = here().keys(key)
    if kept is not None:
        return kept.chain_pem
    return pem_chain(here().signer.certificates(key))


def _signature(paper: Paper, hand: Hand, prepared: Prepared) -> bytes:
    kept = here().keys(hand.key)
    if kept is not None:
        return kept.sign_digest(prepared.digest)
    outcome = here().signer.outcome(
        SignatureRequest(
            id=uuid5(paper.id, prepared.digest.hex()),
            key=hand.key,
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
