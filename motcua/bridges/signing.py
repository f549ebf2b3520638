"""Puts PAdES signatures (B-B) on frozen papers, whoever holds the key.

One path for every key: `prepare` reserves the place of the signature and computes the digest
to be signed; whoever holds the key signs that digest (a key file, a token, a remote service
minutes later in another process); `finish` checks the answer and writes it into the place.
ETSI EN 319 142-1 (PAdES baseline), subfilter ETSI.CAdES.detached, SHA-256 throughout.
"""

import json
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Protocol

import pkcs11
from asn1crypto import cms, pem, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.x509 import load_pem_x509_certificate
from pkcs11.util.ec import encode_ecdsa_signature
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute
from pyhanko.sign.signers import cms_embedder
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest

RSA = "rsa-pkcs1-sha256"
ECDSA = "ecdsa-p256-sha256"

_SHA256 = utils.Prehashed(hashes.SHA256())
# DigestInfo of RFC 8017 9.2: what an RSA token signs when it is handed a SHA-256 digest.
_SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
_SPARE = 2048  # bytes of room for the signature itself and the CMS around the certificates


class SigningFailed(Exception):
    """The paper could not be signed; the message says why, without personal data."""


class WrongAnswer(SigningFailed):
    """What the signer gave back is not a signature of this digest by this certificate."""


@dataclass(frozen=True)
class Prepared:
    """A paper with the place of its signature reserved, waiting for the signature.

    `digest` is the SHA-256 (32 bytes) to be signed, by the `algorithm` named: RSA or ECDSA.
    `start` and `end` bound the reserved place in `pdf`; `attributes` are the signed attributes
    (DER) that `digest` is the digest of; `chain_pem` the certificates, signer's first.
    """

    pdf: bytes
    digest: bytes
    algorithm: str
    start: int
    end: int
    attributes: bytes
    chain_pem: bytes

    def to_bytes(self) -> bytes:
        """These values as bytes that another process may continue with: JSON line, then PDF."""
        head = {
            "digest": self.digest.hex(),
            "algorithm": self.algorithm,
            "start": self.start,
            "end": self.end,
            "attributes": self.attributes.hex(),
            "chain": self.chain_pem.decode("ascii"),
        }
        return json.dumps(head).encode("ascii") + b"\n" + self.pdf

    @classmethod
    def from_bytes(cls, kept: bytes) -> "Prepared":
        """The values that `to_bytes` kept."""
        line, _, pdf = kept.partition(b"\n")
        head = json.loads(line)
        return cls(
            pdf=pdf,
            digest=bytes.fromhex(head["digest"]),
            algorithm=head["algorithm"],
            start=head["start"],
            end=head["end"],
            attributes=bytes.fromhex(head["attributes"]),
            chain_pem=head["chain"].encode("ascii"),
        )


class Key(Protocol):
    """Whatever can sign a SHA-256 digest and knows its own certificates."""

    chain_pem: bytes

    def sign_digest(self, digest: bytes) -> bytes:
        """The signature of 32 bytes: PKCS#1 v1.5 for RSA, DER ECDSA-Sig-Value for ECDSA."""
        ...


def prepare(
    pdf: bytes,
    certificate_chain_pem: bytes,
    *,
    field_name: str,
    reason: str,
    location: str,
    name: str,
    at: datetime,
) -> Prepared:
    """Reserve the place of a signature in a paper and compute what is to be signed.

    `pdf` is never rewritten, only appended to, so the frozen bytes stay its beginning.
    `certificate_chain_pem`: signer's certificate first, then its issuers. `field_name` must not
    be taken in the paper. `at` (aware) is the time the signature claims. Raises SigningFailed.
    """
    if at.tzinfo is None:
        raise SigningFailed("the time of signing has no time zone")
    chain = _certificates(certificate_chain_pem)
    size = 2 * (_SPARE + sum(len(each.dump()) for each in chain))
    placeholder = signers.SignatureObject(
        timestamp=at,
        subfilter=fields.SigSeedSubFilter.PADES,
        name=name,
        reason=reason,
        location=location,
        bytes_reserved=size,
    )
    try:
        place, output = _reserve(pdf, field_name, placeholder)
    except Exception as error:  # pyHanko raises its own, and ValueError on damaged files
        raise SigningFailed(f"the paper cannot be signed: {error}") from error
    attributes = _signed_attributes(chain[0], place.document_digest)
    return Prepared(
        pdf=output,
        digest=_sha256(attributes),
        algorithm=_algorithm(chain[0]),
        start=place.reserved_region_start,
        end=place.reserved_region_end,
        attributes=attributes,
        chain_pem=certificate_chain_pem,
    )


