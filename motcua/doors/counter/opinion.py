"""Opinions between units: asking one, answering one, and what the other unit is shown."""

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from motcua.actions.files.inspect_file import XML
from motcua.actions.opinion import WORD_MOST, ask_opinion, give_opinion, open_shown
from motcua.doors.counter.dossier import opened, why_not
from motcua.doors.counter.spoken import spoken_of
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, looking_key, show, today
from motcua.doors.shared.sending import send
from motcua.doors.shared.sentences import say
from motcua.doors.shared.xml_paper import as_table
from motcua.records.account import Post
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier
from motcua.records.opinion import Opinion
from motcua.records.unit import Unit
from motcua.rules.dossier import EXAMINED
from motcua.rules.permission import may
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.working_time import amount_words
from motcua.rules.who import OFFICERS, Door
from motcua.rules.words.names import nfc

AGENCY_MOST = 160


@officers
def ask(request: Asking, id: UUID) -> HttpResponse:
    """Whom to ask, what, and which files they may open."""
    dossier = opened(request, id)
    if request.method != "POST":
        return _form(request, dossier)
    try:
        unit, agency = _whom(request)
        ask_opinion(
            by(request, Door.COUNTER, form_key(request)),
            id,
            question=request.POST.get("question", ""),
            asked=unit,
            agency=agency,
            shown=[UUID(one) for one in request.POST.getlist("shown")],
        )
    except Refused as refusal:
        return _form(request, dossier, refusal)
    except ValueError:
        raise Denied("opinion.ask") from None
    return redirect("counter:dossier", id=id)


def _whom(request: Asking) -> tuple[Unit | None, str]:
    """One of the units with a desk here, or an agency by its name."""
    chosen = request.POST.get("asked", "")
    unit = next((one for one in _desks(request) if str(one.pk) == chosen), None)
    return unit, "" if unit else nfc(request.POST.get("agency", ""))[:AGENCY_MOST].strip()


def _desks(request: Asking) -> list[Unit]:
    """The units whose officers work here, but for one's own."""
    held = Post.objects.held_on(today(request)).filter(role__in=OFFICERS)
    units = Unit.objects.filter(pk__in=held.values("unit")).exclude(pk__in=request.who.units)
    return list(units.order_by("sort_key"))


def _form(request: Asking, dossier: Dossier, refusal: Refused | None = None) -> HttpResponse:
    can = dossier.state in EXAMINED and may(request.who, "opinion.ask", dossier.target)
    version = spoken_of(dossier.version)
    labels = {one.key: one.label for one in version.components}
    files = Attachment.objects.visible_to(request.who).of(dossier.id).order_by("at")
    return show(
        request,
        "counter/ask_opinion.html",
        status=WRONG_FORM if refusal else 200,
        dossier=dossier,
        rule=version.opinion,
        desks=_desks(request),
        files=[(one, labels.get(one.component, "")) for one in files],
        said={"question": request.POST.get("question", ""), "asked": request.POST.get("asked", ""),
              "agency": request.POST.get("agency", ""), "shown": request.POST.getlist("shown")},
        most=WORD_MOST,
        agency_most=AGENCY_MOST,
        can=can and not version.stages,
        limit=amount_words(version.opinion.limit) if version.opinion else "",
        **(why_not(request, dossier, refusal) if refusal else {}),
    )  # fmt: skip


@officers
def asked_here(request: Asking) -> HttpResponse:
    """What other units ask of mine: what is still to be answered comes first."""
    found = Opinion.objects.asked_of(request.who).select_related("unit")
    return show(
        request,
        "counter/opinions.html",
        open=[(one, spoken_of(one.version).name) for one in found.awaited().order_by("until")],
        past=[
            (one, spoken_of(one.version).name)
            for one in found.exclude(answered_at=None).order_by("-answered_at")[:50]
        ],
    )


@officers
def answer(request: Asking, id: UUID) -> HttpResponse:
    """One question: what is asked and shown, and the answer. Of an agency without a desk here,
    whoever asked puts down what came."""
    opinion = Opinion.objects.filter(pk=id).select_related("unit", "asked").first()
    if opinion is None or not _answers(request, opinion):
        raise Denied("opinion.give")
    if request.method != "POST":
        return _page(request, opinion)
    try:
        agrees = {"yes": True, "no": False}[request.POST.get("agrees", "")]
        give_opinion(
            by(request, Door.COUNTER, form_key(request)),
            id,
            agrees=agrees,
            word=request.POST.get("word", ""),
        )
    except KeyError:
        return _page(request, opinion, say("choose", {"label": "Ý kiến"}))
    except Refused as refusal:
        return _page(request, opinion, say(refusal.code, refusal.detail))
    if opinion.asked_id is None:
        return redirect("counter:dossier", id=opinion.dossier_id)
    return redirect("counter:opinions")


def _answers(request: Asking, opinion: Opinion) -> bool:
    """Whether the answer is for this officer to give; whoever asked another desk only reads."""
    desk = opinion.unit_id if opinion.asked_id is None else opinion.asked_id
    return desk in request.who.units


def _page(request: Asking, opinion: Opinion, error: str = "") -> HttpResponse:
    return show(
        request,
        "counter/opinion.html",
        status=WRONG_FORM if error else 200,
        opinion=opinion,
        name=spoken_of(opinion.version).name,
        word=request.POST.get("word", "")[:WORD_MOST],
        most=WORD_MOST,
        error_list=[("", error)] if error else [],
    )


@officers
def shown(request: Asking, id: UUID, attachment: UUID) -> HttpResponse | FileResponse:
    key = looking_key(request, attachment, f"open opinion {id}")
    found = open_shown(by(request, Door.COUNTER, key), id, attachment)
    if found.media_type == XML and "tai" not in request.GET:
        return as_table(request, found, reverse("counter:opinion", args=[id]))
    return send(request, found.sha256, found.media_type, found.name)
