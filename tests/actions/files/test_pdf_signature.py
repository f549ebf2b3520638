"""Examining papers: genuine ones pass, and whatever was done to one is seen and named."""

import asyncio
import re
import zlib
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import TextStringObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from motcua.actions.files.apart.pdf_signature import examine
from motcua.actions.files.read_signed import earlier_versions
from motcua.bridges import signing
from motcua.bridges.keys import SoftwareKey
from motcua.bridges.typesetter import typeset
from motcua.rules.signature import Authenticity, Evidence, Judgement, Unreadable, judge
from tests.bridges import papers
from tests.bridges.certificates import (
    AT,
    PASSPHRASE,
    Identity,
    authority,
    officer,
    revocations,
    root_pem,
)

CA = authority()
ROOTS = root_pem(CA)
OFFICER = officer(CA, key=ec.generate_private_key(ec.SECP256R1()))
PAPER = typeset("ct07", papers.ct07(), at=papers.AT)


def signed_by(who: Identity, pdf: bytes = PAPER, field: str = "KySo") -> bytes:
    key = SoftwareKey(who.key_pem, PASSPHRASE, who.chain_pem)
    return signing.sign(
        pdf,
        key,
        field_name=field,
        reason="Ký kết quả giải quyết",
        location="Ba Đình",
        name="Nguyễn Thị Kiểm Thử",
        at=AT,
    )


SIGNED = signed_by(OFFICER)
_, BEFORE, AFTER, _ = map(int, re.findall(rb"\d+", SIGNED.rpartition(b"/ByteRange")[2][:60])[:4])
CONTAINER = range(BEFORE, AFTER)


def judged(pdf: bytes, roots: bytes = ROOTS, *issued: bytes) -> Judgement:
    """What a person is told who brings this file, where `issued` are the papers we issued."""
    return judge(
        examine(pdf, roots, at=AT),
        issued=pdf in issued,
        issued_before=any(each in issued for each in earlier_versions(pdf)),
    )