def finish(prepared: Prepared, raw_signature: bytes) -> bytes:
    """The signed paper; `raw_signature` as `Key.sign_digest` gives it.

    Raises WrongAnswer when it does not verify with the certificate that was prepared for, so
    no broken signature is ever written.
    """
    _check_answer(prepared, raw_signature)
    chain = _certificates(prepared.chain_pem)
    envelope = _envelope(chain, prepared.attributes, raw_signature)
    output = BytesIO(prepared.pdf)
    place = PreparedByteRangeDigest(b"", prepared.start, prepared.end)
    place.fill_with_cms(output, envelope)
    return output.getvalue()


def sign(
    pdf: bytes, key: Key, *, field_name: str, reason: str, location: str, name: str, at: datetime
) -> bytes:
    """The paper signed with a key at hand; arguments as for `prepare`."""
    prepared = prepare(
        pdf,
        key.chain_pem,
        field_name=field_name,
        reason=reason,
        location=location,
        name=name,
        at=at,
    )
    return finish(prepared, key.sign_digest(prepared.digest))


def pem_chain(certificates: Iterable[bytes]) -> bytes:
    """Certificates in DER, as a signing service hands them over, as one PEM chain."""
    return b"".join(pem.armor("CERTIFICATE", each) for each in certificates)


class SoftwareKey:
    """A private key from an encrypted PKCS#8 file, parsed once and kept in memory.

    RSA (2048 bits or more) or ECDSA on P-256. Parsing and checking a key costs many times
    what signing does, so one object serves a whole process; it may be shared between threads.
    """

    def __init__(self, key_pem: bytes, passphrase: bytes, chain_pem: bytes) -> None:
        try:
            key = serialization.load_pem_private_key(key_pem, passphrase)
        except (ValueError, TypeError) as error:
            raise SigningFailed("the key file and its passphrase do not fit") from error
        certificate = load_pem_x509_certificate(chain_pem)
        if key.public_key() != certificate.public_key():
            raise SigningFailed("the key does not belong to the certificate")
        _algorithm(_certificates(chain_pem)[0])
        self._key = key
        self.chain_pem = chain_pem

    def sign_digest(self, digest: bytes) -> bytes:
        """The signature of a SHA-256 digest; see `Key`."""
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(digest, padding.PKCS1v15(), _SHA256)
        assert isinstance(self._key, ec.EllipticCurvePrivateKey)
        return self._key.sign(digest, ec.ECDSA(_SHA256))


