"""The OpenID Connect half of the e-identity sandbox: client, codes, tokens, and false tokens."""

import base64
import hashlib
import hmac
import json
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin, InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import AuthorizationCodeMixin, OpenIDCode
from flask import Flask, request, session
from joserfc import jwt
from joserfc.jwk import ECKey

from motcua.bridges.switches import Switches

CLIENT_ID = "motcua"
CLIENT_SECRET = "sandbox-eidentity"
CODE_LIVES = 60
"""Seconds for which an authorization code may be exchanged."""

LIES = (
    *("nonce", "person", "audience", "audiences", "issuer", "expired", "endless", "auth-time"),
    *("none", "hs256", "key", "level", "garbage", "page"),
)
"""Ways a token may be false. "person" alone cannot be seen from the token: somebody else signed
in, truly; the site must compare with whom it expected."""


@dataclass(frozen=True)
class Account:
    """One e-identity account of the sandbox."""

    sub: str
    id_number: str
    name: str
    birth_date: str
    level: int
    locked: bool = False
    title: str = ""

    def claims(self) -> dict[str, object]:
        return {
            "sub": self.sub,
            "id_number": self.id_number,
            "name": self.name,
            "birthdate": self.birth_date,
            "level": self.level,
            "acr": f"urn:motcua:sandbox:level:{self.level}",
        }


@dataclass(frozen=True)
class Client(ClientMixin):
    """The one relying party. Without addresses of its own it may be anywhere on this machine."""

    client_id: str = CLIENT_ID
    secret: str = CLIENT_SECRET
    redirect_uris: tuple[str, ...] = ()
    id_token_signed_response_alg: str = "ES256"

    @classmethod
    def kept(cls, path: Path) -> "Client":
        """As HOME/eidentity/client.json says: {client_id, client_secret, redirect_uris}."""
        if not path.exists():
            return cls()
        said = json.loads(path.read_text("utf-8"))
        return cls(said["client_id"], said["client_secret"], tuple(said["redirect_uris"]))

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return ""

    def get_allowed_scope(self, scope: str) -> str:
        return " ".join(part for part in scope.split() if part in ("openid", "identity"))

    def check_redirect_uri(self, uri: str) -> bool:
        return uri in self.redirect_uris if self.redirect_uris else _is_here(uri)

    def may_return_to(self, uri: str) -> bool:
        """After signing out: any page of a site that people may sign in to."""
        origins = {urlsplit(known)[:2] for known in self.redirect_uris}
        return urlsplit(uri)[:2] in origins if origins else _is_here(uri)

    def check_client_secret(self, secret: str) -> bool:
        return hmac.compare_digest(secret.encode(), self.secret.encode())

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


def _is_here(uri: str) -> bool:
    parts = urlsplit(uri)
    return parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Code(AuthorizationCodeMixin):
    """What an authorization code stands for."""

    client_id: str
    redirect_uri: str
    scope: str
    sub: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    auth_time: int
    issued: float

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return self.auth_time


@dataclass
class Provider:
    """What the provider remembers: its key, the codes not yet used, the nonces seen."""

    home: Path
    client: Client
    switches: Switches
    accounts: Callable[[], Mapping[str, Account]]
    codes: dict[str, Code] = field(default_factory=dict)
    nonces: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        path = self.home / "key.json"
        if path.exists():
            self.key = ECKey.import_key(json.loads(path.read_text("utf-8")))
        else:
            self.rotate()

    def rotate(self) -> None:
        """A new signing key; the old one is no longer published."""
        self.key = ECKey.generate_key("P-256", auto_kid=True)
        self.home.mkdir(parents=True, exist_ok=True)
        beside = self.home / "key.new"
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(self.key.as_dict(private=True), file)
        beside.replace(self.home / "key.json")

    def server(self, app: Flask) -> AuthorizationServer:
        """Authlib's server for this provider: code grant, PKCE S256 obligatory, OpenID token."""
        server = AuthorizationServer(
            app,
            query_client=lambda id: self.client if id == self.client.client_id else None,
            save_token=lambda *_: None,
        )
        server.provider = self
        server.register_grant(_CodeGrant, [_S256(required=True), _IdToken(self)])
        return server


