"""Signing in with the national e-identity (OpenID Connect, authorization code with PKCE).

The one request that waits for another system, because signing in *is* asking that system; it
waits a few seconds at most (docs/decisions/0003-sign-in-waits.md).
"""

import base64
import hashlib
import secrets
from datetime import date
from functools import cache

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from motcua.actions.account import sign_in
from motcua.actions.act import By, only_actions_write
from motcua.bridges.eidentity import EidentityLine, Identity
from motcua.bridges.line import Misanswered, Rejected, Unreachable
from motcua.doors.shared.access import public
from motcua.records.account import Account
from motcua.records.sameness import bears
from motcua.records.scope import seen_by
from motcua.rules.refusal import Refused
from motcua.rules.time.wall_clock import local
from motcua.rules.who import VISITOR, Door, Role
from motcua.site.guard import LAST, mark_of

FLOW = "sign-in"
MAX_FLOWS = 3  # sign-ins begun in one browser and not finished


@cache
def provider() -> EidentityLine:
    return EidentityLine(
        settings.MOTCUA_EIDENTITY_URL,
        settings.MOTCUA_EIDENTITY_CLIENT,
        settings.MOTCUA_EIDENTITY_SECRET,
        f"{settings.MOTCUA_ADDRESS}{reverse('sign-in-return')}",
    )


@public
@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider; `fresh` asks the person to prove themselves again."""
    verifier, state, nonce = (secrets.token_urlsafe(48) for _ in range(3))
    fresh = request.GET.get("fresh") == "1"
    flows = dict(list(request.session.get(FLOW, {}).items())[-(MAX_FLOWS - 1) :])
    flows[state] = {
        "verifier": verifier,
        "nonce": nonce,
        "next": _safe_path(request, request.GET.get("next", "")),
        "fresh": fresh,
    }
    request.session[FLOW] = flows
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    prompt = "login" if fresh else ""
    try:
        there = provider().authorize_url(state, nonce, challenge, 0 if fresh else None, prompt)
    except (Unreachable, Misanswered, Rejected):
        return outage(request)
    return redirect(there)


@public
@require_GET
def finish(request: HttpRequest) -> HttpResponse:
    """The browser comes back: exchange the code, open the account, begin a new session."""
    flow = request.session.get(FLOW, {}).pop(request.GET.get("state", ""), None)
    request.session.modified = True
    if flow is None:
        return again(request, "sign-in-not-begun-here")
    if "code" not in request.GET:
        return again(request, "sign-in-declined")
    try:
        identity = provider().exchange(
            request.GET["code"], flow["verifier"], flow["nonce"], 60 if flow["fresh"] else None
        )
    except Unreachable:
        return outage(request)
    except (Misanswered, Rejected):
        return again(request, "sign-in-not-accepted")
    try:
        account = _open_account(request, identity)
    except Refused as refusal:
        return again(request, refusal.code)
    if account.locked:
        return again(request, "account-locked")
    _begin_session(request, account, identity)
    response = _onward(request, account, identity, flow["next"] or home_of(account, request))
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(LAST, mark_of(account.id), httponly=True, samesite="Lax", secure=secure)
    return response


def _open_account(request: HttpRequest, identity: Identity) -> Account:
    by = By(VISITOR, request.at, Door.CITIZEN)  # type: ignore[attr-defined]
    with transaction.atomic(), only_actions_write():
        return sign_in(
            by,
            subject=identity.sub,
            number=identity.id_number,
            name=identity.name,
            birth_date=identity.birth_date,
            level=identity.level,
        )


def _onward(request: HttpRequest, account: Account, identity: Identity, to: str) -> HttpResponse:
    """To where they wanted; by way of a page that says so where another bears their number."""
    with seen_by(account.who(_today(request), None)):
        if bears(account.person, identity.id_number):
            return redirect(to)
    return render(request, "site/sign-in-number.html", {"to": to})


def _begin_session(request: HttpRequest, account: Account, identity: Identity) -> None:
    kept = request.session.get("kept")
    request.session.cycle_key()
    request.session["account"] = str(account.id)
    request.session["fresh_at"] = identity.auth_time.isoformat()
    request.session.pop(FLOW, None)
    if kept:
        request.session["kept"] = kept


def home_of(account: Account, request: HttpRequest) -> str:
    """Where someone's work lies: the desk, the papers to sign, the office, or their own page."""
    roles = account.who(_today(request), None).roles
    if roles == {Role.LEADER}:
        return reverse("sign:papers")
    if roles & {Role.COUNTER, Role.POLICE, Role.SPECIALIST, Role.LEADER, Role.AUDITOR}:
        return reverse("counter:inbox")
    if Role.PARTNER in roles:
        return reverse("partner:lists")
    return reverse("office:waiting") if Role.OPERATOR in roles else reverse("citizen:mine")


def _today(request: HttpRequest) -> date:
    return local(request.at).date()  # type: ignore[attr-defined]


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here and at the provider; Back shows nothing."""
    request.session.flush()
    try:
        response = redirect(provider().logout_url(settings.MOTCUA_ADDRESS + "/"))
    except (Unreachable, Misanswered, Rejected):
        response = redirect("/")
    response.delete_cookie(LAST)
    return response


def outage(request: HttpRequest) -> HttpResponse:
    """The provider does not answer: what still can be done, and where to go."""
    return render(request, "site/sign-in-outage.html", status=503)


def again(request: HttpRequest, code: str) -> HttpResponse:
    """Why signing in did not work, with a way to try again."""
    return render(request, "site/sign-in-again.html", {"code": code}, status=400)


def _safe_path(request: HttpRequest, path: str) -> str:
    """Only a path of our own: no one is sent elsewhere by a link to our door."""
    host = request.get_host()
    secure = request.is_secure()
    safe = url_has_allowed_host_and_scheme(path, allowed_hosts={host}, require_https=secure)
    return path if safe and path.startswith("/") else ""
