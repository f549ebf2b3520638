"""Puts PAdES signatures on frozen papers, whoever holds the key: B-B, B-T.

One path for every key: `prepare` reserves the place of the signature and computes the digest
to be signed; whoever holds the key signs that digest (a key file, a token, a remote service
minutes later in another process); `finish` checks the answer and writes it into the place, with
a time-stamp where there is one. What proves it in later years is added when it is kept
(`actions/files/pdf_evidence.py`).
ETSI EN 319 142-1 (PAdES baseline), subfilter ETSI.CAdES.detached, SHA-256 throughout.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import cms, pem, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import load_pem_x509_certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute
from pyhanko.sign.signers import cms_embedder
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest

from motcua.bridges.keys import RSA, SHA256, Key, SigningFailed, algorithm_of, certificates

_SPARE = 2048  # bytes of room for the signature itself and the CMS around the certificates
_STAMP = 8192  # bytes of room for a time-stamp with its certificates


class WrongAnswer(SigningFailed):
    """What the signer gave back is not a signature of this digest by this certificate."""


@dataclass(frozen=True)
class Prepared:
    """A paper with the place of its signature reserved, waiting for the signature.

    `digest` is the SHA-256 (32 bytes) to be signed, by the `algorithm` named: RSA or ECDSA.
    `start` and `end` bound the reserved place in `pdf`; `attributes` are the signed attributes
    (DER) that `digest` is the digest of; `chain_pem` the certificates, signer's first; `field` the
    name of the place.
    """

    pdf: bytes
    digest: bytes
    algorithm: str
    start: int
    end: int
    attributes: bytes
    chain_pem: bytes
    field: str

    def to_bytes(self) -> bytes:
        """These values as bytes that another process may continue with: JSON line, then PDF."""
        head = {
            "digest": self.digest.hex(),
            "algorithm": self.algorithm,
            "start": self.start,
            "end": self.end,
            "attributes": self.attributes.hex(),
            "chain": self.chain_pem.decode("ascii"),
            "field": self.field,
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
            field=head["field"],
        )


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
    chain = certificates(certificate_chain_pem)
    size = 2 * (_SPARE + _STAMP + sum(len(each.dump()) for each in chain))
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
        algorithm=algorithm_of(chain[0]),
        start=place.reserved_region_start,
        end=place.reserved_region_end,
        attributes=attributes,
        chain_pem=certificate_chain_pem,
        field=field_name,
    )


def finish(prepared: Prepared, raw_signature: bytes, stamp: bytes = b"") -> bytes:
    """The signed paper; `raw_signature` as `Key.sign_digest` gives it.

    `stamp`: a time-stamp token (RFC 3161, DER) over the SHA-256 of `raw_signature`, b"" for a
    paper without one. Raises WrongAnswer when the signature does not verify with the certificate
    that was prepared for, so no broken signature is ever written.
    """
    _check_answer(prepared, raw_signature)
    if len(stamp) > _STAMP:
        raise SigningFailed("the time-stamp is larger than the room kept for it")
    chain = certificates(prepared.chain_pem)
    envelope = _envelope(chain, prepared.attributes, raw_signature, stamp)
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


def der_chain(chain_pem: bytes) -> list[bytes]:
    """The certificates of a PEM chain in DER; [] where there is none."""
    return [each.dump() for each in certificates(chain_pem)] if pem.detect(chain_pem) else []


def pem_chain(certificates: Iterable[bytes]) -> bytes:
    """Certificates in DER, as a signing service hands them over, as one PEM chain."""
    return b"".join(pem.armor("CERTIFICATE", each) for each in certificates)


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


def _envelope(
    chain: list[x509.Certificate], attributes: bytes, signature: bytes, stamp: bytes
) -> bytes:
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
            "algorithm": "sha256_rsa" if algorithm_of(chain[0]) == RSA else "sha256_ecdsa"
        },
        "signed_attrs": cms.CMSAttributes.load(attributes),
        "signature": signature,
    }
    if stamp:
        token = cms.ContentInfo.load(stamp)
        attribute = simple_cms_attribute("signature_time_stamp_token", token)
        signer["unsigned_attrs"] = cms.CMSAttributes([attribute])
    signed = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": {"content_type": "data"},
        "certificates": chain[:1] + [each for each in chain[1:] if each.subject != each.issuer],
        "signer_infos": [signer],
    }
    return cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()


def _check_answer(prepared: Prepared, signature: bytes) -> None:
    public = load_pem_x509_certificate(prepared.chain_pem).public_key()
    try:
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, prepared.digest, padding.PKCS1v15(), SHA256)
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, prepared.digest, ec.ECDSA(SHA256))
    except InvalidSignature as error:
        raise WrongAnswer("the answer is not a signature of this paper's digest") from error


def _sha256(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()
