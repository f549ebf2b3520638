"""Proves what a chip says (passive authentication, ICAO 9303-11): hashes, signature, authority.

That the data are what the State wrote, not that the chip is no copy: for that the chip itself must
answer, which only its reader can ask. No network; certificates and trusted roots are all that is
looked at.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from asn1crypto import algos, cms, core
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtensionOID

from motcua.rules.cards.chip import DG1, DG13, SOD
from motcua.rules.cards.tlv import nodes
from motcua.rules.refusal import Refused

SECURITY_OBJECT = "2.23.136.1.1.1"
_NUMBERS = {DG1: 1, DG13: 13}
_HASHES: dict[str, Callable[[], hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


class Proof(StrEnum):
    """What came of it; all but the first are codes of sentences."""

    GENUINE = "chip-genuine"
    MISSING = "chip-unproved"  # no SOD, or nothing trusted to hold it against
    UNREADABLE = "chip-proof-damaged"
    WEAK = "chip-proof-weak"
    ALTERED = "chip-altered"  # a file is not what was signed, or was not signed at all
    FORGED = "chip-forged"  # the signature is not that certificate's
    UNKNOWN = "chip-issuer-unknown"
    EXPIRED = "chip-issuer-expired"


class _Hash(core.Sequence):
    _fields = [("number", core.Integer), ("value", core.OctetString)]


class _Hashes(core.SequenceOf):
    _child_spec = _Hash


class _SecurityObject(core.Sequence):
    _fields = [
        ("version", core.Integer),
        ("algorithm", algos.DigestAlgorithm),
        ("hashes", _Hashes),
        ("lds", core.Any, {"optional": True}),
    ]


@dataclass(frozen=True)
class _Signed:
    """What a SOD holds: the hashes it vouches for, who signed them, over what."""

    algorithm: str
    hashes: dict[int, bytes]
    content: bytes
    signer: cms.SignerInfo
    certificate: x509.Certificate

    @property
    def signed_by(self) -> str:
        """The hash under the signature, which need not be that of the files."""
        return str(self.signer["digest_algorithm"]["algorithm"].native)


def prove(files: Mapping[int, bytes], roots_pem: bytes, at: datetime) -> Proof:
    """Whether each of the chip's files (by tag, as `rules.cards.chip.files` gives them) is what an
    authority among `roots_pem` (PEM, CSCA) signed, its certificates valid `at` (aware)."""
    if SOD not in files or not roots_pem:
        return Proof.MISSING
    try:
        signed = _signed(files[SOD])
        roots = x509.load_pem_x509_certificates(roots_pem)
    except Exception:  # a hostile SOD can fail anywhere in the parser
        return Proof.UNREADABLE
    if {signed.algorithm, signed.signed_by} - _HASHES.keys():
        return Proof.WEAK
    if not _hashed(files, signed):
        return Proof.ALTERED
    if not _signature_holds(signed):
        return Proof.FORGED
    return _chain(signed.certificate, roots, at)


def _signed(sod: bytes) -> _Signed:
    (file,) = nodes(sod)
    data = cms.ContentInfo.load(file.value, strict=True)["content"]
    inner = data["encap_content_info"]
    if inner["content_type"].dotted != SECURITY_OBJECT:
        raise Refused("chip-damaged")
    content = inner["content"].contents
    said = _SecurityObject.load(content, strict=True)
    (signer,) = data["signer_infos"]
    if not signer.native:  # the parser is lazy: what is broken in it is found here
        raise Refused("chip-damaged")
    (held,) = [each.chosen for each in data["certificates"] if _is_signer(each.chosen, signer)]
    return _Signed(
        said["algorithm"]["algorithm"].native,
        {each["number"].native: each["value"].native for each in said["hashes"]},
        content,
        signer,
        x509.load_der_x509_certificate(held.dump()),
    )


def _is_signer(certificate: object, signer: cms.SignerInfo) -> bool:
    sid = signer["sid"]
    if sid.name == "issuer_and_serial_number":
        named = sid.chosen
        return bool(
            certificate.serial_number == named["serial_number"].native  # type: ignore[attr-defined]
            and certificate.issuer == named["issuer"]  # type: ignore[attr-defined]
        )
    return bool(certificate.key_identifier == sid.chosen.native)  # type: ignore[attr-defined]


def _hashed(files: Mapping[int, bytes], signed: _Signed) -> bool:
    """Whether every file that was read is among the hashes and equal to its own."""
    return all(
        hmac.compare_digest(
            hashlib.new(signed.algorithm, file).digest(), signed.hashes.get(_NUMBERS[tag], b"")
        )
        for tag, file in files.items()
        if tag != SOD
    )


def _signature_holds(signed: _Signed) -> bool:
    attributes = signed.signer["signed_attrs"]
    said = {each["type"].native: each["values"][0] for each in attributes}
    digest = hashlib.new(signed.signed_by, signed.content).digest()
    over = attributes.untag().dump()
    try:
        if said["message_digest"].native != digest:
            return False
        if said["content_type"].dotted != SECURITY_OBJECT:
            return False
        _verify(signed, over)
    except (InvalidSignature, ValueError, TypeError, KeyError):
        return False
    return True


def _verify(signed: _Signed, over: bytes) -> None:
    """Raises InvalidSignature, or ValueError for a way of signing that is not taken."""
    key, way = signed.certificate.public_key(), signed.signer["signature_algorithm"]
    hashed = _HASHES[signed.signed_by]()
    signature = signed.signer["signature"].native
    if isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, over, ec.ECDSA(hashed))
    elif isinstance(key, rsa.RSAPublicKey) and way.signature_algo == "rsassa_pss":
        salt = way["parameters"]["salt_length"].native
        key.verify(signature, over, padding.PSS(padding.MGF1(hashed), salt), hashed)
    elif isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, over, padding.PKCS1v15(), hashed)
    else:
        raise ValueError("key")


def _chain(signer: x509.Certificate, roots: list[x509.Certificate], at: datetime) -> Proof:
    """The authority signs the signer itself: there is nothing between."""
    issuers = [root for root in roots if _issued(signer, root) and _may_issue(root)]
    if not issuers:
        return Proof.UNKNOWN
    for one in (signer, issuers[0]):
        if not one.not_valid_before_utc <= at <= one.not_valid_after_utc:
            return Proof.EXPIRED
    return Proof.GENUINE


def _issued(signer: x509.Certificate, root: x509.Certificate) -> bool:
    try:
        signer.verify_directly_issued_by(root)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _may_issue(root: x509.Certificate) -> bool:
    try:
        said = root.extensions.get_extension_for_oid(ExtensionOID.BASIC_CONSTRAINTS).value
    except x509.ExtensionNotFound:
        return False
    return bool(said.ca)  # type: ignore[attr-defined]
