"""Time-stamps and evidence that an XML signature carries with it (XAdES-T, XAdES-LT).

ETSI EN 319 132-1: unsigned properties, so nothing of them is believed before it is checked.
"""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms, x509
from lxml import etree
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus

from motcua.actions.files.apart.certificates import Trust
from motcua.rules.signature import Evidence

_DS = "{http://www.w3.org/2000/09/xmldsig#}"
_XADES = "{http://uri.etsi.org/01903/v1.3.2#}"
_EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
_HASHES = ("sha256", "sha384", "sha512")


@dataclass(frozen=True)
class Stamp:
    """A time-stamp token over the value of a signature, which stands there in `stamped`."""

    token: cms.SignedData
    stamped: bytes

    @property
    def certificates(self) -> tuple[x509.Certificate, ...]:
        return tuple(each.chosen for each in self.token["certificates"])

    async def proven(self, trust: Trust) -> datetime | None:
        """When the signature existed, if the token is right and by an authority that is trusted,
        whose certificate still holds; else None."""
        said: datetime = self.token["encap_content_info"]["content"].parsed["gen_time"].native
        if said > trust.at:
            return None
        context = trust.context(self.certificates, said, "soft-fail")
        found = await validate_tst_signed_data(self.token, context, self._digest)
        status = TimestampSignatureStatus(**found)
        holds = status.valid and status.intact and status.trusted
        return said if holds and trust.at <= status.signing_cert.not_valid_after else None

    def _digest(self, algorithm: str) -> bytes:
        return hashlib.new(algorithm, self.stamped).digest() if algorithm in _HASHES else b""


def stamp_of(signature: Any) -> Stamp | None:
    """The first time-stamp over a signature's value; None where there is none that can be read."""
    held = signature.find(f".//{_XADES}SignatureTimeStamp")
    value = signature.find(f"{_DS}SignatureValue")
    token = None if held is None else held.find(f"{_XADES}EncapsulatedTimeStamp")
    if token is None or value is None:
        return None
    method = held.find(f"{_DS}CanonicalizationMethod")
    exclusive = method is not None and method.get("Algorithm") == _EXCLUSIVE
    try:
        content = cms.ContentInfo.load(in_base64(token))["content"]
        _ = content["encap_content_info"]["content"].parsed["gen_time"].native
    except (ValueError, TypeError, KeyError):
        return None
    alone = etree.fromstring(etree.tostring(value, with_tail=False))
    return Stamp(content, etree.tostring(alone, method="c14n", exclusive=exclusive))


def evidence_in(signatures: Iterable[Any]) -> Evidence:
    """What the signatures carry as proof: certificates, OCSP answers, lists of the revoked."""
    held = list(signatures)

    def each(name: str) -> tuple[bytes, ...]:
        return tuple(
            in_base64(one) for top in held for one in top.iter(f"{_XADES}Encapsulated{name}")
        )

    try:
        return Evidence(each("X509Certificate"), each("OCSPValue"), each("CRLValue"))
    except ValueError:
        return Evidence()


def in_base64(element: Any) -> bytes:
    """What an element holds; ValueError where that is nothing of the kind."""
    return base64.b64decode("".join((element.text or "").split()), validate=True)
