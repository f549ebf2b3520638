"""Examines the signatures of a PDF that came back from a signer, or that anyone brought.

No network: certificates and trusted roots are all that is looked at. Plain values in and out;
the action `attach_signature` and the door where papers are checked both stand on this.
"""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, TypeVar

from asn1crypto import cms, core
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    DocumentTimestampStatus,
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from motcua.actions.files.apart.certificates import (
    MOST_SIGNATURES,
    SIGNING,
    Findings,
    Trust,
    judged,
)
from motcua.rules.signature import UNREADABLE, Evidence, Unreadable, Verdict

T = TypeVar("T")


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
        trust = Trust.of(roots_pem, at, evidence).knowing(_carried(reader))
        renewals = _renewals(reader, trust)
    except Exception as error:  # a hostile file can fail anywhere in the parser
        raise Unreadable(type(error).__name__) from error
    if len(signatures) > MOST_SIGNATURES:
        raise Unreadable("too many signatures")
    return [
        _verdict(each, trust, _since(each, renewals, at), last=each is signatures[-1])
        for each in signatures
    ]


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


def _carried(reader: PdfFileReader) -> Evidence:
    """What the paper carries as proof of its signatures."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return Evidence()
    return Evidence(
        certificates=tuple(each.dump() for each in store.load_certs()),
        ocsps=tuple(each.get_object().data for each in store.ocsps),
        crls=tuple(each.get_object().data for each in store.crls),
    )


@dataclass(frozen=True)
class _Stood:
    """A moment `at` which all up to a revision of the file is known to have stood. `until`: when
    the certificate of the newest time-stamp that says so ends; None, where none does."""

    revision: int
    at: datetime
    until: datetime | None = None


def _renewals(reader: PdfFileReader, trust: Trust) -> list[_Stood]:
    """What the time-stamps over the whole file prove (B-LTA), newest first: that one must hold
    now, each older one when the next was made."""
    found: list[_Stood] = []
    for stamp in reversed(reader.embedded_timestamp_signatures):
        holds_at = found[-1].at if found else trust.at
        status = _in_a_loop(_stamped(stamp, trust))
        ends = status.signing_cert.not_valid_after
        sound = status.valid and status.intact and status.trusted
        whole = status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
        if not (sound and whole and status.timestamp <= holds_at <= ends):
            break
        until = found[0].until if found else ends
        found.append(_Stood(stamp.signed_revision, status.timestamp, until))
    return found


async def _stamped(stamp: EmbeddedPdfSignature, trust: Trust) -> DocumentTimestampStatus:
    """At its own time, as the time-stamps inside signatures."""
    said = stamp.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
    context = trust.context(stamp.other_embedded_certs, said, "soft-fail")
    return await async_validate_pdf_timestamp(stamp, context, skip_diff=True)


def _since(signature: EmbeddedPdfSignature, renewals: list[_Stood], at: datetime) -> _Stood:
    """The earliest moment at which a signature is known to have stood; now, where nothing says."""
    after = [each for each in renewals if each.revision > signature.signed_revision]
    return after[-1] if after else _Stood(signature.signed_revision, at)


def _in_a_loop(work: Coroutine[Any, Any, T]) -> T:
    """pyHanko validates asynchronously; the caller's thread may have a loop of its own."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()


def _verdict(
    signature: EmbeddedPdfSignature, trust: Trust, stood: _Stood, *, last: bool
) -> Verdict:
    try:
        said = _in_a_loop(_validate(signature, trust, stood))
        return _judged(signature, said, trust.at, last)
    except Exception:  # damaged signatures fail in as many ways as there are fields
        return UNREADABLE


@dataclass(frozen=True)
class _Said:
    """What pyHanko says of a signature. `proven`: when it existed, by a trusted time-stamp, which
    holds `until`; `checked`: the authorities were asked about its certificates."""

    status: PdfSignatureStatus
    proven: datetime | None
    until: datetime | None
    checked: bool


async def _validate(signature: EmbeddedPdfSignature, trust: Trust, stood: _Stood) -> _Said:
    """At the time its time-stamp proves, if that can be trusted; otherwise at the moment asked
    for. First with all that is said about the certificates, else with what there is."""
    stamped = _stamp_time(signature)
    for moment in (stamped, trust.at) if stamped and stamped <= trust.at else (trust.at,):
        for mode in ("require", "soft-fail"):
            status = await _validated(signature, trust, moment, stamped or moment, mode)
            proven = stamped if _stamp_holds(status, stood.at) else None
            if moment == stamped and proven is None:
                break  # the time-stamp proves nothing: look at the moment asked for
            if status.trusted or status.revoked or mode == "soft-fail":
                until = _until(status, stood) if proven else None
                return _Said(status, proven, until, mode == "require")
    raise AssertionError("the moment asked for is always judged")


async def _validated(
    signature: EmbeddedPdfSignature, trust: Trust, moment: datetime, stamped: datetime, mode: str
) -> PdfSignatureStatus:
    whole = signature.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    others = signature.other_embedded_certs
    return await async_validate_pdf_signature(
        signature,
        trust.context(others, moment, mode),
        ts_validation_context=trust.context(others, stamped, "soft-fail"),
        key_usage_settings=SIGNING,
        skip_diff=whole,
    )


def _stamp_holds(status: PdfSignatureStatus, at: datetime) -> bool:
    """A time-stamp proves something as long as the certificate of whoever stamped is valid."""
    stamp = status.timestamp_validity
    if stamp is None or not (stamp.valid and stamp.intact and stamp.trusted):
        return False
    return at <= stamp.signing_cert.not_valid_after


def _until(status: PdfSignatureStatus, stood: _Stood) -> datetime:
    """When the certificate of the newest time-stamp ends."""
    if stood.until:
        return stood.until
    assert status.timestamp_validity is not None
    ends: datetime = status.timestamp_validity.signing_cert.not_valid_after
    return ends


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
    status = said.status
    found = Findings(
        certificate=signature.signer_cert,
        intact=status.intact and status.valid,
        whole=_nothing_added(status, last),
        signed_at=status.signer_reported_dt,
        proven=said.proven,
        path=status.validation_path if status.trusted else None,
        revoked=status.revoked,
        checked=said.checked,
        until=said.until,
    )
    return judged(found, at)


def _nothing_added(status: PdfSignatureStatus, last: bool) -> bool:
    """Whether nothing came after it but proof for later years and, before the last, signatures."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    if status.coverage != SignatureCoverageLevel.ENTIRE_REVISION:
        return False
    most = ModificationLevel.LTA_UPDATES if last else ModificationLevel.FORM_FILLING
    level = status.modification_level
    return level is not None and level <= most