def with_something_added(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer.root[pdf_name("/Note")] = TextStringObject("đã sửa")
    writer.update_root()
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def test_a_signed_paper_is_genuine_and_names_its_signer():
    (verdict,) = examine(SIGNED, ROOTS, at=AT)
    assert verdict.intact and verdict.nothing_added and verdict.trusted
    assert verdict.signer == "Nguyễn Thị Kiểm Thử"
    assert verdict.organisation == "Công an phường Thử Nghiệm"
    assert verdict.signed_at == AT
    assert judged(SIGNED) == Judgement(Authenticity.GENUINE, "signed")


def test_a_paper_in_the_register_stays_genuine_when_its_certificate_has_run_out():
    later = AT + timedelta(days=4000)
    verdicts = examine(SIGNED, ROOTS, at=later)
    assert verdicts[0].reason == "expired" and not verdicts[0].trusted
    told = judge(verdicts, issued=True, issued_before=False)
    assert told == Judgement(Authenticity.GENUINE, "issued")


def test_a_changed_byte_is_seen():
    changed = bytearray(SIGNED)
    changed[len(PAPER) // 2] ^= 1
    (verdict,) = examine(bytes(changed), ROOTS, at=AT)
    assert (verdict.intact, verdict.reason) == (False, "altered")
    assert judged(bytes(changed)).authenticity is Authenticity.ALTERED


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
def test_no_changed_byte_anywhere_leaves_a_paper_genuine(position, difference):
    changed = bytearray(SIGNED)
    changed[position] ^= difference
    try:
        told = judged(bytes(changed))
    except Unreadable:
        return
    if told.authenticity is Authenticity.GENUINE:
        # The container of the signature is no part of what it signs: the case of its digits and
        # the version numbers in it carry nothing. Who signed what and when must be as it was.
        assert position in CONTAINER
        assert examine(bytes(changed), ROOTS, at=AT) == examine(SIGNED, ROOTS, at=AT)


def test_something_added_after_signing_is_seen():
    changed = with_something_added(SIGNED)
    (verdict,) = examine(changed, ROOTS, at=AT)
    assert verdict.intact and not verdict.nothing_added
    assert verdict.reason == "added-after"
    assert judged(changed) == Judgement(Authenticity.ALTERED, "added-after")


def test_our_paper_with_something_added_is_known_to_be_ours_and_altered():
    changed = with_something_added(SIGNED)
    told = judged(changed, ROOTS, SIGNED)
    assert told == Judgement(Authenticity.ALTERED, "changed-after-issue")
    assert SIGNED in list(earlier_versions(changed))


def test_our_paper_with_its_signature_cut_out_of_the_form_is_known_to_be_altered():
    writer = IncrementalPdfFileWriter(BytesIO(SIGNED))
    del writer.root["/AcroForm"]
    writer.update_root()
    output = BytesIO()
    writer.write(output)
    assert examine(output.getvalue(), ROOTS, at=AT) == []
    told = judged(output.getvalue(), ROOTS, SIGNED)
    assert told == Judgement(Authenticity.ALTERED, "changed-after-issue")


def test_a_paper_written_anew_loses_its_signature_and_is_not_genuine():
    output = BytesIO()
    with pikepdf.open(BytesIO(SIGNED)) as pdf:
        pdf.save(output)
    assert judged(output.getvalue(), ROOTS, SIGNED).authenticity is not Authenticity.GENUINE


def test_what_authorities_said_is_heard_even_where_a_certificate_names_nobody_to_ask():
    good, bad = (Evidence(crls=(revocations(CA, *who, at=AT),)) for who in ((), (OFFICER,)))
    assert examine(SIGNED, ROOTS, at=AT, evidence=bad)[0].reason == "revoked"
    (verdict,) = examine(SIGNED, ROOTS, at=AT, evidence=good)
    assert (verdict.reason, verdict.checked) == ("", True)


def test_a_second_signature_by_a_trusted_person_keeps_a_paper_genuine():
    both = signed_by(officer(CA, name="Trần Văn Thử"), SIGNED, "ConDau")
    first, second = examine(both, ROOTS, at=AT)
    assert (first.signer, second.signer) == ("Nguyễn Thị Kiểm Thử", "Trần Văn Thử")
    assert first.nothing_added and second.nothing_added
    assert judged(both) == Judgement(Authenticity.GENUINE, "signed")


def test_a_second_signature_by_a_stranger_does_not():
    both = signed_by(officer(authority("Cơ quan tự xưng")), SIGNED, "ConDau")
    assert judged(both) == Judgement(Authenticity.UNKNOWN, "untrusted")


def test_a_stranger_s_signature_is_intact_but_not_trusted():
    (verdict,) = examine(signed_by(officer(authority("Cơ quan tự xưng"))), ROOTS, at=AT)
    assert verdict.intact and not verdict.trusted and verdict.reason == "untrusted"


def test_an_authority_that_took_the_name_of_ours_is_not_trusted():
    (verdict,) = examine(signed_by(officer(authority())), ROOTS, at=AT)
    assert verdict.reason == "untrusted"


def test_without_roots_nobody_is_trusted():
    assert judged(SIGNED, b"") == Judgement(Authenticity.UNKNOWN, "untrusted")


def test_an_expired_certificate_is_named():
    old = officer(CA, since=AT - timedelta(days=800), days=365)
    assert judged(signed_by(old)) == Judgement(Authenticity.UNKNOWN, "expired")


def test_a_certificate_not_valid_yet_is_named():
    early = officer(CA, since=AT + timedelta(days=1))
    assert judged(signed_by(early)) == Judgement(Authenticity.UNKNOWN, "not-yet-valid")


def test_a_time_of_signing_outside_the_certificate_is_seen_even_when_it_is_valid_now():
    late = officer(CA, since=AT + timedelta(days=1))
    (verdict,) = examine(signed_by(late), ROOTS, at=AT + timedelta(days=30))
    assert verdict.reason == "not-yet-valid" and not verdict.trusted


def test_an_authority_s_own_certificate_may_not_sign_papers():
    """A certificate for signing certificates is not one for signing papers."""
    (verdict,) = examine(signed_by(CA), ROOTS, at=AT)
    assert not verdict.trusted


def test_a_paper_without_signature_is_unknown_unless_we_issued_it():
    assert judged(PAPER) == Judgement(Authenticity.UNKNOWN, "unsigned")
    assert judged(PAPER, ROOTS, PAPER) == Judgement(Authenticity.GENUINE, "issued")


@pytest.mark.parametrize(
    "content",
    [b"", b"xin chao", b"%PDF-1.7\n%%EOF\n", SIGNED[: len(SIGNED) // 2], b"%PDF" + b"[" * 50_000],
    ids=["empty", "text", "hollow", "half", "nested"],
)
def test_what_is_no_pdf_is_said_to_be_unreadable(content):
    with pytest.raises(Unreadable):
        examine(content, ROOTS, at=AT)


def test_a_bomb_in_a_pdf_is_not_unpacked():
    """A stream of cross references that would grow to 2 GB."""
    packer = zlib.compressobj(9)
    piece = [packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in "ab"]
    squeezed = piece[0] + piece[1] * 2047 + packer.flush()
    head = b"%PDF-1.5\n"
    table = b"/Type/XRef/Size 2/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d" % len(squeezed)
    stream = b"1 0 obj\n<<" + table + b">>\nstream\n" + squeezed
    bomb = head + stream + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)
    with pytest.raises(Unreadable, match="DecodeLimit"):
        examine(bomb, ROOTS, at=AT)


def test_a_damaged_signature_is_a_verdict_and_not_a_crash():
    start = SIGNED.index(b"/Contents <") + 11 if b"/Contents <" in SIGNED else None
    start = start or SIGNED.index(b"/Contents<") + 10
    broken = SIGNED[:start] + b"FFFF" + SIGNED[start + 4 :]
    try:
        verdicts = examine(broken, ROOTS, at=AT)
    except Unreadable:
        return
    assert [each.reason for each in verdicts] == ["unreadable"]
    assert judge(verdicts, issued=False, issued_before=False).authenticity is Authenticity.UNKNOWN


def test_it_can_be_examined_where_a_loop_is_running():
    async def within() -> str:
        return examine(SIGNED, ROOTS, at=AT)[0].reason

    assert asyncio.run(within()) == ""


def test_nobody_s_name_gets_into_the_log(caplog):
    with caplog.at_level("DEBUG"):
        examine(signed_by(officer(authority("Cơ quan tự xưng"))), ROOTS, at=AT)
    assert "Nguyễn" not in caplog.text


def test_earlier_versions_end_with_the_end_of_a_file_and_are_shorter():
    versions = list(earlier_versions(with_something_added(SIGNED)))
    assert PAPER in versions and SIGNED in versions
    assert all(each.rstrip().endswith(b"%%EOF") for each in versions)
    assert list(earlier_versions(PAPER)) == []
    assert list(earlier_versions(b"no pdf")) == []


def test_a_file_with_a_million_ends_is_looked_at_sixteen_times():
    assert len(list(earlier_versions(b"%%EOF\r\n" * 1_000_000))) <= 16 * 4