class TokenKey:
    """A private key that never leaves its PKCS#11 token (smart card, USB token, HSM).

    `module` is the path of the token maker's library, `token_label` and `key_label` the names
    on the token. The token signs the digest as it is (CKM_RSA_PKCS, CKM_ECDSA): many tokens,
    SoftHSM among them, have no mechanism that hashes for ECDSA. One session, one signature at
    a time. Close it, or use it in a `with` statement.
    """

    def __init__(
        self, module: str, *, token_label: str, pin: str, key_label: str, chain_pem: bytes
    ) -> None:
        self.chain_pem = chain_pem
        self._algorithm = _algorithm(_certificates(chain_pem)[0])
        self._lock = threading.Lock()
        try:
            token = pkcs11.lib(module).get_token(token_label=token_label)
            self._session = token.open(user_pin=pin)
            self._key: Any = self._session.get_key(
                object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=key_label
            )
        except (pkcs11.PKCS11Error, RuntimeError) as error:
            raise SigningFailed(f"the token cannot be used: {type(error).__name__}") from error

    def sign_digest(self, digest: bytes) -> bytes:
        """The signature of a SHA-256 digest; see `Key`."""
        try:
            with self._lock:
                return self._sign(digest)
        except pkcs11.PKCS11Error as error:
            raise SigningFailed(f"the token did not sign: {type(error).__name__}") from error

    def _sign(self, digest: bytes) -> bytes:
        if self._algorithm == RSA:
            return self._key.sign(_SHA256_INFO + digest, mechanism=pkcs11.Mechanism.RSA_PKCS)
        return encode_ecdsa_signature(self._key.sign(digest, mechanism=pkcs11.Mechanism.ECDSA))

    def close(self) -> None:
        """Log out of the token."""
        self._session.close()

    def __enter__(self) -> "TokenKey":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _reserve(
    pdf: bytes, field_name: str, placeholder: signers.SignatureObject
) -> tuple[PreparedByteRangeDigest, bytes]:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    embedding = cms_embedder.PdfCMSEmbedder(fields.SigFieldSpec(field_name, box=None)).write_cms(
        field_name, writer
    )
    next(embedding)
    embedding.send(cms_embedder.SigObjSetup(sig_placeholder=placeholder))
    place, output = embedding.send(cms_embedder.SigIOSetup(md_algorithm="sha256"))
    return place, output.getvalue()


def _signed_attributes(certificate: x509.Certificate, document_digest: bytes) -> bytes:
    """What PAdES B-B has signed: content type, the paper's digest, whose certificate it is."""
    return cms.CMSAttributes(
        [
            simple_cms_attribute("content_type", "data"),
            simple_cms_attribute("message_digest", document_digest),
            simple_cms_attribute("signing_certificate_v2", as_signing_certificate_v2(certificate)),
        ]
    ).dump()


def _envelope(chain: list[x509.Certificate], attributes: bytes, signature: bytes) -> bytes:
    """The CMS SignedData (DER) around a signature; certificates but not the root, RFC 5652.

    Built here and not by pyHanko's signer, which needs an event loop for each signature.
    """
    signer = {
        "version": "v1",
        "sid": {
            "issuer_and_serial_number": {
                "issuer": chain[0].issuer,
                "serial_number": chain[0].serial_number,
            }
        },
        "digest_algorithm": {"algorithm": "sha256"},
        "signature_algorithm": {
            "algorithm": "sha256_rsa" if _algorithm(chain[0]) == RSA else "sha256_ecdsa"
        },
        "signed_attrs": cms.CMSAttributes.load(attributes),
        "signature": signature,
    }
    signed = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": {"content_type": "data"},
        "certificates": chain[:1] + [each for each in chain[1:] if each.subject != each.issuer],
        "signer_infos": [signer],
    }
    return cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()


def _algorithm(certificate: x509.Certificate) -> str:
    key = certificate.public_key
    if key.algorithm == "rsa" and key.bit_size >= 2048:
        return RSA
    if key.algorithm == "ec" and key.curve == ("named", "secp256r1"):
        return ECDSA
    raise SigningFailed("only RSA keys of 2048 bits or more and ECDSA keys on P-256 are used")


def _certificates(chain_pem: bytes) -> list[x509.Certificate]:
    try:
        parts = pem.unarmor(chain_pem, multiple=True)
        chain = [x509.Certificate.load(der) for kind, _, der in parts if kind == "CERTIFICATE"]
    except ValueError as error:
        raise SigningFailed("the certificate chain is not PEM") from error
    if not chain:
        raise SigningFailed("the certificate chain is empty")
    return chain


def _check_answer(prepared: Prepared, signature: bytes) -> None:
    public = load_pem_x509_certificate(prepared.chain_pem).public_key()
    try:
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, prepared.digest, padding.PKCS1v15(), _SHA256)
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, prepared.digest, ec.ECDSA(_SHA256))
    except InvalidSignature as error:
        raise WrongAnswer("the answer is not a signature of this paper's digest") from error


def _sha256(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()
