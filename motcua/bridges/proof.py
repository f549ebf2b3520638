"""Gets what proves a signature in later years: a time-stamp, and that no certificate was revoked.

RFC 3161 (time-stamps), RFC 6960 (OCSP), RFC 5280 (lists of revoked certificates, CRL). Where to
ask about a certificate stands in the certificate; whoever calls asks only about certificates of
trusted authorities, so no address that a stranger wrote into a paper is ever called.
"""

import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

import httpx
from asn1crypto import cms, core, tsp, x509
from cryptography import x509 as certs
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp

from motcua.bridges.line import Limits, Line, Misanswered
from motcua.rules.signature import Evidence

SYSTEM, TSA = "proof", "tsa"
KEPT = timedelta(minutes=10)
"""How long an answer about a certificate serves for other papers: a batch asks once."""


class Proofs(Protocol):
    """A time-stamp authority, and the authorities' services about their certificates.

    Every method raises Unreachable (ask again), Misanswered (keep nothing) or Rejected.
    """

    def stamp(self, digest: bytes) -> bytes:
        """A time-stamp token (RFC 3161, DER) over 32 bytes of SHA-256."""
        ...

    def evidence(self, certificates: Iterable[bytes], *, at: datetime) -> Evidence:
        """What the authorities say about these certificates (DER, with their issuers) now."""
        ...


class ProofLine:
    """The services over HTTP. `tsa` is the whole address of the time-stamp authority.

    `relay`: where a network lets nothing out but through one place, http://HOST/PATH of a
    certificate is asked for as RELAY/HOST/PATH; "" asks HOST itself.
    """

    def __init__(
        self,
        tsa: str,
        *,
        relay: str = "",
        client: httpx.Client | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._relay = relay.rstrip("/")
        query = {"Content-Type": "application/timestamp-query"}
        self._stamps = Line(TSA, tsa, client=client, limits=limits, headers=query)
        query = {"Content-Type": "application/ocsp-request"}
        self._line = Line(SYSTEM, relay, client=client, limits=limits, headers=query)
        self._lock = threading.Lock()
        self._kept: dict[bytes, tuple[datetime, _Answer]] = {}

    def stamp(self, digest: bytes) -> bytes:
        nonce = secrets.randbits(63)
        imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest}
        asked = {"version": 1, "message_imprint": imprint, "nonce": nonce, "cert_req": True}
        _, raw = self._stamps.fetch("POST", "", content=tsp.TimeStampReq(asked).dump())
        return _token(raw, digest, nonce)

    def evidence(self, certificates: Iterable[bytes], *, at: datetime) -> Evidence:
        pool = {der: x509.Certificate.load(der) for der in certificates}
        issuers = {each.subject.dump(): each for each in pool.values() if each.ca}
        answers = [
            self._answer(each, issuers[each.issuer.dump()], at)
            for each in pool.values()
            if each.self_issued is False and each.issuer.dump() in issuers
        ]
        return Evidence(
            certificates=tuple(pool),
            ocsps=tuple({a.ocsp: None for a in answers if a.ocsp}),
            crls=tuple({a.crl: None for a in answers if a.crl}),
            revoked=any(answer.revoked for answer in answers),
        )

    def _answer(
        self, certificate: x509.Certificate, issuer: x509.Certificate, at: datetime
    ) -> "_Answer":
        with self._lock:
            seen, answer = self._kept.get(certificate.sha256, (None, None))
        if seen is not None and answer is not None and abs(at - seen) < KEPT:
            return answer
        answer = self._ask(certificate, issuer)
        with self._lock:
            self._kept[certificate.sha256] = at, answer
        return answer

    def _ask(self, certificate: x509.Certificate, issuer: x509.Certificate) -> "_Answer":
        """By OCSP where the certificate names it, else by its list, if it names one."""
        subject = certs.load_der_x509_certificate(certificate.dump())
        for address in certificate.ocsp_urls:
            above = certs.load_der_x509_certificate(issuer.dump())
            asked = ocsp.OCSPRequestBuilder().add_certificate(subject, above, hashes.SHA1())
            der = asked.build().public_bytes(serialization.Encoding.DER)
            _, raw = self._line.fetch("POST", self._by_relay(address), content=der)
            return _by_ocsp(raw, subject)
        for point in certificate.crl_distribution_points:
            if point.url:
                _, raw = self._line.fetch("GET", self._by_relay(point.url))
                return _by_list(raw, subject)
        return _Answer()

    def _by_relay(self, address: str) -> str:
        if not self._relay:
            return address
        parts = urlsplit(address)
        return f"{self._relay}/{parts.hostname}{parts.path}"


@dataclass(frozen=True)
class _Answer:
    """What was said of one certificate, as it was said; both empty: nobody could be asked."""

    ocsp: bytes = b""
    crl: bytes = b""
    revoked: bool = False


def _token(raw: bytes, digest: bytes, nonce: int) -> bytes:
    """The token of an answer, if it stamps our digest and answers our question."""
    try:
        answer = tsp.TimeStampResp.load(raw)
        granted = answer["status"]["status"].native in ("granted", "granted_with_mods")
        token = answer["time_stamp_token"]
        said = token["content"]["encap_content_info"]["content"].parsed
        ours = said["message_imprint"]["hashed_message"].native == digest
        ours = ours and said["nonce"].native == nonce
        stamp: bytes = token.dump()
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Misanswered(TSA, "the answer is no time-stamp") from None
    if not granted or isinstance(token, core.Void):
        raise Misanswered(TSA, "the authority did not stamp")
    if not ours:
        raise Misanswered(TSA, "the time-stamp is not over our digest")
    return stamp


def stamp_certificates(stamp: bytes) -> list[bytes]:
    """The certificates a time-stamp token carries, in DER."""
    held = cms.ContentInfo.load(stamp)["content"]["certificates"]
    return [each.chosen.dump() for each in held]


def _by_ocsp(raw: bytes, subject: certs.Certificate) -> _Answer:
    try:
        answer = ocsp.load_der_ocsp_response(raw)
        if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
            raise Misanswered(SYSTEM, "the authority did not answer about the certificate")
        serial, status = answer.serial_number, answer.certificate_status
    except ValueError:
        raise Misanswered(SYSTEM, "the answer is no OCSP answer") from None
    if serial != subject.serial_number:
        raise Misanswered(SYSTEM, "the answer is about another certificate")
    return _Answer(ocsp=raw, revoked=status is ocsp.OCSPCertStatus.REVOKED)


def _by_list(raw: bytes, subject: certs.Certificate) -> _Answer:
    try:
        listed = certs.load_der_x509_crl(raw)
        found = listed.get_revoked_certificate_by_serial_number(subject.serial_number)
    except ValueError:
        raise Misanswered(SYSTEM, "the answer is no list of certificates") from None
    if listed.issuer != subject.issuer:
        raise Misanswered(SYSTEM, "the list is another authority's")
    return _Answer(crl=raw, revoked=found is not None)
