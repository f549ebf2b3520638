"""Which authorities' signatures are trusted: files, since no page may ask another system."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from django.conf import settings

from motcua.records.country import country_file
from motcua.rules.trust import RenewBefore, TrustList, renew_before_from, trust_lists_from

INSTALLED = "trusted-roots.pem"  # put there by the operator
LISTS = "trusted"  # a folder of the operator's: a file for each list of country/trust.toml
CHIPS = "chip-roots.pem"  # put there by the operator; whoever signs chips signs no papers
REMEMBERED = "sandbox-roots.pem"  # put there by a clerk, where the signer is a sandbox


@cache
def trust_lists() -> dict[str, TrustList]:
    """country/trust.toml, read once."""
    return country_file("trust.toml", trust_lists_from)


@cache
def renew_before() -> RenewBefore:
    """When what proves a kept paper is renewed."""
    return country_file("trust.toml", renew_before_from)


def list_of(anchor: str) -> TrustList | None:
    """The list that holds an authority, by the SHA-256 of its certificate (hex)."""
    for key, pem in _files():
        held = x509.load_pem_x509_certificates(pem) if pem else []
        if any(each.fingerprint(hashes.SHA256()).hex() == anchor for each in held):
            return trust_lists().get(key)
    return None


def _files() -> Iterator[tuple[str, bytes]]:
    """Each list's key with its certificates."""
    for key in trust_lists():
        yield key, _read(f"{LISTS}/{key}.pem")
    yield "installed", _read(INSTALLED)
    yield "sandbox", _read(REMEMBERED)


def installed_roots() -> bytes:
    """The operator's certificates (PEM), of every list; b"" when there are none."""
    return b"".join(pem for key, pem in _files() if key != "sandbox")


def trusted_roots() -> bytes:
    """Certificates of trusted authorities in PEM; b"": none are known, nobody is trusted."""
    return installed_roots() or _read(REMEMBERED)


def chip_roots() -> bytes:
    """Certificates (PEM, CSCA) of those who sign the chips of cards; b"" when there are none."""
    return _read(CHIPS)


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
