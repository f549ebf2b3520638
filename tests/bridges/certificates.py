"""An invented certificate authority for the tests: roots, officers, expired and foreign ones."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AT = datetime(2026, 11, 23, 2, 14, tzinfo=UTC)
PASSPHRASE = b"only for tests"
Private = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Identity:
    """A private key with its certificate and its issuer's."""

    key: Private
    certificate: x509.Certificate
    issuers: tuple[x509.Certificate, ...] = ()

    @property
    def chain_pem(self) -> bytes:
        return b"".join(_pem(each) for each in (self.certificate, *self.issuers))

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(PASSPHRASE),
        )


def authority(name: str = "Cơ quan chứng thực thử nghiệm") -> Identity:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name, "Kiểm thử")
    builder = _builder(subject, subject, key.public_key(), AT - timedelta(days=3650), 7300)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
    builder = builder.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    return Identity(key, builder.sign(key, hashes.SHA256()))


def officer(
    issuer: Identity,
    name: str = "Nguyễn Thị Kiểm Thử",
    organisation: str = "Công an phường Thử Nghiệm",
    *,
    key: Private | None = None,
    since: datetime = AT - timedelta(days=30),
    days: int = 1095,
    stamps: bool = False,
) -> Identity:
    """A person's certificate, or with `stamps` a time-stamp authority's."""
    key = key or rsa.generate_private_key(65537, 2048)
    builder = _builder(
        _name(name, organisation), issuer.certificate.subject, key.public_key(), since, days
    )
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    usage = _usage(digital_signature=True, content_commitment=True)
    builder = builder.add_extension(usage, critical=True)
    if stamps:
        only = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(only, critical=True)
    certificate = builder.sign(issuer.key, hashes.SHA256())
    return Identity(key, certificate, (issuer.certificate, *issuer.issuers))


def root_pem(identity: Identity) -> bytes:
    return _pem(identity.certificate)


def revocations(ca: Identity, *revoked: Identity, at: datetime) -> bytes:
    """The authority's list of revoked certificates, in DER."""
    listed = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(ca.certificate.subject)
        .last_update(at - timedelta(days=1))
        .next_update(at + timedelta(days=30))
    )
    for each in revoked:
        one = x509.RevokedCertificateBuilder().serial_number(each.certificate.serial_number)
        listed = listed.add_revoked_certificate(
            one.revocation_date(at - timedelta(days=2)).build()
        )
    return listed.sign(ca.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _builder(
    subject: x509.Name, issuer: x509.Name, public: object, since: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)  # type: ignore[arg-type]
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + timedelta(days=days))
    )


def _name(name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


_NO_USAGE = x509.KeyUsage(*[False] * 9)


def _usage(**wanted: bool) -> x509.KeyUsage:
    names = [name.lstrip("_") for name in vars(_NO_USAGE)]
    return x509.KeyUsage(**{name: wanted.get(name, False) for name in names})


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
