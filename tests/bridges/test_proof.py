"""Time-stamps and what authorities say of certificates, over real HTTP; and how long it proves."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from motcua.actions.files.apart.pdf_signature import chain_of, examine
from motcua.actions.files.pdf_evidence import with_evidence
from motcua.bridges import signer_sandbox
from motcua.bridges.keys import SoftwareKey
from motcua.bridges.line import Misanswered, Unreachable
from motcua.bridges.proof import ProofLine, stamp_certificates
from motcua.bridges.signer import SignerLine
from motcua.bridges.signing import der_chain, finish, pem_chain, prepare
from motcua.bridges.typesetter import typeset
from motcua.rules.signature import Evidence
from tests.actions.files.test_pdf_signature import with_something_added
from tests.bridges import papers
from tests.bridges.certificates import authority, root_pem
from tests.bridges.conftest import HASTY, HTTP, QUICK, Sandbox

DIGEST = hashlib.sha256(b"a signature").digest()
YEAR = timedelta(days=365)
HOW = {"field_name": "KySo", "reason": "Ký", "location": "Hoà Bình", "name": "Vũ Thị Lan"}


@pytest.fixture
def line(signer: Sandbox) -> ProofLine:
    return ProofLine(f"{signer.url}/tsa", relay=signer.url, client=HTTP, limits=QUICK)


@pytest.fixture
def service(signer: Sandbox) -> SignerLine:
    return SignerLine(signer.url, signer_sandbox.SECRET, client=HTTP, limits=QUICK)


def known(service: SignerLine) -> tuple[tuple[bytes, ...], list[bytes]]:
    return service.certificates("chu-tich"), der_chain(service.trust_roots())


def proven(line: ProofLine, service: SignerLine, home: Path, *, lasting: bool = True) -> bytes:
    """A paper signed with the sandbox holder's own key, stamped, its evidence kept."""
    raw = (home / "signer" / "chu-tich.pem").read_bytes()
    chain = pem_chain(service.certificates("chu-tich"))
    key = SoftwareKey(raw[: raw.index(b"-----BEGIN CERT")], None, chain)
    now = datetime.now(UTC)
    paper = typeset("ct07", papers.ct07(), at=papers.AT)
    prepared = prepare(paper, chain, **HOW, at=now)
    signature = key.sign_digest(prepared.digest)
    stamp = line.stamp(hashlib.sha256(signature).digest())
    signed = finish(prepared, signature, stamp)
    own, roots = known(service)
    evidence = line.evidence([*own, *stamp_certificates(stamp)], roots, at=now)
    return with_evidence(signed, evidence) if lasting else signed


def test_a_time_stamp_is_over_our_digest_and_by_a_certificate_for_nothing_else(line):
    stamp = line.stamp(DIGEST)
    assert DIGEST in stamp
    holders = [x509.load_der_x509_certificate(each) for each in stamp_certificates(stamp)]
    uses = [h.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
            for h in holders if "thời gian" in h.subject.rfc4514_string()]  # fmt: skip
    assert [[each._name for each in use] for use in uses] == [["timeStamping"]]


def test_every_certificate_is_asked_about_and_one_is_revoked(line, service, signer):
    now = datetime.now(UTC)
    said = line.evidence(*known(service), at=now)
    assert (len(said.ocsps), len(said.crls), said.revoked) == (1, 1, False)
    signer.switch(revoked="chu-tich")
    assert not line.evidence(*known(service), at=now + timedelta(minutes=9)).revoked, "kept"
    assert line.evidence(*known(service), at=now + timedelta(minutes=11)).revoked


@pytest.mark.parametrize("lie", ["stamp", "page"])
def test_a_wrong_time_stamp_is_never_kept(line, signer, lie):
    signer.switch(mode="wrong", lie=lie)
    with pytest.raises(Misanswered):
        line.stamp(DIGEST)


def test_authorities_that_are_down_are_unreachable_each_for_itself(signer, service):
    hasty = ProofLine(f"{signer.url}/tsa", relay=signer.url, client=HTTP, limits=HASTY)
    certificates = known(service)
    signer.switch(mode="down", only="/tsa")
    with pytest.raises(Unreachable, match="tsa"):
        hasty.stamp(DIGEST)
    assert hasty.evidence(*certificates, at=datetime.now(UTC))
    signer.switch(mode="down")
    with pytest.raises(Unreachable, match="proof"):
        hasty.evidence(*certificates, at=datetime.now(UTC) + timedelta(days=1))


def test_a_lasting_signature_outlives_its_certificate_and_a_bare_one_does_not(
    line, service, signer
):
    lasting, roots = proven(line, service, signer.home), service.trust_roots()
    now = datetime.now(UTC)
    (today,) = examine(lasting, roots, at=now)
    assert (today.reason, today.trusted, today.checked, today.nothing_added) == (
        "",
        True,
        True,
        True,
    )
    assert today.stamped_at is not None and abs(today.stamped_at - now) < timedelta(minutes=1)
    assert today.anchor == hashlib.sha256(der_chain(roots)[0]).hexdigest()
    (later,) = examine(lasting, roots, at=now + 4 * YEAR)
    assert (later.reason, later.trusted, later.checked) == ("", True, True)
    (much_later,) = examine(lasting, roots, at=now + 10 * YEAR)
    assert much_later.reason == "expired", "nobody vouches for the time-stamp any more"
    assert len(chain_of(lasting)) == 3


def test_what_was_revoked_before_is_seen_and_what_is_added_after_the_proof_too(
    line, service, signer
):
    signer.switch(revoked="chu-tich")
    roots, now = service.trust_roots(), datetime.now(UTC)
    (verdict,) = examine(proven(line, service, signer.home), roots, at=now)
    assert (verdict.reason, verdict.trusted) == ("revoked", False)
    signer.switch()
    other = ProofLine(f"{signer.url}/tsa", relay=signer.url, client=HTTP, limits=QUICK)
    altered = with_something_added(proven(other, service, signer.home))
    assert [each.reason for each in examine(altered, roots, at=now)] == ["added-after"]


def test_evidence_that_is_asked_for_later_serves_as_well(line, service, signer):
    bare, roots = proven(line, service, signer.home, lasting=False), service.trust_roots()
    now = datetime.now(UTC)
    assert not examine(bare, roots, at=now)[0].checked
    evidence = line.evidence(chain_of(bare), der_chain(roots), at=now)
    assert examine(bare, roots, at=now, evidence=evidence)[0].checked


def test_nobody_is_asked_about_a_certificate_of_an_authority_we_do_not_trust(line, service):
    stranger = [root_pem(authority())]
    asked = line.evidence(known(service)[0], der_chain(stranger[0]), at=datetime.now(UTC))
    assert asked == Evidence()
