"""The sandbox authority's services that prove signatures later: time-stamps, OCSP, a root's list.

They are served beside the sandbox signing service: /tsa, and the addresses in the certificates
behind their host's name, as a relay would have them. The switch "revoked" names the holder whose
certificate is revoked, "stamp_years" says how long the certificate of time-stamps holds; the lie
"stamp" stamps something else.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp
from flask import Flask, Response, abort, request
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.bridges.authority_sandbox import HOST, Authority
from motcua.bridges.switches import Switches

DER = serialization.Encoding.DER
FRESH = timedelta(days=1)
BEFORE = timedelta(days=1)
"""How long ago the revoked certificate was revoked."""


@dataclass(frozen=True)
class Services:
    """What the authority says, by its own clock (aware)."""

    authority: Authority
    switches: Switches
    clock: Callable[[], datetime]

    def serve(self, app: Flask) -> None:
        app.add_url_rule("/tsa", "stamp", self.stamp, methods=["POST"])
        app.add_url_rule(f"/{HOST}/ocsp", "ocsp", self.ocsp, methods=["POST"])
        app.add_url_rule(f"/{HOST}/goc.crl", "list", self.root_list)

    def stamp(self) -> Response:
        try:
            asked = tsp.TimeStampReq.load(request.get_data())
            _ = asked["message_imprint"]["hashed_message"].native
        except ValueError:
            abort(400)
        if self.switches.lie == "stamp":
            asked["message_imprint"]["hashed_message"] = secrets.token_bytes(32)
        answer = self._stamper().request_tsa_response(asked)
        return Response(answer.dump(), mimetype="application/timestamp-reply")

    def _stamper(self) -> DummyTimeStamper:
        pair = self.authority.clock(int(self.switches.number("stamp_years")))
        clear = serialization.NoEncryption()
        key = pair.key.private_bytes(DER, serialization.PrivateFormat.PKCS8, clear)
        above = SimpleCertificateStore()
        above.register(_plain(self.authority.issuer.certificate))
        return DummyTimeStamper(
            _plain(pair.certificate),
            keys.PrivateKeyInfo.load(key),
            certs_to_embed=above,
            fixed_dt=self.clock(),
        )

    def ocsp(self) -> Response:
        try:
            asked = ocsp.load_der_ocsp_request(request.get_data())
        except ValueError:
            abort(400)
        issuer, now = self.authority.issuer, self.clock()
        revoked = asked.serial_number == self._revoked()
        built = (
            ocsp.OCSPResponseBuilder()
            .add_response_by_hash(
                asked.issuer_name_hash,
                asked.issuer_key_hash,
                asked.serial_number,
                asked.hash_algorithm,
                ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD,
                now,
                now + FRESH,
                now - BEFORE if revoked else None,
                x509.ReasonFlags.key_compromise if revoked else None,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, issuer.certificate)
            .sign(issuer.key, hashes.SHA256())
        )
        return Response(built.public_bytes(DER), mimetype="application/ocsp-response")

    def _revoked(self) -> int:
        key = str(self.switches["revoked"])
        return self.authority.serial(key) if self.authority.knows(key) else 0

    def root_list(self) -> Response:
        """Which authorities the root has revoked: none, ever."""
        top, now = self.authority.top, self.clock()
        listed = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(top.certificate.subject)
            .last_update(now)
            .next_update(now + FRESH)
            .add_extension(x509.CRLNumber(1), critical=False)
            .sign(top.key, hashes.SHA256())
        )
        return Response(listed.public_bytes(DER), mimetype="application/pkix-crl")


def _plain(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(DER))
