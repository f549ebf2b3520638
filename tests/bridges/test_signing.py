"""Signatures: every kind of key by one path, checked by poppler's pdfsig, which is not ours."""

import subprocess
import sys
import threading
from datetime import datetime
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import httpx
import pikepdf
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from motcua.actions.files.apart.pdf_signature import examine
from motcua.bridges import signer_sandbox, signing
from motcua.bridges.keys import ECDSA, SigningFailed, SoftwareKey, TokenGone, TokenLocked
from motcua.bridges.signer import Pending, SignatureRequest, Signed, SignerLine
from motcua.bridges.signing import Prepared, WrongAnswer, finish, prepare
from motcua.bridges.typesetter import typeset
from tests.bridges import papers
from tests.bridges.certificates import AT, PASSPHRASE, Identity, authority, officer, root_pem

HOW = {
    "field_name": "KySo",
    "reason": "Ký kết quả giải quyết",
    "location": "Ba Đình",
    "name": "Nguyễn Thị Kiểm Thử",
    "at": AT,
}


@pytest.fixture(scope="module")
def paper() -> bytes:
    return typeset("ct07", papers.ct07(), at=papers.AT)


@pytest.fixture(scope="module")
def ca() -> Identity:
    return authority()


@pytest.fixture(scope="module")
def rsa_officer(ca: Identity) -> Identity:
    return officer(ca)


@pytest.fixture(scope="module")
def ec_officer(ca: Identity) -> Identity:
    return officer(ca, key=ec.generate_private_key(ec.SECP256R1()))


def software(who: Identity) -> SoftwareKey:
    return SoftwareKey(who.key_pem, PASSPHRASE, who.chain_pem)


def pdfsig(pdf: bytes, folder: Path) -> str:
    """What poppler says about the signatures; it is not told whom to trust."""
    file = folder / "signed.pdf"
    file.write_bytes(pdf)
    command = ["pdfsig", "-nocert", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def assert_genuine(pdf: bytes, ca: Identity, folder: Path) -> None:
    said = pdfsig(pdf, folder)
    assert "Signature Validation: Signature is Valid." in said
    assert "Total document signed" in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Signing Hash Algorithm: SHA-256" in said
    (verdict,) = examine(pdf, root_pem(ca), at=AT)
    assert verdict.reason == "" and verdict.trusted


def test_a_key_file_signs_with_rsa(paper, ca, rsa_officer, tmp_path):
    assert_genuine(signing.sign(paper, software(rsa_officer), **HOW), ca, tmp_path)


def test_a_key_file_signs_with_ecdsa(paper, ca, ec_officer, tmp_path):
    assert_genuine(signing.sign(paper, software(ec_officer), **HOW), ca, tmp_path)


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_a_token_signs(paper, token, kind, tmp_path):
    with token.key(kind) as key:
        assert_genuine(signing.sign(paper, key, **HOW), token.ca, tmp_path)


def test_one_token_signs_for_several_threads(paper, token):
    signed: list[bytes] = []
    with token.key("rsa") as key:
        work = [
            threading.Thread(target=lambda: signed.append(signing.sign(paper, key, **HOW)))
            for _ in range(6)
        ]
        for each in work:
            each.start()
        for each in work:
            each.join()
    roots = root_pem(token.ca)
    assert [examine(pdf, roots, at=AT)[0].reason for pdf in signed] == [""] * 6


def test_a_wrong_pin_is_said_plainly(token):
    with pytest.raises(TokenLocked, match="PinIncorrect"):
        token.key("rsa", pin="9999").sign_digest(bytes(32))


def test_a_token_whose_session_is_lost_is_gone_and_signs_when_it_is_back(token):
    with token.key("rsa") as key:
        assert key.sign_digest(bytes(32))
        key._session.close()
        with pytest.raises(TokenGone):
            key.sign_digest(bytes(32))
        assert key.sign_digest(bytes(32))
    with pytest.raises(TokenGone):
        token.key("rsa", name="khac").sign_digest(bytes(32))


def test_pdfsig_would_have_seen_a_changed_byte(paper, rsa_officer, tmp_path):
    """The control of the tests above."""
    signed = bytearray(signing.sign(paper, software(rsa_officer), **HOW))
    where = signed.index(b"/Producer") if b"/Producer" in signed else 2000
    signed[where + 12] ^= 1
    assert "Signature is Valid" not in pdfsig(bytes(signed), tmp_path)


def test_the_frozen_bytes_are_the_beginning_of_the_signed_paper(paper, rsa_officer):
    signed = signing.sign(paper, software(rsa_officer), **HOW)
    assert signed.startswith(paper)


def test_a_signed_paper_is_still_pdf_a(paper, rsa_officer):
    signed = signing.sign(paper, software(rsa_officer), **HOW)
    with pikepdf.open(BytesIO(signed)) as pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "B")
        (field,) = pdf.Root.AcroForm.Fields
        assert field.F & 4  # an annotation of an archival PDF must be set to print
        assert "/NeedAppearances" not in pdf.Root.AcroForm
        assert pdf.check_pdf_syntax() == []


def test_the_signature_names_the_signer_the_reason_and_the_time(paper, rsa_officer):
    signed = signing.sign(paper, software(rsa_officer), **HOW)
    with pikepdf.open(BytesIO(signed)) as pdf:
        value = pdf.Root.AcroForm.Fields[0].V
        assert str(value.Name) == "Nguyễn Thị Kiểm Thử"
        assert str(value.Reason) == "Ký kết quả giải quyết"
        assert str(value.Location) == "Ba Đình"
        assert str(value.M).startswith("D:20261123021400")


