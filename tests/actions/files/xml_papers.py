"""Invented XML papers, signed as Vietnamese e-invoices are (by hand) and as XAdES (by signxml)."""

import base64
import hashlib
from datetime import datetime
from typing import Any

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from lxml import etree
from pyhanko.sign.timestamps import DummyTimeStamper
from signxml.xades import XAdESSigner

from tests.bridges.certificates import Identity

DS = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
RSA = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"

INVOICE = """<?xml version="1.0" encoding="UTF-8"?>
<HDon><DLHDon Id="data"><TTChung><THDon>Hoá đơn &lt;thử&gt;</THDon><SHDon>17</SHDon>
<NLap>2026-11-20</NLap></TTChung><NDHDon><NBan><Ten>Cửa hàng Thử Nghiệm</Ten></NBan>
<TToan><TgTTTBSo loai="VND">1500000</TgTTTBSo></TToan></NDHDon></DLHDon>
<DSCKS><NBan/><CQT/></DSCKS></HDon>""".encode()


def b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def c14n(element: Any) -> bytes:
    return etree.tostring(
        etree.fromstring(etree.tostring(element, with_tail=False)), method="c14n"
    )


def signed_by_hand(
    who: Identity,
    xml: bytes = INVOICE,
    *,
    place: str = "DSCKS/NBan",
    ids: tuple[str, ...] = ("data",),
    claims: str = "2026-11-23T09:10:00",
    name: str = "seller",
) -> bytes:
    """A signature in `place` over the elements with these ids and over the time it claims."""
    top = etree.fromstring(xml)
    signature = etree.SubElement(top.find(place), f"{{{DS}}}Signature", nsmap={"ds": DS})
    info = etree.SubElement(signature, f"{{{DS}}}SignedInfo")
    etree.SubElement(info, f"{{{DS}}}CanonicalizationMethod", Algorithm=C14N)
    etree.SubElement(info, f"{{{DS}}}SignatureMethod", Algorithm=RSA)
    value = etree.SubElement(signature, f"{{{DS}}}SignatureValue")
    held = etree.SubElement(etree.SubElement(signature, f"{{{DS}}}KeyInfo"), f"{{{DS}}}X509Data")
    for each in (who.certificate, *who.issuers):
        der = each.public_bytes(serialization.Encoding.DER)
        etree.SubElement(held, f"{{{DS}}}X509Certificate").text = b64(der)
    said = etree.SubElement(signature, f"{{{DS}}}Object", Id=f"time-{name}")
    properties = etree.SubElement(said, "SignatureProperties")
    etree.SubElement(
        etree.SubElement(properties, "SignatureProperty"), "SigningTime"
    ).text = claims
    for id in (f"time-{name}", *ids):
        elsewhere = "://" in id
        reference = etree.SubElement(info, f"{{{DS}}}Reference", URI=id if elsewhere else f"#{id}")
        etree.SubElement(reference, f"{{{DS}}}DigestMethod", Algorithm=SHA256)
        content = b"" if elsewhere else c14n(*top.xpath("//*[@Id=$id]", id=id))
        digest = hashlib.sha256(content).digest()
        etree.SubElement(reference, f"{{{DS}}}DigestValue").text = b64(digest)
    assert isinstance(who.key, rsa.RSAPrivateKey)
    value.text = b64(who.key.sign(c14n(info), padding.PKCS1v15(), hashes.SHA256()))
    return etree.tostring(top, encoding="UTF-8", xml_declaration=True)


def signed_as_xades(who: Identity, xml: bytes = INVOICE) -> bytes:
    """XAdES-BES over the whole paper."""
    clear = serialization.NoEncryption()
    key = who.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, clear
    )
    chain = [each.public_bytes(serialization.Encoding.PEM).decode()
             for each in (who.certificate, *who.issuers)]  # fmt: skip
    signed = XAdESSigner().sign(etree.fromstring(xml), key=key, cert=chain)
    return etree.tostring(signed, encoding="UTF-8", xml_declaration=True)


def stamped(xml: bytes, who: Identity, at: datetime) -> bytes:
    """An XAdES paper with a time-stamp over its signature's value (XAdES-T)."""
    top = etree.fromstring(xml)
    (value,) = top.iter(f"{{{DS}}}SignatureValue")
    (properties,) = top.iter(f"{{{XADES}}}QualifyingProperties")
    token = _token(hashlib.sha256(c14n(value)).digest(), who, at)
    unsigned = etree.SubElement(properties, f"{{{XADES}}}UnsignedProperties")
    of_signature = etree.SubElement(unsigned, f"{{{XADES}}}UnsignedSignatureProperties")
    stamp = etree.SubElement(of_signature, f"{{{XADES}}}SignatureTimeStamp")
    etree.SubElement(stamp, f"{{{XADES}}}EncapsulatedTimeStamp").text = b64(token)
    return etree.tostring(top, encoding="UTF-8", xml_declaration=True)


def _token(digest: bytes, who: Identity, at: datetime) -> bytes:
    der, clear = serialization.Encoding.DER, serialization.NoEncryption()
    key = who.key.private_bytes(der, serialization.PrivateFormat.PKCS8, clear)
    stamper = DummyTimeStamper(
        asn1.Certificate.load(who.certificate.public_bytes(der)),
        keys.PrivateKeyInfo.load(key),
        fixed_dt=at,
    )
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest}
    asked = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "cert_req": True})
    token: bytes = stamper.request_tsa_response(asked)["time_stamp_token"].dump()
    return token
