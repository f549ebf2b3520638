"""Examines the signatures of an XML paper (XMLDSig, XAdES), and says what each of them signed.

An XML signature names what it signs, anywhere in the file: "the signature is right" says nothing
of what one reads beside it. So what stands under a signature in `parts` is what signxml gave back
as signed, never what was looked up by name; all else is unsigned, and while anything is, no
signature counts as sound ("in-part"). No network.
"""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from asn1crypto import x509
from cryptography.x509 import load_der_x509_certificate
from lxml import etree
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError
from pyhanko_certvalidator.path import ValidationPath
from signxml import SignatureConfiguration, SignatureMethod, XMLVerifier
from signxml.algorithms import CanonicalizationMethod, SignatureConstructionMethod
from signxml.exceptions import InvalidSignature
from signxml.verifier import VerifyResult
from signxml.xades import XAdESSignatureConfiguration, XAdESVerifier

from motcua.actions.files.apart import Unfit
from motcua.actions.files.apart.certificates import (
    MOST_SIGNATURES,
    SIGNING,
    Findings,
    Trust,
    judged,
)
from motcua.actions.files.apart.xml_stamp import Stamp, evidence_in, in_base64, stamp_of
from motcua.actions.files.apart.xml_tree import parser, tree
from motcua.rules.signature import UNREADABLE, Evidence, Reason, Unreadable, Verdict
from motcua.rules.time.wall_clock import instant

DS = "{http://www.w3.org/2000/09/xmldsig#}"
_SIGNATURE = f"{DS}Signature"
_PROPERTIES = "{http://uri.etsi.org/01903/v1.3.2#}SignedProperties"
_ABOUT = {"SignatureProperties", "SignatureProperty", "QualifyingProperties", "SignedProperties",
          "KeyInfo"}  # fmt: skip
_ID = XMLVerifier.id_attributes
_METHODS = frozenset(
    each for each in SignatureMethod if each.name.startswith(("RSA_SHA", "ECDSA_SHA", "SHA"))
    and "SHA1" not in each.name.split("_")
)  # fmt: skip
_TRANSFORMS = {
    SignatureConstructionMethod.enveloped.value,
    *(each.value for each in CanonicalizationMethod),
}
_MOST_REFERENCES = 12
_CONFIG: dict[str, Any] = {
    "expect_references": True,  # any number; each is looked at
    "signature_methods": _METHODS,
    "ignore_ambiguous_key_info": True,  # the key is the certificate's that we give, no other
    # What a reference says nothing of (XMLDSig 4.4.3.2); signxml's own default is 1.1.
    "default_reference_c14n_method": CanonicalizationMethod.CANONICAL_XML_1_0,
}


@dataclass(frozen=True)
class Part:
    """Something of the file that one signature signed: where it stands, and the signed bytes."""

    place: str
    content: bytes


@dataclass(frozen=True)
class Signed:
    """One signature: whose certificate it carries, and what is signed by it, if it is intact.

    `covered` are the elements of the file that `parts` were found at.
    """

    certificate: x509.Certificate | None = None
    others: tuple[x509.Certificate, ...] = ()
    parts: tuple[Part, ...] = ()
    covered: tuple[Any, ...] = ()
    signed_at: datetime | None = None
    stamp: Stamp | None = None
    fault: Reason = ""


@dataclass(frozen=True)
class Opened:
    """An XML paper and its signatures, in the order they stand in."""

    top: Any
    signatures: tuple[Signed, ...]
    evidence: Evidence = field(default_factory=Evidence)

    def outside(self, signatures: Iterable[Signed]) -> Iterator[Any]:
        """The elements that none of the signatures covers, themselves and their like left out."""
        covered = {each for one in signatures for each in one.covered}
        return _outside(self.top, covered)


def opened(xml: bytes) -> Opened:
    """The paper with what each signature signed. Raises Unreadable."""
    try:
        top = tree(xml)
    except Unfit as unfit:
        raise Unreadable(str(unfit.args[0])) from unfit
    found = [each for each in top.iter(_SIGNATURE) if not _inside_another(each)]
    if len(found) > MOST_SIGNATURES:
        raise Unreadable("too many signatures")
    signatures = tuple(_signed(xml, top, each) for each in found)
    return Opened(top, signatures, evidence_in(found))


