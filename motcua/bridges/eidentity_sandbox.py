"""A national e-identity to try things against: a real OpenID Connect provider, invented people.

Accounts stand in HOME/eidentity.json, a list of {sub, id_number, name, birth_date, level, locked,
title}; it is read again when it changes, and who has a title is listed first. There are no
passwords: whoever signs in picks who to be. The client is "motcua" with the secret
"sandbox-eidentity" and any address on this machine, or what HOME/eidentity/client.json says.
PUT /_rotate changes the signing key. The switch "only": "/token" limits an outage to that path.
"""

import secrets
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2 import OAuth2Error
from flask import Flask, Response, jsonify, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from motcua.bridges.oidc_sandbox import LIES, Account, Client, Provider, issuer
from motcua.bridges.sandbox import Watched, new_app, run
from motcua.bridges.switches import Switches
from motcua.rules.words.names import accent_free

SHOWN = 40
"""How many accounts the page lists at once."""


def serve(port: int, home: Path) -> None:
    """Run the sandbox on 127.0.0.1:port until told to stop."""
    run(create_app({"home": home}), port)


def create_app(config: Mapping[str, Any]) -> Flask:
    """The sandbox as a WSGI app. `config["home"]` is the folder of eidentity.json."""
    home = Path(config["home"])
    switches = Switches(modes=("normal", "slow", "down", "wrong"), lies=LIES)
    accounts = Watched(home / "eidentity.json", _by_sub)
    client = Client.kept(home / "eidentity" / "client.json")
    provider = Provider(home / "eidentity", client, switches, accounts.now)
    app = new_app("eidentity", switches)
    app.config.update(
        SECRET_KEY=secrets.token_bytes(32),
        SESSION_COOKIE_NAME="sandbox_eidentity",
        SESSION_COOKIE_SAMESITE="Lax",
    )
    _add_description(app, provider)
    _add_sign_in(app, provider, provider.server(app))
    _add_sign_out(app, client)
    return app


def _by_sub(accounts: list[dict[str, Any]]) -> dict[str, Account]:
    return {account["sub"]: Account(**account) for account in accounts}


def _add_description(app: Flask, provider: Provider) -> None:
    @app.get("/.well-known/openid-configuration")
    def describe() -> Response:
        here = issuer()
        return jsonify(
            issuer=here,
            authorization_endpoint=f"{here}/authorize",
            token_endpoint=f"{here}/token",
            end_session_endpoint=f"{here}/logout",
            jwks_uri=f"{here}/jwks",
            response_types_supported=["code"],
            response_modes_supported=["query"],
            grant_types_supported=["authorization_code"],
            subject_types_supported=["public"],
            id_token_signing_alg_values_supported=["ES256"],
            token_endpoint_auth_methods_supported=["client_secret_basic"],
            code_challenge_methods_supported=["S256"],
            scopes_supported=["openid", "identity"],
            prompt_values_supported=["none", "login", "select_account"],
            claims_supported=["sub", "id_number", "name", "birthdate", "level", "acr"],
        )

    @app.get("/jwks")
    def jwks() -> Response:
        return jsonify(keys=[provider.key.as_dict(private=False) | {"alg": "ES256", "use": "sig"}])

    @app.put("/_rotate")
    def rotate() -> Response:
        provider.rotate()
        return jsonify(kid=provider.key.kid)


def _add_sign_in(app: Flask, provider: Provider, server: AuthorizationServer) -> None:
    @app.get("/")
    def home() -> str:
        return render_template("eidentity.html")

    app.add_url_rule("/authorize", "ask", partial(_ask, provider, server))
    app.add_url_rule("/authorize", "choose", partial(_choose, provider, server), methods=["POST"])
    app.add_url_rule("/token", "token", server.create_token_response, methods=["POST"])


def _ask(provider: Provider, server: AuthorizationServer) -> ResponseReturnValue:
    """A browser arrives: straight back if it is signed in and that will do, else the page."""
    account = _still_signed_in(provider)
    try:
        grant = server.get_consent_grant(end_user=account)
    except OAuth2Error as error:
        return _refused(server, error)
    if account is None or _prompts() & {"login", "select_account"}:
        return _choices(provider)
    return _enter(server, grant, account)


def _choose(provider: Provider, server: AuthorizationServer) -> ResponseReturnValue:
    """Somebody was picked on the page, or nobody, or the way back."""
    account = provider.accounts().get(request.form.get("who", ""))
    try:
        grant = server.get_consent_grant(end_user=account)
    except OAuth2Error as error:
        return _refused(server, error)
    if request.form.get("choice") == "cancel":
        return _denied(server, grant)
    if account is None:
        return _choices(provider, fault="Hãy chọn một người rồi bấm Đăng nhập."), 422
    session["sub"], session["auth_time"] = account.sub, int(time.time())
    return _enter(server, grant, account)


def _refused(server: AuthorizationServer, error: OAuth2Error) -> Response:
    answer: Response = server.handle_error_response(request, error)
    return answer


def _denied(server: AuthorizationServer, grant: Any) -> Response:
    """Back to the client with error=access_denied."""
    answer: Response = server.create_authorization_response(grant_user=None, grant=grant)
    return answer


def _enter(server: AuthorizationServer, grant: Any, account: Account) -> ResponseReturnValue:
    """Back to the client with a code; a locked account is told so, and may only go back."""
    if account.locked:
        session.clear()
        back = _denied(server, grant).location
        return render_template("locked.html", name=account.name, back=back), 403
    answer: Response = server.create_authorization_response(grant_user=account, grant=grant)
    return answer


def _prompts() -> set[str]:
    return set(request.values.get("prompt", "").split())


def _still_signed_in(provider: Provider) -> Account | None:
    """Who signed in here before, unless that was too long ago or a new sign-in is asked for."""
    account = provider.accounts().get(session.get("sub", ""))
    max_age = request.args.get("max_age", "")
    age = time.time() - session.get("auth_time", 0)
    too_old = max_age.isdecimal() and age >= int(max_age)
    return None if account is None or too_old or "login" in _prompts() else account


def _choices(provider: Provider, fault: str = "") -> str:
    """The page that lists who one can be."""
    asked = [(k, v) for k, v in parse_qsl(request.query_string.decode(), True) if k != "q"]
    sought = request.args.get("q", "")
    accounts = list(provider.accounts().values())
    found = [account for account in accounts if _fits(account, sought)]
    found.sort(key=lambda account: not account.title)
    return render_template(
        "authorize.html",
        asked=asked,
        here=f"/authorize?{urlencode(asked)}",
        site=urlsplit(request.args.get("redirect_uri", "")).netloc,
        sought=sought,
        found=found[:SHOWN],
        fits=len(found),
        fault=fault,
    )


def _fits(account: Account, sought: str) -> bool:
    text = accent_free(f"{account.name} {account.title} {account.id_number}")
    return all(word in text for word in accent_free(sought).split())


def _add_sign_out(app: Flask, client: Client) -> None:
    @app.route("/logout", methods=["GET", "POST"])
    def logout() -> ResponseReturnValue:
        session.clear()
        back = request.values.get("post_logout_redirect_uri", "")
        if request.values.get("client_id") != client.client_id or not client.may_return_to(back):
            return render_template("signed_out.html")
        state = request.values.get("state", "")
        joint = "&" if urlsplit(back).query else "?"
        return redirect(back + (joint + urlencode({"state": state}) if state else ""), code=303)
