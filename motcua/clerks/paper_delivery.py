"""The data of the slip signed for a result, and of the label on a parcel."""

from typing import Any

from motcua.clerks.paper_data import About, agency, procedure, verify
from motcua.records.delivery import Shipment
from motcua.records.dossier import Dossier
from motcua.records.procedure import version_of


def slip(dossier: Dossier, about: About) -> dict[str, Any]:
    return {
        "agency": agency(dossier),
        "dossier_number": dossier.number,
        "procedure": procedure(dossier),
        "result": version_of(dossier.version).result.label,
        "applicant": dossier.applicant.full_name,
        "verify": verify(about, "tra-cuu"),
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
