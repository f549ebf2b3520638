"""Putting down an agreement that was signed on paper or said to the officer."""

from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.consent import record_consent
from motcua.actions.files.inspect_file import Limits
from motcua.doors.counter.dossier import acts_open, opened, why_not
from motcua.doors.shared import forms, papers, questions
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, revision, show, today
from motcua.doors.shared.forms import Paper
from motcua.records.consent import Consent
from motcua.records.dossier import Dossier
from motcua.rules.consent import ConsentWay
from motcua.rules.permission import may
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import instant, local
from motcua.rules.who import Door

WAYS = {
    ConsentWay.PAPER: ("dossier.record-consent", "Ký trên giấy, tôi có tờ giấy ở đây"),
    ConsentWay.ASKED: ("dossier.hear-consent", "Nói trực tiếp với tôi, tôi xác nhận"),
}
SCAN = Paper("scan", "Tờ giấy có chữ ký", "Chỉ cần khi ký trên giấy.", required=False,
             most_files=1, most_mb=Limits().size >> 20)  # fmt: skip


def _asked(key: str, kind: str, label: str, options: Any = ()) -> Any:
    return SimpleNamespace(
        key=key, kind=kind, label=label, hint="", required=True, options=options
    )


@officers
def consent(request: Asking, id: UUID, consent: UUID) -> HttpResponse:
    """What the person asked has said, how, and when; of a signature, its picture."""
    dossier = opened(request, id)
    asked = Consent.objects.select_related("person").filter(dossier=dossier, pk=consent).first()
    if asked is None or not acts_open(request, dossier)["consent"]:
        raise Denied("dossier.record-consent")
    if request.method != "POST":
        now = local(request.at)
        said = {"said_on": now.date().isoformat(), "said_at": f"{now:%H:%M}"}
        return _page(request, dossier, asked, said, {})
    act = by(request, Door.COUNTER)
    try:
        sent = papers.sent_files(act, id, SCAN, request)
    except Refused as refusal:
        return _page(request, dossier, asked, {}, {}, refusal)
    said, errors = forms.read(
        _questions(request, dossier), request.POST, sent, today=today(request)
    )
    if errors:
        return _page(request, dossier, asked, said, errors)
    try:
        _record(request, dossier, asked, said)
        papers.over(act, sent.getlist(SCAN.key))
    except Refused as refusal:
        return _page(request, dossier, asked, said, {}, refusal)
    return redirect("counter:dossier", id=id)


def _record(request: Asking, dossier: Dossier, asked: Consent, said: dict[str, Any]) -> None:
    moment = datetime.combine(
        date.fromisoformat(said["said_on"]), time.fromisoformat(said["said_at"])
    )
    record_consent(
        by(request, Door.COUNTER, form_key(request)),
        dossier.id,
        consent=asked.id,
        given=said["given"],
        way=ConsentWay(said["way"]),
        said_at=instant(moment),
        scan=papers.clean(said["scan"], f"“{SCAN.label}”"),
        revision=revision(request),
    )


def _questions(request: Asking, dossier: Dossier) -> list[Any]:
    target = dossier.target
    ways = [(way, label) for way, (act, label) in WAYS.items() if may(request.who, act, target)]
    return [
        _asked("way", "choice", "Người đó cho biết ý kiến bằng cách nào?", ways),
        _asked("given", "yes-no", "Người đó có đồng ý không?"),
        _asked("said_on", "date", "Ký hoặc nói ngày nào?"),
        _asked("said_at", "time", "Lúc mấy giờ?"),
        SCAN,
    ]


def _page(
    request: Asking,
    dossier: Dossier,
    asked: Consent,
    said: dict[str, Any],
    errors: forms.Errors,
    refusal: Refused | None = None,
) -> HttpResponse:
    fields = _questions(request, dossier)
    shown = {key: value for key, value in said.items() if key != "scan"}
    drawn = papers.in_pieces(questions.draw(fields, shown, errors, heading=False), dossier.id)
    return show(
        request,
        "counter/consent.html",
        status=WRONG_FORM if errors or refusal else 200,
        dossier=dossier,
        asked=asked,
        questions=drawn,
        error_list=questions.error_list(drawn),
        **(why_not(request, dossier, refusal) if refusal else {}),
    )
