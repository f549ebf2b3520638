"""Files that come in, and papers that are made here."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from motcua.actions.act import By, action, allow, tell
from motcua.actions.dossier import changed, expected_due, hold, move, version_behind
from motcua.actions.files.inspect_file import Clean
from motcua.actions.holding import end_result, take_back
from motcua.records.account import Account
from motcua.records.document import Attachment, Check, Paper, code_of, to_be_replaced
from motcua.records.dossier import Dossier, Request
from motcua.records.draft import Draft
from motcua.records.files import store
from motcua.records.signer import is_signer
from motcua.records.unit import Unit
from motcua.records.upload import Upload
from motcua.rules.dossier import State, Step
from motcua.rules.events.document import (
    Attached,
    Barred,
    CheckAsked,
    Checked,
    DocumentOpened,
    PaperMade,
    PaperRevoked,
)
from motcua.rules.events.dossier import DossierReopened
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local

PAPER_LIMIT = 50_000_000
MOST_FILES = 30


@action
def attach(
    by: By,
    *,
    id: UUID,
    component: str,
    name: str,
    content: bytes,
    media_type: str,
    given: bytes = b"",
    upload: UUID | None = None,
) -> Attachment:
    """Keep a file for a draft or a dossier waiting for supplement; durable before it returns.

    `content` has been inspected by the door; `id` is the draft's or dossier's. `given` tells the
    bytes as they were sent (`given_index`); `upload`, what brought them in pieces, ends here.
    """
    target, unit = home_of(id)
    own = by.actor.person in target.people
    allow(by, "document.attach", target, Purpose.OWN if own else Purpose.COUNTER)
    held = Attachment.objects.filter(dossier=id, removed=False)
    if held.count() >= MOST_FILES:
        raise Refused("too-many-files", detail={"limit": MOST_FILES})
    stored = store().put(content, limit=PAPER_LIMIT)
    same = _given_now(id, unit, held).filter(component=component, sha256=stored.sha256).first()
    attachment = same or Attachment.objects.create(
        dossier=id,
        account=by.actor.account,
        unit=unit,
        component=component,
        name=name[:200],
        sha256=stored.sha256,
        size=stored.size,
        media_type=media_type,
        at=by.at,
        given=given,
    )
    if not same:
        have_checked(by, attachment, target)
    if upload:
        forget_pieces(Upload.objects.get(pk=upload, account=by.account, home=id))
    tell(
        by,
        Attached(
            subject=id,
            about=tuple(target.people),
            unit=target.unit,
            attachment=attachment.id,
        ),
    )
    return attachment


def _given_now(id: UUID, unit: Unit | None, held: QuerySet[Attachment]) -> QuerySet[Attachment]:
    """Those a file given now would be one with: what was filed before a supplement was asked for
    stays beside what answers it, though it be the same."""
    asked = Request.objects.unanswered().filter(dossier=id).first() if unit else None
    return held.filter(at__gte=asked.asked_at) if asked else held


def keep_clean(by: By, held: Dossier, component: str, file: Clean) -> UUID:
    """Keep with a dossier a file that an officer adds: a part of the act that wants it."""
    assert isinstance(file.content, bytes)
    stored = store().put(file.content, limit=PAPER_LIMIT)
    kept = Attachment.objects.create(
        dossier=held.id,
        account=by.actor.account,
        unit_id=held.unit_id,
        component=component,
        name=file.name[:200],
        sha256=stored.sha256,
        size=stored.size,
        media_type=file.media_type,
        at=by.at,
    )
    have_checked(by, kept, held.target)
    return kept.id


def have_checked(by: By, attachment: Attachment, target: Target) -> None:
    """Where ClamAV runs, a new file waits for its word before anyone may see it."""
    if not settings.MOTCUA_CLAMAV_SOCKET:
        return
    attachment.check_state = Check.WAITING
    attachment.save(update_fields=["check_state"])
    tell(by, CheckAsked(subject=attachment.dossier, unit=target.unit, attachment=attachment.id))


@action
def record_check(by: By, attachment: UUID, *, verdict: Check) -> Attachment:
    """What was found in a file. A harmful one counts as never handed in."""
    found = Attachment.objects.select_for_update().get(pk=attachment)
    dossier = Dossier.objects.filter(pk=found.dossier).first()
    allow(by, "clerk.record", dossier.target if dossier else Target(), Purpose.DOSSIER)
    if not found.is_being_checked:
        raise Refused("file-checked-already")
    found.check_state = verdict
    found.removed = found.removed or verdict == Check.HARMFUL
    found.save(update_fields=["check_state", "removed"])
    unit, clean = dossier.unit_id if dossier else None, verdict != Check.HARMFUL
    tell(by, Checked(subject=found.dossier, unit=unit, attachment=found.id, clean=clean))
    if dossier and not clean:
        tell(by, Barred(**dossier.matter, attachment=found.id))
    return found


def forget_pieces(upload: Upload) -> None:
    """An upload is over: its row goes now, its pieces once that is certain."""
    pieces = upload.pieces
    upload.delete()
    transaction.on_commit(pieces.remove, robust=True)


def home_of(id: UUID) -> tuple[Target, Unit | None]:
    """Whose draft or dossier a file belongs to; the unit sees it only once it is filed."""
    dossier = Dossier.objects.select_related("unit").filter(pk=id).first()
    if dossier is not None:
        if dossier.state != State.WAITING:
            raise Refused("nothing-was-asked")
        return dossier.target, dossier.unit
    draft = Draft.objects.filter(pk=id).first()
    if draft is None:
        raise Denied("document.attach")
    return draft.target, None


@action
def remove_attachment(by: By, attachment: UUID) -> Attachment:
    """Take a file out of a draft again; the bytes stay until retention says otherwise."""
    found = Attachment.objects.select_for_update().filter(pk=attachment, removed=False).first()
    if found is None:
        raise Denied("document.attach")
    target, _ = home_of(found.dossier)
    own = by.actor.person in target.people
    allow(by, "document.attach", target, Purpose.OWN if own else Purpose.COUNTER)
    asked = Request.objects.filter(dossier=found.dossier, answered_at=None).first()
    if asked and found.at < asked.asked_at:  # what was filed stays filed
        raise Denied("document.attach")
    found.removed = True
    found.save(update_fields=["removed"])
    tell(
        by,
        Attached(
            subject=found.dossier,
            about=tuple(target.people),
            unit=target.unit,
            attachment=found.id,
        ),
    )
    return found


@action
def open_attachment(by: By, attachment: UUID, *, purpose: Purpose) -> Attachment:
    """Look at a file: the person whose dossier it is sees that it was opened."""
    found = Attachment.objects.filter(pk=attachment, removed=False).first()
    if found is None:
        raise Denied("document.read")
    dossier = Dossier.objects.filter(pk=found.dossier).first()
    draft = None if dossier else Draft.objects.filter(pk=found.dossier).first()
    home = dossier or draft
    if home is None:
        raise Denied("document.read")
    allow(by, "document.read", home.target, purpose)
    if found.is_being_checked:
        raise Refused("file-being-checked")
    _tell_opened(by, home, found.id, purpose)
    return found


@action
def open_paper(by: By, paper: UUID, *, purpose: Purpose) -> Paper:
    """Look at a paper made here."""
    found = Paper.objects.select_related("dossier").filter(pk=paper).first()
    if found is None or not found.sha256:  # not there, or erased
        raise Denied("document.read")
    allow(by, "document.read", found.dossier.target, purpose)
    _tell_opened(by, found.dossier, found.id, purpose)
    return found


def _tell_opened(by: By, home: Dossier | Draft, document: UUID, purpose: Purpose) -> None:
    tell(by, DocumentOpened(**home.matter, document=document, purpose=purpose))


@action
def keep_paper(
    by: By,
    dossier: UUID,
    *,
    id: UUID,
    kind: Paper.Kind,
    template: str,
    title: str,
    content: bytes,
    signer: Account | None = None,
) -> Paper:
    """Freeze the bytes of a paper that was typeset; a result then waits for its signer."""
    held = hold(dossier)
    allow(by, "clerk.record", held.target, Purpose.DOSSIER)
    if kind == Paper.Kind.RESULT and held.state != State.SIGNING:
        raise Refused("step-not-allowed", detail={"state": held.state})
    stored = store().put(content, limit=PAPER_LIMIT)
    paper = Paper.objects.create(
        id=id,
        dossier=held,
        unit_id=held.unit_id,
        kind=kind,
        template=template,
        title=title,
        code=code_of(id),
        state=Paper.State.TO_SIGN if kind == Paper.Kind.RESULT else Paper.State.MADE,
        frozen=stored.sha256,
        size=stored.size,
        made_at=by.at,
        signer=signer,
        signer_name=signer.name if signer else "",
        replaces=to_be_replaced(held) if kind == Paper.Kind.RESULT else None,
    )
    tell(by, PaperMade(**held.matter, paper=paper.id))
    return paper


def hold_paper(paper: UUID, act: str) -> tuple[Paper, Dossier]:
    """A paper and its dossier, as they are now, held until the act is over: the dossier first, as
    every act on it; 404 where it may not be seen."""
    about = Paper.objects.filter(pk=paper).values_list("dossier", flat=True).first()
    if about is None:
        raise Denied(act)
    dossier = hold(about)
    return Paper.objects.select_for_update(of=("self",)).get(pk=paper), dossier


@action
def revoke_paper(by: By, paper: UUID, *, why: str) -> Paper:
    """Withdraw a result that was issued; whoever checks it from now on is told."""
    found, dossier = hold_paper(paper, "paper.revoke")
    allow(by, "paper.revoke", dossier.target, Purpose.SIGNING)
    copied = found.kind == Paper.Kind.COPY  # signed at the desk, of what another body issued
    if not copied and not is_signer(by.account, dossier, local(by.at).date()):
        raise Denied("paper.revoke")
    if found.state != Paper.State.SIGNED:
        raise Refused("step-not-allowed", detail={"state": found.state})
    if not why.strip():
        raise Refused("reason-missing")
    found.state, found.ended_at, found.ended_why = Paper.State.REVOKED, by.at, why.strip()[:200]
    found.save(update_fields=["state", "ended_at", "ended_why"])
    tell(by, PaperRevoked(**dossier.matter, paper=found.id))
    end_result(by, dossier, found)
    return found


@action
def redo_paper(by: By, paper: UUID, *, why: str) -> Paper:
    """Take back a result that is wrong, to have it made anew: the officers have the dossier again
    and read why, and the next result of it replaces this one.

    Whether the dossier was in time has been judged and stays so; it is promised anew within the
    procedure's own time.
    """
    found = revoke_paper(by, paper, why=why)
    if found.kind != Paper.Kind.RESULT:
        raise Refused("step-not-allowed", detail={"state": found.state})
    dossier = hold(found.dossier_id)
    move(dossier, Step.REDO)
    dossier.sent_back_why = found.ended_why
    dossier.decision_number = None
    due, steps = expected_due(dossier, version_behind(dossier), by.at)
    again = f"kết quả bị thu hồi để làm lại lúc {local(by.at):%H:%M %d/%m/%Y}, hẹn lại từ lúc đó"
    dossier.due_at, dossier.due_steps = due, [*dossier.due_steps, again, *steps]
    changed(dossier, by.at)
    tell(by, DossierReopened(**dossier.matter, paper=found.id, due=due))
    take_back(by, dossier)
    return found
