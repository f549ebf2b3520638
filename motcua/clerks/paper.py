"""Makes the papers that acts owe: receipt, request, refusal, result."""

from functools import partial
from typing import Any
from uuid import uuid5

from motcua.actions.document import keep_paper
from motcua.actions.receipts import keep_list
from motcua.bridges.typesetter import typeset
from motcua.clerks import paper_control, paper_data, paper_delivery, paper_mismatch
from motcua.clerks.errands import by_clerk, errand
from motcua.clerks.paper_form import filled_form
from motcua.clerks.paper_result import RESULTS
from motcua.clerks.workplace import here
from motcua.records.account import Account, Post
from motcua.records.apology import Apology
from motcua.records.delivery import ReceiptList, Shipment, SignedFor
from motcua.records.document import Paper, code_of, to_be_replaced
from motcua.records.dossier import Dossier, Request
from motcua.records.journal import Entry
from motcua.records.mismatch import CorrectionRequest, Mismatch
from motcua.records.procedure import version_of
from motcua.records.signer import signers_of
from motcua.rules.delivery import Signing
from motcua.rules.dossier import State
from motcua.rules.time.wall_clock import local


@errand("make-receipt")
def make_receipt(*, entry: int, **_: Any) -> None:
    """Form 01 as soon as the dossier is accepted (before that there is nothing to promise)."""
    told = Entry.objects.get(pk=entry)
    _make(told, _dossier(told), Paper.Kind.RECEIPT, "receipt", paper_data.receipt)


@errand("make-request")
def make_request(*, entry: int, request_id: str, **_: Any) -> None:
    """Form 02: everything that is wrong, on one sheet."""
    told = Entry.objects.get(pk=entry)
    request = Request.objects.select_related("asked_by").get(pk=request_id)

    def data(dossier: Dossier, paper: paper_data.About) -> dict[str, Any]:
        return paper_data.request(dossier, request, paper)

    _make(told, _dossier(told), Paper.Kind.REQUEST, "request-supplement", data)


@errand("make-refusal")
def make_refusal(*, entry: int, **_: Any) -> None:
    """Form 03: the reason, its article, and what the person can do now."""
    told = Entry.objects.get(pk=entry)
    _make(told, _dossier(told), Paper.Kind.REFUSAL, "refusal", paper_data.refusal)


@errand("make-apology")
def make_apology(*, entry: int, apology_id: str, **_: Any) -> None:
    """Form 04: sorry, why, and until when it will be done."""
    told = Entry.objects.get(pk=entry)
    sorry = Apology.objects.select_related("officer").get(pk=apology_id)
    data = partial(paper_data.apology, sorry=sorry)
    _make(told, _dossier(told), Paper.Kind.APOLOGY, "apology", data)


@errand("make-stop")
def make_stop(*, entry: int, **_: Any) -> None:
    """Form 05: why it stopped, by which article, and what the person can do now."""
    told = Entry.objects.get(pk=entry)
    _make(told, _dossier(told), Paper.Kind.STOP, "stop", paper_data.stop)


@errand("make-control")
def make_control(*, entry: int, **_: Any) -> None:
    """Form 06: through whose hands it has gone, as the journal tells."""
    told = Entry.objects.get(pk=entry)
    _make(told, _dossier(told), Paper.Kind.CONTROL, "control", paper_control.control)


@errand("make-slip")
def make_slip(*, entry: int, **_: Any) -> None:
    """What is signed for a result."""
    told = Entry.objects.get(pk=entry)
    _make(told, _dossier(told), Paper.Kind.SLIP, "slip", paper_delivery.slip)


@errand("make-signed-slip")
def make_signed_slip(*, entry: int, receipt_id: str, **_: Any) -> None:
    """What was signed on the screen, as the paper it stands for."""
    receipt = SignedFor.objects.select_related("officer").get(pk=receipt_id)
    if receipt.signing == Signing.DRAWN and receipt.sha256:  # erased, there is nothing to print
        told = Entry.objects.get(pk=entry)
        data = partial(paper_delivery.slip, receipt=receipt)
        _make(told, _dossier(told), Paper.Kind.SLIP, "slip", data)


