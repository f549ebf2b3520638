"""The scan station: many pages for one matter, parted by separator sheets, set right by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from motcua.actions.files.inspect_file import inspect
from motcua.actions.files.read_scan import LIMITS, ScannedSheet, preview, read_scan
from motcua.actions.scan import (
    add_pages,
    drop_page,
    hand_in_pages,
    leave_as_it_came,
    move_page,
    send_over,
    turn_page,
)
from motcua.doors.counter.astray import Doubt, Matter, astray, doubts, matter_of
from motcua.doors.counter.serve import desk
from motcua.doors.shared import forms, papers, questions, shapes
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, show
from motcua.doors.shared.forms import Paper
from motcua.doors.shared.qr import code_of
from motcua.doors.shared.sending import send
from motcua.doors.shared.sentences import say
from motcua.records.files import store
from motcua.records.scan import ScannedPage
from motcua.rules.refusal import Denied, Refused
from motcua.rules.scan import PaperData, Separator
from motcua.rules.who import Door
from motcua.rules.words.names import nfc

SCANS = Paper("pages", "Các trang đã quét hoặc chụp",
              "Cả xấp trong một tệp PDF của máy quét cũng được.",
              most_files=LIMITS.pages, most_mb=LIMITS.size >> 20,
              accept="image/jpeg,image/png,application/pdf")  # fmt: skip
UNSORTED = "Chưa xếp vào giấy nào"


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
        return redirect(ACTS.get(request.POST.get("act", ""), _move)(request, matter))
    except Refused as refused:
        words = say(refused.code, {"label": SCANS.label, **refused.detail})
        return _page(request, matter, words, differs=refused.code == "scan-number-differs")


# What can be pressed: each does it, and says where to go next.


def _hand_in(request: Asking, matter: Matter) -> str:
    act, sure = by(request, Door.COUNTER), request.POST.get("sure") == "yes"
    doubtful = doubts(request, matter, _in_sight(request, matter))
    if doubtful and request.POST.get("theirs") != "yes":
        raise Refused("scan-doubted", detail={"count": len(doubtful)})
    data = _data(request, matter)
    hand_in_pages(act, matter.id, labels=matter.labels, data=data, sure=sure)
    return matter.back


def _add(request: Asking, matter: Matter) -> str:
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
    papers.over(act, answers[SCANS.key])
    return f"{_here(matter)}#piles"


def _move(request: Asking, matter: Matter) -> str:
    page, before = _one(request), request.POST.get("before", "")
    undo = _undo(page)
    move_page(by(request, Door.COUNTER), page.id, component=_paper(request, matter),
              before=_uuid(request, "before") if before else None)  # fmt: skip
    return f"{_here(matter)}{undo}#page-{page.id}"


def _sort(request: Asking, matter: Matter) -> str:
    """All pages that belong to no paper yet go to one."""
    here = ScannedPage.objects.visible_to(request.who).of(matter.id).filter(belongs=None)
    for page in here.exclude(component__in=matter.labels):
        move_page(by(request, Door.COUNTER), page.id, component=_paper(request, matter),
                  before=None)  # fmt: skip
    return f"{_here(matter)}#piles"


def _drop(request: Asking, matter: Matter) -> str:
    page = _one(request)
    drop_page(by(request, Door.COUNTER), page.id)
    return f"{_here(matter)}{_undo(page)}#undo"


def _turn(request: Asking, matter: Matter) -> str:
    page = _one(request)
    turn_page(by(request, Door.COUNTER), page.id)
    return f"{_here(matter)}#page-{page.id}"


def _as_it_came(request: Asking, matter: Matter) -> str:
    page = _one(request)
    leave_as_it_came(by(request, Door.COUNTER), page.id)
    return f"{_here(matter)}#page-{page.id}"


def _send_over(request: Asking, matter: Matter) -> str:
    to = matter_of(request, _uuid(request, "to"))
    send_over(by(request, Door.COUNTER), _one(request).id, to=to.id)
    return f"{_here(matter)}?{urlencode({'over': str(to.id)})}#undo"


ACTS = {
    "hand-in": _hand_in,
    "add": _add,
    "sort": _sort,
    "drop": _drop,
    "turn": _turn,
    "came": _as_it_came,
    "over": _send_over,
}


def _here(matter: Matter) -> str:
    return reverse("counter:station", args=[matter.id])


def _paper(request: Asking, matter: Matter) -> str:
    key = request.POST.get("component", "")
    return key if key in matter.labels else ""


def _one(request: Asking) -> ScannedPage:
    page = ScannedPage.objects.visible_to(request.who).filter(pk=_uuid(request, "page")).first()
    if page is None:
        raise Denied("document.attach")
    return page


def _undo(page: ScannedPage) -> str:
    """What the next page must know to put this one back where it is now."""
    mine = ScannedPage.objects.filter(account=page.account).of(page.home)
    behind = mine.filter(place__gt=page.place).first()
    before = str(behind.id) if behind else ""
    told = {"undo": str(page.id), "component": page.component, "before": before}
    return f"?{urlencode(told)}"


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


def _page(
    request: Asking, matter: Matter, error: str = "", *, differs: bool = False
) -> HttpResponse:
    (drawn,) = papers.in_pieces(questions.draw([SCANS], {}, heading=False), matter.id)
    asked = replace(drawn, error=error)
    mine = ScannedPage.objects.visible_to(request.who)
    pages = list(mine.of(matter.id))
    here = [page for page in pages if not page.belongs]
    doubtful = doubts(request, matter, here)
    return show(
        request,
        "counter/station.html",
        status=WRONG_FORM if error else 200,
        matter=matter,
        questions=[asked],
        error_list=questions.error_list([asked]),
        piles=_piles(request, matter, here, doubtful),
        papers=list(matter.labels.items()),
        pages=len(here),
        reads=bool(settings.MOTCUA_TESSERACT),
        unsorted=sum(page.component not in matter.labels for page in here),
        astray=astray(request, pages),
        dropped=mine.dropped_of(matter.id),
        undo=mine.filter(home=matter.id, pk__in=_named(request, "undo")).first(),
        over=next(iter(_named(request, "over")), None),
        differs=differs,
        doubtful=len(doubtful),
    )


def _in_sight(request: Asking, matter: Matter) -> list[ScannedPage]:
    """The pages that go into this matter."""
    return list(ScannedPage.objects.visible_to(request.who).of(matter.id).filter(belongs=None))


def _named(request: Asking, name: str) -> list[UUID]:
    try:
        return [UUID(request.GET.get(name, ""))]
    except ValueError:
        return []


def _piles(
    request: Asking, matter: Matter, pages: list[ScannedPage], doubtful: Mapping[UUID, Doubt]
) -> list[Pile]:
    keys = {"": UNSORTED, **matter.labels}
    return [
        Pile(
            key,
            label,
            _shown([p for p in pages if _key(p, matter) == key], doubtful),
            *(request.POST.get(f"{name}.{key}", "") for name in ("number", "on", "by")),
        )
        for key, label in keys.items()
    ]


def _key(page: ScannedPage, matter: Matter) -> str:
    return page.component if page.component in matter.labels else ""


def _shown(pages: list[ScannedPage], doubtful: Mapping[UUID, Doubt]) -> list[dict[str, Any]]:
    """Each page with the one before which it stands when it is moved up, or down."""
    ids: list[Any] = [None, *(page.id for page in pages), None, None]
    return [
        {
            "page": page,
            "number": at,
            "up": ids[at - 1],
            "down": ids[at + 2] or "end" if at < len(pages) else None,
            "turned": abs((page.turned + 1800) % 3600 - 1800) / 10,
            "faults": [say(code) for code in page.faults],
            "doubt": doubtful.get(page.id),
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
