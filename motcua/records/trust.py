"""Which authorities' signatures are trusted: a file, since no page may ask another system."""

import os
from pathlib import Path

from django.conf import settings

INSTALLED = "trusted-roots.pem"  # put there by the operator
REMEMBERED = "sandbox-roots.pem"  # put there by a clerk, where the signer is a sandbox


def installed_roots() -> bytes:
    """The operator's file (PEM), b"" when there is none."""
    return _read(INSTALLED)


def trusted_roots() -> bytes:
    """Certificates of trusted authorities in PEM; b"": none are known, nobody is trusted."""
    return installed_roots() or _read(REMEMBERED)


def remember(pem: bytes) -> None:
    """Keep the sandbox's roots for the pages; an operator's own file is never touched."""
    if not pem or installed_roots() or pem == _read(REMEMBERED):
        return
    path = _path(REMEMBERED)
    beside = path.with_name(f"{REMEMBERED}.{os.getpid()}.new")
    beside.write_bytes(pem)
    beside.replace(path)


def _read(name: str) -> bytes:
    try:
        return _path(name).read_bytes()
    except FileNotFoundError:
        return b""


def _path(name: str) -> Path:
    return Path(settings.MOTCUA_KEYS) / name