def examine_xml(
    xml: bytes, roots_pem: bytes, *, at: datetime, evidence: Evidence | None = None
) -> list[Verdict]:
    """As `pdf_signature.examine`, of an XML paper. Of a verdict, `nothing_added` says that all
    that can be read in the file was signed, by it or by others that are trusted too."""
    paper = opened(xml)
    trust = Trust.of(roots_pem, at, evidence).knowing(paper.evidence)
    findings = [_findings(each, trust) for each in paper.signatures]
    sound = [
        signed
        for signed, found in zip(paper.signatures, findings, strict=True)
        if found and judged(found, at).trusted
    ]
    whole = not any(map(_says_something, paper.outside(sound)))
    return [judged(replace(each, whole=whole), at) if each else _unread(signed)
            for signed, each in zip(paper.signatures, findings, strict=True)]  # fmt: skip


def chain_of_xml(xml: bytes) -> list[bytes]:
    """As `pdf_signature.chain_of`, of an XML paper."""
    found: dict[bytes, None] = {}
    for each in opened(xml).signatures:
        own = (each.certificate, *each.others) if each.certificate else ()
        stamped = each.stamp.certificates if each.stamp else ()
        found |= dict.fromkeys(one.dump() for one in (*own, *stamped))
    return list(found)


def _unread(signed: Signed) -> Verdict:
    return replace(UNREADABLE, reason=signed.fault or "unreadable")


# what a signature signs


class _One(XMLVerifier):
    """Verifies the signature at one place; signxml takes the first that it finds."""

    which = 0

    def _get_signature(self, root: Any) -> Any:
        return list(root.iter(_SIGNATURE))[self.which]


class _OneXAdES(_One, XAdESVerifier):
    pass


def _signed(xml: bytes, top: Any, signature: Any) -> Signed:
    """Nothing of it is believed but by the verifier: what it did not give back was not signed."""
    if fault := _strange(signature):
        return Signed(fault=fault)
    try:
        certificate, others = _certificates(signature)
    except (ValueError, TypeError, IndexError):
        return Signed(fault="unreadable")
    carried = Signed(certificate, others)
    try:
        results = _verified(xml, top, signature, certificate)
    except InvalidSignature:  # a digest or the signature itself does not fit
        return replace(carried, fault="altered")
    except Exception:  # a damaged signature fails in as many ways as there are fields
        return Signed(fault="unreadable")
    references = signature.iterfind(f"{DS}SignedInfo/{DS}Reference")
    pairs = [
        (one, result)
        for one, result in zip((_element(top, each) for each in references), results, strict=True)
        if one is not None
    ]
    said = [(one, result) for one, result in pairs if not _is_about(signature, one)]
    return replace(
        carried,
        parts=tuple(Part(_place(one), result.signed_data) for one, result in said),
        covered=tuple(one for one, _ in pairs),
        signed_at=_signed_at(
            result.signed_xml for one, result in pairs if _is_about(signature, one)
        ),
        stamp=stamp_of(signature),
    )


def _strange(signature: Any) -> Reason:
    """A kind not looked at further: weak, or changing what it signs in ways we do not read."""
    info = signature.find(f"{DS}SignedInfo")
    references = [] if info is None else info.findall(f"{DS}Reference")
    if not 0 < len(references) <= _MOST_REFERENCES:
        return "unreadable"
    named = {each.get("Algorithm", "") for each in info.iter() if isinstance(each.tag, str)}
    if any("sha1" in each.lower() for each in named):
        return "weak"
    changes = {each.get("Algorithm") for each in info.iter(f"{DS}Transform")}
    return "" if changes <= _TRANSFORMS else "unreadable"


def _certificates(signature: Any) -> tuple[x509.Certificate, tuple[x509.Certificate, ...]]:
    """The signer's certificate, and the others: it is the one that issued none of them."""
    held = signature.iterfind(f"{DS}KeyInfo/{DS}X509Data/{DS}X509Certificate")
    given = [x509.Certificate.load(in_base64(each)) for each in held][:8]
    issuers = {each.issuer.dump() for each in given if each.issuer != each.subject}
    signer = next((each for each in given if each.subject.dump() not in issuers), given[0])
    return signer, tuple(each for each in given if each is not signer)


