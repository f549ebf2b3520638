"""Signs people in with the national e-identity, as an OpenID Connect relying party.

Authorization code flow with PKCE S256 (OpenID Connect Core 1.0 §3.1, RFC 7636). There is no
password of ours anywhere. Levels 1 and 2 are those of Nghị định 69/2024 as amended by 320/2026.
"""

import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urlencode

import httpx
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from motcua.bridges.line import Limits, Line, Misanswered, Parts

SYSTEM = "eidentity"
ALGORITHMS = ("ES256", "RS256")
"""Signature algorithms we accept. Never "none", never a shared-secret one."""

SKEW = 30
"""Seconds by which the provider's clock may differ from ours."""

_BIRTH_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True)
class Identity:
    """Who signed in, as the provider vouches. `sub` never changes for one person.

    `birth_date` is YYYY-MM-DD, YYYY-MM or YYYY; `level` is 1 or 2; `auth_time` (UTC) is when
    the person last proved who they are.
    """

    sub: str
    id_number: str
    name: str
    birth_date: str
    level: int
    auth_time: datetime


class Eidentity(Protocol):
    """The national e-identity, as this system needs it.

    Every method raises Unreachable when the provider does not answer.
    """

    def authorize_url(
        self, state: str, nonce: str, challenge: str, max_age: int | None = None, prompt: str = ""
    ) -> str:
        """Where to send the browser. `challenge` is the S256 of the verifier kept for `exchange`.

        `max_age` (seconds) asks for a sign-in no older than that; 0 always asks anew. `prompt`
        is "", "login" (prove yourself again) or "select_account" (be someone else).
        """
        ...

    def exchange(
        self, code: str, verifier: str, nonce: str, max_age: int | None = None
    ) -> Identity:
        """Who came back with `code`; `nonce` and `max_age` as in `authorize_url`.

        Raises Misanswered when the token is not ours, not fresh or not signed by the provider,
        Rejected (code "invalid_grant") when the code is used up, old or for another verifier.
        Never tried twice: a code works once.
        """
        ...

    def logout_url(self, return_to: str, state: str = "") -> str:
        """Where to send the browser to end the provider's session too (RP-initiated logout)."""
        ...


class EidentityLine:
    """The e-identity provider over HTTP. `clock` gives seconds since 1970.

    `redirect_uri` is our callback's full address, known to the provider beforehand.
    """

    def __init__(
        self,
        issuer: str,
        client_id: str,
        secret: str,
        redirect_uri: str,
        *,
        client: httpx.Client | None = None,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.line = Line(SYSTEM, issuer, client=client, limits=limits)
        self.client_id, self._secret, self.redirect_uri = client_id, secret, redirect_uri
        self._clock = clock
        self._lock = threading.Lock()
        self._found: Parts | None = None
        self._keys: KeySet | None = None

    def authorize_url(
        self, state: str, nonce: str, challenge: str, max_age: int | None = None, prompt: str = ""
    ) -> str:
        query = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": "openid identity",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        if max_age is not None:
            query["max_age"] = str(max_age)
        if prompt:
            query["prompt"] = prompt
        return f"{self._endpoint('authorization_endpoint')}?{urlencode(query)}"

    def exchange(
        self, code: str, verifier: str, nonce: str, max_age: int | None = None
    ) -> Identity:
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "code_verifier": verifier,
        }
        endpoint, who = self._endpoint("token_endpoint"), (self.client_id, self._secret)
        reply = self.line.call("POST", endpoint, tries=1, data=asked, auth=who)
        token = self._opened(Parts(SYSTEM, reply.body).text("id_token"))
        return self._identity(token, nonce, max_age)

    def logout_url(self, return_to: str, state: str = "") -> str:
        query = {"client_id": self.client_id, "post_logout_redirect_uri": return_to}
        query |= {"state": state} if state else {}
        return f"{self._endpoint('end_session_endpoint')}?{urlencode(query)}"

    def _endpoint(self, name: str) -> str:
        return self._discovered().text(name)

    def _discovered(self) -> Parts:
        """The provider's own description, asked for once."""
        with self._lock:
            if self._found is None:
                found = Parts(SYSTEM, self.line.get("/.well-known/openid-configuration").body)
                found.echoes("issuer", self.line.address)
                self._found = found
            return self._found

    def _opened(self, token: str) -> Mapping[str, object]:
        """The token's claims, if one of the provider's keys signed it; unknown key: ask once."""
        try:
            try:
                return _claims(token, self._keys or self._fetch_keys())
            except InvalidKeyIdError:
                return _claims(token, self._fetch_keys())
        except (JoseError, ValueError):
            raise Misanswered(SYSTEM, "the token is not signed by the provider") from None

    def _fetch_keys(self) -> KeySet:
        _, raw = self.line.fetch("GET", self._endpoint("jwks_uri"))
        try:
            self._keys = KeySet.import_key_set(json.loads(raw))
        except (JoseError, ValueError, KeyError, TypeError):
            raise Misanswered(SYSTEM, "the provider's keys cannot be read") from None
        return self._keys

    def _identity(self, claims: Mapping[str, object], nonce: str, max_age: int | None) -> Identity:
        now = int(self._clock())
        self._check(claims, nonce, now)
        parts = Parts(SYSTEM, claims)
        auth_time = parts.whole("auth_time")
        if auth_time > now + SKEW or (max_age is not None and auth_time < now - max_age - SKEW):
            raise Misanswered(SYSTEM, "the sign-in is not as fresh as we asked")
        if claims.get("level") not in (1, 2):
            raise Misanswered(SYSTEM, "level is neither 1 nor 2")
        if not _BIRTH_DATE.fullmatch(parts.text("birthdate")):
            raise Misanswered(SYSTEM, "birthdate is no date")
        return Identity(
            sub=parts.text("sub"),
            id_number=parts.text("id_number"),
            name=parts.text("name"),
            birth_date=parts.text("birthdate"),
            level=parts.whole("level"),
            auth_time=datetime.fromtimestamp(auth_time, UTC),
        )

    def _check(self, claims: Mapping[str, object], nonce: str, now: int) -> None:
        """OpenID Connect Core §3.1.3.7: issuer, audience, times and nonce."""
        wanted = jwt.JWTClaimsRegistry(
            now=now,
            leeway=SKEW,
            iss={"essential": True, "value": self.line.address},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
            sub={"essential": True},
        )
        try:
            wanted.validate(dict(claims))
        except JoseError as fault:
            raise Misanswered(SYSTEM, f"the token fails: {fault.error}") from None
        if claims.get("aud") not in (self.client_id, [self.client_id]):
            raise Misanswered(SYSTEM, "the token is for somebody else, or not for us alone")


def _claims(token: str, keys: KeySet) -> Mapping[str, object]:
    return jwt.decode(token, keys, algorithms=ALGORITHMS).claims
