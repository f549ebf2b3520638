"""Signatures of XML papers: right ones count, and nothing unsigned passes under a right one."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from motcua.actions.files.apart.xml_signature import examine_xml
from motcua.actions.files.apart.xml_table import table_of
from motcua.actions.files.read_signed import chain_apart, examine_apart, table_apart
from motcua.rules.signature import Evidence, Unreadable
from tests.actions.files.xml_papers import (
    INVOICE,
    signed_as_xades,
    signed_by_hand,
    stamped,
)
from tests.bridges.certificates import AT, authority, officer, revocations, root_pem

CA = authority()
ROOTS = root_pem(CA)
SELLER = officer(CA, "Trần Thị Thử", "Cửa hàng Thử Nghiệm")
TAX = officer(CA, "Thuế cơ sở Thử Nghiệm", "Cục Thuế")
STRANGER = officer(authority("Cơ quan tự xưng"))
BY_HAND = signed_by_hand(SELLER)
XADES = signed_as_xades(SELLER)
BOTH = signed_by_hand(TAX, BY_HAND, place="DSCKS/CQT", name="tax")


def reasons(xml: bytes, roots: bytes = ROOTS, evidence: Evidence | None = None) -> list[str]:
    return [each.reason for each in examine_xml(xml, roots, at=AT, evidence=evidence)]


def read_under(xml: bytes) -> dict[tuple[int, ...], str]:
    """All that the table shows under each set of signatures, () being what nobody signed."""
    found: dict[tuple[int, ...], str] = {}
    for one in table_of(xml):
        text = " ".join(row.text for row in one.rows if row.text)
        found[one.signatures] = f"{found.get(one.signatures, '')} {text}".strip()
    return found


@pytest.mark.parametrize("xml", [BY_HAND, XADES], ids=["as an e-invoice", "XAdES"])
def test_a_signed_paper_names_its_signer_and_is_whole(xml: bytes) -> None:
    """The control of all below."""
    (verdict,) = examine_xml(xml, ROOTS, at=AT)
    assert (verdict.reason, verdict.intact, verdict.nothing_added, verdict.trusted) == (
        "",
        True,
        True,
        True,
    )
    assert (verdict.signer, verdict.organisation) == ("Trần Thị Thử", "Cửa hàng Thử Nghiệm")
    assert verdict.signed_at is not None and verdict.anchor
    assert "1500000" in read_under(xml)[(1,)] and "<thử>" in read_under(xml)[(1,)]


def test_a_time_without_a_zone_is_vietnam_s() -> None:
    (verdict,) = examine_xml(BY_HAND, ROOTS, at=AT)
    assert verdict.signed_at and verdict.signed_at.isoformat() == "2026-11-23T09:10:00+07:00"


def test_seller_and_tax_office_sign_the_same_part() -> None:
    assert reasons(BOTH) == ["", ""]
    assert set(read_under(BOTH)) == {(1, 2)}


def test_a_process_apart_says_the_same() -> None:
    assert examine_apart(BOTH, ROOTS, at=AT) == examine_xml(BOTH, ROOTS, at=AT)
    assert table_apart(BOTH) == table_of(BOTH)
    assert len(chain_apart(BOTH)) == 3
    assert examine_apart(INVOICE, ROOTS, at=AT) == examine_xml(INVOICE, ROOTS, at=AT) == []
    with pytest.raises(Unreadable):
        examine_apart(b"<!DOCTYPE a><a>Signature</a>", ROOTS, at=AT)


# what is not the paper that was signed


def moved(xml: bytes, text: str = "9900000", id: str | None = None) -> bytes:
    """Wrapping: the signed part is put aside whole, and another stands where it stood."""
    top = etree.fromstring(xml)
    (real,) = top.findall("DLHDon")
    forged = etree.fromstring(etree.tostring(real))
    forged.attrib.pop("Id")
    if id:
        forged.set("Id", id)
    (amount,) = forged.iter("TgTTTBSo")
    amount.text = text
    top.replace(real, forged)
    etree.SubElement(top, "Khac").append(real)
    return etree.tostring(top)


@pytest.mark.parametrize("id", [None, "other", "#data"])
def test_another_part_in_the_place_of_the_signed_one_is_shown_as_unsigned(id: str | None) -> None:
    forged = moved(BY_HAND, id=id)
    assert reasons(forged) == ["in-part"]
    shown = read_under(forged)
    assert "1500000" in shown[(1,)] and "9900000" not in shown[(1,)]
    assert "9900000" in shown[()]


def test_a_name_that_two_parts_bear_points_at_nothing() -> None:
    assert reasons(moved(BY_HAND, id="data")) == ["unreadable"]


def test_a_reference_of_another_spelling_covers_nothing() -> None:
    """`##data` is `data` to signxml; what is called `#data` must not pass as signed."""
    forged = moved(BY_HAND, id="#data").replace(b'URI="#data"', b'URI="##data"')
    assert reasons(forged) == ["altered"]
    assert "9900000" in read_under(forged)[()]


ADDED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "an element": ("in-part", lambda xml: xml.replace(b"<DSCKS>", b"<Ghi>them</Ghi><DSCKS>")),
    "an attribute": ("in-part", lambda xml: xml.replace(b"<DSCKS>", b'<DSCKS n="them">')),
    "words at the end": ("in-part", lambda xml: xml.replace(b"</HDon>", b"them</HDon>")),
    # signxml cannot read a part that words follow
    "words behind a part": ("unreadable", lambda xml: xml.replace(b"<DSCKS>", b"them<DSCKS>")),
    "words behind the signature": (
        "unreadable",
        lambda xml: xml.replace(b"</NBan><CQT", b"them</NBan><CQT"),
    ),
}


@pytest.mark.parametrize("kind", ADDED)
def test_what_nobody_signed_is_said_and_shown_apart(kind: str) -> None:
    reason, add = ADDED[kind]
    more = add(BY_HAND)
    assert more != BY_HAND
    (verdict,) = examine_xml(more, ROOTS, at=AT)
    assert (verdict.reason, verdict.nothing_added) == (reason, False)
    assert "them" in read_under(more)[()] and "them" not in read_under(more).get((1,), "")


def test_a_stranger_s_signature_makes_nothing_signed_for_another() -> None:
    more = BY_HAND.replace(b"<DSCKS>", b'<GhiChu Id="note">them</GhiChu><DSCKS>')
    both = signed_by_hand(STRANGER, more, place="DSCKS/CQT", ids=("note",), name="stranger")
    assert reasons(both) == ["in-part", "untrusted"]
    assert read_under(both)[(2,)] == "them", "under its own number"
    other = signed_by_hand(TAX, more, place="DSCKS/CQT", ids=("note",), name="tax")
    assert reasons(other) == ["", ""], "the control: a trusted one does"


def test_a_comment_in_the_middle_of_a_number_hides_nothing_of_it() -> None:
    cut = BY_HAND.replace(b"1500000", b"15<!-- -->00000")
    assert reasons(cut) == [""]
    assert "1500000" in read_under(cut)[(1,)]


@pytest.mark.parametrize("xml", [BY_HAND, XADES, BOTH], ids=["by hand", "XAdES", "two"])
def test_a_changed_byte_is_seen(xml: bytes) -> None:
    changed = xml.replace(b"1500000", b"1500001")
    assert set(reasons(changed)) == {"altered"}
    assert set(read_under(changed)) == {()}, "nothing of it is shown as signed"


# whose signature it is


def test_by_whom_it_is_not_trusted() -> None:
    old = officer(CA, since=AT - timedelta(800), days=400)
    coming = officer(CA, since=AT + timedelta(days=1))
    assert reasons(signed_by_hand(STRANGER)) == ["untrusted"]
    assert reasons(signed_by_hand(old)) == ["expired"]
    assert reasons(signed_by_hand(coming)) == ["not-yet-valid"]
    assert reasons(BY_HAND, roots=b"") == ["untrusted"]


def test_a_revoked_certificate_is_seen_and_one_that_holds_is_known_to() -> None:
    good, bad = (Evidence(crls=(revocations(CA, *who, at=AT),)) for who in ((), (SELLER,)))
    assert reasons(BY_HAND, evidence=bad) == ["revoked"]
    (verdict,) = examine_xml(BY_HAND, ROOTS, at=AT, evidence=good)
    assert (verdict.reason, verdict.checked) == ("", True)
    assert not examine_xml(BY_HAND, ROOTS, at=AT)[0].checked


def test_a_certificate_put_beside_the_signature_of_another_is_no_good() -> None:
    theirs, ours = (etree.fromstring(signed_by_hand(who)) for who in (STRANGER, SELLER))
    held = "{http://www.w3.org/2000/09/xmldsig#}X509Certificate"
    next(theirs.iter(held)).text = next(ours.iter(held)).text
    assert reasons(etree.tostring(theirs)) == ["altered"]


def test_a_time_stamp_proves_a_signature_when_its_certificate_has_run_out() -> None:
    now = datetime.now(UTC).replace(microsecond=0)  # what signs writes its own time
    short = officer(CA, "Trần Thị Thử", since=now - timedelta(days=30), days=60)
    clock = officer(CA, "Dấu thời gian", days=3000, stamps=True)
    later = now + timedelta(days=400)
    bare = signed_as_xades(short)
    (proven,) = examine_xml(stamped(bare, clock, now), ROOTS, at=later)
    assert (proven.reason, proven.stamped_at, proven.trusted) == ("", now, True)
    assert examine_xml(bare, ROOTS, at=later)[0].reason == "expired", "the control"
    false_clock = officer(authority("Đồng hồ tự xưng"), days=3000, stamps=True)
    for xml in (stamped(bare, false_clock, now), stamped(bare, short, now)):
        assert examine_xml(xml, ROOTS, at=later)[0].reason == "expired"
    token = re.compile(rb"(EncapsulatedTimeStamp>)([^<]+)")
    theirs = token.search(stamped(signed_as_xades(SELLER), clock, now))
    assert theirs
    put = token.sub(theirs[0], stamped(bare, clock, now))
    assert examine_xml(put, ROOTS, at=later)[0].reason == "expired", "over another signature"


# kinds that are not looked at further


STRANGE: dict[str, tuple[bytes, str]] = {
    "SHA-1": (BY_HAND.replace(b"xmlenc#sha256", b"09/xmldsig#sha1"), "weak"),
    "a script that changes it first": (
        XADES.replace(
            b"http://www.w3.org/2000/09/xmldsig#enveloped-signature",
            b"http://www.w3.org/TR/1999/REC-xslt-19991116",
        ),
        "unreadable",
    ),
    "something of another site": (
        signed_by_hand(SELLER, ids=("data", "http://example.com/")),
        "unreadable",
    ),
    "a shared secret": (BY_HAND.replace(b"rsa-sha256", b"hmac-sha256"), "unreadable"),
    "no certificate": (BY_HAND.replace(b"X509Certificate>", b"X509Nothing>"), "unreadable"),
    "no reference": (BY_HAND.replace(b":Reference", b":Nothing"), "unreadable"),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_strange_kinds_are_named_and_never_counted(kind: str) -> None:
    xml, reason = STRANGE[kind]
    assert xml != BY_HAND
    (verdict,) = examine_xml(xml, ROOTS, at=AT)
    assert (verdict.reason, verdict.trusted) == (reason, False)
    assert set(read_under(xml)) == {()}


def test_more_signatures_than_anybody_needs_are_not_looked_at() -> None:
    many = b"<a>" + b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>' * 17 + b"</a>"
    with pytest.raises(Unreadable):
        examine_xml(many, ROOTS, at=AT)
