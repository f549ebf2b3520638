"""Signing results: the leader asks, and whatever comes back is checked before it is kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.document import hold_paper
from motcua.actions.dossier import changed, close, move
from motcua.actions.holding import keep_result
from motcua.actions.unverified import check_verified
from motcua.records.account import Account, Post
from motcua.records.document import Paper
from motcua.records.dossier import Dossier
from motcua.records.files import store
from motcua.records.journal import Entry
from motcua.records.signer import signers_of
from motcua.rules.dossier import Step
from motcua.rules.events.document import (
    CopySigned,
    ResultSigned,
    SignatureAsked,
    SignatureDeclined,
    SignatureHindered,
    SignaturePrepared,
)
from motcua.rules.permission import DESK, Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.signature import Evidence, Hindrance, Verdict
from motcua.rules.time.wall_clock import local
from motcua.rules.verification_law import Paused
from motcua.rules.words.names import same_name

BATCH = 200
CLOCKS_APART = timedelta(minutes=10)  # ours: watches differ, answers take their time


@action
def ask_signature(by: By, paper: UUID, *, seen: str, batch: UUID | None = None) -> Paper:
    """The leader signs the bytes they have seen (`seen` is their SHA-256).

    A clerk carries the digest to the signer; the paper comes back through `attach_signature`.
    `batch` names the papers that were asked for together.
    """
    found, dossier = hold_paper(paper, "paper.sign")
    allow(by, "paper.sign", dossier.target, Purpose.SIGNING)
    if found.state != Paper.State.TO_SIGN:
        raise Refused("paper-not-to-sign", detail={"state": found.state})
    check_verified(dossier, Paused.SIGN)
    if found.frozen != seen:
        raise Refused("paper-is-not-what-was-seen")
    account = Account.objects.get(pk=by.account)
    if not account.signing_key:
        raise Refused("no-signing-key")
    if found.signer_id != account.id:
        raise Refused("paper-names-another-signer", detail={"name": found.signer_name})
    found.signer_title = post_to_sign(found, account, dossier, by.at).title
    found.state, found.hindrance, found.batch = Paper.State.SIGNING, "", batch
    found.save(update_fields=["state", "hindrance", "batch", "signer_title"])
    tell(by, SignatureAsked(**dossier.matter, paper=found.id))
    return found


def check_batch(papers: Sequence[UUID]) -> None:
    """Each paper is its own act; a batch is only so large that a person can answer for it."""
    if not 0 < len(papers) <= BATCH:
        raise Refused("batch-too-large", detail={"limit": BATCH})


@action
def keep_prepared(by: By, paper: UUID, *, content: bytes) -> Paper:
    """Keep what is being signed while the signer decides, so that its digest stays the same."""
    found, dossier = hold_paper(paper, "paper.sign")
    allow(by, "clerk.record", dossier.target, Purpose.SIGNING)
    found.prepared = store().put(content, limit=2 * found.size + 1_000_000).sha256
    found.save(update_fields=["prepared"])
    tell(by, SignaturePrepared(**dossier.matter, paper=found.id))
    return found


@action
def note_hindrance(by: By, paper: UUID, *, why: Hindrance) -> Paper:
    """What a paper that is being signed waits for, so that the desk can say it."""
    found, dossier = hold_paper(paper, "paper.sign")
    allow(by, "clerk.record", dossier.target, Purpose.SIGNING)
    if found.state == Paper.State.SIGNING:
        found.hindrance = why
        found.save(update_fields=["hindrance"])
    tell(by, SignatureHindered(**dossier.matter, paper=found.id, why=why))
    return found


@action
def attach_signature(
    by: By, paper: UUID, *, content: bytes, roots: bytes, evidence: Evidence | None = None
) -> Paper:
    """Keep a signed paper, when it is the frozen one, signed by the right hand, in time.

    Checked: the frozen bytes are its beginning, the signature is intact and covers the whole
    file, the certificate is trusted and bears the signer's name, the time lies between the
    asking and now, and the signer holds the post it takes; behind the signer's stands the seal of
    an office that has one. A result then is the citizen's.

    `evidence`: what the authorities said of the certificates. Where there is some, a time-stamp
    must be there too, and it is added here behind the signatures, when all else was checked: so
    nothing but it can stand there, and no file need be compared with its own past.
    """
    # With all that signatures need they take a fifth of the time in which the web starts.
    from motcua.actions.files.apart.pdf_signature import examine
    from motcua.actions.files.pdf_evidence import with_evidence

    found, dossier = hold_paper(paper, "paper.sign")
    allow(by, "clerk.record", dossier.target, Purpose.SIGNING)
    if found.state == Paper.State.SIGNED:
        raise Refused("paper-already-signed")
    if found.state != Paper.State.SIGNING or found.signer is None:
        raise Refused("paper-not-to-sign", detail={"state": found.state})
    post_to_sign(found, found.signer, dossier, by.at)
    verdicts = examine(content, roots, at=by.at, evidence=evidence)
    for verdict in _check(found, content, verdicts, by.at):
        if evidence:
            _check_stamp(found, verdict, by.at)
    kept = with_evidence(content, evidence) if evidence else content
    stored = store().put(kept, limit=2 * found.size + 1_000_000)
    found.state, found.signed, found.signed_at = Paper.State.SIGNED, stored.sha256, by.at
    found.hindrance, found.provable_until = "", provable_until(verdicts)
    found.save(update_fields=["state", "hindrance", "signed", "signed_at", "provable_until"])
    if found.kind == Paper.Kind.COPY:
        tell(by, CopySigned(**dossier.matter, paper=found.id))
    else:
        _issue(by, dossier, found)
    return found


def _issue(by: By, dossier: Dossier, found: Paper) -> None:
    """A result that is signed closes its dossier, and takes the place of the one before it."""
    if found.replaces_id:
        Paper.objects.filter(pk=found.replaces_id).update(state=Paper.State.REPLACED)
    move(dossier, Step.SIGN)
    close(by, dossier, judged=True)
    changed(dossier, by.at)
    tell(by, ResultSigned(**dossier.matter, paper=found.id, late=bool(dossier.late)))
    keep_result(by, dossier, found)


@action
def give_up_signature(by: By, paper: UUID, *, why: Hindrance) -> Paper:
    """The signer declined or cannot: the paper waits for the leader again, who reads why."""
    found, dossier = hold_paper(paper, "paper.sign")
    allow(by, "clerk.record", dossier.target, Purpose.SIGNING)
    if found.state == Paper.State.SIGNING:
        found.state, found.prepared, found.hindrance = Paper.State.TO_SIGN, "", why
        found.save(update_fields=["state", "prepared", "hindrance"])
    tell(by, SignatureDeclined(**dossier.matter, paper=found.id, why=why))
    return found


def post_to_sign(paper: Paper, account: Account, dossier: Dossier, at: datetime) -> Post:
    """The post today by which the signer may sign this paper: a copy by one at the desk of the
    dossier's unit, a result by that of a leader of the body that decides."""
    on = local(at).date()
    desk = account.posts.held_on(on).filter(unit=dossier.unit_id, role__in=DESK)
    able = desk if paper.kind == Paper.Kind.COPY else signers_of(dossier, on)
    post = next((one for one in able if one.account_id == account.id), None)
    if post is None:
        raise Denied("paper.sign")
    return post


