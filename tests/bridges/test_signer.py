"""One contract suite for the remote signing service, and a PDF really signed through it."""

import asyncio
import hashlib
import io
from dataclasses import replace
from uuid import uuid4

import pikepdf
import pytest
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfTBSDocument
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.bridges import signer_sandbox
from motcua.bridges.line import Misanswered, Rejected, Unreachable
from motcua.bridges.signer import Declined, Pending, SignatureRequest, Signed, SignerLine
from tests.bridges.conftest import HASTY, HTTP, QUICK, SIGNERS, running


@pytest.fixture
def line(signer):
    return SignerLine(signer.url, signer_sandbox.SECRET, client=HTTP, limits=QUICK)


def wanted(content=b"signed attributes", key="chu-tich"):
    digest = hashlib.sha256(content).digest()
    return SignatureRequest(uuid4(), key, digest, "Giấy xác nhận cư trú", "Ký cho hồ sơ 0001")


def test_a_request_is_pending_and_then_signed(line):
    request = wanted()
    assert line.ask(request) == Pending(request.id)
    signed = line.outcome(request)
    assert isinstance(signed, Signed) and len(signed.signature) == 256
    assert line.ask(request) == signed, "asking again tells how it stands"


def test_the_certificate_names_the_person_the_unit_and_the_title(line):
    chain = [x509.load_der_x509_certificate(der) for der in line.certificates("chu-tich")]
    root = x509.load_pem_x509_certificate(line.trust_roots())
    holder = chain[0].subject
    assert [
        holder.get_attributes_for_oid(oid)[0].value
        for oid in (
            NameOID.COMMON_NAME,
            NameOID.ORGANIZATION_NAME,
            NameOID.ORGANIZATIONAL_UNIT_NAME,
        )
    ] == ["Vũ Thị Lan", "Uỷ ban nhân dân xã Hoà Bình", "Chủ tịch"]
    for lower, upper in zip(chain, [*chain[1:], root], strict=True):
        lower.verify_directly_issued_by(upper)


def test_keys_outlive_a_restart(line, signer):
    with running(signer_sandbox.create_app({"home": signer.home})) as url:
        again = SignerLine(url, signer_sandbox.SECRET, client=HTTP, limits=QUICK)
        assert again.certificates("chu-tich") == line.certificates("chu-tich")
        assert again.trust_roots() == line.trust_roots()


def test_a_renewed_certificate_is_fetched_before_a_signature_is_doubted(line, signer):
    first = wanted()
    line.ask(first)
    assert isinstance(line.outcome(first), Signed)
    signer.write("signers.json", [SIGNERS[0] | {"title": "Phó Chủ tịch"}, SIGNERS[1]])
    second = wanted()
    line.ask(second)
    assert isinstance(line.outcome(second), Signed)


def test_a_holder_can_decline(line, signer):
    request = wanted()
    signer.switch(approve="refuse")
    line.ask(request)
    declined = line.outcome(request)
    assert isinstance(declined, Declined) and "từ chối" in declined.reason


def test_a_holder_decides_on_the_page_when_approval_is_by_hand(line, signer):
    agreed, declined = wanted(), wanted()
    signer.switch(approve="manual")
    for request in (agreed, declined):
        line.ask(request)
        assert line.outcome(request) == Pending(request.id)
    assert "Ký giấy này" in HTTP.get(signer.url).text
    for request, choice in ((agreed, "sign"), (declined, "refuse"), (declined, "sign")):
        form = {"id": str(request.id), "choice": choice}
        HTTP.post(f"{signer.url}/decide", data=form)
    assert isinstance(line.outcome(agreed), Signed)
    assert isinstance(line.outcome(declined), Declined), "a decision is made once"


def test_signing_takes_its_time(line, signer):
    request = wanted()
    signer.switch(sign_seconds=60)
    line.ask(request)
    assert line.outcome(request) == Pending(request.id)


@pytest.mark.parametrize("change", [{"digest": b"\1" * 32}, {"key": "con-dau"}])
def test_an_id_used_for_another_request_is_refused(line, change):
    request = wanted()
    line.ask(request)
    with pytest.raises(Rejected) as refusal:
        line.ask(replace(request, **change))
    assert refusal.value.status == 409


