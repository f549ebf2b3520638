"""By what signatures of every kind of file are judged: the authorities trusted, the moment, what
is known of the certificates. No network: nothing is asked, all is given."""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import crl, ocsp, pem, x509
from pyhanko.sign.validation import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.authority import CertTrustAnchor
from pyhanko_certvalidator.path import ValidationPath

from motcua.rules.signature import Evidence, Reason, Verdict

# Both write the signer's name into the log when a certificate does not please them.
for _chatty in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_chatty).setLevel(logging.CRITICAL + 1)

MOST_SIGNATURES = 16
SIGNING = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)


@dataclass(frozen=True)
class Trust:
    """The authorities, the moment, and what is known of certificates besides."""

    roots: list[x509.Certificate]
    at: datetime
    certificates: list[x509.Certificate]
    ocsps: list[ocsp.OCSPResponse]
    crls: list[crl.CertificateList]

    @classmethod
    def of(cls, roots_pem: bytes, at: datetime, evidence: Evidence | None) -> "Trust":
        return cls(certificates_in(roots_pem), at, [], [], []).knowing(evidence or Evidence())

    def knowing(self, evidence: Evidence) -> "Trust":
        """The same, with what authorities said besides."""
        return Trust(
            self.roots,
            self.at,
            [*self.certificates, *map(x509.Certificate.load, evidence.certificates)],
            [*self.ocsps, *map(ocsp.OCSPResponse.load, evidence.ocsps)],
            [*self.crls, *map(crl.CertificateList.load, evidence.crls)],
        )

    def context(
        self, others: Iterable[x509.Certificate], moment: datetime, mode: str
    ) -> ValidationContext:
        return ValidationContext(
            trust_roots=self.roots,
            other_certs=[*others, *self.certificates],
            ocsps=self.ocsps,
            crls=self.crls,
            moment=moment,
            allow_fetching=False,
            revocation_mode=mode,
            retroactive_revinfo=True,  # what is said of a certificate is said after it signed
        )


@dataclass(frozen=True)
class Findings:
    """What was found out about one signature. `proven`: when it existed, by a trusted time-stamp;
    `path`: from the certificate to a trusted authority; `checked`: the authorities were asked
    about its certificates; `unsigned`: what is wrong where part of the file is not signed;
    `until`: when the certificate of the newest time-stamp ends."""

    certificate: x509.Certificate
    intact: bool
    whole: bool
    signed_at: datetime | None
    proven: datetime | None
    path: ValidationPath | None
    revoked: bool
    checked: bool
    unsigned: Reason = "added-after"
    until: datetime | None = None


def judged(found: Findings, at: datetime) -> Verdict:
    """The verdict; `at` is the moment asked for."""
    certificate = found.certificate
    names = certificate.subject.native
    validity = _validity(certificate, found.proven or at)
    validity = validity or _validity(certificate, found.signed_at)
    # An authority's own certificate, though trusted, is for certificates and not for papers.
    trusted = found.path is not None and not validity and not certificate.ca
    return Verdict(
        intact=found.intact,
        nothing_added=found.whole,
        signer=_name(names, "common_name"),
        organisation=_name(names, "organization_name"),
        signed_at=found.signed_at,
        trusted=trusted,
        reason=_reason(found, validity, trusted),
        stamped_at=found.proven,
        checked=found.checked and trusted,
        anchor=_anchor(found.path) if trusted else "",
        provable_until=found.until,
    )


def _reason(found: Findings, validity: Reason, trusted: bool) -> Reason:
    """The first of these that is wrong; what is said of a paper hangs on their order."""
    if not found.intact:
        return "altered"
    if found.revoked:
        return "revoked"
    if validity or not trusted:
        return validity or "untrusted"
    return "" if found.whole else found.unsigned


def _validity(certificate: x509.Certificate, moment: datetime | None) -> Reason:
    if moment is None:
        return ""
    if moment < certificate.not_valid_before:
        return "not-yet-valid"
    return "expired" if moment > certificate.not_valid_after else ""


def _anchor(path: ValidationPath | None) -> str:
    """The trusted authority a signature leads to: SHA-256 of its certificate in hex."""
    anchor = path.trust_anchor if path else None
    if not isinstance(anchor, CertTrustAnchor):
        return ""
    return hashlib.sha256(anchor.certificate.dump()).hexdigest()


def _name(names: dict[str, str | list[str]], part: str) -> str:
    value = names.get(part, "")
    return value if isinstance(value, str) else ", ".join(value)


def certificates_in(roots_pem: bytes) -> list[x509.Certificate]:
    """The certificates of a PEM file; [] where it holds none."""
    if not pem.detect(roots_pem):
        return []
    parts = pem.unarmor(roots_pem, multiple=True)
    return [x509.Certificate.load(der) for kind, _, der in parts if kind == "CERTIFICATE"]