def _check(paper: Paper, content: bytes, verdicts: list[Verdict], at: datetime) -> list[Verdict]:
    """The signatures that were to be put on the paper: the signer's, then the seal."""
    with store().open(paper.frozen) as file:
        frozen = file.read()
    if not content.startswith(frozen):
        raise Refused("signature-not-of-this-paper")
    assert paper.signer is not None
    names = [paper.signer_name, *([paper.signer.seal_name] if paper.signer.seal_key else [])]
    before = 0 if paper.kind == Paper.Kind.RESULT else len(verdicts) - len(names)
    if before < 0 or len(verdicts) - before != len(names):
        raise Refused("signature-missing")
    new = verdicts[before:]
    for verdict, name in zip(new, names, strict=True):
        _check_one(paper, verdict, name, at)
    return new


def _check_one(paper: Paper, verdict: Verdict, name: str, at: datetime) -> None:
    if not (verdict.intact and verdict.nothing_added):
        raise Refused("signature-broken", detail={"reason": verdict.reason})
    if not verdict.trusted:
        raise Refused("signature-not-trusted", detail={"reason": verdict.reason})
    if not same_name(verdict.signer, name):
        raise Refused("signature-of-another")
    if not _since_asked(paper, verdict.signed_at, at):
        raise Refused("signature-of-another-time")


def provable_until(verdicts: Sequence[Verdict]) -> datetime | None:
    """To when all signatures of a paper can be proven; None: not beyond their certificates."""
    ends = [each.provable_until for each in verdicts]
    return None if None in ends else min(filter(None, ends), default=None)


def _check_stamp(paper: Paper, verdict: Verdict, at: datetime) -> None:
    """The time-stamp is a trusted authority's, and of the time of signing."""
    if verdict.stamped_at is None:
        raise Refused("stamp-not-trusted")
    if not _since_asked(paper, verdict.stamped_at, at):
        raise Refused("signature-of-another-time")


def _since_asked(paper: Paper, moment: datetime | None, at: datetime) -> bool:
    earliest, latest = _asked_at(paper) - CLOCKS_APART, at + CLOCKS_APART
    return moment is not None and earliest <= moment <= latest


def _asked_at(paper: Paper) -> datetime:
    """When the leader last asked for the signature: the service may take its time since then."""
    asked = Entry.objects.of(paper.dossier_id).filter(
        kind=SignatureAsked.kind, data__paper=str(paper.id)
    )
    return asked.latest("position").at
