"""The scan station: many pages for one matter, parted by separator sheets, set right by hand."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from motcua.actions.files.inspect_file import inspect
from motcua.actions.files.read_scan import LIMITS, ScannedSheet, preview, read_scan
from motcua.actions.scan import add_pages, drop_page, hand_in_pages, move_page
from motcua.actions.upload import give_up_upload
from motcua.doors.counter.filing import begun
from motcua.doors.counter.serve import desk
from motcua.doors.shared import forms, papers, questions, shapes
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, show
from motcua.doors.shared.forms import Paper
from motcua.doors.shared.places import reach_at
from motcua.doors.shared.qr import code_of
from motcua.doors.shared.sending import send
from motcua.doors.shared.sentences import say
from motcua.doors.shared.supplement import Supplement, open_request
from motcua.records.dossier import Dossier
from motcua.records.files import store
from motcua.records.scan import ScannedPage
from motcua.rules.refusal import Denied, Refused
from motcua.rules.scan import PaperData, Separator
from motcua.rules.who import Door
from motcua.rules.words.names import nfc

SCANS = Paper("pages", "Các trang đã quét hoặc chụp", "PDF của máy quét, hoặc ảnh từng trang.",
              most_files=LIMITS.pages, most_mb=LIMITS.size >> 20,
              accept="image/jpeg,image/png,application/pdf")  # fmt: skip
UNSORTED = "Chưa xếp vào giấy nào"


@dataclass(frozen=True)
class Matter:
    """What is scanned for: a dossier being filed here, or one that waits for its supplement."""

    id: UUID
    title: str
    back: str
    labels: dict[str, str]  # the papers that may be handed in, by key


@dataclass(frozen=True)
class Pile:
    """The pages of one paper, each with what is to be looked at, and the page before it."""

    key: str
    label: str
    pages: list[dict[str, Any]]
    number: str = ""  # as typed, when the form comes back with what is wrong
    on: str = ""
    by: str = ""


@desk
def station(request: Asking, id: UUID) -> HttpResponse:
    """Take scans, show them by paper, and put them where they belong."""
    matter = matter_of(request, id)
    if request.method != "POST":
        return _page(request, matter)
    try:
        done = _act(request, matter)
    except Refused as refused:
        words = say(refused.code, {"label": SCANS.label, **refused.detail})
        return _page(request, matter, words)
    return redirect(matter.back if done else reverse("counter:station", args=[id]))


def _act(request: Asking, matter: Matter) -> bool:
    """Do what was pressed; whether the station is done with."""
    act, wanted = by(request, Door.COUNTER), request.POST.get("act", "move")
    if wanted == "hand-in":
        data = _data(request, matter)
        hand_in_pages(act, matter.id, labels=matter.labels, data=data)
        return True
    if wanted == "add":
        _add(request, matter)
    elif wanted == "drop":
        drop_page(act, _uuid(request, "page"))
    else:
        key = request.POST.get("component", "")
        before = request.POST.get("before", "")
        move_page(act, _uuid(request, "page"), component=key if key in matter.labels else "",
                  before=_uuid(request, "before") if before else None)  # fmt: skip
    return False


def _data(request: Asking, matter: Matter) -> dict[str, PaperData]:
    """What the officer wrote down from papers; only with their word that it was compared."""
    found = {key: _written(request, key, label) for key, label in matter.labels.items()}
    filled = {key: data for key, data in found.items() if data != PaperData()}
    if filled and request.POST.get("compared") != "yes":
        raise Refused("scan-unconfirmed")
    return filled


def _written(request: Asking, key: str, label: str) -> PaperData:
    number, on, by_whom = (
        nfc(request.POST.get(f"{name}.{key}", ""))[:200] for name in ("number", "on", "by")
    )
    try:
        day = date.fromisoformat(shapes.day(on)) if on else None
    except shapes.Wrong:
        raise Refused("scan-date-wrong", detail={"label": label}) from None
    return PaperData(number, day, by_whom)


def _add(request: Asking, matter: Matter) -> None:
    """Each file is looked at as every file that comes in, then taken apart into its pages; a
    separator that was photographed parts the photos after it, too. All or nothing."""
    act = by(request, Door.COUNTER)
    sent = papers.sent_files(act, matter.id, SCANS, request)
    answers, errors = forms.read([SCANS], request.POST, sent)
    if errors:
        raise Refused(errors[SCANS.key], detail=questions.detail(SCANS, "", SCANS.key))
    sheets: list[ScannedSheet] = []
    for one in answers[SCANS.key]:
        clean = inspect(one.read(), one.name or "trang")
        assert isinstance(clean.content, bytes)
        sheets += read_scan(clean.content, clean.media_type)
    add_pages(act, matter.id, sheets=sheets, known=set(matter.labels))
    for one in answers[SCANS.key]:
        if isinstance(one, papers.Arrived):
            give_up_upload(act, one.upload.id)


def matter_of(request: Asking, id: UUID) -> Matter:
    """What this officer files for somebody, or a dossier whose supplement is brought here."""
    dossiers = Dossier.objects.visible_to(request.who).select_related("applicant", "unit")
    dossier = dossiers.filter(pk=id).first()
    asked = open_request(dossier) if dossier else None
    if dossier and asked:
        given = Supplement(dossier, asked, request.who, reach_at(request.who, dossier.unit))
        labels = {one.key: one.label for one in given.wanted}
        title = f"{dossier.number} – {dossier.applicant.full_name}"
        return Matter(id, title, reverse("counter:answer", args=[id]), labels)
    sheet = begun(request, id)
    if sheet.draft.submitted:
        raise Denied("document.attach")
    labels = {one.key: one.label for one in sheet.wanted}
    title = f"{sheet.version.name} – {sheet.applicant.full_name}"
    return Matter(id, title, reverse("counter:filing", args=[id]), labels)


def _page(request: Asking, matter: Matter, error: str = "") -> HttpResponse:
    (drawn,) = questions.draw([SCANS], {}, heading=False)
    asked = replace(drawn, error=error, home=str(matter.id))
    piles = _piles(request, matter)
    return show(
        request,
        "counter/station.html",
        status=WRONG_FORM if error else 200,
        matter=matter,
        questions=[asked],
        error_list=questions.error_list([asked]),
        piles=piles,
        papers=list(matter.labels.items()),
        pages=sum(len(one.pages) for one in piles),
        reads=bool(settings.MOTCUA_TESSERACT),
        unsorted=any(one.pages and not one.key for one in piles),
    )


def _piles(request: Asking, matter: Matter) -> list[Pile]:
    pages = list(ScannedPage.objects.visible_to(request.who).of(matter.id))
    keys = {"": UNSORTED, **matter.labels}
    return [
        Pile(
            key,
            label,
            _shown([p for p in pages if _key(p, matter) == key]),
            *(request.POST.get(f"{name}.{key}", "") for name in ("number", "on", "by")),
        )
        for key, label in keys.items()
    ]


def _key(page: ScannedPage, matter: Matter) -> str:
    return page.component if page.component in matter.labels else ""


def _shown(pages: list[ScannedPage]) -> list[dict[str, Any]]:
    """Each page with the one before which it stands when it is moved up, or down."""
    ids: list[Any] = [None, *(page.id for page in pages), None, None]
    return [
        {
            "page": page,
            "number": at,
            "up": ids[at - 1],
            "down": ids[at + 2] or "end" if at < len(pages) else None,
            "faults": [say(code) for code in page.faults],
            "turned": abs(page.turned) / 10,
        }
        for at, page in enumerate(pages, 1)
    ]


@desk
def picture(request: Asking, id: UUID) -> HttpResponse | FileResponse:
    """A page on the station, for whoever scanned it; `?nho` gives it small."""
    page = ScannedPage.objects.visible_to(request.who).filter(pk=id).first()
    if page is None:
        raise Denied("document.read")
    if "nho" in request.GET:
        with store().open(page.sha256) as file:
            return HttpResponse(preview(file.read()), content_type="image/jpeg")
    return send(request, page.sha256, "image/jpeg", f"trang-{page.place}.jpg")


@desk
def separators(request: Asking, id: UUID) -> HttpResponse:
    """A sheet to print for each paper: what is scanned after it belongs to that paper."""
    matter = matter_of(request, id)
    sheets = [(label, code_of(Separator(id, key).text())) for key, label in matter.labels.items()]
    return show(request, "counter/separators.html", matter=matter, sheets=sheets)


def _uuid(request: Asking, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise Denied("document.attach") from None