@errand("make-receipt-list")
def make_receipt_list(*, entry: int, subject: str, **_: Any) -> None:
    """Once: a list that is there stays as it was printed."""
    told = Entry.objects.get(pk=entry)
    asked = ReceiptList.objects.select_related("unit__parent", "officer").get(pk=subject)
    if not asked.sha256:
        content = typeset("receipts", paper_delivery.receipts(asked), at=told.at)
        keep_list(by_clerk("make-receipt-list", entry), asked.id, content=content)


@errand("make-label")
def make_label(*, entry: int, shipment_id: str, **_: Any) -> None:
    """What stands on a parcel."""
    told = Entry.objects.get(pk=entry)
    data = partial(paper_delivery.label, sent=Shipment.objects.get(pk=shipment_id))
    _make(told, _dossier(told), Paper.Kind.LABEL, "label", data)


@errand("make-mismatch-letter")
def make_mismatch_letter(*, entry: int, case_id: str, **_: Any) -> None:
    """To whom the register does not know: what to bring, and where."""
    told = Entry.objects.get(pk=entry)
    case = Mismatch.objects.select_related("person").get(pk=case_id)
    data = partial(paper_mismatch.advice, case=case)
    _make(told, _dossier(told), Paper.Kind.ADVICE, "advice", data)


@errand("make-correction")
def make_correction(*, entry: int, request_id: str, **_: Any) -> None:
    """The request to the police, filled in."""
    told = Entry.objects.get(pk=entry)
    rows = CorrectionRequest.objects.select_related("mismatch__person__unit", "to")
    data = partial(paper_mismatch.correction, asked=rows.get(pk=request_id))
    _make(told, _dossier(told), Paper.Kind.CORRECTION, "correction", data)


@errand("make-form")
def make_form(*, entry: int, **_: Any) -> None:
    """The dossier as its paper form, for whoever asked for it."""
    told = Entry.objects.get(pk=entry)
    _make(told, _dossier(told), Paper.Kind.FORM, "form", filled_form)


@errand("make-result")
def make_result(*, entry: int, **_: Any) -> None:
    """The result, with the name of who is to sign it; its bytes are frozen here."""
    told = Entry.objects.get(pk=entry)
    dossier = _dossier(told)
    if dossier.state != State.SIGNING:
        return
    template = version_of(dossier.version).result.paper
    signer = leader_of(dossier)
    _make(told, dossier, Paper.Kind.RESULT, template, RESULTS[template], signer)


def _make(
    told: Entry,
    dossier: Dossier,
    kind: Paper.Kind,
    template: str,
    data: paper_data.Builder,
    signer: Post | None = None,
) -> None:
    """Typeset and keep, once: the id and the code follow from the entry."""
    paper = uuid5(dossier.id, f"{template}:{told.pk}")
    if Paper.objects.filter(pk=paper).exists():
        return
    about = paper_data.About(
        code=code_of(paper),
        address=here().address,
        at=told.at,
        signer=signer,
        officer=Account.objects.filter(pk=told.actor).first() if told.actor else None,
        replaces=to_be_replaced(dossier) if kind == Paper.Kind.RESULT else None,
    )
    content = typeset(template, data(dossier, about), at=told.at)
    keep_paper(
        by_clerk(f"make-{kind}", told),
        dossier.id,
        id=paper,
        kind=kind,
        template=template,
        title=paper_data.title(dossier, kind),
        content=content,
        signer=signer.account if signer else None,
    )


def _dossier(told: Entry) -> Dossier:
    return Dossier.objects.select_related("applicant__unit__parent", "unit__parent").get(
        pk=told.subject
    )


class NobodySigns(Exception):
    """Who could sign went before the paper was made: an operator must appoint somebody."""


def leader_of(dossier: Dossier) -> Post:
    """Who signs: of those who may, the first."""
    found = signers_of(dossier, local(here().clock()).date())
    if not found:
        raise NobodySigns(f"unit {dossier.unit_id}")
    return found[0]
