"""What every request passes: who it is, whether the page is theirs, and what an error says."""

import base64
import json
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from hmac import compare_digest
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from motcua.actions.act import only_actions_write
from motcua.actions.files.confined import OpenerStruck
from motcua.doors.shared.access import admits
from motcua.records.account import who_is
from motcua.records.scope import seen_by
from motcua.records.sealed import KeyRing, blind_index
from motcua.rules.refusal import Denied, KeyReused, Refused
from motcua.rules.time.wall_clock import local
from motcua.rules.who import VISITOR, Who

Next = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
    " frame-ancestors 'none'; form-action 'self' {eidentity}"
)
BACK_WITHIN = 5  # seconds after which what was away is usually there again
KEPT_AT_MOST = 60_000  # characters of a form kept over an expired session
LAST = "last"
"""The cookie that says, as a keyed hash, who was signed in here last: what was typed is theirs."""


def headers(get_response: Next) -> Next:
    """Headers that make a browser stricter than it would be."""
    policy = POLICY.format(eidentity=settings.MOTCUA_EIDENTITY_URL)

    def middleware(request: HttpRequest) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.MAX_REQUEST:
            return refused(request, Refused("request-too-large"), status=413)
        response = get_response(request)
        response.setdefault("Content-Security-Policy", policy)
        response.setdefault("X-Content-Type-Options", "nosniff")
        response.setdefault("Referrer-Policy", "same-origin")
        response.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if not request.path.startswith(settings.STATIC_URL):
            response.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def known(get_response: Next) -> Next:
    """Give each request its actor, `request.who`, from the session and today's posts."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.who = who_behind(request)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def who_behind(request: HttpRequest) -> Who:
    """The actor of a session. Posts are read each time: one taken away is gone at once."""
    account = request.session.get("account")
    if not account:
        return VISITOR
    fresh = request.session.get("fresh_at")
    fresh_at = datetime.fromisoformat(fresh) if fresh else None
    today = local(request.at).date()  # type: ignore[attr-defined]
    return who_is(account, today, fresh_at) or VISITOR


class Doorkeeper:
    """Runs each view inside its visitor's scope, in one transaction, and words its errors.

    What is raised undoes everything the view did: a page that could not be shown has not
    happened, and what was acknowledged has been committed.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse:
        who: Who = request.who  # type: ignore[attr-defined]
        if not admits(view, who):
            return sign_in_first(request) if who.account is None else not_found(request)
        try:
            return self._shown(request, view, args, kwargs)
        except Denied:
            return not_found(request)
        except KeyReused:
            return refused(request, Refused("key-reused"), status=409)
        except Refused as refusal:
            if refusal.code == "fresh-sign-in-needed":
                return sign_in_first(request, fresh=True)
            return refused(request, refusal)
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            return refused(request, Refused("request-too-large"), status=413)

    def _shown(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse:
        """What the view answers; a form kept over a sign-in comes first."""
        request.typed = typed_before(request)  # type: ignore[attr-defined]
        if request.typed and not getattr(view, "takes_typed", False):  # type: ignore[attr-defined]
            return send_again(request, request.typed)  # type: ignore[attr-defined]
        own = getattr(view, "row_by_row", False)
        scope = nullcontext() if own else seen_by(request.who)  # type: ignore[attr-defined]
        with scope, only_actions_write():
            response: HttpResponse = view(request, *args, **kwargs)
            if hasattr(response, "render"):
                response = response.render()
            return response


def sign_in_first(request: HttpRequest, fresh: bool = False) -> HttpResponse:
    """Send a visitor to sign in and bring them back, with what they had typed."""
    here = request.get_full_path() if request.method == "GET" else request.path
    if request.method == "POST":
        keep_typed(request)
    ask = {"next": here} | ({"fresh": "1"} if fresh else {})
    return redirect(f"{reverse('sign-in')}?{urlencode(ask)}")


def keep_typed(request: HttpRequest) -> None:
    """Keep a form that arrived without a session, sealed, until whoever typed it signs in: who was
    here last and did not sign out; where nobody was, who signs in next."""
    typed = {k: v for k, v in request.POST.lists() if k != "csrfmiddlewaretoken"}
    whose = request.COOKIES.get(LAST, "")
    plain = json.dumps({"path": request.path, "whose": whose, "typed": typed})
    if len(plain) <= KEPT_AT_MOST:
        ring = KeyRing.read(settings.MOTCUA_KEYS)
        sealed = ring.seal(plain.encode(), "session|kept")
        request.session["kept"] = base64.b64encode(sealed).decode()


def typed_before(request: HttpRequest) -> dict[str, list[str]]:
    """What was kept for this page over a sign-in, once, and for whoever typed it."""
    kept = request.session.get("kept")
    if not kept or request.method != "GET":
        return {}
    plain = KeyRing.read(settings.MOTCUA_KEYS).unseal(base64.b64decode(kept), "session|kept")
    found: dict[str, Any] = json.loads(plain)
    if found["path"] != request.path:
        return {}
    del request.session["kept"]
    whose, mine = found["whose"], mark_of(request.who.account)  # type: ignore[attr-defined]
    return dict(found["typed"]) if not whose or compare_digest(whose, mine) else {}


def mark_of(account: UUID | None) -> str:
    return blind_index("session|last", str(account)).hex()


def send_again(request: HttpRequest, typed: dict[str, list[str]]) -> HttpResponse:
    """What was typed before the sign-in, ready to be sent; files must be chosen anew."""
    fields = [(name, value) for name, values in typed.items() for value in values]
    return render(request, "site/send-again.html", {"fields": fields})


def refused(request: HttpRequest, refusal: Refused, status: int = 422) -> HttpResponse:
    """A page that says plainly why not, and what to do."""
    context = {
        "code": refusal.code,
        "basis": refusal.basis,
        "detail": refusal.detail,
    }
    return render(request, "shared/refused.html", context, status=status)


def not_found(request: HttpRequest, exception: object = None) -> HttpResponse:
    """The same page for what is not there and for what is not yours."""
    return render(request, "shared/not-found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed here. Nothing was saved, and the page says so; where the database is away,
    or what opens files was struck down, that is no fault of what was asked: it is to be asked
    again."""
    away = isinstance(sys.exc_info()[1], OperationalError | OpenerStruck)
    response = render(request, "shared/broken.html", {"away": away}, status=503 if away else 500)
    if away:
        response["Retry-After"] = str(BACK_WITHIN)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return refused(request, Refused("form-too-old"), status=403)


def sign_in_url(request: HttpRequest) -> str:
    """Signing in leads back to the page one was on; from the first page, to one's own matters."""
    here = request.get_full_path()
    stays = request.method == "GET" and request.path != "/"
    if not stays or here.startswith(reverse("sign-in")):
        return reverse("sign-in")
    return f"{reverse('sign-in')}?{urlencode({'next': here})}"


def page(request: HttpRequest) -> dict[str, Any]:
    """What every template may say: who is here, and when."""
    return {
        "who": getattr(request, "who", VISITOR),
        "now": getattr(request, "at", None),
        "large": request.COOKIES.get("large") == "1",
        "sign_in_url": sign_in_url(request),
        "sign_out_url": reverse("sign-out"),
        "notice": settings.NOTICE,
        "help_phone": settings.HELP_PHONE,
        "help_hours": settings.HELP_HOURS,
    }
