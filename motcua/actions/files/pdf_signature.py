"""Examines the signatures of a PDF that came back from a signer, or that anyone brought.

No network: certificates and trusted roots are all that is looked at. Plain values in and out;
the action `attach_signature` and the door where papers are checked both stand on this.
"""

import asyncio
import hashlib
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import cms, core, crl, ocsp, pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    KeyUsageConstraints,
    async_validate_pdf_signature,
)
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.authority import CertTrustAnchor

from motcua.rules.signature import Evidence, Reason, Verdict

# Both write the signer's name into the log when a certificate does not please them.
for _chatty in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_chatty).setLevel(logging.CRITICAL + 1)

_END = b"%%EOF"
_MOST_VERSIONS = 16
_MOST_SIGNATURES = 16
_SIGNING = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)


class Unreadable(ValueError):
    """The file is not a PDF, or too damaged or too strange to be read."""


def examine(
    pdf: bytes, roots_pem: bytes, *, at: datetime, evidence: Evidence | None = None
) -> list[Verdict]:
    """What can be said about each signature, in the order of signing; [] where there is none.

    `roots_pem`: the trusted authorities. `at` (aware): the moment at which certificates must be
    valid, unless a trusted time-stamp proves an earlier one; for a paper long in the register
    that is the moment it was signed, not today. The claimed time of signing must lie within the
    certificate's validity too. `evidence`: what authorities say about the certificates, besides
    what the paper carries with it. Raises Unreadable.
    """
    try:
        reader = PdfFileReader(BytesIO(pdf))
        signatures = reader.embedded_regular_signatures
        trust = _Trust(_certificates(roots_pem), at, *_carried(reader, evidence or Evidence()))
    except Exception as error:  # a hostile file can fail anywhere in the parser
        raise Unreadable(type(error).__name__) from error
    if len(signatures) > _MOST_SIGNATURES:
        raise Unreadable("too many signatures")
    return [_verdict(each, trust, last=each is signatures[-1]) for each in signatures]


def chain_of(pdf: bytes) -> list[bytes]:
    """Every certificate the signatures and time-stamps of a paper carry, in DER, each once.

    Raises Unreadable.
    """
    found: dict[bytes, None] = {}
    try:
        for signature in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures:
            own = [signature.signer_cert, *signature.other_embedded_certs]
            stamp = _stamp(signature)
            held = [each.chosen for each in stamp["certificates"]] if stamp else []
            found |= dict.fromkeys(each.dump() for each in (*own, *held))
    except Exception as error:  # as in `examine`
        raise Unreadable(type(error).__name__) from error
    return list(found)


@dataclass(frozen=True)
class _Trust:
    """The authorities, the moment, and what is known of certificates besides."""

    roots: list[x509.Certificate]
    at: datetime
    certificates: list[x509.Certificate]
    ocsps: list[ocsp.OCSPResponse]
    crls: list[crl.CertificateList]

    def context(
        self, signature: EmbeddedPdfSignature, moment: datetime, mode: str
    ) -> ValidationContext:
        return ValidationContext(
            trust_roots=self.roots,
            other_certs=[*signature.other_embedded_certs, *self.certificates],
            ocsps=self.ocsps,
            crls=self.crls,
            moment=moment,
            allow_fetching=False,
            revocation_mode=mode,
            retroactive_revinfo=True,  # what is said of a certificate is said after it signed
        )


def _carried(
    reader: PdfFileReader, evidence: Evidence
) -> tuple[list[x509.Certificate], list[ocsp.OCSPResponse], list[crl.CertificateList]]:
    """What the paper carries as proof of its signatures, and what was given besides."""
    certificates = [x509.Certificate.load(each) for each in evidence.certificates]
    ocsps = [ocsp.OCSPResponse.load(each) for each in evidence.ocsps]
    crls = [crl.CertificateList.load(each) for each in evidence.crls]
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return certificates, ocsps, crls
    certificates += store.load_certs()
    ocsps += [ocsp.OCSPResponse.load(each.get_object().data) for each in store.ocsps]
    crls += [crl.CertificateList.load(each.get_object().data) for each in store.crls]
    return certificates, ocsps, crls


def earlier_versions(pdf: bytes) -> Iterator[bytes]:
    """The files that this one was before something was added to its end, oldest first.

    A PDF grows by appending: each version is a beginning of the file that ends with %%EOF and
    perhaps a line end. When one of them equals a paper we issued, this is that paper, altered.
    At most 16 ends of file are looked at; ours, being first, is among them.
    """
    start = 0
    for _ in range(_MOST_VERSIONS):
        found = pdf.find(_END, start)
        if found < 0:
            return
        start = found + len(_END)
        for line_end in (b"", b"\n", b"\r", b"\r\n"):
            stop = start + len(line_end)
            if pdf[start:stop] == line_end and stop < len(pdf):
                yield pdf[:stop]


def _verdict(signature: EmbeddedPdfSignature, trust: _Trust, *, last: bool) -> Verdict:
    try:
        # pyHanko validates asynchronously; the caller's thread may have a loop of its own.
        with ThreadPoolExecutor(max_workers=1) as thread:
            said = thread.submit(asyncio.run, _validate(signature, trust)).result()
        return _judged(signature, said, trust.at, last)
    except Exception:  # damaged signatures fail in as many ways as there are fields
        return Verdict(False, False, "", "", None, False, "unreadable")


