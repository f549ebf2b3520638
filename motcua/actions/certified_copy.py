"""Certified electronic copies: the officer who compared a scan with the paper itself signs it.

Source: NĐ 45/2020/NĐ-CP (bản sao điện tử), amended by NĐ 310/2026/NĐ-CP.
"""

from datetime import datetime
from io import BytesIO
from uuid import UUID, uuid4

import pikepdf
from PIL import Image

from motcua.actions.act import By, action, allow, tell
from motcua.actions.dossier import hold, version_behind
from motcua.actions.files.inspect_file import XML
from motcua.actions.signature import post_to_sign
from motcua.records.account import Account
from motcua.records.document import Attachment, Paper, code_of
from motcua.records.files import store
from motcua.rules.events.document import SignatureAsked
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused

PDF = "application/pdf"
A_PAGE = 150  # dots an inch at which a picture is laid on its page
LIMIT = 50_000_000


@action
def sign_copy(by: By, attachment: UUID, *, seen: str) -> Paper:
    """The officer attests that the file they saw (`seen` is its SHA-256) is the paper itself.

    The file, laid on a page where it is a picture, is frozen and signed by the same errand as a
    result. What could not be signed is asked for again by the same act.
    """
    found = Attachment.objects.filter(pk=attachment, removed=False).first()
    if found is None:
        raise Denied("paper.copy")
    dossier = hold(found.dossier)
    allow(by, "paper.copy", dossier.target, Purpose.DOSSIER)
    if found.is_being_checked:
        raise Refused("file-being-checked")
    if found.media_type == XML:
        raise Refused("copy-of-xml")
    if found.sha256 != seen:
        raise Refused("paper-is-not-what-was-seen")
    account = Account.objects.get(pk=by.account)
    if not account.signing_key:
        raise Refused("no-signing-key")
    paper = _again(found, account) or _new(by, found, account)
    paper.signer_title = post_to_sign(paper, account, dossier, by.at).title
    paper.state, paper.hindrance = Paper.State.SIGNING, ""
    paper.save()
    tell(by, SignatureAsked(**dossier.matter, paper=paper.id))
    return paper


def _again(found: Attachment, account: Account) -> Paper | None:
    """The copy this officer wanted before, if it came back unsigned."""
    before = Paper.objects.select_for_update(of=("self",)).filter(copy_of=found)
    before = before.exclude(state=Paper.State.REVOKED)
    if before.exclude(state=Paper.State.TO_SIGN).exists():
        raise Refused("copied-already")
    return before.filter(signer=account).first()


def _new(by: By, found: Attachment, account: Account) -> Paper:
    dossier = hold(found.dossier)
    with store().open(found.sha256) as file:
        content = file.read()
    stored = store().put(_as_pdf(content, found.media_type, by.at), limit=LIMIT)
    labels = {one.key: one.label for one in version_behind(dossier).components}
    id = uuid4()
    return Paper(
        id=id,
        dossier=dossier,
        unit_id=dossier.unit_id,
        kind=Paper.Kind.COPY,
        template="copy",
        title=f"Bản sao điện tử: {labels.get(found.component, found.component)}"[:160],
        code=code_of(id),
        frozen=stored.sha256,
        size=stored.size,
        made_at=by.at,
        signer=account,
        signer_name=account.name,
        copy_of=found,
    )


def _as_pdf(content: bytes, media_type: str, at: datetime) -> bytes:
    """A PDF stays as it is; a picture is laid on a page of its own size."""
    if media_type == PDF:
        return content
    drawn, made = BytesIO(), BytesIO()
    with Image.open(BytesIO(content)) as picture:
        when = at.timetuple()
        picture.convert("RGB").save(
            drawn, "PDF", resolution=A_PAGE, quality=90, creationDate=when, modDate=when
        )
    with pikepdf.open(drawn) as pdf:  # the table of contents as Pillow writes it cannot be signed
        pdf.save(made, deterministic_id=True)
    return made.getvalue()
