"""Signatures a second on one core, beside raw RSA of the same openssl on the same machine.

Run: python -m bench.signatures [--quick]. Signs papers of the size of a real receipt with a key
file, whole PAdES each time. The last line is JSON: signatures for each second of CPU, bar 15.
"""

import json
import re
import subprocess
import sys
import time

from motcua.actions.pdf_signature import examine
from motcua.bridges import signing
from motcua.bridges.keys import SoftwareKey
from motcua.bridges.typesetter import typeset
from tests.bridges import papers
from tests.bridges.certificates import AT, PASSPHRASE, authority, officer, root_pem

BAR = 15.0


def main() -> None:
    quick = "--quick" in sys.argv
    count = 40 if quick else 400
    issuer = authority()
    who = officer(issuer)
    key = SoftwareKey(who.key_pem, PASSPHRASE, who.chain_pem)
    unsigned = [_receipt(number) for number in range(8)]
    _sign(unsigned[0], key)  # the first one pays for imports
    started = time.process_time()
    signed = [_sign(unsigned[number % len(unsigned)], key) for number in range(count)]
    rate = count / (time.process_time() - started)
    checked = examine(signed[-1], root_pem(issuer), at=AT)
    assert [each.reason for each in checked] == [""], checked
    raw = _openssl(1 if quick else 3)
    size = len(unsigned[0]) // 1024
    print(f"PAdES B-B on a receipt of {size} KB   {rate:8.1f} /s of CPU   (bar {BAR:.0f})")
    print(f"raw RSA-2048, openssl speed        {raw:8.1f} /s of CPU")
    print(f"of which the PDF's share           {1 - rate / raw:8.1%}")
    result = {
        "name": "signatures a second a core",
        "value": round(rate, 1),
        "unit": "1/s",
        "bar": BAR,
        "holds": rate >= BAR,
    }
    print(json.dumps(result))


def _receipt(number: int) -> bytes:
    data = papers.receipt() | {"dossier_number": f"000.13.28.H26-261123-{number:04}"}
    return typeset("receipt", data, at=papers.AT)


def _sign(pdf: bytes, key: SoftwareKey) -> bytes:
    return signing.sign(
        pdf, key, field_name="KySo", reason="Đo", location="Ba Đình", name="Đo", at=AT
    )


def _openssl(seconds: int) -> float:
    """Raw signatures a second of CPU, as the openssl command of this machine counts them."""
    command = ["openssl", "speed", "-seconds", str(seconds), "rsa2048"]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    found = re.search(r"rsa 2048 bits\s+\S+s\s+\S+s\s+([\d.]+)", said.stdout)
    assert found, said.stdout
    return float(found[1])


if __name__ == "__main__":
    main()
