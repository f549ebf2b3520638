"""What a paper's signatures say, and when a paper counts as genuine, altered or unknown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

Reason = Literal[
    "",  # nothing is wrong with this signature
    "altered",  # the signed bytes are not those that were signed
    "added-after",  # intact, but something was added to the file after signing
    "unreadable",  # the signature is damaged or of a kind we do not read
    "expired",  # the certificate was no longer valid
    "not-yet-valid",  # the certificate was not valid yet
    "revoked",
    "untrusted",  # no path from the certificate to an authority we trust
]


@dataclass(frozen=True)
class Verdict:
    """What validation found out about one signature of a paper.

    `intact`: the bytes it covers are the bytes that were signed. `covers_whole_file`: nothing
    was added afterwards. `trusted`: the certificate leads to a trusted authority, was valid at
    `signed_at` and at the moment asked for. `signed_at` is what the signature claims. `signer`
    and `organisation` are the certificate's CN and O, empty where it could not be read.
    """

    intact: bool
    covers_whole_file: bool
    signer: str
    organisation: str
    signed_at: datetime | None
    trusted: bool
    reason: Reason


class Standing(StrEnum):
    """The three things that can be said about a paper."""

    GENUINE = "genuine"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """A standing, and the code of the sentence that explains it."""

    standing: Standing
    reason: Literal[
        "issued",  # these very bytes are in our register
        "signed",  # not in our register, but signed by someone we trust, and unchanged
        "changed-after-issue",  # begins as a paper of ours, then goes on
        "altered",
        "added-after",
        "unreadable",
        "expired",
        "not-yet-valid",
        "revoked",
        "untrusted",
        "unsigned",
    ]


def judge(verdicts: Sequence[Verdict], *, issued: bool, issued_before: bool) -> Finding:
    """Whether a paper is genuine.

    `verdicts` in the order of signing; `issued`: its bytes are a paper in our register;
    `issued_before`: an earlier version inside the file is. The register is asked first, since
    a paper stays genuine when its signer's certificate runs out. Otherwise every signature must
    be intact and trusted and the last must cover the whole file (Luật Giao dịch điện tử
    20/2023/QH15, art. 22 and 23: integrity, and a signature that names its signer).
    """
    if issued:
        return Finding(Standing.GENUINE, "issued")
    if issued_before:
        return Finding(Standing.ALTERED, "changed-after-issue")
    if not verdicts:
        return Finding(Standing.UNKNOWN, "unsigned")
    return _damage(verdicts) or _doubt(verdicts) or Finding(Standing.GENUINE, "signed")


def _damage(verdicts: Sequence[Verdict]) -> Finding | None:
    for verdict in verdicts:
        if verdict.reason == "altered":
            return Finding(Standing.ALTERED, "altered")
        if verdict.reason == "unreadable":
            return Finding(Standing.UNKNOWN, "unreadable")
    if not verdicts[-1].covers_whole_file:
        return Finding(Standing.ALTERED, "added-after")
    return None


def _doubt(verdicts: Sequence[Verdict]) -> Finding | None:
    for verdict in verdicts:
        if verdict.reason in ("expired", "not-yet-valid", "revoked"):
            return Finding(Standing.UNKNOWN, verdict.reason)
        if not (verdict.intact and verdict.trusted):
            return Finding(Standing.UNKNOWN, "untrusted")
    return None