class _CodeGrant(AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]

    def save_authorization_code(self, code: str, asked: Any) -> None:
        data, provider = asked.payload.data, self.server.provider
        provider.nonces.add(data["nonce"])
        provider.codes[code] = Code(
            client_id=asked.client.client_id,
            redirect_uri=asked.payload.redirect_uri,
            scope=asked.scope,
            sub=asked.user.sub,
            nonce=data["nonce"],
            code_challenge=data["code_challenge"],
            code_challenge_method="S256",
            auth_time=session["auth_time"],
            issued=time.monotonic(),
        )

    def query_authorization_code(self, code: str, client: Client) -> Code | None:
        """Taken out at the first look: whatever goes wrong then, the code is used up."""
        with self.server.provider.lock:
            found = self.server.provider.codes.pop(code, None)
        if found is None or found.client_id != client.client_id:
            return None
        return found if time.monotonic() - found.issued <= CODE_LIVES else None

    def delete_authorization_code(self, _code: Code) -> None:
        """Nothing to do: it went when it was looked up."""

    def authenticate_user(self, code: Code) -> Account | None:
        account = self.server.provider.accounts().get(code.sub)
        return None if account is None or account.locked else account


class _S256(CodeChallenge):
    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        data = grant.request.payload.data
        if not data.get("code_challenge") or data.get("code_challenge_method") != "S256":
            raise InvalidRequestError("Missing 'code_challenge' with method S256")
        super().validate_code_challenge(grant, redirect_uri)


class _IdToken(OpenIDCode):
    def __init__(self, provider: Provider) -> None:
        super().__init__(require_nonce=True)
        self._provider = provider

    def exists_nonce(self, nonce: str, _request: Any) -> bool:
        return nonce in self._provider.nonces

    def resolve_client_private_key(self, _client: Client) -> ECKey:
        return self._provider.key

    def get_encode_header(self, client: Client) -> dict[str, str | None]:
        return {"alg": client.id_token_signed_response_alg, "kid": self._provider.key.kid}

    def get_client_claims(self, client: Client) -> dict[str, object]:
        return {"iss": issuer(), "aud": [client.client_id]}

    def generate_user_info(self, user: Account, _scope: str) -> dict[str, object]:
        """The person's claims. A lying provider's go over the true issuer, audience and times."""
        lie = self._provider.switches.lie
        if lie in ("person", "nonce"):
            others = [a for a in self._provider.accounts().values() if a.sub != user.sub]
            user = others[0] if others else Account("nobody", "0" * 12, "Ai Đó", "1970", 1)
        return user.claims() | _false_claims(lie)

    def encode_id_token(self, token: Any, asked: Any) -> str:
        true: str = super().encode_id_token(token, asked)
        return _forged(true, self._provider)


def issuer() -> str:
    """The provider's name is the address it was asked at."""
    return request.host_url.rstrip("/")


def _false_claims(lie: str) -> dict[str, object]:
    lies: dict[str, dict[str, object]] = {
        "nonce": {"nonce": "of-another-sign-in"},
        "audience": {"aud": ["another-site"]},
        "audiences": {"aud": [CLIENT_ID, "another-site"]},
        "issuer": {"iss": "http://localhost:1"},
        "expired": {"exp": int(time.time()) - 3600},
        "auth-time": {"auth_time": int(time.time()) - 86_400},
        "level": {"level": 3},
    }
    return lies.get(lie, {})


def _forged(true: str, provider: Provider) -> str:
    """The true token, or one that only looks signed by us."""
    lie, payload = provider.switches.lie, true.split(".")[1]
    if lie == "none":
        return f"{_part({'alg': 'none'})}.{payload}."
    if lie == "hs256":
        public = provider.key.as_pem(private=False)
        signed = f"{_part({'alg': 'HS256', 'kid': provider.key.kid})}.{payload}"
        return f"{signed}.{_b64(hmac.digest(public, signed.encode(), hashlib.sha256))}"
    if lie in ("key", "endless"):
        claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
        if lie == "endless":
            del claims["exp"]
        key = provider.key if lie == "endless" else ECKey.generate_key("P-256")
        return jwt.encode({"alg": "ES256", "kid": provider.key.kid}, claims, key, ["ES256"])
    return "á.á.á" if lie == "garbage" else true


def _part(header: Mapping[str, object]) -> str:
    return _b64(json.dumps(header).encode())


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
