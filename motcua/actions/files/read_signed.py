"""Examines a signed file that anyone brought, in a process of its own which may use only so much.

Reading a hostile PDF can take minutes and gigabytes: ten megabytes of nothing but small numbers
took 23 s and 1.2 GB. There it takes its process with it, and no page waits longer than `LONGEST`.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from motcua.actions.files.confined import Confined, Limits
from motcua.rules.refusal import Refused
from motcua.rules.signature import Evidence, Unreadable, Verdict
from motcua.rules.xml_paper import Row, Section

LIMITS = Limits(seconds=6, memory=700_000_000)
LONGEST = 2 * LIMITS.seconds  # by the clock
_APART = Confined("read_signed", seats=2)
_MOMENTS = ("signed_at", "stamped_at", "provable_until")
_END = b"%%EOF"
_MOST_VERSIONS = 16


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
    beside = {
        "at": at.isoformat(),
        "roots": roots_pem.decode("ascii"),
        "known": [[each.hex() for each in part] for part in known.said],
    }
    return [_verdict(row) for row in _ask("verdicts", content, beside)]


def chain_apart(content: bytes) -> list[bytes]:
    """As `pdf_signature.chain_of`, and as carefully."""
    return [bytes.fromhex(each) for each in _ask("chain", content)]


def table_apart(xml: bytes) -> list[Section]:
    """As `xml_table.table_of`, and as carefully."""
    return [
        Section(tuple(numbers), place, tuple(Row(*row) for row in rows), more)
        for numbers, place, rows, more in _ask("table", xml)
    ]


def _ask(what: str, content: bytes, beside: Mapping[str, object] | None = None) -> Any:
    """What the process apart says of the file; what is known besides is too long for an argument,
    and goes before it."""
    given = json.dumps({"is_xml": is_xml(content), **(beside or {})}).encode() + b"\n" + content
    try:
        return _APART.ask(given, LIMITS, what=what)[0]["said"]
    except (Refused, RuntimeError) as error:  # a hostile file can fail anywhere
        raise Unreadable(str(error)) from error


def _verdict(row: Mapping[str, Any]) -> Verdict:
    moments = {name: datetime.fromisoformat(row[name]) if row[name] else None for name in _MOMENTS}
    return Verdict(**{**row, **moments})


def earlier_versions(pdf: bytes) -> Iterator[bytes]:
    """The files that this one was before something was added to its end, oldest first.

    A PDF grows by appending: each version is a beginning of the file that ends with %%EOF and
    perhaps a line end. When one of them equals a paper we issued, this is that paper, altered.
    At most 16 ends of file are looked at; ours, being first, is among them.
    """
    start = 0
    for _ in range(_MOST_VERSIONS):
        found = pdf.find(_END, start)
        if found < 0:
            return
        start = found + len(_END)
        for line_end in (b"", b"\n", b"\r", b"\r\n"):
            stop = start + len(line_end)
            if pdf[start:stop] == line_end and stop < len(pdf):
                yield pdf[:stop]