def _verified(
    xml: bytes, top: Any, signature: Any, certificate: x509.Certificate
) -> list[VerifyResult]:
    """By the certificate it carries; whether that may be trusted is another question."""
    signer = load_der_x509_certificate(certificate.dump())
    xades = any(
        each.tag == _PROPERTIES for each in signature.iterfind(f"{DS}Object/*/{_PROPERTIES}")
    )
    verifier = _OneXAdES() if xades else _One()
    verifier.which = list(top.iter(_SIGNATURE)).index(signature)
    kind = XAdESSignatureConfiguration if xades else SignatureConfiguration
    config = kind(**_CONFIG, verification_time=signer.not_valid_before_utc)
    results = verifier.verify(
        xml, x509_cert=signer, parser=parser(), validate_schema=False, expect_config=config
    )
    return results if isinstance(results, list) else [results]


def _element(top: Any, reference: Any) -> Any:
    """What a reference points at in our own tree, None where that is not one thing."""
    uri = reference.get("URI")
    if uri == "":
        return top
    id = (uri or "").lstrip("#")
    found = {
        each
        for name in _ID
        for each in top.xpath("//*[@*[local-name() = $name] = $id]", name=name, id=id)
    }
    return found.pop() if len(found) == 1 else None


def _is_about(signature: Any, element: Any) -> bool:
    """Whether it is a part of the signature that tells of the signature itself."""
    if signature not in element.iterancestors():
        return False
    names = {etree.QName(each).localname for each in (element, *element[:1])}
    return bool(names & _ABOUT)


def _place(element: Any) -> str:
    above = [etree.QName(each).localname for each in element.iterancestors()]
    return " › ".join([*reversed(above), etree.QName(element).localname])


def _signed_at(signed: Iterable[Any]) -> datetime | None:
    """The time the signer claims, out of the signature's own signed properties."""
    for each in signed:
        for one in () if each is None else each.iter(etree.Element):
            if etree.QName(one).localname == "SigningTime":
                return _moment(one.text or "")
    return None


def _moment(text: str) -> datetime | None:
    try:
        said = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return said if said.tzinfo else instant(said)


# who signed


def _findings(signed: Signed, trust: Trust) -> Findings | None:
    """None: nothing can be said of it but that."""
    if signed.certificate is None:
        return None
    validating = _validated(signed, signed.certificate, trust)
    try:
        with ThreadPoolExecutor(max_workers=1) as thread:  # as in `pdf_signature`
            return thread.submit(asyncio.run, validating).result()
    except Exception:  # certificates are as strange as signatures
        return None


async def _validated(signed: Signed, certificate: x509.Certificate, trust: Trust) -> Findings:
    """At the time its time-stamp proves, if that can be trusted; otherwise at the moment asked
    for. First with all that is said about the certificates, else with what there is."""
    proven = await signed.stamp.proven(trust) if signed.stamp else None
    path, revoked, checked = None, False, False
    for mode in ("require", "soft-fail"):
        context = trust.context(signed.others, proven or trust.at, mode)
        path, revoked = await _path(certificate, signed.others, context)
        checked = mode == "require" and path is not None
        if path or revoked:
            break
    return Findings(certificate, not signed.fault, True, signed.signed_at, proven, path, revoked,
                    checked, unsigned="in-part")  # fmt: skip


async def _path(
    certificate: x509.Certificate, others: Iterable[x509.Certificate], context: ValidationContext
) -> tuple[ValidationPath | None, bool]:
    """The path to a trusted authority, and whether something on it was revoked."""
    try:
        SIGNING.validate(certificate)
        return await CertificateValidator(
            certificate, others, context
        ).async_validate_path(), False
    except RevokedError:
        return None, True
    except (PathError, ValidationError):
        return None, False


# what is not signed


def _inside_another(signature: Any) -> bool:
    return any(each.tag == _SIGNATURE for each in signature.iterancestors())


def _outside(element: Any, covered: set[Any]) -> Iterator[Any]:
    if element in covered or element.tag == _SIGNATURE:
        return
    yield element
    for child in element.iterchildren(tag=etree.Element):
        yield from _outside(child, covered)


def _says_something(element: Any) -> bool:
    """Whether it says something of its own, and not only what is in it."""
    return bool(own_text(element) or own_attributes(element))


def own_text(element: Any) -> str:
    """The text that stands in an element itself: before, between and after what is in it."""
    parts: Sequence[str | None] = (element.text, *(each.tail for each in element))
    return " ".join(" ".join(filter(None, parts)).split())


def own_attributes(element: Any) -> dict[str, str]:
    """Its attributes, but names that others point at it by and where its schema lies."""
    names = {etree.QName(name): text for name, text in element.attrib.items()}
    return {
        name.localname: text
        for name, text in names.items()
        if name.localname not in _ID and name.namespace != _SCHEMA
    }


_SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
