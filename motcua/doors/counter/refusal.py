"""Refusing: a reason in plain words and the article it rests on."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.ending import refuse
from motcua.doors.counter.dossier import acts_open, opened, why_not
from motcua.doors.counter.supplement import typed
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, revision, show
from motcua.records.dossier import Dossier
from motcua.records.procedure import version_of
from motcua.rules.procedure import Version
from motcua.rules.refusal import Refused
from motcua.rules.who import Door

REASON_MOST = 2000
BASIS_MOST = 300


@officers
def refusal(request: Asking, id: UUID) -> HttpResponse:
    dossier = opened(request, id)
    if request.method == "POST":
        try:
            refuse(
                by(request, Door.COUNTER, form_key(request)),
                id,
                reason=request.POST.get("reason", "")[:REASON_MOST],
                basis=_basis(request),
                revision=revision(request),
            )
        except Refused as why:
            dossier.refresh_from_db()
            return _page(request, dossier, why)
        return redirect("counter:dossier", id=id)
    return _page(request, dossier, None)


def _basis(request: Asking) -> str:
    """The article typed, else the one chosen from the list."""
    typed_basis = request.POST.get("other", "").strip()
    return (typed_basis or request.POST.get("basis", ""))[:BASIS_MOST]


def _page(request: Asking, dossier: Dossier, why: Refused | None) -> HttpResponse:
    said = typed(request) | {"reason": request.POST.get("reason", "")[:REASON_MOST]}
    kept = getattr(request, "typed", {})
    if request.method == "GET" and kept.get("reason"):
        said["reason"] = kept["reason"][-1]
    return show(
        request,
        "counter/refusal.html",
        status=WRONG_FORM if why else 200,
        dossier=dossier,
        articles=articles(version_of(dossier.version)),
        said=said,
        reason_most=REASON_MOST,
        basis_most=BASIS_MOST,
        can=acts_open(request, dossier),
        **(why_not(request, dossier, why) if why else {}),
    )


def articles(version: Version) -> list[str]:
    """The articles this version rests on, each once: of the procedure, its papers, its checks."""
    found = [
        *version.citation,
        *(one.citation for one in version.components),
        *(one.citation for one in version.consents),
        *(one.citation for one in version.checks),
    ]
    return list(dict.fromkeys(found))
