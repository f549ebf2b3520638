"""Giving results into people's hands: the desk's list, the counter, the post, the way home."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect

from motcua.actions.delivery import (
    came_back,
    carry_result,
    number_parcel,
    parcel_arrived,
    post_result,
)
from motcua.actions.receipts import ask_slip, open_signature, sign_for
from motcua.doors.counter.dossier import opened, own_matter, purpose_of, why_not
from motcua.doors.counter.inbox import readers
from motcua.doors.shared.access import officers
from motcua.doors.shared.delivery import wish_words
from motcua.doors.shared.desk import (
    WRONG_FORM,
    Asking,
    by,
    form_key,
    looking_key,
    show,
    today,
)
from motcua.doors.shared.papers import clean
from motcua.doors.shared.sending import send
from motcua.doors.shared.sentences import say
from motcua.records.account import Post
from motcua.records.delivery import (
    Shipment,
    SignedFor,
    Wish,
    can_be_listed,
    home_of_person,
    offers_of,
    to_be_handed,
)
from motcua.records.dossier import Dossier, Party
from motcua.records.procedure import catalogue, version_of
from motcua.rules.delivery import TAKER_WORDS, DeliveryWay, Fate, Taker
from motcua.rules.dossier import Delivery
from motcua.rules.permission import GRANTS, may
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door

MOST = 200  # rows of the list
WAYS = {
    DeliveryWay.ELECTRONIC: "tải về; chưa tải",
    DeliveryWay.COUNTER: "nhận tại quầy",
    DeliveryWay.POST: "gửi bưu điện",
    DeliveryWay.HOME: "mang đến nhà",
}


@officers
def to_hand(request: Asking) -> HttpResponse:
    """What is there and in nobody's hands yet, each with how it is wanted and where it is."""
    return to_hand_page(request)


def to_hand_page(request: Asking, refusal: Refused | None = None) -> HttpResponse:
    rows = list(to_be_handed(request.who)[:MOST])
    ids = [row.id for row in rows]
    wishes = Wish.objects.in_bulk(ids)
    sent: dict[UUID, Shipment] = {}
    for one in (
        Shipment.objects.visible_to(request.who).filter(dossier__in=ids).order_by("sent_at")
    ):
        sent[one.dossier_id] = one
    lines = [_line(row, wishes.get(row.id), sent.get(row.id)) for row in rows]
    return show(
        request,
        "counter/to_hand.html",
        status=WRONG_FORM if refusal else 200,
        lines=lines,
        most=MOST,
        bearer=request.POST.get("bearer", ""),
        chosen=request.POST.getlist("chon"),
        refused=[say(refusal.code, refusal.detail)] if refusal else [],
    )


def _line(row: Dossier, wish: Wish | None, sent: Shipment | None) -> dict[str, Any]:
    way = DeliveryWay(wish.way if wish else offers_of(version_of(row.version))[0].way)
    return {
        "id": str(row.id),
        "name": row.applicant.full_name,
        "number": row.number,
        "procedure": catalogue()[row.procedure].name,
        "at_desk": can_be_listed(row),
        "since": row.closed_at,
        "way": WAYS[way],
        "sent": sent,
        "on_the_way": sent is not None and sent.fate == Fate.ON_THE_WAY,
    }


@officers
def handing(request: Asking, id: UUID) -> HttpResponse:
    """The result of one dossier: who takes it, or by which way it goes, or what became of it."""
    dossier = opened(request, id)
    if request.method != "POST":
        return _page(request, dossier)
    try:
        _act(request, dossier)
    except Refused as refusal:
        dossier.refresh_from_db()
        return _page(request, dossier, refusal)
    return redirect("counter:handing", id=id)


def _act(request: Asking, dossier: Dossier) -> None:
    """What the button says."""
    acts: dict[str, Callable[[Asking, Dossier], object]] = {
        "sign-for": _sign_for,
        "post": _post,
        "carry": _carry,
        "number": _number,
        "arrived": lambda r, d: parcel_arrived(_by(r), _on_the_way(d)),
        "came-back": lambda r, d: came_back(_by(r), _on_the_way(d)),
        "lost": lambda r, d: came_back(_by(r), _on_the_way(d), lost=True),
        "slip": lambda r, d: ask_slip(_by(r), d.id),
    }
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise Denied("act")
    act(request, dossier)


