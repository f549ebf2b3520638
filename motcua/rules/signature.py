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
    "in-part",  # intact, but something that can be read in the file was signed by nobody trusted
    "weak",  # made with SHA-1, which can be forged
    "unreadable",  # the signature is damaged or of a kind we do not read
    "expired",  # the certificate was no longer valid
    "not-yet-valid",  # the certificate was not valid yet
    "revoked",
    "untrusted",  # no path from the certificate to an authority we trust
]


class Hindrance(StrEnum):
    """What keeps a paper from being signed. The first group passes by itself: the clerk tries on;
    after the others the paper is back with whoever asked, and nothing of it is signed."""

    SIGNER_DOWN = "signer-down"
    UNDECIDED = "undecided"  # the holder has not approved yet, on their own device
    STAMP_DOWN = "stamp-down"  # the time-stamp authority does not answer
    AUTHORITY_DOWN = "authority-down"  # nobody says whether the certificate still holds
    TOKEN_GONE = "token-gone"

    DECLINED = "declined"
    TOKEN_LOCKED = "token-locked"
    EXPIRED = "expired"  # the certificate
    NOT_YET_VALID = "not-yet-valid"
    REVOKED = "revoked"
    NOT_KEPT = "not-kept"  # signed, but not in a way that may be kept


@dataclass(frozen=True)
class Evidence:
    """What authorities said about certificates at one time, each in DER, to be kept with a paper.

    `revoked`: they said of one of them that it no longer holds.
    """

    certificates: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    revoked: bool = False

    @property
    def said(self) -> tuple[tuple[bytes, ...], ...]:
        return self.certificates, self.ocsps, self.crls


@dataclass(frozen=True)
class Verdict:
    """What validation found out about one signature of a paper.

    `intact`: the bytes it covers are the bytes that were signed. `nothing_added`: nothing
    was added afterwards but proof for later years, and signatures of others if it is not the
    last. `trusted`: the certificate leads to a trusted authority, was valid at `signed_at` and
    at the moment asked for. `signed_at` is what the signature claims, `stamped_at` what a trusted
    time-stamp proves. `signer` and `organisation` are the certificate's CN and O, empty where it
    could not be read. `checked`: the authorities were asked whether it was revoked. `anchor`: the
    trusted authority, by the SHA-256 of its certificate (hex), "" where none is. `provable_until`:
    when the newest time-stamp's own certificate ends, and with it what proves the signature.
    """

    intact: bool
    nothing_added: bool
    signer: str
    organisation: str
    signed_at: datetime | None
    trusted: bool
    reason: Reason
    stamped_at: datetime | None = None
    checked: bool = False
    anchor: str = ""
    provable_until: datetime | None = None


UNREADABLE = Verdict(False, False, "", "", None, False, "unreadable")


class Unreadable(ValueError):
    """The file is not of its kind, or too damaged or too strange to be read."""


class Authenticity(StrEnum):
    """The three things that can be said about a paper."""

    GENUINE = "genuine"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Judgement:
    """Whether it is genuine, and the code of the sentence that explains it."""

    authenticity: Authenticity
    reason: Literal[
        "issued",  # these very bytes are in our register
        "signed",  # not in our register, but signed by someone we trust, and unchanged
        "changed-after-issue",  # begins as a paper of ours, then goes on
        "altered",
        "added-after",
        "in-part",
        "unreadable",
        "weak",
        "expired",
        "not-yet-valid",
        "revoked",
        "untrusted",
        "unsigned",
    ]


def judge(verdicts: Sequence[Verdict], *, issued: bool, issued_before: bool) -> Judgement:
    """Whether a paper is genuine.

    `verdicts` in the order of signing; `issued`: its bytes are a paper in our register;
    `issued_before`: an earlier version inside the file is. The register is asked first, since
    a paper stays genuine when its signer's certificate runs out. Otherwise every signature must
    be intact and trusted, with nothing added but other signatures and proof (Luật Giao dịch điện
    tử 20/2023/QH15, art. 22 and 23: integrity, and a signature that names its signer).
    """
    if issued:
        return Judgement(Authenticity.GENUINE, "issued")
    if issued_before:
        return Judgement(Authenticity.ALTERED, "changed-after-issue")
    if not verdicts:
        return Judgement(Authenticity.UNKNOWN, "unsigned")
    added = None if _whole(verdicts) else Judgement(Authenticity.ALTERED, "added-after")
    return (
        _damage(verdicts) or added or _doubt(verdicts) or Judgement(Authenticity.GENUINE, "signed")
    )


def judge_xml(verdicts: Sequence[Verdict]) -> Judgement:
    """As `judge`, of an XML paper, which is never one of ours: its signatures sign parts of it, so
    that what nobody trusted signed is told last, and only beside signatures that are right."""
    if not verdicts:
        return Judgement(Authenticity.UNKNOWN, "unsigned")
    in_part = None if _whole(verdicts) else Judgement(Authenticity.UNKNOWN, "in-part")
    return (
        _damage(verdicts)
        or _doubt(verdicts)
        or in_part
        or Judgement(Authenticity.GENUINE, "signed")
    )


def _whole(verdicts: Sequence[Verdict]) -> bool:
    return all(verdict.nothing_added for verdict in verdicts)


def _damage(verdicts: Sequence[Verdict]) -> Judgement | None:
    for verdict in verdicts:
        if verdict.reason == "altered":
            return Judgement(Authenticity.ALTERED, "altered")
        if verdict.reason == "unreadable":
            return Judgement(Authenticity.UNKNOWN, "unreadable")
    return None


def _doubt(verdicts: Sequence[Verdict]) -> Judgement | None:
    for verdict in verdicts:
        if verdict.reason in ("weak", "expired", "not-yet-valid", "revoked"):
            return Judgement(Authenticity.UNKNOWN, verdict.reason)
        if not (verdict.intact and verdict.trusted):
            return Judgement(Authenticity.UNKNOWN, "untrusted")
    return None
