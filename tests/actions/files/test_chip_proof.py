"""What a chip says is proved by hashes, signature and authority; each way to fail has its name."""

import hashlib
import random
from datetime import timedelta

import pytest
from asn1crypto import algos, cms, core
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from motcua.actions.files.chip_proof import SECURITY_OBJECT, Proof, _SecurityObject, prove
from motcua.doors.shared.sentences import SENTENCES
from motcua.rules.cards.chip import DG1, DG13, SOD
from tests.bridges.certificates import AT, Identity, authority, officer
from tests.rules.cards import made
from tests.rules.cards.made import holder, tlv

ONE, OTHER = holder(random.Random(1)), holder(random.Random(2))
STATE = authority("Nơi ký chip thử nghiệm")
SIGNER = officer(STATE, key=ec.generate_private_key(ec.SECP256R1()))
RSA_SIGNER = officer(STATE)
FILES = {DG1: made.dg1(ONE), DG13: made.dg13(ONE)}
HASHES = {"sha1": hashes.SHA1, "sha256": hashes.SHA256}


def pem(identity: Identity) -> bytes:
    return identity.certificate.public_bytes(serialization.Encoding.PEM)


def sod(files: dict[int, bytes], signer: Identity = SIGNER, algorithm: str = "sha256") -> bytes:
    """What the State writes beside the files."""
    rows = [
        {"number": {DG1: 1, DG13: 13}[tag], "value": hashlib.new(algorithm, one).digest()}
        for tag, one in files.items()
    ]
    content = _SecurityObject(
        {
            "version": 0,
            "algorithm": algos.DigestAlgorithm({"algorithm": algorithm}),
            "hashes": rows,
        }
    ).dump()
    attributes = cms.CMSAttributes(
        [
            {"type": "content_type", "values": [cms.ContentType(SECURITY_OBJECT)]},
            {"type": "message_digest", "values": [hashlib.new(algorithm, content).digest()]},
        ]
    )
    held = asn1.Certificate.load(signer.certificate.public_bytes(serialization.Encoding.DER))
    over, hashed = attributes.dump(), HASHES[algorithm]()
    if isinstance(signer.key, rsa.RSAPrivateKey):
        signature = signer.key.sign(over, padding.PKCS1v15(), hashed)
        way = "rsassa_pkcs1v15"
    else:
        signature, way = signer.key.sign(over, ec.ECDSA(hashed)), f"{algorithm}_ecdsa"
    data = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [{"algorithm": algorithm}],
            "encap_content_info": {
                "content_type": SECURITY_OBJECT,
                "content": core.ParsableOctetString(content),
            },
            "certificates": [held],
            "signer_infos": [
                {
                    "version": "v1",
                    "sid": {
                        "issuer_and_serial_number": {
                            "issuer": held.issuer,
                            "serial_number": held.serial_number,
                        }
                    },
                    "digest_algorithm": {"algorithm": algorithm},
                    "signed_attrs": attributes,
                    "signature_algorithm": {"algorithm": way},
                    "signature": signature,
                }
            ],
        }
    )
    return tlv(SOD, cms.ContentInfo({"content_type": "signed_data", "content": data}).dump())


def proved(files: dict[int, bytes], roots: bytes = pem(STATE)) -> Proof:
    return prove(files, roots, AT)


@pytest.mark.parametrize("signer", [SIGNER, RSA_SIGNER])
def test_what_the_state_signed_is_genuine(signer: Identity) -> None:
    assert proved(FILES | {SOD: sod(FILES, signer)}) is Proof.GENUINE


def test_a_file_alone_is_proved_too() -> None:
    assert proved({DG13: FILES[DG13], SOD: sod(FILES)}) is Proof.GENUINE


def test_a_changed_file_is_altered() -> None:
    changed = FILES[DG13].replace(b"Kinh", b"Dao ")
    assert proved(FILES | {DG13: changed, SOD: sod(FILES)}) is Proof.ALTERED


def test_the_sod_of_another_card_proves_nothing() -> None:
    theirs = {DG1: made.dg1(OTHER), DG13: made.dg13(OTHER)}
    assert proved(FILES | {SOD: sod(theirs)}) is Proof.ALTERED


def test_a_file_nobody_signed_is_not_vouched_for() -> None:
    assert proved(FILES | {SOD: sod({DG1: FILES[DG1]})}) is Proof.ALTERED


def test_hashes_put_in_later_do_not_fit_the_signature() -> None:
    ours = {DG1: made.dg1(OTHER), DG13: made.dg13(OTHER)}
    genuine = sod(FILES)
    forged = genuine
    for tag in FILES:
        old, new = (hashlib.sha256(each[tag]).digest() for each in (FILES, ours))
        forged = forged.replace(old, new)
    assert forged != genuine and proved(ours | {SOD: forged}) is Proof.FORGED


def test_another_authority_is_unknown_though_it_bears_the_name() -> None:
    stranger = authority("Nơi ký chip thử nghiệm")
    theirs = officer(stranger, key=ec.generate_private_key(ec.SECP256R1()))
    assert proved(FILES | {SOD: sod(FILES, theirs)}) is Proof.UNKNOWN


def test_a_signer_is_no_authority() -> None:
    below = officer(SIGNER, key=ec.generate_private_key(ec.SECP256R1()))
    assert proved(FILES | {SOD: sod(FILES, below)}, pem(SIGNER)) is Proof.UNKNOWN


def test_an_expired_signer_is_named() -> None:
    old = officer(
        STATE,
        key=ec.generate_private_key(ec.SECP256R1()),
        since=AT - timedelta(days=900),
        days=300,
    )
    assert proved(FILES | {SOD: sod(FILES, old)}) is Proof.EXPIRED


def test_a_weak_hash_is_not_trusted() -> None:
    assert proved(FILES | {SOD: sod(FILES, RSA_SIGNER, "sha1")}) is Proof.WEAK


def test_without_sod_or_roots_nothing_is_proved() -> None:
    assert proved(FILES) is Proof.MISSING
    assert proved(FILES | {SOD: sod(FILES)}, b"") is Proof.MISSING


def test_any_changed_byte_of_a_sod_is_never_genuine_for_another_person() -> None:
    whole, chance = sod(FILES), random.Random(3)
    theirs = {DG1: made.dg1(OTHER), DG13: made.dg13(OTHER)}
    for _ in range(150):
        at = chance.randrange(len(whole))
        broken = whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :]
        assert proved(theirs | {SOD: broken}) is not Proof.GENUINE
    assert proved(FILES | {SOD: b"\x77\x02\x30\x00"}) is Proof.UNREADABLE


def test_every_proof_has_its_sentence() -> None:
    assert set(Proof) <= SENTENCES.keys()
