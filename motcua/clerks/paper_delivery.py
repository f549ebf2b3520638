"""The data of what is signed for results, one or many, and of the label on a parcel."""

from typing import Any

from motcua.clerks.paper_control import committee
from motcua.clerks.paper_data import About, agency, procedure, verify
from motcua.clerks.workplace import here
from motcua.records.delivery import ReceiptList, Shipment, SignedFor
from motcua.records.dossier import Dossier
from motcua.records.files import store
from motcua.records.procedure import version_of


def slip(dossier: Dossier, about: About, *, receipt: SignedFor | None = None) -> dict[str, Any]:
    return {
        "agency": agency(dossier),
        "dossier_number": dossier.number,
        "procedure": procedure(dossier),
        "result": version_of(dossier.version).result.label,
        "applicant": dossier.applicant.full_name,
        "taken": _taken(receipt) if receipt else None,
        "verify": verify(about, "tra-cuu"),
    }


def _taken(receipt: SignedFor) -> dict[str, Any]:
    with store().open(receipt.sha256) as picture:
        signature = picture.read()
    return {
        "taker": receipt.taker,
        "name": receipt.name,
        "at": receipt.at,
        "officer": receipt.officer.name,
        "signature": signature,
    }


def receipts(listed: ReceiptList) -> dict[str, Any]:
    """What many sign, each seeing the names of the others: numbers and names, no matter."""
    lines = listed.lines.select_related("dossier__applicant").order_by("place")
    return {
        "agency": committee(listed.unit),
        "bearer": listed.bearer,
        "officer": listed.officer.name,
        "rows": [
            {"number": one.dossier.number, "name": one.dossier.applicant.full_name}
            for one in lines
        ],
        "verify": {"address": f"{here().address}/quay/danh-sach-ky-nhan", "code": ""},
    }


def label(dossier: Dossier, about: About, *, sent: Shipment) -> dict[str, Any]:
    reference = sent.id.hex[:12].upper()
    return {
        "agency": agency(dossier),
        "name": sent.name,
        "address": sent.address,
        "reference": reference,
        "marks": [reference],
    }
