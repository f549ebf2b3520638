"""Asks the remote signing service for one person's signature under one digest.

The service never sees the paper: it gets the SHA-256 of the DER signed attributes of a CMS
signature (RFC 5652 §5.4) and gives back RSASSA-PKCS1-v1_5 over it, which is what pyHanko's
`ExternalSigner` puts into the file. Whoever holds the key approves on their own device, so the
answer may be pending for minutes. What comes back is checked against the certificate here.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import httpx
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from motcua.bridges.line import Limits, Line, Misanswered, Parts, Rejected

SYSTEM = "signer"
ALGORITHM = "RSASSA-PKCS1-v1_5-SHA256"
_SHA256 = Prehashed(hashes.SHA256())


@dataclass(frozen=True)
class SignatureRequest:
    """One signature wanted. `digest` is 32 bytes; `key` names the certificate's key there.

    `display_text` is what the holder reads before approving; no identity number in it.
    """

    id: UUID
    key: str
    digest: bytes
    document_name: str
    display_text: str


@dataclass(frozen=True)
class Pending:
    """The holder has not decided yet."""

    id: UUID


@dataclass(frozen=True)
class Signed:
    """A signature that verifies under the key's certificate, over the digest we sent."""

    id: UUID
    signature: bytes
    signed_at: datetime


@dataclass(frozen=True)
class Declined:
    """The holder, or the service, will not sign; `reason` is theirs, for a person to read."""

    id: UUID
    reason: str


Outcome = Pending | Signed | Declined


@dataclass(frozen=True)
class OutcomePage:
    """Ids of requests decided since a cursor, perhaps doubled or out of order; `next` goes on."""

    decided: tuple[UUID, ...]
    next: str


class Signer(Protocol):
    """The remote signing service, as this system needs it.

    Every method raises Unreachable (ask again), Misanswered (keep nothing) or Rejected (the
    service refuses: unknown key, wrong secret, 409 = the id was used for another digest).
    """

    def ask(self, request: SignatureRequest) -> Outcome:
        """Ask for a signature; safe to repeat with the same id, and then says how it stands."""
        ...

    def outcome(self, request: SignatureRequest) -> Outcome:
        """How an asked request stands; asks again if the service has forgotten it."""
        ...

    def decided(self, after: str = "") -> OutcomePage:
        """Which requests were decided after the cursor `after`: then call `outcome` on ours."""
        ...

    def certificates(self, key: str) -> tuple[bytes, ...]:
        """The key's certificate and the ones above it without the root, each in DER."""
        ...

    def trust_roots(self) -> bytes:
        """The service's root certificates in PEM, for a sandbox; real roots are installed."""
        ...


class SignerLine:
    """The remote signing service over HTTP, with a shared secret as bearer."""

    def __init__(
        self,
        address: str,
        secret: str,
        *,
        client: httpx.Client | None = None,
        limits: Limits | None = None,
    ) -> None:
        bearer = {"Authorization": f"Bearer {secret}"}
        self.line = Line(SYSTEM, address, client=client, limits=limits, headers=bearer)
        self._chains: dict[str, tuple[bytes, ...]] = {}

    def ask(self, request: SignatureRequest) -> Outcome:
        told = {
            "id": str(request.id),
            "certificate": request.key,
            "digest_sha256": request.digest.hex(),
            "document_name": request.document_name,
            "display_text": request.display_text,
        }
        return self._outcome(request, self.line.post("/v1/signatures", told).body)

    def outcome(self, request: SignatureRequest) -> Outcome:
        try:
            reply = self.line.get(f"/v1/signatures/{request.id}")
        except Rejected as refusal:
            if refusal.status == 404:
                return self.ask(request)
            raise
        return self._outcome(request, reply.body)

    def decided(self, after: str = "") -> OutcomePage:
        parts = Parts(SYSTEM, self.line.get("/v1/signatures", after=after).body)
        items = [Parts(SYSTEM, item).text("id") for item in parts.items("answers")]
        try:
            return OutcomePage(tuple(map(UUID, items)), parts.text("next"))
        except ValueError:
            raise Misanswered(SYSTEM, "an id in the list is none") from None

    def certificates(self, key: str) -> tuple[bytes, ...]:
        _, pem = self.line.fetch("GET", f"/v1/certificates/{key}")
        return tuple(
            certificate.public_bytes(serialization.Encoding.DER) for certificate in _read(pem)
        )

    def trust_roots(self) -> bytes:
        _, pem = self.line.fetch("GET", "/v1/trust")
        _read(pem)
        return pem

    def _outcome(self, request: SignatureRequest, body: Mapping[str, object]) -> Outcome:
        parts = Parts(SYSTEM, body)
        parts.echoes("id", str(request.id))
        parts.echoes("certificate", request.key)
        parts.echoes("digest_sha256", request.digest.hex())
        match parts.text("status"):
            case "pending":
                return Pending(request.id)
            case "refused":
                return Declined(request.id, parts.text("reason"))
            case "signed":
                return self._signed(request, parts)
        raise Misanswered(SYSTEM, "status is none we know")

    def _signed(self, request: SignatureRequest, parts: Parts) -> Signed:
        parts.echoes("algorithm", ALGORITHM)
        try:
            signature = base64.b64decode(parts.text("signature"), validate=True)
        except binascii.Error:
            raise Misanswered(SYSTEM, "signature is not base64") from None
        self._verify(request, signature)
        return Signed(request.id, signature, parts.moment("signed_at"))

    def _verify(self, request: SignatureRequest, signature: bytes) -> None:
        """Under the key's certificate; a renewed one is fetched once before we say no."""
        known = request.key in self._chains
        if not known:
            self._chains[request.key] = self.certificates(request.key)
        holder = x509.load_der_x509_certificate(self._chains[request.key][0]).public_key()
        if not isinstance(holder, rsa.RSAPublicKey):
            raise Misanswered(SYSTEM, "the certificate's key is not RSA")
        try:
            holder.verify(signature, request.digest, padding.PKCS1v15(), _SHA256)
        except InvalidSignature:
            self._chains.pop(request.key, None)
            if known:
                return self._verify(request, signature)
            raise Misanswered(SYSTEM, "the signature is not over our digest") from None


def _read(pem: bytes) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError:
        raise Misanswered(SYSTEM, "the answer holds no certificate") from None
