"""The sandbox signing service's certificate authority: a root, an intermediate, its holders.

Every certificate names its purpose as a test, so nobody takes a paper signed here for a real one,
and where to ask whether it was revoked (`proof_sandbox.py`).
"""

import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from motcua.bridges.sandbox import Watched

PEM = serialization.Encoding.PEM
HOST = "chung-thu.motcua.example"
YEARS = 9  # that the usual time-stamps can be checked
FOR_TESTS = "Một Cửa, chỉ để thử"
OCSP, ROOT_LIST = f"http://{HOST}/ocsp", f"http://{HOST}/goc.crl"


@dataclass(frozen=True)
class Holder:
    """Whose certificate it is: a person with a title in a unit, or a unit's seal without one."""

    key: str
    common_name: str
    organisation: str
    title: str = ""

    def subject(self) -> x509.Name:
        parts = [
            (NameOID.COUNTRY_NAME, "VN"),
            (NameOID.ORGANIZATION_NAME, self.organisation),
            (NameOID.ORGANIZATIONAL_UNIT_NAME, self.title),
            (NameOID.COMMON_NAME, self.common_name),
        ]
        return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts if text])


@dataclass(frozen=True)
class Pair:
    """A private key and its certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate


class Authority:
    """Makes each key and certificate once and keeps them as files that only we may read."""

    def __init__(self, folder: Path, holders: Watched[dict[str, Holder]]) -> None:
        self._folder, self._holders = folder, holders
        self._lock = threading.RLock()
        self._pairs: dict[str, Pair] = {}
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.top = self._authority("_root", "Một Cửa thử nghiệm: gốc", None)
        self.issuer = self._authority("_issuer", "Một Cửa thử nghiệm: cấp chứng thư", self.top)
        self._clocks: dict[int, Pair] = {}
        self.clock(YEARS)
        for key in self.holders():
            self._pair(key)

    def holders(self) -> Mapping[str, Holder]:
        return self._holders.now()

    def knows(self, key: str) -> bool:
        return key in self.holders() and key.replace("-", "").isalnum() and key.isascii()

    def key(self, key: str) -> rsa.RSAPrivateKey:
        return self._pair(key).key

    def chain(self, key: str) -> bytes:
        """The holder's certificate and the intermediate's, in PEM."""
        pairs = (self._pair(key), self.issuer)
        return b"".join(pair.certificate.public_bytes(PEM) for pair in pairs)

    def root(self) -> bytes:
        return self.top.certificate.public_bytes(PEM)

    def serial(self, key: str) -> int:
        return self._pair(key).certificate.serial_number

    def _pair(self, key: str) -> Pair:
        """The holder's pair; a holder whose name or title has changed gets a new one."""
        holder = self.holders()[key]
        with self._lock:
            pair = self._pairs.get(key) or self._kept(key)
            if pair is None or pair.certificate.subject != holder.subject():
                pair = self._holder(holder)
            self._pairs[key] = pair
            return pair

    def _holder(self, holder: Holder) -> Pair:
        key = _new_key()
        builder = self._lower(holder, key)
        return self._keep(holder.key, key, builder.sign(self.issuer.key, hashes.SHA256()))

    def clock(self, years: int) -> Pair:
        """Who says what time it is: a certificate for time-stamps and nothing else (RFC 3161),
        that holds for so many years."""
        with self._lock:
            if years not in self._clocks:
                name = "_clock" if years == YEARS else f"_clock-{years}"
                self._clocks[years] = self._kept(name) or self._stamper(name, years)
            return self._clocks[years]

    def _stamper(self, name: str, years: int) -> Pair:
        key = _new_key()
        holder = Holder(name, "Một Cửa thử nghiệm: dấu thời gian", FOR_TESTS)
        builder = self._lower(holder, key, years=years)
        only = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(only, critical=True)
        return self._keep(name, key, builder.sign(self.issuer.key, hashes.SHA256()))

    def _lower(
        self, holder: Holder, key: rsa.RSAPrivateKey, years: int = 3
    ) -> x509.CertificateBuilder:
        builder = _builder(holder.subject(), key, self.issuer, years=years)
        asked = x509.AccessDescription(
            AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(OCSP)
        )
        return (
            builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs=True), critical=True)
            .add_extension(x509.AuthorityInformationAccess([asked]), critical=False)
        )

    def _authority(self, name: str, common_name: str, above: Pair | None) -> Pair:
        if kept := self._kept(name):
            return kept
        key = _new_key()
        subject = Holder(name, common_name, FOR_TESTS).subject()
        builder = _builder(subject, key, above, years=10 if above else 20)
        builder = builder.add_extension(
            x509.BasicConstraints(ca=True, path_length=0 if above else 1), critical=True
        ).add_extension(_usage(signs=False), critical=True)
        if above:
            builder = builder.add_extension(_listed_at(ROOT_LIST), critical=False)
        return self._keep(name, key, builder.sign(above.key if above else key, hashes.SHA256()))

    def _kept(self, name: str) -> Pair | None:
        """The pair as kept; one file each, renamed into place, so never half of it.

        A certificate of before there was anybody to ask about it is not kept: made anew.
        """
        try:
            both = (self._folder / f"{name}.pem").read_bytes()
        except FileNotFoundError:
            return None
        key = serialization.load_pem_private_key(both, None)
        assert isinstance(key, rsa.RSAPrivateKey)
        certificate = x509.load_pem_x509_certificate(both)
        asked_of = {type(each.value) for each in certificate.extensions}
        top = certificate.issuer == certificate.subject
        return Pair(key, certificate) if top or asked_of & _SOURCES else None

    def _keep(self, name: str, key: rsa.RSAPrivateKey, certificate: x509.Certificate) -> Pair:
        clear = serialization.NoEncryption()
        raw = key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, clear)
        path = self._folder / f"{name}.pem"
        beside = path.with_suffix(".new")
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(raw + certificate.public_bytes(PEM))
        beside.replace(path)
        return Pair(key, certificate)


_SOURCES = {x509.AuthorityInformationAccess, x509.CRLDistributionPoints}


def _listed_at(address: str) -> x509.CRLDistributionPoints:
    names = [x509.UniformResourceIdentifier(address)]
    return x509.CRLDistributionPoints([x509.DistributionPoint(names, None, None, None)])


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _builder(
    subject: x509.Name, key: rsa.RSAPrivateKey, above: Pair | None, years: int
) -> x509.CertificateBuilder:
    """What every certificate has. It begins two years back, for papers of a demo's past."""
    now = datetime.now(UTC)
    upper = above.key if above else key
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.certificate.subject if above else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=730))
        .not_valid_after(now + timedelta(days=365 * years))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(upper.public_key()), False
        )
    )


def _usage(signs: bool) -> x509.KeyUsage:
    """Of a holder: signatures it cannot deny. Of an authority: certificates and nothing else."""
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs,
        crl_sign=not signs,
        encipher_only=False,
        decipher_only=False,
    )
