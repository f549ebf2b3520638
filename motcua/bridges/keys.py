"""Keys that sign here: an encrypted key file, or a PKCS#11 token that never gives its key away."""

import threading
from typing import Any, Protocol

import pkcs11
from asn1crypto import pem, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.x509 import load_pem_x509_certificate
from pkcs11.util.ec import encode_ecdsa_signature

RSA = "rsa-pkcs1-sha256"
ECDSA = "ecdsa-p256-sha256"

SHA256 = utils.Prehashed(hashes.SHA256())
# DigestInfo of RFC 8017 9.2: what an RSA token signs when it is handed a SHA-256 digest.
_SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")


class SigningFailed(Exception):
    """The paper could not be signed; the message says why, without personal data."""


class TokenGone(SigningFailed):
    """The token is not there just now, or was pulled out: put it back and sign on."""


class TokenLocked(SigningFailed):
    """The token does not take the PIN. Never tried again by itself: a few wrong PINs end it."""


class Key(Protocol):
    """Whatever can sign a SHA-256 digest and knows its own certificates."""

    chain_pem: bytes

    def sign_digest(self, digest: bytes) -> bytes:
        """The signature of 32 bytes: PKCS#1 v1.5 for RSA, DER ECDSA-Sig-Value for ECDSA."""
        ...


class SoftwareKey:
    """A private key from a PKCS#8 file, parsed once and kept in memory; encrypted unless a test's.

    RSA (2048 bits or more) or ECDSA on P-256. Parsing and checking a key costs many times
    what signing does, so one object serves a whole process; it may be shared between threads.
    """

    def __init__(self, key_pem: bytes, passphrase: bytes | None, chain_pem: bytes) -> None:
        try:
            key = serialization.load_pem_private_key(key_pem, passphrase)
        except (ValueError, TypeError) as error:
            raise SigningFailed("the key file and its passphrase do not fit") from error
        certificate = load_pem_x509_certificate(chain_pem)
        if key.public_key() != certificate.public_key():
            raise SigningFailed("the key does not belong to the certificate")
        algorithm_of(certificates(chain_pem)[0])
        self._key = key
        self.chain_pem = chain_pem

    def sign_digest(self, digest: bytes) -> bytes:
        """The signature of a SHA-256 digest; see `Key`."""
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(digest, padding.PKCS1v15(), SHA256)
        assert isinstance(self._key, ec.EllipticCurvePrivateKey)
        return self._key.sign(digest, ec.ECDSA(SHA256))


class TokenKey:
    """A private key that never leaves its PKCS#11 token (smart card, USB token, HSM).

    `module` is the path of the token maker's library, `token_label` and `key_label` the names
    on the token. The token signs the digest as it is (CKM_RSA_PKCS, CKM_ECDSA): many tokens,
    SoftHSM among them, have no mechanism that hashes for ECDSA. One session, one signature at
    a time; a token pulled out and put back is opened again. Close it, or use it in a `with`
    statement.
    """

    def __init__(
        self, module: str, *, token_label: str, pin: str, key_label: str, chain_pem: bytes
    ) -> None:
        self.chain_pem = chain_pem
        self._algorithm = algorithm_of(certificates(chain_pem)[0])
        self._module, self._pin = module, pin
        self._token_label, self._key_label = token_label, key_label
        self._lock = threading.Lock()
        self._session: Any = None
        self._key: Any = None

    def sign_digest(self, digest: bytes) -> bytes:
        """The signature of a SHA-256 digest; see `Key`. Raises TokenGone, TokenLocked."""
        with self._lock:
            try:
                self._open()
                return self._sign(digest)
            except _LOCKED as error:
                raise TokenLocked(type(error).__name__) from error
            except (pkcs11.PKCS11Error, RuntimeError) as error:
                self._forget()
                raise TokenGone(type(error).__name__) from error

    def _open(self) -> None:
        if self._session is not None:
            return
        token = pkcs11.lib(self._module).get_token(token_label=self._token_label)
        self._session = token.open(user_pin=self._pin)
        self._key = self._session.get_key(
            object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=self._key_label
        )

    def _sign(self, digest: bytes) -> bytes:
        if self._algorithm == RSA:
            return self._key.sign(_SHA256_INFO + digest, mechanism=pkcs11.Mechanism.RSA_PKCS)
        return encode_ecdsa_signature(self._key.sign(digest, mechanism=pkcs11.Mechanism.ECDSA))

    def _forget(self) -> None:
        session, self._session, self._key = self._session, None, None
        try:
            if session is not None:
                session.close()
        except pkcs11.PKCS11Error:
            pass  # it went with its token

    def close(self) -> None:
        """Log out of the token."""
        with self._lock:
            self._forget()

    def __enter__(self) -> "TokenKey":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_LOCKED = (
    pkcs11.PinIncorrect,
    pkcs11.PinLocked,
    pkcs11.PinExpired,
    pkcs11.PinInvalid,
    pkcs11.PinLenRange,
)


def algorithm_of(certificate: x509.Certificate) -> str:
    """RSA or ECDSA, by the key of a certificate; SigningFailed for keys that are not used."""
    key = certificate.public_key
    if key.algorithm == "rsa" and key.bit_size >= 2048:
        return RSA
    if key.algorithm == "ec" and key.curve == ("named", "secp256r1"):
        return ECDSA
    raise SigningFailed("only RSA keys of 2048 bits or more and ECDSA keys on P-256 are used")


def certificates(chain_pem: bytes) -> list[x509.Certificate]:
    """The certificates of a PEM chain, signer's first; SigningFailed where there is none."""
    try:
        parts = pem.unarmor(chain_pem, multiple=True)
        chain = [x509.Certificate.load(der) for kind, _, der in parts if kind == "CERTIFICATE"]
    except ValueError as error:
        raise SigningFailed("the certificate chain is not PEM") from error
    if not chain:
        raise SigningFailed("the certificate chain is empty")
    return chain