@dataclass(frozen=True)
class _Said:
    """What pyHanko says of a signature. `proven`: when it existed, by a trusted time-stamp;
    `checked`: the authorities were asked about its certificates."""

    status: PdfSignatureStatus
    proven: datetime | None
    checked: bool


async def _validate(signature: EmbeddedPdfSignature, trust: _Trust) -> _Said:
    """At the time its time-stamp proves, if that can be trusted; otherwise at the moment asked
    for. First with all that is said about the certificates, else with what there is."""
    stamped = _stamp_time(signature)
    for moment in (stamped, trust.at) if stamped and stamped <= trust.at else (trust.at,):
        for mode in ("require", "soft-fail"):
            status = await _validated(signature, trust, moment, stamped or moment, mode)
            proven = stamped if _stamp_holds(status, trust.at) else None
            if moment == stamped and proven is None:
                break  # the time-stamp proves nothing: look at the moment asked for
            if status.trusted or mode == "soft-fail":
                return _Said(status, proven, mode == "require")
    raise AssertionError("the moment asked for is always judged")


async def _validated(
    signature: EmbeddedPdfSignature, trust: _Trust, moment: datetime, stamped: datetime, mode: str
) -> PdfSignatureStatus:
    whole = signature.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    return await async_validate_pdf_signature(
        signature,
        trust.context(signature, moment, mode),
        ts_validation_context=trust.context(signature, stamped, "soft-fail"),
        key_usage_settings=_SIGNING,
        skip_diff=whole,
    )


def _stamp_holds(status: PdfSignatureStatus, at: datetime) -> bool:
    """A time-stamp proves something as long as the certificate of whoever stamped is valid."""
    stamp = status.timestamp_validity
    if stamp is None or not (stamp.valid and stamp.intact and stamp.trusted):
        return False
    return at <= stamp.signing_cert.not_valid_after


def _stamp_time(signature: EmbeddedPdfSignature) -> datetime | None:
    stamp = _stamp(signature)
    if stamp is None:
        return None
    said: datetime = stamp["encap_content_info"]["content"].parsed["gen_time"].native
    return said


def _stamp(signature: EmbeddedPdfSignature) -> cms.SignedData | None:
    """The time-stamp inside a signature."""
    unsigned = signature.signer_info["unsigned_attrs"]
    for attribute in () if isinstance(unsigned, core.Void) else unsigned:
        if attribute["type"].native == "signature_time_stamp_token":
            return attribute["values"][0]["content"]
    return None


def _judged(signature: EmbeddedPdfSignature, said: _Said, at: datetime, last: bool) -> Verdict:
    certificate, status = signature.signer_cert, said.status
    names = certificate.subject.native
    signed_at = status.signer_reported_dt
    intact = status.intact and status.valid
    whole = _nothing_added(status, last)
    validity = _validity(certificate, said.proven or at) or _validity(certificate, signed_at)
    # An authority's own certificate, though trusted, is for certificates and not for papers.
    trusted = status.trusted and not validity and not certificate.ca
    return Verdict(
        intact=intact,
        nothing_added=whole,
        signer=_name(names, "common_name"),
        organisation=_name(names, "organization_name"),
        signed_at=signed_at,
        trusted=trusted,
        reason=_reason(intact, status.revoked, validity, trusted, whole),
        stamped_at=said.proven,
        checked=said.checked and trusted,
        anchor=_anchor(status) if trusted else "",
    )


def _nothing_added(status: PdfSignatureStatus, last: bool) -> bool:
    """Whether nothing came after it but proof for later years and, before the last, signatures."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    if status.coverage != SignatureCoverageLevel.ENTIRE_REVISION:
        return False
    most = ModificationLevel.LTA_UPDATES if last else ModificationLevel.FORM_FILLING
    level = status.modification_level
    return level is not None and level <= most


def _anchor(status: PdfSignatureStatus) -> str:
    """The trusted authority a signature leads to: SHA-256 of its certificate in hex."""
    anchor = status.validation_path.trust_anchor if status.validation_path else None
    if not isinstance(anchor, CertTrustAnchor):
        return ""
    return hashlib.sha256(anchor.certificate.dump()).hexdigest()


def _reason(intact: bool, revoked: bool, validity: Reason, trusted: bool, whole: bool) -> Reason:
    """The first of these that is wrong; what is said of a paper hangs on their order."""
    if not intact:
        return "altered"
    if revoked:
        return "revoked"
    if validity or not trusted:
        return validity or "untrusted"
    return "" if whole else "added-after"


def _validity(certificate: x509.Certificate, moment: datetime | None) -> Reason:
    if moment is None:
        return ""
    if moment < certificate.not_valid_before:
        return "not-yet-valid"
    return "expired" if moment > certificate.not_valid_after else ""


def _name(names: dict[str, str | list[str]], part: str) -> str:
    value = names.get(part, "")
    return value if isinstance(value, str) else ", ".join(value)


def _certificates(roots_pem: bytes) -> list[x509.Certificate]:
    if not pem.detect(roots_pem):
        return []
    parts = pem.unarmor(roots_pem, multiple=True)
    return [x509.Certificate.load(der) for kind, _, der in parts if kind == "CERTIFICATE"]
