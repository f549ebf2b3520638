"""Examines a PDF that anyone brought in a process of its own, which may use only so much.

Reading a hostile PDF can take minutes and gigabytes: ten megabytes of nothing but small numbers
took 23 s and 1.2 GB. Here it takes its process with it, and no page waits longer than `SECONDS`.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from motcua.actions.pdf_signature import Unreadable, examine
from motcua.rules.signature import Verdict

SECONDS = 4  # of processor time
LONGEST = 15.0  # seconds by the clock
_MOMENTS = ("signed_at", "stamped_at")
MEMORY = 700_000_000  # bytes of address space


def examine_apart(pdf: bytes, roots_pem: bytes, *, at: datetime) -> list[Verdict]:
    """As `pdf_signature.examine`; what would take too much is Unreadable.

    A PDF without a byte range in clear has no signature, and is not read at all.
    """
    if b"/ByteRange" not in pdf:
        return []
    head = json.dumps({"at": at.isoformat(), "roots": len(roots_pem)}).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "motcua.actions.pdf_apart"],
            input=head + b"\n" + roots_pem + pdf,
            capture_output=True,
            timeout=LONGEST,
            env={"PYTHONPATH": str(Path(__file__).parents[2]), "MALLOC_ARENA_MAX": "2"},
            cwd="/",
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("took too long") from error
    if done.returncode:
        raise Unreadable(f"the examining process ended with {done.returncode}")
    return _verdicts(done.stdout)


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
    roots = sys.stdin.buffer.read(head["roots"])
    try:
        found = examine(sys.stdin.buffer.read(), roots, at=datetime.fromisoformat(head["at"]))
    except Unreadable:
        return 1
    sys.stdout.buffer.write(_plain(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