def _by(request: Asking) -> Any:
    return by(request, Door.COUNTER, form_key(request))


def _on_the_way(dossier: Dossier) -> UUID:
    sent = Shipment.objects.on_the_way().filter(dossier=dossier).first()
    if sent is None:
        raise Refused("not-on-the-way")
    return sent.id


def _sign_for(request: Asking, dossier: Dossier) -> None:
    taker = request.POST.get("taker", "")
    if taker not in list(Taker):
        raise Refused("choose", detail={"label": "Ai nhận"})
    label = "“Chữ ký người nhận”"
    drawn = clean(request.FILES.getlist("drawn"), label)
    signature = drawn or clean(request.FILES.getlist("signature"), label)
    if signature is None and not request.POST.get("on-paper"):
        raise Refused("signature-of-taker-missing")
    sign_for(
        _by(request),
        dossier.id,
        taker=Taker(taker),
        name=request.POST.get("name", ""),
        mandate=request.POST.get("mandate", ""),
        signature=signature,
        drawn=drawn is not None,
    )


def _post(request: Asking, dossier: Dossier) -> None:
    post_result(_by(request), dossier.id, **_where(request))


def _carry(request: Asking, dossier: Dossier) -> None:
    try:
        carrier = UUID(request.POST.get("carrier", ""))
    except ValueError:
        raise Refused("nobody-chosen") from None
    carry_result(_by(request), dossier.id, carrier=carrier, **_where(request))


def _where(request: Asking) -> dict[str, str]:
    return {"name": request.POST.get("to", ""), "address": request.POST.get("address", "")}


def _number(request: Asking, dossier: Dossier) -> None:
    number_parcel(_by(request), _on_the_way(dossier), tracking=request.POST.get("tracking", ""))


def _page(request: Asking, dossier: Dossier, refusal: Refused | None = None) -> HttpResponse:
    version = version_of(dossier.version)
    wish = wish_words(dossier.id, version)
    shipments = Shipment.objects.visible_to(request.who).filter(dossier=dossier)
    wished = wish["wish"]
    own = own_matter(request, dossier.target)
    return show(
        request,
        "counter/handing.html",
        status=WRONG_FORM if refusal else 200,
        dossier=dossier,
        version=version,
        offer=wish["offer"],
        to=request.POST.get("to") or (wished.name if wished else "")
        or dossier.applicant.full_name,
        address=request.POST.get("address") or (wished.address if wished else "")
        or home_of_person(dossier.applicant),
        takers=takers(dossier),
        carriers=_carriers(request, dossier),
        ready=not own and dossier.delivery == Delivery.READY,
        sent=shipments.on_the_way().select_related("carrier").first(),
        before=shipments.exclude(fate=Fate.ON_THE_WAY).order_by("sent_at"),
        receipts=SignedFor.objects.visible_to(request.who).filter(dossier=dossier).order_by("at"),
        can=not own and may(request.who, "delivery.send", dossier.target),
        **(why_not(request, dossier, refusal) if refusal else {}),
    )  # fmt: skip


def takers(dossier: Dossier) -> list[tuple[str, str]]:
    """Who may take it: a representative only where the dossier has one."""
    stands = dossier.parties.filter(role=Party.Role.REPRESENTATIVE).exists()
    return [
        (taker, words)
        for taker, words in TAKER_WORDS.items()
        if stands or taker != Taker.REPRESENTATIVE
    ]


def _carriers(request: Asking, dossier: Dossier) -> list[Post]:
    held = Post.objects.held_on(today(request)).select_related("account").order_by("account__name")
    able = held.filter(unit=dossier.unit_id, role__in=GRANTS["dossier.hand-over"].roles)
    return list({post.account_id: post for post in able}.values())


@readers
def signature(request: Asking, id: UUID) -> FileResponse:
    """The signature of whoever took a result."""
    purpose = purpose_of(request)
    key = looking_key(request, id, f"open {purpose}")
    found = open_signature(by(request, Door.COUNTER, key), id, purpose=purpose)
    return send(request, found.sha256, found.media_type, f"ky-nhan-{found.at:%Y%m%d}")
