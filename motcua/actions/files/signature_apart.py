"""Examines a signed file that anyone brought in a process of its own, which may use only so much.

Reading a hostile PDF can take minutes and gigabytes: ten megabytes of nothing but small numbers
took 23 s and 1.2 GB. Here it takes its process with it, and no page waits longer than `SECONDS`.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.actions.files.certificates import Unreadable
from motcua.actions.files.pdf_signature import chain_of, examine
from motcua.actions.files.xml_signature import chain_of_xml, examine_xml
from motcua.actions.files.xml_table import Row, Section, table_of
from motcua.rules.signature import Evidence, Verdict

SECONDS = 4  # of processor time
LONGEST = 15.0  # seconds by the clock
_MOMENTS = ("signed_at", "stamped_at", "provable_until")
MEMORY = 700_000_000  # bytes of address space


def is_signed(content: bytes) -> bool:
    """Whether it may carry a signature: a byte range stands in clear in a signed PDF."""
    return (b"Signature" if is_xml(content) else b"/ByteRange") in content


def is_xml(content: bytes) -> bool:
    """Whether it is XML and not PDF; it was looked at when it came in."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def examine_apart(
    content: bytes, roots_pem: bytes, *, at: datetime, evidence: Evidence | None = None
) -> list[Verdict]:
    """As `pdf_signature.examine` and `examine_xml`; what would take too much is Unreadable.

    What has no signature is not read at all.
    """
    if not is_signed(content):
        return []
    known = evidence or Evidence()
    head = {
        "at": at.isoformat(),
        "roots": roots_pem.decode("ascii"),
        "known": [[each.hex() for each in part] for part in known.said],
    }
    return _verdicts(_ask("verdicts", head, content))


def chain_apart(content: bytes) -> list[bytes]:
    """As `pdf_signature.chain_of`, and as carefully."""
    return [bytes.fromhex(each) for each in json.loads(_ask("chain", {}, content))]


def table_apart(xml: bytes) -> list[Section]:
    """As `xml_table.table_of`, and as carefully."""
    return [
        Section(tuple(numbers), place, tuple(Row(*row) for row in rows), more)
        for numbers, place, rows, more in json.loads(_ask("table", {}, xml))
    ]


def _ask(what: str, head: Mapping[str, object], content: bytes) -> bytes:
    """What the process apart says of the file."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "motcua.actions.files.signature_apart", what],
            input=json.dumps(head).encode() + b"\n" + content,
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
    """The process apart: one file from standard input, what is said of it to standard output."""
    os.nice(5)
    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    head = json.loads(sys.stdin.buffer.readline())
    said = {"chain": _chain, "table": _table, "verdicts": _examined}[sys.argv[1]]
    try:
        sys.stdout.buffer.write(said(head, sys.stdin.buffer.read()))
    except Unreadable:
        return 1
    return 0


def _examined(head: Mapping[str, Any], content: bytes) -> bytes:
    certificates, ocsps, crls = (tuple(map(bytes.fromhex, part)) for part in head["known"])
    known = Evidence(certificates, ocsps, crls)
    at = datetime.fromisoformat(head["at"])
    look = examine_xml if is_xml(content) else examine
    return _plain(look(content, head["roots"].encode(), at=at, evidence=known))


def _chain(_: Mapping[str, Any], content: bytes) -> bytes:
    chain = chain_of_xml(content) if is_xml(content) else chain_of(content)
    return json.dumps([each.hex() for each in chain]).encode()


def _table(_: Mapping[str, Any], xml: bytes) -> bytes:
    return json.dumps(
        [
            (one.signatures, one.place, [astuple(row) for row in one.rows], one.more)
            for one in table_of(xml)
        ]
    ).encode()


if __name__ == "__main__":
    raise SystemExit(main())
