"""Refusing, and stopping: a reason in plain words and the article it rests on."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.ending import refuse, stop
from motcua.doors.counter.dossier import acts_open, opened, why_not
from motcua.doors.counter.supplement import typed
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, revision, show
from motcua.records.dossier import Dossier
from motcua.records.procedure import version_of
from motcua.rules.catalogue.procedure import Version
from motcua.rules.refusal import Refused
from motcua.rules.who import Door

REASON_MOST = 2000
BASIS_MOST = 300


@dataclass(frozen=True)
class Ending:
    """How a dossier is ended: by which act, and what the page says of it."""

    act: Callable[..., object]
    can: str
    title: str
    hint: str
    verb: str
    cannot: str


REFUSAL = Ending(
    refuse,
    "refuse",
    "Từ chối hồ sơ",
    "Nói rõ vì sao, và người nộp có thể làm gì tiếp theo.",
    "Từ chối hồ sơ",
    "từ chối",
)
STOP = Ending(
    stop,
    "stop",
    "Dừng giải quyết hồ sơ",
    "Nói rõ vì sao không giải quyết tiếp được, và người nộp có thể làm gì. "
    "Người nộp nhận thông báo dừng giải quyết.",
    "Dừng giải quyết, gửi thông báo",
    "dừng",
)


@officers
def refusal(request: Asking, id: UUID) -> HttpResponse:
    """Refuse what should not be granted."""
    return _end(request, id, REFUSAL)


@officers
def stopping(request: Asking, id: UUID) -> HttpResponse:
    """Stop what cannot go on."""
    return _end(request, id, STOP)


def _end(request: Asking, id: UUID, ending: Ending) -> HttpResponse:
    dossier = opened(request, id)
    if request.method == "POST":
        try:
            ending.act(
                by(request, Door.COUNTER, form_key(request)),
                id,
                reason=request.POST.get("reason", "")[:REASON_MOST],
                basis=_basis(request),
                revision=revision(request),
            )
        except Refused as why:
            dossier.refresh_from_db()
            return _page(request, dossier, ending, why)
        return redirect("counter:dossier", id=id)
    return _page(request, dossier, ending)


def _basis(request: Asking) -> str:
    """The article typed, else the one chosen from the list."""
    typed_basis = request.POST.get("other", "").strip()
    return (typed_basis or request.POST.get("basis", ""))[:BASIS_MOST]


def _page(
    request: Asking, dossier: Dossier, ending: Ending, why: Refused | None = None
) -> HttpResponse:
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
        ending=ending,
        can=acts_open(request, dossier)[ending.can],
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