def test_two_people_can_sign_one_paper(paper, ca, rsa_officer, ec_officer, tmp_path):
    first = signing.sign(paper, software(rsa_officer), **HOW)
    both = signing.sign(first, software(ec_officer), **HOW | {"field_name": "ConDau"})
    assert pdfsig(both, tmp_path).count("Signature is Valid.") == 2
    assert [each.nothing_added for each in examine(both, root_pem(ca), at=AT)] == [True, True]


def test_a_signature_can_be_finished_by_another_process(paper, ca, rsa_officer, tmp_path):
    prepared = prepare(paper, rsa_officer.chain_pem, **HOW)
    (tmp_path / "kept").write_bytes(prepared.to_bytes())
    (tmp_path / "answer").write_bytes(software(rsa_officer).sign_digest(prepared.digest))
    program = (
        "import sys, pathlib; from motcua.bridges.signing import Prepared, finish\n"
        "kept, answer, signed = map(pathlib.Path, sys.argv[1:])\n"
        "prepared = Prepared.from_bytes(kept.read_bytes())\n"
        "signed.write_bytes(finish(prepared, answer.read_bytes()))\n"
    )
    files = [str(tmp_path / name) for name in ("kept", "answer", "done.pdf")]
    subprocess.run([sys.executable, "-c", program, *files], check=True)
    assert_genuine((tmp_path / "done.pdf").read_bytes(), ca, tmp_path)


def test_what_is_kept_is_what_was_prepared(paper, ec_officer):
    prepared = prepare(paper, ec_officer.chain_pem, **HOW)
    assert Prepared.from_bytes(prepared.to_bytes()) == prepared
    assert prepared.algorithm == ECDSA and len(prepared.digest) == 32


def test_the_remote_signing_service_signs_the_digest_and_never_sees_the_paper(
    paper, signer, tmp_path
):
    service = SignerLine(signer.url, signer_sandbox.SECRET)
    chain = signing.pem_chain(service.certificates("chu-tich"))
    prepared = prepare(paper, chain, **HOW)
    request = SignatureRequest(uuid4(), "chu-tich", prepared.digest, "CT07", "Xác nhận cư trú")
    answer = service.ask(request)
    if isinstance(answer, Pending):
        approve(signer.url, request)
        answer = service.outcome(request)
    assert isinstance(answer, Signed)
    signed = finish(prepared, answer.signature)
    assert "Signature is Valid." in pdfsig(signed, tmp_path)
    (verdict,) = examine(signed, service.trust_roots(), at=answer.signed_at)
    assert verdict.intact and verdict.nothing_added


def approve(url: str, request: SignatureRequest) -> None:
    form = {"id": str(request.id), "choice": "sign"}
    assert httpx.post(f"{url}/decide", data=form, trust_env=False).status_code == 303


def test_an_answer_by_another_key_is_never_written(paper, ca, rsa_officer):
    prepared = prepare(paper, rsa_officer.chain_pem, **HOW)
    with pytest.raises(WrongAnswer):
        finish(prepared, software(officer(ca)).sign_digest(prepared.digest))


@pytest.mark.parametrize("kind", ["rsa_officer", "ec_officer"])
@pytest.mark.parametrize("damage", ["other digest", "empty", "short", "flipped"])
def test_a_damaged_answer_is_never_written(paper, kind, damage, request):
    who = request.getfixturevalue(kind)
    prepared = prepare(paper, who.chain_pem, **HOW)
    good = software(who).sign_digest(prepared.digest)
    answers = {
        "other digest": software(who).sign_digest(bytes(32)),
        "empty": b"",
        "short": good[:-1],
        "flipped": good[:-1] + bytes([good[-1] ^ 1]),
    }
    with pytest.raises(WrongAnswer):
        finish(prepared, answers[damage])
    assert finish(prepared, good)


def test_the_same_place_cannot_be_signed_twice(paper, rsa_officer):
    signed = signing.sign(paper, software(rsa_officer), **HOW)
    with pytest.raises(SigningFailed, match="KySo appears to be filled"):
        signing.sign(signed, software(rsa_officer), **HOW)


def test_a_time_without_a_zone_is_refused(paper, rsa_officer):
    with pytest.raises(SigningFailed, match="no time zone"):
        prepare(paper, rsa_officer.chain_pem, **HOW | {"at": datetime(2026, 11, 23)})


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7\n%%EOF"])
def test_what_is_not_a_pdf_is_not_signed(content, rsa_officer):
    with pytest.raises(SigningFailed, match="cannot be signed"):
        prepare(content, rsa_officer.chain_pem, **HOW)


def test_a_chain_that_is_none_is_refused(paper):
    for chain in (b"", b"-----BEGIN NONSENSE-----"):
        with pytest.raises(SigningFailed, match="chain"):
            prepare(paper, chain, **HOW)


def test_a_key_file_needs_its_passphrase(rsa_officer):
    with pytest.raises(SigningFailed, match="passphrase"):
        SoftwareKey(rsa_officer.key_pem, b"wrong", rsa_officer.chain_pem)


def test_a_key_must_belong_to_its_certificate(ca, rsa_officer):
    with pytest.raises(SigningFailed, match="does not belong"):
        SoftwareKey(rsa_officer.key_pem, PASSPHRASE, officer(ca).chain_pem)


@pytest.mark.parametrize(
    "key",
    [rsa.generate_private_key(65537, 1024), ec.generate_private_key(ec.SECP384R1())],
    ids=["rsa-1024", "p-384"],
)
def test_weak_and_unusual_keys_are_refused(ca, key):
    with pytest.raises(SigningFailed, match="2048"):
        software(officer(ca, key=key))


def test_the_key_is_parsed_once(paper, rsa_officer, monkeypatch):
    key = software(rsa_officer)
    monkeypatch.delattr(serialization, "load_pem_private_key")
    assert signing.sign(paper, key, **HOW)
