"""Signatures a second on one core, bare and proven for later years, beside raw RSA.

Run: python -m bench.signatures [--quick]. Signs papers of the size of a real receipt with a key
file, whole PAdES each time: B-B, then B-LT with a time-stamp over HTTP from the sandbox authority
(a process of its own, whose work is not counted) and what proves the certificates, then that too
looked at as a clerk does before it is kept. The last line is JSON: such whole ones for each second
of CPU, bar 15.
"""

import hashlib
import json
import multiprocessing
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from motcua.actions.files.apart.pdf_signature import examine
from motcua.actions.files.pdf_evidence import with_evidence
from motcua.bridges import signer_sandbox, signing
from motcua.bridges.keys import SoftwareKey
from motcua.bridges.line import Unreachable
from motcua.bridges.proof import ProofLine, stamp_certificates
from motcua.bridges.signer import SignerLine
from motcua.bridges.signing import der_chain, finish, pem_chain, prepare
from motcua.bridges.typesetter import typeset
from motcua.rules.signature import Evidence
from tests.bridges import papers

BAR = 15.0
T = TypeVar("T")
HOLDER = {"key": "do", "common_name": "Đo", "organisation": "Ủy ban nhân dân xã", "title": "Đo"}
HOW = {"field_name": "KySo", "reason": "Đo", "location": "Ba Đình", "name": "Đo"}


def main() -> None:
    quick = "--quick" in sys.argv
    count = 40 if quick else 400
    unsigned = [_receipt(number) for number in range(8)]
    with _authority() as (url, home):
        service = SignerLine(url, signer_sandbox.SECRET)
        chain, roots = service.certificates("do"), service.trust_roots()
        line = ProofLine(f"{url}/tsa", relay=url)
        key = _key(home, pem_chain(chain))

        def bare(pdf: bytes) -> bytes:
            return signing.sign(pdf, key, **HOW, at=datetime.now(UTC))

        def proven(pdf: bytes) -> tuple[bytes, Evidence]:
            prepared = prepare(pdf, key.chain_pem, **HOW, at=datetime.now(UTC))
            signature = key.sign_digest(prepared.digest)
            stamp = line.stamp(hashlib.sha256(signature).digest())
            known = [*chain, *stamp_certificates(stamp)]
            evidence = line.evidence(known, der_chain(roots), at=datetime.now(UTC))
            return finish(prepared, signature, stamp), evidence

        def kept(pdf: bytes) -> bytes:
            """As a clerk does it: what was signed is looked at before it is kept."""
            signed, evidence = proven(pdf)
            _look(signed, roots, evidence)
            return with_evidence(signed, evidence)

        plain, _ = _rate(bare, unsigned, count)
        stamped, _ = _rate(lambda pdf: with_evidence(*proven(pdf)), unsigned, count)
        whole, signed = _rate(kept, unsigned, count // 2)
        looked, _ = _rate(lambda pdf: _look(pdf, roots), [signed], count // 4)
    raw = openssl(1 if quick else 3)
    size, grown = len(unsigned[0]) // 1024, len(signed) // 1024
    print(f"PAdES B-B on a receipt of {size} KB    {plain:8.1f} /s of CPU   (bar {BAR:.0f})")
    print(f"PAdES B-LT, time-stamped, {grown} KB   {stamped:8.1f} /s of CPU   (bar {BAR:.0f})")
    print(f"the same, looked at before kept    {whole:8.1f} /s of CPU   (bar {BAR:.0f})")
    print(f"looking at such a one years later  {looked:8.1f} /s of CPU")
    print(f"raw RSA-2048, openssl speed        {raw:8.1f} /s of CPU")
    result = {
        "name": "signatures a second a core, time-stamped, proven and looked at",
        "value": round(whole, 1),
        "unit": "1/s",
        "bar": BAR,
        "bare": round(plain, 1),
        "holds": whole >= BAR,
    }
    print(json.dumps(result))


def _rate(work: Callable[[bytes], T], papers: list[bytes], count: int) -> tuple[float, T]:
    """How many a second of our own CPU, and the last one made."""
    done = work(papers[0])  # the first one pays for imports
    started = time.process_time()
    for number in range(count):
        done = work(papers[number % len(papers)])
    return count / (time.process_time() - started), done


def _look(pdf: bytes, roots: bytes, evidence: Evidence | None = None) -> bytes:
    (verdict,) = examine(pdf, roots, at=datetime.now(UTC), evidence=evidence)
    assert (verdict.reason, verdict.checked) == ("", True), verdict
    return pdf


@contextmanager
def _authority() -> Iterator[tuple[str, Path]]:
    """The sandbox signing service in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "signers.json").write_text(json.dumps([HOLDER]), "utf-8")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        serving = multiprocessing.get_context("spawn").Process(
            target=signer_sandbox.serve, args=(port, home)
        )
        serving.start()
        try:
            _wait_for(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}", home
        finally:
            serving.terminate()
            serving.join()


def _wait_for(url: str) -> None:
    for _ in range(100):
        try:
            SignerLine(url, signer_sandbox.SECRET).trust_roots()
        except Unreachable:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the sandbox does not answer")


def _key(home: Path, chain: bytes) -> SoftwareKey:
    """The holder's own key; the sandbox keeps it in clear."""
    both = (home / "signer" / "do.pem").read_bytes()
    return SoftwareKey(both[: both.index(b"-----BEGIN CERT")], None, chain)


def _receipt(number: int) -> bytes:
    data = papers.receipt() | {"dossier_number": f"000.13.28.H26-261123-{number:04}"}
    return typeset("receipt", data, at=papers.AT)


def openssl(seconds: int) -> float:
    """Raw signatures a second of CPU, as the openssl command of this machine counts them."""
    command = ["openssl", "speed", "-seconds", str(seconds), "rsa2048"]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    found = re.search(r"rsa 2048 bits\s+\S+s\s+\S+s\s+([\d.]+)", said.stdout)
    assert found, said.stdout
    return float(found[1])


if __name__ == "__main__":
    main()
