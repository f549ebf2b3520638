"""Adds to a signed PDF what proves its signatures in later years: B-LT of PAdES.

ETSI EN 319 142-1. Nothing is rewritten, only appended, so what was signed stays as it was.
"""

from io import BytesIO

from asn1crypto import crl, ocsp, x509
from pyhanko.sign.validation.dss import DocumentSecurityStore

from motcua.rules.signature import Evidence


def with_evidence(pdf: bytes, evidence: Evidence) -> bytes:
    """The signed paper with its evidence in a document security store (PAdES B-LT), appended."""
    output = BytesIO(pdf)
    DocumentSecurityStore.add_dss(
        output,
        None,
        certs=[x509.Certificate.load(each) for each in evidence.certificates],
        ocsps=[ocsp.OCSPResponse.load(each) for each in evidence.ocsps],
        crls=[crl.CertificateList.load(each) for each in evidence.crls],
    )
    return output.getvalue()