def test_an_unknown_key_and_a_wrong_secret_are_refused(line, signer):
    with pytest.raises(Rejected) as refusal:
        line.ask(wanted(key="ai-do"))
    assert (refusal.value.status, refusal.value.code) == (404, "unknown-certificate")
    with pytest.raises(Rejected) as refusal:
        SignerLine(signer.url, "guess", client=HTTP, limits=QUICK).ask(wanted())
    assert refusal.value.status == 401


def test_a_service_that_forgot_the_request_is_asked_again(line):
    assert isinstance(line.outcome(wanted()), Pending)


@pytest.mark.parametrize("lie", ["digest", "id", "key", "garbage", "page"])
def test_no_wrong_answer_is_taken(line, signer, lie):
    request = wanted()
    line.ask(request)
    assert isinstance(line.outcome(request), Signed)  # control, and the certificate is known
    signer.switch(mode="wrong", lie=lie)
    with pytest.raises(Misanswered):
        line.outcome(request)


def test_another_requests_signature_is_not_taken(line, signer):
    """The echo is forged too: only the check against the certificate is left to find it."""
    request = wanted(b"one paper")
    signer.switch(mode="wrong", lie="digest")
    line.ask(request)
    with pytest.raises(Misanswered, match="not over our digest"):
        line.outcome(request)


@pytest.mark.parametrize(
    "switches",
    [{"mode": "slow", "delay_seconds": 3}, {"mode": "down"}, {"mode": "down", "how": "cut"}],
)
def test_a_service_that_does_not_answer_signs_once_when_it_returns(line, signer, switches):
    request = wanted()
    signer.switch(**switches)
    with pytest.raises(Unreachable):
        SignerLine(signer.url, signer_sandbox.SECRET, client=HTTP, limits=HASTY).ask(request)
    signer.switch()
    line.ask(request)
    assert isinstance(line.outcome(request), Signed)


def test_decisions_are_listed_and_come_twice_or_out_of_order_when_switched_so(line, signer):
    start = line.decided().next
    signer.switch(mode="duplicate")
    requests = [wanted(), wanted()]
    for request in requests:
        line.ask(request)
    first, second = (request.id for request in requests)
    assert line.decided(start).decided == (first, first, second, second)
    signer.switch(mode="out-of-order")
    assert line.decided(start).decided == (second, second, first, first)


def test_a_pdf_signed_through_the_service_is_valid_and_a_changed_byte_is_found(line):
    signed = _signed_pdf(line)
    assert _status(signed, line).bottom_line
    altered = signed.replace(b"/MediaBox [ 0 0 200 200 ]", b"/MediaBox [ 0 0 200 201 ]")
    assert altered != signed and not _status(altered, line).bottom_line


def _signed_pdf(line):
    """Interrupted signing: digest the paper, sign the attributes elsewhere, put both together."""
    chain = [asn1_x509.Certificate.load(der) for der in line.certificates("chu-tich")]
    store = SimpleCertificateStore()
    store.register_multiple(chain)
    local = ExternalSigner(chain[0], store, signature_value=256)
    meta = PdfSignatureMetadata(
        field_name="Ky", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(_blank_pdf()))
    prepared, _, output = asyncio.run(
        PdfSigner(meta, local).async_digest_doc_for_signing(writer, bytes_reserved=16384)
    )
    attributes = asyncio.run(
        local.signed_attrs(prepared.document_digest, "sha256", use_pades=True)
    )
    request = wanted(attributes.dump())
    line.ask(request)
    remote = ExternalSigner(chain[0], store, signature_value=line.outcome(request).signature)
    cms = remote.async_sign_prescribed_attributes("sha256", signed_attrs=attributes)
    PdfTBSDocument.finish_signing(output, prepared, asyncio.run(cms))
    return output.getvalue()


def _blank_pdf():
    paper, out = pikepdf.new(), io.BytesIO()
    paper.add_blank_page(page_size=(200, 200))
    paper.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _status(signed, line):
    roots = list(load_certs_from_pemder_data(line.trust_roots()))
    reader = PdfFileReader(io.BytesIO(signed))
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    return validate_pdf_signature(reader.embedded_signatures[0], context)
