"""A SoftHSM token with an officer's keys on it: what a smart card is to the program."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from motcua.bridges.keys import TokenKey
from tests.bridges.certificates import Identity, authority, officer

PIN = "1234"
MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so")
HOLDER = "Lường Văn Thịnh"


@dataclass(frozen=True)
class Token:
    """The token, whose keys bear the labels rsa and ec, and who issued their certificates."""

    module: str
    ca: Identity
    holders: dict[str, Identity]

    def key(self, label: str, *, pin: str = PIN, name: str = "motcua") -> TokenKey:
        chain = self.holders[label].chain_pem
        return TokenKey(self.module, token_label=name, pin=pin, key_label=label, chain_pem=chain)


def made(folder: Path) -> Token:
    """One for a whole run: the module reads its settings once, when it is first loaded."""
    module = next((path for path in MODULES if Path(path).exists()), None)
    if not module or not shutil.which("softhsm2-util"):
        pytest.fail("SoftHSM is missing: install it, on Debian with `apt-get install softhsm2`")
    (folder / "tokens").mkdir()
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(config)
    _softhsm("--init-token", "--free", "--label", "motcua", "--so-pin", PIN, "--pin", PIN)
    ca = authority()
    curve = ec.generate_private_key(ec.SECP256R1())
    holders = {"rsa": officer(ca, HOLDER), "ec": officer(ca, HOLDER, key=curve)}
    for number, (label, who) in enumerate(holders.items(), start=1):
        file = folder / f"{label}.pem"
        file.write_bytes(
            who.key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        wanted = ["--import", str(file), "--token", "motcua", "--label", label]
        _softhsm(*wanted, "--id", f"0{number}", "--pin", PIN)
    return Token(module, ca, holders)


def _softhsm(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True)
