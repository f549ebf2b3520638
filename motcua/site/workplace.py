"""Furnishes the clerks' workplace from the settings: real lines, real keys, the real clock."""

import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from motcua.bridges.agency import AgencyLine
from motcua.bridges.clamav import Scanner
from motcua.bridges.diary import DIARY
from motcua.bridges.keys import Key, SoftwareKey, TokenKey
from motcua.bridges.population import PopulationLine
from motcua.bridges.portal import PortalLine
from motcua.bridges.post import PostLine
from motcua.bridges.proof import ProofLine
from motcua.bridges.reader import Reader
from motcua.bridges.signer import SignerLine
from motcua.bridges.sms import SmsLine
from motcua.clerks.workplace import Workplace, furnish
from motcua.records.budget import budgets
from motcua.records.seal import SealKey
from motcua.records.trust import installed_roots
from motcua.site import clock


def furnish_from_settings() -> None:
    """To be called once in a worker, before any errand is done."""
    signer = SignerLine(settings.MOTCUA_SIGNER_URL, settings.MOTCUA_SIGNER_SECRET)
    DIARY.clock = clock.now
    furnish(
        Workplace(
            clock=clock.now,
            population=PopulationLine(settings.MOTCUA_POPULATION_URL),
            signer=signer,
            sms=SmsLine(settings.MOTCUA_SMS_URL),
            seal=SealKey(),
            roots=lambda: trusted_roots(signer),
            keys=kept_key,
            address=settings.MOTCUA_ADDRESS,
            scanner=_scanner(),
            reader=_reader(),
            proofs=_proofs(),
            others=AgencyLine(settings.MOTCUA_AGENCY_URL),
            post=_post(),
            portal=PortalLine(settings.MOTCUA_PORTAL_URL),
            budgets=budgets(),
        )
    )


def _proofs() -> ProofLine | None:
    if not settings.MOTCUA_TSA_URL:
        return None
    return ProofLine(settings.MOTCUA_TSA_URL, relay=settings.MOTCUA_PROOF_RELAY)


def _post() -> PostLine | None:
    return PostLine(settings.MOTCUA_POST_URL) if settings.MOTCUA_POST_URL else None


def _scanner() -> Scanner | None:
    path = settings.MOTCUA_CLAMAV_SOCKET
    return Scanner(Path(path)) if path else None


def _reader() -> Reader | None:
    path = settings.MOTCUA_TESSERACT
    return Reader(Path(path)) if path else None


def trusted_roots(signer: SignerLine) -> bytes:
    """The authorities whose certificates we trust: the operator's file, else a sandbox's own.

    A service anywhere but on this machine is never asked whom to trust.
    """
    installed = installed_roots()
    if installed or urlsplit(signer.line.address).hostname not in ("127.0.0.1", "localhost"):
        return installed
    return signer.trust_roots()


@cache
def kept_key(name: str) -> Key | None:
    """A signer's key kept on this machine, in keys/signers: a file or a token, else None.

    A file is `NAME.pem` (PKCS#8, encrypted) with its passphrase in `NAME.pass`; a token is
    `NAME.token.toml` with module, token_label, key_label, and its PIN in `NAME.pass`. Both
    have `NAME.chain.pem`: the certificate, then its issuers.
    """
    folder = Path(settings.MOTCUA_KEYS) / "signers"
    key, token = folder / f"{name}.pem", folder / f"{name}.token.toml"
    if not (key.exists() or token.exists()):
        return None
    secret = (folder / f"{name}.pass").read_bytes().strip()
    chain = (folder / f"{name}.chain.pem").read_bytes()
    if key.exists():
        return SoftwareKey(key.read_bytes(), secret, chain)
    said = tomllib.loads(token.read_text(encoding="utf-8"))
    return TokenKey(
        said["module"],
        token_label=said["token_label"],
        pin=secret.decode(),
        key_label=said["key_label"],
        chain_pem=chain,
    )
