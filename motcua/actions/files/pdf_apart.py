"""Examines a PDF that anyone brought in a process of its own, which may use only so much.

Reading a hostile PDF can take minutes and gigabytes: ten megabytes of nothing but small numbers
took 23 s and 1.2 GB. Here it takes its process with it, and no page waits longer than `SECONDS`.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.actions.files.pdf_signature import Unreadable, chain_of, examine
from motcua.rules.signature import Evidence, Verdict

SECONDS = 4  # of processor time
LONGEST = 15.0  # seconds by the clock
_MOMENTS = ("signed_at", "stamped_at")
MEMORY = 700_000_000  # bytes of address space


def examine_apart(
    pdf: bytes, roots_pem: bytes, *, at: datetime, evidence: Evidence | None = None
) -> list[Verdict]:
    """As `pdf_signature.examine`; what would take too much is Unreadable.

    A PDF without a byte range in clear has no signature, and is not read at all.
    """
    if b"/ByteRange" not in pdf:
        return []
    known = evidence or Evidence()
    head = {
        "at": at.isoformat(),
        "roots": roots_pem.decode("ascii"),
        "known": [[each.hex() for each in part] for part in known.said],
    }
    return _verdicts(_ask("verdicts", head, pdf))


def chain_apart(pdf: bytes) -> list[bytes]:
    """As `pdf_signature.chain_of`, and as carefully."""
    return [bytes.fromhex(each) for each in json.loads(_ask("chain", {}, pdf))]


def _ask(what: str, head: Mapping[str, object], pdf: bytes) -> bytes:
    """What the process apart says of the PDF."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "motcua.actions.files.pdf_apart", what],
            input=json.dumps(head).encode() + b"\n" + pdf,
            capture_output=True,
            timeout=LONGEST,
            env={"PYTHONPATH": str(Path(__file__).parents[3]), "MALLOC_ARENA_MAX": "2"},
            cwd="/",
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("took too long") from error
    if done.returncode:
        raise Unreadable(f"the examining process ended with {done.returncode}")
    return done.stdout


def _verdicts(said: bytes) -> list[Verdict]:
    def moment(text: str | None) -> datetime | None:
        return datetime.fromisoformat(text) if text else None

    return [
        Verdict(**row | {name: moment(row[name]) for name in _MOMENTS}) for row in json.loads(said)
    ]


def _plain(verdicts: Sequence[Verdict]) -> bytes:
    rows = [asdict(each) for each in verdicts]
    return json.dumps(rows, default=datetime.isoformat).encode()


def main() -> int:
    """The process apart: one PDF from standard input, its verdicts to standard output."""
    os.nice(5)
    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    head = json.loads(sys.stdin.buffer.readline())
    said = _chain if sys.argv[1] == "chain" else _examined
    try:
        sys.stdout.buffer.write(said(head, sys.stdin.buffer.read()))
    except Unreadable:
        return 1
    return 0


def _examined(head: Mapping[str, Any], pdf: bytes) -> bytes:
    certificates, ocsps, crls = (tuple(map(bytes.fromhex, part)) for part in head["known"])
    known = Evidence(certificates, ocsps, crls)
    at = datetime.fromisoformat(head["at"])
    return _plain(examine(pdf, head["roots"].encode(), at=at, evidence=known))


def _chain(_: Mapping[str, Any], pdf: bytes) -> bytes:
    return json.dumps([each.hex() for each in chain_of(pdf)]).encode()


if __name__ == "__main__":
    raise SystemExit(main())
