"""Furnishes the clerks' workplace from the settings: real lines, real keys, the real clock."""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from motcua.bridges.population import PopulationLine
from motcua.bridges.signer import SignerLine
from motcua.bridges.signing import Key, SoftwareKey
from motcua.bridges.sms import SmsLine
from motcua.clerks.workplace import Workplace, furnish
from motcua.records.seal import SealKey
from motcua.records.trust import installed_roots
from motcua.site import clock


def furnish_from_settings() -> None:
    """To be called once in a worker, before any errand is done."""
    signer = SignerLine(settings.MOTCUA_SIGNER_URL, settings.MOTCUA_SIGNER_SECRET)
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
        )
    )


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
    """A signer's key kept on this machine: `signers/NAME.pem`, `.chain.pem` and `.pass`."""
    folder = Path(settings.MOTCUA_KEYS) / "signers"
    key = folder / f"{name}.pem"
    if not key.exists():
        return None
    return SoftwareKey(
        key.read_bytes(),
        (folder / f"{name}.pass").read_bytes().strip(),
        (folder / f"{name}.chain.pem").read_bytes(),
    )
