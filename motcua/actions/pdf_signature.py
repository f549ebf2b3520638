"""Examines the signatures of a PDF that came back from a signer, or that anyone brought.

No network: certificates and trusted roots are all that is looked at. Plain values in and out;
the action `attach_signature` and the door where papers are checked both stand on this.
"""

import asyncio
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    KeyUsageConstraints,
    async_validate_pdf_signature,
)
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from motcua.rules.signature import Reason, Verdict

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


def examine(pdf: bytes, roots_pem: bytes, *, at: datetime) -> list[Verdict]:
    """What can be said about each signature, in the order of signing; [] where there is none.

    `roots_pem`: the trusted authorities. `at` (aware): the moment at which certificates must be
    valid; for a paper long in the register that is the moment it was signed, not today. The
    claimed time of signing must lie within the certificate's validity too. Raises Unreadable.
    """
    roots = _certificates(roots_pem)
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    except Exception as error:  # a hostile file can fail anywhere in the parser
        raise Unreadable(type(error).__name__) from error
    if len(signatures) > _MOST_SIGNATURES:
        raise Unreadable("too many signatures")
    return [_verdict(each, roots, at) for each in signatures]


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


def _verdict(
    signature: EmbeddedPdfSignature, roots: list[x509.Certificate], at: datetime
) -> Verdict:
    try:
        # pyHanko validates asynchronously; the caller's thread may have a loop of its own.
        with ThreadPoolExecutor(max_workers=1) as thread:
            status = thread.submit(asyncio.run, _validate(signature, roots, at)).result()
        return _judged(signature, status, at)
    except Exception:  # damaged signatures fail in as many ways as there are fields
        return Verdict(False, False, "", "", None, False, "unreadable")


async def _validate(
    signature: EmbeddedPdfSignature, roots: list[x509.Certificate], at: datetime
) -> PdfSignatureStatus:
    context = ValidationContext(
        trust_roots=roots,
        other_certs=signature.other_embedded_certs,
        moment=at,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    return await async_validate_pdf_signature(
        signature, context, key_usage_settings=_SIGNING, skip_diff=True
    )


def _judged(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, at: datetime) -> Verdict:
    certificate = signature.signer_cert
    names = certificate.subject.native
    signed_at = status.signer_reported_dt
    intact = status.intact and status.valid
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    validity = _validity(certificate, at) or _validity(certificate, signed_at)
    # An authority's own certificate, though trusted, is for certificates and not for papers.
    trusted = status.trusted and not validity and not certificate.ca
    return Verdict(
        intact=intact,
        covers_whole_file=whole,
        signer=_name(names, "common_name"),
        organisation=_name(names, "organization_name"),
        signed_at=signed_at,
        trusted=trusted,
        reason=_reason(intact, status.revoked, validity, trusted, whole),
    )


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
