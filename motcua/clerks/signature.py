"""Takes a paper's digest to the signer and brings the signed paper back."""

import logging
from typing import Any
from uuid import uuid5

from motcua.actions.signature import attach_signature, give_up_signature, keep_prepared
from motcua.bridges.signer import Declined, Pending, SignatureRequest
from motcua.bridges.signing import Prepared, SigningFailed, finish, pem_chain, prepare
from motcua.clerks.errands import Waiting, by_clerk, errand
from motcua.clerks.workplace import here
from motcua.records.document import Paper
from motcua.records.files import store
from motcua.records.journal import Entry
from motcua.rules.refusal import Denied, Refused

log = logging.getLogger("motcua.clerks")


@errand("sign-paper")
def sign_paper(*, entry: int, paper_id: str, **_: Any) -> None:
    """Sign with the key that is here, or ask the remote signer and come back for its answer."""
    paper = Paper.objects.select_related("signer", "dossier", "unit").get(pk=paper_id)
    if paper.state != Paper.State.SIGNING:
        return
    prepared = _prepared(paper, entry)
    signature = _signature(paper, prepared)
    if signature is None:
        give_up_signature(by_clerk("give-up", entry), paper.id)
    else:
        _attach(paper, prepared, signature, entry)


def _attach(paper: Paper, prepared: Prepared, signature: bytes, entry: int) -> None:
    """A signature that may not be kept sends the paper back to whoever asked for it."""
    try:
        attach_signature(
            by_clerk("attach", entry),
            paper.id,
            content=finish(prepared, signature),
            roots=here().roots(),
        )
    except (Refused, Denied, SigningFailed) as trouble:
        log.warning("paper %s goes back: %s", paper.id, trouble)
        if Paper.objects.filter(pk=paper.id, state=Paper.State.SIGNING).exists():
            give_up_signature(by_clerk("give-up", entry), paper.id)


def _prepared(paper: Paper, entry: int) -> Prepared:
    """What is being signed, kept between tries: a digest once asked for stays the same."""
    if paper.prepared:
        return Prepared.from_bytes(_read(paper.prepared))
    assert paper.signer is not None
    told = Entry.objects.get(pk=entry)
    prepared = prepare(
        _read(paper.frozen),
        _chain(paper.signer.signing_key),
        field_name="Signature1",
        reason=paper.title,
        location=paper.unit.full_name,
        name=paper.signer_name,
        at=told.at,
    )
    keep_prepared(by_clerk("prepare", entry), paper.id, content=prepared.to_bytes())
    return prepared


def _chain(key: str) -> bytes:
    kept = here().keys(key)
    if kept is not None:
        return kept.chain_pem
    return pem_chain(here().signer.certificates(key))


def _signature(paper: Paper, prepared: Prepared) -> bytes | None:
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
    return None if isinstance(outcome, Declined) else outcome.signature


def _read(sha256: str) -> bytes:
    with store().open(sha256) as file:
        return file.read()
