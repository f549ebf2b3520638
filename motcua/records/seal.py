"""The key that seals the days of the journal (Ed25519, in the key folder)."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from django.conf import settings

FILE = "journal.pem"


class SealKey:
    """Signs the roots of days; made on first use and readable by us alone."""

    def __init__(self, folder: Path | None = None) -> None:
        path = (folder or settings.MOTCUA_KEYS) / FILE
        if not path.exists():
            _make(path)
        key = serialization.load_pem_private_key(path.read_bytes(), None)
        assert isinstance(key, Ed25519PrivateKey)
        self._key = key
        self.public = _public(key)

    def sign(self, root: bytes) -> bytes:
        return self._key.sign(root)


def sealing_key() -> str | None:
    """The public key (PEM) of this system's seal; None on a machine that does not have it."""
    path = Path(settings.MOTCUA_KEYS) / FILE
    return SealKey().public if path.exists() else None


def signature_holds(public: str, root: bytes, signature: bytes) -> bool:
    key = serialization.load_pem_public_key(public.encode())
    assert isinstance(key, Ed25519PublicKey)
    try:
        key.verify(signature, root)
    except InvalidSignature:
        return False
    return True


def _public(key: Ed25519PrivateKey) -> str:
    pem = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return pem.decode()


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):  # two begin at once: the first one's key is the key
        os.link(draft, path)
    draft.unlink()
